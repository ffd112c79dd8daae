from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from rnnviz.views.plots.captions import Caption, Captions, figure


@pytest.fixture
def captions(qtbot: QtBot) -> Captions:
    made = Captions("#ffffff")
    qtbot.addWidget(made)
    made.resize(400, 20)
    return made


def of(*values: str) -> list[Caption]:
    return [Caption(label=f"curve {n}", value=value, colour="#ff0000") for n, value in enumerate(values)]


def test_a_shorter_number_moves_nothing(captions: Captions) -> None:
    captions.show_captions(of("1.40", "2"))
    before = captions.places()
    captions.show_captions(of("1.4", "3"))
    assert captions.places() == before
    captions.show_captions(of("−1234.56", "3"))
    assert captions.places()[1].x() > before[1].x()


def test_what_does_not_fit_is_wrapped(captions: Captions) -> None:
    captions.show_captions(of("1", "2", "3"))
    captions.grab()
    flat = captions.sizeHint().height()
    captions.resize(120, 20)
    captions.grab()
    assert captions.sizeHint().height() > flat
    assert len({place.y() for place in captions.places()}) > 1
    assert captions.text == "curve 0 1  curve 1 2  curve 2 3"
    assert not captions.grab().isNull()


def test_the_first_yield_where_lines_are_few(captions: Captions) -> None:
    captions.show_captions(of("1", "2", "3"))
    captions.resize(captions._width(captions.captions[0]) + 5, 20)
    captions._fit()
    whole, height = captions.places(), captions.sizeHint().height()
    captions.most = 2
    captions._fit()
    assert [len(whole), len(captions.places())] == [3, 2]
    assert captions.places() == whole[:2]  # the last two stand where the first two stood
    assert captions.sizeHint().height() < height
    assert captions.text.startswith("curve 0")  # for the tooltip and for who cannot see
    captions.resize(400, 20)
    captions._fit()
    assert len(captions.places()) == 3


def test_nothing_takes_no_room(captions: Captions) -> None:
    captions.show_captions([])
    assert captions.sizeHint().height() == 0


@pytest.mark.parametrize(
    ("value", "said"),
    [(1.4, "1.40"), (0.7489, "0.749"), (12.345, "12.3"), (999.6, "1000"), (4321.0, "4321"), (-0.5, "−0.500"),
     (0.0, "0.00"), (float("nan"), "NaN"), (float("inf"), "∞"), (2.5e-7, "2.5·10⁻⁷")],
)  # fmt: skip
def test_figures_keep_three_digits(value: float, said: str) -> None:
    assert figure(value) == said
