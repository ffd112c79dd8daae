"""Real traces with everything that the drawings read, and the view on a screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.trace import Trace
from rnnviz.views.spectrum.dock import Spectrum
from tests.views.spectrum.showing import EXPERIMENTS, FAMILIES

Stand = Callable[[type[Spectrum]], Spectrum]


@pytest.fixture(scope="session")
def runs() -> dict[str, Run]:
    torch.set_num_threads(1)
    return {kind: Run(from_values(values)) for kind, values in EXPERIMENTS.items()}


@pytest.fixture(scope="session")
def traces(runs: dict[str, Run]) -> dict[str, Trace]:
    """A real trace of each model, with everything that the drawings read."""
    return {kind: run.probe(watch=tuple(f"{family}/*" for family in FAMILIES)) for kind, run in runs.items()}


@pytest.fixture(params=["rnn", "gru", "lstm"])
def trace(request: pytest.FixtureRequest, traces: dict[str, Trace]) -> Trace:
    return traces[request.param]


@pytest.fixture
def dock(stand: Stand) -> Spectrum:
    view = stand(Spectrum)
    view.widget.resize(320, 340)
    return view
