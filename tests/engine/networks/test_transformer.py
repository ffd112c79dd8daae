"""Transformers against torch's modules, and what attention may and may not look at."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from rnnviz.catalogue import from_values, load
from rnnviz.cells.tape import Silent, Tape
from rnnviz.engine.networks.transformer import SelfAttention, Transformer, sinusoids
from rnnviz.engine.training.divergence import first_not_finite
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import COUNT, verify
from rnnviz.errors import BadInput
from rnnviz.experiment import ModelFields

WIDTH, HEADS = 8, 2
SMALL: dict[str, Any] = {
    "dtype": "float64", "threads": 1, "seed": 3,
    "task": {"kind": "copying", "blanks": 2},
    "model": {"kind": "transformer", "layers": 2, "heads": HEADS, "feedforward": 12},
    "cell": {"kind": "rnn", "hidden_size": WIDTH},
    "training": {"batch_size": 4},
}


def made(given: dict[str, Any] | None = None) -> Run:
    return Run(from_values(SMALL, given))


def model_of(run: Run) -> Transformer:
    model = run.learner.model
    assert isinstance(model, Transformer)
    return model


@pytest.mark.parametrize("layer_norm", ["before", "after"])
@pytest.mark.parametrize("causal", [True, False])
def test_a_block_is_torchs_encoder_layer(layer_norm: str, causal: bool) -> None:
    model = model_of(made({"model.layer_norm": layer_norm, "model.causal": causal}))
    block = model.blocks[0]
    twin = nn.TransformerEncoderLayer(
        WIDTH, HEADS, 12, dropout=0.0, norm_first=layer_norm == "before", dtype=torch.float64
    )
    twin.load_state_dict(block.state_dict())
    x = torch.randn(7, 3, WIDTH, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    mask = nn.Transformer.generate_square_subsequent_mask(7, dtype=torch.float64) if causal else None
    torch.testing.assert_close(block(x, Silent()), twin(x, src_mask=mask), rtol=0, atol=1e-12)
    attention = nn.MultiheadAttention(WIDTH, HEADS, dtype=torch.float64)
    attention.load_state_dict(block.self_attn.state_dict())
    tape = Tape()
    mixed = block.self_attn(x, tape)
    true, weights = attention(x, x, x, attn_mask=mask, average_attn_weights=False)
    torch.testing.assert_close(mixed, true, rtol=0, atol=1e-12)
    torch.testing.assert_close(tape.values["attention"], weights, rtol=0, atol=1e-12)


def test_a_causal_model_never_sees_the_future() -> None:
    run = made()
    inputs = run.learner.tensor(run.pinned.inputs)
    changed = inputs.clone()
    changed[6:] = (changed[6:] + 1) % 8
    with torch.no_grad():
        before, after = model_of(run)(inputs), model_of(run)(changed)
        open_run = model_of(made({"model.causal": False}))
        assert not torch.equal(open_run(inputs)[:6], open_run(changed)[:6])
    torch.testing.assert_close(before[:6], after[:6], rtol=0, atol=1e-14)
    assert not torch.equal(before[6:], after[6:])


def test_without_positions_and_mask_steps_have_no_order() -> None:
    run = made({"model.causal": False, "model.positions": "none"})
    ordered = made({"model.causal": False})
    inputs = run.learner.tensor(run.pinned.inputs)
    turn = torch.randperm(len(inputs), generator=torch.Generator().manual_seed(2))
    with torch.no_grad():
        torch.testing.assert_close(model_of(run)(inputs)[turn], model_of(run)(inputs[turn]), rtol=0, atol=1e-12)
        assert not torch.allclose(model_of(ordered)(inputs)[turn], model_of(ordered)(inputs[turn]))


def test_sinusoids_are_those_of_the_paper() -> None:
    found = sinusoids(5, 5).numpy()
    for t in range(5):
        for i in range(5):
            angle = t / 10_000 ** ((i - i % 2) / 5)
            assert found[t, i] == pytest.approx(math.cos(angle) if i % 2 else math.sin(angle), abs=1e-14)


def test_dividing_by_the_root_of_the_width_keeps_the_softmax_soft() -> None:
    """16 keys of N(0, 1) of width 1024: the entropy of the weights is near 0.09, with √d near 2.35 of ln 16 = 2.77."""
    width, draw, means = 1024, np.random.default_rng(5), {}
    for scaled in (False, True):
        fields = ModelFields(kind="transformer", heads=1, causal=False, scaled=scaled)
        layer = SelfAttention(fields, width, draw)
        with torch.no_grad():
            layer.in_proj_weight.copy_(torch.eye(width, dtype=torch.float64).repeat(3, 1))
            # queries apart from keys: another rotation of independent inputs
            layer.in_proj_weight[:width] = torch.from_numpy(np.linalg.qr(draw.standard_normal((width, width)))[0])
            tape = Tape()
            layer(torch.from_numpy(draw.standard_normal((16, 40, width))), tape)
        weights = tape.values["attention"]
        means[scaled] = float(-(weights * weights.clamp_min(1e-300).log()).sum(-1).mean())
    assert means[False] == pytest.approx(0.09, abs=0.03)
    assert means[True] == pytest.approx(2.35, abs=0.05)


def test_a_trace_has_every_stage() -> None:
    run = made()
    trace = run.probe(("block0.attention_products", "gradient_flow/*"))
    steps = trace.length
    assert trace.scopes == ("block0", "block1")
    for scope in trace.scopes:
        assert trace[f"{scope}.attention"].shape == trace[f"{scope}.attention_scores"].shape == (HEADS, steps, steps)
        for name in ("hidden", "query", "key", "value", "context"):
            assert trace[f"{scope}.{name}"].shape == (steps, WIDTH)
    q, k, v = (trace[f"block0.{name}"].reshape(steps, HEADS, -1) for name in ("query", "key", "value"))
    products = np.einsum("tnd,snd->nts", q, k)
    np.testing.assert_allclose(trace["block0.attention_products"], products, atol=1e-12)
    np.testing.assert_allclose(trace["block0.attention_scores"], products / math.sqrt(WIDTH / HEADS), atol=1e-12)
    mixed = np.einsum("nts,snd->tnd", trace["block0.attention"], v).reshape(steps, WIDTH)
    np.testing.assert_allclose(trace["block0.context"], mixed, atol=1e-12)
    for scope in trace.scopes:
        flow = trace[f"gradient_flow/{scope}.hidden"]
        assert not np.triu(flow, 1).any()
        here = np.flatnonzero(trace["loss_steps"])[-1]
        np.testing.assert_allclose(flow[here] * trace["loss_steps"].sum(), trace[f"gradient_reach/{scope}.hidden"])
        assert trace[f"gradient_flow_residual/{scope}.hidden"].max() < 1e-12
        norms = np.linalg.norm(trace[f"gradient/{scope}.hidden"], axis=1)
        np.testing.assert_allclose(norms, trace[f"gradient_norm/{scope}.hidden"])


def test_gradients_of_the_stages_are_those_of_a_block_written_out() -> None:
    """One block with the norms after, head by head with torch's softmax, and autograd."""
    run = made({"model.layers": 1, "model.layer_norm": "after", "model.positions": "none"})
    names = ("query", "key", "value", "attention_scores", "attention", "context")
    trace = run.probe(tuple(f"gradient/block0.{name}" for name in names))
    p = {name: value.detach() for name, value in run.learner.model.state_dict().items()}
    x = torch.from_numpy(trace["inputs"].copy()) @ p["enter.weight"].T + p["enter.bias"]
    projected = (x @ p["block0.self_attn.in_proj_weight"].T + p["block0.self_attn.in_proj_bias"]).requires_grad_()
    q, k, v = projected.chunk(3, 1)
    kept: dict[str, list[torch.Tensor]] = {name: [] for name in ("attention_scores", "attention", "context")}
    for q_n, k_n, v_n in zip(*(part.chunk(HEADS, 1) for part in (q, k, v)), strict=True):
        scores = q_n @ k_n.T / math.sqrt(WIDTH / HEADS)
        weights = (scores + torch.full_like(scores, -math.inf).triu(1)).softmax(1)
        for name, value in (("attention_scores", scores), ("attention", weights), ("context", weights @ v_n)):
            value.retain_grad()
            kept[name].append(value)
    mixed = [kept["context"][0], kept["context"][1]]
    y = torch.cat(mixed, 1) @ p["block0.self_attn.out_proj.weight"].T + p["block0.self_attn.out_proj.bias"]
    for place, value in ((1, x + y), (2, None)):
        if value is None:
            inner = (x @ p["block0.linear1.weight"].T + p["block0.linear1.bias"]).relu()
            value = x + inner @ p["block0.linear2.weight"].T + p["block0.linear2.bias"]
        norm = (p[f"block0.norm{place}.weight"], p[f"block0.norm{place}.bias"])
        x = nn.functional.layer_norm(value, (WIDTH,), *norm)
    outputs = x @ p["readout.weight"].T + p["readout.bias"]
    here = torch.from_numpy(trace["loss_steps"].copy())
    loss = nn.functional.cross_entropy(outputs[here], torch.from_numpy(trace["targets"].copy())[here])
    torch.autograd.backward(loss)
    assert projected.grad is not None
    for name, part in zip(("query", "key", "value"), projected.grad.chunk(3, 1), strict=True):
        np.testing.assert_allclose(trace[f"gradient/block0.{name}"], part, rtol=1e-9, atol=1e-15, err_msg=name)
    for name, parts in kept.items():
        found = [part.grad for part in parts if part.grad is not None]
        true = torch.cat(found, 1) if name == "context" else torch.stack(found)
        np.testing.assert_allclose(trace[f"gradient/block0.{name}"], true, rtol=1e-9, atol=1e-15, err_msg=name)
    norms = np.linalg.norm(trace["gradient/block0.attention"], axis=(0, 2))
    np.testing.assert_allclose(run.probe(("gradient_norm/*",))["gradient_norm/block0.attention"], norms)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"model.scaled": False, "model.layer_norm": "after", "model.positions": "learnt"},
        {"model.causal": False, "dtype": "float32", "model.input": "embedding"},
        {"task.kind": "adding", "task.length": 12},
    ],
)
def test_all_checks_pass(given: dict[str, Any]) -> None:
    run = made(given)
    for _ in range(3):
        run.update()
    parts = list(verify(run))
    assert len(parts) == COUNT
    checks = [check for part in parts for check in part]
    compared = [check for check in checks if check.compared]
    assert len(compared) > 90
    assert [check for check in compared if not check.residual <= check.tolerance] == []
    keys = {check.key.partition("/")[0] for check in compared}
    assert {"torch", "norm", "future"} - keys == (set() if run.experiment.model.causal else {"future"})


