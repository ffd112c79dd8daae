from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rnnviz.history import History
from rnnviz.views.clipping.dock import Clipping
from rnnviz.views.clipping.shares import AT_ONCE, groups
from rnnviz.views.clipping.words import cosine_figure, percent
from rnnviz.views.update_line import Ghost

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
    assert dock.heading.text() == "gradient norm ‖g‖, update 1"
    dock.follow(History())
    assert dock.heading.text() == "", "an older run's update is not said of a fresh one"
    assert dock.sentence


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


def test_the_mouse_asks_for_an_older_update(dock: Clipping) -> None:
    dock.follow(history_of(clipped([0.1, 0.5, 0.2, 0.2])))
    dock.norm.plot.hovered.emit(2.2)
    assert "update 2" in dock.heading.text()
    assert "0.500 → 0.250" in dock.sentence_label.text()
    dock.norm.plot.hovered.emit(None)
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
    assert np.isfinite(dock.norm.plot.box.viewRange()).all()
    assert not dock.widget.grab().isNull()


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0"), (0.001, "<1"), (0.5, "50"), (0.999, ">99"), (1.0, "100")]
)
def test_some_is_never_none_and_never_all(share: float, said: str) -> None:
    assert percent(share) == f"{said}\u00a0%"


def choose(dock: Clipping, mode: str) -> None:
    dock.mode.take(mode)
    dock.mode.chosen.emit(mode)


def by_parameter(updates: int, parameters: int = 3, seed: int = 0) -> dict[str, np.ndarray]:
    """Return the columns of a run whose parameters have random norms, those of clipping included."""
    norms = np.random.default_rng(seed).exponential(size=(updates, parameters))
    columns = clipped(np.sqrt((norms**2).sum(axis=1)))
    names = ["layer0.weight_ih_l0", "layer0.weight_hh_l0", "readout.weight", *(f"p{n}.weight" for n in range(3, 300))]
    columns |= {f"gradient_norm/{name}": norms[:, n] for n, name in enumerate(names[:parameters])}
    return columns | {"clip_cosine": np.ones(updates), "clipped_share": np.zeros(updates)}


def tops(dock: Clipping) -> np.ndarray:
    """Return the upper edges of the bands that are drawn, (bands, points)."""
    shown = [band.getData()[1] for band in dock.shares.bands]
    return np.array([y for y in shown if y is not None and len(y)])


def test_bands_are_the_running_means_of_the_shares(dock: Clipping) -> None:
    columns = by_parameter(30)
    choose(dock, "share")
    dock.follow(history_of(columns))
    squares = np.stack([columns[name] ** 2 for name in columns if "/" in name])
    parts = squares / squares.sum(axis=0)
    expected = [[part[max(n - 19, 0) : n + 1].mean() for n in range(30)] for part in parts]
    assert np.allclose(tops(dock), np.cumsum(expected, axis=0))
    assert np.allclose(tops(dock)[-1], 1)


def test_bars_are_the_newest_updates_shares_largest_lately_first(dock: Clipping) -> None:
    columns = by_parameter(40)
    columns["gradient_norm/readout.weight"] += 5
    columns["gradient_norm/readout.weight"][-1] = 0.01
    choose(dock, "share")
    dock.widget.resize(320, 500)
    dock.follow(history_of(columns))
    bars = dock.shares.bars.bars
    assert bars[0].name == "readout.weight"
    assert sum(bar.share for bar in bars) == pytest.approx(1)
    last = {name.partition("/")[2]: column[-1] ** 2 for name, column in columns.items() if "/" in name}
    for bar in bars:
        assert bar.share == pytest.approx(last[bar.name] / sum(last.values()))
    largest = max(last, key=lambda name: last[name])
    assert dock.sentence_label.text().startswith(f"{largest} makes up {percent(last[largest] / sum(last.values()))}")
    dock.shares.plot.hovered.emit(1.0)
    assert "update 1" in dock.heading.text()
    first = columns["gradient_norm/readout.weight"][0] ** 2 / sum(c[0] ** 2 for n, c in columns.items() if "/" in n)
    assert next(b.share for b in dock.shares.bars.bars if b.name == "readout.weight") == pytest.approx(first)


def test_bars_that_have_no_room_are_one_bar(dock: Clipping) -> None:
    choose(dock, "share")
    dock.follow(history_of(by_parameter(5, parameters=258)))
    dock.shares.bars.resize(300, 4 * dock.shares.bars.line)
    drawn = dock.shares.bars.shown()
    assert len(drawn) == 4
    assert drawn[-1].name == "255 others"
    assert sum(bar.share for bar in drawn) == pytest.approx(1)
    assert len(tops(dock)) == 8
    assert np.allclose(tops(dock)[-1], 1)


