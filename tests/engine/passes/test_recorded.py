"""Gradients as mantissa and exponent."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rnnviz.engine.passes.recorded import Gradient, log10_norms, unscaled


@pytest.mark.parametrize("size", [1e-318, 1e-200, 1.0, 1e250])
def test_another_precision_keeps_what_it_cannot_hold_in_the_exponent(size: float) -> None:
    wide = unscaled(size * torch.randn(5, 2, 3, generator=torch.Generator().manual_seed(1), dtype=torch.float64))
    narrow = wide.to(torch.float32)
    assert narrow.mantissa.dtype == torch.float32
    np.testing.assert_allclose(
        wide.log10_norm(), np.log10(size) + unscaled(wide.mantissa / size).log10_norm(), rtol=0, atol=1e-9
    )
    np.testing.assert_allclose(narrow.log10_norm(), wide.log10_norm(), rtol=0, atol=1e-6)


def test_zero_and_what_is_not_finite_stay_what_they_are() -> None:
    wide = unscaled(torch.tensor([0.0, torch.inf, torch.nan], dtype=torch.float64).view(3, 1, 1))
    logs = wide.to(torch.float32).log10_norm()[0]
    assert logs[0] == -np.inf
    assert np.isnan(logs[1:]).all()


def test_values_beyond_the_precision_are_zero_and_infinite() -> None:
    gradient = Gradient(mantissa=torch.ones(3, 1, 2), exponent=np.array([[-200.0], [3.0], [200.0]]))
    np.testing.assert_array_equal(gradient.values(0), [[0, 0], [8, 8], [np.inf, np.inf]])
    assert gradient.values(0).dtype == np.float32


@pytest.mark.parametrize("size", [1e-37, 1e-30, 1e-10, 1.0, 1e10, 1e30])
def test_norms_of_single_precision_lose_nothing_to_their_squares(size: float) -> None:
    values = size * torch.randn(7, 2, 64, generator=torch.Generator().manual_seed(2))
    expected = np.log10(np.linalg.norm(values.double().numpy(), axis=-1))
    np.testing.assert_allclose(log10_norms(values), expected, rtol=0, atol=2e-7)
