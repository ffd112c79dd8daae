"""Verification: every preset's picture holds in both precisions, and each kind of fault is found by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
import torch

from rnnviz.catalogue import load, presets
from rnnviz.engine.passes import fused, fused_pairs, graph, sweep
from rnnviz.engine.passes.recorded import Recorded, unscaled
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import COUNT, cells, learning, verify
from rnnviz.engine.verify.checks import compare, sensitivity
from rnnviz.engine.verify.claims import Readable
from rnnviz.engine.verify.differences import STEPS, judged
from rnnviz.engine.verify.summary import report
from rnnviz.errors import BadInput
from rnnviz.link.checks import Check, failed, made, ordered, sentence, table

SMALL = ["threads=1", "cell.hidden_size=12", "training.batch_size=4"]  # a multiple of the heads of transformers
SHORT = {
    "copying": ["task.blanks=5"], "adding": ["task.length=14"], "recall": ["task.length=22"],
    "char_lm": ["task.length=14"], "series": ["task.length=14"],
}
BRIEF = ["cell.hidden_size=7", "task.length=13", "threads=1", "training.batch_size=4"]
WILD = ["cell.recurrent_gain=4"]
LSTM = [*BRIEF, "cell.kind=lstm"]


@pytest.fixture(autouse=True)
def threads() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def made_run(name: str, sets: list[str], updates: int = 2) -> Run:
    run = Run(load(name, sets))
    for _ in range(updates):
        run.update()
    return run


def all_checks(run: Run) -> list[Check]:
    return [check for part in verify(run) for check in part]


def keys(checks: list[Check]) -> set[str]:
    return {check.key for check in failed(checks)}


EIGHT = (
    "python-lstm", "hello-rnn", "adding-lstm", "copying-gru", "translate-attention", "vanishing-rnn", "exploding-rnn",
    "highway-lstm",
)
"""The presets that the contract names; in float64 the others are left to the soak."""


@pytest.mark.parametrize(
    ("name", "dtype"),
    [
        pytest.param(name, dtype, marks=pytest.mark.soak if dtype == "float64" and name not in EIGHT else ())
        for name in presets() for dtype in ("float32", "float64")
    ],
)  # fmt: skip
def test_every_preset_holds(name: str, dtype: str) -> None:
    whole = load(name)
    checks = all_checks(made_run(name, [*SMALL, *SHORT.get(whole.task.kind, []), f"dtype={dtype}"]))
    assert keys(checks) == set()
    assert len(made(checks)) > (25 if whole.model.kind == "window" else 50)  # a window has neither gates nor Jacobians
    arrays = {check.key for check in made(checks)}
    # whose steps are linear maps in closed form
    known = whole.cell.kind in ("rnn", "gru", "lstm") and whole.model.kind not in ("transformer", "window")
    of_maps = ("steps/", "jacobian/") if known else ()
    for kind in ("difference/", "sum/", "clip/", "flow/", "training/", *of_maps):
        assert any(key.startswith(kind) for key in arrays), kind
    assert "watching" in arrays


STACKS = [
    ["cell.kind=lstm", "model.layers=2"],
    ["cell.kind=gru", "model.layers=3", "training.loss_on=all"],
    ["cell.kind=rnn", "cell.activation=relu", "training.loss_on=all"],
    ["cell.kind=rnn", "cell.activation=identity"],
    ["cell.kind=lstm", "training.truncate=5"],
    ["cell.kind=gru", "training.clip.mode=value"],
    ["cell.kind=rnn", "probe=current"],
    ["cell.kind=gru_before", "training.loss_on=all"],
    ["cell.kind=lstm_1997"],
    ["cell.kind=lstm_peephole", "training.loss_on=all"],
]


@pytest.mark.parametrize("sets", STACKS, ids=" ".join)
def test_every_kind_of_stack_holds(sets: list[str]) -> None:
    assert keys(all_checks(made_run("vanishing-rnn", [*BRIEF, *sets]))) == set()


def test_a_cell_that_torch_cannot_say_is_unrolled_by_its_own_step_and_named_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(cells.LACKING, "lstm_peephole")
    found = all_checks(made_run("vanishing-rnn", [*BRIEF, "cell.kind=lstm_peephole"]))
    assert keys(found) == set()
    routes = {route for check in found for route in check.routes}
    assert "the cell's own step, float64" in routes
    assert "torch cells, float64" not in routes


PAIRS = [
    ["model.attention=dot", "model.input_feeding=true", "cell.kind=rnn", "dtype=float64"],
    ["model.attention=general", "cell.kind=lstm", "dtype=float64"],
]


@pytest.mark.parametrize("sets", PAIRS, ids=" ".join)
def test_every_score_holds_with_and_without_input_feeding(sets: list[str]) -> None:
    checks = all_checks(made_run("translate-attention", [*SMALL, *sets]))
    assert keys(checks) == set()
    arrays = {check.key for check in made(checks)}
    for name in ("decoder.attention_scores", "decoder.attention", "decoder.context", "decoder.attentional"):
        assert {f"torch/{name}", f"torch/gradient/{name}"} <= arrays, name


def test_states_that_are_carried_over_hold_too() -> None:
    run = made_run("python-lstm", ["probe=current", "threads=1", "cell.hidden_size=8", "task.length=20"], updates=3)
    assert run.current_states is not None
    assert keys(all_checks(run)) == set()


def test_norms_far_beyond_float32_hold() -> None:
    run = made_run("exploding-rnn", ["threads=1", "cell.hidden_size=24", "task.length=400", *WILD], updates=0)
    trace = run.probe()
    assert trace.path == "exact"
    assert trace["gradient_norm_log10/layer0.hidden"].max() > 39
    checks = all_checks(run)
    assert keys(checks) == set()
    assert "decades/gradient_norm_log10/layer0.hidden" in {check.key for check in made(checks)}


def test_the_loss_of_another_step_is_checked_where_it_is_followed_back() -> None:
    run = made_run("highway-lstm", [*LSTM, "training.loss_on=all"])
    assert keys([check for part in verify(run, 5) for check in part]) == set()
    with pytest.raises(BadInput, match="carries no loss"):
        next(verify(made_run("highway-lstm", LSTM), 5))


def test_it_leaves_the_run_as_it_was() -> None:
    one, other = (made_run("hello-rnn", ["threads=1"]) for _ in range(2))
    before = one.snapshot()
    parts = list(verify(one))
    assert len(parts) == COUNT
    after = one.snapshot()
    assert before.keys() == after.keys()
    for name in before:
        np.testing.assert_array_equal(before[name], after[name])
    assert torch.get_num_threads() == 1
    one.update()
    other.update()
    for name, value in one.learner.model.state_dict().items():
        assert torch.equal(value, other.learner.model.state_dict()[name])


# faults


Fault = Callable[[Recorded], object]


def swap_gates(found: Recorded) -> None:
    values = found.values
    i, f = "layer0.input_gate", "layer0.forget_gate"
    values[i], values[f] = values[f].clone(), values[i].clone()


def shift_gradient(found: Recorded) -> None:
    found.gradients["layer0.hidden"] = unscaled(found.gradients["layer0.hidden"].mantissa.roll(1, 0))


def scale_gradient(found: Recorded) -> None:
    found.gradients["layer0.cell"] = unscaled(found.gradients["layer0.cell"].mantissa * 1.001)


def scale_reach_alone(found: Recorded) -> None:
    mantissa = found.gradients["layer0.hidden"].mantissa.clone()
    mantissa[:, 1] *= 1.001
    found.gradients["layer0.hidden"] = unscaled(mantissa)


def shift_hidden(found: Recorded) -> None:
    found.values["layer0.hidden"] = found.values["layer0.hidden"].roll(1, 0)


def gate_out_of_range(found: Recorded) -> None:
    gate = found.values["layer0.output_gate"].clone()
    gate[3, 2] = 1.0000005
    found.values["layer0.output_gate"] = gate


def not_a_number(found: Recorded) -> None:
    outputs = found.outputs.clone()
    outputs[-1, 0] = torch.nan
    found.outputs = outputs


FAULTS: dict[Fault, set[str]] = {
    swap_gates: {"readable/layer0.input_gate", "equation/layer0.forget_gate", "sum/parameter/layer0.weight_hh_l0"},
    shift_gradient: {
        "readable/gradient/layer0.hidden", "torch/gradient/layer0.hidden", "backward/gradient/layer0.hidden",
        "decades/gradient_norm_log10/layer0.hidden", "sum/flow/layer0.hidden", "sum/parameter/layer0.weight_hh_l0",
    },
    scale_gradient: {
        "readable/gradient/layer0.cell", "torch/gradient/layer0.cell", "backward/gradient/layer0.cell",
        "decades/gradient_norm_log10/layer0.cell", "sum/flow/layer0.cell", "sum/parameter/layer0.bias_ih_l0",
    },
    scale_reach_alone: {"torch/gradient_reach/layer0.hidden", "decades/gradient_reach_log10/layer0.hidden"},
    shift_hidden: {"readable/layer0.hidden", "torch/layer0.hidden", "module/layer0.hidden", "step/layer0.hidden"},
    gate_out_of_range: {"range/layer0.output_gate"},
    not_a_number: {"readable/outputs", "torch/outputs", "step/outputs", "training/outputs"},
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_of_the_fast_path_is_found(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = fused.fused

    def wrong(*given: object, **named: object) -> Recorded:
        found = plain(*given, **named)  # type: ignore[arg-type]
        fault(found)
        return found

    run = made_run("highway-lstm", [*LSTM, "training.loss_on=all"])
    monkeypatch.setattr(fused, "fused", wrong)
    checks = all_checks(run)
    assert FAULTS[fault] <= keys(checks)
    assert ordered(checks)[0].passed is False
    assert not report(run, checks)["passed"]


def test_other_weights_in_one_route_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast path on weights of which one differs by a thousandth."""
    plain = fused.fused

    def wrong(learner: object, *given: object, **named: object) -> Recorded:
        weight.data[3, 2] *= 1.001
        try:
            return plain(learner, *given, **named)  # type: ignore[arg-type]
        finally:
            weight.data[3, 2] /= 1.001

    run = made_run("highway-lstm", [*LSTM, "dtype=float64"])
    weight = dict(run.learner.model.named_parameters())["layer0.weight_hh_l0"]
    monkeypatch.setattr(fused, "fused", wrong)
    assert {"readable/layer0.hidden", "torch/layer0.hidden", "step/layer0.hidden"} <= keys(all_checks(run))


