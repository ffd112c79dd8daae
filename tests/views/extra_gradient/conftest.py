"""Real traces with everything that an extra curve is made of, and the track on a screen."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
import torch

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.trace import Trace
from rnnviz.views.gradient_norms import GradientNorms
from tests.views.conftest import EXPERIMENTS

Floats = npt.NDArray[np.float64]
Stand = Callable[[type[GradientNorms]], GradientNorms]
Alter = Callable[..., Trace]
KINDS = ("rnn", "lstm", "deep", "pair")
EVERY = ("gradient_norm/*inputs", "gradient/*inputs", "batch_gradient_norm/*")


@pytest.fixture(scope="session")
def traces() -> dict[str, Trace]:
    """Real traces after an update, with everything that an extra curve is made of."""
    torch.set_num_threads(1)
    found = {}
    for number, kind in enumerate(KINDS):
        run = Run(from_values(EXPERIMENTS[kind]))
        run.update()
        trace = run.probe(EVERY)
        found[kind] = Trace(run=number, update=run.updates, arrays=trace.arrays, cells=trace.cells)
    return found


@pytest.fixture
def view(stand: Stand) -> GradientNorms:
    return stand(GradientNorms)
