"""Steps of undo that begin a model, leave it for another line of updates, or change its weights."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QUndoCommand

from rnnviz.app.changing.document import Document
from rnnviz.app.changing.step import Step, Words
from rnnviz.app.changing.undo import ExperimentEdited
from rnnviz.app.running.live_run import LiveRun
from rnnviz.app.running.recipe import as_it_is
from rnnviz.experiment import Experiment


class ModelAtHand(Protocol):
    """What such a step acts on: the run that was asked for last, and the ways to another one."""

    document: Document

    @property
    def newest(self) -> LiveRun:
        """The run that was asked for last."""

    @property
    def now(self) -> Experiment:
        """The experiment with the values that act at present."""

    def begin(self, experiment: Experiment, of: LiveRun | None = None) -> None:
        """Begin a new model; ``of`` is the run that it is to be compared with."""

    def branch(self, run: LiveRun, experiment: Experiment) -> None:
        """Begin a branch where a run stands, with other values of live fields."""

    def set_weight(self, field: str, value: float) -> None:
        """Have the engine change a weight where the newest run stands; in its past, in a branch."""

    def take_up(self, run: LiveRun, at: int | None = None) -> None:
        """Go on with a run that was replaced."""

    def hold(self, document: Document) -> None:
        """Have another document open."""


class ModelReplaced(ExperimentEdited):
    """A change that begins a new model; undone, the model before goes on from where it was."""

    def __init__(
        self, hand: ModelAtHand, after: Experiment, *, path: str = "", serial: int = 0, words: Words | None = None
    ) -> None:
        super().__init__(hand.now, after, hand.begin, path=path, serial=serial, words=words)
        self._hand = hand
        self._kept = hand.newest
        self._at = self._kept.update if self._kept.rewound else None

    def redo(self) -> None:
        """Begin the new model; it can be compared with the one before."""
        self._hand.begin(self.after, self._kept)

    def undo(self) -> None:
        """Take up the model before from its newest snapshot."""
        self._hand.take_up(self._kept, self._at)

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a later edit of the same drag into this step; dragged back to its start, the model before goes on."""
        merged = super().mergeWith(other)
        if merged and self.isObsolete():
            self.undo()
        return merged


class Branched(ModelReplaced):
    """A live change at a past update: a branch begins there; undone, the run that was left stands there again."""

    def __init__(
        self, hand: ModelAtHand, after: Experiment, *, path: str = "", serial: int = 0, words: Words | None = None
    ) -> None:
        super().__init__(hand, after, path=path, serial=serial, words=words)
        self._made: LiveRun | None = None

    def redo(self) -> None:
        """Begin the branch, or go on with it."""
        if self._made is None:
            self._hand.branch(self._kept, self.after)
        else:
            self._hand.take_up(self._made)

    def undo(self) -> None:
        """Take up the run that was left, at the update where it was left."""
        self._made = self._hand.newest
        super().undo()


class WeightKept(Step):
    """A weight that a person changes; undone, the entry is what it was, whatever was learnt meanwhile."""

    def __init__(self, hand: ModelAtHand, field: str, value: float, *, words: Words) -> None:
        super().__init__(words)
        self._hand = hand
        self.field = field
        self._value = value
        self._before: float | None = None

    def note(self) -> None:
        """Remember what stood there before, now that the engine has said it: another step may change it again."""
        if self._before is None:
            self._before = self._hand.newest.replaced.get(self.field)

    def redo(self) -> None:
        """Put the value in."""
        self._hand.set_weight(self.field, self._value)

    def undo(self) -> None:
        """Put in what stood there before; where the run stands before the change, it has not been made yet."""
        self.note()
        run = self._hand.newest
        made = any(change.field == self.field and change.update <= run.update for change in run.experiment.change)
        if made and self._before is not None:
            self._hand.set_weight(self.field, self._before)


class WeightKeptInBranch(Branched):
    """A weight changed at a past update: a branch begins with it."""

    def __init__(self, hand: ModelAtHand, field: str, value: float, *, words: Words) -> None:
        super().__init__(hand, hand.now, words=words)
        self._field = field
        self._value = value

    def redo(self) -> None:
        """Begin the branch, or go on with it."""
        fresh = self._made is None
        super().redo()
        if fresh:
            self._hand.set_weight(self._field, self._value)


class LineTaken(ModelReplaced):
    """A step from one line of updates to another that was left earlier."""

    def __init__(self, hand: ModelAtHand, run: LiveRun, *, words: Words) -> None:
        super().__init__(hand, as_it_is(run.experiment, run.head), words=words)
        self._run = run

    def redo(self) -> None:
        """Go on with the other line."""
        self._hand.take_up(self._run)


class Opened(ModelReplaced):
    """A document that is opened, with a fresh model or with the run that a session holds; undone, that before is back.

    Parameters
    ----------
    document : Document
    run : LiveRun or None
        The run of a session, taken up where it was saved.
    """

    def __init__(
        self, hand: ModelAtHand, after: Experiment, document: Document, run: LiveRun | None = None, *, words: Words
    ) -> None:
        super().__init__(hand, after, words=words)
        self._run = run
        self._at_opened = run.update if run is not None and run.rewound else None
        self._documents = hand.document, document

    def redo(self) -> None:
        """Open it."""
        self._hand.hold(self._documents[1])
        if self._run is None:
            self._hand.begin(self.after)
        else:
            self._hand.take_up(self._run, self._at_opened)

    def undo(self) -> None:
        """Go back to the document and the model before."""
        self._hand.hold(self._documents[0])
        super().undo()
