"""Why scores are divided by √d: without it softmax over wide keys is all but one-hot."""

from __future__ import annotations

import math

import numpy as np
import pytest

from rnnviz.measures import entropy


@pytest.mark.parametrize(("width", "raw", "scaled"), [(1024, 0.09, 2.35), (16, 0.9, 2.35), (1, 2.43, 2.43)])
def test_scaling_by_root_d_keeps_the_entropy_of_attention(width: int, raw: float, scaled: float) -> None:
    """A. Vaswani et al. 2017, section 3.2.1: 16 keys and a query of N(0, 1) numbers; ln 16 = 2.77 nats at most."""
    generator = np.random.default_rng(0)
    query, keys = generator.standard_normal((300, 1, width)), generator.standard_normal((300, 16, width))
    scores = (query * keys).sum(-1)
    for factor, expected in ((1.0, raw), (1 / math.sqrt(width), scaled)):
        weights = np.exp(factor * (scores - scores.max(-1, keepdims=True)))
        found = entropy(weights / weights.sum(-1, keepdims=True))
        assert found.max() <= math.log(16) + 1e-12
        assert found.mean() == pytest.approx(expected, abs=0.05)
