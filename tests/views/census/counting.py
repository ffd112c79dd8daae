"""Traces whose gates are known, and what the census draws of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QPointF

from rnnviz.assembly import from_values
from rnnviz.cells.rnn import Rnn, RnnFields
from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment, Trace
from rnnviz.views.census.dock import Census
from rnnviz.views.plots.dot_plot import DotPlot

Stand = Callable[[type[Census]], Census]
Alter = Callable[..., Trace]
GATES = {
    "lstm": {"input": "input_gate", "forget": "forget_gate", "output": "output_gate"},
    "gru": {"reset": "reset_gate", "update": "update_gate"},
}


def show(dock: Census, trace: Trace) -> None:
    dock.shared.axis.set_length(trace.length)
    dock.show(trace, Moment("forward", 0))


def drawn(plot: DotPlot, group: str) -> npt.NDArray[np.float64]:
    """Return the dots (2, n) of a group."""
    return np.asarray(plot.items[group].getData(), np.float64)


def rnn_trace(activation: str, **fields: Any) -> Trace:
    """A real trace of an Elman network, with the equations of its activation as the window has them."""
    cell = {"kind": "rnn", "hidden_size": 12, "activation": activation, **fields}
    trace = Run(from_values({"task": {"kind": "copying", "blanks": 6}, "cell": cell})).probe()
    told = Rnn(RnnFields(activation=activation)).describe()  # type: ignore[arg-type]
    return replace(trace, cells=dict.fromkeys(trace.cells, told))


def gate_trace(forget: npt.NDArray[np.float64], sample: Trace, alter: Alter, **others: Any) -> Trace:
    """A trace whose forget gate is given; the hidden units move."""
    steps, units = forget.shape
    moving = np.tanh(np.random.default_rng(0).standard_normal((steps, units)))
    names = {f"layer0__{name}": np.full((steps, units), 0.5) + 0.1 * moving for name in ("input_gate", "output_gate")}
    return alter(sample, **{"layer0__hidden": moving, **names, "layer0__forget_gate": forget, **others})


def drawn_rings(plot: DotPlot) -> list[tuple[float, float]]:
    x, y = plot.ring.getData()
    return list(zip(x.tolist(), y.tolist(), strict=True))


def place(plot: DotPlot, x: float, y: float) -> QPoint:
    return plot.mapFromScene(plot.box.mapViewToScene(QPointF(x, y)))  # type: ignore[no-any-return]


def spread_trace(sample: Trace, alter: Alter) -> Trace:
    """Forget gates: unit u is shut on u of 32 steps and open on 4; units 8 and 9 lie where unit 4 does."""
    forget = np.full((32, 10), 0.5)
    for unit in range(10):
        forget[: unit if unit < 8 else 4, unit] = 0.05
        forget[28:, unit] = 0.95
    return gate_trace(forget, sample, alter)
