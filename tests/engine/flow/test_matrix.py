"""The loss-by-time matrix against autograd through torch's own cells, closed forms, and its own sums."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from rnnviz.catalogue import from_values, load
from rnnviz.directions import parameter_of
from rnnviz.engine.flow import matrix as flow
from rnnviz.engine.flow import tiled, triangle
from rnnviz.engine.networks import estimate
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes import graph, pairs
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.tasks import PairBatch
from rnnviz.trace import Trace
from tests.engine import linear_passes
from tests.engine.unrolled import States, unrolled

MODELS = [
    ("rnn", "tanh", 1), ("rnn", "tanh", 3), ("rnn", "relu", 2), ("gru", "", 1), ("gru", "", 2), ("lstm", "", 1),
    ("lstm", "", 3), ("gru_before", "", 2), ("lstm_1997", "", 1), ("lstm_peephole", "", 2),
]


def small(cell: str, activation: str = "", layers: int = 1, *sets: str) -> Run:
    chosen = {
        "cell.kind": cell, "model.layers": str(layers), "cell.hidden_size": "7", "task.length": "12",
        "task.inputs": "3", "training.loss_on": "all", "dtype": "float64", "threads": "1",
    }
    if activation:
        chosen["cell.activation"] = activation
    chosen |= dict(text.split("=") for text in sets)
    run = Run(load("vanishing-rnn", [f"{key}={value}" for key, value in chosen.items()]))
    looking(run)
    return run


def looking(run: Run) -> None:
    """Draw peepholes, which start shut."""
    generator = torch.Generator().manual_seed(7)
    with torch.no_grad():
        for name, value in run.learner.model.named_parameters():
            if "peephole" in name:
                value.copy_(torch.randn(value.shape, generator=generator))


def drawn_states(run: Run) -> States:
    model = run.learner.model
    assert isinstance(model, Stack)
    generator = torch.Generator().manual_seed(5)
    return tuple(
        tuple(torch.randn(s.shape, generator=generator, dtype=s.dtype) for s in state) for state in model.start(1)
    )


def traced(run: Run, *watch: str, states: States | None = None) -> Trace:
    return run.probe_maker.trace(run.pinned, states, watch, None)


def silent(run: Run) -> None:
    """Nothing enters: states of a linear network stay 0 however large its gain."""
    with torch.no_grad():
        for name, value in run.learner.model.named_parameters():
            if "ih" in name or "layer0.bias" in name:
                value.zero_()


@pytest.mark.parametrize(("piece", "longest"), [(16, 128), (3, 7), (1, 1)])
@pytest.mark.parametrize(("cell", "activation", "layers"), MODELS)
def test_every_row_equals_autograd_of_that_steps_loss(
    cell: str, activation: str, layers: int, piece: int, longest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(triangle, "PIECE", piece)
    monkeypatch.setattr(triangle, "LONGEST", longest)
    run = small(cell, activation, layers)
    states = drawn_states(run)
    trace = traced(run, "gradient_flow/*", states=states)
    truth = unrolled(run, states)
    assert sum(name.startswith("gradient_flow/") for name in trace.arrays) == len(truth.states)
    for name in truth.states:
        norms = np.stack([np.linalg.norm(truth.of_state(name, [t]), axis=1) for t in range(12)])
        np.testing.assert_allclose(trace[f"gradient_flow/{name}"], norms, rtol=1e-10, atol=1e-18)
        with np.errstate(divide="ignore"):
            np.testing.assert_allclose(trace[f"gradient_flow_log10/{name}"], np.log10(norms), rtol=1e-10, atol=1e-12)
        assert (np.triu(trace[f"gradient_flow/{name}"], 1) == 0).all()
        assert (trace[f"gradient_flow_log10/{name}"][np.triu_indices(12, 1)] == -np.inf).all()
        assert trace[f"gradient_flow_residual/{name}"].shape == (12,)
        assert trace[f"gradient_flow_residual/{name}"].max() < 1e-12


@settings(max_examples=25)
@given(
    cell=st.sampled_from(["rnn", "gru", "lstm"]),
    layers=st.integers(1, 3),
    length=st.integers(2, 150),
    hidden=st.integers(1, 11),
    inputs=st.integers(1, 6),
    loss_on=st.sampled_from(["all", "last"]),
    dtype=st.sampled_from(["float32", "float64"]),
    seed=st.integers(0, 1000),
)
def test_rows_add_up_to_the_gradient(
    cell: str, layers: int, length: int, hidden: int, inputs: int, loss_on: str, dtype: str, seed: int
) -> None:
    run = small(
        cell, "", layers, f"cell.hidden_size={hidden}", f"task.length={length}", f"task.inputs={inputs}",
        f"training.loss_on={loss_on}", f"dtype={dtype}", f"seed={seed}",
    )
    trace = run.probe(watch=("gradient_flow/*", "parameter_gradient_flow/*"))
    residuals = [name for name in trace.arrays if name.startswith("gradient_flow_residual/")]
    assert len(residuals) == layers * (2 if cell == "lstm" else 1)
    for name in residuals:
        assert trace[name].max() < (1e-6 if dtype == "float32" else 1e-12), name
    for name in [name for name in trace.arrays if name.startswith("parameter_gradient_flow/")]:
        norm = float(trace[name.replace("_flow/", "_norm/")])
        within = abs(trace[name]).sum() * (1e-6 if dtype == "float32" else 1e-12)
        assert trace[name].sum() == pytest.approx(norm, rel=0, abs=within), name


@pytest.mark.parametrize(("cell", "layers"), [("gru", 3), ("lstm", 4), ("gru_before", 2)])
def test_rows_and_coarse_rows_of_residual_stacks_equal_the_copies_of_the_pass(
    cell: str, layers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a layer reads goes on past it: against a copy of the whole pass for every loss, by the readable path."""
    monkeypatch.setattr(flow, "COARSE", 5)
    monkeypatch.setattr(triangle, "LONGEST", 5)
    run = small(cell, "", layers, "model.residual=true")
    watch = ("gradient_flow/*", "gradient_flow_coarse/*", "parameter_gradient_flow/*", "parameter_gradient_share/*")
    trace = run.probe(watch=watch)
    plain = run.probe_maker.readable(graph.differentiable)
    assert not plain.names.one_way
    copies = plain.trace(run.pinned, None, watch[:2], None)
    found = [name for name in copies if name.startswith("gradient_flow")]
    assert len(found) == 5 * layers * (2 if cell == "lstm" else 1) + 1
    for name in found:
        if "residual" in name:
            assert trace[name].max() < 1e-12
        elif "log10" not in name:
            np.testing.assert_allclose(trace[name], copies[name], rtol=1e-9, atol=1e-18, err_msg=name)
    for name in (name for name in trace if name.startswith("parameter_gradient_flow/")):
        shares = trace[name.replace("_flow/", "_share/")].sum(1)
        np.testing.assert_allclose(trace[name].sum(0), shares, rtol=1e-9, atol=1e-12 * abs(shares).max())


