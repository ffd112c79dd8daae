"""The name of an axis, in the middle of it whatever it says."""

from __future__ import annotations

from typing import Any


def name_axis(axis: Any, words: str, colour: str) -> None:
    """Write words beside an axis.

    Parameters
    ----------
    axis : AxisItem
    words : str
        Plain text: see `rnnviz.views.gate.plain`.
    colour : str
    """
    axis.setLabel(words, color=colour)
    axis.resizeEvent()  # WORKAROUND pyqtgraph 0.14: longer words begin where the words before them began
