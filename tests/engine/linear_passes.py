"""Passes as linear maps, for tests of what follows from them."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rnnviz.catalogue import load
from rnnviz.engine import probe
from rnnviz.engine.passes.linearised import LinearPass
from rnnviz.engine.training.run import Run
from rnnviz.trace import Trace

CELLS = {
    "tanh": ("cell.kind=rnn",),
    "relu": ("cell.kind=rnn", "cell.activation=relu"),
    "identity": ("cell.kind=rnn", "cell.activation=identity"),
    "gru": ("cell.kind=gru",),
    "lstm": ("cell.kind=lstm",),
    "gru_before": ("cell.kind=gru_before",),
    "lstm_1997": ("cell.kind=lstm_1997",),
    "lstm_peephole": ("cell.kind=lstm_peephole",),
}
"""Every cell; the step of each is known as a linear map."""
PEEPHOLE = 0.7
"""Size of peepholes, which start shut."""


def run_of(*sets: str, experiment: str = "vanishing-rnn") -> Run:
    """Return a small run, with peepholes that see where the cell has them."""
    run = Run(load(experiment, ["threads=1", *sets]))
    generator = torch.Generator().manual_seed(7)
    with torch.no_grad():
        for name, value in run.learner.model.named_parameters():
            if "peephole" in name:
                value.copy_(PEEPHOLE * torch.randn(value.shape, generator=generator))
    return run


def linear_pass(run: Run, monkeypatch: pytest.MonkeyPatch, reach: int | None = None) -> tuple[LinearPass, Trace]:
    """Return a probe's pass as linear maps, and its trace."""
    found: list[LinearPass] = []

    def keep(passed: LinearPass, wanted: set[str]) -> dict[str, np.ndarray]:
        found.append(passed)
        return {}

    with monkeypatch.context() as patch:
        patch.setattr(probe, "OF_STACKS", (keep,))
        trace = run.probe(("jacobian_norm/*",), reach)
    return found[0], trace
