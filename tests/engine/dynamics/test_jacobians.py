"""Step Jacobians against automatic differentiation of the cell's own step; products; singular values."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
import torch

from rnnviz.cells.tape import Silent
from rnnviz.engine.dynamics.jacobians import Jacobians, jacobians
from rnnviz.engine.dynamics.singular import largest_singular_values
from rnnviz.engine.passes.linearised import Linearised
from tests.engine.linear_passes import CELLS, linear_pass, run_of

SMALL = ("cell.hidden_size=5", "task.inputs=3", "task.length=7", "dtype=float64")


def truth(layer: Linearised, t: int) -> np.ndarray:
    """J_t by torch.func.jacrev through `Cell.step`."""
    parameters = {name: value.detach() for name, value in layer.layer.cell_parameters.items()}
    before = [layer.before] if layer.cell_before is None else [layer.before, layer.cell_before]
    flat = torch.cat([state[t] for state in before])

    def step(states: torch.Tensor) -> torch.Tensor:
        parts = states.view(-1, 1, layer.hidden.shape[1]).unbind()
        return torch.cat(layer.layer.cell.step(parameters, layer.read[t][None], parts, Silent()), 1)[0]

    return np.asarray(torch.func.jacrev(step)(flat).numpy())


@pytest.mark.parametrize("cell", CELLS)
def test_every_jacobian_equals_automatic_differentiation_of_the_step(
    cell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = run_of(*CELLS[cell], *SMALL, "model.layers=2")
    passed, _ = linear_pass(run, monkeypatch)
    for layer in passed.layers.values():
        steps = jacobians(layer)
        size = 10 if cell.startswith("lstm") else 5
        assert (steps.steps, steps.size) == (7, size)
        found = steps.matrices().numpy()
        for t in range(7):
            np.testing.assert_allclose(found[t], truth(layer, t), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("cell", CELLS)
def test_products_equal_the_matrices(cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    passed, _ = linear_pass(run_of(*CELLS[cell], *SMALL), monkeypatch)
    steps = jacobians(passed.layers["layer0"])
    v = torch.randn(7, 3, steps.size, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    whole = steps.matrices()
    before = v.clone()
    torch.testing.assert_close(steps.push(v), torch.einsum("tab,tmb->tma", whole, v), rtol=1e-12, atol=1e-15)
    torch.testing.assert_close(steps.pull(v), torch.einsum("tab,tma->tmb", whole, v), rtol=1e-12, atol=1e-15)
    torch.testing.assert_close(v, before, rtol=0, atol=0)
    some = steps.at([4, 1])
    torch.testing.assert_close(some.matrices(), whole[[4, 1]], rtol=0, atol=0)


def test_steps_that_are_not_finite_are_marked_and_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    passed, _ = linear_pass(run_of("cell.kind=lstm", *SMALL), monkeypatch)
    layer = passed.layers["layer0"]
    assert layer.keep_cell is not None
    layer.keep_cell[2, 1] = torch.inf
    steps = jacobians(layer)
    assert steps.finite.tolist() == [True, True, False, True, True, True, True]
    assert bool(steps.matrices().isfinite().all())


def dense(matrices: torch.Tensor) -> torch.Tensor:
    return largest_singular_values(
        lambda v: torch.einsum("cab,cb->ca", matrices, v), lambda u: torch.einsum("cab,ca->cb", matrices, u),
        len(matrices), matrices.shape[2], matrices.dtype,
    )


def near_identity(n: int) -> torch.Tensor:
    """Matrices like a GRU's at the start: all singular values close together."""
    return 0.5 * torch.eye(n) + 0.01 * torch.randn(6, n, n, generator=torch.Generator().manual_seed(2))


def gaussian(n: int) -> torch.Tensor:
    return torch.randn(6, n, n, generator=torch.Generator().manual_seed(3)) / math.sqrt(n)


def two_alike(n: int) -> torch.Tensor:
    return torch.cat([torch.tensor([1.0, 0.9999]), torch.linspace(0.9, 0, n)])[:n].diag()[None]


def within_a_thousandth(n: int) -> torch.Tensor:
    sizes = 1 + 1e-3 * torch.randn(6, n, generator=torch.Generator().manual_seed(4))
    return orthogonal(n) @ torch.diag_embed(sizes) @ orthogonal(n)


def orthogonal(n: int) -> torch.Tensor:
    found: torch.Tensor = torch.linalg.qr(gaussian(n)).Q
    return found


SHAPES: dict[str, Callable[[int], torch.Tensor]] = {
    "gaussian": gaussian,
    "near the identity": near_identity,
    "orthogonal": orthogonal,
    "rank one": lambda n: gaussian(n)[:, :, :1] @ gaussian(n)[:, :1],
    "tiny": lambda n: 1e-30 * gaussian(n),
    "huge": lambda n: 1e30 * gaussian(n),
    "graded": lambda n: gaussian(n) * torch.logspace(0, -12, n),
    "two alike": two_alike,
    "within a thousandth": within_a_thousandth,
}


@pytest.mark.parametrize("size", [1, 2, 9, 70, 150])
@pytest.mark.parametrize("shape", SHAPES)
def test_largest_singular_values_hold_their_tolerance(shape: str, size: int) -> None:
    matrices = SHAPES[shape](size)
    np.testing.assert_allclose(
        dense(matrices).numpy(), torch.linalg.svdvals(matrices.double())[:, 0].numpy(), rtol=1e-4, atol=0
    )


def test_zero_matrices_have_norm_zero_beside_others() -> None:
    matrices = gaussian(40)
    matrices[2] = 0
    found = dense(matrices).numpy()
    assert found[2] == 0
    assert (found[[0, 1, 3, 4, 5]] > 1.5).all()


@pytest.mark.parametrize("cell", ["tanh", "gru", "lstm", "gru_before", "lstm_peephole"])
def test_norms_of_a_real_pass_equal_those_of_its_matrices(cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_of(*CELLS[cell], "cell.hidden_size=40", "task.length=70")
    passed, _ = linear_pass(run, monkeypatch)
    steps: Jacobians = jacobians(passed.layers["layer0"])
    found = largest_singular_values(
        lambda v: steps.push(v[:, None])[:, 0], lambda u: steps.pull(u[:, None])[:, 0],
        70, steps.size, steps.weight.dtype,
    )
    exact = torch.linalg.svdvals(steps.matrices().double())[:, 0]
    np.testing.assert_allclose(found.numpy(), exact.numpy(), rtol=1e-4)
