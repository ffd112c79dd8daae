"""Norms of the step's Jacobian."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from rnnviz.trace import Trace
from rnnviz.views.spectrum.dock import Spectrum
from tests.views.spectrum.showing import points, shown

Altered = Callable[..., Trace]


def test_norms_are_drawn_by_step(dock: Spectrum, trace: Trace, altered: Altered) -> None:
    radius = trace["jacobian_radius/layer0"].copy()
    radius[1::2] = np.nan
    made = altered(trace, **{"jacobian_radius/layer0": radius})
    shown(dock, made, "norms", 4)
    norms = dock.norms
    assert np.allclose(norms.norm.curve.getData()[1], trace["jacobian_norm/layer0"])
    assert np.allclose(points(norms.radius), np.stack([np.arange(trace.length)[::2], radius[::2]], -1))
    assert norms.plot.cursor_line.value() == 4
    assert norms.one.value() == 1
    dock.log.setChecked(True)
    assert np.allclose(norms.norm.curve.getData()[1], np.log10(trace["jacobian_norm/layer0"]))
    assert norms.one.value() == 0
    low, high = norms.plot.box.viewRange()[1]
    assert low <= min(0, np.log10(radius[::2]).min())
    assert high >= np.log10(trace["jacobian_norm/layer0"]).max()


def test_norms_say_how_many_steps_can_grow(dock: Spectrum, traces: dict[str, Trace], altered: Altered) -> None:
    norms = np.full(traces["rnn"].length, 0.5)
    shown(dock, altered(traces["rnn"], **{"jacobian_norm/layer0": norms}), "norms")
    assert "below 1 at all 24 steps" in dock.norms.said.text()
    norms[[3, 7]] = 1.5
    shown(dock, altered(traces["rnn"], **{"jacobian_norm/layer0": norms}), "norms", 7)
    assert "above 1 at 2 of 24 steps" in dock.norms.said.text()
    assert dock.norms.captions.text.startswith("t 7  σₘₐₓ 1.50")
    dock.shared.axis.set_hover(2)
    assert dock.norms.captions.text.startswith("t 2  σₘₐₓ 0.500")
    dock.shared.axis.set_hover(None)
    assert dock.norms.captions.text.startswith("t 7  σₘₐₓ 1.50")


def test_a_click_into_the_norms_goes_to_the_step(dock: Spectrum, traces: dict[str, Trace]) -> None:
    shown(dock, traces["rnn"], "norms")
    dock.widget.grab()
    went: list[int] = []
    dock.shared.axis.scrubbed.connect(went.append)
    plot = dock.norms.plot
    at = plot.mapFromScene(plot.box.mapViewToScene(QPointF(9, 1.0)))
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert went == [9]
