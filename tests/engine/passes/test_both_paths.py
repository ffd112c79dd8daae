"""Whatever the model: the trace of the fast path and that of the readable one agree in every array that both have."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from rnnviz.assembly import from_values
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes.graph import differentiable
from rnnviz.engine.training.run import Run
from rnnviz.tasks import Batch, PairBatch
from rnnviz.trace import Trace

WATCH = ("gradient/*", "gradient_norm/*", "*preactivation")
LOOKED_AT = ("gradient/decoder.[ac]*", "gradient_norm/decoder.[ac]*")
"""What a fast path has beyond the default arrays: of a stack, and of an encoder-decoder."""
STACKS: dict[str, dict[str, Any]] = {
    "both ways": {"bidirectional": True},
    "residual": {"residual": True},
    "both ways, residual": {"bidirectional": True, "residual": True},
}
SIZES = st.integers(1, 4).flatmap(
    lambda b: st.tuples(st.just(b), *[st.integers(1, 9).filter(lambda n: n != b)] * 2).filter(lambda s: s[1] != s[2])
)
"""B, D and H, all different."""


def agree(run: Run, example: Batch, states: Any, reach: int) -> None:
    """Every shared array is the same on both paths, relative to the largest value; logarithms where both are known.

    Where sums that cancel took digits from one of them in float32, float64 says which one is to be believed; a step at
    which much less is left than beside it (what two ways of reading send into x can cancel) is as sure as those beside.
    """
    watch = LOOKED_AT if isinstance(example, PairBatch) else WATCH
    fast = run.probe_maker.trace(example, states, watch, reach)
    slow = run.probe_maker.readable(differentiable).trace(example, states, watch, reach)
    assert fast.path != "readable"
    shared = {name for name in fast if name in slow}
    assert {"outputs", "loss_by_time", *run.probe_maker.names.values} <= shared
    assert {f"gradient_reach/{name}" for name in run.probe_maker.names.states} <= shared
    wide = run.experiment.dtype == "float64"
    for name in shared:
        mine, theirs = fast[name], slow[name]
        if mine.dtype.kind != "f":
            assert np.array_equal(mine, theirs), name
        elif "_log10/" in name:
            sure = (mine > -25) & (theirs > -25)
            atol = 1e-8 if wide else 2e-3
            if not wide and np.abs(mine[sure] - theirs[sure]).max(initial=0) > atol:
                theirs = in_float64(run, example, states, watch, reach)[name]
                sure &= np.abs(10 ** (mine - beside(theirs)) - 10 ** (theirs - beside(theirs))) > atol
            np.testing.assert_allclose(mine[sure], theirs[sure], rtol=0, atol=atol, err_msg=name)
        else:
            atol = (1e-10 if wide else 2e-4) * max(float(np.abs(theirs).max(initial=0)), 1e-30)
            np.testing.assert_allclose(mine, theirs, rtol=0, atol=atol, err_msg=name)


def beside(logs: np.ndarray) -> np.ndarray:
    """The largest logarithm of each step and the two on either side of it."""
    around = np.pad(np.maximum(logs, -60), [(2, 2)] + [(0, 0)] * (logs.ndim - 1), mode="edge")
    found: np.ndarray = np.max([around[k : k + len(logs)] for k in range(5)], axis=0)
    return found


def in_float64(run: Run, example: Batch, states: Any, watch: tuple[str, ...], reach: int) -> Trace:
    """Return the readable pass of the same weights in double precision."""
    double = Run(run.experiment.model_copy(update={"dtype": "float64"}))
    double.learner.model.load_state_dict(run.learner.model.state_dict())
    wide = None if states is None else tuple(tuple(s.double() for s in state) for state in states)
    return double.probe_maker.readable(differentiable).trace(example, wide, watch, reach)


def cut(batch: Batch, steps: int) -> Batch:
    """Return the first example's last steps: few tasks have a pass of one step."""
    here = np.ones((steps, 1), bool)
    return Batch(inputs=batch.inputs[-steps:, :1], targets=batch.targets[-steps:, :1], loss_steps=here)


