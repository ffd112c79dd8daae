"""Real models after one update, and the view on a screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.views.flow.dock import Flow
from tests.views.flow.filling import KINDS

Stand = Callable[[type[Flow]], Flow]


@pytest.fixture(scope="session")
def runs() -> dict[str, Run]:
    """Real models after one update."""
    torch.set_num_threads(1)
    found = {kind: Run(from_values(values)) for kind, values in KINDS.items()}
    for run in found.values():
        run.update()
    return found


@pytest.fixture
def dock(stand: Stand) -> Flow:
    view = stand(Flow)
    view.widget.resize(420, 560)
    return view
