"""Verification: each kind of fault is found by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from rnnviz.engine.passes import fused, fused_pairs, graph, sweep
from rnnviz.engine.passes.recorded import Recorded, unscaled
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import learning
from rnnviz.engine.verify.summary import report
from rnnviz.link.checks import ordered
from tests.engine.verify.verifying import LSTM, SMALL, all_checks, keys, made_run

pytestmark = pytest.mark.usefixtures("own_threads")

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
