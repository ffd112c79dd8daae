"""Clipping against torch where torch is right, and against exact arithmetic where it is not."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.engine.updates.clip import clip, norm
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


def test_by_norm_and_unclipped_keep_the_direction_exactly() -> None:
    for mode, limit in (("norm", 1.0), ("norm", 100.0), ("none", 1.0)):
        done = clip([torch.tensor([3.0, 4.0])], ClipFields.model_validate({"mode": mode, "max_norm": limit}))
        assert done.cosine == 1.0
        assert done.share == 0.0


def test_clip_by_value_bends_the_direction_by_a_known_angle() -> None:
    """(4, 1, 0) cut to ±1 is (1, 1, 0): cos = 5 / (√17 √2) = 0.857."""
    pair = [torch.tensor([4.0]), torch.tensor([[1.0], [0.0]])]
    done = clip(pair, ClipFields(mode="value", max_value=1.0))
    assert torch.equal(torch.cat([p.reshape(-1) for p in pair]), torch.tensor([1.0, 1.0, 0.0]))
    assert done.cosine == pytest.approx(5 / math.sqrt(34), rel=1e-6)
    assert done.share == pytest.approx(1 / 3)
    assert done.coefficient == pytest.approx(math.sqrt(2 / 17), rel=1e-6)


def test_a_value_bound_that_nothing_meets_changes_nothing() -> None:
    pair = [torch.tensor([0.5, -1.0])]
    done = clip(pair, ClipFields(mode="value", max_value=1.0))
    assert (done.coefficient, done.cosine, done.share) == (1.0, 1.0, 0.0)
    assert pair[0].tolist() == [0.5, -1.0]


@pytest.mark.parametrize("size", [1e-30, 1e-44, 1e-10, 1e20, 3e38])
def test_the_cosine_survives_where_products_leave_float32(size: float) -> None:
    entries = torch.tensor([size, -size / 2, 1e-6, 0.0])
    true = entries.double()
    cut = true.clamp(-1e-6, 1e-6)
    done = clip([entries], ClipFields(mode="value", max_value=1e-6))
    exact = float(torch.dot(true, cut) / true.norm() / cut.norm())
    assert done.cosine == pytest.approx(exact, rel=1e-5)
    assert torch.allclose(entries.double(), cut, rtol=1e-6, atol=0)


@pytest.mark.parametrize("mode", ["norm", "value", "none"])
def test_every_parameters_norm_is_told_as_it_was_before(mode: str) -> None:
    tensors = [torch.full((2, 2), 3e38), torch.full((3,), 1e-30), torch.tensor([3.0, 4.0]), torch.zeros(2)]
    done = clip(tensors, ClipFields.model_validate({"mode": mode, "max_norm": 0.5, "max_value": 0.5}))
    assert done.norms == pytest.approx((6e38, math.sqrt(3) * 1e-30, 5.0, 0.0), rel=1e-6)
    assert done.norm == pytest.approx(6e38, rel=1e-6)


def test_a_parameter_that_is_not_finite_is_told_apart_from_the_others() -> None:
    done = clip([torch.tensor([1.0, math.nan]), torch.tensor([2.0]), torch.tensor([math.inf])], by_norm(1.0))
    assert math.isnan(done.norms[0])
    assert done.norms[1:] == (2.0, math.inf)
    assert math.isnan(done.cosine)


@given(
    st.lists(st.floats(-1e6, 1e6, width=32), min_size=1, max_size=12), st.floats(1e-3, 1e3),
    st.sampled_from([torch.float32, torch.float64]),
)
def test_by_value_against_exact_arithmetic(entries: list[float], bound: float, dtype: torch.dtype) -> None:
    gradient = torch.tensor(entries, dtype=dtype)
    true = gradient.to(torch.float64, copy=True)
    cut = gradient.clamp(-bound, bound).double()
    done = clip([gradient], ClipFields(mode="value", max_value=bound))
    assert torch.equal(gradient.double(), cut)
    assert done.share == pytest.approx(float((true != cut).double().mean()), rel=1e-6)
    if (true != cut).any():
        assert done.cosine == pytest.approx(float(torch.dot(true, cut) / true.norm() / cut.norm()), rel=1e-5)
        assert 0 < done.cosine <= 1
    assert clip([gradient], ClipFields(mode="value", max_value=bound)).share == 0.0
