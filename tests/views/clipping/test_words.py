"""What is said of an update, and of all so far."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.views.clipping.dock import Clipping
from rnnviz.views.clipping.words import cosine_figure, percent
from tests.views.clipping.columns import by_parameter, choose, clipped, history_of


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


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0"), (0.001, "<1"), (0.5, "50"), (0.999, ">99"), (1.0, "100")]
)
def test_some_is_never_none_and_never_all(share: float, said: str) -> None:
    assert percent(share) == f"{said}\u00a0%"


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


@pytest.mark.parametrize(
    ("cosine", "said"), [(1.0, "1.00"), (0.99999, ">0.999"), (0.65, "0.650"), (float("nan"), "NaN")]
)
def test_nearly_one_is_not_one(cosine: float, said: str) -> None:
    assert cosine_figure(cosine) == said
