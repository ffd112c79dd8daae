"""The hidden units over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from rnnviz.measures import ORDERS, largest, order_units
from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.frames.surgery import silences
from rnnviz.views.frames.unit_track import UnitTrack
from rnnviz.views.offer import Offer
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.ghosts import beside
from rnnviz.views.scopes import Array, fixed_limit, laid, row_at
from rnnviz.views.words.figures import lowered, number, signed
from rnnviz.views.words.language import tr


class Activations(UnitTrack):
    """Hidden state h: one row a unit, in a chosen order."""

    key = "activations"
    title = "Hidden units"
    purpose = (
        "What every hidden unit says at each step. Click a row to choose its unit: the text is coloured by it, and "
        "gates and equations show its numbers. An order other than by number is kept while the model learns; choose "
        "it again to sort anew."
    )
    height = 180

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        orders = [
            ("index", tr("by number")),
            ("mean", tr("by mean")),
            ("peak", tr("by time of the peak")),
            ("alike", tr("by likeness to the unit")),
        ]
        self.order = self.add_chooser("order", tr("The order of the units from top to bottom"), orders, self._sort)
        self.easing = Easing()
        self._order: npt.NDArray[np.intp] = np.arange(0)
        self._sorted_for: object = None
        self._sorted_at = 0

    def draw(self, trace: Trace) -> None:
        self.plot.divide(trace)
        found = self.mapped(trace, "hidden")
        self.explain("" if found else tr("No hidden states in this trace."))
        self.order.setVisible(found is not None)
        if found is None:
            self.map.clear()
            self.heading.setText(tr("hidden state h"))
            return
        steps, values = found
        by_number = self.order.key == "index"
        if not by_number:
            self._follow_order(trace, values)
        differs = self.differs(trace)
        fixed = None if differs else fixed_limit(trace, self.layer(trace), "hidden")
        size = largest(values)
        if differs:
            limit = size
        elif fixed is None:
            limit = self.easing.follow(-size, size, trace.run)[1]
        else:
            limit = self.easing.fixed(fixed, trace.run)
        self.map.draw_units(steps, values, limit, unit=self.unit(trace), order=None if by_number else self._order)
        if differs:
            self.say_difference(tr("hidden state h"), limit)
        else:
            self._say(trace, values.shape[1], limit, limit == fixed)

    def _follow_order(self, trace: Trace, values: Array) -> None:
        """Sort only for another model, layer or unit, so that rows stay where they are while the model learns."""
        by = next(order for order in ORDERS if order == self.order.key)
        unit = self.unit(trace)
        wanted = (by, trace.run, self.layer(trace), values.shape[1], unit if by == "alike" else None)
        if wanted != self._sorted_for:
            self._order = order_units(values, by, unit)
            self._sorted_for, self._sorted_at = wanted, trace.update

    def _sort(self, _: object) -> None:
        self._sorted_for = None
        self.redraw()

    def _say(self, trace: Trace, count: int, limit: float, fixed: bool) -> None:
        if fixed:
            words = tr("hidden state h ({count} units, −{limit} blue · 0 paper · +{limit} orange, fixed)")
            short = tr("hidden state h, ±{limit}, fixed")
        else:
            words = tr("hidden state h ({count} units, −{limit} blue · 0 paper · +{limit} orange, fitted)")
            short = tr("hidden state h, ±{limit}, fitted")
        said = brief = (words if count > 1 else short).format(count=count, limit=number(limit, 2))
        if self.order.key != "index" and self._sorted_at != trace.update:
            said += tr("; sorted at update {update}").format(update=self._sorted_at)
        size = number(limit, 2)
        self.heading.set_texts(said, brief, short.format(limit=size), f"h, ±{size}")

    @property
    def symbol(self) -> str:
        return "h"

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        if self.trace is None:
            return {}
        return self.trace.matching(*(f"{scope}.hidden" for scope in self.layer(self.trace)))

    def readout(self, t: int) -> str:
        """Return the h of the unit under the mouse, or of the chosen one, at a step."""
        if self.trace is None:
            return ""
        unit, layer = self.read_unit(self.trace), self.layer(self.trace)
        row = row_at(laid(self.trace, layer, "hidden"), t)
        before = None if self.untouched is None else row_at(laid(self.untouched, layer, "hidden"), t)
        said = "" if before is None else signed(before[unit])
        return "" if row is None else f"h{lowered(unit)} {beside(signed(row[unit]), said)}"

    def offers(self) -> Sequence[Offer]:
        """Offer to silence or hold the chosen unit."""
        if self.trace is None or laid(self.trace, self.layer(self.trace), "hidden") is None:
            return ()
        return silences(self, self.trace, self.layer(self.trace), self.unit(self.trace))
