"""Stacks that read both ways, and those with residual connections, against torch's own modules and plain autograd."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from rnnviz.assembly import from_values
from rnnviz.cells.tape import Tape
from rnnviz.engine.flow import truncation
from rnnviz.engine.networks import losses
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes.graph import differentiable
from rnnviz.engine.passes.linearised import LinearPass
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import verify
from rnnviz.errors import BadInput
from rnnviz.operation import Operation

pytestmark = pytest.mark.usefixtures("one_thread")

MODULES: dict[str, Any] = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}
COPYING = {"kind": "copying", "blanks": 4}
SHORT = {"kind": "neighbours", "length": 8}


def made(
    kind: str = "lstm", task: dict[str, Any] = COPYING, dtype: str = "float64", cell: dict[str, Any] | None = None,
    training: dict[str, Any] | None = None, **model: Any,
) -> Run:
    values = {
        "task": task, "dtype": dtype, "model": model, "cell": {"kind": kind, "hidden_size": 5, **(cell or {})},
        "training": {"batch_size": 4, **(training or {})},
    }
    return Run(from_values(values))


def stack_of(run: Run) -> Stack:
    assert isinstance(run.learner.model, Stack)
    return run.learner.model


def by_torch(run: Run, parameters: dict[str, Tensor]) -> tuple[dict[str, Tensor], Tensor]:
    """Return h by scope (T, H) and the outputs (T, 1, K), by torch.nn's modules on the model's parameters."""
    kind, fields = run.experiment.cell.kind, run.experiment.model
    x = nn.functional.one_hot(torch.from_numpy(run.pinned.inputs), run.task.input_size).double()
    found: dict[str, Tensor] = {}
    for place in range(fields.layers):
        module = MODULES[kind](x.shape[-1], 5, bidirectional=fields.bidirectional).double()
        prefix = f"layer{place}."
        own = {name.removeprefix(prefix): value for name, value in parameters.items() if name.startswith(prefix)}
        module.load_state_dict(own)  # strict: every name is torch's
        y, _ = torch.func.functional_call(module, own, (x,))
        found |= {f"layer{place}": y[:, 0, :5]} | ({f"layer{place}_reverse": y[:, 0, 5:]} if y.shape[2] > 5 else {})
        x = y + x if fields.residual and place else y
    return found, x @ parameters["readout.weight"].T + parameters["readout.bias"]


FIELDS = ({"bidirectional": True, "layers": 2}, {"residual": True, "layers": 3},
          {"bidirectional": True, "residual": True, "layers": 2})  # fmt: skip


@pytest.mark.parametrize("fields", FIELDS, ids=["both ways", "residual", "both"])
@pytest.mark.parametrize("kind", MODULES)
def test_values_and_what_is_learnt_from_are_those_of_torchs_modules(kind: str, fields: dict[str, Any]) -> None:
    run = made(kind, **fields)
    run.update()
    model = stack_of(run)
    trace = run.probe()
    assert trace.path == "loops"
    hidden, outputs = by_torch(run, {name: p.detach().requires_grad_() for name, p in model.named_parameters()})
    np.testing.assert_allclose(trace["outputs"], outputs[:, 0].detach(), atol=1e-13)
    assert list(trace.scopes) == list(hidden)
    for scope, value in hidden.items():
        np.testing.assert_allclose(trace[f"{scope}.hidden"], value.detach(), atol=1e-13)

    parameters = {name: p.detach().clone().requires_grad_() for name, p in model.named_parameters()}
    targets, steps = run.learner.tensor(run.pinned.targets), run.learner.tensor(run.pinned.loss_steps)
    loss = losses.total(run.task.loss, by_torch(run, parameters)[1], targets, steps)
    loss.backward()  # type: ignore[no-untyped-call]
    model.zero_grad()
    run.learner.run(run.pinned).loss.backward()  # type: ignore[no-untyped-call]
    for name, parameter in model.named_parameters():
        mine, true = parameter.grad, parameters[name].grad
        assert mine is not None
        assert true is not None
        np.testing.assert_allclose(mine, true, atol=1e-13, err_msg=name)


@pytest.mark.parametrize("kind", ["gru", "lstm_peephole"])
@pytest.mark.parametrize("fields", FIELDS, ids=["both ways", "residual", "both"])
def test_the_fast_exact_and_readable_paths_are_plain_autograd(kind: str, fields: dict[str, Any]) -> None:
    run = made(kind, task=SHORT, **fields)
    run.update()
    model, example = stack_of(run), run.pinned
    tapes: dict[tuple[str, int], Any] = {}

    def tape(scope: str, t: int) -> Any:
        return tapes.setdefault((scope, t), differentiable(scope, t))

    x = model.inputs(run.learner.tensor(example.inputs), model.readout.weight)
    outputs = model.readout(model.unrolled(x, model.start(1), tape))
    targets, steps = run.learner.tensor(example.targets), run.learner.tensor(example.loss_steps)
    loss = losses.total(run.task.loss, outputs, targets, steps)
    trace = run.probe(("gradient/*", "gradient_flow/layer0.hidden"))
    names = [name.removeprefix("gradient/") for name in trace if name.startswith("gradient/")]
    assert "inputs" in names
    for name in names:
        scope, _, key = name.rpartition(".")
        records = [tapes[scope or "layer0", t].values[key] for t in range(len(example.inputs))]
        true = torch.autograd.grad(loss, records, retain_graph=True, allow_unused=True)
        rows = np.stack([np.zeros(r.shape[-1]) if g is None else g[0] for g, r in zip(true, records, strict=True)])
        np.testing.assert_allclose(trace[f"gradient/{name}"], rows, atol=1e-12, err_msg=name)
    assert float(trace["gradient_flow_residual/layer0.hidden"].max()) < 1e-10


def test_a_loss_reaches_later_steps_by_the_way_back_and_earlier_ones_by_the_way_on() -> None:
    run = made("gru", bidirectional=True)
    trace = run.probe(("gradient_flow/*",), reach_from=9)
    on, back = trace["gradient_reach/layer0.hidden"], trace["gradient_reach/layer0_reverse.hidden"]
    assert (on[:10] > 0).all()
    assert (on[10:] == 0).all()
    assert (back[9:] > 0).all()
    assert (back[:9] == 0).all()
    flow = trace["gradient_flow/layer0_reverse.hidden"]
    assert np.array_equal(flow > 0, np.triu(np.ones_like(flow)) > 0)


def test_the_way_back_forgets_towards_the_start_by_the_gain_a_step_however_small() -> None:
    """W = 0.5 Q of a linear network: a loss at step 0 sends 0.5^k into h_k of the way back, beyond float32 and back."""
    run = made(
        "rnn", task={"kind": "recall", "length": 200}, dtype="float32", bidirectional=True,
        cell={"activation": "identity", "recurrent_init": "orthogonal", "recurrent_gain": 0.5},
    )
    trace = run.probe(reach_from=0)
    assert trace.path == "exact"
    logs = trace["gradient_reach_log10/layer0_reverse.hidden"]
    np.testing.assert_allclose(np.diff(logs), np.log10(0.5), atol=1e-5)
    assert logs[-1] < -55
    assert np.isneginf(trace["gradient_reach_log10/layer0.hidden"][1:]).all()


def test_losses_far_apart_are_each_right_where_gradients_have_vanished_in_between() -> None:
    """Every layer below gets gradients of very different sizes step by step."""
    fields: dict[str, Any] = {"cell": {"recurrent_gain": 0.05}, "task": {"kind": "recall", "length": 90}}
    deep: dict[str, Any] = {"bidirectional": True, "layers": 2, "training": {"loss_on": "last"}}
    single, double = (made("rnn", dtype=dtype, **fields, **deep) for dtype in ("float32", "float64"))
    single.learner.model.load_state_dict(double.learner.model.state_dict())
    one, other = single.probe(), double.probe()
    for scope in one.scopes:
        name = f"gradient_norm_log10/{scope}.hidden"
        np.testing.assert_allclose(one[name], other[name], atol=1e-3)
    assert one["gradient_norm_log10/layer1.hidden"][0] < -60


@pytest.mark.parametrize("bidirectional", [False, True])
def test_truncation_cuts_every_direction_at_the_same_places(bidirectional: bool) -> None:
    run = made("gru", training={"truncate": 7}, layers=2, bidirectional=bidirectional)
    batch = run.learner.prepare(run.task.batch(4, np.random.default_rng(0)))
    run.learner.run(batch).loss.backward()  # type: ignore[no-untyped-call]
    model = stack_of(run)
    found = {name: p.grad.clone() for name, p in model.named_parameters() if p.grad is not None}
    model.zero_grad()

    class Cutting(Tape):
        def enter(self, state: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
            return tuple(s.detach() for s in state)

    def tape(scope: str, t: int) -> Any:
        first = t + 1 if scope.endswith("_reverse") else t  # the way back enters t from t + 1
        return Cutting() if first % 7 == 0 else Tape()

    x = model.inputs(run.learner.tensor(batch.inputs), model.readout.weight)
    outputs = model.readout(model.unrolled(x, model.start(4), tape))
    targets, steps = run.learner.tensor(batch.targets), run.learner.tensor(batch.loss_steps)
    losses.total(run.task.loss, outputs, targets, steps).backward()  # type: ignore[no-untyped-call]
    for name, parameter in model.named_parameters():
        assert parameter.grad is not None
        np.testing.assert_allclose(found[name], parameter.grad, atol=1e-14, err_msg=name)


def test_only_the_way_on_goes_on_from_pass_to_pass(tmp_path: Any) -> None:
    text = tmp_path / "text.txt"
    text.write_text("the quick brown fox jumps over the lazy dog. " * 60)
    run = made("lstm", task={"kind": "char_lm", "path": str(text), "length": 20}, bidirectional=True)
    run.update()
    assert run.states is not None
    on, back = run.states
    assert all(bool(state.any()) for state in on)
    assert not any(bool(state.any()) for state in back)


def test_both_directions_follow_a_copy_and_another_precision() -> None:
    model = copy.deepcopy(stack_of(made("lstm", dtype="float32", bidirectional=True))).double()
    own = dict(model.named_parameters())
    for layer in model.layers:
        for name, parameter in layer.named_parameters():
            assert parameter is own[f"layer0.{name}"]
            assert parameter.dtype == torch.float64


def test_an_operation_on_the_way_back_moves_earlier_steps_alone() -> None:
    run = made("gru", dtype="float32", bidirectional=True)
    act = Operation(kind="clamp", target="layer0_reverse.hidden", first=8, last=8, index=(1,), value=0.7)
    trace = run.probe(operations=[act])
    assert trace.untouched is not None
    moved = np.abs(trace["layer0_reverse.hidden"] - trace.untouched["layer0_reverse.hidden"]).max(1)
    assert (moved[:9] > 0).all()
    assert (moved[9:] == 0).all()
    assert np.array_equal(trace["layer0.hidden"], trace.untouched["layer0.hidden"])


@pytest.mark.parametrize(
    ("kind", "dtype", "fields"),
    [
        ("rnn", "float32", FIELDS[2]),
        ("gru", "float64", {"bidirectional": True}),
        *(
            pytest.param(kind, dtype, fields, marks=pytest.mark.soak)
            for kind in ("lstm", "gru", "rnn", "lstm_peephole", "gru_before")
            for dtype in ("float32", "float64") for fields in FIELDS
        ),
    ],
)
def test_verify_finds_every_number_right(kind: str, dtype: str, fields: dict[str, Any]) -> None:
    run = made(kind, task=SHORT, dtype=dtype, **fields)
    run.update()
    checks = [check for part in verify(run) for check in part]
    assert [check.key for check in checks if check.ratio > 1] == []
    assert len(checks) > 100
    assert sum(check.key.startswith("truncated/gradient_kept@3/") for check in checks) >= len(stack_of(run).names)


def test_cuts_in_other_places_are_found_where_layers_read_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    right = truncation._split_by_level

    def later(passed: LinearPass, steps: int, states: list[str]) -> dict[str, np.ndarray]:
        return right(passed, steps + 1, states)

    monkeypatch.setattr(truncation, "_split_by_level", later)
    checks = [check for part in verify(made("rnn", task=SHORT, bidirectional=True)) for check in part]
    assert {check.key.partition("/")[0] for check in checks if check.ratio > 1} == {"truncated"}


def test_what_sees_the_answers_is_said_and_what_does_not_is_not() -> None:
    hello = {"kind": "hello"}
    assert "model.bidirectional" in str(made("rnn", task=hello, bidirectional=True).remarks[0].words)
    assert not made("rnn", task=hello).remarks
    assert not made("rnn", task=hello, bidirectional=True, training={"loss_on": "last"}).remarks
    assert not made("rnn", task={"kind": "neighbours"}, bidirectional=True).remarks


def test_a_transformer_that_looks_ahead_sees_the_answers_too() -> None:
    values: dict[str, Any] = {"task": {"kind": "hello"}, "cell": {"kind": "rnn", "hidden_size": 4}}
    for causal in (True, False):
        run = Run(from_values({**values, "model": {"kind": "transformer", "causal": causal}}))
        assert [remark.words.values["field"] for remark in run.remarks] == ([] if causal else ["model.causal"])


@pytest.mark.parametrize("field", ["model.bidirectional", "model.residual"])
def test_only_a_stack_reads_both_ways_or_past_its_layers(field: str) -> None:
    values: dict[str, Any] = {"task": {"kind": "hello"}, "cell": {"kind": "rnn"}}
    transformer = from_values({**values, "model": {field.partition(".")[2]: True}}, {"model.kind": "transformer"})
    assert transformer.value(field) is False  # the new kind does not have it
    with pytest.raises(BadInput) as problem:
        from_values(values, {"model.kind": "transformer", field: True})
    assert str(problem.value) == f'{field} needs model.kind = "stack", got "transformer"'


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("kind", MODULES)
def test_weights_of_torchs_own_module_that_reads_both_ways(kind: str, bias: bool, tmp_path: Any) -> None:
    torch.manual_seed(3)
    columns, path = 3, tmp_path / "w.safetensors"
    module = MODULES[kind](columns, 4, 2, bidirectional=True, bias=bias).double()
    readout = nn.Linear(8, columns).double()
    save_file({f"net.rnn.{name}": value for name, value in module.state_dict().items()}
              | {f"net.fc.{name}": value for name, value in readout.state_dict().items()}, path)  # fmt: skip
    values = {"task": {"kind": "series", "generated": "ar2", "columns": columns, "length": 12}, "dtype": "float64"}
    run = Run(from_values(values, {"model.weights": str(path)}))
    fields = run.experiment.model
    assert (run.experiment.cell.kind, fields.bidirectional, fields.layers) == (kind, True, 2)
    assert (run.experiment.cell.hidden_size, stack_of(run).readout.weight.shape) == (4, (columns, 8))
    y, _ = module(torch.from_numpy(run.pinned.inputs).double())
    trace = run.probe()
    np.testing.assert_allclose(trace["layer1.hidden"], y[:, 0, :4].detach(), atol=1e-13)
    np.testing.assert_allclose(trace["layer1_reverse.hidden"], y[:, 0, 4:].detach(), atol=1e-13)
    np.testing.assert_allclose(trace["outputs"], readout(y)[:, 0].detach(), atol=1e-13)
    again = tmp_path / "again.safetensors"
    save_file(stack_of(run).state_dict(), again)  # as this program writes them
    twice = Run(from_values(values, {"model.weights": str(again)}))
    assert twice.experiment.model.bidirectional
    np.testing.assert_array_equal(twice.probe()["outputs"], trace["outputs"])


def test_weights_say_whether_they_read_both_ways(tmp_path: Any) -> None:
    for both_ways in (True, False):
        path = str(tmp_path / f"{both_ways}.safetensors")
        save_file(nn.LSTM(4, 4, bidirectional=both_ways).state_dict(), path)
        hello = {"task": {"kind": "hello"}, "cell": {"kind": "lstm"}, "model": {"bidirectional": not both_ways}}
        assert from_values(hello, {"model.weights": path}).model.bidirectional is both_ways
        with pytest.raises(BadInput, match=r"model\.bidirectional is (True|False), but the weights in"):
            from_values(hello, {"model.weights": path, "model.bidirectional": not both_ways})
