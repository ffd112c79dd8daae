"""Models whose gradients flow, and the view filled by what it asks of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment, Trace
from rnnviz.views.flow.dock import Flow

KINDS: dict[str, dict[str, Any]] = {
    "lstm": {"task": {"kind": "copying", "blanks": 12}, "cell": {"kind": "lstm", "hidden_size": 12}},
    "deep": {
        "task": {"kind": "copying", "blanks": 5}, "model": {"layers": 2}, "cell": {"kind": "gru", "hidden_size": 8}
    },
    "pair": {
        "task": {"kind": "translate"}, "model": {"attention": "additive"}, "cell": {"kind": "lstm", "hidden_size": 10}
    },
    "both": {
        "task": {"kind": "copying", "blanks": 2}, "model": {"layers": 2, "bidirectional": True},
        "cell": {"kind": "lstm_peephole", "hidden_size": 6},
    },
    "last": {
        "task": {"kind": "recall", "length": 120}, "training": {"loss_on": "last"},
        "cell": {"kind": "rnn", "hidden_size": 8, "recurrent_gain": 0.5},
    },
    "long": {"task": {"kind": "copying", "blanks": 600}, "cell": {"kind": "rnn", "hidden_size": 4}},
}


def shown(dock: Flow, trace: Trace, t: int = 0) -> Trace:
    dock.shared.axis.set_length(trace.length)
    dock.shared.selection.fit(trace.scopes, 1)
    dock.show(trace, Moment("forward", t))
    return trace


def filled(dock: Flow, run: Run, mode: str = "matrix", by: str = "lag") -> Trace:
    """Show a real trace that holds what the drawing asks for once it has seen one."""
    dock.mode.take(mode)
    dock.parts.by.take(by)
    shown(dock, run.probe())
    return shown(dock, run.probe(dock.watch, dock.shared.selection.reach_from))


def asked(dock: Flow) -> tuple[str, ...]:
    return dock.watch


def drawn(dock: Flow, part: str) -> int:
    return len(dock.cut.lines[part].curve.getData()[0])


def at(dock: Flow, plot: Any, x: float, y: float) -> QPoint:
    grid = dock.matrix.grid
    return grid.mapFromScene(plot.vb.mapViewToScene(QPointF(x, y)))  # type: ignore[no-any-return]


def hovered(dock: Flow, place: QPoint) -> None:
    none = Qt.MouseButton.NoButton
    grid = dock.matrix.grid
    move = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(place), QPointF(grid.mapToGlobal(place)), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(grid.viewport(), move)
