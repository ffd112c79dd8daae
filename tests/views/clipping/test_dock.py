"""The view of clipping follows the history, the mouse and the chosen form."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.history import History
from rnnviz.views.clipping.dock import Clipping
from rnnviz.views.update_line import Ghost
from tests.views.clipping.columns import Stand, by_parameter, choose, clipped, history_of, tops


def test_an_empty_history_says_what_would_fill_it(dock: Clipping) -> None:
    assert "once training has begun" in dock.sentence
    dock.follow(history_of(clipped([0.5])))
    assert not dock.sentence
    assert dock.heading.text() == "gradient norm ‖g‖, update 1"
    dock.follow(History())
    assert dock.heading.text() == "", "an older run's update is not said of a fresh one"
    assert dock.sentence


def test_the_share_counts_rows_in_pieces(dock: Clipping) -> None:
    history = History()
    for first in range(1, 50, 7):
        history.extend(clipped([1.0, 0.1, 0.1, 1.0, 0.1, 1.0, 0.1], first=first))
        dock.follow(history)
    assert dock.clipped == 3 * 7
    assert "clipped on 43\u00a0% of updates" in dock.sentence_label.text()


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


def test_the_direction_of_a_pinned_run_lies_under_that_of_the_shown_one(dock: Clipping) -> None:
    columns = clipped(np.full(5, 0.5)) | {"clip_cosine": np.full(5, 0.9), "clipped_share": np.full(5, 0.1)}
    longer = clipped(np.full(9, 2.0)) | {"clip_cosine": np.full(9, 0.6), "clipped_share": np.full(9, 0.3)}
    ghost = Ghost(line=7, name="1: GRU", history=history_of(longer), about="pinned")
    dock.shared.update_line.pin(ghost)
    dock.follow(history_of(columns))
    dock.mode.take("direction")
    dock.redraw()
    (line,) = dock.direction.ghosts._lines
    assert line.getData()[0].max() == 9
    np.testing.assert_allclose(line.getData()[1], 0.6)
    assert dock.direction.plot.box.viewRange()[0][1] >= 9
    assert "1: GRU 0.600" in dock.captions.text
    dock.shared.update_line.unpin(ghost)
    dock.redraw()
    assert not dock.direction.ghosts._lines
