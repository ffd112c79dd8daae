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


def test_a_softmax_sends_into_a_nearly_certain_score_what_all_others_send_back() -> None:
    scores = torch.tensor([[0.0, -17.0, 2.0], [30.0, -1.0, 12.0]], requires_grad=True)  # (S, B), over the first axis
    into = torch.tensor([[2.0, 0.5, 1.0], [-1.0, 3.0, 7.0]])
    weights = slopes.Sharp().softmax(scores, 0)
    assert torch.equal(weights, scores.softmax(0))
    (found,) = torch.autograd.grad(weights, scores, into)
    first = np.exp(-np.logaddexp(0, np.array([30.0, 16.0, 10.0])))  # the smaller of the two weights
    exact = first * (1 - first) * np.array([3.0, 2.5, -6.0]) * [1, -1, 1]
    np.testing.assert_allclose(found, [exact, -exact], rtol=1e-5)
    (plain,) = torch.autograd.grad(scores.softmax(0), scores, into)
    assert abs(plain[1, 0] / -exact[0] - 1) > 0.01


@pytest.mark.parametrize(("width", "apart"), [(1, 1.0), (2, 40.0), (2, 1e-3), (3, 1e3), (8, 1.0), (8, 1e-20)])
def test_a_layer_norm_lets_through_what_its_epsilon_does(width: int, apart: float) -> None:
    generator = torch.Generator().manual_seed(width)
    value = (apart * torch.randn(4, 3, width, generator=generator)).requires_grad_()
    layer, into = torch.nn.LayerNorm(width), torch.randn(4, 3, width, generator=generator)
    with torch.no_grad():
        layer.weight.copy_(torch.linspace(0.5, 2, width))
    made = slopes.Sharp().norm(layer, value)
    assert torch.equal(made, layer(value))
    found = torch.autograd.grad(made, (value, layer.weight, layer.bias), into)
    wide = value.detach().double().requires_grad_()
    exact = torch.autograd.grad(layer.double()(wide), (wide, layer.weight, layer.bias), into.double())
    for own, true in zip(found, exact, strict=True):
        rows, own_error = true.norm(dim=-1), (own.double() - true).norm(dim=-1)
        rounding = 1e-12 if width == 1 or true.ndim == 1 else 0.0  # torch's, of what is 0
        assert bool((own_error <= 1e-4 * rows + rounding).all())
