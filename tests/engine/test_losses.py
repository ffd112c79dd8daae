"""The gradient of a step's loss in closed form equals autograd's."""

from __future__ import annotations

import pytest
import torch

from rnnviz.engine import losses


@pytest.mark.parametrize("kind", ["cross_entropy", "squared_error"])
def test_the_gradient_of_each_step_equals_autograd(kind: str) -> None:
    generator = torch.Generator().manual_seed(1)
    outputs = torch.randn(6, 3, 5, generator=generator, dtype=torch.float64, requires_grad=True)
    symbols = torch.randint(0, 5, (6, 3), generator=generator)
    targets = symbols if kind == "cross_entropy" else torch.randn(6, 3, 5, generator=generator, dtype=torch.float64)
    (truth,) = torch.autograd.grad(losses.by_step(kind, outputs, targets).sum(), outputs)
    found = losses.gradient_by_step(kind, outputs.detach(), targets)
    torch.testing.assert_close(found, truth, rtol=1e-12, atol=1e-14)
