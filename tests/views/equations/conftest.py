"""Real traces with the sums that the view watches, and the view on a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.trace import Trace
from rnnviz.views.equations.dock import Equations

Stand = Callable[[type[Equations]], Equations]
Altered = Callable[..., Trace]
MODELS: dict[str, dict[str, Any]] = {
    "lstm": {"task": {"kind": "hello"}, "cell": {"kind": "lstm", "hidden_size": 5}},
    "carried": {
        "task": {"kind": "char_lm", "length": 6}, "cell": {"kind": "lstm", "hidden_size": 5}, "probe": "current",
    },
    "gru": {"task": {"kind": "hello"}, "model": {"layers": 2}, "cell": {"kind": "gru", "hidden_size": 5}},
    "tanh": {"task": {"kind": "hello"}, "cell": {"kind": "rnn", "hidden_size": 5}},
    "relu": {"task": {"kind": "hello"}, "cell": {"kind": "rnn", "hidden_size": 5, "activation": "relu"}},
    "pair": {
        "task": {"kind": "translate"}, "model": {"attention": "additive"}, "cell": {"kind": "lstm", "hidden_size": 5}
    },
    "one": {"task": {"kind": "adding", "length": 2}, "cell": {"kind": "lstm", "hidden_size": 1}},
}  # fmt: skip


@pytest.fixture(scope="session")
def traces() -> dict[str, Trace]:
    """Real traces with the sums that the view watches."""
    torch.set_num_threads(1)
    found = {}
    for kind, values in MODELS.items():
        run = Run(from_values(values))
        for _ in range(3):
            run.update()
        found[kind] = run.probe(("*_preactivation", "*.preactivation"))
    return found


@pytest.fixture
def dock(stand: Stand) -> Equations:
    view = stand(Equations)
    view.widget.resize(320, 260)
    return view
