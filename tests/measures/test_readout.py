from __future__ import annotations

import numpy as np
import pytest
import torch
from torch.nn import functional

from rnnviz.measures.readout import output_gradient, softmax


@pytest.mark.parametrize("kind", ["classes", "numbers"])
def test_the_gradient_at_the_outputs_is_autograds(kind: str) -> None:
    generator = torch.Generator().manual_seed(0)
    outputs = torch.randn(6, 5, generator=generator, dtype=torch.float64, requires_grad=True)
    if kind == "classes":
        targets = torch.tensor([1, 0, 4, 2, 2, 3])
        loss = functional.cross_entropy(outputs, targets)
    else:
        targets = torch.randn(6, 5, generator=generator, dtype=torch.float64)
        loss = functional.mse_loss(outputs, targets)
    loss.backward()  # type: ignore[no-untyped-call]
    assert outputs.grad is not None
    for t in range(6):
        found = output_gradient(outputs.detach().numpy()[t], targets.numpy()[t], 6)
        np.testing.assert_allclose(found, outputs.grad.numpy()[t], rtol=1e-10, atol=1e-14)


def test_shares_of_huge_scores_stay_finite() -> None:
    assert softmax(np.array([1e30, 0.0])).tolist() == [1.0, 0.0]
    assert np.isnan(softmax(np.array([np.nan, 0.0]))).all()
