from __future__ import annotations

import pytest
import torch

from rnnviz.app.moment.narration import narrate
from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.history import History
from rnnviz.trace import Moment


@pytest.mark.parametrize("bidirectional", [False, True])
def test_says_which_way_a_model_reads(bidirectional: bool) -> None:
    torch.set_num_threads(1)
    values = {
        "task": {"kind": "neighbours", "length": 6}, "cell": {"kind": "rnn", "hidden_size": 3},
        "model": {"bidirectional": bidirectional},
    }
    trace = Run(from_values(values)).probe()
    forward, backward = (narrate(trace, Moment(phase, 2), History()) for phase in ("forward", "backward"))
    assert "t = 2" in forward
    assert ("what comes after" in forward or "all that comes after" in forward) == bidirectional
    assert ("later ones" in backward) == bidirectional
