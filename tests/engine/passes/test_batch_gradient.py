"""∂L/∂h over a whole batch against autograd on the steps of the cells."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rnnviz.catalogue import load
from rnnviz.cells.tape import Silent
from rnnviz.engine.networks import estimate, losses
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes import batch_gradient
from rnnviz.engine.training.run import Run
from rnnviz.engine.ways import choice
from rnnviz.engine.ways.choice import Ways
from rnnviz.errors import BadInput
from rnnviz.tasks import PairBatch

CELLS = ["rnn", "gru", "lstm", "gru_before", "lstm_peephole"]


def made(*sets: str) -> Run:
    chosen = {"threads": "1", "cell.hidden_size": "6", "task.length": "9", "task.inputs": "3"}
    chosen |= {"training.batch_size": "5"}
    chosen |= dict(text.split("=") for text in sets)
    return Run(load("vanishing-rnn", [f"{key}={value}" for key, value in chosen.items()]))


def truth(run: Run) -> list[np.ndarray]:
    """Return ‖∂L/∂h_t‖ over (B, H) for every layer, by unrolling in float64."""
    model, batch = run.learner.model.double(), run.current
    assert isinstance(model, Stack)
    assert batch is not None
    states = [tuple(s.double() for s in state) for state in run.current_states or model.start(batch.size)]
    inputs = torch.from_numpy(batch.inputs)
    read = model.inputs(inputs.double() if inputs.is_floating_point() else inputs, model.readout.weight)
    kept: list[list[torch.Tensor]] = [[] for _ in model.layers]
    outputs = []
    for x in read:
        for place, layer in enumerate(model.layers):
            states[place] = layer.cell.step(layer.cell_parameters, x, states[place], Silent())
            x = states[place][0]
            kept[place].append(x)
        outputs.append(model.readout(x))
    targets = torch.from_numpy(batch.targets)
    targets = targets.double() if targets.is_floating_point() else targets
    loss = losses.total(run.task.loss, torch.stack(outputs), targets, torch.from_numpy(batch.loss_steps))
    return [
        np.array([float(g.norm()) for g in torch.autograd.grad(loss, steps, retain_graph=True)]) for steps in kept
    ]


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("cell", CELLS)
def test_norms_equal_autograds_over_the_batch(cell: str, dtype: str, layers: int) -> None:
    run = made(f"cell.kind={cell}", f"dtype={dtype}", f"model.layers={layers}")
    run.update()
    trace = run.probe(watch=("batch_gradient_norm/*",))
    tolerance = 1e-4 if dtype == "float32" else 1e-10
    for place, norms in enumerate(truth(run)):
        found = trace[f"batch_gradient_norm/layer{place}.hidden"]
        assert found.dtype == dtype
        np.testing.assert_allclose(found, norms, rtol=tolerance)
        np.testing.assert_allclose(
            trace[f"batch_gradient_norm_log10/layer{place}.hidden"], np.log10(norms), atol=tolerance
        )


@pytest.mark.parametrize("layers", [1, 2])
def test_norms_of_wide_steps_equal_autograds(layers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wide LSTM goes back by hand on what oneDNN's forward pass leaves."""
    monkeypatch.setattr(choice, "WIDE", 1)
    monkeypatch.setattr(choice, "WIDE_IN_ALL", 1)
    run = made("cell.kind=lstm", f"model.layers={layers}")
    run.update()
    trace = run.probe(watch=("batch_gradient_norm/*",))
    for place, norms in enumerate(truth(run)):
        np.testing.assert_allclose(trace[f"batch_gradient_norm/layer{place}.hidden"], norms, rtol=1e-4)


@settings(max_examples=6)
@given(
    cell=st.sampled_from(CELLS), layers=st.integers(1, 3), steps=st.integers(2, 300), batch=st.integers(1, 4),
    inputs=st.integers(1, 8), hidden=st.integers(1, 12), seed=st.integers(0, 1000),
)  # fmt: skip
def test_norms_equal_autograds_whatever_the_sizes(
    cell: str, layers: int, steps: int, batch: int, inputs: int, hidden: int, seed: int
) -> None:
    assume(len({batch, inputs, hidden}) == 3)
    run = made(
        f"cell.kind={cell}", f"model.layers={layers}", f"task.length={steps}", f"training.batch_size={batch}",
        f"task.inputs={inputs}", f"cell.hidden_size={hidden}", f"seed={seed}", "dtype=float64",
    )
    run.update()
    trace = run.probe(watch=("batch_gradient_norm/*",))
    for place, norms in enumerate(truth(run)):
        found = trace[f"batch_gradient_norm/layer{place}.hidden"]
        np.testing.assert_allclose(found, norms, rtol=1e-9, atol=1e-10 * norms.max())


def test_before_the_first_update_it_is_the_coming_batchs_and_learning_meets_the_same() -> None:
    plain, watched = made("cell.kind=gru"), made("cell.kind=gru")
    seen = watched.probe(watch=("batch_gradient_norm/layer0.hidden",))["batch_gradient_norm/layer0.hidden"]
    with torch.no_grad():
        first = [p.clone() for p in watched.learner.model.parameters()]
    assert plain.update()["loss"] == watched.update()["loss"]
    with torch.no_grad():
        for parameter, value in zip(watched.learner.model.parameters(), first, strict=True):
            parameter.copy_(value)
    np.testing.assert_allclose(truth(watched)[0], seen, rtol=1e-4)


