"""The speed that the heart tells; that it beats is seen from the window (tests/link/test_child.py)."""

from __future__ import annotations

import pytest

from rnnviz.engine.serving.heart import Speed


def test_speed_is_that_of_the_last_second() -> None:
    speed = Speed()
    assert speed.measure(0.0, 0) == 0.0
    assert speed.measure(0.5, 50) == 100.0
    assert speed.measure(1.0, 100) == 100.0
    assert speed.measure(1.5, 110) == pytest.approx(60.0)
    assert speed.measure(2.0, 110) == pytest.approx(10.0)
    assert speed.measure(2.5, 110) == 0.0
