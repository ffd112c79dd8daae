from __future__ import annotations

import math

import numpy as np

from rnnviz.measures.spread import spread


def test_the_spread_is_that_of_the_runs_that_have_a_figure() -> None:
    found = spread([3.0, math.nan, 1.0, math.inf, 2.5])
    assert found.mean == float(np.mean([3.0, 1.0, 2.5]))
    assert (found.low, found.high) == (1.0, 3.0)
    assert (found.count, found.missing) == (3, 2)


def test_without_a_figure_there_is_no_mean() -> None:
    for values in ([], [math.nan, -math.inf]):
        found = spread(values)
        assert math.isnan(found.mean)
        assert math.isnan(found.low)
        assert math.isnan(found.high)
        assert (found.count, found.missing) == (0, len(values))
