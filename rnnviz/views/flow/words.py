"""What the drawings of gradient flow show, in plain words."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from rnnviz.measures.flow import by_distance, lag_containing, median_ratio, reach_back
from rnnviz.views.clipping.words import percent
from rnnviz.views.flow.arrays import FlowMatrix
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]


def of_matrix(matrix: FlowMatrix, row: int | None, steps: int, symbol: str) -> str:
    """Say how far the chosen loss reaches, and how well the rows sum to the whole gradient."""
    said = [] if row is None else [reach(matrix, row)]
    if matrix.stride > 1:
        words = tr("The pass has {steps} steps: a row sums {stride} losses, a column stands for {stride} steps.")
        said.append(words.format(steps=steps, stride=matrix.stride))
    if math.isfinite(matrix.residual):
        words = tr("Sum of rows = ∂L/∂{symbol} to {residual}.")
        said.append(words.format(symbol=symbol, residual=number(matrix.residual, 2)))
    return " ".join(said)


def reach(matrix: FlowMatrix, row: int) -> str:
    """Say how far back one loss reaches before its gradient has fallen tenfold."""
    own, t = matrix.own(row), matrix.loss_at(row)
    logs = _own_logs(matrix, row)
    if not len(logs) or np.isneginf(logs).all():
        return tr("Nothing of the loss of step {t} arrives here: its gradient is exactly 0.").format(t=t)
    if not math.isfinite(logs[-1]):
        return tr("The gradient of the loss of step {t} is 0 or not finite where it enters.").format(t=t)
    back = reach_back(logs, len(logs) - 1)
    if matrix.back:
        if back is None:
            words = tr("The loss of step {t} keeps more than a tenth of its gradient on to step {last}.")
            return words.format(t=t, last=matrix.step_at(matrix.shape[1] - 1))
        words = tr("The gradient of the loss of step {t} has fallen tenfold by step {step}, {steps} on.")
        return words.format(t=t, step=t + back, steps=back)
    if back is None:
        words = tr("The loss of step {t} keeps more than a tenth of its gradient back to step {first}.")
        return words.format(t=t, first=matrix.first_step)
    step, steps = matrix.step_at(own - 1 - back), back * matrix.stride
    if t - matrix.step_at(own - 1) >= matrix.stride:  # it comes in from the decoder
        words = tr(
            "The gradient of the loss of step {t} has fallen tenfold by step {step}, {steps} before the encoder's end."
        )
    else:
        steps = t - step
        words = tr("The gradient of the loss of step {t} has fallen tenfold by step {step}, {steps} back.")
    return words.format(t=t, step=step, steps=steps)


def _own_logs(matrix: FlowMatrix, row: int) -> Floats:
    """Return where a loss arrives along the layer's own way, the step of the loss last."""
    own = matrix.own(row)
    return matrix.logs[row, max(own - 1, 0) :][::-1] if matrix.back else matrix.logs[row, :own]


def reach_of(matrix: FlowMatrix, row: int) -> str:
    """Return how far back a loss reaches in a few words, "" where it does not fall tenfold."""
    logs = _own_logs(matrix, row)
    back = reach_back(logs, len(logs) - 1) if len(logs) else None
    return "" if back is None else tr("tenfold smaller after {steps}").format(steps=back * matrix.stride)


def of_lags(first: int, parts: Floats, steps: int, symbol: str, norm: float) -> str:
    """Say which lags make the gradient of a matrix; ``first`` is the lag of the first part."""
    lag = lag_containing(by_distance(first, parts), 0.9)
    if lag is None:
        return tr("∂L/∂{symbol} is 0 or not finite: it has no parts.").format(symbol=symbol)
    far = lag >= 0.5 * (steps - 1)
    if first < 0:
        words = tr(
            "‖∂L/∂{symbol}‖ = {norm}: 90\u00a0% of it comes from within {lag} steps of a loss, on either side; the "
            "pass has {steps} steps."
        )
    elif far:
        words = tr("‖∂L/∂{symbol}‖ = {norm}: 90\u00a0% of it comes from lags ≤ {lag}; the pass has {steps} steps.")
    else:
        words = tr(
            "‖∂L/∂{symbol}‖ = {norm}: 90\u00a0% of it comes from lags ≤ {lag}, although the pass has {steps} steps."
        )
    return words.format(symbol=symbol, norm=number(norm), lag=lag, steps=steps)


def of_steps(symbol: str, norm: float) -> str:
    """Say what the bars by step sum to."""
    return tr("The bars sum to ‖∂L/∂{symbol}‖ = {norm}; one below zero pulls against the rest.").format(
        symbol=symbol, norm=number(norm)
    )


def of_cut(window: int, length: int, lost: Floats, whole: Floats) -> str:
    """Say what truncation after so many steps takes away."""
    if window >= length:
        return tr("Cut every {window} steps: the pass is no longer than that, nothing is lost.").format(window=window)
    ratio = median_ratio(lost, whole)
    said = tr("Cut every {window} steps:").format(window=window) + " "
    if math.isnan(ratio):
        said += tr("no step has a gradient that could be lost.")
    else:
        words = tr("at the median step the lost part has {share} of the length of the full gradient.")
        said += words.format(share=percent(ratio))
    said += " " + tr("Reach of every loss, in steps: {steps} at most.").format(steps=window - 1)
    return said + " " + tr("As vectors kept + lost = full; their lengths need not add up.")
