"""Real traces, one of each kind, and views that stand on a screen and let go of what they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import numpy as np
import pytest
import torch
from pytestqt.qtbot import QtBot

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.trace import Trace
from rnnviz.views.base import Shared, View
from rnnviz.views.palette import PALETTES
from rnnviz.views.shared import Selection, TimeAxis
from tests.views.engine_jobs import Engine

V = TypeVar("V", bound=View)

LAST = {"loss_on": "last"}
EXPERIMENTS: dict[str, dict[str, Any]] = {
    "lstm": {"task": {"kind": "copying", "blanks": 12}, "cell": {"kind": "lstm", "hidden_size": 24}},
    "gru": {"task": {"kind": "copying", "blanks": 12}, "cell": {"kind": "gru", "hidden_size": 16}},
    "rnn": {"task": {"kind": "hello"}, "cell": {"kind": "rnn", "hidden_size": 3}},
    **{
        kind: {"task": {"kind": "copying", "blanks": 4}, "cell": {"kind": kind, "hidden_size": 8}}
        for kind in ("gru_before", "lstm_1997", "lstm_peephole")
    },
    "deep": {
        "task": {"kind": "copying", "blanks": 5}, "model": {"layers": 2}, "cell": {"kind": "gru", "hidden_size": 8}
    },
    "both_ways": {
        "task": {"kind": "neighbours", "length": 14}, "model": {"bidirectional": True, "residual": True, "layers": 2},
        "cell": {"kind": "lstm", "hidden_size": 6},
    },
    "pair": {
        "task": {"kind": "translate"}, "model": {"attention": "additive"}, "cell": {"kind": "lstm", "hidden_size": 12}
    },
    "vanishing": {
        "task": {"kind": "recall", "length": 200}, "training": LAST,
        "cell": {"kind": "rnn", "hidden_size": 16, "recurrent_gain": 0.5},
    },
    "linear": {
        "task": {"kind": "recall", "length": 40}, "training": LAST, "dtype": "float64",
        "cell": {
            "kind": "rnn", "hidden_size": 16, "activation": "identity",
            "recurrent_init": "orthogonal", "recurrent_gain": 0.8,
        },
    },
}


@pytest.fixture(scope="session")
def sample_traces() -> dict[str, Trace]:
    """One trace of each kind: forward and backward of real models after two updates (fresh where linear)."""
    torch.set_num_threads(1)
    found = {}
    for number, (kind, values) in enumerate(EXPERIMENTS.items()):
        run = Run(from_values(values))
        for _ in range(0 if kind in ("linear", "vanishing") else 2):
            run.update()
        trace = run.probe()
        found[kind] = Trace(run=number, update=run.updates, arrays=trace.arrays, cells=trace.cells)
    return found


@pytest.fixture(params=["lstm", "gru", "rnn"])
def sample_trace(request: pytest.FixtureRequest, sample_traces: dict[str, Trace]) -> Trace:
    """A real trace of each cell in turn."""
    return sample_traces[request.param]


@pytest.fixture
def shared(qtbot: QtBot) -> Shared:
    """What views share, in the dark theme."""
    return Shared(palette=PALETTES["dark"], axis=TimeAxis(), selection=Selection())


@pytest.fixture
def engine(shared: Shared, run: Run) -> Engine:
    """The engine behind the views' jobs, with the module's own run."""
    return Engine(shared.jobs, run)


@pytest.fixture
def stand(qtbot: QtBot, shared: Shared) -> Iterator[Callable[[type[V]], V]]:
    """Make views of 900 by 200 pixels on the screen; they are closed at the end."""
    made: list[View] = []

    def make(kind: type[V]) -> V:
        view = kind(shared)
        made.append(view)
        qtbot.addWidget(view.widget)
        view.widget.resize(900, 200)
        with qtbot.waitExposed(view.widget):
            view.widget.show()
        return view

    yield make
    for view in made:
        view.close()


@pytest.fixture
def altered() -> Callable[..., Trace]:
    """Return a trace with other arrays in place of some (None: without them)."""

    def alter(trace: Trace, run: int | None = None, **arrays: Any) -> Trace:
        merged = {**trace.arrays, **{name.replace("__", "."): array for name, array in arrays.items()}}
        kept = {name: np.asarray(array) for name, array in merged.items() if array is not None}
        return Trace(run=trace.run if run is None else run, update=trace.update, arrays=kept, cells=trace.cells)

    return alter
