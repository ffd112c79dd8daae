"""Operated passes against torch's equations written out by hand in float64, with autograd."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor

from rnnviz.catalogue import load
from rnnviz.engine.passes.pairs import cropped
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.operation import Operation
from rnnviz.tasks import PairBatch
from rnnviz.trace import Trace
from tests.engine.surgery.by_hand import Act, ByHand, of_pair, of_stack

T, H = 12, 5


def assert_close(found: np.ndarray, truth: np.ndarray, said: str = "") -> None:
    np.testing.assert_allclose(found, truth, rtol=1e-9, atol=1e-14, err_msg=said)


def stack(kind: str, layers: int = 2, *sets: str) -> Run:
    chosen = {
        "cell.kind": kind, "cell.hidden_size": str(H), "model.layers": str(layers), "task.length": str(T),
        "task.inputs": "3", "threads": "1", "dtype": "float64", "training.loss_on": "all",
    } | dict(text.split("=") for text in sets)  # fmt: skip
    return Run(load("vanishing-rnn", [f"{key}={value}" for key, value in chosen.items()]))


def acting(*operations: Operation) -> Act:
    """Return what operations do to a quantity, told apart from the program's own way: by numbers on the axis."""

    def act(name: str, t: int, value: Tensor) -> Tensor:
        for o in operations:
            if o.target == name and (o.first is None or t >= o.first) and (o.last is None or t <= o.last):
                columns = list(o.index) or range(value.shape[1])
                parts = list(value.unbind(1))
                for column in columns:
                    parts[column] = parts[column] * o.value if o.kind == "scale" else parts[column] * 0.0 + o.value
                value = torch.stack(parts, 1)
        return value

    return act


def assert_the_same(trace: Trace, truth: ByHand) -> None:
    """Compare every array that both have: values, losses, gradients, norms, reach."""
    scopes = [*trace.cells, "decoder"]
    for name, kept in truth.kept.items():
        if name in trace:
            assert_close(trace[name], truth.values(name), name)
        if f"gradient/{name}" in trace:
            gradient = truth.gradient(name)
            assert_close(trace[f"gradient/{name}"], gradient, f"gradient/{name}")
        if f"gradient_norm/{name}" in trace:
            norms = np.linalg.norm(truth.gradient(name), axis=1)
            assert_close(trace[f"gradient_norm/{name}"], norms, name)
            with np.errstate(divide="ignore"):
                np.testing.assert_allclose(trace[f"gradient_norm_log10/{name}"], np.log10(norms), rtol=1e-8, atol=1e-9)
        if f"gradient_reach/{name}" in trace:
            reach = np.linalg.norm(truth.gradient(name, [-1], each=True), axis=1)
            assert_close(trace[f"gradient_reach/{name}"], reach, name)
        assert len(kept)
    assert {name.rpartition(".")[0] for name in truth.kept} <= {*scopes, "", "encoder"}
    assert_close(trace["outputs"], torch.cat(truth.outputs).detach().numpy())
    losses = torch.stack(truth.losses).detach().numpy()
    assert_close(trace["loss"], losses.mean())
    assert_close(trace["loss_by_time"][trace["loss_steps"]], losses / len(losses))


BY_CELL: Mapping[str, tuple[Operation, ...]] = {
    "lstm": (
        Operation(kind="clamp", target="layer0.forget_gate", index=(3,), first=2, last=6, value=1.0),
        Operation(kind="clamp", target="layer1.cell", index=(1,), first=4, last=4, value=0.7),
        Operation(kind="scale", target="layer1.output_gate", value=0.5),
        Operation(kind="clamp", target="layer0.hidden", index=(0,), first=5, value=0.0),
        Operation(kind="scale", target="layer0.candidate", index=(2,), last=8, value=-2.0),
    ),
    "gru": (
        Operation(kind="clamp", target="layer0.update_gate", first=3, last=3, value=1.0),
        Operation(kind="scale", target="layer1.reset_gate", index=(4,), value=3.0),
        Operation(kind="clamp", target="layer1.hidden", index=(2,), value=-0.4),
    ),
    "rnn": (
        Operation(kind="clamp", target="layer0.hidden", index=(2,), first=1, last=9, value=0.0),
        Operation(kind="scale", target="layer1.hidden", first=7, value=1.5),
        Operation(kind="clamp", target="inputs", index=(1,), first=6, last=6, value=2.0),
    ),
}


