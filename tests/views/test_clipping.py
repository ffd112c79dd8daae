from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rnnviz.history import History
from rnnviz.views.clipping import Clipping, percent

Stand = Callable[[type[Clipping]], Clipping]


def clipped(norms: list[float] | np.ndarray, threshold: float = 0.25, first: int = 1) -> dict[str, np.ndarray]:
    """Return the columns that clipping by norm writes: a gradient that is not finite is skipped."""
    norm = np.asarray(norms, np.float64)
    coefficient = np.where(np.isfinite(norm), np.minimum(1.0, threshold / np.maximum(norm, 1e-300)), np.nan)
    return {
        "update": np.arange(first, first + len(norm), dtype=np.float64),
        "loss": np.ones(len(norm)),
        "gradient_norm": norm,
        "clip_coefficient": coefficient,
        "clip_threshold": np.full(len(norm), threshold),
    }


def history_of(columns: dict[str, np.ndarray]) -> History:
    history = History()
    history.extend(columns)
    return history


@pytest.fixture
def dock(stand: Stand) -> Clipping:
    view = stand(Clipping)
    view.widget.resize(320, 260)
    return view


def test_an_empty_history_says_what_would_fill_it(dock: Clipping) -> None:
    assert "once training has begun" in dock.sentence
    dock.follow(history_of(clipped([0.5])))
    assert not dock.sentence


def test_curves_are_the_norms_before_and_after(dock: Clipping) -> None:
    norm = np.exp(np.random.default_rng(0).normal(-1, 1, 80))
    dock.follow(history_of(clipped(norm)))
    assert np.allclose(dock.before.line.getData()[1], np.log10(norm))
    assert np.allclose(dock.after.line.getData()[1], np.log10(np.minimum(norm, 0.25)))
    assert np.allclose(dock.threshold.line.getData()[1], np.log10(0.25))
    low, high = dock.plot.box.viewRange()[1]
    assert low <= np.log10(min(norm.min(), 0.25))
    assert high >= np.log10(norm.max())


def test_the_sentence_says_what_happened(dock: Clipping) -> None:
    dock.follow(history_of(clipped([0.1, 0.2, 0.41])))
    text = dock.sentence_label.text()
    assert "‖g‖ 0.410 → 0.250  × 0.610" in text
    assert "clipped on 33\u00a0% of updates" in text


def test_the_sentence_says_the_last_hundred_apart(dock: Clipping) -> None:
    dock.follow(history_of(clipped([0.1] * 100 + [1.0] * 60 + [0.1] * 40)))
    text = dock.sentence_label.text()
    assert "‖g‖ 0.100, below the threshold" in text
    assert "60\u00a0% of the last 100 updates, 30\u00a0% of all" in text


def test_the_share_counts_rows_in_pieces(dock: Clipping) -> None:
    history = History()
    for first in range(1, 50, 7):
        history.extend(clipped([1.0, 0.1, 0.1, 1.0, 0.1, 1.0, 0.1], first=first))
        dock.follow(history)
    assert dock.clipped == 3 * 7
    assert "clipped on 43\u00a0% of updates" in dock.sentence_label.text()


def test_without_clipping_there_is_no_threshold(dock: Clipping) -> None:
    columns = clipped([0.1, 3.0])
    columns["clip_coefficient"] = np.ones(2)
    columns["clip_threshold"] = np.full(2, np.nan)
    dock.follow(history_of(columns))
    assert "‖g‖ 3.00, not clipped; no update was clipped so far" in dock.sentence_label.text()
    assert "threshold" not in dock.captions.text
    assert len(dock.threshold.line.getData()[0]) == 0


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
    assert np.allclose(dock.threshold.line.getData()[1], [0, 0, -2, -2])
    assert "threshold θ 0.0100" in dock.captions.text


def test_skipped_updates_and_zeros_are_marked(dock: Clipping) -> None:
    dock.follow(history_of(clipped([1.0, np.inf, 0.0, np.nan, 0.5])))
    assert np.array_equal(dock.before.crosses.getData()[0], [2, 4])
    assert np.array_equal(dock.before.zeros.getData()[0], [3])
    assert dock.skipped == 2
    assert "skipped 2" in dock.captions.text
    assert dock.clipped == 2
    dock.follow(history_of(clipped([np.nan])))
    assert "this update was skipped" in dock.sentence_label.text()


def test_a_long_history_draws_no_more_points_than_four_a_pixel(dock: Clipping) -> None:
    norm = np.exp(np.random.default_rng(1).normal(-1, 1, 200_000))
    norm[123_456] = 1e6
    dock.follow(history_of(clipped(norm)))
    for curve in (dock.before, dock.after, dock.threshold):
        assert len(curve.line.getData()[0]) <= 4 * dock.plot.columns
    y = dock.before.line.getData()[1]
    assert y.max() == 6
    assert np.isclose(y.min(), np.log10(norm.min()))


def test_the_mouse_asks_for_an_older_update(dock: Clipping) -> None:
    dock.follow(history_of(clipped([0.1, 0.5, 0.2, 0.2])))
    dock.plot.hovered.emit(2.2)
    assert "update 2" in dock.heading.text()
    assert "0.500 → 0.250" in dock.sentence_label.text()
    dock.plot.hovered.emit(None)
    assert "update 4" in dock.heading.text()
    assert "0.200, below the threshold" in dock.sentence_label.text()


def test_forgotten_rows_leave_the_count(dock: Clipping) -> None:
    history = history_of(clipped([1.0] * 10))
    dock.follow(history)
    history.truncate(4)
    dock.follow(history)
    assert dock.clipped == 4


@pytest.mark.parametrize(
    "norms", [[np.nan], [0.0], [0.0, 0.0], [np.inf] * 3, [1e300, 1e-300], [1e-320], [1.0], [0.25, 0.25]]
)
def test_hostile_norms_are_survived(dock: Clipping, norms: list[float]) -> None:
    history = history_of(clipped(norms))
    dock.follow(history)
    dock.follow(history)
    assert np.isfinite(dock.plot.box.viewRange()).all()
    assert not dock.widget.grab().isNull()


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0"), (0.001, "<1"), (0.5, "50"), (0.999, ">99"), (1.0, "100")]
)
def test_some_is_never_none_and_never_all(share: float, said: str) -> None:
    assert percent(share) == f"{said}\u00a0%"
