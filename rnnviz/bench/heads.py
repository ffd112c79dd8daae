"""Sixteen attention heads over 512 steps each on the screen: how long a new trace takes, and a step of the cursor."""

from __future__ import annotations

import time

import numpy as np

from rnnviz.bench.paints import percentile

HEADS, LENGTH, ROUNDS = 16, 512, 60


def paint() -> dict[str, float]:
    """Return the milliseconds until a new trace's heads are drawn and painted, and a step of the cursor's."""
    from rnnviz.app.window_entry import application
    from rnnviz.trace import Moment, Trace
    from rnnviz.views.attention.dock import Attention
    from rnnviz.views.base import Shared
    from rnnviz.views.palette import PALETTES
    from rnnviz.views.shared import Selection, TimeAxis

    app = application()
    drawn = np.random.default_rng(0)
    traces = []
    for number in range(2):
        weights = drawn.random((HEADS, LENGTH, LENGTH), np.float32) ** 8
        weights /= weights.sum(-1, keepdims=True)
        tokens = drawn.choice(list("abcdefgh \n"), LENGTH)
        traces.append(Trace(number=number, arrays={"tokens": tokens, "block0.attention": weights}))
    view = Attention(Shared(palette=PALETTES["dark"], axis=TimeAxis(), selection=Selection()))
    view.widget.resize(420, 460)
    view.widget.show()
    view.show(traces[1], Moment())
    app.processEvents()
    fresh: list[float] = []
    moved: list[float] = []
    for place in range(ROUNDS):
        for taken, trace in ((fresh, traces[place % 2]), (moved, traces[place % 2])):
            begun = time.perf_counter()
            view.show(trace, Moment("forward", (place * 97 + len(taken)) % LENGTH))
            app.processEvents()
            taken.append((time.perf_counter() - begun) * 1e3)
    view.widget.close()
    return {"p50": percentile(fresh, 50), "p95": percentile(fresh, 95), "step": percentile(moved, 50)}