@pytest.mark.parametrize("kind", BY_CELL)
def test_clamped_and_scaled_passes_are_those_written_by_hand(kind: str) -> None:
    run = stack(kind)
    for operations in [*((one,) for one in BY_CELL[kind]), BY_CELL[kind]]:
        trace = run.probe(("gradient/*", "gradient_norm/*"), operations=operations)
        assert trace.operated == operations
        assert_the_same(trace, of_stack(run, acting(*operations)))
        assert trace.untouched is not None
        assert_the_same(trace.untouched, of_stack(run))


@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn"])
@pytest.mark.parametrize("target", ["", "layer0"])
def test_nothing_flows_back_over_a_cut(kind: str, target: str) -> None:
    run = stack(kind)
    cut = Operation(kind="cut", target=target, first=7, last=7)
    trace = run.probe(("gradient/*", "gradient_norm/*", "gradient_flow/*"), operations=[cut])
    layers = [target] if target else ["layer0", "layer1"]
    truth = of_stack(run, cuts={(layer, 7) for layer in layers})
    assert_the_same(trace, truth)
    assert trace.untouched is not None
    assert trace["loss"] == trace.untouched["loss"]
    for name in (f"{scope}.hidden" for scope in ("layer0", "layer1")):
        flow = np.stack([np.linalg.norm(truth.gradient(name, [t]), axis=1) for t in range(T)])
        assert_close(trace[f"gradient_flow/{name}"], flow, name)
        closed = not target  # a cut of the lower layer alone leaves the way over the upper one
        assert (trace[f"gradient_reach_log10/{name}"][:7] == -np.inf).all() == closed


def test_flow_of_a_clamped_pass_adds_up_to_its_gradient() -> None:
    run = stack("lstm")
    trace = run.probe(("gradient_flow/*",), operations=BY_CELL["lstm"])
    truth = of_stack(run, acting(*BY_CELL["lstm"]))
    flow = np.stack([np.linalg.norm(truth.gradient("layer0.cell", [t]), axis=1) for t in range(T)])
    assert_close(trace["gradient_flow/layer0.cell"], flow)
    assert trace["gradient_flow_residual/layer0.cell"].max() < 1e-12


def test_an_edited_weight_is_another_model_with_that_weight_and_the_learning_one_stays() -> None:
    run = stack("lstm")
    before = {name: value.clone() for name, value in run.learner.model.state_dict().items()}
    edit = Operation(kind="weight", target="layer1.weight_hh_l0", index=(7, 2), value=1.25)
    trace = run.probe(("*",), operations=[edit])
    edited = {name: value.clone() for name, value in before.items()}
    edited["layer1.weight_hh_l0"][7, 2] = 1.25
    assert_the_same(trace, of_stack(run, weights=edited))
    other = stack("lstm")
    other.learner.model.load_state_dict(edited)
    for name, values in other.probe(("*",)).arrays.items():
        if not name.startswith(("batch_", "weight_norm/")):  # of the newest batch, and of the run
            np.testing.assert_array_equal(trace[name], values, err_msg=name)
    assert all(torch.equal(value, before[name]) for name, value in run.learner.model.state_dict().items())


def test_another_symbol_is_read_and_targets_stay() -> None:
    run = Run(load("hello-rnn", ["threads=1", "dtype=float64"]))
    symbols = run.task.symbols
    instead = symbols[(int(run.pinned.inputs[1, 0]) + 1) % len(symbols)]
    trace = run.probe(operations=[Operation(kind="token", symbol=instead, first=1, last=2)])
    inputs = run.pinned.inputs.copy()
    inputs[1:3] = symbols.index(instead)
    assert_the_same(trace, of_stack(run, inputs=inputs))
    assert trace.untouched is not None
    assert trace["tokens"].tolist()[1:3] == [instead] * 2
    np.testing.assert_array_equal(trace["targets"], trace.untouched["targets"])


@pytest.fixture(scope="module")
def pair() -> Run:
    return Run(load("translate-attention", ["threads=1", "dtype=float64", "cell.hidden_size=6", "model.layers=2"]))


def test_an_encoder_decoder_is_operated_on_along_the_one_time_axis(pair: Run) -> None:
    example = pair.pinned
    assert isinstance(example, PairBatch)
    example = cropped(example)
    s = len(example.source)
    kind = pair.experiment.cell.kind
    gate = "forget_gate" if kind == "lstm" else "update_gate"
    operations = (
        Operation(kind="clamp", target=f"encoder.layer0.{gate}", index=(2,), first=1, last=3, value=1.0),
        Operation(kind="scale", target="decoder.layer1.hidden", index=(0,), first=s + 2, value=0.0),
        Operation(kind="clamp", target="decoder.attention_scores", index=(1,), value=-1e9),
        Operation(kind="scale", target="decoder.attention", index=(0,), first=s + 1, last=s + 1, value=0.5),
    )
    for chosen in [*((one,) for one in operations), operations]:
        trace = pair.probe(("gradient/*",), operations=chosen)
        assert_the_same(trace, of_pair(pair, example, acting(*chosen)))
    assert (trace["decoder.attention"][:, 1] == 0).all()


