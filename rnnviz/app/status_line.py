"""The status line: where the model runs, how fast it learns, how traces are made, what the engine is doing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from rnnviz.app.running.trace_words import CAN_LEAVE, LONG, doing
from rnnviz.link.frames import Header
from rnnviz.trace import Trace
from rnnviz.views.gate import plain
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.language import tr


class StatusLine(QFrame):
    """A few quiet words at the foot of the window."""

    leave_asked = Signal(object)
    """None: what the engine is at is to be left off."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.device = self._label("status.device")
        self.model = self._label("status.model")
        self.speed = self._label("status.speed")
        self.path = self._label("status.path")
        self.badge = QToolButton()
        self.badge.setObjectName("status.verified")
        self.badge.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.badge.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.badge.setAutoRaise(True)
        self.badge.hide()
        self.busy = ElidedLabel()
        self.busy.setObjectName("status.busy")
        self.busy.setProperty("quiet", True)
        self.cancel = QToolButton()
        self.cancel.setObjectName("status.cancel")
        self.cancel.setText(tr("Cancel"))
        self.cancel.setToolTip(plain(tr("Leave off with this; what is shown stays (Esc)")))
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel.clicked.connect(self._leave)
        self.cancel.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 12, 3)
        row.setSpacing(18)
        for label in (self.device, self.model, self.speed, self.path):
            row.addWidget(label)
        row.addWidget(self.badge)
        row.addWidget(self.busy, 1)
        row.addWidget(self.cancel)

    def _leave(self, _: object = None) -> None:
        self.cancel.hide()
        self.busy.setText(tr("leaving off…"))
        self.leave_asked.emit(None)

    def settle(self) -> None:
        """Say that no trace is under way: it has come, was left off, or went with its run or engine."""
        self.cancel.hide()
        self.busy.setText("")

    @staticmethod
    def _label(name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("quiet", True)
        return label

    def show_engine(self, ready: Header) -> None:
        """Say in the tooltip what the engine is made of."""
        words = tr("Engine: torch {torch}, Python {python}, process {pid}").format(
            torch=ready["torch"], python=ready["python"], pid=ready["pid"]
        )
        self.device.setToolTip(plain(words))

    def show_run(self, started: Header) -> None:
        """Say where the model runs, and how large it is."""
        threads = started["threads"]
        words = tr("{device}, 1 thread") if threads == 1 else tr("{device}, {threads} threads")
        self.device.setText(words.format(device=str(started["device"]).upper(), threads=threads))
        self.model.setText(tr("{count} parameters").format(count=f"{started['parameters']:,}"))

    def show_state(self, state: Header, *, stopping: bool = False) -> None:
        """Say how fast the engine learns, and what has kept it long, or keeps it from a stop that is asked for."""
        learning = tr("{speed} updates/s").format(speed=f"{state['updates_per_second']:,.0f}")
        self.speed.setText(learning if state["training"] else tr("resting"))
        self.busy.setText(doing(state, stopping=stopping))
        self.cancel.setVisible(state["busy"] in CAN_LEAVE and state["seconds"] >= LONG)

    def show_path(self, trace: Trace) -> None:
        """Say how the trace was computed."""
        words = {
            "swap": (tr("fast path"), tr("oneDNN's fused LSTM, with the recurrent weight in the input weight's place")),
            "workspace": (tr("fast path"), tr("oneDNN's fused LSTM, and back by hand on the gates that it leaves")),
            "loops": (tr("fast path"), tr("hand-written loops over time, without a graph")),
            "echo": (tr("fast path"), tr("torch's fused kernels, with an extra input that echoes the hidden state")),
            "window": (tr("all steps at once"), tr("the steps of a window share what they read, and nothing else")),
            "readable": (tr("step by step"), tr("the cell's own step, unrolled, with autograd")),
            "exact": (tr("exact, slower"), tr("step by step: a norm or a slope lies beyond what the fast path holds")),
        }
        path, way = words.get(trace.path, (trace.path, ""))
        self.path.setText(path)
        about = tr("How this trace was computed: {way}").format(way=way or path)
        self.path.setToolTip(plain(about))
