"""All parameters of a layer against one small change of them all."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.engine.verify import differences, of_parameters
from rnnviz.engine.verify.subject import SEED, WHOLE, Subject
from rnnviz.link.checks import Check, failed, made
from tests.engine.verify.verifying import LSTM, SMALL, made_run

pytestmark = pytest.mark.usefixtures("own_threads")

LAYERED = {
    "vanishing-rnn": [*LSTM, "model.layers=2"],
    "translate-attention": SMALL,
    "order-transformer": SMALL,
}


def checked(subject: Subject) -> list[Check]:
    return list(of_parameters.parameters(subject, None))


@pytest.mark.parametrize("name", LAYERED)
def test_a_wrong_gradient_of_any_parameter_is_found_and_named(name: str) -> None:
    subject = Subject(made_run(name, LAYERED[name]))
    right = checked(subject)
    assert failed(right) == []
    seen = {check.values["array"] for check in made(right)}
    gradients = subject.cells.gradients(WHOLE)
    layers = of_parameters.by_layer(dict(subject.double.model.named_parameters()))
    parameters = [name for layer, own in layers.items() if seen & {layer, *own} for name in own]
    assert len(parameters) > len(layers)
    for parameter in parameters[:: max(1, len(parameters) // 3)]:
        plain = gradients[parameter]
        gradients[parameter] = plain * 1.001
        wrong = {check.values["array"] for check in failed(checked(subject))}
        gradients[parameter] = plain
        assert parameter in wrong
        assert len(wrong - seen) <= 1


def test_one_wrong_entry_among_many_is_found() -> None:
    subject = Subject(made_run("python-lstm", ["threads=1", "task.length=20"]))
    gradients = subject.cells.gradients(WHOLE)
    plain = gradients["layer0.weight_hh_l0"]
    one = np.zeros_like(plain)
    one.flat[int(np.abs(plain).argmax())] = 0.1 * np.abs(plain).max()
    gradients["layer0.weight_hh_l0"] = plain + one
    assert {check.key for check in failed(checked(subject))} == {
        "difference/parameters/layer0", "difference/layer0.weight_hh_l0",
    }


def test_each_parameter_of_a_direction_changes_the_loss_alike() -> None:
    draw = np.random.default_rng(SEED)
    gradients = {"a": draw.standard_normal((30, 20)), "b": 0.1 * draw.standard_normal(25), "c": np.full(10, 1e-6)}
    slopes: dict[str, list[float]] = {name: [] for name in gradients}
    for _ in range(300):
        found = differences.drawn(draw, gradients)
        assert sum(float(np.square(each).sum()) for each in found.change.values()) == pytest.approx(1)
        for name, each in found.change.items():
            slopes[name].append(float((gradients[name] * each).sum()))
    spread = {name: float(np.std(each)) for name, each in slopes.items()}
    assert spread["b"] == pytest.approx(spread["a"], rel=0.2)
    assert spread["c"] < spread["a"] / 50  # beyond what is evened out
    assert float(np.std(np.sum(list(slopes.values()), axis=0))) == pytest.approx(found.size, rel=0.2)


def test_layers_of_every_kind_of_model_are_told_apart() -> None:
    names = ["layer0.weight_hh_l0", "layer0.weight_hh_l0_reverse", "layer1.bias_ih_l0", "encoder.layer0.weight_ih_l0",
             "decoder.inputs.weight", "block0.self_attn.in_proj_bias", "block0.norm1.weight", "positions",
             "readout.bias"]  # fmt: skip
    assert list(of_parameters.by_layer(dict.fromkeys(names))) == [
        "layer0", "layer1", "encoder.layer0", "decoder.inputs", "block0", "positions", "readout",
    ]


def test_rounding_that_the_dynamics_make_grow_is_allowed_and_no_more() -> None:
    subject = Subject(made_run("exploding-rnn", ["threads=1", "dtype=float64"]))
    gradients = subject.cells.gradients(WHOLE)
    assert failed(checked(subject)) == []
    assert any(check.passed for check in checked(subject))
    gradients["readout.weight"] = gradients["readout.weight"] * 1.01
    assert {check.key for check in failed(checked(subject))} == {
        "difference/parameters/readout", "difference/readout.weight",
    }
