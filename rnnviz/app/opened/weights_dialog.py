"""What a file of weights has, key by key, and what its model is to be replayed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rnnviz.app.dress.dressed_dialog import DressedDialog
from rnnviz.app.form.text_edit import FileEdit
from rnnviz.cells import CELLS
from rnnviz.errors import one_line
from rnnviz.experiment import Experiment
from rnnviz.settings import describe
from rnnviz.tasks import TASKS
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import sentence, tr
from rnnviz.weights import Module, WeightsFile, embedding, modules, readouts, refusal

MANY_INPUTS = 20
"""From so many inputs on, a file that says nothing else is taken for a model of symbols."""
MOST_ROWS = 2000
WITH_FILES = ("char_lm", "series")
"""Tasks that read a file of the user's."""


@dataclass(frozen=True)
class Replay:
    """What a person chose: the task's kind, and the fields to be set, dotted."""

    kind: str
    values: Mapping[str, object]


class WeightsDialog(DressedDialog):
    """Shows each key with what it should be and what it is; asks which module, and what it reads.

    Parameters
    ----------
    parent : QWidget
    file : WeightsFile
        With at least one recurrent module.
    now : Experiment
        What runs: its task is offered too, where the weights could learn it.
    palette : Palette
    """

    chosen = Signal(object)
    """Replay."""

    def __init__(self, parent: QWidget, file: WeightsFile, now: Experiment, palette: Palette) -> None:
        super().__init__(parent, palette)
        self.setObjectName("weights")
        self._file, self._now = file, now
        self.found = modules(file)
        self._kinds = _kinds(now)
        self.dress(palette)
        self.task.setCurrentIndex(self._kinds.index(self._likely()))
        self._show_task()
        self.resize(680, 520)

    def fill(self, inside: QWidget) -> None:
        """Make the choice of a module, the table of its keys, and the choice of a task."""
        self.setWindowTitle(tr("Weights: {file}").format(file=Path(self._file.path).name))
        self.module = QComboBox()
        self.module.setObjectName("weights.module")
        self.module.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for each in self.found:
            self.module.addItem(_summary(each))
        usable = [index for index, each in enumerate(self.found) if not each.troubles]
        self.module.setCurrentIndex(usable[0] if usable else 0)
        self._several = len(usable) > 1
        self.table = QTableWidget(0, 4)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.task = QComboBox()
        self.task.setObjectName("weights.task")
        for kind in self._kinds:
            self.task.addItem(tr(TASKS[kind].title), kind)
        info = next(info for info in describe(TASKS["char_lm"].Fields, "task.") if info.path == "task.path")
        self.path = FileEdit(info, "", self.colours)
        self.path.set_name(tr("File"))
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setProperty("problem", True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.open_button = self.buttons.addButton(tr("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out(inside)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.module.currentIndexChanged.connect(self._show_module)
        self.task.currentIndexChanged.connect(self._show_task)
        self._show_module()

    def kept(self) -> tuple[int, int, str]:
        """Return the module, the task and the file that are chosen."""
        return self.module.currentIndex(), self.task.currentIndex(), self.path.field.text()

    def restore(self, kept: object) -> None:
        """Choose them again."""
        assert isinstance(kept, tuple)
        module, task, path = kept
        self.module.setCurrentIndex(module)
        self.task.setCurrentIndex(task)
        self._show_task()
        self.path.set_value(path)

    @property
    def picked(self) -> Module:
        """The module that is shown."""
        return self.found[self.module.currentIndex()]

    def _lay_out(self, inside: QWidget) -> None:
        form = QFormLayout()
        form.addRow(tr("Recurrent module"), self.module)
        below = QFormLayout()
        below.addRow(tr("Replay on"), self.task)
        below.addRow(tr("File"), self.path)
        layout = QVBoxLayout(inside)
        layout.addLayout(form)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.problem)
        layout.addLayout(below)
        layout.addWidget(self.buttons)

    def _show_module(self, _: int = 0) -> None:
        """List every key: those of the module with what they should be, then the others."""
        module = self.picked
        lines = [(row.key, row.expected or "–", row.found or "–", _verdict(row.trouble)) for row in module.rows]
        bad = {number for number, row in enumerate(module.rows) if row.trouble}
        lines += self._others(module)
        self.table.setHorizontalHeaderLabels([tr("key"), tr("expected"), tr("found"), ""])
        self.table.setRowCount(min(len(lines), MOST_ROWS))
        for number, line in enumerate(lines[:MOST_ROWS]):
            for column, words in enumerate(line):
                item = QTableWidgetItem(one_line(words))
                if number in bad:
                    item.setForeground(QBrush(QColor(self.colours.error)))
                elif number >= len(module.rows):
                    item.setForeground(QBrush(QColor(self.colours.muted)))
                self.table.setItem(number, column, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        named = replace(self._file, path=Path(self._file.path).name)
        self.problem.setText(sentence(refusal(named, module)) if module.troubles else "")
        self.problem.setVisible(bool(module.troubles))
        self.open_button.setEnabled(not module.troubles)

    def _others(self, module: Module) -> list[tuple[str, str, str, str]]:
        """Return the lines of the keys that are not the module's own."""
        own = {row.key for row in module.rows}
        roles: dict[str, str] = {}
        if not module.troubles:
            table = embedding(self._file, module)
            for each in readouts(self._file, module.width):
                roles |= {each.weight: f"(K, {module.width})", each.bias: "(K,)"}
            if table is not None:
                roles[table.weight] = f"(V, {module.input_size})"
        lines = []
        for key, info in self._file.tensors.items():
            if key in own:
                continue
            expected = roles.get(key, "–")
            words = tr("embedding") if expected.startswith("(V") else tr("readout") if key in roles else tr("not used")
            lines.append((key, expected, str(info), words))
        return sorted(lines, key=lambda line: line[1] == "–")

    def _likely(self) -> str:
        """Return the task that the weights look made for.

        Few inputs may be columns or symbols: of one-hot symbols as many are read as are predicted.
        """
        module = self.picked
        outputs = {self._file.tensors[each.weight].shape[0] for each in readouts(self._file, module.width)}
        symbolic = self._now.task.kind == "char_lm" and module.input_size > 1 and module.input_size in outputs
        symbols = "symbols" in self._file.metadata or "vocabulary" in self._file.metadata
        text = symbols or symbolic or module.input_size >= MANY_INPUTS or embedding(self._file, module) is not None
        return "char_lm" if text else "series"

    def _show_task(self, _: int = 0) -> None:
        """Offer a file where the task reads one: the present one at first."""
        kind = self.task.currentData()
        self.path.setEnabled(kind in WITH_FILES)
        same = kind in WITH_FILES and self._now.task.kind == kind
        self.path.set_value(str(self._now.value("task.path")) if same else "")

    def _accept(self) -> None:
        kind, module = self.task.currentData(), self.picked
        values: dict[str, object] = {
            "model.weights": self._file.path, "model.weights_prefix": module.name if self._several else "",
        }
        if kind in WITH_FILES:
            values["task.path"] = self.path.value
        if kind == "series" and not self.path.value:
            values["task.columns"] = module.input_size
        self.accept()
        self.chosen.emit(Replay(kind, values))


def _kinds(now: Experiment) -> list[str]:
    """Return the tasks that are offered: those with files, and the present one."""
    present = TASKS[now.task.kind]
    return [*WITH_FILES, *([present.key] if present.model == "stack" and present.key not in WITH_FILES else [])]


def _summary(module: Module) -> str:
    """Return a module in a line: its prefix, cell and sizes."""
    name = one_line(module.name, 60) if module.name != "." else tr("(no prefix)")
    if module.troubles:
        return tr("{name}: cannot be opened").format(name=name)
    words = tr("{name}: {cell}, layers {layers}, inputs {inputs}, hidden size {hidden}")
    if module.bidirectional:
        words = tr("{name}: {cell}, both ways, layers {layers}, inputs {inputs}, hidden size {hidden}")
    return words.format(
        name=name, cell=tr(CELLS[module.cell].info.title), layers=len(module.layers), inputs=module.input_size,
        hidden=module.hidden_size,
    )


def _verdict(trouble: str) -> str:
    words = {
        "": tr("fits"),
        "missing": tr("missing"),
        "transposed": tr("looks transposed"),
        "shape": tr("another shape"),
        "gates": tr("of another cell"),
        "projection": tr("a projection"),
        "dtype": tr("another type of number"),
    }
    return words[trouble]
