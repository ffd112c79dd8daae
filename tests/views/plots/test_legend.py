"""Which names a legend writes where there is room for them, and where there is not."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from rnnviz.views.plots.legend import Key, Legend

GATES = {"i": "i input", "f": "f forget", "g": "g candidate", "o": "o output"}


@pytest.fixture
def legend(qtbot: QtBot) -> Legend:
    made = Legend()
    qtbot.addWidget(made)
    made.show_keys([Key(label=name, colour="#000000", short=symbol) for symbol, name in GATES.items()])
    return made


def test_names_are_written_where_they_fit(legend: Legend) -> None:
    legend.resize(legend.sizeHint())
    assert legend.written == tuple(GATES.values())


def test_symbols_stand_for_names_that_do_not_fit(legend: Legend) -> None:
    legend.resize(legend.sizeHint().width() - 1, 20)
    assert legend.written == tuple(GATES)
    assert legend.toolTip() == ", ".join(GATES.values())


def test_a_name_without_a_symbol_stays(legend: Legend) -> None:
    legend.show_keys([*legend.keys, Key(label="untouched", colour="#000000")])
    legend.resize(10, 20)
    assert legend.written == (*GATES, "untouched")
    legend.grab()
