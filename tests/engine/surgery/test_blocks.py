"""Every act of surgery on a transformer against its equations written out by hand in float64, and autograd."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional

from rnnviz.catalogue import from_values
from rnnviz.engine.training.run import Run
from rnnviz.operation import Operation
from tests.engine.surgery.test_heads import HEAD, HEADS, SMALL, WIDTH, silence

Weights = Mapping[str, Tensor]


@pytest.fixture(scope="module")
def run() -> Run:
    made = Run(from_values(SMALL))
    for _ in range(3):
        made.update()
    return made


def changed(name: str, value: Tensor, operations: tuple[Operation, ...]) -> Tensor:
    """Return a quantity, (T, d) or of attention (N, T, S), as operations have it."""
    for each in operations:
        if each.target != name or each.kind == "weight":
            continue
        steps = range(each.first or 0, (value.shape[-2] if each.last is None else each.last + 1))
        at = torch.zeros(value.shape[-2:], dtype=torch.bool)
        for t in steps:
            if each.kind == "silence":
                at[t, slice(HEAD * each.index[0], HEAD * (each.index[0] + 1)) if each.index else slice(None)] = True
            else:
                at[t, each.index[0] if each.index else slice(None)] = True
        value = torch.where(at, value * each.value if each.kind == "scale" else torch.zeros_like(value), value)
        if each.kind == "clamp":
            value = value + at * each.value
    return value


def by_hand(
    w: Weights, symbols: list[int], targets: list[int], operations: tuple[Operation, ...]
) -> tuple[dict[str, Tensor], Tensor, Tensor]:
    """Return every quantity by its name, the outputs (T, K), and the loss of each step (T,)."""
    kept: dict[str, Tensor] = {}

    def do(name: str, value: Tensor) -> Tensor:
        value = changed(name, value, operations)
        kept[name] = value if value.requires_grad else value.detach().requires_grad_()
        return kept[name]

    def norm(x: Tensor, name: str) -> Tensor:
        away = x - x.mean(-1, keepdim=True)
        return away / (away.square().mean(-1, keepdim=True) + 1e-5).sqrt() * w[f"{name}.weight"] + w[f"{name}.bias"]

    count = len(symbols)
    x = do("inputs", torch.eye(w["enter.weight"].shape[1], dtype=torch.float64)[symbols])
    x = x @ w["enter.weight"].T + w["enter.bias"]
    angles = [[t / 10_000 ** (2 * (i // 2) / WIDTH) for i in range(WIDTH)] for t in range(count)]
    waves = [[(math.sin, math.cos)[i % 2](angle) for i, angle in enumerate(row)] for row in angles]
    x = x + torch.tensor(waves, dtype=torch.float64)
    for name in ("block0", "block1"):
        x = do(f"{name}.entering", x)
        y = do(f"{name}.normed", norm(x, f"{name}.norm1"))
        made = y @ w[f"{name}.self_attn.in_proj_weight"].T + w[f"{name}.self_attn.in_proj_bias"]
        q, k, v = (
            do(f"{name}.{part}", made[:, i * WIDTH : (i + 1) * WIDTH]).view(count, HEADS, HEAD).transpose(0, 1)
            for i, part in enumerate(("query", "key", "value"))
        )
        scores = do(f"{name}.attention_products", torch.einsum("ntd,nsd->nts", q, k)) / math.sqrt(HEAD)
        scores = do(f"{name}.attention_scores", scores)
        scores = scores + torch.full((count, count), -math.inf).triu(1)
        attention = do(f"{name}.attention", torch.exp(scores - scores.logsumexp(-1, keepdim=True)))
        found = do(f"{name}.context", torch.einsum("nts,nsd->tnd", attention, v).reshape(count, WIDTH))
        found = found @ w[f"{name}.self_attn.out_proj.weight"].T + w[f"{name}.self_attn.out_proj.bias"]
        y = do(f"{name}.attended", x + do(f"{name}.projected", found))
        z = do(f"{name}.renormed", norm(y, f"{name}.norm2"))
        z = (z @ w[f"{name}.linear1.weight"].T + w[f"{name}.linear1.bias"]).clamp(min=0)
        z = do(f"{name}.feed", z @ w[f"{name}.linear2.weight"].T + w[f"{name}.linear2.bias"])
        x = do(f"{name}.hidden", y + z)
    outputs = norm(x, "norm") @ w["readout.weight"].T + w["readout.bias"]
    losses = functional.cross_entropy(outputs, torch.tensor(targets), reduction="none")
    return kept, outputs, losses


ACTS: Mapping[str, tuple[Operation, ...]] = {
    "nothing": (),
    "a head": (silence("block0", 1),),
    "a head at steps": (silence("block1", 0, first=3, last=7),),
    "all heads": (silence("block1", first=9),),
    "a unit": (Operation(kind="clamp", target="block0.hidden", index=(3,), first=2, last=4, value=0.5),),
    "a part": (Operation(kind="scale", target="block1.value", index=(1,), value=-2.0),),
    "the queries": (Operation(kind="scale", target="block0.query", first=5, value=3.0),),
    "what is fed": (Operation(kind="clamp", target="block1.feed", index=(0,), value=-1.0),),
    "a place": (Operation(kind="clamp", target="block1.attention_scores", index=(1,), first=4, value=-1e9),),
    "weights of attention": (Operation(kind="scale", target="block0.attention", index=(0,), first=1, value=0.25),),
    "an input": (Operation(kind="clamp", target="inputs", index=(2,), first=0, last=0, value=3.0),),
    "a weight": (
        Operation(kind="weight", target="block1.self_attn.in_proj_weight", index=(WIDTH + 1, 2), value=1.5),
    ),
    "a symbol": (Operation(kind="token", symbol="D", first=1, last=2),),
}  # fmt: skip


@pytest.mark.parametrize("act", [*ACTS, "everything"])
def test_an_operated_transformer_is_the_one_written_by_hand(run: Run, act: str) -> None:
    operations = ACTS[act] if act in ACTS else tuple(each for chosen in ACTS.values() for each in chosen)
    found = run.probe(("*", "gradient/*"), operations=operations)
    weights = {name: value.clone() for name, value in run.learner.model.state_dict().items()}
    symbols = run.pinned.inputs[:, 0].tolist()
    for each in operations:
        if each.kind == "weight":
            weights[each.target][each.index] = each.value
        if each.kind == "token":
            symbols[each.first : (each.last or 0) + 1] = [run.task.symbols.index(each.symbol)] * 2
    kept, outputs, losses = by_hand(weights, symbols, run.pinned.targets[:, 0].tolist(), operations)
    gradients = torch.autograd.grad(losses.mean(), list(kept.values()), retain_graph=True, allow_unused=True)

    def same(name: str, truth: Tensor) -> None:
        np.testing.assert_allclose(found[name], truth.detach().numpy(), rtol=1e-9, atol=1e-13, err_msg=name)

    compared = set()
    for (name, value), gradient in zip(kept.items(), gradients, strict=True):
        slope = torch.zeros_like(value) if gradient is None else gradient
        norms = slope.square().sum(-1 if slope.ndim == 2 else (0, 2)).sqrt()
        for array, truth in ((name, value), (f"gradient/{name}", slope), (f"gradient_norm/{name}", norms)):
            if array in found and (array != name or value.ndim == found[name].ndim):
                same(array, truth)
                compared.add(array)
    for scope in ("block0", "block1"):
        assert {f"{scope}.{name}" for name in ("hidden", "query", "value", "context", "attention")} <= compared
        assert {f"gradient/{scope}.{name}" for name in ("hidden", "query", "key", "value")} <= compared
        assert f"gradient_norm/{scope}.hidden" in compared
    same("outputs", outputs)
    same("loss", losses.mean())
    same("loss_by_time", losses / len(losses))
    if operations:
        assert found.untouched is not None
        assert found["loss"] != found.untouched["loss"]
