"""The fast path of an encoder-decoder against the unrolled one, array by array."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rnnviz.catalogue import load
from rnnviz.engine.passes import fused_pairs, graph, pairs
from rnnviz.engine.training.run import Run
from rnnviz.engine.ways.choice import Ways
from rnnviz.tasks import PairBatch


@pytest.mark.parametrize("attention", ["none", "additive", "general"])
@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_both_paths_agree_on_every_array(cell: str, dtype: str, layers: int, attention: str) -> None:
    sets = [f"cell.kind={cell}", f"dtype={dtype}", f"model.layers={layers}", f"model.attention={attention}"]
    sets += ["model.input_feeding=true"] if layers == 2 else []
    run = Run(load("translate-attention", [*sets, "cell.hidden_size=7", "training.batch_size=4", "threads=1"]))
    run.update()
    assert isinstance(run.pinned, PairBatch)
    example = pairs.cropped(run.pinned)
    steps = len(example.loss_steps)
    weights = np.stack([np.full(steps, 1 / steps), np.eye(steps)[steps // 2], np.eye(steps)[-1]])
    wanted = set(run.probe_maker.names.states)
    if attention != "none":
        wanted |= {"decoder.attention", "decoder.attention_scores", "decoder.context"}
    if attention == "general":
        wanted.add("decoder.attentional")
    slow = graph.unroll(run.learner, example, None, weights, wanted, double=False)
    fast = fused_pairs.fused(run.learner, example, weights, wanted, Ways())
    rtol, atol = (1e-3, 2e-6) if dtype == "float32" else (1e-9, 1e-13)
    torch.testing.assert_close(fast.outputs, slow.outputs.detach(), rtol=rtol, atol=atol)
    torch.testing.assert_close(fast.losses, slow.losses.detach(), rtol=rtol, atol=atol)
    for name in run.probe_maker.names.values:
        own = name.replace("encoder.inputs", "encoder.layer0.inputs").replace("decoder.inputs", "decoder.layer0.inputs")
        torch.testing.assert_close(fast.values[own], slow.values[own].detach(), rtol=rtol, atol=atol, msg=name)
    assert set(fast.gradients) == wanted
    for name in wanted:
        torch.testing.assert_close(
            fast.gradients[name].mantissa, slow.gradients[name].mantissa, rtol=rtol, atol=atol, msg=name
        )


def test_the_trace_of_a_pair_takes_the_fast_path_unless_sums_are_watched() -> None:
    run = Run(load("translate-attention", ["cell.hidden_size=8", "threads=1", "cell.kind=gru"]))
    assert run.probe().path == "loops"
    assert run.probe(watch=("gradient/decoder.attention",)).path == "loops"
    watched = run.probe(watch=("encoder.layer0.*_preactivation",))
    assert watched.path == "readable"
    assert "encoder.layer0.reset_gate_preactivation" in watched


@pytest.mark.parametrize("attention", ["none", "additive"])
def test_zeros_behind_the_step_that_is_followed_back_are_no_reason_for_the_exact_path(attention: str) -> None:
    run = Run(load("translate-attention", [
        "cell.hidden_size=8", "threads=1", "cell.kind=gru", f"model.attention={attention}"
    ]))  # fmt: skip
    trace = run.probe(reach_from=1)
    assert trace.path == "loops"
    assert (trace["gradient_reach/decoder.layer0.hidden"][2:] == 0).all()


def test_matrices_of_a_pass_that_needed_float64_are_in_the_models_precision() -> None:
    run = Run(load("translate-attention", ["cell.hidden_size=8", "threads=1", "cell.kind=rnn"]))
    with torch.no_grad():
        run.learner.model.get_parameter("readout.weight").mul_(1e-35)
    trace = run.probe(watch=("gradient_flow/*",))
    assert trace.path == "exact"
    for kind in ("gradient_flow", "gradient_flow_log10"):
        assert trace[f"{kind}/encoder.layer0.hidden"].dtype == np.float32
