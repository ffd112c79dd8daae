"""Undo: each changed field of the experiment is one step, a whole drag of a slider too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from rnnviz.app.changing.step import Step, Words
from rnnviz.app.form.field_words import label, shown
from rnnviz.catalogue import fields
from rnnviz.experiment import Experiment

_ID = 1


class ExperimentEdited(Step):
    """From one experiment to another, and back; pushing it applies the second.

    Parameters
    ----------
    before, after : Experiment
    apply : callable of one Experiment
        Makes the window show and run it.
    path : str
        The field that was changed; "" for a change of the whole, which never merges.
    serial : int
        Edits of one field with the same serial are one drag (`rnnviz.app.form.field_row.Edit.serial`); 0 stands alone.
    words : callable or None
        Returns what the undo menu calls it; made from the field where none is given.
    """

    def __init__(
        self,
        before: Experiment,
        after: Experiment,
        apply: Callable[[Experiment], None],
        *,
        path: str = "",
        serial: int = 0,
        words: Words | None = None,
    ) -> None:
        self.before, self.after = before, after
        self.path, self.serial = path, serial
        self._apply = apply
        super().__init__(words or (lambda: _text(self.before, self.after, path)))

    def redo(self) -> None:
        """Apply the later experiment."""
        self._apply(self.after)

    def undo(self) -> None:
        """Apply the earlier experiment."""
        self._apply(self.before)

    def id(self) -> int:
        """Return the number that Qt asks for before it tries to merge; -1 where merging is out of the question."""
        return _ID if self.path and self.serial else -1

    def end_at(self, after: Experiment) -> None:
        """Lead to another experiment, and say so."""
        self.after = after
        self.say()

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a later edit of the same drag into this step; a drag back to its start leaves no step."""
        if not isinstance(other, ExperimentEdited) or (other.path, other.serial) != (self.path, self.serial):
            return False
        self.end_at(other.after)
        self.setObsolete(self.after == self.before)
        return True


def _text(before: Experiment, after: Experiment, path: str) -> str:
    """Return ``learning rate 0.002 → 0.01``."""
    infos = {info.path: info for experiment in (before, after) for info in fields(experiment)}
    info = infos.get(path)
    if info is None:
        return path
    return f"{label(info)} {shown(info, before.value(path))} → {shown(info, after.value(path))}"
