"""n-grams: probabilities that sum to one, and those of the formula counted out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnnviz.measures.ngram import count, distribution, histories, ladder, probability


def plain(text: list[int], alphabet: int, order: int, history: tuple[int, ...], symbol: int) -> float:
    """Return Kneser-Ney's p by the formula, with dictionaries of counts: another route to the same number."""

    def tables(length: int) -> dict[tuple[int, ...], int]:
        if length == order:
            grams = [tuple(text[i : i + length]) for i in range(len(text) - length + 1)]
            return {gram: grams.count(gram) for gram in grams}
        longer = {tuple(text[i : i + length + 1]) for i in range(len(text) - length)}
        ends = [gram[1:] for gram in longer]
        return {gram: ends.count(gram) for gram in ends}

    p = 1 / alphabet
    for length in range(1, order + 1):
        table = tables(length)
        known = history[len(history) - length + 1 :] if length > 1 else ()
        if len(known) < length - 1:
            break
        after = {gram: c for gram, c in table.items() if gram[:-1] == known}
        once, twice = (sum(c == n for c in table.values()) for n in (1, 2))
        discount = once / (once + 2 * twice) if once else 0.5
        if total := sum(after.values()):
            p = max(after.get((*known, symbol), 0) - discount, 0) / total + discount * len(after) / total * p
    return p


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=6, max_size=40),
    st.integers(1, 5),
    st.lists(st.integers(0, 4), min_size=4, max_size=4),
)
def test_probabilities_are_those_of_the_formula_and_sum_to_one(text: list[int], order: int, history: list[int]) -> None:
    model = count(np.array(text), 5, order)
    found = distribution(model, np.array([history]))[0]
    assert found.sum() == pytest.approx(1, abs=1e-12)
    assert (found > 0).all()  # the fifth symbol too, which never occurred
    np.testing.assert_allclose(found, [plain(text, 5, order, tuple(history), w) for w in range(5)], rtol=1e-12)


def test_unigrams_of_different_counts_are_their_shares_but_for_the_discount() -> None:
    model = count(np.array([0] * 6 + [1] * 3), 2, 1)
    np.testing.assert_allclose(distribution(model, np.zeros((1, 0), int))[0], [5.5 / 9 + 1 / 18, 2.5 / 9 + 1 / 18])


def test_a_history_that_begins_later_is_a_shorter_one() -> None:
    text = np.random.default_rng(0).integers(0, 3, 300)
    model = count(text, 3, 3)
    np.testing.assert_array_equal(
        distribution(model, np.array([[-1, 2]])), distribution(model, np.array([[2]]))
    )


def test_a_longer_memory_finds_an_alternating_text() -> None:
    text = np.tile([0, 0, 1, 1], 200)
    bits = []
    for order in range(1, 5):
        seen = histories(text[:-1, None], order)
        bits.append(-np.log2(probability(count(text, 2, order), seen, text[1:])).mean())
    np.testing.assert_allclose(bits[:2], 1.0, atol=0.02)
    assert max(bits[2:]) < 0.02  # two symbols settle the next one


def test_histories_are_the_symbols_up_to_each_step() -> None:
    inputs = np.array([[0, 5], [1, 6], [2, 7]])
    np.testing.assert_array_equal(
        histories(inputs, 3), [[-1, 0], [-1, 5], [0, 1], [5, 6], [1, 2], [6, 7]]
    )
    assert histories(inputs, 1).shape == (6, 0)


def test_a_large_alphabet_does_not_overflow() -> None:
    text = np.random.default_rng(0).integers(49_000, 50_000, 3000)
    model = count(text, 50_000, 5)
    seen = histories(text[:-1, None], 5)
    found = probability(model, seen, text[1:])
    assert ((found > 0) & (found <= 1)).all()
    assert model.parameters == sum(np.count_nonzero(order.counts) for order in model.orders)


def test_the_ladder_climbs_by_one_symbol_and_counts_as_each_model_alone_does() -> None:
    text = np.random.default_rng(3).integers(0, 4, 200)
    models = list(ladder(text, 5, 4))
    assert [len(model.orders) for model in models] == [1, 2, 3, 4]
    for order, model in enumerate(models, 1):
        history = text[50 : 50 + order - 1][None]
        want = [plain(text.tolist(), 5, order, tuple(history[0]), symbol) for symbol in range(5)]
        np.testing.assert_allclose(distribution(model, history)[0], want, rtol=1e-12)
    assert len(list(ladder(text[:2], 5, 4))) == 2
    assert count(text[:0], 5, 3).orders == ()
