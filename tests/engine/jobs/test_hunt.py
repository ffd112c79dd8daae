"""What a hunt asks of a task."""

from __future__ import annotations

import pytest

from rnnviz.catalogue import load
from rnnviz.engine.jobs import JOBS
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from tests.views.engine_jobs import returned


@pytest.mark.parametrize("name", ["hello-rnn", "brackets-lstm", "translate-attention"])
def test_a_task_without_held_out_text_is_told_what_has_some(name: str) -> None:
    run = Run(load(name, ["threads=1"]))
    with pytest.raises(BadInput, match="holds no text out to hunt in: open a preset that does, such as python-lstm"):
        returned(JOBS["hunt"](run, {}), lambda done, total: None)
