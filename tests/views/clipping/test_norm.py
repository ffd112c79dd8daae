"""The norm before and after clipping, and the threshold."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.views.clipping.dock import Clipping
from tests.views.clipping.columns import clipped, history_of


def test_curves_are_the_norms_before_and_after(dock: Clipping) -> None:
    norm = np.exp(np.random.default_rng(0).normal(-1, 1, 80))
    dock.follow(history_of(clipped(norm)))
    assert np.allclose(dock.norm.before.line.getData()[1], np.log10(norm))
    assert np.allclose(dock.norm.after.line.getData()[1], np.log10(np.minimum(norm, 0.25)))
    assert np.allclose(dock.norm.threshold.line.getData()[1], np.log10(0.25))
    assert np.array_equal(dock.data()["gradient_norm"], norm)
    assert np.allclose(dock.data()["gradient_norm"] * dock.data()["clip_coefficient"], np.minimum(norm, 0.25))
    low, high = dock.norm.plot.box.viewRange()[1]
    assert low <= np.log10(min(norm.min(), 0.25))
    assert high >= np.log10(norm.max())


def test_without_clipping_there_is_no_threshold(dock: Clipping) -> None:
    columns = clipped([0.1, 3.0])
    columns["clip_coefficient"] = np.ones(2)
    columns["clip_threshold"] = np.full(2, np.nan)
    dock.follow(history_of(columns))
    assert "‖g‖ 3.00, not clipped; no update was clipped so far" in dock.sentence_label.text()
    assert "threshold" not in dock.captions.text
    assert len(dock.norm.threshold.line.getData()[0]) == 0


def test_clipping_by_value_has_a_coefficient_and_no_threshold(dock: Clipping) -> None:
    columns = clipped([2.0])
    columns["clip_coefficient"] = np.array([0.5])
    columns["clip_threshold"] = np.array([np.nan])
    dock.follow(history_of(columns))
    assert "2.00 → 1.00  × 0.500" in dock.sentence_label.text()
    assert "threshold" not in dock.captions.text


def test_a_threshold_that_is_changed_is_followed(dock: Clipping) -> None:
    history = history_of(clipped([0.1, 0.1], threshold=1.0))
    history.extend(clipped([0.1, 0.1], threshold=0.01, first=3))
    dock.follow(history)
    assert np.allclose(dock.norm.threshold.line.getData()[1], [0, 0, -2, -2])
    assert "threshold θ 0.0100" in dock.captions.text


def test_skipped_updates_and_zeros_are_marked(dock: Clipping) -> None:
    dock.follow(history_of(clipped([1.0, np.inf, 0.0, np.nan, 0.5])))
    assert np.array_equal(dock.norm.before.crosses.getData()[0], [2, 4])
    assert np.array_equal(dock.norm.before.zeros.getData()[0], [3])
    assert dock.skipped == 2
    assert "; 2 skipped (gradient not finite)" in dock.sentence_label.text()
    assert dock.clipped == 2
    dock.follow(history_of(clipped([np.nan])))
    assert "this update was skipped" in dock.sentence_label.text()


def test_a_long_history_draws_no_more_points_than_four_a_pixel(dock: Clipping) -> None:
    norm = np.exp(np.random.default_rng(1).normal(-1, 1, 200_000))
    norm[123_456] = 1e6
    dock.follow(history_of(clipped(norm)))
    for curve in (dock.norm.before, dock.norm.after, dock.norm.threshold):
        assert len(curve.line.getData()[0]) <= 4 * dock.norm.plot.columns
    y = dock.norm.before.line.getData()[1]
    assert y.max() == 6
    assert np.isclose(y.min(), np.log10(norm.min()))


@pytest.mark.parametrize(
    "norms", [[np.nan], [0.0], [0.0, 0.0], [np.inf] * 3, [1e300, 1e-300], [1e-320], [1.0], [0.25, 0.25]]
)
def test_hostile_norms_are_survived(dock: Clipping, norms: list[float]) -> None:
    history = history_of(clipped(norms))
    dock.follow(history)
    dock.follow(history)
    assert np.isfinite(dock.norm.plot.box.viewRange()).all()
    assert not dock.widget.grab().isNull()