def test_the_first_number_that_is_not_finite_is_named() -> None:
    run = made()
    run.update()
    assert run.current is not None
    with torch.no_grad():
        model_of(run).blocks[1].linear1.weight.zero_()
        model_of(run).blocks[1].linear1.bias.fill_(1e308)
        model_of(run).blocks[1].linear2.weight.fill_(1e3)
    place = first_not_finite(run.learner, run.current, None)
    assert (place.array, place.step) == ("block1.feed", 0)
    with torch.no_grad():
        model_of(run).blocks[0].norm1.weight[2] = math.nan
    assert first_not_finite(run.learner, run.current, None) == ("block0.norm1.weight", -1)


def test_nothing_is_carried_from_passage_to_passage() -> None:
    run = made({"task.kind": "char_lm", "task.length": 16, "dtype": "float32"})
    for _ in range(2):
        run.update()
    assert not run.states
    assert run.current_states is None


def test_a_snapshot_goes_on_alike() -> None:
    run, other = made(), made()
    run.update()
    other.restore(run.snapshot())
    assert run.update()["loss"] == other.update()["loss"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"model.heads": 3}, "cell.hidden_size must be a multiple of model.heads (3), got 8"),
        ({"training.truncate": 5}, "training.truncate must be 0 for a transformer"),
        ({"task.kind": "reversal"}, ""),
    ],
)
def test_what_does_not_fit_is_named(given: dict[str, Any], said: str) -> None:
    if not said:  # another task brings the model that it needs
        assert from_values(SMALL, given).model.kind == "encoder_decoder"
        return
    with pytest.raises(BadInput) as caught:
        from_values(SMALL, given)
    assert said in str(caught.value)


