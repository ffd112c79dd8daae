"""Commands that wait for the engine's main thread."""

from __future__ import annotations

import threading

from rnnviz.link.frames import Message


class Mailbox:
    """Commands in the order in which they came, with what has been overtaken left out.

    A pull replaces the pull that waits, and a way to an update the one asked for just before. A change replaces
    the change of the same field that waits, unless something that learns or starts stands between the two.
    Nothing else is ever left out.
    """

    def __init__(self) -> None:
        self._waiting: list[Message] = []
        self._failure: Exception | None = None
        self._changed = threading.Condition()

    @property
    def waiting(self) -> tuple[Message, ...]:
        """What waits; asked without taking it."""
        return tuple(self._waiting) if self._waiting else ()

    def put(self, message: Message) -> None:
        """Add a command; called by the thread that listens."""
        with self._changed:
            overtaken = self._overtaken_by(message)
            if overtaken is not None:
                del self._waiting[overtaken]
            self._waiting.append(message)
            self._changed.notify()

    def fail(self, problem: Exception) -> None:
        """Let the next `take` raise a problem, once what came before it is taken."""
        with self._changed:
            self._failure = problem
            self._changed.notify()

    def take(self, timeout: float | None) -> list[Message]:
        """Return and remove what waits; where nothing does, wait for it (seconds; None: for ever)."""
        with self._changed:
            if timeout != 0:
                self._changed.wait_for(lambda: self._waiting or self._failure, timeout)
            if self._failure and not self._waiting:
                raise self._failure
            taken, self._waiting = self._waiting, []
            return taken

    def _overtaken_by(self, message: Message) -> int | None:
        """Return the place of the waiting command that this one replaces."""
        for place in reversed(range(len(self._waiting))):
            other = self._waiting[place]
            if message.kind == "pull":
                if other.kind == "pull":
                    return place
            elif message.kind == "go_to":
                if other.kind != "pull":
                    return place if other.kind == "go_to" and other.header["run"] == message.header["run"] else None
            elif message.kind != "change" or other.kind not in ("change", "pull"):
                return None
            elif other.kind == "change" and _what(other) == _what(message):
                return place
        return None


def _what(change: Message) -> tuple[object, object]:
    return change.header["run"], change.header["field"]
