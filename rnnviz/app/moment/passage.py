"""The order of moments in a pass: forward through the steps, loss, backward, clip, update."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rnnviz.trace import PHASES, Moment

Order = Callable[[Moment, int], Moment | None]
TEN = 10


def after(moment: Moment, length: int) -> Moment | None:
    """Return the moment that follows in a pass of ``length`` steps; None after the last."""
    last = length - 1
    match moment.phase:
        case "forward" if moment.t < last:
            return replace(moment, t=moment.t + 1)
        case "backward" if moment.t > 0:
            return replace(moment, t=moment.t - 1)
        case "loss":
            return Moment("backward", last)
        case "update":
            return None
    return replace(moment, phase=PHASES[PHASES.index(moment.phase) + 1])


def before(moment: Moment, length: int) -> Moment | None:
    """Return the moment before; None before the first."""
    last = length - 1
    match moment.phase:
        case "forward":
            return replace(moment, t=moment.t - 1) if moment.t > 0 else None
        case "loss":
            return Moment("forward", last)
        case "backward" if moment.t < last:
            return replace(moment, t=moment.t + 1)
        case "clip":
            return Moment("backward", 0)
    return replace(moment, phase=PHASES[PHASES.index(moment.phase) - 1])


def ten_after(moment: Moment, length: int) -> Moment | None:
    """Return the moment ten steps on, at most the last step of its phase; from there the next phase."""
    last = length - 1
    if moment.phase == "forward" and moment.t < last:
        return replace(moment, t=min(moment.t + TEN, last))
    if moment.phase == "backward" and moment.t > 0:
        return replace(moment, t=max(moment.t - TEN, 0))
    return after(moment, length)


def ten_before(moment: Moment, length: int) -> Moment | None:
    """Return the moment ten steps back, at most the first step of its phase; from there the phase before."""
    last = length - 1
    if moment.phase == "forward" and moment.t > 0:
        return replace(moment, t=max(moment.t - TEN, 0))
    if moment.phase == "backward" and moment.t < last:
        return replace(moment, t=min(moment.t + TEN, last))
    return before(moment, length)


def enter(phase: str, moment: Moment, length: int) -> Moment:
    """Return where a phase begins: its first step, or the same t where a phase has no direction."""
    starts = {"forward": 0, "backward": length - 1}
    return Moment(phase, starts.get(phase, moment.t))


def clamped(moment: Moment, length: int) -> Moment:
    """Return the moment kept inside a pass of ``length`` steps."""
    return replace(moment, t=min(max(moment.t, 0), length - 1))


def looped(moment: Moment, length: int, loop: tuple[int, int]) -> Moment | None:
    """Return the moment that follows while steps ``loop`` are played over and over."""
    first, last = min(loop[0], length - 1), min(loop[1], length - 1)
    if moment.phase == "forward":
        return replace(moment, t=moment.t + 1 if first <= moment.t < last else first)
    if moment.phase == "backward":
        return replace(moment, t=moment.t - 1 if first < moment.t <= last else last)
    return after(moment, length)
