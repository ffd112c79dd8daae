"""Saves one session after the other: waits for the engine's snapshot and for what features have to fetch first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from rnnviz.app.changing.document import Document, Mark, stamp_of
from rnnviz.app.files.session_writer import SessionWriter, Written
from rnnviz.app.running.engine_events import Death, Kept, Refusal
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.session import Session


class Part(Protocol):
    """What a feature keeps in a session besides."""

    def pack(self) -> Mapping[str, bytes]:
        """Return files by name; quick, for it runs between two frames."""

    def unpack(self, files: Mapping[str, bytes]) -> None:
        """Take up what `pack` returned in the session that is opened; nothing, where it had nothing."""


@runtime_checkable
class LatePart(Part, Protocol):
    """One that has to fetch something first, where a person saves."""

    def prepare(self, then: Callable[[], object]) -> None:
        """Call ``then``, soon and once, when `pack` returns what is so now."""


@runtime_checkable
class MarkedPart(Part, Protocol):
    """One that changes on its own, so that a session can be modified by it alone."""

    @property
    def mark(self) -> object:
        """What its state is known by; None where it has nothing that could be lost."""

    @property
    def kept_mark(self) -> object:
        """That of what `pack` would return now."""


def marks(parts: Mapping[str, Part], *, kept: bool = False) -> tuple[tuple[str, object], ...]:
    """Return what features are known by, as they are now or as they would be packed now."""
    marked = {key: part for key, part in parts.items() if isinstance(part, MarkedPart)}
    found = {key: part.kept_mark if kept else part.mark for key, part in marked.items()}
    return tuple((key, mark) for key, mark in found.items() if mark is not None)


Gather = Callable[[int | None], Session]
"""Returns a session with at most so many bytes of past traces."""


class _Asked(NamedTuple):
    """A session that is being saved.

    Attributes
    ----------
    snapshot : int
        Number of the snapshot that it waits for; 0: for none.
    parts : frozenset of str
        Those that it waits for.
    gather : callable or None
        What gathers it, where another document has been opened meanwhile; with what its parts were known by.
    mark : Mark or None
        What is written; None before that.
    """

    path: Path
    document: Document
    then: Callable[[], object] | None
    snapshot: int = 0
    parts: frozenset[str] = frozenset()
    gather: tuple[Gather, tuple[tuple[str, object], ...]] | None = None
    mark: Mark | None = None


class Saving(QObject):
    """Saves what ``gathering`` gathers once everything is there.

    Parameters
    ----------
    link : EngineLink
    gathering : callable
        Returns what gathers the session of a document.
    document : callable
        Returns the document that is open.
    parts : dict of str to Part
    """

    ended = Signal(object)
    """Path of a session that is on the disk."""
    failed = Signal(object)
    """BadInput: it cannot be written."""

    def __init__(
        self, link: EngineLink, gathering: Callable[[Document], Gather], document: Callable[[], Document],
        parts: Mapping[str, Part], parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link, self._gathering, self._document, self._parts = link, gathering, document, parts
        self._writer = SessionWriter(self)
        self._writer.written.connect(self._end)
        self._now: _Asked | None = None
        self._after: list[_Asked] = []
        link.kept.connect(self._take_snapshot)
        link.died.connect(self._go_without)
        link.refused.connect(self._leave_off)

    @property
    def active(self) -> bool:
        """Whether a session is being saved."""
        return self._now is not None

    def begin(self, path: Path, then: Callable[[], object] | None = None) -> None:
        """Save a session as it is now, or after the one that is being saved."""
        asked = _Asked(path, self._document(), then)
        if self._now is not None:
            self._after = [each for each in self._after if each != asked or then is not None] + [asked]
            return
        self._begin(asked)

    def _begin(self, asked: _Asked) -> None:
        """Save a session, once there is what it waits for; of one that has been left since, all that there is."""
        if asked.gather is not None:
            self._now = asked
            self._write_when_ready()
            return
        late = {key: part for key, part in self._parts.items() if isinstance(part, LatePart)}
        self._now = asked._replace(snapshot=self._link.keep(), parts=frozenset(late))
        for key, part in late.items():
            part.prepare(lambda key=key: self._take_part(key))  # type: ignore[misc]
        self._write_when_ready()

    def part(self, _: Document) -> None:
        """Go on with what is being saved as it is now: another document is about to take its place."""
        self._after = [self._parted(each) for each in self._after]
        if self._now is not None and self._waits:
            self._now = self._parted(self._now)

    def _parted(self, asked: _Asked) -> _Asked:
        if asked.gather is not None:
            return asked
        return asked._replace(gather=(self._gathering(asked.document), marks(self._parts, kept=True)))

    def finish(self) -> None:
        """Wait until what is being saved is on the disk, with what is known now."""
        if self._waits:
            self._write()
        self._writer.finish()

    @property
    def _waits(self) -> bool:
        return self._now is not None and self._now.mark is None

    def _take_snapshot(self, kept: Kept) -> None:
        if self._now is not None and self._waits and kept.asked == self._now.snapshot:
            self._now = self._now._replace(snapshot=0)
            self._write_when_ready()

    def _take_part(self, key: str) -> None:
        if self._now is not None and self._waits:
            self._now = self._now._replace(parts=self._now.parts - {key})
            self._write_when_ready()

    def _write_when_ready(self) -> None:
        if self._now is not None and self._waits and not self._now.snapshot and not self._now.parts:
            self._write()

    def _go_without(self, _: Death) -> None:
        """Save the newest snapshot there is, where the engine died before it sent another."""
        if self._waits:
            self._write()

    def _leave_off(self, refusal: Refusal) -> None:
        if refusal.about == "keep" and self._waits:
            self._now = None
            self._go_on()

    def _write(self) -> None:
        assert self._now is not None
        gather, known = self._now.gather or (self._gathering(self._now.document), marks(self._parts, kept=True))
        session = gather(None)
        mark = Mark(session.experiment, session.update, session.notes, session.operations, known)
        self._now = self._now._replace(mark=mark)
        self._writer.write(self._now.path, session)

    def _end(self, written: Written) -> None:
        now = self._now
        if now is None or now.path != written.path:
            return
        self._now = None
        if written.problem is not None:
            self.failed.emit(written.problem)
        else:
            document = now.document
            document.path, document.saved, document.recovered = now.path, now.mark, False
            document.stamp = stamp_of(now.path)
            self.ended.emit(now.path)
            if now.then is not None:
                now.then()
        self._go_on()

    def _go_on(self) -> None:
        """Save what was asked for meanwhile."""
        if self._now is None and self._after:
            self._begin(self._after.pop(0))
