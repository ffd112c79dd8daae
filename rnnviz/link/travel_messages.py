"""The messages of the time machine: going to another update of a run, and what is kept of its past.

A run stands at one update and has come as far as its head. ``go_to`` is answered by any number of ``at``,
the last of them without a goal, or by ``bad``. A run that stands before its head learns its future again,
bit for bit on a CPU, and sends no rows of it: the window has them.

A *line* is a run with everything that was taken up of it again; a branch is a line of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rnnviz.link.frames import Message
from rnnviz.trace import Array

KINDS = ("at", "kept")
"""What the engine says of a run's past."""


def go_to(run: int, update: int, *, near: bool = False) -> Message:
    """Go to an update between 0 and the head; ``near`` is content with the snapshot that lies nearest.

    Learning stops. Of those that wait together the last counts.
    """
    return Message({"kind": "go_to", "run": run, "update": update, "near": near})


def shelve(run: int, update: int, snapshot: Mapping[str, Array]) -> Message:
    """Keep a snapshot of a run's past that the engine does not have: of a session that was left there."""
    return Message({"kind": "shelve", "run": run, "update": update}, snapshot)


def turn_back(run: int) -> Message:
    """Leave off with a journey that is under way: the run stands again where it stood before."""
    return Message({"kind": "turn_back", "run": run})


def remember(size: int) -> Message:
    """Say how many bytes of snapshots may be kept, of all runs together."""
    return Message({"kind": "remember", "size": size})


def forget(line: int) -> Message:
    """Say that nobody will go back to a line."""
    return Message({"kind": "forget", "line": line})


def at(run: int, update: int, head: int, goal: int | None = None, done: int = 0, total: int = 0) -> Message:
    """Say where a run stands; on a journey also where to, and how many of its updates are done."""
    return Message(
        {"kind": "at", "run": run, "update": update, "head": head, "goal": goal, "done": done, "total": total}
    )


def kept(run: int, updates: Sequence[int], size: int, budget: int, dropped: int) -> Message:
    """Say which updates have a snapshot, the bytes of all snapshots, and how many went for want of memory."""
    return Message(
        {"kind": "kept", "run": run, "updates": list(updates), "size": size, "budget": budget, "dropped": dropped}
    )
