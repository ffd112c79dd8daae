"""The cell state c of an LSTM over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rnnviz.measures import largest, mean_and_band
from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.frames.preset import preset_offer
from rnnviz.views.frames.surgery import clamps, holds
from rnnviz.views.frames.unit_track import UnitTrack
from rnnviz.views.offer import Offer
from rnnviz.views.plots.band import Band
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.ghosts import beside
from rnnviz.views.plots.legend import Key
from rnnviz.views.plots.line import Line
from rnnviz.views.scopes import Array, Layer, cell_of, laid, row_at
from rnnviz.views.words.figures import lowered, number, signed
from rnnviz.views.words.language import tr

PRESET = "python-lstm"


class CellState(UnitTrack):
    """Every unit's c as a heat map, or the mean with its band and the chosen unit as curves."""

    key = "cell_state"
    title = "Cell state"
    purpose = (
        "The memory c that an LSTM carries from step to step: the forget gate keeps it, the input gate adds to it. "
        "The hidden state is its tanh, let out by the output gate."
    )
    height = 120

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette = shared.palette
        self.band = Band(self.plot, palette.muted)
        self.mean = Line(self.plot, palette.muted, width=shared.line_width)
        self.one = Line(self.plot, palette.accent, width=shared.line_width, depth=10)
        modes = [("map", tr("every unit")), ("curves", tr("mean and one unit"))]
        self.mode = self.add_chooser("mode", tr("Draw every unit as a heat map, or the mean and one unit"), modes)
        self.easing = Easing()

    def draw(self, trace: Trace) -> None:
        self.plot.divide(trace)
        differs = self.mode.key == "map" and self.differs(trace)
        found = self.mapped(trace, "cell") if differs else laid(trace, self.layer(trace), "cell")
        self.against.setVisible(trace.untouched is not None and self.mode.key == "map" and found is not None)
        self.mode.setVisible(found is not None)
        self.step_aside("" if found else self._missing(trace, self.layer(trace)), tr("this model has none"))
        if found is None:
            self.map.clear()
            self._clear_curves()
            self.heading.setText(tr("cell state c"))
            return
        size = largest(found[1]) if np.isfinite(found[1]).any() else np.nan  # no range is fitted to nothing
        limit = size if differs else self.easing.follow(-size, size, trace.run)[1]
        if self.mode.key == "map":
            self._draw_map(*found, limit, self.unit(trace))
            if differs:
                self.say_difference(tr("cell state c"), limit)
        else:
            self._draw_curves(*found, limit, self.unit(trace))

    def _missing(self, trace: Trace, layer: Layer) -> str:
        cell = cell_of(trace, layer)
        if cell is None or any(state.name == "cell" for state in cell.states):
            return tr("No cell state in this trace.")
        if cell.is_block:
            return tr("A transformer's block has no cell state: it hands nothing on from step to step.")
        return tr("The {cell} carries its hidden state alone; choose LSTM to see a cell state.").format(
            cell=tr(cell.title)
        )

    def _draw_map(self, steps: Array, values: Array, limit: float, unit: int) -> None:
        self._clear_curves()
        self.map.draw_units(steps, values, limit, unit=unit)
        if not np.isfinite(values).any():
            self.heading.set_texts(tr("cell state c: no value is finite"), tr("cell state c"))
            return
        words = tr("cell state c ({count} units, −{limit} blue · 0 paper · +{limit} orange, fitted)")
        short = tr("cell state c, ±{limit}, fitted")
        said = [words.format(count=values.shape[1], limit=number(limit, 2))] if values.shape[1] > 1 else []
        self.heading.set_texts(*said, short.format(limit=number(limit, 2)), f"c, ±{number(limit, 2)}")

    def _draw_curves(self, steps: Array, values: Array, limit: float, unit: int) -> None:
        self.map.clear()
        self.plot.box.setYRange(-limit, limit, padding=0.04)
        middle, lower, upper = mean_and_band(values)
        self.band.draw(steps, lower, upper)
        self.mean.draw(steps, middle, edge=limit)
        self.one.draw(steps, values[:, unit], edge=limit)
        self._draw_ghosts(unit)
        palette = self.shared.palette
        words = tr("cell state c, mean over {count} units with 10–90 % band")
        short = tr("cell state c, mean and band")
        said = [words.format(count=values.shape[1])] if values.shape[1] > 1 else []
        self.heading.set_texts(*said, short, tr("cell state c"))
        self.legend.show_keys(
            [
                Key(label=tr("mean"), colour=palette.muted),
                Key(label=tr("unit {unit}").format(unit=unit), colour=palette.accent),
                *self.ghosts.keys(self.untouched),
            ]
        )

    def _draw_ghosts(self, unit: int) -> None:
        trace, palette = self.untouched, self.shared.palette
        found = None if trace is None else laid(trace, self.layer(trace), "cell")
        if found is None:
            self.ghosts.keep()
            return
        self.ghosts.draw("mean", palette.muted, found[0], mean_and_band(found[1])[0])
        self.ghosts.draw("one", palette.accent, found[0], found[1][:, unit])

    def _clear_curves(self) -> None:
        self.ghosts.keep()
        for item in (self.band, self.mean, self.one):
            item.clear()
        self.legend.show_keys([])

    @property
    def symbol(self) -> str:
        return "c"

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        if self.trace is None:
            return {}
        return self.trace.matching(*(f"{scope}.cell" for scope in self.layer(self.trace)))

    def readout(self, t: int) -> str:
        """Return the c of the unit under the mouse, or of the chosen one, at a step."""
        if self.trace is None:
            return ""
        unit, layer = self.read_unit(self.trace), self.layer(self.trace)
        row = row_at(laid(self.trace, layer, "cell"), t)
        if row is None:
            return ""
        before = None if self.untouched is None else row_at(laid(self.untouched, layer, "cell"), t)
        return f"c{lowered(unit)} {beside(signed(row[unit]), '' if before is None else signed(before[unit]))}"

    def offers(self) -> Sequence[Offer]:
        """Offer to set the chosen unit's cell state; where there is none, a preset that has one."""
        trace = self.trace
        if trace is None:
            return ()
        if laid(trace, self.layer(trace), "cell") is None:
            return (preset_offer(self, PRESET),)
        unit, layer = self.unit(trace), self.layer(trace)
        return [*clamps(self, trace, layer, "cell", unit, (0.0,)), *holds(self, trace, layer, "cell", unit)]
