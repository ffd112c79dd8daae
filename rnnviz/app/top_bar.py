"""The top bar: which experiment, which cell, what is happening, and the few switches that belong at hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QToolButton

from rnnviz.app.changing.called import called, own_file
from rnnviz.app.form.elided_combo import ElidedCombo
from rnnviz.app.hands.action_set import ActionSet
from rnnviz.catalogue import Preset, has_cell, presets
from rnnviz.cells import CELLS
from rnnviz.experiment import Experiment
from rnnviz.views.gate import plain
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.language import tr

QUICK_CELLS = {"rnn": "RNN", "gru": "GRU", "lstm": "LSTM"}
"""Cells that a button chooses, with the short names that everybody uses."""
SHORT, LONG, ROOMY = 22, 31, 1250
"""Letters of a title that are shown at least, and where the bar is so many pixels wide."""


class TopBar(QFrame):
    """The name, the experiments to choose from, quick cells, the line that says what is happening."""

    preset_chosen = Signal(object)
    """Key of a preset."""
    cell_chosen = Signal(object)
    """Key of a cell."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self._presets = presets()
        self.chooser = self._make_chooser()
        self.happening = ElidedLabel(fills=True, holds=90, most=2)
        self.happening.setObjectName("happening")
        self.happening.setProperty("quiet", True)
        name = QLabel("rnnviz")
        font = name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.25)
        name.setFont(font)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.setSpacing(6)
        row.addWidget(name)
        row.addSpacing(8)
        row.addWidget(self.chooser)
        row.addWidget(self._action_button(actions, "presets"))
        row.addSpacing(4)
        self.cells = {key: self._cell_button(key) for key in QUICK_CELLS if key in CELLS}
        for button in self.cells.values():
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.happening, 1)
        for key in ("undo", "redo", "open", "language", "theme"):
            row.addWidget(self._action_button(actions, key))

    def _make_chooser(self) -> QComboBox:
        chooser = ElidedCombo()
        chooser.setObjectName("experiments")
        chooser.setAccessibleName(tr("Experiment"))
        chooser.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chooser.setMinimumContentsLength(SHORT)
        chooser.setMaxVisibleItems(20)
        chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for place, preset in enumerate(self._presets.values()):
            chooser.addItem(tr(preset.title), preset.key)
            chooser.setItemData(place, plain(tr(preset.purpose)), Qt.ItemDataRole.ToolTipRole)
        chooser.view().setTextElideMode(Qt.TextElideMode.ElideNone)
        chooser.activated.connect(self._choose)
        return chooser

    def _choose(self, place: int) -> None:
        """Ask for an experiment of the list; the one that is none of it is open already."""
        if place < len(self._presets):
            self.preset_chosen.emit(self.chooser.itemData(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole title of an experiment where there is room for it."""
        super().resizeEvent(event)
        self.chooser.setMinimumContentsLength(LONG if event.size().width() >= ROOMY else SHORT)

    def _cell_button(self, key: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"cell.{key}")
        button.setText(QUICK_CELLS[key])
        button.setCheckable(True)
        button.setProperty("framed", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(plain(tr("Use this cell; a new model begins: {cell}").format(cell=tr(CELLS[key].info.title))))
        button.clicked.connect(lambda: self._choose_cell(key))
        return button

    def _choose_cell(self, key: str) -> None:
        self.cells[key].setChecked(True)
        self.cell_chosen.emit(key)

    @staticmethod
    def _action_button(actions: ActionSet, key: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"button.{key}")
        button.setDefaultAction(actions[key])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def show_experiment(self, experiment: Experiment) -> None:
        """Show what is run: a preset's title, or that it has been changed, or the file's own name."""
        preset = None if own_file(experiment) else self._presets.get(experiment.name)
        self._show_own(experiment, preset)
        last = self.chooser.count() - 1
        self.chooser.setCurrentIndex(last if preset is None else self.chooser.findData(experiment.name))
        self.chooser.setToolTip(plain(tr(preset.purpose) if preset else self._about(experiment)))
        for key, button in self.cells.items():
            button.setChecked(key == experiment.cell.kind and has_cell(experiment))

    @staticmethod
    def _about(experiment: Experiment) -> str:
        """Return what is said of an experiment that is none of the list: of a file, where it lies."""
        return str(getattr(experiment.task, "path", "")) if own_file(experiment) else experiment.purpose

    def _show_own(self, experiment: Experiment, preset: Preset | None) -> None:
        """Keep one entry for an experiment that is no preset, and none where it is one."""
        while self.chooser.count() > len(self._presets):
            self.chooser.removeItem(self.chooser.count() - 1)
        if preset is None:
            self.chooser.addItem(called(experiment), experiment.name)
