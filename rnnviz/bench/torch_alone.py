"""The baselines of the engine: importing torch and one pass, and training without a window."""

from __future__ import annotations

import os
import time


def import_and_pass(name: str, sets: list[str]) -> dict[str, float]:
    """Return the seconds of importing torch and running one plain forward and backward pass of an experiment."""
    started = time.perf_counter()
    from rnnviz.catalogue import load
    from rnnviz.engine.training.run import Run

    run = Run(load(name, sets))
    run.learner.run(run.pinned).loss.backward()  # type: ignore[no-untyped-call]
    return {"seconds": time.perf_counter() - started}


def updates_per_second(name: str, sets: list[str], seconds: float) -> dict[str, float]:
    """Train as the engine does (same threads, same priority), nothing watching; return updates a second."""
    from rnnviz.catalogue import load
    from rnnviz.engine.machine.allocator import keep_freed_memory
    from rnnviz.engine.training.run import Run

    keep_freed_memory()
    if hasattr(os, "nice"):
        os.nice(10)
    run = Run(load(name, sets))
    for _ in range(5):
        run.update()
    started, count = time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        run.update()
        count += 1
    return {"per_second": count / (time.perf_counter() - started)}
