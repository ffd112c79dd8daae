"""The engine's ends of the two pipes: a thread that listens, and a thread that sends."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections import deque
from collections.abc import Callable

from rnnviz.engine.serving.mailbox import Mailbox
from rnnviz.link.frames import Buffer, CorruptStream, Decoder, Message, encode

READ_SIZE = 1 << 16
PIPE_SIZE = 1 << 20
"""Bytes that may wait in the pipe, where the system grants so many: with 64 KB both sides wake ten times a trace."""


def claim() -> tuple[int, int]:
    """Return descriptors of the wire's two ends, and give the standard ones to everybody else.

    Afterwards reading standard input finds nothing and writing to standard output goes to standard
    error, whoever does it: nothing but messages can come upon the wire.
    """
    incoming, outgoing = os.dup(0), os.dup(1)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (incoming, outgoing):
            msvcrt.setmode(descriptor, os.O_BINARY)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    _widen(outgoing)
    return incoming, outgoing


def _widen(outgoing: int) -> None:
    """Let a whole trace wait in the pipe; Linux alone can do so, and grants no more than it is set to."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(outgoing, fcntl.F_SETPIPE_SZ, PIPE_SIZE)


def listen(incoming: int, mailbox: Mailbox, closed: Callable[[], object]) -> None:
    """Put what comes into the mailbox, until the other side closes the pipe; then call ``closed``."""
    decoder = Decoder()
    try:
        while data := os.read(incoming, READ_SIZE):
            for message in decoder.feed(data):
                mailbox.put(message)
    except CorruptStream as problem:
        mailbox.fail(problem)
        return
    except OSError:
        pass  # the pipe broke: nobody is there any more
    closed()


class Outbox:
    """Sends messages from a thread of its own, so that a window that reads slowly does not hold the learning up.

    Parameters
    ----------
    outgoing : int
        Descriptor of the pipe; the outbox owns it.
    closed : callable
        Called where the other side has closed the pipe.
    """

    def __init__(self, outgoing: int, closed: Callable[[], object]) -> None:
        self._file = os.fdopen(outgoing, "wb")
        self._closed = closed
        self._frames: deque[list[Buffer]] = deque()
        self._changed = threading.Condition()
        threading.Thread(target=self._write, name="outbox", daemon=True).start()

    @property
    def waiting(self) -> bool:
        """Whether a message has not been read by the other side yet."""
        return bool(self._frames)

    def send(self, message: Message) -> None:
        """Send a message, whose arrays nobody may change from now on.

        Raises
        ------
        BadInput
            It is larger than the wire takes.
        """
        frame = encode(message.header, message.arrays)
        with self._changed:
            self._frames.append(frame)
            self._changed.notify_all()

    def drain(self, timeout: float) -> bool:
        """Wait until everything is written; return whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._frames, timeout)

    def _write(self) -> None:
        try:
            while True:
                with self._changed:
                    self._changed.wait_for(lambda: self._frames)
                    frame = self._frames[0]
                for piece in frame:
                    self._file.write(piece)
                self._file.flush()
                with self._changed:
                    self._frames.popleft()
                    self._changed.notify_all()
        except OSError:
            self._closed()