def test_the_copying_preset_learns_to_look_back() -> None:
    run = Run(load("copy-transformer", ["task.blanks=3"]))
    for _ in range(250):
        run.update()
    assert run.validate()["validation_recalled"] > 0.99


@pytest.mark.parametrize(("width", "factor"), [(2, 1.0), (WIDTH, 6.0)])
def test_every_decade_of_float32_is_that_of_float64_through_narrow_norms_and_certain_heads(
    width: int, factor: float
) -> None:
    both = {"cell.hidden_size": width, "model.heads": width // 2 if width == 2 else HEADS}
    wide, single = made(both), made({**both, "dtype": "float32"})
    with torch.no_grad():
        for name, parameter in single.learner.model.named_parameters():
            if "in_proj" in name:
                parameter.mul_(factor)
    wide.learner.model.load_state_dict(single.learner.model.state_dict())
    watch = ("gradient_norm/*",)
    found, true = single.probe(watch), wide.probe(watch)
    names = [name for name in true if name.startswith(("gradient_norm_log10/", "gradient_reach_log10/"))]
    assert len(names) > 20
    if factor > 1:
        assert float(true["block0.attention"].max(-1)[:, 1:].max()) > 1 - 1e-5
    for name in names:
        np.testing.assert_allclose(found[name], true[name], rtol=0, atol=0.005, err_msg=name)
