"""The bar that says that a text which the model has written is shown, not the example."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from rnnviz.app.moment.shown_text import ShownText
from rnnviz.trace import Trace
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr


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
        self.said = ElidedLabel(
            tr(
                "The tracks show prompt and text as one pass: the loss falls on what the model wrote. While it learns, "
                "the text is read by the weights as they become."
            ),
            fills=True,
        )
        self.said.setObjectName("written.said")
        font = self.said.font()
        font.setBold(True)
        self.said.setFont(font)
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
        row.addWidget(self.said, 1)
        row.addWidget(self.back)
        shown.changed.connect(self.follow)

    def follow(self, _: object = None) -> None:
        """Say what is shown."""
        trace = self._shown.trace
        self.setVisible(trace is not None)
        if trace is not None:
            self.said.set_texts(*described(trace))

    def let_go(self) -> None:
        """Follow no more."""
        self._shown.changed.disconnect(self.follow)


def described(trace: Trace) -> tuple[str, str, str]:
    """Return how many symbols are the model's own and what it thinks of them, in fewer and fewer words."""
    figures = {"loss": number(float(trace["loss"])), "count": int(trace["loss_steps"].sum())}
    whole = tr("A text of the model's own, {count} long: −ln p {loss} nats a symbol, at update {update}")
    short = tr("The model's own text, {count} long: {loss} nats a symbol")
    return (
        whole.format(update=f"{trace.update:,}", **figures), short.format(**figures), tr("The model's own text"),
    )
