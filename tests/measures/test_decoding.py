"""From outputs to the next symbol: closed forms, the definitions counted out, and draws that follow their softmax."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnnviz.measures.decoding import drawn, extended, log_softmax, shaped, top_k, top_p

P = np.array([0.5, 0.25, 0.125, 0.0625, 0.0625])
rows = st.lists(st.floats(-30, 30, width=16), min_size=2, max_size=12).map(np.array)


def test_a_temperature_raises_odds_to_its_inverse() -> None:
    outputs = np.log(P)
    np.testing.assert_allclose(np.exp(log_softmax(outputs)), P, rtol=1e-14)
    hot, cold = np.exp(log_softmax(outputs, 2.0)), np.exp(log_softmax(outputs, 0.5))
    np.testing.assert_allclose(hot[0] / hot[2], np.sqrt(P[0] / P[2]), rtol=1e-13)
    np.testing.assert_allclose(cold, P**2 / (P**2).sum(), rtol=1e-13)
    np.testing.assert_allclose(np.exp(log_softmax(outputs, 100.0)), 0.2, atol=0.01)


def test_outputs_far_outside_the_exponentials_range_are_no_trouble() -> None:
    np.testing.assert_allclose(np.exp(log_softmax(np.array([1e5, 1e5, -1e5]))), [0.5, 0.5, 0.0])
    assert np.isfinite(log_softmax(np.array([0.0, -1e5]), 0.01)).all()


def test_top_k_keeps_the_k_likeliest_and_ties_by_their_order() -> None:
    kept = np.exp(top_k(np.log(P), 2))
    np.testing.assert_allclose(kept, [2 / 3, 1 / 3, 0, 0, 0], rtol=1e-13)
    assert (np.exp(top_k(np.log(P), 4)) > 0).tolist() == [True, True, True, True, False]
    for all_of_it in (0, 5, 9):
        np.testing.assert_array_equal(top_k(np.log(P), all_of_it), np.log(P))


@pytest.mark.parametrize(("p", "kept"), [(0.4, 1), (0.5, 1), (0.51, 2), (0.75, 2), (0.8, 3), (0.99, 5), (1.0, 5)])
def test_the_nucleus_is_the_fewest_that_reach_p(p: float, kept: int) -> None:
    shuffled = np.array([3, 0, 4, 2, 1])
    found = np.exp(top_p(np.log(P)[shuffled], p))
    assert set(shuffled[found > 0]) == set(range(kept))
    np.testing.assert_allclose(found[found > 0], P[shuffled][found > 0] / P[:kept].sum(), rtol=1e-12)


@settings(max_examples=40)
@given(rows, st.floats(0.05, 5), st.integers(0, 13), st.floats(0.01, 1))
def test_what_is_drawn_from_is_a_distribution_of_the_likeliest(
    outputs: np.ndarray, temperature: float, k: int, p: float
) -> None:
    log_q = shaped(outputs, temperature=temperature, k=k, p=p)
    assert np.exp(log_q).sum() == pytest.approx(1)
    kept = np.isfinite(log_q)
    assert 1 <= kept.sum() <= (k or len(outputs))
    assert outputs[kept].min() >= outputs[~kept].max(initial=-np.inf)
    after_k = np.exp(top_k(log_softmax(outputs, temperature), k))
    assert after_k[kept].sum() >= p - 1e-9
    assert after_k[kept].sum() - after_k[kept].min() < p


def test_draws_follow_the_softmax() -> None:
    outputs = np.array([1.0, 0.2, -0.4, 2.0, -3.0])
    log_q, generator = shaped(outputs, temperature=0.7, k=4, p=1.0), np.random.default_rng(5)
    counts = np.bincount([drawn(log_q, number) for number in generator.random(20_000)], minlength=5)
    assert counts[4] == 0
    expected = 20_000 * np.exp(log_q[:4])
    assert ((counts[:4] - expected) ** 2 / expected).sum() < 11.34  # χ² of three degrees of freedom, 99 %


def test_a_draw_at_either_end_is_a_symbol_that_can_be_drawn() -> None:
    log_q = np.array([-np.inf, -700.0, 0.0, -np.inf])
    assert drawn(log_q, 0.0) == 1
    assert drawn(log_q, np.nextafter(1.0, 0)) == 2


def test_a_beam_keeps_the_likeliest_extensions_of_all_its_texts() -> None:
    scores, log_p = np.log([0.6, 0.4]), np.log([[0.5, 0.3, 0.2], [0.9, 0.05, 0.05]])
    parents, symbols, whole = extended(scores, log_p, 3)
    np.testing.assert_allclose(np.exp(whole), [0.36, 0.30, 0.18])
    assert parents.tolist() == [1, 0, 0]
    assert symbols.tolist() == [0, 0, 1]
    impossible = extended(np.zeros(1), np.array([[0.0, -np.inf]]), 2)
    assert impossible[1].tolist() == [0]
