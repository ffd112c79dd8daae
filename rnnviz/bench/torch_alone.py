"""The baseline of the start: importing torch and one pass."""

from __future__ import annotations

import time


def import_and_pass(name: str, sets: list[str]) -> dict[str, float]:
    """Return the seconds of importing torch and running one plain forward and backward pass of an experiment."""
    started = time.perf_counter()
    from rnnviz.catalogue import load
    from rnnviz.engine.training.run import Run

    run = Run(load(name, sets))
    run.learner.run(run.pinned).loss.backward()  # type: ignore[no-untyped-call]
    return {"seconds": time.perf_counter() - started}
