"""What truncation keeps and loses."""

from __future__ import annotations

import numpy as np

from rnnviz.engine.training.run import Run
from rnnviz.views.flow.dock import Flow
from tests.views.flow.filling import asked, drawn, filled, shown


def test_truncation_draws_what_is_kept_and_lost(dock: Flow, runs: dict[str, Run]) -> None:
    trace = filled(dock, runs["lstm"], "cut")
    page = dock.cut
    assert page.spin.value() == trace.length // 4 == 8
    kept, lost = (trace[f"gradient_{part}@8/layer0.hidden"] for part in ("kept", "lost"))
    assert np.allclose(10 ** page.lines["kept"].curve.getData()[1], kept)
    found = 10 ** page.lines["lost"].curve.getData()[1]
    assert np.allclose(found[lost > 0], lost[lost > 0])
    assert not lost[24:].any()  # nothing lies behind the last cut
    assert np.isnan(found[24:]).all()
    assert set(page.lines["lost"].zeros.getData()[0]) <= set(range(24, 32))
    assert np.unique(page.cuts.getData()[0]).tolist() == [7.5, 15.5, 23.5]
    full = 10 ** trace["gradient_norm_log10/layer0.hidden"]
    assert f"{np.median(lost / full):.0%}".replace("%", "\u00a0%") in page.said.text()
    assert "Reach of every loss, in steps: 7 at most" in page.said.text()


def test_another_window_asks_for_its_arrays_and_keeps_the_curve(dock: Flow, runs: dict[str, Run]) -> None:
    filled(dock, runs["lstm"], "cut")
    dock.cut.spin.setValue(5)
    assert asked(dock) == ("gradient_kept@5/layer0.hidden*", "gradient_lost@5/layer0.hidden*")
    assert not dock.sentence
    assert "next trace" in dock.cut.said.text()
    assert (drawn(dock, "whole"), drawn(dock, "kept")) == (32, 0)
    shown(dock, runs["lstm"].probe(dock.watch))
    assert "Cut every 5 steps" in dock.cut.said.text()
    assert (drawn(dock, "whole"), drawn(dock, "kept")) == (32, 32)
    dock.cut.spin.setValue(32)
    shown(dock, runs["lstm"].probe(dock.watch))
    assert "nothing is lost" in dock.cut.said.text()
