"""What cannot wait for the checks of a picture, or for a part of them that takes long, of what comes meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from rnnviz.engine.serving.mailbox import Mailbox
from rnnviz.link.frames import Header

LONG = 1.0
"""Seconds: a part that takes no longer is made to its end, whatever waits, so that the checks come to theirs."""
ENDS = ("verify", "go_to", "start", "stop")
"""Commands that end the checks of the run that they are for, or of any."""


class Calling:
    """Tells in the midst of a part of a run's checks whether to leave off with it.

    Parameters
    ----------
    shows_else : callable
        Tells whether a pull asks for another trace than there is.
    """

    def __init__(self, mailbox: Mailbox, run: int, shows_else: Callable[[Header], bool]) -> None:
        self._mailbox = mailbox
        self._run = run
        self._shows_else = shows_else

    def away(self, seconds: float) -> bool:
        """Tell whether something calls away from a part that takes so many seconds already."""
        return any(self._calls(each.kind, each.header, long=seconds >= LONG) for each in self._mailbox.waiting)

    def _calls(self, kind: str, header: Header, *, long: bool) -> bool:
        if header.get("run", self._run) != self._run and kind != "start":
            return False
        if kind in ENDS or not long:
            return kind in ENDS
        return kind in ("keep", "change") or (kind == "pull" and self._shows_else(header))
