"""The gradient of a step's loss in closed form equals autograd's."""

from __future__ import annotations

import pytest
import torch

from rnnviz.engine.networks import losses


@pytest.mark.parametrize("kind", ["cross_entropy", "squared_error"])
def test_the_gradient_of_each_step_equals_autograd(kind: str) -> None:
    generator = torch.Generator().manual_seed(1)
    outputs = torch.randn(6, 3, 5, generator=generator, dtype=torch.float64, requires_grad=True)
    symbols = torch.randint(0, 5, (6, 3), generator=generator)
    targets = symbols if kind == "cross_entropy" else torch.randn(6, 3, 5, generator=generator, dtype=torch.float64)
    (truth,) = torch.autograd.grad(losses.by_step(kind, outputs, targets).sum(), outputs)
    found = losses.gradient_by_step(kind, outputs.detach(), targets)
    torch.testing.assert_close(found, truth, rtol=1e-12, atol=1e-14)


def test_the_loss_of_a_target_that_is_almost_certain_keeps_its_digits_in_float32() -> None:
    generator = torch.Generator().manual_seed(2)
    outputs = torch.randn(40, 2, 5, generator=generator)
    targets = torch.randint(0, 5, (40, 2), generator=generator)
    outputs.scatter_add_(-1, targets.unsqueeze(-1), torch.linspace(-18, 18, 40)[:, None, None].expand(40, 2, 1))
    each = losses.by_step("cross_entropy", outputs, targets)
    true = torch.nn.functional.cross_entropy(outputs.double().flatten(0, 1), targets.flatten(), reduction="none")
    assert float(each.min()) < 1e-6
    torch.testing.assert_close(each.double().flatten(), true, rtol=2e-5, atol=0)
    gradients = losses.gradient_by_step("cross_entropy", outputs, targets)
    exact = losses.gradient_by_step("cross_entropy", outputs.double(), targets)
    torch.testing.assert_close(gradients.double(), exact, rtol=2e-5, atol=0)
    assert float(gradients.sum(-1).abs().max()) < 1e-6


def test_the_loss_that_is_learnt_from_is_the_mean_of_the_steps_losses() -> None:
    generator = torch.Generator().manual_seed(3)
    outputs = torch.randn(6, 3, 5, generator=generator, dtype=torch.float64)
    targets = torch.randint(0, 5, (6, 3), generator=generator)
    here = torch.rand(6, 3, generator=generator) < 0.5
    here[0] = True
    each = losses.by_step("cross_entropy", outputs, targets) * losses.weights(here, outputs)
    torch.testing.assert_close(
        losses.total("cross_entropy", outputs, targets, here), each.sum(0).mean(), rtol=1e-12, atol=0
    )
