"""Checks of what each loss adds to ∂L/∂W at each step: its rows against one loss followed back alone, its columns."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rnnviz.directions import parameter_of
from rnnviz.engine.patience import in_parts
from rnnviz.engine.verify import claims
from rnnviz.engine.verify.checks import compare
from rnnviz.engine.verify.forward import drawn
from rnnviz.engine.verify.subject import WHOLE, Subject
from rnnviz.engine.verify.trajectory import Trajectory
from rnnviz.link.checks import Check

FAMILY = "parameter_gradient_flow/"
ROWS = 3
"""Losses that are followed back alone."""


def parts(subject: Subject, trajectory: Trajectory | None) -> Iterator[Check]:
    """Yield that a loss's parts are ⟨∂L_t/∂W, ∂L/∂W⟩ / ‖∂L/∂W‖ together, and a step's the share of that step."""
    arrays = [name for name in subject.arrays if name.startswith(FAMILY)]
    if not arrays:
        return
    whole = _gradients(subject, trajectory, subject.loss_weights[WHOLE])
    here = subject.loss_steps
    steps = sorted({int(here[i]) for i in np.linspace(0, len(here) - 1, ROWS).round().astype(int)})
    alone = [_gradients(subject, trajectory, _only(subject.loss_weights[WHOLE], t)) for t in in_parts(steps)]
    for array in arrays:
        name = array.removeprefix(FAMILY)
        scope, _, short = name.rpartition(".")
        parameter = parameter_of(scope, short)
        size = float(np.linalg.norm(whole[parameter]))
        found = subject.arrays[array].astype(np.float64)
        if not (0 < size < np.inf and np.isfinite(found).all()):
            continue
        slack = np.zeros(1) if trajectory is not None else subject.parameter_slack(parameter).max(keepdims=True)
        along = np.array([float((each[parameter] * whole[parameter]).sum()) / size for each in alone])
        yield compare(
            claims.ByLoss, array, ("sum over steps", subject.truth), found[steps].sum(1), along,
            _base(subject, found[steps].T, along), np.repeat(slack, len(along)),
        )
        share = subject.arrays[f"parameter_gradient_share/{name}"].astype(np.float64).sum(1)
        yield compare(
            claims.ByLossAndStep, array, (f"{drawn(subject)}, sum over losses", "shares by step"), found.sum(0), share,
            _base(subject, found, share),
        )


def _base(subject: Subject, found: np.ndarray, sums: np.ndarray) -> float:
    """Return the relative tolerance of the sums (N,) of found (M, N): signed parts may all but cancel."""
    largest = float(np.abs(sums).max())
    return subject.long_tolerance * max(1.0, float(np.abs(found).sum(0).max()) / largest if largest else 1.0)


def _gradients(subject: Subject, trajectory: Trajectory | None, weights: np.ndarray) -> dict[str, np.ndarray]:
    """Return ∂(Σ_t weights[t] ℓ_t)/∂θ."""
    if trajectory is not None:
        return trajectory.back(weights).parameters
    cells = subject.cells
    t = np.flatnonzero(weights)
    return cells.of_loss(sum((cells.losses[i] * weights[i] for i in t), cells.losses[0] * 0))


def _only(weights: np.ndarray, t: int) -> np.ndarray:
    """Return one step's weight, and zero elsewhere."""
    found = np.zeros_like(weights)
    found[t] = weights[t]
    return found
