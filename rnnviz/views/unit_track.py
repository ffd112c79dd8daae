"""A track that may draw units as rows: a click on one chooses it."""

from __future__ import annotations

from typing import ClassVar

from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.figure_axis import UnitAxis
from rnnviz.views.scopes import Layer, layer_of, scope_at, units
from rnnviz.views.track import Track
from rnnviz.views.unit_map import UnitMap


class UnitTrack(Track):
    """Holds a `UnitMap` and turns clicks on its rows into the chosen unit."""

    signed: ClassVar[bool] = True
    """Whether the map's values lie on both sides of zero."""

    def __init__(self, shared: Shared) -> None:
        self.axis = UnitAxis()
        super().__init__(shared, self.axis)
        self.map = UnitMap(self.plot, self.axis, shared.palette, signed=self.signed)
        self.plot.box.picked.connect(self._choose_unit)

    def layer(self, trace: Trace) -> Layer:
        """Return the chosen layer of a trace."""
        return layer_of(trace, self.shared.selection.scope)

    def unit(self, trace: Trace) -> int:
        """Return the chosen unit, kept inside the layer."""
        return min(self.shared.selection.unit, max(units(trace, self.layer(trace)) - 1, 0))

    def _choose_unit(self, place: tuple[int, float]) -> None:
        t, y = place
        unit = self.map.unit_at(y)
        if unit is not None and self.trace is not None:
            self.shared.selection.choose(scope=scope_at(self.trace, self.layer(self.trace), t), unit=unit)
