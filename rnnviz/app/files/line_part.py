"""Branches as a part of a session: the lines of updates beside the one that is open, whole, within a limit."""

from __future__ import annotations

from collections.abc import Mapping

from rnnviz.app.changing.editing import Editing
from rnnviz.app.changing.stored import live_run
from rnnviz.app.files.gathering import columns
from rnnviz.app.notices import Notice, Notices
from rnnviz.app.past.lines import Line, Lines
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.live_run import LiveRun
from rnnviz.errors import BadInput
from rnnviz.session.branches import ABOUT, Branch, about, packed, unpacked
from rnnviz.session.past_traces import thinned
from rnnviz.views.words.language import sentence, tr

MOST_BYTES = 256 << 20
"""Of all snapshots together; of lines beyond it the curves are kept, the newest lines first to go without."""
PAST_BYTES = 8 << 20
"""Of the past traces of one line."""


class LinePart:
    """Keeps the trunk and the branches of what is open; each is packed anew only when it has come further."""

    def __init__(self, lines: Lines, editing: Editing, link: EngineLink, notices: Notices) -> None:
        self._lines = lines
        self._editing = editing
        self._link = link
        self._notices = notices
        self._packed: dict[int, tuple[object, dict[str, bytes]]] = {}

    @property
    def _family(self) -> tuple[Line, ...]:
        """The line that a session would have, and those that belong to it; nothing where it is alone."""
        line = self._lines.line_of(self._editing.newest)
        found = {*self._lines.family(line), line}
        return tuple(sorted(found, key=lambda each: each.number)) if len(found) > 1 else ()

    @property
    def mark(self) -> object:
        """Which lines there are beside the open one, and where they came to."""
        newest = self._editing.newest.line
        others = (each for each in self._family if each.run.line != newest)
        return tuple((each.number, each.run.snapshot_update) for each in others) or None

    kept_mark = mark

    def pack(self) -> Mapping[str, bytes]:
        """Return the files of a session."""
        newest, room, said, files = self._editing.newest, MOST_BYTES, [], {}
        before, self._packed = self._packed, {}
        for line in _with_ancestors(self._family):
            made = _branch(line, newest, listed=line in self._family, room=room)
            room -= sum(array.nbytes for array in (made.snapshot or {}).values())
            known = before.get(line.run.line)
            state = (line.run, line.run.snapshot_update, made.open, made.listed, made.snapshot is None)
            own = known[1] if known is not None and known[0] == state and not made.open else packed(made)
            self._packed[line.run.line] = state, own
            files.update(own)
            said.append(made)
        return {ABOUT: about(said), **files} if said else {}

    def unpack(self, files: Mapping[str, bytes]) -> None:
        """Take up the lines that a session has beside the one that was opened just now."""
        self._notices.withdraw("branches")
        try:
            found = unpacked(files)
        except BadInput as problem:
            self._notices.say(lambda problem=problem: _lost(problem))  # type: ignore[misc]
            return
        current = self._lines.current
        if not found or current is None:
            return
        by_number: dict[int, Line] = {}
        for each in found:
            of = None if each.of is None else by_number[each.of]
            line = current if each.open else Line(run=self._run(each, current.run), number=each.number, of=of)
            line.number, line.of, line.beside = each.number, of, each.beside
            line.run.of, line.run.left, line.run.before = 0 if of is None else of.run.line, each.left, each.before
            by_number[each.number] = line
        self._lines.add(*(by_number[each.number] for each in found if each.listed))

    def _run(self, kept: Branch, current: LiveRun) -> LiveRun:
        """Return a run that can be gone on with as one that was left."""
        run = live_run(kept.experiment or current.experiment, kept.head, kept.snapshot, kept.columns, kept.past)
        run.head, run.line, run.started = kept.head, self._link.new_line(), current.started
        return run


def _with_ancestors(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return lines with all that they left, also what was taken off the list, the trunk first."""
    found = set(lines)
    for line in lines:
        while line.of is not None:
            line = line.of
            found.add(line)
    return tuple(sorted(found, key=lambda each: each.number))


def _branch(line: Line, newest: LiveRun, *, listed: bool, room: int) -> Branch:
    """Return what is kept of a line: its curves, and its snapshot where there is room for that."""
    run, is_open = line.run, line.run.line == newest.line
    known = {
        "number": line.number, "of": None if line.of is None else line.of.number, "left": run.left,
        "beside": line.beside, "before": run.before, "open": is_open, "listed": listed,
    }  # fmt: skip
    if is_open or not listed:
        return Branch(**known)  # type: ignore[arg-type]
    head, snapshot = run.head, run.snapshot
    if snapshot is not None:
        head = run.snapshot_update
        if sum(array.nbytes for array in snapshot.values()) > room:
            snapshot = None
    past = tuple(each for each in thinned(run.history.past.traces, PAST_BYTES) if each.update <= head)
    return Branch(
        head=head, experiment=run.experiment, snapshot=snapshot, columns=columns(run.history, head),
        past=() if snapshot is None else past, **known,  # type: ignore[arg-type]
    )


def _lost(problem: BadInput) -> Notice:
    words = tr("The branches of this session cannot be opened: {problem}.")
    return Notice(key="branches", text=words.format(problem=sentence(problem).rstrip(".")))
