"""Kept and lost gradients against autograd through a graph that is really cut."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from rnnviz.catalogue import from_values
from rnnviz.cells.tape import Silent
from rnnviz.directions import is_reverse
from rnnviz.engine.networks import losses
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from tests.engine.flow.test_deep_stacks import TYPES, deep, within
from tests.engine.flow.test_matrix import MODELS, drawn_states, silent, small, traced
from tests.engine.unrolled import unrolled


@pytest.mark.parametrize("steps", [1, 2, 5, 11])
@pytest.mark.parametrize(("cell", "activation", "layers"), MODELS)
def test_kept_and_lost_equal_autograd_with_and_without_the_cuts(
    cell: str, activation: str, layers: int, steps: int
) -> None:
    run = small(cell, activation, layers)
    states = drawn_states(run)
    trace = traced(run, f"gradient_kept@{steps}/*", f"gradient_lost@{steps}/*", states=states)
    whole, cut = unrolled(run, states), unrolled(run, states, truncate=steps)
    for name in whole.states:
        full, kept = whole.of_state(name, range(12)), cut.of_state(name, range(12))
        norms = np.linalg.norm(kept, axis=1)
        np.testing.assert_allclose(trace[f"gradient_kept@{steps}/{name}"], norms, rtol=1e-9, atol=1e-15)
        lost = np.linalg.norm(full - kept, axis=1)
        np.testing.assert_allclose(trace[f"gradient_lost@{steps}/{name}"], lost, rtol=1e-9, atol=1e-15)
        piece = (11 // steps) * steps
        assert (trace[f"gradient_lost@{steps}/{name}"][piece:] == 0).all()
        assert (trace[f"gradient_lost@{steps}/{name}"][:piece] > 0).any()


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_the_cuts_are_those_of_the_models_own_truncated_pass(cell: str) -> None:
    run = small(cell, "", 2)
    model = run.learner.model
    assert isinstance(model, Stack)
    run.learner.truncate = 5
    run.learner.run(run.pinned).loss.backward()  # type: ignore[no-untyped-call]
    cut = unrolled(run, truncate=5)
    for name, parameter in model.named_parameters():
        if name.startswith("layer"):
            assert parameter.grad is not None
            truth = cut.of_parameter(name.removesuffix("_l0"))
            np.testing.assert_allclose(parameter.grad.numpy(), truth, rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("steps", [12, 1000])
def test_a_window_of_the_whole_pass_loses_exactly_nothing(steps: int, dtype: str) -> None:
    run = small("lstm", "", 2, f"dtype={dtype}")
    trace = run.probe(watch=(f"gradient_kept@{steps}/*", f"gradient_lost@{steps}/*"))
    for name in ("layer0.hidden", "layer0.cell", "layer1.hidden", "layer1.cell"):
        assert (trace[f"gradient_lost@{steps}/{name}"] == 0).all()
        np.testing.assert_allclose(
            trace[f"gradient_kept@{steps}/{name}"], trace[f"gradient_norm/{name}"],
            rtol=1e-5 if dtype == "float32" else 1e-10,
        )


def cut_by_hand(run: Run, steps: int) -> dict[str, np.ndarray]:
    """∂L/∂h of every scope with all states cut before steps K, 2K, …, in both directions, by plain autograd."""
    model, example = run.learner.model, run.pinned
    assert isinstance(model, Stack)
    read = list(model.inputs(run.learner.tensor(example.inputs), model.readout.weight).unbind(0))
    length, found = len(read), {}
    for level in model.levels:
        hidden: list[list[torch.Tensor]] = [[] for _ in read]
        for scope, layer in zip(level.scopes, level.layers, strict=True):
            back, state = is_reverse(scope), layer.start(1)
            for t in reversed(range(length)) if back else range(length):
                if steps and ((t + 1) % steps == 0 if back else t % steps == 0):
                    state = tuple(s.detach() for s in state)
                state = layer.cell.step(layer.cell_parameters, read[t], state, Silent())
                hidden[t].append(state[0])
            found[scope] = [row[-1] for row in hidden]
        read = [level.hand_on(own, below) for own, below in zip(hidden, read, strict=True)]
    outputs = model.readout(torch.stack(read))
    here = run.learner.tensor(example.loss_steps)
    loss = losses.total(run.task.loss, outputs, run.learner.tensor(example.targets), here)
    return {
        scope: np.stack([
            np.zeros(rows[0].shape[1]) if g is None else g[0].numpy()
            for g in torch.autograd.grad(loss, rows, retain_graph=True, allow_unused=True)
        ])
        for scope, rows in found.items()
    }  # fmt: skip


@pytest.mark.parametrize("steps", [1, 4, 5, 40])
@pytest.mark.parametrize("fields", [("model.residual=true",), ("model.bidirectional=true",),
                                    ("model.bidirectional=true", "model.residual=true")])  # fmt: skip
@pytest.mark.parametrize("cell", ["gru", "lstm_peephole"])
def test_stacks_that_read_both_ways_or_past_their_layers_equal_autograd_with_the_cuts(
    cell: str, fields: tuple[str, ...], steps: int
) -> None:
    run = small(cell, "", 2, "task.length=11", *fields)
    trace = run.probe(watch=(f"gradient_kept@{steps}/*", f"gradient_lost@{steps}/*"))
    kept, whole = cut_by_hand(run, steps), cut_by_hand(run, 0)
    for scope, values in kept.items():
        norms = np.linalg.norm(values, axis=1)
        np.testing.assert_allclose(trace[f"gradient_kept@{steps}/{scope}.hidden"], norms, rtol=1e-9, atol=1e-15)
        lost = trace[f"gradient_lost@{steps}/{scope}.hidden"]
        np.testing.assert_allclose(lost, np.linalg.norm(whole[scope] - values, axis=1), rtol=1e-9, atol=1e-15)
        assert (lost == 0).all() == (steps > 11)


def test_what_reads_both_ways_keeps_and_loses_far_outside_float32() -> None:
    """W = 0.01 Q of a linear network, a loss at every step: what is lost at the cut falls by 0.01 a step."""
    run = small("rnn", "identity", 1, "model.bidirectional=true", "cell.recurrent_init=orthogonal",
                "cell.recurrent_gain=0.01", "task.length=60", "training.loss_on=last", "dtype=float32")  # fmt: skip
    trace = run.probe(watch=("gradient_kept@25/*", "gradient_lost@25/*"))
    lost = trace["gradient_lost@25/layer0.hidden"]
    assert (lost[:50] > 0).all()
    np.testing.assert_allclose(np.diff(np.log10(lost[:50])), 2.0, atol=1e-5)
    assert lost[0] < 1e-110
    assert (trace["gradient_lost@25/layer0_reverse.hidden"] == 0).all()


def test_what_reads_both_ways_and_leaves_every_range_is_infinite() -> None:
    """W = 10 Q: 400 steps back the gradient is beyond float64 too, as that of a stack that reads one way."""
    run = small("rnn", "identity", 1, "model.bidirectional=true", "cell.recurrent_init=orthogonal",
                "cell.recurrent_gain=10", "task.length=400", "training.loss_on=last", "dtype=float32")  # fmt: skip
    silent(run)
    lost = run.probe(watch=("gradient_lost@25/layer0.hidden",))["gradient_lost@25/layer0.hidden"]
    assert np.isposinf(lost[:20]).all()
    assert np.isfinite(lost[150:]).all()
    np.testing.assert_allclose(np.diff(np.log10(lost[150:300])), -1.0, atol=1e-5)


def test_a_loss_on_the_last_step_keeps_its_own_piece_alone() -> None:
    run = small("gru", "", 1, "training.loss_on=last", "dtype=float32")
    trace = run.probe(watch=("gradient_kept@4/*", "gradient_lost@4/*"))
    norm = trace["gradient_norm/layer0.hidden"]
    kept, lost = (trace[f"gradient_{kind}@4/layer0.hidden"] for kind in ("kept", "lost"))
    np.testing.assert_allclose(kept[8:], norm[8:], rtol=1e-5)
    np.testing.assert_allclose(lost[:8], norm[:8], rtol=1e-5)
    assert (kept[:8] == 0).all()
    assert (lost[8:] == 0).all()


@pytest.mark.parametrize("gain", [0.1, 10.0])
def test_norms_far_outside_float32_are_kept(gain: float) -> None:
    run = small(
        "rnn", "identity", 1, "cell.recurrent_init=orthogonal", f"cell.recurrent_gain={gain}", "task.length=200",
        "training.loss_on=last", "dtype=float32",
    )
    silent(run)
    trace = run.probe(watch=("gradient_kept@30/*", "gradient_lost@30/*"))
    lost = trace["gradient_lost@30/layer0.hidden"]
    kept = trace["gradient_kept@30/layer0.hidden"]
    logs = np.log10(np.where(lost > 0, lost, kept))
    np.testing.assert_allclose(logs[::-1] - logs[-1], np.arange(200) * math.log10(gain), rtol=1e-5, atol=1e-3)


@pytest.mark.parametrize(
    "cell", ["lstm", "identity", *(pytest.param(cell, marks=pytest.mark.soak) for cell in ("gru", "rnn"))]
)
def test_the_lowest_of_many_layers_keeps_and_loses_what_float32_could_not_hold_beside_the_highest(cell: str) -> None:
    watch = ("gradient_kept@7/*", "gradient_lost@7/*")
    narrow, wide = (deep(cell, dtype).probe(watch=watch) for dtype in ("float32", "float64"))
    kept = wide["gradient_kept@7/layer0.hidden"]
    assert kept.min() > 1e46 if cell == "identity" else 0 < kept.max() < 1e-46
    names = [name for name in wide if name.startswith(("gradient_kept@", "gradient_lost@"))]
    assert len(names) == 2 * 32 * (2 if cell == "lstm" else 1)
    for name in names:
        np.testing.assert_allclose(narrow[name], wide[name], rtol=3e-3, err_msg=name)


def test_the_lowest_layer_is_right_where_float32_holds_it_but_not_beside_the_highest() -> None:
    narrow, wide = (within(dtype, ("gradient_kept@7/*", "gradient_lost@7/*")) for dtype in TYPES)
    assert narrow.path != "exact"
    assert 0 < wide["gradient_kept@7/layer0.hidden"].max() < 1e-20
    for name in (name for name in wide if name.startswith(("gradient_kept@", "gradient_lost@"))):
        np.testing.assert_allclose(narrow[name], wide[name], rtol=3e-3, err_msg=name)


@pytest.mark.parametrize("layers", [1, 2])
def test_what_has_almost_vanished_is_kept_until_an_earlier_loss_outweighs_it(layers: int) -> None:
    """W = 0.01 Q, losses on steps 27 and 1: one falls by 0.01 a step until the other one is there, 50 powers above."""
    run = small("rnn", "identity", layers, "cell.recurrent_init=orthogonal", "cell.recurrent_gain=0.01",
                "task.length=28", "dtype=float32")  # fmt: skip
    steps = run.pinned.loss_steps & np.isin(np.arange(28), (1, 27))[:, None]
    batch = replace(run.pinned, loss_steps=steps, targets=1e26 * run.pinned.targets)  # all within float32
    trace = run.probe_maker.trace(batch, None, ("gradient_kept@50/*",), None)
    assert trace.path != "exact"
    logs = np.log10(trace[f"gradient_kept@50/layer{layers - 1}.hidden"])
    np.testing.assert_allclose(np.diff(logs[2:]), 2.0, atol=1e-4)
    np.testing.assert_allclose(np.diff(logs[:2]), 2.0, atol=1e-4)
    assert logs[1] - logs[2] > 45
    below = trace["gradient_kept@50/layer0.hidden"]
    assert (below > 0).all()


def test_nothing_unasked_is_made() -> None:
    run = small("lstm", "", 2)
    plain = set(run.probe().arrays)
    more = set(run.probe(watch=("gradient_lost@3/layer1.hidden",)).arrays) - plain
    assert more == {"gradient_lost@3/layer1.hidden"}


def test_windows_are_whole_numbers_of_steps_and_states_are_the_models() -> None:
    run = small("gru")
    for name in ("gradient_kept@0/layer0.hidden", "gradient_kept@4/layer0.cell", "gradient_kept@x/layer0.hidden"):
        with pytest.raises(BadInput, match=name):
            run.probe(watch=(name,))


@pytest.mark.parametrize(
    ("kind", "state"), [("encoder_decoder", "decoder.layer0.hidden"), ("transformer", "block0.hidden"),
                        ("window", "layer1.hidden")],
)  # fmt: skip
def test_a_model_that_is_not_cut_says_so_and_names_what_it_has(kind: str, state: str) -> None:
    task = {"kind": "translate"} if kind == "encoder_decoder" else {"kind": "copying", "blanks": 3}
    values = {"task": task, "model": {"kind": kind}, "threads": 1, "training": {"batch_size": 2}}
    run = Run(from_values({**values, "cell": {"kind": "gru", "hidden_size": 8}}))
    with pytest.raises(BadInput, match=rf"kept@4/{state} is of a recurrent stack.*: this model has gradient_flow/"):
        run.probe(watch=(f"gradient_kept@4/{state}",))
    assert not [name for name in run.probe(watch=("gradient_kept@4/*",)) if name.startswith("gradient_kept")]
