"""The baselines of the window: a bare window with eight plots at 60 Hz, and one with a single plot."""

from __future__ import annotations

import time


def eight_plots(seconds: float, width: int, height: int) -> dict[str, float]:
    """Redraw eight noisy plots of 200 points at 60 Hz; return the gaps between paints in milliseconds."""
    import numpy as np
    import pyqtgraph as pg
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QGridLayout, QWidget

    from rnnviz.bench.paints import PlotPaints, percentile

    pg.mkQApp()
    window = QWidget()
    window.resize(width, height)
    layout = QGridLayout(window)
    plots, curves = [], []
    for i in range(8):
        plot = pg.PlotWidget()
        plot.setYRange(-4, 4)
        plots.append(plot)
        curves.append(plot.plot(np.zeros(200)))
        layout.addWidget(plot, i // 2, i % 2)
    window.show()
    generator = np.random.default_rng(0)

    def redraw() -> None:
        for curve in curves:
            curve.setData(generator.standard_normal(200))

    timer = QTimer(interval=16)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(redraw)
    timer.start()
    _spin(0.5)
    paints = PlotPaints(plots)
    _spin(seconds)
    window.close()
    gaps = paints.gaps()
    return {"p50": percentile(gaps, 50), "p99": percentile(gaps, 99), "paints": float(len(gaps))}


def one_plot() -> dict[str, float]:
    """Return the seconds from here to one plot on the screen, imports of Qt and pyqtgraph included."""
    started = time.perf_counter()
    import pyqtgraph as pg

    app = pg.mkQApp()
    plot = pg.plot(list(range(100)))
    from rnnviz.bench.paints import Paints

    paints = Paints(plot.window())
    while not paints.times:
        app.processEvents()
    plot.close()
    return {"seconds": paints.times[0] - started}


def _spin(seconds: float) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
