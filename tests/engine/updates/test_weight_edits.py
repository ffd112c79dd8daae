"""A weight that a person changes for good: in the log, learnt on from, and exact in every way back to it."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rnnviz.catalogue import from_values, load, to_toml
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.toml_file import parse

FIELD = "weights.layer0.weight_hh_l0[2,1]"


def weights(run: Run) -> dict[str, np.ndarray]:
    return {name: value.numpy().copy() for name, value in run.learner.model.state_dict().items()}


def same(one: Run, other: Run) -> None:
    for name, array in weights(one).items():
        np.testing.assert_array_equal(weights(other)[name], array, err_msg=name)


def edited(at: int = 3, then: int = 4) -> Run:
    run = Run(load("hello-rnn", ["threads=1", "training.validate_every=3"]))
    for _ in range(at):
        run.update()
    before = weights(run)["layer0.weight_hh_l0"][2, 1]
    assert run.change(FIELD, 0.75) == before
    assert weights(run)["layer0.weight_hh_l0"][2, 1] == np.float32(0.75)
    for _ in range(then):
        run.update()
    return run


@pytest.mark.parametrize(("at", "then"), [(3, 4), (0, 2), (3, 0)])
def test_its_file_repeats_it_bit_for_bit(at: int, then: int) -> None:
    run = edited(at, then)
    again = Run(from_values(parse(to_toml(run.as_run))))
    while again.updates < run.updates:
        again.update()
    same(run, again)


def test_a_snapshot_from_before_it_or_after_it_comes_to_the_same() -> None:
    run = edited(3, 0)
    after = run.snapshot()
    plain = Run(run.first)
    for _ in range(3):
        plain.update()
    assert not torch.equal(*(r.learner.model.state_dict()["layer0.weight_hh_l0"] for r in (plain, run)))
    for _ in range(4):
        run.update()
    end = run.snapshot()
    for snapshot in (plain.snapshot(), after):
        again = Run(run.as_run, snapshot)
        for _ in range(4):
            again.replay()
        same(run, again)
    run.restore(plain.snapshot())
    for _ in range(4):
        run.replay()
    for name, array in end.items():
        if name != "rest":
            np.testing.assert_array_equal(run.snapshot()[name], array, err_msg=name)
    assert Run(run.as_run, end).probe()["loss"] == run.probe()["loss"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("weights.layer0.weight_hh_l9[0,0]", 1.0, "there is no weight weights.layer0.weight_hh_l9"),
        ("weights.layer0.weight_hh_l0[0,3]", 1.0, "has entries up to [2, 2]"),
        ("weights.layer0.weight_hh_l0[0]", 1.0, "has entries up to [2, 2]"),
        ("weights.layer0.weight_hh_l0", 1.0, "is not a weight: it is written"),
        (FIELD, float("nan"), "must be a finite number"),
        (FIELD, "big", "must be a finite number"),
    ],
)
def test_what_is_no_weight_is_refused_now_and_in_a_file(field: str, value: object, said: str) -> None:
    run = Run(load("hello-rnn", ["threads=1"]))
    before = weights(run)
    with pytest.raises(BadInput) as refused:
        run.change(field, value)
    assert said in str(refused.value)
    assert run.experiment.change == ()
    for name, array in weights(run).items():
        np.testing.assert_array_equal(array, before[name])
    with pytest.raises(BadInput) as refused:
        Run(from_values({**parse(to_toml(run.first)), "change": [{"update": 1, "field": field, "value": value}]}))
    assert (said if value == value else "change[0].value must be") in str(refused.value)
