"""Places on a slider and numbers stand for each other."""

from __future__ import annotations

import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.app.form.span import Span, read
from rnnviz.catalogue import fields, load
from rnnviz.errors import BadInput
from rnnviz.settings import FieldInfo

PRESETS = ("vanishing-rnn", "python-lstm", "translate-attention")
INFOS = {info.path: info for name in PRESETS for info in fields(load(name))}
NUMBERS = [path for path, info in INFOS.items() if info.kind in ("int", "float") and path != "seed"]


def span_of(path: str) -> Span:
    span = Span.of(INFOS[path])
    assert span is not None
    return span


@pytest.mark.parametrize("path", NUMBERS)
def test_every_place_means_an_allowed_number_and_order_is_kept(path: str) -> None:
    info, span = INFOS[path], span_of(path)
    assert info.low is not None
    assert info.high is not None
    values = [span.value(place / 500) for place in range(501)]
    assert all(info.low <= value <= info.high for value in values)
    assert values == sorted(values)
    assert len(set(values)) >= min(20, info.high - info.low + 1)
    if info.kind == "int":
        assert all(isinstance(value, int) for value in values)


@pytest.mark.parametrize("path", NUMBERS)
def test_a_number_is_found_where_it_was_put(path: str) -> None:
    span = span_of(path)
    for place in (0.0, 0.2, 0.5, 0.9, 1.0):
        value = span.value(place, fine=True)
        assert span.value(span.fraction(value), fine=True) == pytest.approx(value, rel=0.01)


def test_a_learning_rate_has_a_useful_range_with_zero_at_its_left_end() -> None:
    span = span_of("training.learning_rate")
    default = INFOS["training.learning_rate"].default
    assert span.value(0.0) == 0.0
    assert span.fraction(0.0) == 0.0
    assert span.low == pytest.approx(default / 1000)
    assert span.high == pytest.approx(default * 1000)
    middle = span.value((span.fraction(span.low) + span.fraction(span.high)) / 2)
    assert middle == pytest.approx(default, rel=0.06)
    assert span.fraction(1e6) == 1.0


def test_equal_ways_are_equal_factors() -> None:
    span = span_of("training.clip.max_norm")
    ratios = [span.value(place + 0.1, fine=True) / span.value(place, fine=True) for place in (0.1, 0.4, 0.8)]
    assert ratios == pytest.approx([ratios[0]] * 3, rel=0.02)


def test_steps_reach_every_number_and_stop_at_the_ends() -> None:
    layers = span_of("model.layers")
    assert layers.stepped(1, 1) == 2
    assert layers.stepped(1, -1) == 1
    hidden = span_of("cell.hidden_size")
    assert hidden.stepped(1, 1) == 2
    assert hidden.stepped(4096, 1) == 4096
    assert 64 < hidden.stepped(64, 1, fine=True) < hidden.stepped(64, 1)
    rate = span_of("training.learning_rate")
    assert rate.stepped(rate.low, -1) == 0.0
    assert rate.stepped(0.0, 1) == pytest.approx(rate.low)
    assert rate.stepped(1e6, 1) == 1e6


@given(value=st.floats(1e-6, 1e6), count=st.sampled_from([-10, -1, 1, 10]), fine=st.booleans())
def test_a_step_always_moves_on(value: float, count: int, fine: bool) -> None:
    moved = span_of("training.clip.max_norm").stepped(value, count, fine)
    assert moved == value if moved in (1e-6, 1e6) and value == moved else (moved > value) == (count > 0)


def test_a_home_beyond_the_useful_range_widens_it() -> None:
    info = INFOS["training.learning_rate"]
    wide = Span.of(info, home=50.0)
    assert wide is not None
    assert wide.high == 50.0
    assert wide.value(1.0) == pytest.approx(50.0)


def test_a_seed_has_no_slider() -> None:
    assert Span.of(INFOS["seed"]) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.01", 0.01), (" 1e-3 ", 1e-3), ("0,5", 0.5), ("\u22120", 0.0), ("7", 7.0), ("1e6", 1e6)],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert read(INFOS["training.learning_rate"], text) == value


@pytest.mark.parametrize(("text", "value"), [("128", 128), ("1e2", 100), ("64.0", 64)])
def test_whole_numbers_are_read(text: str, value: int) -> None:
    found = read(INFOS["cell.hidden_size"], text)
    assert isinstance(found, int)
    assert found == value


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("cell.hidden_size", "0", "hidden size must be between 1 and 4096, got 0"),
        ("cell.hidden_size", "1.5", 'hidden size must be a whole number, got "1.5"'),
        ("cell.hidden_size", "many", 'hidden size must be a whole number, got "many"'),
        ("training.learning_rate", "", 'learning rate must be a number, got ""'),
        ("training.learning_rate", "nan", 'learning rate must be a finite number, got "nan"'),
        ("training.learning_rate", "-1", "learning rate must be between 0 and 1e+06, got -1"),
    ],
)
def test_what_cannot_be_taken_is_said_in_a_sentence(path: str, text: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(INFOS[path], text)
    assert str(caught.value) == said


def test_an_even_range_is_rounded_to_a_step() -> None:
    span = span_of("cell.forget_bias")
    assert span.value(0.5) == 0.0
    assert {round(span.value(place / 1000) % 0.2, 6) % 0.2 for place in range(1001)} <= {0.0}
    assert span.stepped(1.0, 1) == 1.2
    assert span.stepped(1.0, 1, fine=True) == 1.02


def test_a_wide_range_of_whole_numbers_is_logarithmic_though_it_says_even() -> None:
    info: FieldInfo = dataclasses.replace(INFOS["training.truncate"], scale="linear")
    span = Span.of(info)
    assert span is not None
    assert span.value(0.0) == 0
    assert math.isclose(span.value(1.0), 1000)