@pytest.mark.parametrize("model", ["both ways", "transformer", "window", "pair"])
def test_a_coarse_matrix_is_had_of_every_model(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of a group is the gradient of the sum of its losses: the rows of the whole matrix bound it."""
    monkeypatch.setattr(flow, "COARSE", 4)
    fields: dict[str, dict[str, object]] = {
        "both ways": {"layers": 2, "bidirectional": True}, "transformer": {"kind": "transformer", "heads": 2},
        "window": {"kind": "window", "window": 3, "hidden_layers": 2},
        "pair": {"kind": "encoder_decoder", "input": "embedding", "embedding_size": 5},
    }
    task = {"kind": "translate"} if model == "pair" else {"kind": "copying", "blanks": 3}
    run = Run(from_values({
        "task": task, "model": fields[model], "cell": {"kind": "gru", "hidden_size": 6}, "threads": 1,
        "dtype": "float64", "training": {"batch_size": 3},
    }))  # fmt: skip
    trace = run.probe(watch=("gradient_flow/*", "gradient_flow_coarse/*"))
    step = int(trace["gradient_flow_step"])
    assert step > 1
    here = np.flatnonzero(trace["loss_steps"])
    names = run.probe_maker.names.states
    for name in names:
        coarse, fine = trace[f"gradient_flow_coarse/{name}"], trace[f"gradient_flow/{name}"]
        assert coarse.shape == (-(-len(here) // step), -(-fine.shape[1] // step))
        for row, values in enumerate(coarse):
            group = fine[here[row * step : (row + 1) * step], ::step]
            assert (values <= group.sum(0) * (1 + 1e-9) + 1e-300).all()
            if len(group) == 1:
                np.testing.assert_allclose(values, group[0], rtol=1e-9)
        assert coarse.max() > 0


def test_a_loss_on_the_last_step_fills_the_last_row_alone() -> None:
    run = small("lstm", "", 2, "training.loss_on=last")
    trace = run.probe(watch=("gradient_flow/layer1.hidden",))
    matrix = trace["gradient_flow/layer1.hidden"]
    np.testing.assert_allclose(matrix[11], trace["gradient_norm/layer1.hidden"], rtol=1e-12)
    assert (matrix[:11] == 0).all()
    assert (trace["gradient_flow_log10/layer1.hidden"][:11] == -np.inf).all()


def test_nothing_unasked_is_made() -> None:
    run = small("lstm", "", 2)
    plain = set(run.probe().arrays)
    families = ("gradient_flow", "gradient_flow_log10", "gradient_flow_residual")
    more = set(run.probe(watch=("gradient_flow/layer1.cell",)).arrays)
    assert more - plain == {f"{family}/layer1.cell" for family in families}
    more = set(run.probe(watch=("gradient_flow_coarse/layer0.hidden",)).arrays) - plain
    assert more == {
        "gradient_flow_coarse/layer0.hidden", "gradient_flow_coarse_log10/layer0.hidden", "gradient_flow_step"
    }
    more = set(run.probe(watch=("parameter_gradient_flow/layer0.weight_ih",)).arrays) - plain
    assert more == {f"parameter_gradient_{kind}/layer0.weight_ih" for kind in ("flow", "norm")}


@pytest.mark.parametrize(("gain", "dtype"), [(0.01, "float32"), (20.0, "float32"), (20.0, "float64"), (1e9, "float32")])
def test_norms_far_outside_the_precision_keep_their_exponent(gain: float, dtype: str) -> None:
    run = small(
        "rnn", "identity", 1, "cell.recurrent_init=orthogonal", "task.length=400", f"dtype={dtype}"
    )
    silent(run)
    with torch.no_grad():
        run.learner.model.get_parameter("layer0.weight_hh_l0").mul_(gain)
    trace = run.probe(watch=("gradient_flow/*", "gradient_flow_coarse/*"))
    logs = trace["gradient_flow_log10/layer0.hidden"]
    own = np.diag(logs)
    t, k = np.tril_indices(400)
    np.testing.assert_allclose(logs[t, k], own[t] + (t - k) * math.log10(gain), rtol=1e-6, atol=2e-3)
    assert np.isfinite(own).all()
    assert abs(logs[399, 0]) > 500
    assert trace["gradient_flow/layer0.hidden"][399, 0] == (0 if gain < 1 else np.inf)
    coarse = trace["gradient_flow_coarse_log10/layer0.hidden"]  # two losses a group: one outweighs the other
    later, earlier = own[1::2, None] + np.arange(1, 401, 2)[:, None] * 1j, own[::2, None]
    columns = np.arange(0, 400, 2)[None]
    ruling = later.imag - columns if gain > 1 else later.imag - 1 - columns
    expected = (later.real if gain > 1 else earlier) + ruling * math.log10(gain)
    rows, found = np.tril_indices(200)
    np.testing.assert_allclose(coarse[rows, found], expected[rows, found], rtol=1e-3, atol=0.15)


def test_a_layer_that_keeps_its_gradient_is_right_beside_one_that_loses_it() -> None:
    run = small("rnn", "identity", 2, "cell.recurrent_init=orthogonal", "task.length=300", "dtype=float32")
    silent(run)
    with torch.no_grad():
        run.learner.model.get_parameter("layer1.weight_hh_l0").mul_(1e-3)
        generator = torch.Generator().manual_seed(1)
        weight = run.learner.model.get_parameter("layer1.weight_ih_l0")
        weight.copy_(torch.randn(weight.shape, generator=generator))
    trace = run.probe(watch=("gradient_flow/*",))
    top, bottom = (trace[f"gradient_flow_log10/layer{i}.hidden"] for i in (1, 0))
    steps = np.arange(300)
    np.testing.assert_allclose(top[299] - top[299, 299], -3.0 * steps[::-1], rtol=1e-5, atol=1e-3)
    np.testing.assert_allclose(bottom[299, :290], bottom[299, 289], atol=1e-4)


def test_a_dead_step_is_exactly_zero() -> None:
    run = small("rnn", "relu", 1, "dtype=float32")
    with torch.no_grad():
        run.learner.model.get_parameter("layer0.bias_ih_l0").fill_(-100.0)
    trace = run.probe(watch=("gradient_flow/*",))
    logs = trace["gradient_flow_log10/layer0.hidden"]
    assert np.isfinite(np.diag(logs)).all()
    assert (logs[np.tril_indices(12, -1)] == -np.inf).all()
    assert trace["gradient_flow_residual/layer0.hidden"].max() < 1e-6


@pytest.mark.parametrize("loss_on", ["all", "last"])
def test_coarse_rows_are_the_gradients_of_groups_of_losses(loss_on: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "COARSE", 5)
    monkeypatch.setattr(triangle, "LONGEST", 4)
    run = small("gru", "", 2, f"training.loss_on={loss_on}", "task.length=13")
    trace = run.probe(watch=("gradient_flow_coarse/*",))
    truth = unrolled(run)
    assert trace["gradient_flow_step"] == 3
    groups = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11], [12]] if loss_on == "all" else [[12]]
    for name in truth.states:
        norms = np.stack([np.linalg.norm(truth.of_state(name, group), axis=1)[::3] for group in groups])
        np.testing.assert_allclose(trace[f"gradient_flow_coarse/{name}"], norms, rtol=1e-10, atol=1e-18)
        with np.errstate(divide="ignore"):
            np.testing.assert_allclose(trace[f"gradient_flow_coarse_log10/{name}"], np.log10(norms), atol=1e-10)


@pytest.mark.parametrize(("cell", "activation", "layers"), MODELS)
def test_parameter_flow_says_what_each_loss_adds_along_the_gradient(cell: str, activation: str, layers: int) -> None:
    run = small(cell, activation, layers)
    states = drawn_states(run)
    trace = traced(run, "parameter_gradient_flow/*", "parameter_gradient_share/*", states=states)
    truth = unrolled(run, states)
    for scope in (f"layer{i}" for i in range(layers)):
        for parameter in ("weight_hh", "weight_ih", *(["weight_peephole"] if cell == "lstm_peephole" else [])):
            name = f"{scope}.{parameter}"
            matrix = trace[f"parameter_gradient_flow/{name}"]
            assert matrix.shape == (12, 12)
            assert (np.triu(matrix, 1) == 0).all()
            whole = truth.of_parameter(name)
            size = float(np.linalg.norm(whole))
            assert matrix.sum() == pytest.approx(size, rel=1e-10)
            assert float(trace[f"parameter_gradient_norm/{name}"]) == pytest.approx(size, rel=1e-10)
            along = [(truth.of_parameter(name, [t]) * whole).sum() / size for t in range(12)]
            np.testing.assert_allclose(matrix.sum(1), along, rtol=1e-9, atol=1e-12 * size)
            shares = trace[f"parameter_gradient_share/{name}"].sum(1)
            np.testing.assert_allclose(matrix.sum(0), shares, rtol=1e-9, atol=1e-12 * size)


def test_a_matrix_that_would_not_fit_offers_a_coarser_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "SMALL", 0)
    run = small("gru")
    monkeypatch.setattr(estimate, "free_memory", lambda: 1000)
    with pytest.raises(
        BadInput,
        match=r"gradient_flow/layer0\.hidden over 12 steps needs about .* GB .*: watch gradient_flow_coarse/layer0\.h",
    ):
        run.probe(watch=("gradient_flow/*",))
    with pytest.raises(BadInput, match=r"watch parameter_gradient_by_step/layer0\.weight_hh instead"):
        run.probe(watch=("parameter_gradient_flow/layer0.weight_hh",))
    assert "gradient_flow_coarse/layer0.hidden" in run.probe(watch=("gradient_flow_coarse/*",)).arrays


@pytest.mark.parametrize("group_bytes", [256 << 20, 1])
@pytest.mark.parametrize("attention", ["none", "additive"])
def test_an_encoder_decoders_rows_are_its_steps_reaches(
    attention: str, group_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiled, "GROUP_BYTES", group_bytes)
    run = Run(
        from_values(
            {
                "task": {"kind": "translate"}, "threads": 1, "dtype": "float64",
                "cell": {"kind": "lstm", "hidden_size": 6},
                "model": {"attention": attention, "input": "embedding", "embedding_size": 5},
                "training": {"batch_size": 9},
            }
        )
    )
    trace = run.probe(watch=("gradient_flow/*",))
    here = np.flatnonzero(trace["loss_steps"])
    assert len(here) > 2
    for scope in ("encoder.layer0", "decoder.layer0"):
        for name in (f"{scope}.hidden", f"{scope}.cell"):
            matrix = trace[f"gradient_flow/{name}"]
            assert matrix.shape == (len(trace["loss_steps"]), len(trace[name]))
            for t in here:
                reach = run.probe(reach_from=int(t))[f"gradient_reach/{name}"]
                np.testing.assert_allclose(matrix[t] * len(here), reach, rtol=1e-9, atol=1e-15)
            logs = trace[f"gradient_flow_log10/{name}"]
            with np.errstate(divide="ignore"):
                np.testing.assert_allclose(logs, np.log10(matrix), atol=1e-9)
            assert trace[f"gradient_flow_residual/{name}"].max() < 1e-12


FOLLOWED = [
    ("both ways", "gru_before", 256 << 20), ("past its layers", "lstm_peephole", 256 << 20), ("pair", "lstm", 1),
    ("attention", "gru", 256 << 20),
]
"""One of each kind; the other cells are left to the soak."""
REST = [
    (model, cell, group) for model in ("both ways", "past its layers", "pair", "attention")
    for cell in ("rnn", "gru", "gru_before", "lstm", "lstm_1997", "lstm_peephole") for group in (256 << 20, 1)
    if (model, cell, group) not in FOLLOWED
]


@pytest.mark.parametrize(
    ("model", "cell", "group_bytes"), [*FOLLOWED, *(pytest.param(*each, marks=pytest.mark.soak) for each in REST)]
)
def test_what_each_loss_adds_along_the_gradient_where_losses_are_followed_one_by_one(
    model: str, cell: str, group_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against autograd of every step's loss alone, through the pass that learns."""
    monkeypatch.setattr(tiled, "GROUP_BYTES", group_bytes)
    two: dict[str, object] = {"layers": 2, "bidirectional": True, "residual": model == "past its layers"}
    if model in ("pair", "attention"):
        two = {"attention": "general" if model == "attention" else "none", "input": "embedding", "embedding_size": 5}
    task = {"kind": "copying", "blanks": 2} if "bidirectional" in two else {"kind": "translate"}
    run = Run(from_values({
        "task": task, "model": two, "cell": {"kind": cell, "hidden_size": 4}, "threads": 1, "dtype": "float64",
        "training": {"batch_size": 3},
    }))  # fmt: skip
    looking(run)
    trace = run.probe(("parameter_gradient_flow/*", "parameter_gradient_share/*"))
    parameters = dict(run.learner.model.named_parameters())
    here = np.flatnonzero(trace["loss_steps"])
    each = {name: np.zeros((len(here), *value.shape)) for name, value in parameters.items()}
    example = pairs.cropped(run.pinned) if isinstance(run.pinned, PairBatch) else run.pinned
    for row, t in enumerate(here):
        alone = example.loss_steps.copy()
        alone[:] = False
        alone[t] = True
        run.learner.model.zero_grad()
        run.learner.run(replace(example, loss_steps=alone)).loss.backward()  # type: ignore[no-untyped-call]
        for name, value in parameters.items():
            if value.grad is not None:
                each[name][row] = value.grad.numpy() / len(here)
    flows = [name for name in trace if name.startswith("parameter_gradient_flow/")]
    scopes = len(trace.cells)
    assert len(flows) == scopes * (3 if cell == "lstm_peephole" else 2)
    for name in flows:
        scope, _, short = name.partition("/")[2].rpartition(".")
        found = each[parameter_of(scope, short)]
        whole = found.sum(0)
        size = float(np.linalg.norm(whole))
        matrix = trace[name]
        assert matrix.shape == (len(trace["loss_steps"]), len(trace[f"{scope}.hidden"]))
        along = (found * whole).reshape(len(here), -1).sum(1) / size
        np.testing.assert_allclose(matrix[here].sum(1), along, rtol=1e-8, atol=1e-11 * size, err_msg=name)
        shares = trace[name.replace("_flow/", "_share/")].sum(1)
        np.testing.assert_allclose(matrix.sum(0), shares, rtol=1e-8, atol=1e-11 * size, err_msg=name)
        assert float(trace[name.replace("_flow/", "_norm/")]) == pytest.approx(size, rel=1e-9)


@pytest.mark.parametrize("cell", linear_passes.CELLS)
def test_gradients_that_are_not_finite_have_no_logarithm(cell: str) -> None:
    sets = ("cell.hidden_size=4", "task.length=12", "training.loss_on=all")
    run = linear_passes.run_of(*linear_passes.CELLS[cell], *sets)
    with torch.no_grad():
        run.learner.model.get_parameter("readout.weight").mul_(1e30)  # the squared error's gradient overflows
    trace = run.probe(("gradient_flow/*", "gradient_flow_coarse/*"))
    for kind in ("gradient_flow", "gradient_flow_coarse"):
        logs = trace[f"{kind}_log10/layer0.hidden"]
        assert np.isnan(np.diagonal(logs)).any(), kind
        assert not np.isposinf(logs).any()
