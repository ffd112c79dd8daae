"""The slope of tanh(c) where a cell is full, and what float32 loses of a gradient without it.

tanh(c) of a cell at c = 8 is within 10⁻⁷ of 1, so that 1 − tanh² c made from it keeps no digit: torch's fused
kernels (and its autograd) send into such a cell up to 2⁻²⁴ of the gradient of h too much or too little. Seen from
the next steps that is rounding. But a full cell that never forgets hands it on, while what h itself carries fades:
many steps back it may be most of what is left. `slope` has all digits, and `back_again` does the steps
anew from where the error is no longer small (`first_lost`: first as if nothing were forgotten, which costs next to
nothing, and where that says too much, cell by cell at the rate at which each one forgets).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.patience import patiently
from rnnviz.engine.ways.lstm_slopes import through_gates, through_output
from rnnviz.engine.ways.scan import Backward

UNIT = 2.0**-24
"""How far 1 − tanh² c may be off in float32."""
LOST = 1e-4
"""The share of ‖∂L/∂c‖ that may be lost."""
FALL = 3.0
"""Only a gradient that has fallen by so many decades can have lost so much …"""
FULL = 4.0
"""… and only through cells with |c| as large: before, 1 − tanh² c keeps more digits than that."""
LOG_10 = float(np.log(10.0))


def slope(cell: Tensor, output: Tensor, out: Tensor | None = None) -> Tensor:
    """Return o ⊙ (1 − tanh² c) as 4 o s (1 − s), s = σ(−2 |c|): small where the cell is full, to the last digit."""
    small = torch.abs(cell, out=out).mul_(-2).sigmoid_()
    torch.ops.aten.sigmoid_backward.grad_input(output, small, grad_input=small)
    return small.mul_(4)


def first_lost(
    values: Mapping[str, Tensor], hidden: Tensor, hidden_logs: np.ndarray, cell_logs: np.ndarray
) -> int:
    """Return the first step on the way back where what was lost may be more than `LOST`; −1: none.

    Parameters
    ----------
    values : mapping of str to Tensor (T, 1, H)
        States and gates of an LSTM.
    hidden : Tensor (T, C, H)
        ∂L/∂h_t.
    hidden_logs, cell_logs : float64 array (C, T)
        log10 of ‖∂L/∂h_t‖, ‖∂L/∂c_t‖.
    """
    if hidden_logs.max() - hidden_logs.min() <= FALL:
        return -1
    with np.errstate(over="ignore", invalid="ignore"):  # what is not finite is never much: the exact path is for it
        kept = LOST * np.exp(LOG_10 * cell_logs)
        entering = np.exp(LOG_10 * hidden_logs)
        if not (UNIT * entering[:, ::-1].cumsum(1)[:, ::-1] > kept).any():  # as if nothing were forgotten
            return -1
        lost = torch.linalg.vector_norm(_lost(values, hidden), dim=-1, dtype=torch.float64).cpu().numpy().T
        much = np.flatnonzero((lost > kept).any(0))
    return int(much[-1]) if len(much) else -1


def _lost(values: Mapping[str, Tensor], hidden: Tensor) -> Tensor:
    """Return what every cell may have lost of ∂L/∂c_t (T, C, H), forgotten at the rate of its own forget gate."""
    weight = (values["cell"].abs() > FULL) * values["output_gate"]
    kept = torch.roll(values["forget_gate"], -1, 0)  # what reaches the last step from beyond it is not read
    return Backward(kept, hidden.abs().mul_(weight).mul_(UNIT)).run()


def back_again(
    values: dict[str, Tensor], cell_before: Tensor, weight_hh: Tensor, direct: Tensor, hidden: Tensor, cell: Tensor,
    last: int,
) -> Tensor:
    """Do the steps before ``last`` anew, in place; return what flows into h before the first step, (C, H).

    Parameters
    ----------
    values : dict of str to Tensor (T, 1, H)
        States and gates of an LSTM.
    cell_before : Tensor (T, 1, H)
        c_{t-1}.
    weight_hh : Tensor (4 · H, H)
    direct : Tensor (T, C, H)
        What each step's loss and the layer above send into h_t.
    hidden, cell : Tensor (T, C, H)
        ∂L/∂h_t and ∂L/∂c_t, right from the last step back to ``last``.
    """
    now = slice(0, last + 1)
    names = ("input_gate", "forget_gate", "candidate", "output_gate", "cell")
    i, f, g, o, c = (values[name][now] for name in names)
    gates, of_output = i.new_empty(*i.shape[:2], 3, i.shape[2]), torch.empty_like(o)
    through_gates(i, f, g, cell_before[now], out=gates.unbind(2))
    through_output(c, o, out=of_output)
    ifg, to_output, into_cell, keep = gates.unbind(0), of_output.unbind(0), slope(c, o).unbind(0), f.unbind(0)
    delta = hidden.new_empty(hidden.shape[1], 4, hidden.shape[2])
    to_cell_gates, to_output_gate, flat = delta[:, :3], delta[:, 3], delta.flatten(1)
    into_hidden, of_hidden = direct[now].unbind(0), hidden[now].unbind(0)  # views made once: a step is all overhead
    of_cell, each_gate = cell[now].unbind(0), cell[now].unsqueeze(2).unbind(0)
    mul, addmm = torch.mul, torch.addmm
    for t in patiently(range(last, -1, -1)):
        mul(ifg[t], each_gate[t], out=to_cell_gates)
        mul(to_output[t], of_hidden[t], out=to_output_gate)
        if t:
            addmm(into_hidden[t - 1], flat, weight_hh, out=of_hidden[t - 1])
            mul(keep[t], of_cell[t], out=of_cell[t - 1])
            of_cell[t - 1].addcmul_(into_cell[t - 1], of_hidden[t - 1])
    return flat @ weight_hh
