"""The rival: what it is made from, and in what it differs from the model beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from rnnviz.app.changing.differences import differences
from rnnviz.app.compare.sizes import matched, parameters
from rnnviz.app.form.inactive_field import why_inactive
from rnnviz.app.running.recipe import as_it_is, differing
from rnnviz.catalogue import changed, fields, has_cell, load, presets
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.link.frames import Header
from rnnviz.settings import FieldInfo

SECTIONS = ("cell", "model", "training")
SHARED = ("training.batch_size", "model.kind", "model.weights", "model.weights_prefix")
"""Fields that are the same on both sides, beside the task and the seed: the batches are."""


class Rival(QObject):
    """An experiment on the same task and batches as another.

    Attributes
    ----------
    base : Experiment
        The one beside it.
    experiment : Experiment
    same_size : bool
        Its hidden size is the one that gives it as many parameters as the base has.
    """

    changed = Signal(object)
    """This rival: it is another experiment."""
    refused = Signal(object)
    """BadInput: what was asked for cannot be done; it is as before."""

    def __init__(self, base: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.base = base
        self.same_size = False
        self._task: Header | None = None
        self._countable = True
        self._presets: list[tuple[str, str]] | None = None
        other: dict[str, object] = {"cell.kind": "gru" if base.cell.kind == "lstm" else "lstm"}
        if not has_cell(base):  # another cell would be no difference
            other = {"training.learning_rate": base.training.learning_rate / 2}
        try:
            self.experiment = changed(base, other)
        except BadInput:  # its weights are from a file: another cell cannot have them
            self.experiment = base

    @property
    def fields(self) -> list[FieldInfo]:
        """What can differ: every field of cell, model and training that acts, but for what makes the batches."""
        found = []
        for info in fields(self.experiment):
            section = info.path.rpartition(".")[0]
            if info.path.partition(".")[0] not in SECTIONS or info.path in SHARED or info.hidden:
                continue
            if why_inactive(info.path, self.experiment):
                continue
            if info.when is None or self.experiment.value(f"{section}.{info.when[0]}") in info.when[1]:
                found.append(info)
        return sorted(found, key=lambda info: SECTIONS.index(info.path.partition(".")[0]))

    @property
    def presets(self) -> list[tuple[str, str]]:
        """Key and title of the presets on the same task."""
        if self._presets is None:
            known = {key: (load(key), preset.title) for key, preset in presets().items()}
            self._presets = [
                (key, title) for key, (other, title) in known.items()
                if other.task == self.base.task and other.model.kind == self.base.model.kind
            ]
        return self._presets

    @property
    def differences(self) -> list[str]:
        """What differs, in words: hidden size 64 → 81."""
        return differences(self.base, self.experiment)

    def set(self, path: str, value: object) -> None:
        """Let a field differ."""
        if path == "cell.hidden_size":
            self.same_size = False
        self._take({path: value})

    def take(self, preset: str) -> None:
        """Be a preset on the same task, with this seed and batch."""
        try:
            other = as_it_is(load(preset), 0)
        except BadInput as problem:
            self.refused.emit(problem)
            return
        training = other.training.model_copy(update={"batch_size": self.base.training.batch_size})
        self._be(self.base.model_copy(update={"cell": other.cell, "model": other.model, "training": training}))

    def copy_base(self) -> None:
        """Be the same as the base."""
        self.same_size = False
        self._be(self.base)

    def stand(self, experiment: Experiment, same_size: bool) -> None:
        """Be what a comparison that is taken up has, silently."""
        self.experiment, self.same_size = experiment, same_size

    def begin(self, base: Experiment) -> None:
        """Stand beside another experiment; what differed goes on to differ where it can."""
        before, self._task, self._countable, self._presets = self.base, None, True, None
        differ = [
            path for path in differing(before, self.experiment)
            if path.partition(".")[0] in SECTIONS and not why_inactive(path, base)
        ]
        values = {path: self.experiment.value(path) for path in differ}
        self.base = base
        try:
            self.experiment = changed(base, values) if values else base
        except BadInput:
            self.experiment = base
        self.changed.emit(self)

    def set_same_size(self, on: bool) -> None:
        """Have as many parameters as the base, as nearly as a hidden size can; or keep the size there is."""
        if on and not self._countable:
            self._refuse_size()
        elif on != self.same_size:
            self.same_size = on
            self._be(self.experiment)

    def know_task(self, task: Header, count: int) -> None:
        """Take the task's sizes from the engine, with the number of parameters that it found the base to have."""
        self._countable = parameters(self.base, task) == count
        if not self._countable:
            if self.same_size:
                self._refuse_size()
            return
        first, self._task = self._task is None, task
        if first and self.same_size:
            self._be(self.experiment)

    def _refuse_size(self) -> None:
        self.same_size = False
        self.refused.emit(BadInput("the parameters of this model cannot be counted beforehand"))

    def _take(self, values: Mapping[str, object]) -> None:
        try:
            found = changed(self.experiment, values)
        except BadInput as problem:
            self.refused.emit(problem)
            return
        self._be(found)

    def _be(self, experiment: Experiment) -> None:
        if self.same_size and self._task is not None:
            experiment = matched(experiment, self._task, parameters(self.base, self._task))
        if experiment != self.experiment:
            self.experiment = experiment
            self.changed.emit(self)
