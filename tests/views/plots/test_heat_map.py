"""Zero is the paper, both ends are theirs, and what is not finite is neither."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rnnviz.views.palette import PALETTES, Theme, rgb
from rnnviz.views.plots.heat_map import BROKEN, colours, indices


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_zero_is_exactly_the_paper(theme: Theme) -> None:
    palette = PALETTES[theme]
    signed, unsigned = colours(palette, signed=True), colours(palette, signed=False)
    row = np.array([[-2.0, 0.0, 2.0, np.nan]])
    assert [tuple(signed[i]) for i in indices(row, 2.0, signed=True)[0]] == [
        rgb(palette.low), rgb(palette.paper), rgb(palette.high), rgb(palette.error)
    ]
    assert [tuple(unsigned[i]) for i in indices(row[:, 1:], 2.0, signed=False)[0]] == [
        rgb(palette.paper), rgb(palette.hue), rgb(palette.error)
    ]


@given(arrays(np.float64, (3, 4), elements=st.floats()), st.floats(1e-300, 1e300), st.booleans())
def test_any_numbers_have_a_colour(
    values: np.ndarray[tuple[int, ...], np.dtype[np.float64]], limit: float, signed: bool
) -> None:
    found = indices(values, limit, signed=signed)
    np.testing.assert_array_equal(found == BROKEN, ~np.isfinite(values))


def test_colours_rise_with_the_values() -> None:
    values = np.linspace(-1.5, 1.5, 301)[None]
    for signed in (True, False):
        found = indices(values, 1.0, signed=signed)[0].astype(int)
        assert (np.diff(found) >= 0).all()
        assert (found[0], found[-1]) == (0, BROKEN - 1)
        assert found[150] == (127 if signed else 0)
