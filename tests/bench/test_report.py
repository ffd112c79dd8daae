"""The benchmark's table: ratios of pairs, not of medians, and what was not kept says so."""

from __future__ import annotations

import pytest

from rnnviz.bench import measure, report
from rnnviz.errors import BadInput


def rounds() -> dict[str, list[report.Figures]]:
    return {
        "bare_start": [{"seconds": 0.2}, {"seconds": 0.4}, {"seconds": 0.2}],
        "start": [
            {"shown": 0.4, "first_trace": 1.0},
            {"shown": 0.8, "first_trace": 2.0},
            {"shown": 0.6, "first_trace": 1.0},
        ],
        "torch_start": [{"seconds": 1.0}, {"seconds": 2.0}, {"seconds": 1.0}],
        "bare_paints": [{"p50": 16.0, "p99": 18.0}] * 3,
        "training": [
            {"p50": 16.0, "p99": 27.0, "updates_per_second": 40.0, "traces_per_second": 12.0},
            {"p50": 16.0, "p99": 27.0, "updates_per_second": 20.0, "traces_per_second": 11.0},
            {"p50": 16.0, "p99": 18.0, "updates_per_second": 40.0, "traces_per_second": 9.0},
        ],
        "training_alone": [{"per_second": 50.0}, {"per_second": 20.0}, {"per_second": 40.0}],
        "keys": [{"p50": 9.0, "p95": 12.0}] * 3,
        "memory": [{"early_mb": 190.0, "late_mb": 260.0, "paints": 10_000.0}],
    }


def test_each_figure_is_the_median_of_the_pairs_ratios() -> None:
    rows = {row.what.split(" /")[0].split(",")[0].split(" (")[0]: row for row in report.rows(rounds())}
    assert rows["gap between paints while training"].figure == pytest.approx(1.5)
    assert not rows["gap between paints while training"].kept
    assert rows["updates a second with the window"].figure == pytest.approx(1.0)
    assert rows["updates a second with the window"].kept
    assert rows["new traces a second while training"].figure == 11.0
    assert rows["window on the screen"].figure == pytest.approx(2.0)
    assert rows["then the first trace"].figure == pytest.approx(1.0)
    assert rows["key to painted step"].figure == pytest.approx(-4.0)
    assert not rows["memory of the window"].kept
    assert rows["memory growth over the last nine tenths of them"].figure == pytest.approx(70.0)


def test_every_measurement_of_the_report_can_be_made() -> None:
    assert set(rounds()) == set(measure.MEASUREMENTS)


def test_a_measurement_that_fails_is_named() -> None:
    with pytest.raises(BadInput, match="the measurement nothing failed: KeyError"):
        report.run("nothing")
