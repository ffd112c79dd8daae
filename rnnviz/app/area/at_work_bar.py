"""What the engine is at, where a lecture hides the line at the foot that says so."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from rnnviz.views.gate import plain
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.language import tr


class AtWorkBar(QFrame):
    """A line over the tracks; it takes no room while there is nothing to say."""

    leave_asked = Signal(object)
    """None: what is under way is to be left off."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("at_work_bar")
        self.setProperty("card", True)
        self.said = ElidedLabel()
        self.cancel = QPushButton()
        self.cancel.setObjectName("at_work_bar.cancel")
        self.cancel.clicked.connect(lambda _=False: self.leave_asked.emit(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.addWidget(self.said, 1)
        row.addWidget(self.cancel)
        self.hide()

    def say(self, words: str, *, can_leave: bool = False) -> None:
        """Say what is under way, and offer to leave off with it; "" takes the line away."""
        self.said.setText(words)
        self.cancel.setText(tr("Cancel"))
        self.cancel.setToolTip(plain(tr("Leave off with this; what is shown stays (Esc)")))
        self.cancel.setVisible(can_leave)
        self.setVisible(bool(words))
