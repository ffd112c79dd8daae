"""The one-unit network against finite differences, torch's autograd, and what is known of its fixed points."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.cliff import Unit, descend, gradient, surface

PAPER = Unit()
START = (5.2, -2.3)


def by_torch(w: float, b: float, unit: Unit) -> tuple[float, float, float]:
    """Return loss and gradient of the same recursion, written with torch operations and differentiated by it."""
    weight, bias = (torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (w, b))
    x = torch.tensor(unit.start, dtype=torch.float64)
    for _ in range(unit.steps):
        x = weight * torch.sigmoid(x) + bias
    loss = (torch.sigmoid(x) - unit.target).square()
    loss.backward()  # type: ignore[no-untyped-call]
    assert weight.grad is not None
    assert bias.grad is not None
    return loss.item(), weight.grad.item(), bias.grad.item()


def test_the_default_network_is_the_papers() -> None:
    assert Unit(steps=50, start=0.5, target=0.7) == PAPER


@given(
    st.floats(-8, 8), st.floats(-6, 6), st.integers(1, 60), st.floats(-3, 3), st.floats(0, 1),
)
def test_loss_and_gradient_are_autograds(w: float, b: float, steps: int, start: float, target: float) -> None:
    unit = Unit(steps=steps, start=start, target=target)
    found = gradient(w, b, unit)
    loss, by_w, by_b = by_torch(w, b, unit)
    size = 1e-11 * math.hypot(by_w, by_b)
    assert found.exponent == 0
    assert found.loss == pytest.approx(loss, rel=1e-9, abs=1e-15)
    assert found.w == pytest.approx(by_w, rel=1e-6, abs=size + 1e-15)
    assert found.b == pytest.approx(by_b, rel=1e-6, abs=size + 1e-15)


@pytest.mark.parametrize(("w", "b"), [START, (5.0, -2.55), (4.0, -2.0), (3.0, -1.0), (-6.0, 3.1)])
def test_the_gradient_is_that_of_finite_differences(w: float, b: float) -> None:
    found, step = gradient(w, b, PAPER), 1e-6
    for at, expected in (((w + step, b, w - step, b), found.w), ((w, b + step, w, b - step), found.b)):
        up, down = gradient(at[0], at[1], PAPER).loss, gradient(at[2], at[3], PAPER).loss
        assert (up - down) / (2 * step) == pytest.approx(expected, rel=1e-4, abs=1e-8)


def test_a_recurrent_layer_of_torch_has_the_same_gradient() -> None:
    """The tanh network of one unit: σ(x) = (1 + tanh(x/2))/2, so h_t = tanh(x_t/2) = tanh(w/4 h_{t−1} + w/4 + b/2)."""
    w, b = 4.4, -2.1
    layer = torch.nn.RNN(1, 1, dtype=torch.float64)
    parameters = dict(layer.named_parameters())
    values = {"weight_ih_l0": 0.0, "weight_hh_l0": w / 4, "bias_ih_l0": w / 4, "bias_hh_l0": b / 2}
    for name, value in values.items():
        parameters[name].detach().fill_(value)
    hidden = torch.full((1, 1), math.tanh(PAPER.start / 2), dtype=torch.float64)
    last = layer(torch.zeros(PAPER.steps, 1, dtype=torch.float64), hidden)[1].squeeze()
    loss = ((1 + last) / 2 - PAPER.target).square()
    loss.backward()
    found = gradient(w, b, PAPER)
    by_weight, by_bias = (float(parameters[name].grad) for name in ("weight_hh_l0", "bias_hh_l0"))  # type: ignore[arg-type]
    assert found.loss == pytest.approx(loss.item(), rel=1e-9)
    assert (found.w, found.b) == pytest.approx(((by_weight + by_bias) / 4, by_bias / 2), rel=1e-9)


def test_the_surface_is_the_loss_at_each_point() -> None:
    w, b = np.linspace(3, 7, 9), np.linspace(-4, -1, 7)
    grid = surface(w, b, PAPER)
    assert grid.shape == (7, 9)
    for row in range(7):
        for column in range(9):
            expected = gradient(w[column], b[row], PAPER).loss
            assert grid[row, column] == pytest.approx(expected, rel=1e-6, abs=1e-12)


def test_the_cliff_stands_where_the_start_is_an_unstable_fixed_point() -> None:
    sigma = 1 / (1 + math.exp(-PAPER.start))
    for w in (5.0, 5.5, 6.5):
        edge = PAPER.start - w * sigma
        below, above = (float(surface([w], [edge + by], PAPER)[0, 0]) for by in (-1e-3, 1e-3))
        assert below > 0.3
        assert above < 0.09
        multiplier = w * sigma * (1 - sigma)
        assert multiplier > 1
        steep = [gradient(w, edge, Unit(steps=steps)).norm for steps in (40, 41)]
        assert steep[1] / steep[0] == pytest.approx(multiplier, rel=0.01)


@pytest.mark.parametrize("steps", [50, 2000])
def test_a_gradient_beyond_float64_keeps_its_direction(steps: int) -> None:
    """x = 0 is a fixed point of b = −w/2, with multiplier w/4."""
    w = 40.0
    found = gradient(w, -w / 2, Unit(steps=steps, start=0.0))
    log10 = math.log10(math.hypot(found.w, found.b)) + found.exponent * math.log10(2)
    # δ_T = 2 (1/2 − 0.7)/4, and Σ_k 10^k = 10^T/9
    assert log10 == pytest.approx(math.log10(0.1 * math.hypot(1, 0.5) / 9) + steps, abs=1e-6)
    assert found.w / found.b == pytest.approx(0.5)
    assert math.isinf(found.norm) == (steps == 2000)


def test_each_step_is_the_rule() -> None:
    path = descend(START, 0.1, 0.3, 100, PAPER)
    assert path.points.shape == (101, 2)
    for step, (w, b) in enumerate(path.points[:-1]):
        here = gradient(w, b, PAPER)
        assert path.losses[step] == here.loss
        assert path.norms[step] == here.norm
        scale = 0.1 * min(1, 0.3 / here.norm)
        assert path.points[step + 1] == pytest.approx((w - scale * here.w, b - scale * here.b), rel=1e-12)
    assert path.clipped == int((path.norms[:-1] > 0.3).sum())
    assert np.linalg.norm(np.diff(path.points, axis=0), axis=1).max() <= 0.1 * 0.3 * (1 + 1e-12)


def test_clipping_stays_at_the_foot_of_the_cliff_where_plain_descent_is_thrown_off() -> None:
    clipped, plain = (descend(START, 0.1, threshold, 100, PAPER) for threshold in (0.3, None))
    assert np.abs(clipped.points - START).max() < 1
    assert clipped.losses[-1] < 0.01
    assert np.abs(plain.points - START).max() > 50
    assert plain.norms.max() > 100
    together = int(np.flatnonzero(clipped.norms > 0.3)[0])
    assert np.array_equal(clipped.points[: together + 1], plain.points[: together + 1])


def test_descent_survives_what_is_beyond_float64() -> None:
    unit = Unit(steps=2000, start=0.0)
    clipped = descend((40.0, -20.0), 0.1, 1.0, 1, unit)
    assert np.linalg.norm(clipped.points[1] - clipped.points[0]) == pytest.approx(0.1)
    assert not clipped.ended
    plain = descend((40.0, -20.0), 0.1, None, 10, unit)
    assert plain.ended
    assert plain.points.shape == (1, 2)
    assert np.isinf(plain.norms[0])


@given(st.floats(-1e308, 1e308), st.floats(-1e308, 1e308), st.integers(1, 20))
def test_extremes_neither_warn_nor_raise(w: float, b: float, steps: int) -> None:
    unit = Unit(steps=steps)
    with np.errstate(all="raise", under="ignore"):
        surface([w, 0.0], [b, 0.0, 1.0], unit)
        descend((w, b), 1e308, None, 3, unit)
        descend((w, b), 1.0, 1e-6, 3, unit)
