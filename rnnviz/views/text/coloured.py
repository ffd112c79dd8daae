"""The cells in the colours of what is chosen: of the example that the trace follows, or of a text that was read."""

from __future__ import annotations

import numpy as np

from rnnviz.measures import largest
from rnnviz.trace import Trace
from rnnviz.views.scopes import layer_of, scope_at
from rnnviz.views.shared import Selection
from rnnviz.views.text.colouring import DEPENDS, LOSS, NOTHING, Colouring
from rnnviz.views.text.content import Floats, ReadText, flow_row, losing, losses, unit_values
from rnnviz.views.text.reader import Reader
from rnnviz.views.words.language import tr


class Coloured:
    """Finds the numbers that the cells are coloured by, or has the engine asked for them."""

    def __init__(self, colouring: Colouring, selection: Selection, reader: Reader) -> None:
        self._colouring = colouring
        self._selection = selection
        self._reader = reader

    def example(self, trace: Trace, t: int) -> None:
        """Colour the example; a dependence is that of step t."""
        values: Floats | None = None
        is_signed, limit, fixed, blank = False, 1.0, False, None
        name = self._colouring.key
        if name == LOSS:
            values, blank = losses(trace), ~losing(trace)
            limit = largest(values)
        elif name in DEPENDS:
            self.flow(trace, t)
            return
        elif name != NOTHING:
            values = unit_values(trace, layer_of(trace, self._selection.scope), name, self._selection.unit)
            if values is not None:
                is_signed, limit, fixed = self._colouring.range_of(trace, name, values)
        self._colouring.paint(values, limit, signed=is_signed, fixed=fixed, update=trace.update, blank=blank)

    def flow(self, trace: Trace, t: int) -> None:
        """Colour the example by what step t depended on."""
        scope = scope_at(trace, layer_of(trace, self._selection.scope), t)
        row = flow_row(trace, scope, t)
        if row is None:
            self._colouring.paint_nothing(trace.update)
            return
        with np.errstate(divide="ignore"):
            self._colouring.paint_logs(np.log10(row), trace.update, tr("loss of the next"), t)

    def read(self, trace: Trace, reading: ReadText, cell: int | None) -> None:
        """Colour a text that was read; a dependence is that of a cell."""
        colouring, name = self._colouring, self._colouring.key
        if name == LOSS:
            known = reading.loss[np.isfinite(reading.loss)]
            limit = float(np.quantile(known, 0.98)) if len(known) else 1.0
            colouring.paint(reading.spread(reading.loss), limit, signed=False, fixed=False, update=reading.update)
        elif name in DEPENDS:
            self._dependence(reading, cell)
        elif name == NOTHING:
            colouring.paint_nothing(reading.update)
        else:
            self._unit(trace, reading, name)

    def _unit(self, trace: Trace, reading: ReadText, name: str) -> None:
        wanted = f"{self._selection.scope}.{name}", self._selection.unit
        values = reading.values.get(wanted)
        if values is None:
            self._reader.ask_values(reading, wanted)
            if len(self._colouring.shown) != len(reading.codes):
                self._colouring.paint_nothing(reading.update)
            return
        is_signed, limit, fixed = self._colouring.range_of(trace, name, values)
        self._colouring.paint(reading.spread(values), limit, signed=is_signed, fixed=fixed, update=reading.update)

    def _dependence(self, reading: ReadText, cell: int | None) -> None:
        depends = self._reader.depends
        step = reading.step_of(cell) if cell is not None else None
        if depends is None or cell is None or depends[:2] != (step, DEPENDS[self._colouring.key]):
            self._colouring.paint_nothing(reading.update)
            self._colouring.say(tr("point at a character: what did it depend on?"), tr("point at a character"))
            return
        first, logs = depends[2:]
        wide = np.full(len(reading.codes), -np.inf)
        wide[reading.places[first : first + len(logs)]] = logs
        self._colouring.paint_logs(wide, reading.update, self._colouring.chosen, cell)
