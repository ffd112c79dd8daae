"""What share of the squared norm each parameter has."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.views.clipping.dock import Clipping
from rnnviz.views.clipping.shares import AT_ONCE, groups
from rnnviz.views.clipping.words import percent
from tests.views.clipping.columns import by_parameter, choose, history_of, tops


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
