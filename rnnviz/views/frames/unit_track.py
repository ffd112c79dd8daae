"""A track that may draw units as rows: a click on one chooses it."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.frames.track import Track
from rnnviz.views.gate import plain, visible
from rnnviz.views.plots.figure_axis import UnitAxis
from rnnviz.views.plots.unit_map import UnitMap
from rnnviz.views.scopes import Array, Layer, laid, layer_of, scope_at, units
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

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
        self.plot.pointed.connect(self._point)
        self.plot.tell = self.told

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
        brief = f"Δ {self.symbol}, ±{said['limit']}"
        self.heading.set_texts(words.format(**said), short.format(**said), brief)

    def layer(self, trace: Trace) -> Layer:
        """Return the chosen layer of a trace."""
        return layer_of(trace, self.shared.selection.scope)

    def unit(self, trace: Trace) -> int:
        """Return the chosen unit, kept inside the layer."""
        return min(self.shared.selection.unit, max(units(trace, self.layer(trace)) - 1, 0))

    @property
    def symbol(self) -> str:
        """What a cell of the map is a value of: h."""
        return ""

    def read_unit(self, trace: Trace) -> int:
        """Return the unit to be read out: the one of the map under the mouse, or else the chosen one."""
        over = self.shared.axis.over
        if over is not None and over[0] == self.key and over[1] in self.map.order:
            return over[1]
        return self.unit(trace)

    def told(self, t: int, y: float) -> str:
        """Return what a tool tip says of the cell of the map at a step and height."""
        trace, unit = self.trace, self.map.unit_at(y)
        value = None if unit is None else self.map.value_at(t, unit)
        if trace is None or unit is None or value is None:
            return ""
        tokens = trace.get("tokens")
        token = visible(str(tokens[t])) if tokens is not None and 0 <= t < len(tokens) else ""
        symbol = f"Δ{self.symbol}" if self.against.key == DIFFERENCE and trace.untouched else self.symbol
        scope = scope_at(trace, self.layer(trace), t)
        words = tr("unit {unit} of {layer} at step {t} “{token}”: {symbol} = {value} (no unit)")
        return plain(words.format(unit=unit, layer=scope, t=t, token=token, symbol=symbol, value=number(value, 4)))

    def _point(self, y: float | None) -> None:
        unit = None if y is None else self.map.unit_at(y)
        self.shared.axis.over = None if unit is None else (self.key, unit)

    def _choose_unit(self, place: tuple[int, float]) -> None:
        t, y = place
        unit = self.map.unit_at(y)
        if unit is not None and self.trace is not None:
            self.shared.selection.choose(scope=scope_at(self.trace, self.layer(self.trace), t), unit=unit)
