"""The cell state c of an LSTM over time."""

from __future__ import annotations

from collections.abc import Mapping

from rnnviz.measures import largest, mean_and_band
from rnnviz.trace import Trace
from rnnviz.views.band import Band
from rnnviz.views.base import Shared
from rnnviz.views.easing import Easing
from rnnviz.views.figures import lowered, number, signed
from rnnviz.views.language import tr
from rnnviz.views.legend import Key
from rnnviz.views.line import Line
from rnnviz.views.scopes import Array, Layer, cell_of, laid, row_at
from rnnviz.views.unit_track import UnitTrack


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
        found = laid(trace, self.layer(trace), "cell")
        self.explain("" if found else self._missing(trace, self.layer(trace)))
        self.mode.setVisible(found is not None)
        if found is None:
            self.map.clear()
            self._clear_curves()
            self.heading.setText(tr("cell state c"))
            return
        limit = self.easing.follow(-largest(found[1]), largest(found[1]), trace.run)[1]
        if self.mode.key == "map":
            self._draw_map(*found, limit, self.unit(trace))
        else:
            self._draw_curves(*found, limit, self.unit(trace))

    def _missing(self, trace: Trace, layer: Layer) -> str:
        cell = cell_of(trace, layer)
        if cell is None or any(state.name == "cell" for state in cell.states):
            return tr("No cell state in this trace.")
        return tr("The {cell} carries its hidden state alone; choose LSTM to see a cell state.").format(
            cell=tr(cell.title)
        )

    def _draw_map(self, steps: Array, values: Array, limit: float, unit: int) -> None:
        self._clear_curves()
        self.map.draw_units(steps, values, limit, unit=unit)
        words = tr("cell state c ({count} units, −{limit} blue · 0 paper · +{limit} orange, fitted)")
        short = tr("cell state c, ±{limit}, fitted")
        self.heading.set_texts(
            words.format(count=values.shape[1], limit=number(limit, 2)), short.format(limit=number(limit, 2))
        )

    def _draw_curves(self, steps: Array, values: Array, limit: float, unit: int) -> None:
        self.map.clear()
        self.plot.box.setYRange(-limit, limit, padding=0.04)
        middle, lower, upper = mean_and_band(values)
        self.band.draw(steps, lower, upper)
        self.mean.draw(steps, middle, edge=limit)
        self.one.draw(steps, values[:, unit], edge=limit)
        palette = self.shared.palette
        words = tr("cell state c, mean over {count} units with 10–90 % band")
        short = tr("cell state c, mean and band")
        self.heading.set_texts(words.format(count=values.shape[1]), short, tr("cell state c"))
        self.legend.show_keys(
            [
                Key(label=tr("mean"), colour=palette.muted),
                Key(label=tr("unit {unit}").format(unit=unit), colour=palette.accent),
            ]
        )

    def _clear_curves(self) -> None:
        for item in (self.band, self.mean, self.one):
            item.clear()
        self.legend.show_keys([])

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        if self.trace is None:
            return {}
        return self.trace.matching(*(f"{scope}.cell" for scope in self.layer(self.trace)))

    def readout(self, t: int) -> str:
        """Return the chosen unit's c at a step."""
        if self.trace is None:
            return ""
        row = row_at(laid(self.trace, self.layer(self.trace), "cell"), t)
        if row is None:
            return ""
        unit = self.unit(self.trace)
        return f"c{lowered(unit)} {signed(row[unit])}"
