"""The bar that says that an operated model is shown; it stays as long as there are operations."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from rnnviz.app.surgery.operating import Surgery
from rnnviz.trace import Trace
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr
from rnnviz.views.words.operation_words import words

EDGE, GAP = 10, 12
"""Pixels before the words, and between what stands in the bar."""


class OperatedBar(QFrame):
    """How many operations, what they do to the loss, and a switch to the untouched pass; hidden without operations.

    What is shown is said however narrow it is: the buttons make way.
    """

    list_asked = Signal(object)
    """None: the list of operations is to be shown."""

    def __init__(self, surgery: Surgery, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("operated")
        self._surgery = surgery
        self.hide()
        self._palette = palette
        self._lecturing = False
        self._filled: bool | None = None
        self._fill(True)
        self.title = ElidedLabel(yields=True)
        self.title.setObjectName("operated.title")
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.said = ElidedLabel(fills=True)
        self.said.setObjectName("operated.loss")
        self.bare = self._button("bare", tr("Show untouched"), tr("Show the pass of the untouched model (the same "
                                 "weights and example), and the operated one again"))  # fmt: skip
        self.bare.setCheckable(True)
        self.bare.toggled.connect(surgery.show_bare)
        self.list = self._button("list", tr("Operations"), tr("List the operations, to change, switch or remove them"))
        self.list.clicked.connect(lambda _=False: self.list_asked.emit(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 2, 4, 2)
        row.setSpacing(GAP)
        row.addWidget(self.title, 3)
        row.addWidget(self.said, 2)
        for button in (self.bare, self.list):
            row.addWidget(button)
        surgery.changed.connect(self.follow)

    def _button(self, name: str, title: str, tip: str) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(f"operated.{name}")
        button.setToolTip(plain(tip))
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return button

    def _fill(self, on: bool) -> None:
        """Fill the bar with colour while an operated pass is shown; else its frame alone has it."""
        if on != self._filled:
            self._filled = on
            palette = self._palette
            ink, ground = (palette.paper, palette.warning) if on else (palette.text, palette.panel)
            self.setStyleSheet(
                f"#operated {{ background: {ground}; border: 1px solid {palette.warning}; border-radius: 4px; }}"
                f"#operated QLabel {{ color: {ink}; background: transparent; }}"
            )

    def set_lecturing(self, on: bool) -> None:
        """Leave what is said alone for a lecture, or bring the buttons back."""
        self._lecturing = on
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Show as many buttons as leave room for the shortest words."""
        room = self.width() - 2 * EDGE - self.title.shortest
        for button in (self.bare, self.list):
            room -= GAP + button.sizeHint().width()
            button.setVisible(not self._lecturing and room >= 0)

    def follow(self, _: object = None) -> None:
        """Say what is shown."""
        surgery = self._surgery
        count = len(surgery.active)
        operated = surgery.trace is not None and bool(surgery.trace.operated)
        self.setVisible(bool(count) or operated)
        if not (count or operated):
            return
        one = count == 1
        self._fill(not surgery.bare)
        if surgery.bare:
            said = tr("Untouched model: 1 operation set aside") if one else tr("Untouched model: {count} operations "
                      "set aside")  # fmt: skip
            brief = tr("Untouched model")
        else:
            said = tr("Operated model: 1 operation") if one else tr("Operated model: {count} operations")
            brief = tr("Operated model")
        listed = [words(each) for each in surgery.active]
        self.title.about = "\n".join([*listed, tr("Learning goes on untouched.")])
        self.title.set_texts(said.format(count=count), brief)
        self.title.setMinimumWidth(self.title.shortest)  # that a model is operated on is said before what it does
        if operated and surgery.trace is not None:
            self.said.set_texts(*differences(surgery.trace))
        else:
            self.said.setText(tr("computing the pass…"))
        self.bare.blockSignals(True)
        self.bare.setChecked(surgery.bare)
        self.bare.blockSignals(False)
        self._make_room()

    def let_go(self) -> None:
        """Follow the surgery no more."""
        self._surgery.changed.disconnect(self.follow)


def differences(trace: Trace) -> tuple[str, ...]:
    """Return the loss of the untouched pass, of the operated one, and the difference; then shorter: the last alone."""
    if trace.untouched is None or not {"loss"} <= set(trace) & set(trace.untouched):
        return ("",)
    before, after = float(trace.untouched["loss"]), float(trace["loss"])
    ways = tr("loss {before} → {after} (Δ {difference})"), tr("loss Δ {difference}"), "Δ {difference}"
    known = {"before": number(before, 4), "after": number(after, 4), "difference": signed_number(after - before)}
    return tuple(way.format(**known) for way in ways)


def signed_number(value: float) -> str:
    """Return a difference with its sign."""
    said = number(value)
    return said if value < 0 or value != value or value == 0 else f"+{said}"
