"""Two ways of doing one thing, timed in turn: the figure is the median of the pairs' ratios."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Pair(NamedTuple):
    """What came of it: other / base, and the median milliseconds of both."""

    ratio: float
    base_ms: float
    other_ms: float


def paired(
    base: Callable[[], object], other: Callable[[], object], rounds: int = 15, warm: int = 4,
    settle: Callable[[], object] = lambda: None,
) -> Pair:
    """Time two calls in turn; ``settle`` waits for a device that runs ahead."""
    for _ in range(warm):
        base()
        other()
    settle()
    times: list[tuple[float, float]] = []
    for _ in range(rounds):
        started = time.perf_counter()
        base()
        settle()
        between = time.perf_counter()
        other()
        settle()
        times.append((between - started, time.perf_counter() - between))
    return Pair(
        statistics.median(b / a for a, b in times),
        statistics.median(a for a, _ in times) * 1e3,
        statistics.median(b for _, b in times) * 1e3,
    )
