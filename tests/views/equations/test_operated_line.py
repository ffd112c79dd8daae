"""Equations of an operated pass: what is written is so, and what has been changed is said."""

from __future__ import annotations

import math

import pytest

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.operation import Operation
from rnnviz.trace import Moment
from rnnviz.views.equations.dock import Equations
from tests.views.equations.conftest import MODELS
from tests.views.equations.filled import numbers
from tests.views.equations.test_dock import evaluated

OPERATIONS = (
    Operation(kind="clamp", target="layer0.forget_gate", value=0.0, first=1, last=2),
    Operation(kind="scale", target="layer0.output_gate", index=(1,), value=0.5, first=1),
    Operation(kind="clamp", target="layer0.hidden", index=(1,), value=0.25, last=1),
    Operation(kind="scale", target="layer0.hidden", value=2.0, first=1, last=1),
)


def test_no_equation_is_written_that_does_not_hold(dock: Equations) -> None:
    run = Run(from_values(MODELS["lstm"]))
    run.update()
    trace = run.probe(("*_preactivation",), None, OPERATIONS)
    said = {}
    for unit in (1, 2):
        for t in range(trace.length):
            dock.shared.selection.choose(scope="layer0", unit=unit)
            dock.show(trace, Moment("forward", t))
            for line in numbers(dock):
                said[unit, t, line[0]] = line
                _, *sides = line.split(" = ")
                if len(sides) == 2:
                    assert evaluated(sides[0], math.tanh) == pytest.approx(evaluated(sides[1], math.tanh), abs=3e-3)
    assert said[2, 1, "f"].endswith("), clamped: 0.000")
    assert " = " in said[2, 3, "f"].partition(" = ")[2], "not operated on at this step"
    assert ", multiplied by 0.5: " in said[1, 3, "o"]
    assert ", multiplied" not in said[2, 3, "o"]
    assert said[1, 0, "h"].endswith(", clamped: +0.250")
    assert said[1, 1, "h"].endswith(", operated on: +0.500")
    assert ", multiplied by 2: " in said[2, 1, "h"]
