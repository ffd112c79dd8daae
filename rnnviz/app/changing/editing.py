"""What is being run, and every change of it: live where the field allows, else with a new model; all undoable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from weakref import WeakValueDictionary

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from rnnviz.app.changing.called import called, opening
from rnnviz.app.changing.document import Document
from rnnviz.app.changing.step import Words
from rnnviz.app.changing.stored import Stored
from rnnviz.app.changing.undo import ExperimentEdited
from rnnviz.app.changing.undo_model import Branched, LineTaken, ModelReplaced, Opened, WeightKept, WeightKeptInBranch
from rnnviz.app.form.field_row import Edit
from rnnviz.app.moment.player import Player
from rnnviz.app.running.engine_events import Refusal
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.live_run import LiveRun
from rnnviz.app.running.recipe import as_it_is, differing, due
from rnnviz.catalogue import changed, fields, load, presets
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.views.words.language import tr
from rnnviz.weight_change import is_weight

MOST_UNDONE = 50


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A change that cannot be made: the field ("" for the whole) and the sentence."""

    path: str
    problem: BadInput


class Editing(QObject):
    """Holds the experiment, and turns edits into commands for the engine.

    Parameters
    ----------
    experiment : Experiment
    link : EngineLink
    player : Player
    stored : Stored, optional
        A session, whose run is taken up where it was saved.

    Attributes
    ----------
    undo_stack : QUndoStack
    document : Document
        What is open.
    """

    shown = Signal(object)
    """Experiment as it is at present: another one, or changed."""
    documented = Signal(object)
    """Document that is open from now on."""
    refused = Signal(object)
    """Problem: what was asked for cannot be done; everything is as before."""

    def __init__(
        self, experiment: Experiment, link: EngineLink, player: Player, parent: QObject | None = None,
        stored: Stored | None = None,
    ) -> None:
        super().__init__(parent)
        self.document = stored.document if stored else Document()
        self._link = link
        self._player = player
        self._origins: dict[str, Experiment] = {experiment.name: stored.origin if stored else experiment}
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(MOST_UNDONE)
        self._muted = False
        self._last: ModelReplaced | None = None
        self._due = 0
        self._latest: WeakValueDictionary[int, LiveRun] = WeakValueDictionary()
        link.started.connect(self._remember)
        link.placed.connect(self._show_when_due)
        link.refused.connect(self._engine_refused)
        link.started.connect(self._show)
        link.changed.connect(self._show)
        link.measured.connect(self._show_when_due)
        run = stored.run if stored else None
        link.start(experiment, resume=run, at=run.update if run is not None and run.rewound else None)

    @property
    def newest(self) -> LiveRun:
        """The run that was asked for last."""
        assert self._link.newest is not None
        return self._link.newest

    @property
    def recipe(self) -> Experiment:
        """What repeats the run: the values it began with, and what was changed live since."""
        return self.newest.experiment

    @property
    def now(self) -> Experiment:
        """The experiment with the values that act at present, those included that the engine has yet to confirm."""
        now = as_it_is(self.recipe, self.newest.update)
        coming = {field: value for field, value in self._link.changes.items() if not is_weight(field)}
        return changed(now, coming) if coming else now

    @property
    def baseline(self) -> Experiment:
        """The preset, or what was opened, as it begins: what changes are marked against."""
        return as_it_is(self.origin, 0)

    @property
    def origin(self) -> Experiment:
        """The preset, or what was opened, with its own list of changes."""
        name = self.recipe.name
        if name not in self._origins:
            self._origins[name] = load(name) if name in presets() else self.recipe
        return self._origins[name]

    # what a person does

    def edit(self, edit: Edit) -> None:
        """Change a field, as the form asks."""
        self.change({edit.path: edit.value}, path=edit.path, serial=edit.serial)

    def change(
        self, values: Mapping[str, object], *, path: str = "", serial: int = 0, words: Words | None = None
    ) -> None:
        """Change some fields by one step of undo."""
        before = self.now
        try:
            after = changed(before, values)
        except BadInput as problem:
            self.refused.emit(Problem(path=path, problem=problem))
            return
        if after == before:
            return
        live = {info.path for info in fields(before) if info.live}
        run = self.newest
        if self._on_its_way(path):
            self._show()
        elif differing(before, after) <= live and run.rewound:
            self._last = None
            self.undo_stack.push(Branched(self, after, path=path, serial=serial, words=words))
        elif differing(before, after) <= live:
            self._last = None
            self.undo_stack.push(ExperimentEdited(before, after, self.apply, path=path, serial=serial, words=words))
        else:
            self._replace(ModelReplaced(self, after, path=path, serial=serial, words=words))

    def may_change(self) -> bool:
        """Tell whether the run can be changed now; where it is on its way to another update, say so."""
        return not self._on_its_way()

    def keep_weight(self, field: str, value: float, words: Words) -> None:
        """Change a weight of the model for good, as a step of undo; where the run stands in its past, in a branch."""
        self._last = None
        for step in _steps(self.undo_stack):
            if isinstance(step, WeightKept) and step.field == field:
                step.note()
        kind = WeightKeptInBranch if self.newest.rewound else WeightKept
        self.undo_stack.push(kind(self, field, value, words=words))

    def open(self, experiment: Experiment) -> None:
        """Run another experiment."""
        self._origins[experiment.name] = experiment
        self._replace(Opened(self, experiment, Document(), words=lambda: opening(called(experiment))))

    def open_stored(self, stored: Stored) -> None:
        """Take up the run of a session where it was saved."""
        run, path = stored.run, stored.document.path
        self._origins[run.experiment.name] = stored.origin
        title, experiment = path.name if path else run.experiment.name, as_it_is(run.experiment, run.update)
        self._replace(Opened(self, experiment, stored.document, run, words=lambda: opening(title)))

    def reset(self) -> None:
        """Begin again from fresh weights, with the values that act at present."""
        self._player.pause()
        self._replace(ModelReplaced(self, self.now, words=lambda: tr("reset")))

    def undo(self) -> None:
        """Take back the last change."""
        self._last = None
        if not self._on_its_way():
            self.undo_stack.undo()

    def redo(self) -> None:
        """Make the change again that was taken back."""
        self._last = None
        if not self._on_its_way():
            self.undo_stack.redo()

    # what commands do

    def hold(self, document: Document) -> None:
        """Have another document open."""
        self.document = document
        self.documented.emit(document)

    def apply(self, experiment: Experiment) -> None:
        """Change the live fields in which an experiment differs from what acts at present; in the past, in a branch."""
        paths = sorted(differing(self.now, experiment))
        if paths and self.newest.rewound:
            self._leave(self.newest)
        for path in paths:
            value = experiment.value(path)
            assert isinstance(value, bool | int | float | str)
            self._link.change(path, value)
        self._show()

    def begin(self, experiment: Experiment, of: LiveRun | None = None) -> None:
        """Begin a new model; ``of`` is the run that it is to be compared with."""
        if not self._muted:
            before = self.now
            self._link.start(experiment)
            if of is not None and of.head:
                self.newest.of, self.newest.before = of.line, before
            elif of is not None:  # nothing was learnt there: what came before it is meant
                self.newest.of, self.newest.before = of.of, of.before
            self._show()

    def branch(self, run: LiveRun, experiment: Experiment) -> None:
        """Begin a branch where a run stands, with other values of live fields."""
        self._leave(run)
        self.apply(experiment)

    def set_weight(self, field: str, value: float) -> None:
        """Have the engine change a weight where the newest run stands; in its past, in a branch."""
        if self.newest.rewound:
            self._leave(self.newest)
        self._link.change(field, value)

    def take_up(self, run: LiveRun, at: int | None = None) -> None:
        """Go on with a run that was replaced, from its newest snapshot, or from its beginning where there is none.

        Parameters
        ----------
        run : LiveRun
            What was taken up of it again since is gone on with.
        at : int or None
            The update to go back to.
        """
        if self._muted:
            return
        latest = self._latest.get(run.line, run)
        if latest.barred is None:
            self._link.start(latest.experiment, resume=latest, at=at)
        else:
            self._link.adopt(latest)
        self._show()

    def switch(self, run: LiveRun, words: Words) -> None:
        """Go on with another line of updates, as a step of undo."""
        self._player.pause()
        self._last = None
        self.undo_stack.push(LineTaken(self, run, words=words))

    # inside

    def _leave(self, run: LiveRun) -> None:
        before = self.now
        self._link.branch(run)
        self.newest.of, self.newest.left, self.newest.before = run.line, run.update, before

    def _on_its_way(self, path: str = "") -> bool:
        """Tell whether the run is on its way to another update, and say that nothing can be changed meanwhile."""
        goal = self.newest.goal
        if goal is not None:
            problem = BadInput(
                "the run is on its way to update {update}: wait until it is there, or cancel", update=goal
            )
            self.refused.emit(Problem(path=path, problem=problem))
        return goal is not None

    def _remember(self, run: LiveRun) -> None:
        self._latest[run.line] = run

    def _replace(self, command: ModelReplaced) -> None:
        """Make a step; one of a drag is taken into the step before it, which then is the one that may be refused."""
        before, self._last = self._last, command
        self.undo_stack.push(command)
        if not shiboken6.isValid(command):
            self._last = before if before is not None and shiboken6.isValid(before) else None

    def _show(self, _: object = None) -> None:
        self.shown.emit(self.now)

    def _show_when_due(self, run: LiveRun) -> None:
        """Show a change that the experiment's own list makes at this update."""
        made = len(due(run.experiment, run.update)) if run.experiment.change else 0
        if made != self._due:
            self._due = made
            self._show()

    def _engine_refused(self, refusal: Refusal) -> None:
        """Show what the engine still runs, and take the refused step from the undo stack."""
        path = ""
        if refusal.about == "start" and self.newest is self._link.run and self._last is not None:
            path = self._last.path
            self._drop(self._last, self.now)
        self._show()
        self.refused.emit(Problem(path=path, problem=refusal.problem))

    def _drop(self, command: ModelReplaced, running: Experiment) -> None:
        """End a step at what runs: a drag whose last value was refused keeps those before it."""
        self._last = None
        command.end_at(running)
        if command.before == running:
            self._muted = True
            command.undo()  # the stack takes an obsolete step off without it, and the document would be another
            command.setObsolete(True)
            self.undo_stack.undo()
            self._muted = False


def _steps(stack: QUndoStack) -> Iterator[QUndoCommand]:
    """Go through the steps that can be undone, and through those that they are made of."""
    for place in range(stack.index()):
        step = stack.command(place)
        yield step
        yield from (step.child(part) for part in range(step.childCount()))