def test_a_fault_of_the_attention_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = fused_pairs.fused

    def wrong(*given: object, **named: object) -> Recorded:
        found = plain(*given, **named)  # type: ignore[arg-type]
        found.values["decoder.attention"] = found.values["decoder.attention"] * 1.001
        gradient = found.gradients["encoder.layer0.hidden"]
        gradient.mantissa = gradient.mantissa.flip(0)
        return found

    run = made_run("translate-attention", SMALL)
    monkeypatch.setattr(fused_pairs, "fused", wrong)
    found = keys(all_checks(run))
    assert {"readable/decoder.attention", "torch/decoder.attention", "sum/rows/decoder.attention"} <= found
    assert {"torch/gradient/encoder.layer0.hidden", "sum/parameter/encoder.layer0.weight_hh_l0"} <= found


def test_a_wrong_derivative_of_an_unrolled_pair_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = graph.unroll

    def wrong(*given: object, **named: object) -> Recorded:
        found = plain(*given, **named)  # type: ignore[arg-type]
        gradient = found.gradients["encoder.layer0.hidden"]
        gradient.mantissa = gradient.mantissa.flip(0)
        return found

    run = made_run("translate-attention", SMALL)
    monkeypatch.setattr(graph, "unroll", wrong)
    assert {"readable/gradient/encoder.layer0.hidden", "difference/encoder.layer0.hidden"} <= keys(all_checks(run))