def test_a_cut_where_the_decoder_begins_leaves_the_way_over_attention(pair: Run) -> None:
    example = pair.pinned
    assert isinstance(example, PairBatch)
    example = cropped(example)
    s = len(example.source)
    trace = pair.probe(operations=[Operation(kind="cut", first=s, last=s)])
    truth = of_pair(pair, example, cuts={("decoder.layer0", s), ("decoder.layer1", s)})
    assert_the_same(trace, truth)
    assert trace.untouched is not None
    name = "gradient/encoder.layer1.hidden"
    assert trace[name].any()
    assert not np.array_equal(trace[name], trace.untouched[name])


def test_a_cut_inside_either_half_is_there_alone(pair: Run) -> None:
    example = pair.pinned
    assert isinstance(example, PairBatch)
    example = cropped(example)
    s = len(example.source)
    for scope, t in (("encoder.layer0", 2), ("decoder.layer1", s + 2)):
        trace = pair.probe(("gradient/*",), operations=[Operation(kind="cut", target=scope, first=t, last=t)])
        assert_the_same(trace, of_pair(pair, example, cuts={(scope, t)}))
        assert trace.untouched is not None
        assert not np.array_equal(trace[f"gradient/{scope}.hidden"], trace.untouched[f"gradient/{scope}.hidden"])


def test_both_halves_read_other_symbols(pair: Run) -> None:
    example = pair.pinned
    assert isinstance(example, PairBatch)
    example = cropped(example)
    s = len(example.source)
    source, target = pair.task.symbols[3], pair.task.output_symbols[4]
    edits = [Operation(kind="token", symbol=word, first=t, last=t) for word, t in ((source, 0), (target, s + 1))]
    trace = pair.probe(("gradient/*",), operations=edits)
    assert (trace["tokens"][0], trace["tokens"][s + 1]) == (source, target)
    assert trace.untouched is not None
    assert trace["loss"] != trace.untouched["loss"]
    read, written = example.source.copy(), example.inputs.copy()
    read[0], written[1] = 3, 4
    assert_the_same(trace, of_pair(pair, replace(example, source=read, inputs=written)))


def test_an_edited_weight_of_an_encoder_decoder(pair: Run) -> None:
    example = pair.pinned
    assert isinstance(example, PairBatch)
    edits = [
        Operation(kind="weight", target=name, index=index, value=value)
        for name, index, value in (("encoder.layer1.weight_ih_l0", (3, 1), -0.8), ("attention.key", (0, 2), 1.5))
    ]
    trace = pair.probe(("gradient/*",), operations=edits)
    other = Run(pair.experiment)
    edited = {name: value.clone() for name, value in pair.learner.model.state_dict().items()}
    for each in edits:
        edited[each.target][each.index] = each.value
    other.learner.model.load_state_dict(edited)
    assert_the_same(trace, of_pair(other, cropped(example)))
    assert trace.untouched is not None
    assert trace["loss"] != trace.untouched["loss"]


@pytest.mark.parametrize("kind", ["lstm", "rnn"])
def test_what_is_switched_off_changes_no_bit(kind: str) -> None:
    run = stack(kind, 1, "dtype=float32")
    off = [one.model_copy(update={"on": False}) for one in BY_CELL[kind]]
    plain, trace = run.probe(("*",)), run.probe(("*",), operations=off)
    assert trace.operated == ()
    assert trace.untouched is None
    assert plain.path == trace.path
    for name in plain:
        np.testing.assert_array_equal(trace[name], plain[name])


def test_before_the_first_operated_step_no_bit_of_the_forward_pass_differs() -> None:
    run = stack("lstm", 2, "dtype=float32")
    trace = run.probe(operations=[Operation(kind="clamp", target="layer0.input_gate", index=(1,), first=6, value=0.0)])
    assert trace.untouched is not None
    for name in ("layer0.cell", "layer1.hidden", "layer1.forget_gate"):
        np.testing.assert_array_equal(trace[name][:6], trace.untouched[name][:6])
        assert not np.array_equal(trace[name][6:], trace.untouched[name][6:])


def test_learning_is_the_same_whether_operated_passes_are_looked_at() -> None:
    looked, alone = stack("gru", 1), stack("gru", 1)
    for _ in range(3):
        looked.update()
        alone.update()
        looked.probe(operations=[*BY_CELL["gru"][:1], Operation(kind="weight", target="readout.bias", value=9.0)])
    after = alone.learner.model.state_dict()
    assert all(torch.equal(value, after[name]) for name, value in looked.learner.model.state_dict().items())


