from __future__ import annotations

import numpy as np
import pytest

from rnnviz.tasks.temporal_order import TemporalOrder, TemporalOrderFields


@pytest.mark.parametrize("length", [10, 37, 200])
def test_two_symbols_matter_and_lie_where_pascanu_puts_them(length: int) -> None:
    batch = TemporalOrder(TemporalOrderFields(length=length)).batch(300, np.random.default_rng(0))
    for b in range(batch.size):
        (first, second) = np.flatnonzero(batch.inputs[:, b] < 2)
        assert int(length / 10) <= first < 2 * length / 10
        assert int(length / 2) <= second < 6 * length / 10
        assert batch.targets[-1, b] == 2 * batch.inputs[first, b] + batch.inputs[second, b]
    assert batch.loss_steps.sum(0).tolist() == [1] * 300
    assert batch.loss_steps[-1].all()


def test_the_four_answers_are_as_likely() -> None:
    batch = TemporalOrder(TemporalOrderFields()).batch(8000, np.random.default_rng(0))
    assert np.bincount(batch.targets[-1]) / 8000 == pytest.approx([0.25] * 4, abs=0.02)
