"""Silenced heads and operated blocks: against other weights, and against torch's attention written out."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from rnnviz.catalogue import from_values, load
from rnnviz.engine.networks.transformer import Transformer
from rnnviz.engine.passes.pairs import cropped
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.operation import Operation
from rnnviz.tasks import PairBatch
from tests.engine.surgery.by_hand import Act, of_pair

WIDTH, HEADS = 8, 2
HEAD = WIDTH // HEADS
SMALL: dict[str, Any] = {
    "dtype": "float64", "threads": 1, "seed": 3,
    "task": {"kind": "copying", "blanks": 2},
    "model": {"kind": "transformer", "layers": 2, "heads": HEADS, "feedforward": 12},
    "cell": {"kind": "rnn", "hidden_size": WIDTH},
    "training": {"batch_size": 4},
}


@pytest.fixture(scope="module")
def run() -> Run:
    made = Run(from_values(SMALL))
    made.update()
    return made


def silence(scope: str, *head: int, first: int | None = None, last: int | None = None) -> Operation:
    return Operation(kind="silence", target=f"{scope}.context", index=head, first=first, last=last)


@pytest.mark.parametrize(("scope", "head"), [("block0", (1,)), ("block1", (0,)), ("block0", ())])
def test_a_silenced_head_is_a_head_whose_columns_of_the_output_projection_are_zero(
    run: Run, scope: str, head: tuple[int, ...]
) -> None:
    columns = slice(head[0] * HEAD, (head[0] + 1) * HEAD) if head else slice(None)
    other = Run(from_values(SMALL))
    edited = {name: value.clone() for name, value in run.learner.model.state_dict().items()}
    edited[f"{scope}.self_attn.out_proj.weight"][:, columns] = 0.0
    other.learner.model.load_state_dict(edited)
    found, true = run.probe(("gradient/*",), operations=[silence(scope, *head)]), other.probe(("gradient/*",))
    assert found.operated == (silence(scope, *head),)
    assert found.untouched is not None
    assert found["loss"] != found.untouched["loss"]
    assert not found[f"{scope}.context"][:, columns].any()
    np.testing.assert_array_equal(found.untouched["outputs"], run.probe()["outputs"])
    for name in true:
        if name.endswith((".context", f"{scope}.value", f"{scope}.attention")) or name.startswith(f"gradient/{scope}."):
            continue  # what is made and not used is still made of the head whose columns are zero
        if true[name].dtype.kind == "f":
            np.testing.assert_allclose(found[name], true[name], rtol=1e-9, atol=1e-14, err_msg=name)
    for name in ("hidden", "query", "key", "value"):  # nothing comes back through what is not used
        array = f"gradient/{scope}.{name}"
        np.testing.assert_allclose(found[array], true[array], rtol=1e-9, atol=1e-14, err_msg=array)


def test_at_chosen_steps_a_head_is_silent_there_alone(run: Run) -> None:
    first, last = 3, 5
    found = run.probe(operations=[silence("block0", 1, first=first, last=last)])
    model = run.learner.model
    assert isinstance(model, Transformer)
    block = model.blocks[0]
    with torch.no_grad():
        x = model.enter(model.inputs(run.learner.tensor(run.pinned.inputs), model.readout.weight))
        positions = [[math.sin(t / 10_000 ** (i / WIDTH)), math.cos(t / 10_000 ** (i / WIDTH))]
                     for t in range(len(x)) for i in range(0, WIDTH, 2)]
        x = x + torch.tensor(positions, dtype=torch.float64).view(len(x), 1, WIDTH)
        q, k, v = functional.linear(block.norm1(x), block.self_attn.in_proj_weight, block.self_attn.in_proj_bias).chunk(
            3, -1
        )
        q, k, v = (part.reshape(len(x), HEADS, HEAD).swapaxes(0, 1) for part in (q, k, v))
        mixed = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        mixed[1, first : last + 1] = 0.0
        y = x[:, 0] + block.self_attn.out_proj(mixed.swapaxes(0, 1).flatten(1))
        y = y + block.linear2(functional.relu(block.linear1(block.norm2(y))))
    np.testing.assert_allclose(found["block0.hidden"], y.numpy(), rtol=1e-9, atol=1e-12)
    assert found.untouched is not None
    np.testing.assert_array_equal(found["block1.hidden"][:first], found.untouched["block1.hidden"][:first])


def test_units_are_clamped_and_places_hidden_at_their_steps(run: Run) -> None:
    operations = (
        Operation(kind="clamp", target="block0.hidden", index=(3,), first=2, last=4, value=0.5),
        Operation(kind="scale", target="block1.value", index=(1,), value=-2.0),
        Operation(kind="clamp", target="block1.attention_scores", index=(1,), first=4, value=-1e9),
        Operation(kind="clamp", target="inputs", index=(2,), first=0, last=0, value=3.0),
    )
    plain = run.probe()
    found = run.probe(operations=operations)
    np.testing.assert_array_equal(found["block0.hidden"][2:5, 3], 0.5)
    assert (found["block1.attention"][:, 4:, 1] == 0).all()
    assert (found["block1.attention"][:, 1:4, 1] > 0).all()
    assert found["inputs"][0, 2] == 3.0
    alone = run.probe(operations=operations[1:2])
    np.testing.assert_allclose(alone["block1.value"][:, 1], -2 * plain["block1.value"][:, 1])
    np.testing.assert_allclose(found["block1.attention"].sum(-1), 1.0)


def test_a_decoder_without_what_its_attention_found() -> None:
    run = Run(load("translate-attention", ["threads=1", "dtype=float64", "cell.hidden_size=6"]))
    example = run.pinned
    assert isinstance(example, PairBatch)
    example = cropped(example)
    start = len(example.source)
    operation = Operation(kind="silence", target="decoder.context", index=(0,), first=start + 1)
    found = run.probe(operations=[operation])
    assert found["decoder.context"][0].any()
    assert not found["decoder.context"][1:].any()

    def act(name: str, t: int, value: torch.Tensor) -> torch.Tensor:
        size = run.experiment.model.embedding_size
        if name == "decoder.inputs" and t > start:
            return torch.cat([value[:, :size], 0 * value[:, size:]], 1)
        return value

    hand: Act = act
    truth = of_pair(run, example, hand)
    for name in ("decoder.layer0.hidden", "decoder.attention"):
        np.testing.assert_allclose(found[name], truth.values(name), rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (silence("block7", 0), "there is no block7.context to silence a head of: this model has block1.context"),
        (silence("block1", 2), "block1.context has heads 0 to 1, got 2"),
        (silence("block1", 0, first=99), "block1.context has steps 0 to "),
        (Operation(kind="cut", first=3, last=3), "a transformer carries nothing from step to step"),
        (Operation(kind="clamp", target="block0.hidden", index=(8,)), "block0.hidden has units 0 to 7, got 8"),
        (Operation(kind="clamp", target="block0.gate"), "this model has block0."),
    ],
)
def test_what_makes_no_sense_in_a_transformer_is_named(run: Run, operation: Operation, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        run.probe(operations=[operation])
    assert said in str(caught.value)


def test_a_model_without_attention_has_no_head_to_silence() -> None:
    plain = Run(load("hello-rnn", ["threads=1"]))
    with pytest.raises(BadInput, match="no attention"):
        plain.probe(operations=[silence("block0", 0)])
