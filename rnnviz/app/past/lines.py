"""The lines of updates that belong together: a trunk, and the branches that left it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from rnnviz.app.changing.editing import Editing
from rnnviz.app.changing.step import Step
from rnnviz.app.form.field_words import label, shown, weight_said
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.live_run import LiveRun
from rnnviz.app.running.recipe import as_it_is, differing
from rnnviz.catalogue import fields
from rnnviz.views.update_line import Ghost, UpdateLine
from rnnviz.views.words.language import tr
from rnnviz.weight_change import is_weight

MOST = 24
"""Lines that are remembered; the oldest that do not belong to the present one go first."""
AVERAGED = 20
"""Updates that a line's last loss is the mean of: that of one batch says little."""


@dataclass(kw_only=True, eq=False)
class Line:
    """One line as the list shows it.

    Attributes
    ----------
    run : LiveRun
        What was taken up of it last.
    number : int
        0 for the trunk; branches count up.
    of : Line or None
        What it left.
    beside : bool or None
        Whether its curves are drawn beside the present ones; None: nobody has said.
    last : int
        Of a trunk: the number that its newest branch was given.
    """

    run: LiveRun
    number: int
    of: Line | None
    beside: bool | None = None
    last: int = 0

    @property
    def root(self) -> Line:
        """The trunk."""
        return self if self.of is None else self.of.root

    @property
    def name(self) -> str:
        """Trunk, Branch 1, and so on."""
        return tr("Branch {number}").format(number=self.number) if self.number else tr("Trunk")

    @property
    def changed(self) -> str:
        """What was changed where it left; "" where nothing was."""
        before = self.run.before
        if before is None:
            return ""
        edited = [
            weight_said(change) for change in self.run.experiment.change
            if is_weight(change.field) and change.update == self.run.left
        ]
        after = as_it_is(self.run.experiment, self.run.left)
        infos = {info.path: info for experiment in (before, after) for info in fields(experiment)}
        said = [
            f"{label(infos[path])} {shown(infos[path], before.value(path))} → {shown(infos[path], after.value(path))}"
            for path in infos if path in differing(before, after)
        ]
        return ", ".join([*said, *edited])

    @property
    def loss(self) -> float:
        """The mean loss of its last updates (NaN where it has none)."""
        history = self.run.history
        last = history["loss"][-AVERAGED:] if "loss" in history else np.empty(0)
        return float(np.mean(last)) if len(last) else math.nan


class LineDropped(Step):
    """A line taken off the list; undone, it is there again."""

    def __init__(self, lines: Lines, line: Line) -> None:
        super().__init__(lambda: tr("remove {name}").format(name=line.name))
        self._lines = lines
        self._line = line

    def redo(self) -> None:
        """Take it off."""
        self._lines.drop(self._line)

    def undo(self) -> None:
        """Put it back."""
        self._lines.add(self._line)


class Lines(QObject):
    """Follows which run is which line, and says whose curves are drawn beside the present one's.

    Attributes
    ----------
    current : Line or None
    """

    changed = Signal(object)
    """These lines: one was added, taken off or taken up."""

    def __init__(
        self, link: EngineLink, editing: Editing, update_line: UpdateLine, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._editing = editing
        self._update_line = update_line
        self._lines: dict[int, Line] = {}
        self.current: Line | None = None
        self._before: Line | None = None
        link.started.connect(self._follow)
        link.changed.connect(self._tell)

    @property
    def shown(self) -> tuple[Line, ...]:
        """The present line and those that belong to it and have learnt something, the trunk first."""
        return () if self.current is None else self.family(self.current)

    def family(self, line: Line) -> tuple[Line, ...]:
        """Return a line and those that belong to it and have learnt something, the trunk first."""
        mine = [other for other in self._lines.values() if other.root is line.root]
        return tuple(sorted((other for other in mine if other is line or other.run.head > other.run.left), key=_number))

    def line_of(self, run: LiveRun) -> Line:
        """Return the line that a run goes on with, or that it begins once the engine has it."""
        found = self._lines.get(run.line)
        if found is not None:
            return found
        of = self._lines.get(run.of)
        return Line(run=run, number=of.root.last + 1 if of is not None else 0, of=of)

    @property
    def beside(self) -> tuple[Line, ...]:
        """Those whose curves are drawn beside the present line's.

        Unless a person chose otherwise: what it left, or, beside the trunk, the branch that was there before it.
        """
        current = self.current
        usual = self._before if current is None or current.of is None else current.of if current.changed else None
        return tuple(
            line for line in self.shown
            if line is not current and (line is usual if line.beside is None else line.beside)
        )

    def set_beside(self, line: Line, on: bool) -> None:
        """Draw a line's curves beside the present ones, or not."""
        line.beside = on
        self._tell()

    def take(self, line: Line) -> None:
        """Go on with a line, where it ended."""
        if line is not self.current:
            self._editing.switch(line.run, lambda: tr("go to {name}").format(name=line.name))

    def ask_drop(self, line: Line) -> None:
        """Take a line that is not the present one off the list, as a step of undo."""
        if line is not self.current:
            self._editing.undo_stack.push(LineDropped(self, line))

    def drop(self, line: Line) -> None:
        """Take a line off the list."""
        self._lines.pop(line.run.line, None)
        self._tell()

    def add(self, *lines: Line) -> None:
        """Put lines back, or those that a session has beside the one that is open."""
        for line in lines:
            self._lines[line.run.line] = line
            line.root.last = max(line.root.last, line.number)
        self._tell()

    def _follow(self, run: LiveRun) -> None:
        line = self._lines[run.line] = self.line_of(run)
        line.root.last = max(line.root.last, line.number)
        line.run = run
        if line is not self.current:
            self._before, self.current = self.current, line
        for number in [number for number, old in self._lines.items() if old.root is not line.root]:
            if len(self._lines) > MOST:
                del self._lines[number]
        self._tell()

    def _tell(self, _: object = None) -> None:
        current = self.current
        self._update_line.compare(
            tuple(
                Ghost(line=line.run.line, name=line.name, history=line.run.history, left=_common(line, current))
                for line in self.beside
            )
        )
        self.changed.emit(self)


def _number(line: Line) -> int:
    return line.number


def _common(one: Line, other: Line | None) -> int:
    """Return the update up to which two lines are the same."""
    if other is None:
        return 0
    ways = _way(one), _way(other)
    shared = next((line for line in ways[0] if line in ways[1]), None)
    return min(way[shared] for way in ways) if shared is not None else 0


def _way(line: Line) -> dict[Line, int]:
    """Return a line and those it came from, each with the last update that it shares."""
    found = {line: line.run.head}
    while line.of is not None:
        found[line.of] = min(line.run.left, *found.values())
        line = line.of
    return found
