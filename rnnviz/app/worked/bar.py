"""What stands over the lines: what the second route says, the decimals, the examples, what is copied."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSpinBox, QToolButton, QWidget

from rnnviz.app.worked.words import example_title
from rnnviz.views.gate import plain
from rnnviz.views.words.language import tr
from rnnviz.worked import Typed
from rnnviz.worked.examples import EXAMPLES

PLACES = (2, 8)
"""The fewest decimals and the most."""
Begin = Callable[[Typed], None]


class Bar(QWidget):
    """A row.

    Attributes
    ----------
    status : QLabel
    decimals : QSpinBox
    """

    placed = Signal(object)
    """How many decimals a person wants to see."""

    def __init__(self, actions: Mapping[str, QAction], begin: Begin, places: int) -> None:
        super().__init__()
        self.status = QLabel()
        self.status.setObjectName("worked.status")
        self.status.setWordWrap(True)
        self.decimals = QSpinBox()
        self.decimals.setObjectName("worked.decimals")
        self.decimals.setRange(*PLACES)
        self.decimals.setValue(places)
        before, _, after = tr("{count} decimals").partition("{count}")
        self.decimals.setPrefix(before)
        self.decimals.setSuffix(after)
        tip = tr("Decimals that are shown; what is computed keeps all of float64")
        self.decimals.setToolTip(plain(tip))
        self.decimals.setAccessibleName(tip)
        self.decimals.valueChanged.connect(lambda places: self.placed.emit(places))
        examples, copied = QMenu(self), QMenu(self)
        fill_examples(examples, actions, begin)
        copied.addActions([actions["copy_text"], actions["copy_latex"]])
        self.controls: list[QWidget] = [
            self.decimals, _button("examples", tr("Examples"), examples), _button("copy", tr("Copy"), copied)
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(6)
        row.addWidget(self.status, 1)
        for control in self.controls:
            row.addWidget(control)

    def set_controls(self, shown: bool) -> None:
        """Show what acts, or only what is said."""
        for control in self.controls:
            control.setVisible(shown)

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say something; what is wrong in the colour of errors."""
        self.status.setProperty("problem", wrong)
        self.status.style().polish(self.status)
        self.status.setText(words)


def fill_examples(menu: QMenu, actions: Mapping[str, QAction], begin: Begin) -> None:
    """Offer the examples to begin with, and the numbers of the present model."""
    for listed in EXAMPLES:
        menu.addAction(example_title(listed.key), lambda typed=listed.typed: begin(typed))
    menu.addSeparator()
    menu.addAction(actions["model"])


def _button(key: str, words: str, menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setObjectName(f"worked.{key}")
    button.setProperty("framed", True)
    button.setText(words + " ▾")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)
    return button
