"""What is said of a truncation that cuts nothing."""

from __future__ import annotations

import pytest

from rnnviz.catalogue import load
from rnnviz.engine.training.run import Run


def said(name: str, *sets: str) -> list[str]:
    return [str(remark.words) for remark in Run(load(name, ["threads=1", *sets])).remarks if not remark.warning]


@pytest.mark.parametrize(("steps", "cuts"), [(0, True), (19, True), (20, False), (21, False)])
def test_a_truncation_as_long_as_a_pass_cuts_nothing_in_it(steps: int, cuts: bool) -> None:
    run = Run(load("vanishing-rnn", ["threads=1", "task.length=20", f"training.truncate={steps}"]))
    sentence = f"training.truncate cuts after every {steps} steps, and a pass has 20: within it nothing is cut"
    assert [str(remark.words) for remark in run.remarks] == ([] if cuts else [sentence])
    row = run.probe().arrays
    assert ("truncate" in row) == (0 < steps < 20)


def test_an_encoder_and_decoder_are_not_cut() -> None:
    assert said("reverse-attention", "training.truncate=3") == [
        "training.truncate (3) does not act in an encoder and decoder: gradients run through the whole pass"
    ]
    assert said("reverse-attention") == []
