"""What can befall the engine, as the window hears of it."""

from __future__ import annotations

from dataclasses import dataclass

from rnnviz.app.running.live_run import LiveRun
from rnnviz.errors import BadInput
from rnnviz.link.watch import Failure


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A command that the engine refused; ``about`` is its kind: start, change, update, pull, verify or keep."""

    about: str
    problem: BadInput


@dataclass(frozen=True, kw_only=True)
class Death:
    """The engine ended without being asked to.

    Attributes
    ----------
    failure : Failure
        What became of the process.
    log : str
        The end of what it wrote.
    final : bool
        It died too often to be started again.
    update : int or None
        Number of the update that the run goes on from; None where there was no snapshot.
    goal : int or None
        The update of its past where it stood, and goes back to from there; None where it stood at its end.
    """

    failure: Failure
    log: str
    final: bool
    update: int | None
    goal: int | None = None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A snapshot has come and stands in its run; ``asked`` is the number of who asked for it, 0 for nobody."""

    run: LiveRun
    asked: int
