"""What a file of weights has, key by key, and what its model is to be replayed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from rnnviz.app.dress.dressed_dialog import DressedDialog
from rnnviz.app.form.text_edit import FileEdit
from rnnviz.app.opened.key_table import KeyTable
from rnnviz.cells import CELLS
from rnnviz.errors import one_line
from rnnviz.experiment import Experiment
from rnnviz.settings import describe
from rnnviz.tasks import TASKS
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import sentence, tr
from rnnviz.weights import Module, WeightsFile, embedding, modules, not_finite, readouts, refusal

MANY_INPUTS = 20
"""From so many inputs on, a file that says nothing else is taken for a model of symbols."""
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
        self._decided = False
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
        self.module.setCurrentIndex(max(usable, key=lambda index: _size(self.found[index]), default=0))
        self._several = len(usable) > 1
        self.table = KeyTable()
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
        self.problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.open_button = self.buttons.addButton(tr("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out(inside)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.module.currentIndexChanged.connect(self._show_module)
        self.module.currentIndexChanged.connect(self._suggest)
        self.task.activated.connect(self._decide)
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
        """List every key: those that keep the module from being used, its other ones, then what is not its own."""
        module = self.picked
        colours = self.colours
        said = refusal(self._file, module).values["key"] if module.troubles else ""
        rows = sorted(module.rows, key=lambda row: (one_line(row.key) != said, not row.trouble))
        odd = {} if module.troubles else not_finite(self._file, [row.key for row in rows])
        projected = any(row.trouble == "projection" for row in rows)
        lines = []
        for row in rows:
            words, colour = _verdict("projection" if projected and row.trouble == "gates" else row.trouble), ""
            if row.key in odd:
                words, colour = tr("fits, but {count} are NaN or infinite"), colours.warning
                words = words.format(count=f"{odd[row.key]:,}")
            shown = (row.key, row.expected or "–", row.found or "–", words)
            lines.append((shown, colours.error if row.trouble else colour))
        lines += [(line, colours.muted) for line in self._others(module)]
        self.table.fill(lines)
        named = replace(self._file, path=Path(self._file.path).name)
        self.problem.setText(sentence(refusal(named, module)) if module.troubles else "")
        self.problem.setVisible(bool(module.troubles))
        withhold(self.open_button, self.problem.text())

    def _suggest(self, _: int = 0) -> None:
        """Choose the task that another module looks made for, as long as a person has chosen none."""
        if not self._decided:
            self.task.setCurrentIndex(self._kinds.index(self._likely()))

    def _decide(self, _: int = 0) -> None:
        self._decided = True

    def _others(self, module: Module) -> list[tuple[str, str, str, str]]:
        """Return the lines of the keys that are not the module's own."""
        own = {row.key for row in module.rows}
        roles: dict[str, str] = {}
        owners = {row.key: each.name for each in self.found if each is not module for row in each.rows}
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
            if key in owners:
                words = tr("not used: of {name}").format(name=_called(owners[key]))
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
        withhold(self.path, "" if kind in WITH_FILES else tr("This task makes its own data: it reads no file."))
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


def _size(module: Module) -> int:
    """Return about how many numbers a module has."""
    return len(module.layers) * module.width * (module.width + module.input_size)


def _called(name: str) -> str:
    """Return a module's prefix as a person reads it."""
    return one_line(name, 60) if name != "." else tr("(no prefix)")


def _summary(module: Module) -> str:
    """Return a module in a line: its prefix, cell and sizes."""
    name = _called(module.name)
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
