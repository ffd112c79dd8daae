"""What a kind of model has no use for is said of every field that it leaves without one."""

from __future__ import annotations

from typing import Any

import pytest

from rnnviz.app.form.inactive_field import OF_KIND, why_inactive
from rnnviz.assembly import fields, from_values
from rnnviz.models import MODELS

TASKS = {"stack": {"kind": "hello"}, "encoder_decoder": {"kind": "reversal"}}


def test_reasons_are_of_kinds_that_there_are() -> None:
    assert set(OF_KIND) <= set(MODELS)


@pytest.mark.parametrize("kind", MODELS)
def test_a_cells_fields_act_where_its_equations_do(kind: str) -> None:
    values: dict[str, Any] = {
        "task": TASKS[MODELS[kind].learns], "model": {"kind": kind}, "cell": {"kind": "lstm", "hidden_size": 8},
    }  # fmt: skip
    experiment = from_values(values)
    own = [info.path for info in fields(experiment) if info.path.startswith("cell.")]
    assert len(own) > 3
    for path in own:
        acts = MODELS[kind].has_cell or path == "cell.hidden_size"
        assert (why_inactive(path, experiment) == "") == acts, path
