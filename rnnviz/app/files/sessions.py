"""Sessions in the window: saved, opened, named in the title, and known to be modified or not."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from rnnviz.app.changing.document import Document, Mark
from rnnviz.app.changing.editing import Editing
from rnnviz.app.changing.stored import Stored, read
from rnnviz.app.files.gathering import gathered
from rnnviz.app.files.place import Place
from rnnviz.app.files.saving import Part, Saving, marks
from rnnviz.app.files.session_words import what_is_left, why_barred
from rnnviz.app.moment.player import Player
from rnnviz.app.notices import Notice, Notices
from rnnviz.app.running.engine_events import Refusal
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.live_run import LiveRun
from rnnviz.errors import BadInput
from rnnviz.operation import Operation
from rnnviz.session import Session
from rnnviz.trace import Trace
from rnnviz.views.words.language import sentence, tr

log = logging.getLogger(__name__)


class Sessions(QObject):
    """Saves and opens sessions.

    A session is saved as it is when the engine's turn comes, also while the model learns: the engine is asked
    for a snapshot, and the history is cut to it.

    Parameters
    ----------
    editing : Editing
    link : EngineLink
    player : Player
    place : Place
        Where the window stands.
    notices : Notices

    Attributes
    ----------
    parts : dict of str to Part
        What other features keep, by their name; they add themselves.
    """

    changed = Signal(object)
    """These sessions: another document is open, it has a name, or its notes or operations have changed."""
    saved = Signal(object)
    """Path of a session that is on the disk."""
    opened = Signal(object)
    """Document: a session was opened, with its notes, operations and parts."""

    def __init__(
        self, editing: Editing, link: EngineLink, player: Player, place: Place, notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.parts: dict[str, Part] = {}
        self._editing = editing
        self._link = link
        self._player = player
        self._place = place
        self._notices = notices
        self._saving = Saving(link, self.gathering, lambda: self.document, self.parts, self)
        self._saving.ended.connect(self._end_saving)
        self._saving.failed.connect(self._save_failed)
        self._coming: Stored | None = None
        self._due: Stored | None = None
        link.started.connect(self._take_up)
        link.refused.connect(self._engine_refused)
        editing.shown.connect(self._tell)
        editing.documented.connect(self._saving.part)

    def _tell(self, _: object) -> None:
        self.changed.emit(self)

    # what is open

    @property
    def document(self) -> Document:
        """What is open."""
        return self._editing.document

    @property
    def mark(self) -> Mark:
        """What would be saved now, as far as it tells one state from another."""
        run, document = self._editing.newest, self.document
        return Mark(run.experiment, run.update, document.notes, document.operations, marks(self.parts))

    @property
    def kept_mark(self) -> Mark:
        """What `gather` would return now: the newest run and what features keep, at their newest snapshots."""
        run = self._editing.newest
        return self.mark._replace(update=run.kept_at, parts=marks(self.parts, kept=True))

    @property
    def modified(self) -> bool:
        """Whether what is open differs from what its file, or the preset, has."""
        document = self.document
        if document.saved is not None:
            return self.mark != document.saved or bool(self._link.changes)
        return document.path is not None or self.edited

    @property
    def edited(self) -> bool:
        """Whether a person has made something of a preset: changed a field, written a note, operated."""
        document = self.document
        written = bool(document.notes or document.operations or document.recovered)
        return written or self._editing.now != self._editing.baseline

    @property
    def busy(self) -> bool:
        """Whether a session is being saved."""
        return self._saving.active

    def write_notes(self, text: str) -> None:
        """Keep what a person wrote."""
        if text != self.document.notes:
            self.document.notes = text
            self.changed.emit(self)

    def write_operations(self, operations: tuple[Operation, ...]) -> None:
        """Keep the list of operations on the shown model."""
        if operations != self.document.operations:
            self.document.operations = operations
            self.changed.emit(self)

    # saving

    def gather(self, past_budget: int | None = None) -> Session:
        """Return the session of the newest run at its newest snapshot."""
        return self.gathering(self.document)(past_budget)

    def gathering(self, document: Document) -> Callable[[int | None], Session]:
        """Return what gathers the session of a document's run as all else is now: it may be replaced before that."""
        known = {f"{key}/{name}": data for key, part in self.parts.items() for name, data in part.pack().items()}
        foreign = {
            name: data for name, data in document.parts.items() if name.partition("/")[0] not in self.parts
        }
        run, origin, place, trace = self._editing.newest, self._editing.origin, self._place.now(), self._player.trace
        return partial(gathered, run, origin, trace, place, document, {**foreign, **known})

    def save(self, path: Path, then: Callable[[], object] | None = None) -> None:
        """Save the session as it is now; ``then`` is called once it is on the disk."""
        self._saving.begin(path, then)

    def ask_whose(
        self, path: Path, then: Callable[[], object] | None, elsewhere: Callable[[], object]
    ) -> None:
        """Say that another program has written the file meanwhile, and let a person choose what becomes of it."""
        def notice() -> Notice:
            words = tr("{file} has been written by another program or window since it was opened or saved here.")
            choices = (
                (tr("Replace it"), lambda: self.save(path, then)),
                (tr("Save under another name…"), elsewhere),
            )
            return Notice(key="session", text=words.format(file=path.name), choices=choices)

        self._notices.say(notice)

    def finish(self) -> None:
        """Wait until what is being saved is on the disk: the window closes."""
        self._saving.finish()

    def _end_saving(self, path: Path) -> None:
        self._notices.withdraw("session")
        self.saved.emit(path)
        self.changed.emit(self)

    def _save_failed(self, problem: BadInput) -> None:
        self._notices.say(lambda: Notice(key="session", text=sentence(problem), level="error"))

    # opening

    def open_path(self, path: Path) -> None:
        """Open a session; where some of it is damaged, ask whether to open the rest.

        Raises
        ------
        BadInput
            It cannot be used at all; what was open stays.
        """
        stored = read(path)
        if not stored.damaged:
            self.open(stored)
            return

        def notice() -> Notice:
            said = [sentence(problem) for problem in stored.damaged]
            words = f"{said[0].rstrip('.')}. {what_is_left(stored)}"
            choices = ((tr("Open the rest"), lambda: self.open(stored)),)
            return Notice(key="session", text=words, choices=choices, details="\n".join(said[1:]))

        self._notices.say(notice)

    def open(self, stored: Stored) -> None:
        """Take up a session where it was saved."""
        self._player.pause()
        self._player.stop_waiting()
        self._editing.open_stored(stored)
        self._expect(stored)

    def begin_with(self, stored: Stored) -> None:
        """Take up the session that the window opens with: what it showed is shown before there is an engine."""
        self._expect(stored)
        self._place.lay_out(stored.place)
        if stored.trace is not None:
            self._due = None
            self._show(stored)
        if stored.damaged:
            def notice() -> Notice:
                said = [sentence(problem) for problem in stored.damaged]
                return Notice(key="damaged", text=said[0], details="\n".join(said[1:]))

            self._notices.say(notice)

    def _expect(self, stored: Stored) -> None:
        self._coming = self._due = stored
        self.changed.emit(self)

    def _take_up(self, run: LiveRun) -> None:
        """Lay the window out as in the session, now that the engine has its run."""
        stored = self._coming
        if stored is None or run is not self._editing.newest or run.barred:
            return
        self._coming = None
        self._place.lay_out(stored.place)
        self._unpack(stored)
        self._compare_data(run, stored)
        self._tell(run)
        self.opened.emit(stored.document)

    def _unpack(self, stored: Stored) -> None:
        for key, part in self.parts.items():
            begin, kept = f"{key}/", stored.document.parts
            files = {name.removeprefix(begin): data for name, data in kept.items() if name.startswith(begin)}
            try:
                part.unpack(files)
            except Exception:  # what a file says may be nothing that a feature can take up
                log.exception("part %s of a session cannot be taken up", key)
        if stored.document.saved is not None:
            stored.document.saved = stored.document.saved._replace(parts=marks(self.parts, kept=True))

    def go_to_place(self, trace: Trace) -> None:
        """Stand where the session stood, once the first trace of its run is shown."""
        stored = self._due
        if stored is not None and trace.run == self._editing.newest.number:
            self._due = None
            self._place.go_to(stored.place)

    def _compare_data(self, run: LiveRun, stored: Stored) -> None:
        """Say it where a session's data are not what it learnt from."""
        now = str(run.started["task"]["data_sha256"])
        if stored.data_sha256 and now and now != stored.data_sha256:
            file = str(getattr(run.experiment.task, "path", "")) or run.experiment.task.kind

            def notice() -> Notice:
                words = tr(
                    "The data are not those that this session learnt from ({file} has changed): weights and curves are "
                    "as they were saved, and learning goes on with the data as they are now."
                )
                return Notice(key="session", text=words.format(file=file))

            self._notices.say(notice)

    def _engine_refused(self, refusal: Refusal) -> None:
        """Offer to look at a session that the engine cannot take up; one that nothing else is open beside is shown."""
        stored = self._coming
        if refusal.about != "start" or stored is None or stored.run.barred is not None:
            return
        self._coming = self._due = None
        stored.run.barred = why_barred(refusal.problem, stored)
        self._notices.withdraw("problem")
        why, alone = stored.run.barred, self._link.run is None
        if alone:
            self._show_barred(stored)

        def notice() -> Notice:
            words = tr("This session cannot learn on: {problem}.").format(problem=sentence(why).rstrip("."))
            if alone:
                return Notice(key="session", text=words + " " + tr("It is shown as it was saved."))
            choices = ((tr("Show what was saved"), lambda: self._look_at(stored)),)
            return Notice(key="session", text=words, choices=choices)

        self._notices.say(notice)

    def _look_at(self, stored: Stored) -> None:
        self._player.pause()
        self._editing.open_stored(stored)
        self._place.lay_out(stored.place)
        self._unpack(stored)
        self._show(stored)
        self.opened.emit(stored.document)

    def _show_barred(self, stored: Stored) -> None:
        self._link.adopt(stored.run)
        self._show(stored)

    def _show(self, stored: Stored) -> None:
        """Show the trace that was saved, where the window stood."""
        trace = stored.trace
        if trace is not None:
            number = self._editing.newest.number
            self._link.traced.emit(replace(trace, run=number, number=0))
            self._player.stop_waiting()
        self._place.go_to(stored.place)
