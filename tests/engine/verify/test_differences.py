"""When a finite difference bears a derivative out."""

from __future__ import annotations

import numpy as np

from rnnviz.engine.verify.differences import STEPS, judged


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
