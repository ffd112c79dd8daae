"""Where there is no cell, nothing speaks of one."""

from __future__ import annotations

import pytest
import torch

from rnnviz.app.moment.narration import narrate
from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.history import History
from rnnviz.trace import Moment, Trace


@pytest.fixture(scope="module")
def trace() -> Trace:
    torch.set_num_threads(1)
    cell = {"kind": "rnn", "hidden_size": 4}
    model = {"kind": "transformer", "feedforward": 4}
    return Run(from_values({"task": {"kind": "copying", "blanks": 2}, "model": model, "cell": cell})).probe()


@pytest.mark.parametrize("phase", ["forward", "backward"])
def test_the_narration_speaks_of_blocks(trace: Trace, phase: str) -> None:
    said = narrate(trace, Moment(phase, 3), History())
    assert "cell" not in said
    assert "attend" in said
    assert "t = 3" in said
