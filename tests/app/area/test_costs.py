from __future__ import annotations

import numpy as np
import pytest

from rnnviz.app.area.costs import Costs

TRUE = {"always": 0.004, "flow": 0.009, "text": 0.001, "plane": 0.015}


def test_what_is_new_bears_what_the_others_do_not_account_for() -> None:
    costs = Costs(0.002)
    assert costs["flow"] == 0.002
    costs.learn(["always"], 0.004)
    costs.learn(["always", "flow"], 0.013)
    assert costs["always"] == pytest.approx(0.004)
    assert costs["flow"] == pytest.approx(0.009)
    assert "text" not in costs


def test_sums_over_changing_parts_tell_what_each_costs() -> None:
    generator, costs = np.random.default_rng(0), Costs(0.004)
    for _ in range(300):
        parts = ["always", *(key for key in list(TRUE)[1:] if generator.random() < 0.5)]
        noise = 1 + 0.02 * generator.standard_normal()
        costs.learn(parts, noise * sum(TRUE[key] for key in parts))
    for key, seconds in TRUE.items():
        assert costs[key] == pytest.approx(seconds, abs=0.001)
    assert costs.of(TRUE) == pytest.approx(sum(TRUE.values()), abs=0.002)


def test_nothing_costs_less_than_nothing() -> None:
    costs = Costs(0.004)
    costs.learn(["always", "flow"], 0.010)
    for _ in range(5):
        costs.learn(["flow"], 0.0)
    assert costs["flow"] >= 0
    costs.forget()
    assert costs["flow"] == 0.004