def test_beyond_float32_the_exponent_stays_right() -> None:
    small = ("cell.recurrent_init=orthogonal", "cell.recurrent_gain=0.1")
    run = made(*small, "cell.activation=identity", "task.length=80")
    logs = run.probe(watch=("batch_gradient_norm/*",))["batch_gradient_norm_log10/layer0.hidden"]
    np.testing.assert_allclose(np.diff(logs), 1.0, atol=1e-6)
    assert logs[0] < -75


def test_an_encoder_decoder_has_them_too() -> None:
    run = Run(load("translate-attention", ["threads=1", "cell.hidden_size=8", "training.batch_size=4"]))
    run.update()
    trace = run.probe(watch=("batch_gradient_norm/*",))
    batch = run.current
    assert batch is not None
    assert len(trace["batch_gradient_norm/decoder.layer0.hidden"]) == len(batch.inputs)
    assert (trace["batch_gradient_norm/encoder.layer0.hidden"] > 0).any()


def test_nothing_is_made_that_was_not_asked() -> None:
    assert not [name for name in made().probe() if name.startswith("batch_gradient")]


def test_the_newest_batch_comes_back_with_a_snapshot_and_the_state_that_it_went_on_from() -> None:
    sets = ["threads=1", "cell.hidden_size=5", "task.length=9", "training.batch_size=3"]
    run = Run(load("python-lstm", sets))
    run.update()
    run.update()
    fresh = Run(load("python-lstm", sets))
    fresh.restore(run.snapshot())
    assert fresh.current_states is not None
    seen, again = (
        each.probe(watch=("batch_gradient_norm/*",))["batch_gradient_norm/layer0.hidden"] for each in (run, fresh)
    )
    np.testing.assert_array_equal(seen, again)


def test_a_large_pass_keeps_no_buffers_and_one_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    run, watch = made(), ("batch_gradient_norm/*",)
    expected = run.probe(watch)["batch_gradient_norm/layer0.hidden"]
    fresh: list[Ways] = []

    def make() -> Ways:
        fresh.append(Ways())
        return fresh[-1]

    monkeypatch.setattr(batch_gradient, "Ways", make)
    run.probe(watch)
    assert not fresh
    monkeypatch.setattr(batch_gradient, "SMALL", 1000)
    np.testing.assert_array_equal(run.probe(watch)["batch_gradient_norm/layer0.hidden"], expected)
    assert len(fresh) == 1
    monkeypatch.setattr(estimate, "free_memory", lambda: 2000)
    with pytest.raises(BadInput, match=r"batch_gradient_norm/layer0\.hidden over 9 steps of 5 examples needs about"):
        run.probe(watch)


@pytest.mark.parametrize("cell", CELLS)
def test_a_batch_that_goes_on_begins_with_the_carried_states(cell: str) -> None:
    sets = [f"cell.kind={cell}", "threads=1", "cell.hidden_size=5", "task.length=4", "training.batch_size=3"]
    run = Run(load("python-lstm", sets))
    run.update()
    run.update()
    assert run.current_states is not None
    seen = run.probe(watch=("batch_gradient_norm/*",))["batch_gradient_norm/layer0.hidden"]
    np.testing.assert_allclose(seen, truth(run)[0], rtol=1e-4)


def test_full_cells_that_never_forget_do_not_drown_what_has_faded() -> None:
    """What torch's kernel lets into a cell at c = 9 by a rounded slope is more than what is left after 60 steps."""
    found = []
    for dtype in ("float32", "float64"):
        run = made("cell.kind=lstm", "task.length=60", "cell.forget_bias=-1", f"dtype={dtype}")
        assert isinstance(run.learner.model, Stack)
        layer = run.learner.model.layers[0]
        with torch.no_grad():
            gates = layer.get_parameter("bias_ih_l0").view(4, 6)
            gates[0, 0], gates[1, 0], gates[2, 0] = -1.0, 6.0, 2.0
            layer.get_parameter("weight_hh_l0").mul_(0.8)
        if dtype == "float32" and choice.name_of(layer, 5) not in ("swap", "echo"):
            pytest.skip("this torch goes another way")
        found.append(run.probe(watch=("batch_gradient_norm/*",))["batch_gradient_norm_log10/layer0.hidden"])
    np.testing.assert_allclose(found[0], found[1], rtol=0, atol=1e-4)
    assert found[1].max() - found[1].min() > 3


def test_a_last_symbol_that_is_nearly_certain_still_sends_back_what_it_does() -> None:
    sets = ["cell.hidden_size=4", "training.batch_size=3", "threads=1"]
    single, wide = (Run(load("translate-attention", [*sets, f"dtype={kind}"])) for kind in ("float32", "float64"))
    pinned = single.pinned
    assert isinstance(pinned, PairBatch)
    last = int(np.asarray(pinned.targets)[int(pinned.lengths[0]) - 1, 0])  # the end of every sentence
    with torch.no_grad():
        dict(single.learner.model.named_parameters())["readout.bias"][last] = 25.0
    wide.learner.model.load_state_dict(single.learner.model.state_dict())
    name = "batch_gradient_norm_log10/decoder.layer0.hidden"
    found, true = single.probe(("batch_gradient_norm/*",))[name], wide.probe(("batch_gradient_norm/*",))[name]
    assert true[-1] < -8
    np.testing.assert_allclose(found, true, rtol=0, atol=0.005)
