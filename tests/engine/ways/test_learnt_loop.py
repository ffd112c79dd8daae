"""Layers learn on hand-written loops: gradients against autograd, buffers that are neither shared nor leaked."""

from __future__ import annotations

import copy
import gc

import pytest
import torch

from rnnviz.catalogue import load
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.training.run import Run
from rnnviz.engine.ways import learnt_loop
from rnnviz.engine.ways.layers import Layer
from rnnviz.engine.ways.loop import Loop


def layer_of(cell: str) -> Layer:
    model = run_of(cell).learner.model
    assert isinstance(model, Stack)
    return model.layers[0]


def run_of(cell: str, *sets: str) -> Run:
    chosen = [f"cell.kind={cell}", "cell.hidden_size=5", "task.length=7", "task.inputs=3", "threads=1", "dtype=float64"]
    return Run(load("vanishing-rnn", [*chosen, *sets]))


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_gradients_equal_finite_differences(cell: str) -> None:
    layer = layer_of(cell)
    x = torch.randn(4, 2, 3, dtype=torch.float64, requires_grad=True)
    start = tuple(torch.randn(2, 5, dtype=torch.float64, requires_grad=True) for _ in layer.cell.info.states)
    names = [f"{name}_l0" for name in learnt_loop.NAMES]
    parameters = tuple(layer.get_parameter(name) for name in names)

    def through(x: torch.Tensor, *tensors: torch.Tensor) -> tuple[torch.Tensor, ...]:
        pool = learnt_loop.Pool(layer.cell)
        hidden, end = learnt_loop.over_time(pool, x, tensors[:4], tensors[4:])
        return hidden, *end

    assert torch.autograd.gradcheck(through, (x, *parameters, *start))


def test_two_passes_before_a_backward_pass_do_not_share_buffers() -> None:
    layer = layer_of("gru")
    inputs = [torch.randn(6, 2, 3, dtype=torch.float64) for _ in range(2)]
    parameters = list(layer.parameters())
    start = layer.start(2)
    apart = [torch.autograd.grad(layer(x, start)[0].sum(), parameters) for x in inputs]
    outputs = [layer(x, start)[0] for x in inputs]
    together = [torch.autograd.grad(y.sum(), parameters) for y in outputs]
    for one, other in zip(apart, together, strict=True):
        for a, b in zip(one, other, strict=True):
            torch.testing.assert_close(b, a, rtol=0, atol=0)


def test_a_weight_changed_before_the_backward_pass_is_noticed() -> None:
    layer = layer_of("rnn")
    y, _ = layer(torch.randn(3, 1, 3, dtype=torch.float64), layer.start(1))
    with torch.no_grad():
        next(layer.parameters()).add_(1)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        y.sum().backward()


def test_buffers_come_back_and_no_graph_is_kept() -> None:
    run = run_of("gru", "model.layers=3")
    for _ in range(4):
        run.update()
    gc.collect()
    loops = [found for found in gc.get_objects() if issubclass(type(found), Loop)]
    before = len(loops)
    for _ in range(6):
        run.update()
    gc.collect()
    loops = [found for found in gc.get_objects() if issubclass(type(found), Loop)]
    assert len(loops) <= before
    assert not [loop for loop in loops if loop._read.requires_grad]


def test_a_model_that_has_learnt_can_be_copied() -> None:
    run = run_of("gru", "model.layers=3")
    run.update()
    twin = copy.deepcopy(run.learner.model)
    assert [p.tolist() for p in twin.parameters()] == [p.tolist() for p in run.learner.model.parameters()]
