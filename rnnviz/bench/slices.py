"""Processes that train side by side, each running for a slice of time while the others are stopped.

The speed of a machine that others share drifts by several parts in a hundred within a minute, more than what is to be
told apart. So the processes are all there at once, and run in turn for a second or so: the figures of one turn are
made under the same sky. Where processes cannot be stopped (Windows) each runs once for as long as all its slices.
"""

from __future__ import annotations

import bisect
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Any, NamedTuple

import numpy as np

from rnnviz.bench.contestant import READY, REST, RESTING
from rnnviz.errors import BadInput

SETTLING = 0.25
"""Seconds of a slice that do not count: caches are cold, and what waited in pipes and timers is made up for."""
SLICE = 1.4
"""Seconds of a slice that count: some sixty updates."""
TURNS = 10
"""How often each process runs, in a round."""
PATIENCE = 180.0
STOPPABLE = hasattr(signal, "SIGSTOP")
"""Whether this system can stop a group of processes."""
Span = tuple[float, float]
Figures = Mapping[str, float]


class Side(NamedTuple):
    """What came of one process.

    Attributes
    ----------
    paces : list of float
        Updates a second, turn by turn.
    figures : mapping of str to float
        Traces a second, and the gaps between paints in milliseconds, "p50" and "p99".
    """

    paces: list[float]
    figures: Figures


def side_by_side(names: Sequence[str], turns: int = TURNS) -> dict[str, Side]:
    """Run measurements of `rnnviz.bench.measure` that train until they are told to end, in turn.

    Who comes first changes from turn to turn.

    Raises
    ------
    BadInput
        One of them failed; the end of what it wrote is named.
    """
    spans: dict[str, list[Span]] = {name: [] for name in names}
    if not STOPPABLE:
        sides = {}
        for name in names:
            with _Process(name) as process:
                spans[name].append(process.run(SLICE * turns))
                sides[name] = side(process.end(), spans[name])
        return sides
    with ExitStack() as stack:
        processes = {}
        for name in names:
            processes[name] = stack.enter_context(_Process(name))
            processes[name].stop()
        for turn in range(turns):
            first = turn % len(names)
            for name in (*names[first:], *names[:first]):
                processes[name].go_on()
                spans[name].append(processes[name].run(SLICE))
                processes[name].stop()
        found = {}
        for name, process in processes.items():
            process.go_on()
            found[name] = side(process.end(), spans[name])
        return found


def side(times: Mapping[str, Any], spans: Sequence[Span]) -> Side:
    """Return what a process did within some spans of time, from the times that it wrote down."""
    gaps = np.concatenate([[], *(_gaps(painted, spans) for painted in times["paints"])]) * 1e3
    seconds = sum(end - begin for begin, end in spans)
    traces = sum(begin <= moment <= end for each in times["traces"] for moment in each for begin, end in spans)
    return Side(
        [pace(times["updates"], span) for span in spans],
        {
            "traces_per_second": traces / seconds,
            "p50": float(np.percentile(gaps, 50)) if gaps.size else float("nan"),
            "p99": float(np.percentile(gaps, 99)) if gaps.size else float("nan"),
        },
    )


def pace(updates: Sequence[Sequence[float]], span: Span) -> float:
    """Return updates a second within a span, from the first to the last news of them there; NaN of fewer than two.

    Parameters
    ----------
    updates : sequence of (time, count)
        When it was heard that so many are made.
    """
    times = [moment for moment, _ in updates]
    inside = updates[bisect.bisect_left(times, span[0]) : bisect.bisect_right(times, span[1])]
    if len(inside) < 2:
        return float("nan")
    (began, before), (ended, after) = inside[0], inside[-1]
    return (after - before) / (ended - began)


class Share(NamedTuple):
    """The pace of one process to another's.

    Attributes
    ----------
    ratio : float
        The median of the pairs' ratios.
    error : float
        Its standard error, as of a median of so many that scatter so.
    lowest, highest : float
        The medians of rounds, in each of which the processes were new ones.
    """

    ratio: float
    error: float
    lowest: float
    highest: float


def share(rounds: Sequence[Mapping[str, Side]], name: str, base: str) -> Share:
    """Return how fast one of the processes is to another, of pairs of slices of the same turn."""
    by_round = [
        [own / other for own, other in zip(each[name].paces, each[base].paces, strict=True)] for each in rounds
    ]
    pairs = [ratio for ratios in by_round for ratio in ratios]
    middles = [statistics.median(ratios) for ratios in by_round]
    low, high = np.percentile(pairs, [15.87, 84.13])  # one standard deviation either way, whatever lies far out
    error = float(np.sqrt(np.pi / 2) * (high - low) / 2 / np.sqrt(len(pairs)))
    return Share(statistics.median(pairs), error, min(middles), max(middles))


def _gaps(painted: Sequence[float], spans: Sequence[Span]) -> np.ndarray:
    """Return the seconds between two paints, both within one span."""
    times = np.asarray(painted)
    parts = [np.diff(times[(times >= begin) & (times <= end)]) for begin, end in spans]
    return np.concatenate([np.empty(0), *parts])


class _Process:
    """A measurement in a process group of its own, with settings of its own, ready when this is entered."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._stack = ExitStack()

    def __enter__(self) -> _Process:
        home = self._stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        self._errors = self._stack.enter_context(tempfile.TemporaryFile("w+"))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "rnnviz.bench.measure", self._name], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self._errors, text=True, env={**os.environ, "RNNVIZ_HOME": home}, start_new_session=True,
        )
        self._stack.callback(self._kill)
        try:
            self._hear(READY)
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def stop(self) -> None:
        """Stop it, and the engine that it started, when it says that nothing is half done that is timed."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{REST}\n")
        self._process.stdin.flush()
        self._hear(RESTING)
        os.killpg(self._process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it run."""
        os.killpg(self._process.pid, signal.SIGCONT)

    def run(self, seconds: float) -> Span:
        """Wait until it has settled, and then for so long; return the span that counts."""
        time.sleep(SETTLING)
        began = time.perf_counter()
        time.sleep(seconds)
        return began, time.perf_counter()

    def end(self) -> Mapping[str, Any]:
        """Tell it to end, and return what it wrote down."""
        said, _ = self._process.communicate(timeout=PATIENCE)  # closes its standard input
        if self._process.returncode:
            raise self._failed()
        found: Mapping[str, Any] = json.loads(said.splitlines()[-1])
        return found

    def _hear(self, word: str) -> None:
        assert self._process.stdout is not None
        late = threading.Timer(PATIENCE, self._process.kill)
        late.start()
        said = self._process.stdout.readline()
        late.cancel()
        if said.strip() != word:
            raise self._failed()

    def _failed(self) -> BadInput:
        self._process.wait()
        self._errors.seek(0)
        last = (self._errors.read().strip().splitlines() or ["no word"])[-1]
        return BadInput("the measurement {name} failed: {reason}", name=self._name, reason=last)

    def _kill(self) -> None:
        """End what is left of it: a stopped process hears nothing."""
        if STOPPABLE:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        elif self._process.poll() is None:
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()
