"""The benchmark's table: ratios of pairs, not of medians, and what was not kept says so."""

from __future__ import annotations

import math

import pytest

from rnnviz.bench import engine_rows, measure, report
from rnnviz.bench.pairs import paired
from rnnviz.bench.slices import Side
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
        "keys": [{"p50": 9.0, "p95": 12.0}] * 3,
        "text": [{"p50": 4.0, "p95": 6.0, "rows": 3000.0}],
        "heads": [{"p50": 4.0, "p95": 6.0, "step": 2.0}],
        "hunt": [{"sort": 1.0, "hunt": 6.0}],
        "memory": [{"early_mb": 190.0, "late_mb": 260.0, "paints": 10_000.0, "past_mb": 25.0, "updates": 900.0}],
    }


def sides() -> list[dict[str, Side]]:
    """Return three rounds of two turns each."""
    found = []
    for window, alone, p99, traces in (
        ((40.0, 45.0), (50.0, 50.0), 27.0, 12.0),
        ((20.0, 18.0), (20.0, 20.0), 27.0, 11.0),
        ((40.0, 44.0), (40.0, 40.0), 18.0, 9.0),
    ):
        found.append({
            "training": Side(list(window), {"p50": 16.0, "p99": p99, "traces_per_second": traces}),
            "training_all": Side([25.0, 25.0], {"p50": 16.0, "p99": 29.0, "traces_per_second": 5.0}),
            "training_alone": Side(list(alone), {"p50": math.nan, "p99": math.nan, "traces_per_second": 0.0}),
        })
    return found


def test_each_figure_is_the_median_of_the_pairs_ratios() -> None:
    table = report.rows(rounds(), sides())
    rows = {row.what.split(" /")[0].split(",")[0].split(" (")[0]: row for row in table}
    assert rows["gap between paints while training"].figure == pytest.approx(1.5)
    assert not rows["gap between paints while training"].kept
    gap_open, pace_open = (row for row in table if row.what.startswith("the same with every view open"))
    assert gap_open.figure == pytest.approx(29 / 18)
    assert not gap_open.kept
    assert pace_open.figure == pytest.approx(0.625)  # of 0.5, 0.5, 1.25, 1.25, 0.625, 0.625
    pace = rows["updates a second with the window"]
    assert pace.figure == pytest.approx(0.95)  # of 0.8, 0.9, 1.0, 0.9, 1.0, 1.1
    assert pace.kept
    assert "rounds 0.85 to 1.05; 40.0/s against 40.0/s" in pace.information
    assert rows["new traces a second while training"].figure == 11.0
    assert rows["window on the screen"].figure == pytest.approx(2.0)
    assert rows["then the first trace"].figure == pytest.approx(1.0)
    assert rows["key to painted step"].figure == pytest.approx(-4.0)
    assert rows["paint of a text of 100"].figure == pytest.approx(6 / 16)
    assert rows["paint of a text of 100"].kept
    assert rows["paint of a new trace of 16 heads × 512 × 512"].figure == pytest.approx(4 / 16)
    assert rows["unit hunt"].figure == 6
    assert not rows["unit hunt"].kept
    assert not rows["memory of the window"].kept
    assert "25 MB of it are past traces" in rows["memory of the window"].information
    growth = rows["memory growth over the last nine tenths of them"]
    assert growth.figure == pytest.approx(70.0)
    assert "900 updates" in growth.information


def test_every_measurement_of_the_report_can_be_made() -> None:
    assert {*rounds(), *report.SIDES, *engine_rows.MEASURED} == set(measure.MEASUREMENTS)


def test_the_worst_shape_stands_for_the_engines_figures() -> None:
    probe = {
        "lstm float32 T 100 H 64 totals": 1.1, "lstm float32 T 100 H 64 totals ms": 9.0,
        "lstm float32 T 200 H 128 totals": 1.3, "lstm float32 T 100 H 64 totals and reach": 1.4,
        "lstm readable": 44.0, "lstm retain_grad": 7.0, "lstm readable ms": 3.0,
    }
    found = {
        "probe_lstm": probe, "probe_others": {"gru totals": 0.3, "gru totals and reach": 0.4, "gru readable": 8.0,
                                              "gru retain_grad": 2.0},
        "batch": {"lstm T 100": 1.2, "gru T 100": 0.5, "rnn T 100": 0.95},
        "learning_step": {"gru B 1": 0.2, "rnn B 32": 0.7}, "unwatched": {"lstm H 128": 1.0, "lstm H 128 ms": 99.0},
        "flow": {"plain passes": 4.5, "ms": 5.0, "T 400 MB": 40.0}, "long": {"1000": 2.0, "10000": 2.2}, "cuda": {},
    }  # fmt: skip
    rows = {row.what: row for row in engine_rows.rows(found)}
    totals = rows["LSTM float32: probe, totals / plain pass"]
    assert (totals.figure, totals.kept) == (1.3, False)
    assert totals.information == "1.10 to 1.30; worst: lstm float32 T 200 H 128"
    assert rows["∂L/∂h over a batch of 32, GRU and RNN / plain pass"].figure == 0.95
    assert not rows["loss-by-time matrix of h and c, T 100, H 64 (plain passes)"].kept
    assert rows["the probe's ratio at T 10,000 / at T 1,000"].figure == pytest.approx(1.1)
    assert rows["peer: readable path / plain pass"].figure == pytest.approx(26.0)
    assert not [what for what in rows if "CUDA" in what]
    assert any("CUDA" in row.what for row in engine_rows.rows({**found, "cuda": {"lstm totals": 1.4}}))


def test_pairs_are_timed_in_turn() -> None:
    calls: list[str] = []
    pair = paired(lambda: calls.append("base"), lambda: calls.append("other"), rounds=3, warm=1)
    assert calls == ["base", "other"] * 4
    assert pair.ratio > 0


def test_a_measurement_that_fails_is_named() -> None:
    with pytest.raises(BadInput, match="the measurement nothing failed: KeyError"):
        report.run("nothing")
