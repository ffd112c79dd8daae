"""The hunt's measures against brute force and closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.measures.hunt import Hunt, Scores, joined, ranks, shifts


def by_pairs(values: np.ndarray, label: np.ndarray) -> float:
    """Return the share of (labelled, unlabelled) pairs in which the labelled one is higher, ties by half."""
    ones, zeros = values[label == 1], values[label == 0]
    higher = (ones[:, None] > zeros).sum() + 0.5 * (ones[:, None] == zeros).sum()
    return float(higher / (len(ones) * len(zeros)))


@pytest.fixture
def generator() -> np.random.Generator:
    return np.random.default_rng(5)


def area(values: np.ndarray, label: np.ndarray) -> float:
    """Return how well one unit tells one label of 0 and 1."""
    (part,) = Hunt(label[None], np.array([True]), 1).score(values[None])
    return float(part[1].real[0, 0])


@pytest.mark.parametrize("kinds", [3, 1000])
def test_auc_is_the_share_of_pairs(generator: np.random.Generator, kinds: int) -> None:
    """With many ties, and with few."""
    values = generator.integers(0, kinds, 200).astype(np.float32)
    label = generator.integers(0, 2, 200)
    assert area(values, label) == pytest.approx(by_pairs(values, label), abs=1e-12)


def test_auc_of_closed_forms() -> None:
    label = np.array([0, 0, 1, 1])
    assert area(np.array([1.0, 2.0, 3.0, 4.0]), label) == 1
    assert area(np.array([4.0, 3.0, 2.0, 1.0]), label) == 0
    assert area(np.zeros(4), label) == 0.5
    assert np.isnan(area(np.arange(4.0), np.ones(4)))
    assert ranks(np.array([5.0, 1.0, 5.0])).tolist() == [2.5, 1, 2.5]


def test_scores_are_auc_and_correlation_really_and_shifted(generator: np.random.Generator) -> None:
    size, count = 600, 7
    units = np.tanh(generator.standard_normal((40, size))).round(2).astype(np.float32)
    labels = np.stack([generator.integers(0, 2, size), (np.arange(size) // 30) % 2, generator.integers(0, 9, size)])
    found = joined([scores for _, scores in Hunt(labels, np.array([True, True, False]), count).score(units)])
    steps = shifts(size, count)
    assert found.real.shape == (3, 40)
    assert found.shifted.shape == (3, 40, count)
    for unit in (0, 17, 39):
        for k in (0, 1):
            assert found.real[k, unit] == pytest.approx(by_pairs(units[unit], labels[k]), abs=1e-9)
            shifted = by_pairs(units[unit], np.roll(labels[k], steps[3]))
            assert found.shifted[k, unit, 3] == pytest.approx(shifted, abs=1e-5)
        assert found.real[2, unit] == pytest.approx(np.corrcoef(units[unit], labels[2])[0, 1], abs=1e-6)


def test_a_planted_unit_is_found_and_noise_is_not(generator: np.random.Generator) -> None:
    size = 4000
    label = (np.cumsum(generator.random(size) < 0.02) % 2).astype(float)
    units = generator.standard_normal((30, size))
    units[4] -= 3 * label
    told = joined([scores for _, scores in Hunt(label[None], np.array([True])).score(units)])
    assert told.told()[0].argmax() == 4
    assert told.real[0, 4] < 0.05
    assert told.told()[0, 4] == pytest.approx(1 - told.real[0, 4])
    assert told.p_values()[0, 4] == pytest.approx(1 / 21)
    assert told.told_shifted()[0, 4] < 0.6
    others = np.delete(told.p_values()[0], 4)
    assert np.median(others) > 0.2


def test_slow_units_and_slow_labels_are_not_found_by_chance(generator: np.random.Generator) -> None:
    """What labels shuffled step by step would get wrong: two slow things agree by chance, shifted or not."""
    size = 5000
    label = (np.sin(np.arange(size) / 400 + 1) > 0).astype(float)
    units = np.cumsum(generator.standard_normal((20, size)), axis=1)
    found = joined([scores for _, scores in Hunt(label[None], np.array([True])).score(units)])
    assert found.told().max() > 0.7
    assert found.chance()[0] > 0.7
    assert found.p_values()[0].min() > 0.05


def test_p_is_corrected_by_the_best_of_all_units() -> None:
    real = np.array([[0.9, 0.6]])
    shifted = np.full((1, 2, 4), 0.5, np.float32)
    shifted[0, 1, 0] = 0.3  # one shift gives some unit 0.7
    found = Scores(real=real, shifted=shifted, binary=np.array([True]))
    assert found.p_values().tolist() == [[0.2, 0.4]]
    assert found.chance().tolist() == pytest.approx([0.7])


def test_constant_units_and_labels_are_no_discovery() -> None:
    units = np.stack([np.ones(100), np.arange(100.0)])
    labels = np.stack([np.ones(100), np.arange(100) % 2, np.arange(100)]).astype(float)
    found = joined([scores for _, scores in Hunt(labels, np.array([True, True, False])).score(units)])
    assert np.isnan(found.real[0]).all()
    assert found.real[1, 0] == 0.5
    assert np.isnan(found.real[2, 0])
    assert np.isnan(found.p_values()[0]).all()
    assert found.real[2, 1] == pytest.approx(1)


def test_shifts_are_apart() -> None:
    steps = shifts(1000)
    assert len(set(steps.tolist())) == 20
    assert np.diff([0, *steps, 1000]).min() > 15


def test_a_unit_that_hardly_moves_has_its_correlation() -> None:
    generator = np.random.default_rng(3)
    unit = np.where(generator.random(3000) < 0.03, 1 - 2.0**-24, 1).astype(np.float32)
    label = generator.standard_normal(3000) + 2.0 * (unit < 1)
    ((_, scores),) = Hunt(label[None], np.array([False])).score(unit[None])
    expected = np.corrcoef(unit.astype(np.float64), label)[0, 1]
    assert scores.real[0, 0] == pytest.approx(expected, rel=1e-4)
