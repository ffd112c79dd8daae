from __future__ import annotations

import numpy as np
import pytest

from rnnviz.measures.readout import output_gradient, softmax


@pytest.mark.parametrize("kind", ["classes", "numbers"])
def test_the_gradient_at_the_outputs_is_the_losss_derivative(kind: str) -> None:
    """By a complex step, which has all digits: the imaginary part of the loss is its slope times the step."""
    chance = np.random.default_rng(0)
    outputs, tiny = chance.standard_normal((6, 5)), 1e-100j
    targets = np.array([1, 0, 4, 2, 2, 3]) if kind == "classes" else chance.standard_normal((6, 5))

    def loss(moved: np.ndarray) -> complex:
        if kind == "classes":
            return complex(np.mean(np.log(np.exp(moved).sum(axis=1)) - moved[np.arange(6), targets]))
        return complex(((moved - targets) ** 2).mean())

    for t in range(6):
        found = output_gradient(outputs[t], targets[t], 6)
        for k in range(5):
            moved = outputs.astype(complex)
            moved[t, k] += tiny
            assert found[k] == pytest.approx(loss(moved).imag / tiny.imag, rel=1e-10, abs=1e-14)


def test_shares_of_huge_scores_stay_finite() -> None:
    assert softmax(np.array([1e30, 0.0])).tolist() == [1.0, 0.0]
    assert np.isnan(softmax(np.array([np.nan, 0.0]))).all()
