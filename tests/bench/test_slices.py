"""Paces of slices: counted from news to news within them, nothing of what lies between; each turn has its pair."""

from __future__ import annotations

import math
import signal
import statistics

import numpy as np
import pytest

from rnnviz.bench import slices
from rnnviz.errors import BadInput


def news(rate: float, begin: float, end: float, count: int, every: float = 0.07) -> list[list[float]]:
    """Return when it is heard of updates that are made at a rate, and how many are made by then."""
    times = np.arange(begin, end, every)
    return [[float(t), count + rate * (t - begin)] for t in times]


def test_a_pace_is_of_its_span_alone() -> None:
    updates = [*news(40, 0.0, 2.0, 10), *news(50, 10.0, 12.0, 90)]
    assert slices.pace(updates, (0.3, 1.9)) == pytest.approx(40)
    assert slices.pace(updates, (10.3, 11.9)) == pytest.approx(50)
    assert math.isnan(slices.pace(updates, (3.0, 9.0)))


def test_gaps_between_paints_are_not_measured_over_a_stop() -> None:
    painted = [0.0, 0.1, 0.2, 0.3, 5.0, 5.2, 5.4]
    found = slices.side(
        {"updates": news(40, 0.0, 6.0, 0), "traces": [[0.15, 0.25, 3.0, 5.1]], "paints": [painted, painted]},
        [(0.05, 0.35), (4.9, 5.5)],
    )
    assert found.figures["p50"] == pytest.approx(150)  # two of 100 ms and two of 200 ms, of each plot
    assert found.figures["p99"] == pytest.approx(200)
    assert found.figures["traces_per_second"] == pytest.approx(3 / 0.9)
    assert found.paces == [pytest.approx(40), pytest.approx(40)]


def test_who_paints_nothing_has_no_gaps() -> None:
    found = slices.side({"updates": news(40, 0.0, 1.0, 0), "traces": [], "paints": []}, [(0.0, 1.0)])
    assert math.isnan(found.figures["p99"])
    assert found.figures["traces_per_second"] == 0


def test_a_machine_that_drifts_leaves_the_share_as_it_is() -> None:
    generator = np.random.default_rng(3)
    rounds = []
    for drift in (1.0, 0.8, 1.2):
        speed = 40 * drift * (1 + 0.1 * np.sin(np.arange(15)))
        own = speed * 0.9 * (1 + 0.02 * generator.standard_normal(15))
        rounds.append({
            "alone": slices.Side(list(speed), {}), "window": slices.Side(list(own), {}),
        })
    found = slices.share(rounds, "window", "alone")
    assert found.ratio == pytest.approx(0.9, abs=3 * found.error)
    assert 0.001 < found.error < 0.01
    assert found.lowest <= found.ratio <= found.highest


def test_the_error_is_that_of_medians_of_as_many() -> None:
    generator = np.random.default_rng(5)
    medians, errors = [], []
    for _ in range(300):
        ratios = 0.9 + 0.04 * generator.standard_normal(27)
        rounds = [{"a": slices.Side([1.0] * 27, {}), "b": slices.Side(list(ratios), {})}]
        found = slices.share(rounds, "b", "a")
        medians.append(found.ratio)
        errors.append(found.error)
    assert statistics.mean(errors) == pytest.approx(statistics.pstdev(medians), rel=0.25)


def test_a_process_that_fails_is_named() -> None:
    with pytest.raises(BadInput, match="the measurement nothing failed: KeyError"):
        slices.side_by_side(["nothing"], turns=1)


@pytest.mark.soak
@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes cannot be stopped here")
def test_each_trains_in_its_own_slices_alone() -> None:
    found = slices.side_by_side(["training_alone", "training"], turns=2)
    for each in found.values():
        assert all(pace > 0 for pace in each.paces)
    assert found["training"].figures["traces_per_second"] > 0
    assert found["training"].figures["p50"] > 1
    assert math.isnan(found["training_alone"].figures["p50"])
