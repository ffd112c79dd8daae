"""Clipping against torch where torch is right, and against exact arithmetic where it is not."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.engine.clip import clip, norm
from rnnviz.experiment import ClipFields


def by_norm(limit: float) -> ClipFields:
    return ClipFields(mode="norm", max_norm=limit)


def test_norm_is_torchs_in_the_usual_range() -> None:
    tensors = [torch.randn(3, 4, generator=torch.Generator().manual_seed(1)), torch.ones(5)]
    assert norm(tensors) == pytest.approx(float(torch.nn.utils.get_total_norm(tensors)), rel=1e-6)


@pytest.mark.parametrize("size", [1e-30, 1e-38, 1e20, 1e38, 1e-44])
def test_norm_survives_where_squares_leave_float32(size: float) -> None:
    pair = torch.tensor([3 * size, 4 * size / 2])
    exact = math.hypot(*pair.double().tolist())
    assert norm([pair]) == pytest.approx(exact, rel=1e-6)


def test_a_norm_beyond_float32_is_still_finite() -> None:
    assert norm([torch.full((4,), 3e38)]) == pytest.approx(6e38, rel=1e-6)


def test_norm_of_nothing_and_of_zeros() -> None:
    assert norm([]) == 0.0
    assert norm([torch.zeros(3)]) == 0.0


def test_clip_by_norm_keeps_the_direction_and_meets_the_threshold() -> None:
    pair = [torch.tensor([3.0]), torch.tensor([4.0])]
    done = clip(pair, by_norm(1.0))
    assert done.norm == pytest.approx(5.0)
    assert done.coefficient == pytest.approx(0.2)
    assert [float(p) for p in pair] == pytest.approx([0.6, 0.8])


def test_below_the_threshold_nothing_changes() -> None:
    pair = [torch.tensor([0.3, 0.4])]
    assert clip(pair, by_norm(0.6)).coefficient == 1.0
    assert pair[0].tolist() == pytest.approx([0.3, 0.4])


def test_exploded_gradients_keep_their_direction_where_torch_zeroes_them() -> None:
    ours = [torch.tensor([1e20, 1e20])]
    theirs = torch.nn.Parameter(torch.zeros(2))
    theirs.grad = ours[0].clone()
    torch.nn.utils.clip_grad_norm_([theirs], 1.0)
    assert theirs.grad.tolist() == [0.0, 0.0]
    clip(ours, by_norm(1.0))
    assert ours[0].tolist() == pytest.approx([math.sqrt(0.5)] * 2, rel=1e-6)


def test_a_coefficient_below_float32_is_applied() -> None:
    huge = [torch.tensor([3e38, 0.0])]
    clip(huge, by_norm(1e-6))
    assert huge[0].tolist() == pytest.approx([1e-6, 0.0], rel=1e-5)


@pytest.mark.parametrize("bad", [math.inf, -math.inf, math.nan])
@pytest.mark.parametrize("mode", ["norm", "value", "none"])
def test_a_gradient_that_is_not_finite_is_left_and_said(bad: float, mode: str) -> None:
    gradient = [torch.tensor([1.0, bad])]
    done = clip(gradient, ClipFields.model_validate({"mode": mode}))
    assert math.isnan(done.coefficient)
    assert not math.isfinite(done.norm)
    assert gradient[0][0] == 1.0


def test_clip_by_value_bends_and_says_how_much_is_left() -> None:
    pair = [torch.tensor([3.0, -0.05])]
    done = clip(pair, ClipFields(mode="value", max_value=0.1))
    assert pair[0].tolist() == pytest.approx([0.1, -0.05])
    assert done.coefficient == pytest.approx(math.hypot(0.1, 0.05) / math.hypot(3, 0.05))


@given(st.lists(st.floats(-1e30, 1e30), min_size=1, max_size=8), st.floats(1e-6, 1e6))
def test_clipping_twice_is_clipping_once(entries: list[float], limit: float) -> None:
    gradient = [torch.tensor(entries)]
    clip(gradient, by_norm(limit))
    assert norm(gradient) <= limit * (1 + 1e-5)
    again = gradient[0].clone()
    clip([again], by_norm(limit))
    assert torch.allclose(again, gradient[0], rtol=1e-5)
