"""What a crash would take: a snapshot of the session every ten seconds, offered when the program starts again.

Each window writes one file of its own into the recovery folder and holds its lock. A file whose lock nobody
holds is what a program that crashed has left.

Nothing is asked of the engine for it: the snapshot is the newest that the engine has sent by itself. A trace that
takes long holds none up: one that is due is sent before it is begun, and nothing is learnt while it is computed. So
what a crash takes are ten seconds of learning, and the update under way.
"""

from __future__ import annotations

import logging
import os
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QLockFile, QObject, QTimer

from rnnviz.app.changing.document import Mark
from rnnviz.app.changing.stored import read
from rnnviz.app.dress.language import window_locale
from rnnviz.app.files.session_writer import SessionWriter, Written
from rnnviz.app.files.sessions import Sessions
from rnnviz.app.notices import Notice, Notices
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.atomic import sweep
from rnnviz.errors import BadInput
from rnnviz.session import SUFFIX, peek
from rnnviz.views.words.language import sentence, tr

log = logging.getLogger(__name__)

SECONDS = 10.0
"""Between two files while something changes."""
TOO_SOON = SECONDS - 1.0
"""A snapshot of the engine that comes a little early is written all the same."""
PAST_BUDGET = 4 << 20
"""Bytes of past traces in a file: evenly fewer than in a session that is saved."""
LOOK = 1.0
"""Seconds between two looks whether something has changed that no snapshot announces: notes, fields."""


class Recovery(QObject):
    """Keeps the session of one window safe, and offers those that others have left.

    Parameters
    ----------
    folder : Path
    sessions : Sessions
    link : EngineLink
    notices : Notices
    clock : callable
        Seconds that only grow.
    """

    def __init__(
        self, folder: Path, sessions: Sessions, link: EngineLink, notices: Notices, parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._sessions = sessions
        self._notices = notices
        self._clock = clock
        self._lock: QLockFile | None = None
        self._left: dict[Path, QLockFile] = {}
        self._taken_up: list[Path] = []
        self._written: Mark | None = None
        self._written_at = -SECONDS
        self._warned = False
        self._writer = SessionWriter(self)
        self._writer.written.connect(self._end_writing)
        self.path = folder / f"{os.getpid()}-{uuid.uuid4().hex[:8]}{SUFFIX}"
        self._look = QTimer(self, interval=round(LOOK * 1000))
        self._look.timeout.connect(self.keep_when_due)
        link.kept.connect(self.keep_when_due)
        sessions.saved.connect(self._forget)

    # keeping

    def start(self) -> None:
        """Begin to keep the session, and offer what a crash has left."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            sweep(self._folder)
        except OSError as problem:
            log.warning("no sessions are kept for a crash: %s", problem)
            return
        self._lock = _locked(self.path)
        if self._lock is None:
            log.warning("no sessions are kept for a crash: %s cannot be locked", self.path)
            return
        self._look.start()
        self._clear_locks()
        QTimer.singleShot(0, self, self.offer)

    def _clear_locks(self) -> None:
        """Remove the locks of programs that crashed before they had anything to keep."""
        for path in self._folder.glob(f"*{SUFFIX}.lock"):
            kept = path.with_suffix("")
            lock = None if kept.exists() or kept == self.path else _locked(kept)
            if lock is not None:
                lock.unlock()

    def keep_when_due(self, _: object = None) -> None:
        """Write the session, where it has changed and the last one is ten seconds old."""
        sessions = self._sessions
        if self._lock is None or self._writer.busy or self._clock() - self._written_at < TOO_SOON:
            return
        mark = sessions.kept_mark
        worth = mark.update or mark.parts or sessions.edited
        if not worth or mark in (self._written, sessions.document.saved):
            return
        self._written, self._written_at = mark, self._clock()
        self._writer.write(self.path, sessions.gather(PAST_BUDGET))

    def _end_writing(self, written: Written) -> None:
        if written.problem is None:
            self._warned = False
            for path in self._taken_up:
                self._remove(path)
            self._taken_up.clear()
            return
        self._written = None
        if not self._warned:
            self._warned = True
            wrong = written.problem

            def notice() -> Notice:
                words = tr("This session is not safe from a crash at present: {problem}.")
                return Notice(key="recovery", text=words.format(problem=sentence(wrong).rstrip(".")))

            self._notices.say(notice)

    def _forget(self, _: object) -> None:
        """Let go of what is kept: a person has saved what is newer."""
        if self._lock is not None and not self._writer.busy:
            self.path.unlink(missing_ok=True)
            self._written = None

    def end(self) -> None:
        """Keep nothing any more: the program ends in order."""
        self._writer.finish()
        if self._lock is not None:
            self.path.unlink(missing_ok=True)
            for path in self._taken_up:
                self._remove(path)
        self.leave()

    def leave(self) -> None:
        """Stop, and let what is kept lie as after a crash."""
        self._look.stop()
        self._writer.finish()
        for lock in (*self._left.values(), *filter(None, [self._lock])):
            lock.unlock()
        self._left.clear()
        self._lock = None

    # offering

    def offer(self) -> None:
        """Offer the newest session that a crash has left, if there is one."""
        for path in sorted(self._folder.glob(f"*{SUFFIX}"), key=_age):
            if path == self.path or path in self._left:
                continue
            lock = _locked(path)
            if lock is None:
                continue  # another window's
            self._left[path] = lock
            try:
                about = peek(str(path))
            except BadInput as problem:
                log.warning("what a crash has left cannot be used: %s", problem)
                continue  # it may be of a newer version: it stays
            self._say(path, str(about.get("title", "")), about.get("update"))
            return

    def _say(self, path: Path, title: str, update: object) -> None:
        when = QDateTime.fromSecsSinceEpoch(round(path.stat().st_mtime))

        def notice() -> Notice:
            time_of_day = window_locale().toString(when, QLocale.FormatType.ShortFormat)
            words = tr("The program ended unexpectedly. “{title}” was kept at {time}, at update {update}.").format(
                title=tr(title) if title else path.name, time=time_of_day, update=update
            )
            choices = (
                (tr("Restore"), lambda: self._restore(path)),
                (tr("Discard"), lambda: self._discard(path)),
            )
            return Notice(key="recovery", text=words, level="info", choices=choices)

        self._notices.say(notice)

    def _restore(self, path: Path) -> None:
        try:
            stored = read(path, recovered=True)
        except BadInput as problem:
            self._notices.say(Notice(key="session", text=sentence(problem), level="error"))
            self._discard(path)
            return
        self._taken_up.append(path)  # stays until this window has written its own
        self._written_at = -SECONDS
        self._sessions.open(stored)
        if stored.damaged:
            said = "\n".join(sentence(problem) for problem in stored.damaged)
            words = tr("Some of it could not be read.")
            self._notices.say(Notice(key="session", text=words, details=said))
        QTimer.singleShot(0, self, self.offer)

    def _discard(self, path: Path) -> None:
        self._remove(path)
        QTimer.singleShot(0, self, self.offer)

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as problem:
            log.warning("%s cannot be removed: %s", path, problem)
        lock = self._left.pop(path, None)
        if lock is not None:
            lock.unlock()


def _locked(path: Path) -> QLockFile | None:
    """Return the lock of a file, held; None where another process holds it."""
    lock = QLockFile(f"{path}.lock")
    lock.setStaleLockTime(0)  # however old, it is held as long as its process lives
    return lock if lock.tryLock(0) else None


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0
