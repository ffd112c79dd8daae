"""A track that may draw units as rows: a click on one chooses it."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.figure_axis import UnitAxis
from rnnviz.views.figures import number
from rnnviz.views.language import tr
from rnnviz.views.scopes import Array, Layer, laid, layer_of, scope_at, units
from rnnviz.views.track import Track
from rnnviz.views.unit_map import UnitMap

OPERATED, DIFFERENCE = "operated", "difference"


class UnitTrack(Track):
    """Holds a `UnitMap` and turns clicks on its rows into the chosen unit."""

    signed: ClassVar[bool] = True
    """Whether the map's values lie on both sides of zero."""

    def __init__(self, shared: Shared) -> None:
        self.axis = UnitAxis()
        super().__init__(shared, self.axis)
        self.map = UnitMap(self.plot, self.axis, shared.palette, signed=self.signed)
        self.plot.box.picked.connect(self._choose_unit)

        modes = [(OPERATED, tr("operated")), (DIFFERENCE, tr("operated − untouched"))]
        tip = tr("Draw the operated pass, or its difference from the untouched one")
        self.against = self.add_chooser("against", tip, modes)
        self.against.hide()

    def differs(self, trace: Trace) -> bool:
        """Offer the difference from the untouched pass where there is one; return whether it is to be drawn."""
        self.against.setVisible(trace.untouched is not None)
        return trace.untouched is not None and self.against.key == DIFFERENCE

    def mapped(self, trace: Trace, name: str) -> tuple[Array, Array] | None:
        """Return what a map of a quantity draws, (steps, values), in the mode that is chosen."""
        found = laid(trace, self.layer(trace), name)
        if not self.differs(trace) or found is None or trace.untouched is None:
            return found
        before = laid(trace.untouched, self.layer(trace), name)
        if before is None or before[1].shape != found[1].shape:
            return found
        with np.errstate(invalid="ignore", over="ignore"):
            return found[0], found[1] - before[1]

    def say_difference(self, what: str, limit: float) -> None:
        """Say in the heading that a difference is drawn."""
        words = tr("{what}, operated − untouched (−{limit} blue · 0 paper · +{limit} orange, fitted)")
        short = tr("Δ {what}, ±{limit}")
        said = {"what": what, "limit": number(limit, 2)}
        self.heading.set_texts(words.format(**said), short.format(**said))

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
