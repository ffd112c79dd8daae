"""The room that triangles of one shape lend each other holds nothing of the last one, and is never lent twice."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rnnviz.engine.flow import room, triangle
from tests.engine.flow.test_matrix import small, traced


def test_a_pass_that_is_not_finite_leaves_nothing_behind_in_the_next_of_its_shape(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(triangle, "PIECE", 5)
    run, spoilt = small("lstm", "", 2), small("lstm", "", 2)
    with torch.no_grad():
        spoilt.learner.model.get_parameter("layer1.weight_hh_l0")[0, 0] = torch.nan
    first = traced(run, "gradient_flow/*")
    traced(spoilt, "gradient_flow/*")
    again = traced(run, "gradient_flow/*")
    names = [name for name in first if name.startswith("gradient_flow")]
    assert len(names) == 12
    assert np.isfinite(first["gradient_flow/layer0.hidden"]).all()
    for name in names:
        np.testing.assert_array_equal(first[name], again[name], err_msg=name)


def test_room_is_lent_to_one_at_a_time_and_kept_for_the_next() -> None:
    alive = np.arange(5, 0, -1).tobytes()
    shape = room.Shape(1, 2, 3, 5, triangle.PIECE, alive, torch.float32, torch.device("cpu"))
    with room.room_for(shape) as kept:
        pass
    with room.room_for(shape) as one, room.room_for(shape) as other:
        assert one is kept
        assert other is not kept


def test_views_are_kept_of_so_many_spans_at_most() -> None:
    alive = np.arange(100, 0, -1).tobytes()
    made = room.Room(room.Shape(1, 1, 2, 100, triangle.PIECE, alive, torch.float32, torch.device("cpu")))
    first = made.pieces(0, 0, 99)
    assert made.pieces(0, 0, 99) is first
    for low in range(1, room.SPANS):
        made.pieces(0, low, 99)
    assert made.pieces(0, 0, 99) is first
    made.pieces(0, 0, 50)
    assert made.pieces(0, 0, 99) is not first