def test_a_wrong_derivative_of_the_step_by_step_path_is_found_by_differences(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = sweep.Step.pull

    def wrong(self: sweep.Step, *given: object) -> object:
        found, before = plain(self, *given)  # type: ignore[arg-type]
        return found, [value * 0.99 for value in before]

    run = made_run("highway-lstm", LSTM)
    monkeypatch.setattr(sweep.Step, "pull", wrong)
    found = keys(all_checks(run))
    assert "readable/gradient/layer0.hidden" in found
    assert any(key.startswith("difference/") for key in found)


def test_clipping_that_bends_the_gradient_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(gradients: list[torch.Tensor], fields: object) -> None:
        for gradient in gradients:
            gradient.clamp_(-1e-3, 1e-3)

    monkeypatch.setattr(learning, "clip", wrong)
    assert {"clip/norm", "clip/direction", "clip/value"} <= keys(all_checks(made_run("hello-rnn", ["threads=1"])))


def test_watching_that_draws_from_the_generator_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Run.probe

    def wrong(self: Run, watch: tuple[str, ...] = (), reach_from: int | None = None) -> object:
        self.generator.random()
        return plain(self, watch, reach_from)

    monkeypatch.setattr(Run, "probe", wrong)
    assert "watching" in keys(all_checks(made_run("adding-lstm", [*SMALL, "task.length=12"])))


# how a comparison is made


def compared(found: np.ndarray, true: np.ndarray, slack: np.ndarray | None = None) -> Check:
    return compare(Readable, "x", ("a", "b"), found, true, 1e-6, slack)


def test_it_is_relative_to_the_largest_value() -> None:
    true = np.array([[1000.0, 1.0], [0.0, 2.0]])
    check = compared(true + np.array([[0.0, 5e-4], [0.0, 0.0]]), true)
    assert check.residual == pytest.approx(5e-7)
    assert check.passed
    assert compared(true + np.array([[0.0, 0.0], [2e-3, 0.0]]), true).passed is False
    assert compared(true, true).ratio == 0


def test_nan_and_other_shapes_never_pass() -> None:
    true = np.ones((3, 2))
    assert compared(np.full((3, 2), np.nan), true).passed is False
    assert compared(np.ones((2, 2)), true).passed is False
    assert compared(np.full((3, 2), np.inf), true).passed is False


def test_what_only_float64_can_hold_is_no_difference() -> None:
    true = np.array([1e300, 1.0, 1e-300])
    assert compared(np.array([np.inf, 1.0, 0.0], np.float32), true).passed


def test_a_vector_with_entries_beyond_the_precision_is_left_to_its_logarithm() -> None:
    true = np.array([[1e41, 1e38], [1.0, 2.0]])
    rounded = np.array([[np.inf, 1.001e38], [1.0, 2.0]], np.float32)
    check = compared(rounded, true)
    assert check.passed
    assert "logarithms" in check.plain()["note"]
    assert compared(np.array([[-np.inf, 1e38], [1.0, 2.0]], np.float32), true).passed is False
    assert compared(np.array([[1.0, 1e38], [1.0, 2.0]], np.float32), true).passed is False
    assert compared(np.array([[np.inf, np.nan], [1.0, 2.0]], np.float32), true).passed is False
    assert compared(np.array([[np.inf, 1e38], [1.0, 2.1]], np.float32), true).passed is False
    assert compared(rounded[:1], true[:1]).passed is None


def test_where_rounding_has_grown_nothing_is_said() -> None:
    true = np.ones(4)
    found = np.array([1.0, 1.0, 1.5, 1.5])
    slack = np.array([0.0, 0.0, 1.0, 1.0])
    check = compared(found, true, slack)
    assert check.passed
    assert check.values["count"] == "2"
    assert "2 of 4" in check.plain()["note"]
    assert compared(np.array([1.5, 1.0, 1.0, 1.0]), true, slack).passed is False
    assert compared(found, true, np.ones(4)).passed is None


def test_sensitivity_grows_with_time_forward_and_is_the_largest_backward() -> None:
    plain = np.zeros((3, 2))
    moved = np.array([[0.0, 1.0], [0.5, 0.0], [2.0, 0.0]])
    assert sensitivity(plain, moved, forward=True).tolist() == [1.0, 1.0, 2.0]
    assert sensitivity(plain, moved, forward=False).tolist() == [2.0, 2.0, 2.0]


def test_a_difference_finds_the_derivative_of_a_cube_and_no_other() -> None:
    slopes = np.array([((2 + e) ** 3 - (2 - e) ** 3) / (2 * e) for e in STEPS])
    residual, tolerance = judged(slopes, 12.0, 12.0, 1e-15 / STEPS)
    assert residual <= tolerance < 2e-6
    residual, tolerance = judged(slopes, 12.001, 12.0, 1e-15 / STEPS)
    assert residual > tolerance


def test_differences_that_agree_because_they_are_rounded_alike_are_not_trusted_further_than_that() -> None:
    unit, slope = np.finfo(float).eps, 1e-8  # of a loss of about 1
    steps = np.round(slope * STEPS[0] / unit) * unit / STEPS[0]  # the loss moves by whole units in its last place
    slopes = np.array([steps, steps, steps, 0.0, 0.0, 0.0])
    residual, tolerance = judged(slopes, slope * (1 + 5e-6), slope, 4 * unit / STEPS)
    assert residual <= tolerance < 1e-2
    residual, tolerance = judged(slopes, slope * 1.01, slope, 4 * unit / STEPS)
    assert residual > tolerance


def test_the_table_has_failing_rows_first_and_ends_with_a_sentence() -> None:
    values = {"array": "h"}
    good = Check(key="a", title="{array}: fine", values=values, routes=("x", "y"), residual=1e-8, tolerance=1e-6)
    wrong = Check(key="b", title="wrong", routes=("x", "y"), residual=2e-6, tolerance=1e-6)
    none = Check(key="c", title="none", compared=False, note="not in this model")
    lines = table([none, good, wrong])
    assert [line.split()[0] for line in lines] == ["check", "b", "a", "c"]
    assert lines[1].endswith("DIFFERS")
    assert lines[3].endswith("not compared: not in this model")
    assert sentence([none, good, wrong]) == "1 of 2 differ; largest residual/tolerance 2 (b)"
    assert sentence([none, good]) == "1 of 1 agree; largest residual/tolerance 0.01 (a)"
    assert sentence([none]) == "nothing could be compared"
