"""Operated passes in float32 against the same in float64, which other tests hold to equations written by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from rnnviz.catalogue import load
from rnnviz.engine.training.run import Run
from rnnviz.operation import Operation

VALUES, GRADIENTS = 1e-5, 2e-5
"""Relative to an array's largest value, as ``rnnviz verify`` has them."""
MODELS: dict[str, tuple[list[str], list[dict[str, Any]]]] = {
    "lstm": (
        ["vanishing-rnn", "cell.kind=lstm", "model.layers=2", "task.length=30"],
        [{"kind": "clamp", "target": "layer0.forget_gate", "index": (2,), "value": 1.0},
         {"kind": "cut", "target": "layer1", "first": 12, "last": 12}],
    ),
    "peephole both ways": (
        ["vanishing-rnn", "cell.kind=lstm_peephole", "model.bidirectional=true", "task.length=30"],
        [{"kind": "scale", "target": "layer0_reverse.cell", "value": 0.5, "first": 9, "last": 20}],
    ),
    "gru": (
        ["vanishing-rnn", "cell.kind=gru", "task.length=30"],
        [{"kind": "weight", "target": "layer0.weight_hh_l0", "index": (3, 1), "value": 2.0},
         {"kind": "clamp", "target": "layer0.update_gate", "first": 4, "last": 8, "value": 0.0}],
    ),
    "pair": (
        ["translate-attention"],
        [{"kind": "clamp", "target": "encoder.layer0.hidden", "index": (1,), "value": 0.0}],
    ),
    "transformer": (
        ["copy-transformer", "task.blanks=5"],
        [{"kind": "clamp", "target": "block0.hidden", "index": (1,), "value": 0.0, "first": 3, "last": 6}],
    ),
}  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_an_operated_pass_keeps_its_digits(model: str) -> None:
    (preset, *sets), acts = MODELS[model]
    small = ["threads=1", "cell.hidden_size=12", "training.batch_size=3", *sets]
    coarse, fine = (Run(load(preset, [*small, f"dtype={dtype}"])) for dtype in ("float32", "float64"))
    with torch.no_grad():
        for mine, theirs in zip(fine.learner.model.parameters(), coarse.learner.model.parameters(), strict=True):
            mine.copy_(theirs)
    operations = tuple(Operation(**act) for act in acts)
    watch = ("gradient/*", "gradient_flow/*")
    found, true = (run.probe(watch, operations=operations) for run in (coarse, fine))
    plain = coarse.probe()
    assert set(found) == set(true)
    assert found.operated
    assert np.abs(found["outputs"] - plain["outputs"]).max() > 1e-4  # it did something
    for name, values in found.arrays.items():
        if values.dtype.kind != "f" or "residual" in name or "log10" in name:
            continue
        size = max(float(np.abs(true[name]).max(initial=0.0)), 1e-30)
        within = GRADIENTS if "gradient" in name else VALUES
        np.testing.assert_allclose(values / size, true[name] / size, rtol=0, atol=within, err_msg=name)