def test_the_untouched_trace_follows_the_weights() -> None:
    run = stack("rnn", 1)
    cut = [Operation(kind="cut", first=3)]
    before = run.probe(operations=cut).untouched
    again = run.probe(operations=[*cut, Operation(kind="scale", target="layer0.hidden", value=0.5)]).untouched
    run.update()
    after = run.probe(operations=cut).untouched
    assert before is not None
    assert again is not None
    assert after is not None
    assert again["layer0.hidden"] is before["layer0.hidden"]  # kept: nothing was learnt
    assert after["loss"] != before["loss"]
    assert after.update == 1


@pytest.mark.parametrize("name", ["jacobian_norm/layer0", "gradient_kept@3/layer0.hidden"])
def test_what_a_changed_step_has_no_linear_map_for_is_refused_by_name_and_left_out_of_patterns(name: str) -> None:
    run = stack("lstm", 1)
    with pytest.raises(BadInput, match="switch the operations off"):
        run.probe((name,), operations=BY_CELL["lstm"][:1])
    assert name not in run.probe((f"{name}*",), operations=BY_CELL["lstm"][:1])
    weight = Operation(kind="weight", target="layer0.weight_hh_l0", index=(0, 0), value=0.5)
    assert name in run.probe((name,), operations=[weight])


def test_one_unit_can_be_operated_on() -> None:
    run = stack("lstm", 1, "cell.hidden_size=1", "task.length=2")
    silent = Operation(kind="clamp", target="layer0.hidden", index=(0,), first=0, last=0)
    trace = run.probe(operations=[silent])
    assert trace["layer0.hidden"][0] == 0
    assert_the_same(trace, of_stack(run, acting(silent)))


SENSELESS = {
    "there is no layer0.forgot to clamp or scale: this model has layer0.forget_gate": Operation(
        kind="clamp", target="layer0.forgot"
    ),
    "layer0.hidden has units 0 to 4, got 5": Operation(kind="scale", target="layer0.hidden", index=(5,)),
    "layer0.hidden has steps 0 to 11, got 40": Operation(kind="clamp", target="layer0.hidden", first=40),
    "must not lie after its last, got 9 to 3": Operation(kind="clamp", target="layer0.hidden", first=9, last=3),
    "no parameter layer0.weight_hh to edit: this model has layer0.weight_hh_l0": Operation(
        kind="weight", target="layer0.weight_hh"
    ),
    "readout.bias has entries": Operation(kind="weight", target="readout.bias", index=(0, 0)),
    "a weight is the same at every step": Operation(kind="weight", target="readout.bias", first=2),
    "no layer layer9 to cut the gradient of: this model has layer0": Operation(kind="cut", target="layer9"),
    "no gradient flows to before step 0: cut it at one of steps 1 to 11": Operation(kind="cut", first=0, last=0),
    "a cut stops the gradient of a whole layer": Operation(kind="cut", first=2, index=(1,)),
    "reads numbers, not symbols": Operation(kind="token", symbol="a", first=1, last=1),
}


@pytest.mark.parametrize("said", SENSELESS)
def test_a_surgery_that_makes_no_sense_names_what_can_be_operated_on(said: str) -> None:
    run = stack("lstm", 1)
    with pytest.raises(BadInput) as problem:
        run.probe(operations=[SENSELESS[said]])
    assert said in str(problem.value)
    fit, unfit = run.operable().sort([BY_CELL["lstm"][0], SENSELESS[said]])
    assert fit == [BY_CELL["lstm"][0]]
    assert str(unfit[SENSELESS[said]]) == str(problem.value)


@pytest.mark.parametrize(("symbol", "nearest"), [("é", "e"), ("", "")])
def test_an_unknown_symbol_names_the_nearest(symbol: str, nearest: str) -> None:
    run = Run(load("hello-rnn", ["threads=1"]))
    with pytest.raises(BadInput) as problem:
        run.probe(operations=[Operation(kind="token", symbol=symbol, first=0, last=0)])
    words = str(problem.value)
    assert words.startswith(f"“{symbol}” is not in the vocabulary at step 0")
    assert any(f"“{known}”" in words for known in run.task.symbols)
    if symbol == "é":
        assert f"“{nearest}”" in words


def test_a_value_beyond_the_precision_is_refused() -> None:
    run = stack("rnn", 1, "dtype=float32")
    with pytest.raises(BadInput, match="must lie within"):
        run.probe(operations=[Operation(kind="clamp", target="layer0.hidden", value=1e300)])
