"""The engine's part of the table: the worst figure of each kind stands for it."""

from __future__ import annotations

import statistics
from collections.abc import Mapping

from rnnviz.bench.row import Row

Figures = Mapping[str, float]
MEASURED = (
    "probe_lstm", "probe_others", "batch", "learning_step", "unwatched", "flow", "long", "cuda",
)
"""Names of the measurements in `rnnviz.bench.measure`."""


def rows(found: Mapping[str, Figures]) -> list[Row]:
    """Return the rows of one round of the engine's measurements."""
    calls = _ratios(found["probe_lstm"], " two calls")
    return [
        _worst("LSTM float32: probe, totals / plain pass", found["probe_lstm"], " totals", 1.25),
        _worst("LSTM float32: probe, totals and reach / plain pass", found["probe_lstm"], " totals and reach", 1.5),
        *([_span("peer: oneDNN's two calls alone for totals and reach / plain pass", calls)] if calls else []),
        _worst("GRU, RNN, float64: probe, totals / plain pass", found["probe_others"], " totals", 0.8),
        _worst(
            "GRU, RNN, float64: probe, totals and reach / plain pass", found["probe_others"], " totals and reach", 1.1
        ),
        _peer("peer: readable path / plain pass", found, " readable"),
        _peer("peer: retain_grad loop / plain pass", found, " retain_grad"),
        _worst("∂L/∂h over a batch of 32, LSTM / plain pass", _of(found["batch"], "lstm"), "", 1.35),
        _worst("∂L/∂h over a batch of 32, GRU and RNN / plain pass", _of(found["batch"], "gru", "rnn"), "", 0.9),
        _worst("training step of GRU and RNN / torch's modules", found["learning_step"], "", 0.85),
        _worst("unwatched training step / hand-written torch loop", found["unwatched"], "", 1.05),
        _row(
            "loss-by-time matrix of h and c, T 100, H 64 (plain passes)", found["flow"]["plain passes"], "≤ 4",
            found["flow"]["plain passes"] <= 4, f"trace with it {found['flow']['ms']:.2f} ms",
        ),
        _row(
            "memory it takes at T 400 (MB)", found["flow"]["T 400 MB"], "≤ 1000", found["flow"]["T 400 MB"] <= 1000, ""
        ),
        _long(found["long"]),
        *([_worst("CUDA: probe, totals and reach / cuDNN", found["cuda"], "", 1.5)] if found["cuda"] else []),
    ]


def _ratios(figures: Figures, kind: str) -> dict[str, float]:
    """Return the ratios (not the milliseconds) of a kind by shape."""
    return {
        name.removesuffix(kind): value for name, value in figures.items() if name.endswith(kind) and name[-3:] != " ms"
    }


def _of(figures: Figures, *cells: str) -> Figures:
    return {name: value for name, value in figures.items() if name.split()[0] in cells}


def _worst(what: str, figures: Figures, kind: str, goal: float) -> Row:
    ratios = _ratios(figures, kind)
    worst = max(ratios, key=lambda name: ratios[name])
    spread = f"{min(ratios.values()):.2f} to {ratios[worst]:.2f}; worst: {worst}"
    return _row(what, ratios[worst], f"≤ {goal:g}", ratios[worst] <= goal, spread)


def _span(what: str, ratios: Mapping[str, float]) -> Row:
    worst = max(ratios, key=lambda name: ratios[name])
    return _row(what, ratios[worst], "", True, f"{min(ratios.values()):.2f} to {ratios[worst]:.2f}; worst: {worst}")


def _peer(what: str, found: Mapping[str, Figures], kind: str) -> Row:
    ratios = _ratios({**found["probe_lstm"], **found["probe_others"]}, kind)
    every = ", ".join(f"{name} {value:.1f}" for name, value in ratios.items())
    return _row(what, statistics.median(ratios.values()), "", True, f"T 100, H 64: {every}")


def _long(figures: Figures) -> Row:
    figure = figures["10000"] / figures["1000"]
    return _row(
        "the probe's ratio at T 10,000 / at T 1,000", figure, "≤ 1.25", figure <= 1.25,
        f"{figures['10000']:.2f} against {figures['1000']:.2f}",
    )


def _row(what: str, figure: float, goal: str, kept: bool, information: str) -> Row:
    return Row(what=what, figure=figure, goal=goal, kept=kept, information=information)
