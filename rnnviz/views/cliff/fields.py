"""The settings of the cliff: the network of one unit, and how it is descended."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from rnnviz.cliff import Unit
from rnnviz.views.controls.number_entry import NumberEntry, Range
from rnnviz.views.gate import plain
from rnnviz.views.words.language import tr

DEFAULTS = {"steps": 50.0, "rate": 0.1, "threshold": 0.3, "first": 0.5, "target": 0.7}
"""T, η, θ, x₀ and y: the paper's network; learning rate and threshold are chosen so that both paths can be seen."""


class CliffFields(QWidget):
    """Five numbers, each behind its symbol, and a button that takes everything back."""

    changed = Signal(object)
    """None: a person changed a number."""
    reset_asked = Signal(object)
    """None: the button was pressed."""

    def __init__(self) -> None:
        super().__init__()
        words = {
            "steps": ("T", tr("T: how many steps the network of one unit runs, and so how steep the cliff is")),
            "rate": ("η", tr("η: learning rate, the length of a step of descent for a gradient of length 1")),
            "threshold": ("θ", tr("θ: threshold that longer gradients are clipped to")),
            "first": ("x₀", tr("x₀: the state that the network starts from; the cliff stands at b = x₀ − w σ(x₀)")),
            "target": ("y", tr("y: what σ(x) should be after T steps; the loss is (σ(x) − y)²")),
        }
        ranges = {
            "steps": Range(low=1, high=200, step=1, whole=True),
            "rate": Range(low=1e-4, high=100, step=1.25, log=True),
            "threshold": Range(low=1e-4, high=1e4, step=1.25, log=True),
            "first": Range(low=-20, high=20, step=0.05),
            "target": Range(low=0, high=1, step=0.05),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self.entries: dict[str, NumberEntry] = {}
        for name, (symbol, tip) in words.items():
            entry = NumberEntry(f"view.cliff.{name}", tip, DEFAULTS[name], ranges[name])
            entry.entered.connect(self.changed)
            label = QLabel(symbol)
            label.setToolTip(plain(tip))
            label.setBuddy(entry)
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            label.setMargin(2)
            row, column = divmod(len(self.entries), 3)
            grid.addWidget(label, row, 2 * column)
            grid.addWidget(entry, row, 2 * column + 1)
            entry.setMaximumWidth(entry.fontMetrics().horizontalAdvance("0") * 16)
            grid.setColumnStretch(2 * column + 1, 1)
            self.entries[name] = entry
        self.button = QToolButton()
        self.button.setObjectName("view.cliff.reset")
        self.button.setProperty("framed", True)
        self.button.setText(tr("Reset"))
        self.button.setToolTip(plain(tr("The paper's network, and the start, rates and ranges that come with it")))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._ask_reset)
        grid.addWidget(self.button, 1, 4, 1, 2, Qt.AlignmentFlag.AlignRight)

    def _ask_reset(self) -> None:
        self.reset_asked.emit(None)

    @property
    def values(self) -> dict[str, float]:
        """Every number by its name."""
        return {name: entry.value for name, entry in self.entries.items()}

    @property
    def unit(self) -> Unit:
        """The network."""
        values = self.values
        return Unit(steps=round(values["steps"]), start=values["first"], target=values["target"])

    def take(self, values: Mapping[str, float]) -> None:
        """Show other numbers, silently."""
        for name, value in values.items():
            self.entries[name].take(value)

    def reset(self) -> None:
        """Go back to the first numbers, silently."""
        self.take(DEFAULTS)