def test_many_parameters_are_grouped_by_module() -> None:
    few = [f"layer0.p{n}" for n in range(8)]
    assert groups(few) == (tuple(few), list(range(8)))
    layers = [f"layer{n}.{part}" for n in range(3) for part in "abcd"]
    assert groups(layers) == (("layer0", "layer1", "layer2"), [0] * 4 + [1] * 4 + [2] * 4)
    titles, numbers = groups([f"layer{n}.{part}" for n in range(64) for part in "abcd"])
    assert len(titles) == 8
    assert titles[0] == "layer0 … layer7"
    assert numbers == [n // 32 for n in range(256)]


def test_updates_without_shares_are_left_out(dock: Clipping) -> None:
    columns = by_parameter(6)
    columns["gradient_norm/readout.weight"][5] = np.inf
    columns["clip_coefficient"][5] = columns["clip_cosine"][5] = np.nan
    for name in columns:
        if "/" in name:
            columns[name][2] = 0.0
    choose(dock, "share")
    dock.follow(history_of(columns))
    assert len(dock.shares.bands[0].getData()[0]) == 4
    assert all(np.isnan(bar.share) for bar in dock.shares.bars.bars)
    assert "not finite" in dock.sentence_label.text()
    assert not dock.widget.grab().isNull()


def test_a_long_history_is_read_in_pieces_and_drawn_thin(dock: Clipping) -> None:
    columns = by_parameter(3 * AT_ONCE + 7)
    choose(dock, "share")
    dock.follow(history_of(columns))
    assert dock.shares.kept[0].rows == 3 * AT_ONCE + 7
    assert tops(dock).shape[1] <= dock.shares.plot.stretches
    assert np.allclose(tops(dock)[-1], 1)


def test_by_value_the_direction_bends_and_the_view_says_so(dock: Clipping) -> None:
    columns = by_parameter(3)
    columns["clip_threshold"][:] = np.nan
    columns["clip_cosine"] = np.array([0.9, 0.8, 0.65])
    columns["clipped_share"] = np.array([0.1, 0.2, 0.12])
    columns["clip_coefficient"][:] = 0.5
    choose(dock, "direction")
    dock.follow(history_of(columns))
    assert np.allclose(dock.direction.cosine.line.getData()[1], columns["clip_cosine"])
    assert np.allclose(dock.direction.share.line.getData()[1], columns["clipped_share"])
    text = dock.sentence_label.text()
    assert "by value: cosine 0.650 to the true gradient: the direction bends; 12\u00a0% of entries were cut" in text
    assert "entries cut 12\u00a0%" in dock.captions.text


def test_by_norm_the_direction_is_kept(dock: Clipping) -> None:
    choose(dock, "direction")
    dock.follow(history_of(clipped([1.0]) | {"clip_cosine": np.ones(1), "clipped_share": np.zeros(1)}))
    assert "by norm: cosine 1 to the true gradient: the direction is kept" in dock.sentence_label.text()
    dock.follow(history_of(clipped([0.1]) | {"clip_cosine": np.ones(1), "clipped_share": np.zeros(1)}))
    assert "below the threshold: the direction is kept" in dock.sentence_label.text()


@pytest.mark.parametrize("mode", ["share", "direction"])
def test_a_run_without_such_figures_says_so_and_can_be_left(dock: Clipping, mode: str) -> None:
    dock.follow(history_of(clipped([1.0, 2.0])))
    choose(dock, mode)
    assert "This run has no such figures" in dock.sentence_label.text()
    dock.norm.plot.hovered.emit(1.0)
    choose(dock, "norm")
    assert "‖g‖" in dock.sentence_label.text()
    assert dock.norm.plot.isVisible()


def test_every_form_goes_on_where_the_history_grows(dock: Clipping) -> None:
    whole = by_parameter(50)
    history = history_of({name: column[:20] for name, column in whole.items()})
    for mode in ("norm", "share", "direction", "share"):
        choose(dock, mode)
        dock.follow(history)
    items = [id(band) for band in dock.shares.bands]
    history.extend({name: column[20:] for name, column in whole.items()})
    dock.follow(history)
    assert [id(band) for band in dock.shares.bands] == items
    grown = tops(dock)
    dock.follow(history_of(whole))
    assert np.allclose(tops(dock), grown)
    assert dock.clipped == int((whole["clip_coefficient"] < 1).sum())


def test_a_mouse_that_leaves_while_the_form_changes_asks_for_nothing(dock: Clipping) -> None:
    dock.follow(history_of(by_parameter(5)))
    for mode, words in (("share", "shares of"), ("direction", "direction of"), ("norm", "gradient norm")):
        dock.mode.take(mode)
        dock.norm.plot.hovered.emit(None)
        dock.norm.plot.hovered.emit(2.0)
        dock.redraw()
        assert words in dock.heading.text()


def test_the_chosen_form_outlives_the_view(dock: Clipping, stand: Stand) -> None:
    choose(dock, "direction")
    other = stand(Clipping)
    other.restore(dock.state())
    assert other.form is other.direction


@pytest.mark.parametrize(
    ("cosine", "said"), [(1.0, "1.00"), (0.99999, ">0.999"), (0.65, "0.650"), (float("nan"), "NaN")]
)
def test_nearly_one_is_not_one(cosine: float, said: str) -> None:
    assert cosine_figure(cosine) == said


def test_pinned_runs_are_drawn_behind_the_norm_and_named(dock: Clipping) -> None:
    line = dock.shared.update_line
    dock.follow(history_of(clipped(np.full(4, 0.5))))
    ghost = Ghost(line=7, name="1: GRU", history=history_of(clipped(np.full(9, 2.0))), about="pinned")
    line.pin(ghost)
    assert dock.norm.ghosts.ghosts == (ghost,)
    low, high = dock.norm.ghosts.bounds(log=True)
    assert low == high == pytest.approx(np.log10(2.0))
    assert dock.norm.plot.box.viewRange()[1][1] > high
    assert dock.norm.plot.box.viewRange()[0][1] >= 9
    assert [caption.label for caption in dock.norm.write(dock.history or History(), 3)][-1] == "1: GRU"
    line.unpin(ghost)
    assert not list(dock.norm.ghosts.ghosts)