def drawn(run: Run, seed: int) -> Any:
    """Return states of one example, none of them zero."""
    random = torch.Generator().manual_seed(seed)
    model = run.learner.model
    assert isinstance(model, Stack)
    return tuple(tuple(torch.rand(s.shape, generator=random).to(s) - 0.5 for s in state) for state in model.start(1))


@settings(max_examples=8)
@given(
    shape=st.sampled_from(list(STACKS)),
    cell=st.sampled_from(["rnn", "gru", "lstm"]),
    layers=st.integers(1, 3),
    sizes=SIZES,
    steps=st.integers(1, 300),
    dtype=st.sampled_from(["float32", "float64"]),
    starts=st.booleans(),
    seed=st.integers(0, 10_000),
)
def test_stacks_that_read_both_ways_or_past_their_layers(
    shape: str, cell: str, layers: int, sizes: tuple[int, ...], steps: int, dtype: str, starts: bool, seed: int
) -> None:
    batch, inputs, hidden = sizes
    run = Run(from_values({
        "task": {"kind": "series", "generated": "ar2", "columns": inputs, "length": max(steps, 2)},
        "model": {"layers": layers, **STACKS[shape]}, "cell": {"kind": cell, "hidden_size": hidden},
        "training": {"batch_size": batch}, "dtype": dtype, "seed": seed, "threads": 1,
    }))  # fmt: skip
    agree(run, cut(run.pinned, steps), drawn(run, seed) if starts else None, seed % steps)


@settings(max_examples=10)
@given(
    window=st.integers(1, 40),
    layers=st.integers(0, 3),
    nonlinearity=st.sampled_from(["tanh", "relu", "identity"]),
    sizes=SIZES,
    steps=st.integers(1, 300),
    dtype=st.sampled_from(["float32", "float64"]),
    starts=st.booleans(),
    seed=st.integers(0, 10_000),
)
def test_windows(
    window: int, layers: int, nonlinearity: str, sizes: tuple[int, ...], steps: int, dtype: str, starts: bool, seed: int
) -> None:
    batch, inputs, hidden = sizes
    run = Run(from_values({
        "task": {"kind": "series", "generated": "ar2", "columns": inputs, "length": max(steps, 2)},
        "model": {"kind": "window", "window": window, "hidden_layers": layers, "nonlinearity": nonlinearity},
        "cell": {"kind": "rnn", "hidden_size": hidden},
        "training": {"batch_size": batch}, "dtype": dtype, "seed": seed, "threads": 1,
    }))  # fmt: skip
    agree(run, cut(run.pinned, steps), drawn(run, seed) if starts else None, seed % steps)


@settings(max_examples=10)
@given(
    attention=st.sampled_from(["none", "additive", "dot", "general"]),
    feeding=st.booleans(),
    cell=st.sampled_from(["rnn", "gru", "lstm"]),
    layers=st.integers(1, 2),
    sizes=SIZES,
    source=st.integers(1, 60),
    dtype=st.sampled_from(["float32", "float64"]),
    seed=st.integers(0, 10_000),
)
def test_encoder_decoders(
    attention: str, feeding: bool, cell: str, layers: int, sizes: tuple[int, ...], source: int, dtype: str, seed: int
) -> None:
    batch, inputs, hidden = sizes
    run = Run(from_values({
        "task": {"kind": "reversal", "shortest": source, "longest": source},
        "model": {
            "attention": attention, "input_feeding": feeding and attention in ("dot", "general"), "layers": layers,
            "input": "embedding", "embedding_size": inputs,
        },
        "cell": {"kind": cell, "hidden_size": hidden},
        "training": {"batch_size": batch}, "dtype": dtype, "seed": seed, "threads": 1,
    }))  # fmt: skip
    assert isinstance(run.pinned, PairBatch)
    agree(run, run.pinned, None, seed % int(run.pinned.lengths[0]))
