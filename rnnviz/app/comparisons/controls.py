"""How large a comparison is to be, and the buttons that begin and end it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from rnnviz.comparison import Comparison
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.gate import plain
from rnnviz.views.words.language import tr

MOST_UPDATES, MOST_SEEDS = 1_000_000, 30


class Controls(QWidget):
    """Updates and seeds, Run and Cancel.

    Attributes
    ----------
    updates, seeds : QSpinBox
    run_button, cancel_button : QPushButton
    """

    run_asked = Signal(object)
    """These controls."""
    cancel_asked = Signal(object)
    """These controls."""

    def __init__(self) -> None:
        super().__init__()
        self.updates = _spin(1, MOST_UPDATES, "comparisons.updates", tr("Updates of each run"))
        self.seeds = _spin(1, MOST_SEEDS, "comparisons.seeds", tr("Seeds: each model is trained so many times"))
        self.run_button = QPushButton(tr("Run comparison"))
        self.run_button.setObjectName("comparisons.run")
        self.run_button.clicked.connect(lambda: self.run_asked.emit(self))
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setObjectName("comparisons.cancel")
        self.cancel_button.clicked.connect(lambda: self.cancel_asked.emit(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in (QLabel(tr("updates")), self.updates, QLabel(tr("seeds")), self.seeds):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.run_button)

    def show_size(self, updates: int, seeds: int) -> None:
        """Show how large a run would be."""
        self.updates.setValue(updates)
        self.seeds.setValue(min(seeds, MOST_SEEDS))

    def follow(self, *, active: bool, trains: bool) -> None:
        """Offer what can be done now; models that are looked at as they begin are not trained."""
        withhold(self.run_button, tr("A comparison is under way.") if active else "")
        withhold(self.cancel_button, "" if active else tr("No comparison is under way."))
        self.updates.setEnabled(not active and trains)
        self.seeds.setEnabled(not active)

    def asked(self, chosen: Comparison) -> Comparison:
        """Return a comparison with the updates and seeds that are asked for."""
        count, seeds = self.seeds.value(), list(chosen.seeds)
        while len(seeds) < count:
            seeds.append(max(seeds) + 1)
        changes: dict[str, object] = {"seeds": tuple(seeds[:count])}
        if chosen.measure != "decay":
            changes["updates"] = self.updates.value()
        return chosen.model_copy(update=changes)


def _spin(low: int, high: int, name: str, tip: str) -> QSpinBox:
    made = QSpinBox()
    made.setObjectName(name)
    made.setRange(low, high)
    made.setGroupSeparatorShown(True)
    made.setToolTip(plain(tip))
    made.setAccessibleName(tip)
    return made
