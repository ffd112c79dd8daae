"""Slopes of full units have all their digits, where those made from values have none."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rnnviz.engine.ways import slopes

PLACES = [-40.0, -12.5, -3.0, 0.0, 0.7, 9.0, 17.0, 40.0]


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_they_are_those_of_cosh(dtype: torch.dtype) -> None:
    a = torch.tensor(PLACES, dtype=dtype)
    exact = np.array(PLACES)
    rtol = 1e-5 if dtype == torch.float32 else 1e-13
    np.testing.assert_allclose(slopes.of_tanh(a), np.cosh(exact) ** -2.0, rtol=rtol)
    np.testing.assert_allclose(slopes.of_sigmoid(a), np.cosh(exact / 2) ** -2.0 / 4, rtol=rtol)


@pytest.mark.parametrize(("name", "exact"), [("tanh", 4 * np.exp(-18)), ("sigmoid", np.exp(-18))])
def test_a_sharp_tape_has_them_and_a_plain_one_has_not(name: str, exact: float) -> None:
    argument = 9.0 if name == "tanh" else 18.0
    a = torch.tensor(argument, requires_grad=True)
    sharp = getattr(slopes.Sharp(), name)(a)
    (found,) = torch.autograd.grad(sharp, a)
    assert sharp.item() == getattr(a, name)().item()
    assert found.item() == pytest.approx(exact, rel=1e-5)
    (plain,) = torch.autograd.grad(getattr(a, name)(), a)
    assert abs(plain.item() / exact - 1) > 0.01


def test_what_a_nearly_full_gate_lets_in_has_its_digits_too() -> None:
    a, new = torch.tensor(25.0, requires_grad=True), torch.tensor(0.5, requires_grad=True)
    tape = slopes.Sharp()
    kept = tape.sigmoid(a)
    written = tape.written(kept, new)
    to_kept, to_new = torch.autograd.grad(written, (kept, new))
    assert written.item() == ((1 - kept) * new).item()
    assert to_kept.item() == -0.5
    assert to_new.item() == pytest.approx(np.exp(-25.0), rel=1e-5)
    put = torch.tensor(0.75, requires_grad=True)  # as an operation does
    assert torch.autograd.grad(tape.written(put, new), new)[0].item() == 0.25
