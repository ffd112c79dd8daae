"""The axis that all tracks share."""

from __future__ import annotations

from rnnviz.views.shared import TimeAxis


def test_a_shorter_pass_has_no_step_under_a_mouse_that_rests_past_its_end() -> None:
    axis = TimeAxis()
    axis.set_length(20)
    axis.set_hover(15)
    heard: list[int | None] = []
    axis.hovered.connect(heard.append)
    axis.set_length(16)
    assert (axis.hover, heard) == (15, [])
    axis.set_length(4)
    assert (axis.hover, heard) == (None, [None])
