"""The arrays of gradient flow in a trace: which there are, and the matrix of one state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rnnviz.cell_info import BLOCK
from rnnviz.directions import is_reverse
from rnnviz.measures.flow import log10_of
from rnnviz.trace import Trace

LONGEST = 600
"""Steps of a pass whose whole matrix is asked for; of longer ones a coarser one."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class State:
    """A state of a layer: what a gradient flows back into."""

    scope: str
    name: str

    @property
    def key(self) -> str:
        """The array's name: layer0.hidden."""
        return f"{self.scope}.{self.name}"

    @property
    def symbol(self) -> str:
        """The letter of the equations: h or c."""
        return "c" if self.name == "cell" else "h"


def states_of(trace: Trace) -> tuple[State, ...]:
    """Return the states of every layer, in order of depth."""
    return tuple(State(scope, state.name) for scope, cell in trace.cells.items() for state in cell.states)


def is_pair(trace: Trace) -> bool:
    """Return whether it is an encoder-decoder's trace."""
    return any(scope.startswith("decoder.") for scope in trace.scopes)


def is_carried(trace: Trace, state: State) -> bool:
    """Return whether a network hands a state on from step to step: a transformer and a window have none such."""
    return trace.cells[state.scope].key not in (BLOCK, "window", "window_units")


@dataclass(frozen=True, kw_only=True, eq=False)
class FlowMatrix:
    """log10 ‖∂L_t/∂h_k‖: a row for each loss t, a column for each step k.

    Attributes
    ----------
    logs : float64 array (R, C)
        −inf where it is exactly zero; from the first row that bears a loss to the last.
    total : float64 array (C,)
        log10 ‖∂L/∂h_k‖; NaN where the trace has none.
    first_loss, last_loss, first_step : int
        Steps of the time axis of the first and the last loss, and of column 0.
    stride : int
        Steps of a row (their losses are summed) and between two columns.
    residual : float
        Largest ‖Σ_t ∂L_t/∂h_k − ∂L/∂h_k‖ relative to the largest ‖∂L/∂h_k‖; NaN where the trace has none.
    back : bool
        The layer reads from the end: a loss arrives at its own step and at later ones.
    """

    logs: Floats
    total: Floats
    first_loss: int
    last_loss: int
    first_step: int
    stride: int
    residual: float
    back: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """(R, C)."""
        return self.logs.shape[0], self.logs.shape[1]

    def loss_at(self, row: int) -> int:
        """Return the step of the time axis of a row (the last of its losses)."""
        return min(self.first_loss + (row + 1) * self.stride - 1, self.last_loss)

    def step_at(self, column: int) -> int:
        """Return the step of the time axis of a column."""
        return self.first_step + column * self.stride

    def row_of(self, step: int) -> int | None:
        """Return the row of a loss, None where it has none."""
        row = (step - self.first_loss) // self.stride
        return row if 0 <= row < self.shape[0] else None

    def column_of(self, step: int) -> int | None:
        """Return the column of a step, None where it has none."""
        column = (step - self.first_step) // self.stride
        return column if 0 <= column < self.shape[1] else None

    def own(self, row: int) -> int:
        """Return how many columns lie at or before a row's loss."""
        return min(max((self.loss_at(row) - self.first_step) // self.stride + 1, 0), self.shape[1])


def flow_matrix(trace: Trace, state: State) -> FlowMatrix | None:
    """Return the flow matrix of a state, None where the trace has none."""
    name, stride = state.key, 1
    logs = _logs(trace, "gradient_flow", name)
    if logs is None:
        logs = _logs(trace, "gradient_flow_coarse", name)
        step = trace.get("gradient_flow_step")
        stride = 1 if step is None else max(int(step), 1)
    if logs is None or "loss_steps" not in trace or "tokens" not in trace:
        return None
    bearing = np.flatnonzero(trace["loss_steps"])
    if logs.size == 0 or not len(bearing):
        return None
    first, last = int(bearing[0]), int(bearing[-1])
    rows = slice(first, last + 1) if stride == 1 else slice(len(logs))  # groups count losses, not steps
    residual = trace.get(f"gradient_flow_residual/{name}")
    return FlowMatrix(
        logs=logs[rows],
        total=norm_logs(trace, f"gradient_norm_log10/{name}", stride, logs.shape[1]),
        first_loss=trace.loss_start + first,
        last_loss=trace.loss_start + last,
        first_step=trace.start(state.scope),
        stride=stride,
        residual=float("nan") if residual is None or not residual.size else float(np.max(residual)),
        back=is_reverse(state.scope),
    )


def norm_logs(trace: Trace, name: str, stride: int, count: int) -> Floats:
    """Return every stride-th value of an array by step; NaN where the trace has none of so many."""
    values = trace.get(name)
    found = np.empty(0) if values is None else np.asarray(values[::stride], np.float64)
    return found if len(found) == count else np.full(count, np.nan)


def _logs(trace: Trace, kind: str, name: str) -> Floats | None:
    """Return log10 of an array of norms, from its own log10 where the trace has that."""
    found = trace.get(f"{kind}_log10/{name}")
    plain = trace.get(f"{kind}/{name}")
    if found is None and plain is None:
        return None
    logs = log10_of(plain) if found is None and plain is not None else np.asarray(found, np.float64)
    return logs if logs.ndim == 2 else None
