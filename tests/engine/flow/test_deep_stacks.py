"""The loss-by-time matrix of stacks so deep that float32 cannot hold the lowest layer beside the highest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from rnnviz.engine.flow import triangle
from rnnviz.engine.training.run import Run
from rnnviz.trace import Trace
from tests.engine.flow.test_matrix import small

TYPES = ("float32", "float64")

DEEP = {"lstm": 0.02, "gru": 0.02, "rnn": 0.02, "identity": 1e3}
"""What the input weights of 32 layers are taken times, by cell: gradients shrink or grow from layer to layer."""


def deep(cell: str, dtype: str, *sets: str) -> Run:
    """A stack at whose bottom a gradient is beyond float32, seen from its top."""
    kind, activation = ("rnn", "identity") if cell == "identity" else (cell, "")
    run = small(kind, activation, 32, "cell.hidden_size=6", "task.length=20", f"dtype={dtype}", *sets)
    with torch.no_grad():
        for name, parameter in run.learner.model.named_parameters():
            if ".weight_ih" in name:
                parameter.mul_(0.0 if activation and name.startswith("layer0.") else DEEP[cell])
            elif "bias" in name and activation:
                parameter.zero_()
    return run


@pytest.mark.parametrize("longest", [pytest.param(128, marks=pytest.mark.soak), 7])
@pytest.mark.parametrize("cell", list(DEEP))
def test_the_lowest_of_many_layers_keeps_what_float32_could_not_hold_beside_the_highest(
    cell: str, longest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(triangle, "LONGEST", longest)
    watch = ("gradient_flow/layer0.*", "gradient_flow/layer15.*", "gradient_flow/layer31.*", "gradient_flow_coarse/*")
    narrow, wide = (deep(cell, dtype).probe(watch=watch) for dtype in ("float32", "float64"))
    lowest = wide["gradient_flow_log10/layer0.hidden"][np.tril_indices(20)]
    assert np.isfinite(lowest).all()
    assert lowest.min() > 46 if cell == "identity" else lowest.max() < -46
    logs = [name for name in wide if name.startswith(("gradient_flow_log10/", "gradient_flow_coarse_log10/"))]
    assert len(logs) == 35 * (2 if cell == "lstm" else 1)
    for name in logs:
        np.testing.assert_allclose(narrow[name], wide[name], rtol=0, atol=3e-3, err_msg=name)
    for name in (name for name in narrow if name.startswith("gradient_flow_residual/")):
        assert narrow[name].max() < 1e-5, name


def within(dtype: str, watch: tuple[str, ...]) -> Trace:
    """A pass within float32's range whose lowest layer's gradient is 2·10⁻⁵² of its highest one's."""
    run = deep("identity", dtype)
    generator = torch.Generator().manual_seed(3)
    with torch.no_grad():
        for i in range(1, 32):
            turned, _ = torch.linalg.qr(torch.randn(6, 6, generator=generator))
            run.learner.model.get_parameter(f"layer{i}.weight_ih_l0").copy_(0.021 * turned)
    pinned = replace(run.pinned, targets=1e26 * run.pinned.targets)
    return run.probe_maker.trace(pinned, None, watch, None)


def test_the_lowest_layer_is_right_where_float32_holds_it_but_not_beside_the_highest() -> None:
    narrow, wide = (within(dtype, ("gradient_flow/layer0.*", "gradient_flow/layer31.*")) for dtype in TYPES)
    assert narrow.path != "exact"
    lowest, highest = (wide[f"gradient_flow_log10/layer{i}.hidden"][np.tril_indices(20)] for i in (0, 31))
    assert lowest.max() < -22
    assert highest.max() > 22
    for name in (name for name in wide if name.startswith("gradient_flow_log10/")):
        np.testing.assert_allclose(narrow[name], wide[name], rtol=0, atol=3e-3, err_msg=name)


def test_a_loss_that_sends_nothing_does_not_outweigh_what_the_others_send_to_the_lowest_of_many_layers() -> None:
    run = deep("identity", "float32")
    with torch.no_grad():
        for name, parameter in run.learner.model.named_parameters():
            if ".weight_ih" in name:
                parameter.mul_(1e-14)  # beyond float64, in which a pass beyond float32 is followed
    targets = run.pinned.targets.copy()
    targets[4] = 0  # what the model says at every step
    trace = run.probe_maker.trace(replace(run.pinned, targets=targets), None, ("gradient_flow/layer0.hidden",), None)
    logs = trace["gradient_flow_log10/layer0.hidden"]
    assert np.isneginf(logs[4]).all()
    assert logs.max() < -330
    assert trace["gradient_flow_residual/layer0.hidden"].max() < 1e-5
