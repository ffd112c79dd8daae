"""Slopes made from rounded gates: how far float32's decades are from float64's on the same weights.

f (1 − f) and 1 − tanh² c lose their digits where a gate or a cell is full. Cells that torch has no kernel for take
these slopes from autograd; what they lose is measured where forget gates are open to 10⁻⁶ and cells are large.
"""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.catalogue import load
from rnnviz.engine.training.run import Run

DECADES = 0.01


@pytest.mark.parametrize(
    ("preset", "sets", "full"),
    [
        ("peephole-lstm", ("cell.forget_bias=12", "task.length=60"), "forget_gate"),
        ("carousel-lstm", ("task.length=60",), "cell"),
        ("cho-gru", (), "update_gate"),
    ],
)
def test_norms_are_right_to_a_hundredth_of_a_decade_through_full_gates(
    preset: str, sets: tuple[str, ...], full: str
) -> None:
    run = Run(load(preset, ["threads=1", *sets]))
    for _ in range(25):
        run.update()
    wide = Run(load(preset, ["threads=1", "dtype=float64", *sets]))
    wide.learner.model.load_state_dict(run.learner.model.state_dict())
    watch = ("path_norm_log10/*", "gradient_kept@9/*", "gradient_lost@9/*")
    single, double = run.probe(watch), wide.probe(watch)
    if full == "forget_gate":
        assert float(1 - single["layer0.forget_gate"].max()) < 1e-5
    elif full == "cell":
        assert float(np.abs(single["layer0.cell"]).max()) > 4
    names = [name for name in double if "_log10/" in name]
    assert len(names) >= 3
    for name in names:
        there = np.isfinite(double[name])
        np.testing.assert_array_equal(there, np.isfinite(single[name]), err_msg=name)
        np.testing.assert_allclose(single[name][there], double[name][there], rtol=0, atol=DECADES, err_msg=name)
