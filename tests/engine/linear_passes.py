"""Passes as linear maps, for tests of what follows from them."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.catalogue import load
from rnnviz.engine import probe
from rnnviz.engine.passes.linearised import LinearPass
from rnnviz.engine.run import Run
from rnnviz.trace import Trace

CELLS = {
    "tanh": ("cell.kind=rnn",),
    "relu": ("cell.kind=rnn", "cell.activation=relu"),
    "identity": ("cell.kind=rnn", "cell.activation=identity"),
    "gru": ("cell.kind=gru",),
    "lstm": ("cell.kind=lstm",),
}
"""Every cell whose step is known as a linear map."""


def run_of(*sets: str, experiment: str = "vanishing-rnn") -> Run:
    """Return a small run."""
    return Run(load(experiment, ["threads=1", *sets]))


def linear_pass(run: Run, monkeypatch: pytest.MonkeyPatch, reach: int | None = None) -> tuple[LinearPass, Trace]:
    """Return a probe's pass as linear maps, and its trace."""
    found: list[LinearPass] = []

    def keep(passed: LinearPass, wanted: set[str]) -> dict[str, np.ndarray]:
        found.append(passed)
        return {}

    with monkeypatch.context() as patch:
        patch.setattr(probe, "OF_CHAINS", (keep,))
        trace = run.probe(("jacobian_norm/*",), reach)
    return found[0], trace
