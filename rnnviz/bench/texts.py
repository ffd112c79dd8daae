"""A text of 100,000 characters on the screen, and the hunt over the units that read it."""

from __future__ import annotations

import time

import numpy as np

from rnnviz.bench.paints import percentile

LENGTH, UNITS, LABELS = 100_000, 512, 10


def paint() -> dict[str, float]:
    """Return the milliseconds of a paint of the page at places all over it: coloured, and with all marks too."""
    from PySide6.QtGui import QImage, QPainter

    from rnnviz.app.window_entry import application
    from rnnviz.views.palette import PALETTES
    from rnnviz.views.text.page import Page
    from rnnviz.views.text.painter import TextPainter

    application()
    drawn = np.random.default_rng(0)
    codes = drawn.integers(0x20, 0x7F, LENGTH).astype(np.uint32)
    codes[np.cumsum(drawn.integers(2, 90, LENGTH // 46))[:-40] % LENGTH] = ord("\n")
    page = TextPainter(PALETTES["dark"], "bench")
    page.resize(900, 900)
    page.show()
    page.show_page(Page(codes))
    slow = np.sin(np.arange(LENGTH) / 7) * 127 + 127
    page.colour(slow.astype(np.uint8), signed=True)
    page.annotate([slow.astype(np.uint8)] * 5)
    canvas = QImage(page.viewport().size(), QImage.Format.Format_RGB32)
    bar, taken = page.verticalScrollBar(), []
    for place in range(400):
        bar.setValue(place * 997 % max(bar.maximum(), 1))
        with QPainter(canvas) as painter:
            begun = time.perf_counter()
            page.paint(painter)
            taken.append((time.perf_counter() - begun) * 1e3)
    return {"p50": percentile(taken, 50), "p95": percentile(taken, 95), "rows": float(page.page.rows)}


def hunt() -> dict[str, float]:
    """Return seconds of sorting every unit once, and of scoring them on all labels, shifted ones too."""
    from rnnviz.measures.hunt import Hunt

    drawn = np.random.default_rng(0)
    units = np.tanh(drawn.standard_normal((UNITS, LENGTH), np.float32))
    labels = (drawn.random((LABELS, LENGTH)) < 0.2).astype(np.float64)
    binary = np.arange(LABELS) < LABELS - 3
    begun = time.perf_counter()
    for unit in units:
        np.argsort(unit)
    sorted_ = time.perf_counter()
    for _ in Hunt(labels, binary).score(units):
        pass
    return {"sort": sorted_ - begun, "hunt": time.perf_counter() - sorted_}
