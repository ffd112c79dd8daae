"""The bar that says that a text which the model has written is shown, not the example."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from rnnviz.app.shown_text import ShownText
from rnnviz.trace import Trace
from rnnviz.views.elided import ElidedLabel
from rnnviz.views.figures import number
from rnnviz.views.gate import plain
from rnnviz.views.language import tr
from rnnviz.views.palette import Palette


class TextBar(QFrame):
    """What is shown, how likely the model finds it, and the way back; hidden while the example is shown."""

    def __init__(self, shown: ShownText, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("written")
        self._shown = shown
        self.hide()
        self.setStyleSheet(
            f"#written {{ background: {palette.panel}; border: 1px solid {palette.accent}; border-radius: 4px; }}"
            f"#written QLabel {{ background: transparent; }}"
        )
        self.title = QLabel(tr("A text that the model wrote"))
        self.title.setObjectName("written.title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.title.setToolTip(plain(tr(
            "The tracks show prompt and text as one pass: the loss falls on what the model wrote. While it learns, the "
            "text is read by the weights as they become."
        )))  # fmt: skip
        self.said = ElidedLabel(fills=True)
        self.said.setObjectName("written.said")
        self.back = QPushButton(tr("Back to the example"))
        self.back.setObjectName("written.back")
        tip = tr("Show the example of this task in the tracks again; the text stays in the Generation view")
        self.back.setToolTip(plain(tip))
        self.back.setAccessibleName(tip)
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.back.clicked.connect(lambda _=False: shown.leave())
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 4, 2)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.said, 1)
        row.addWidget(self.back)
        shown.changed.connect(self.follow)

    def follow(self, _: object = None) -> None:
        """Say what is shown."""
        trace = self._shown.trace
        self.setVisible(trace is not None)
        if trace is not None:
            self.said.set_texts(described(trace), described(trace, short=True))

    def let_go(self) -> None:
        """Follow no more."""
        self._shown.changed.disconnect(self.follow)


def described(trace: Trace, *, short: bool = False) -> str:
    """Return how many symbols are the model's own, and what it thinks of them."""
    loss, count = float(trace["loss"]), int(trace["loss_steps"].sum())
    if short:
        return tr("{count} symbols, {loss} nats each").format(count=count, loss=number(loss))
    words = tr("{count} symbols of its own, −ln p {loss} nats each by the weights after {update} updates")
    return words.format(count=count, loss=number(loss), update=f"{trace.update:,}")
