"""The gates and candidates of a cell over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rnnviz.cell_info import Quantity
from rnnviz.measures import largest, mean_and_band
from rnnviz.trace import Array, Trace
from rnnviz.views.base import Shared
from rnnviz.views.frames.preset import preset_offer
from rnnviz.views.frames.surgery import clamps
from rnnviz.views.frames.unit_track import UnitTrack
from rnnviz.views.offer import Offer
from rnnviz.views.plots.band import Band
from rnnviz.views.plots.ghosts import beside
from rnnviz.views.plots.legend import Key
from rnnviz.views.plots.line import DASHES, Line
from rnnviz.views.scopes import Layer, cell_of, laid, layer_name, row_at, units
from rnnviz.views.words.figures import number, signed
from rnnviz.views.words.language import tr

PRESET = "python-lstm"


class Gates(UnitTrack):
    """Mean over units with a 10 to 90 % band, one unit, or one gate of every unit as a heat map."""

    key = "gates"
    title = "Gates"
    purpose = (
        "What the cell lets in, keeps and gives out at each step: 0 is shut, 1 is open; a candidate, what would be "
        "written, runs from −1 to 1."
    )
    height = 140
    signed = False

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.lines: dict[str, Line] = {}
        self.bands: dict[str, Band] = {}
        for role in ("input", "forget", "candidate", "output", "reset", "update"):
            colour = shared.palette.roles[role]
            self.bands[role] = Band(self.plot, colour)
            self.lines[role] = Line(self.plot, colour, width=shared.line_width, dashes=DASHES[role])
        self.mode = self.add_chooser("mode", tr("What is drawn of the gates: their mean, one unit, or every unit"))
        self.shown: tuple[Quantity, ...] = ()

    def draw(self, trace: Trace) -> None:
        self.plot.divide(trace)
        layer = self.layer(trace)
        cell = cell_of(trace, layer)
        self.shown = tuple(gate for gate in (cell.gates if cell else ()) if laid(trace, layer, gate.name))
        self._offer()
        self.step_aside(self._missing(trace, layer), tr("this model has none"))
        mapped = next((gate for gate in self.shown if gate.name == self.mode.key), None)
        if mapped is None:
            self._draw_lines(trace, layer)
        else:
            self._draw_map(trace, layer, mapped)

    def _offer(self) -> None:
        lines = [("mean", tr("mean and band")), ("unit", tr("one unit"))]
        maps = [(gate.name, tr("every unit: {gate}").format(gate=tr(gate.label))) for gate in self.shown]
        self.mode.set_entries([*lines, *maps])
        self.mode.setVisible(bool(self.shown))

    def _missing(self, trace: Trace, layer: Layer) -> str:
        cell = cell_of(trace, layer)
        if self.shown:
            return ""
        if cell is None or cell.gates:
            return tr("No gates in this trace.")
        if cell.is_block:
            return tr("A transformer's block has no gates: attention decides what each step takes from the others.")
        return tr("The {cell} has no gates; choose LSTM or GRU.").format(cell=tr(cell.title))

    def _draw_lines(self, trace: Trace, layer: Layer) -> None:
        self.map.clear()
        self.against.hide()
        ghosts: list[str] = []
        self.plot.box.setYRange(min((gate.low for gate in self.shown), default=0.0), 1.0, padding=0.09)
        unit = self._chosen(trace)
        by_role = {gate.role: gate.name for gate in self.shown}
        for role, line in self.lines.items():
            found = laid(trace, layer, by_role[role]) if role in by_role else None
            if found is None:
                line.clear()
                self.bands[role].clear()
                continue
            before = None if trace.untouched is None else laid(trace.untouched, layer, by_role[role])
            if before is not None:
                ghosts.append(role)
                ghost = mean_and_band(before[1])[0] if unit is None else before[1][:, unit]
                self.ghosts.draw(role, self.shared.palette.roles[role], before[0], ghost)
            if unit is not None:
                line.draw(found[0], found[1][:, unit], edge=1.04)
                self.bands[role].clear()
            else:
                middle, lower, upper = mean_and_band(found[1])
                line.draw(found[0], middle, edge=1.04)
                self.bands[role].draw(found[0], lower, upper)
        self.ghosts.keep(ghosts)
        self._say(trace, layer, unit)

    def _say(self, trace: Trace, layer: Layer, unit: int | None) -> None:
        if not self.shown:
            self.heading.setText(tr("gates"))
        elif unit is None and units(trace, layer) > 1:
            words = tr("gates, mean over {count} units with 10–90 % band")
            short = tr("gates, mean and 10–90 % band")
            self.heading.set_texts(words.format(count=units(trace, layer)), short, tr("gates"))
        else:
            words = tr("gates of unit {unit} of {layer}")
            short = tr("gates, unit {unit}").format(unit=unit or 0)
            self.heading.set_texts(words.format(unit=unit or 0, layer=layer_name(layer)), short)
        colours = self.shared.palette.roles
        self.legend.show_keys(
            [
                Key(
                    label=f"{gate.symbol} {_word(gate)}", colour=colours[gate.role], dashes=DASHES[gate.role],
                    short=gate.symbol,
                )
                for gate in self.shown
            ]
            + (self.ghosts.keys(self.untouched) if self.shown else [])
        )

    def _draw_map(self, trace: Trace, layer: Layer, gate: Quantity) -> None:
        for role, line in self.lines.items():
            line.clear()
            self.bands[role].clear()
        self.ghosts.keep()
        found = self.mapped(trace, gate.name)
        if found is None:
            return
        steps, values = found
        differs = self.differs(trace)
        self.map.use(signed=gate.low < 0 or differs)
        if differs:
            limit = largest(values)
            self.map.draw_units(steps, values, limit, unit=self.unit(trace))
            self.legend.show_keys([])
            self.say_difference(f"{tr(gate.label)} {gate.symbol}", limit)
            return
        self.map.draw_units(steps, values, gate.high, unit=self.unit(trace))
        self.legend.show_keys([])
        signed_words = tr("{gate} {symbol} ({count} units, −1 blue · 0 paper · +1 orange, fixed)")
        words = signed_words if gate.low < 0 else tr("{gate} {symbol} ({count} units, 0 paper · 1 blue, fixed)")
        self.heading.set_texts(
            words.format(gate=tr(gate.label), symbol=gate.symbol, count=values.shape[1]),
            tr("{gate} {symbol}, {low} to 1, fixed").format(
                gate=tr(gate.label), symbol=gate.symbol, low=number(gate.low)
            ),
        )

    @property
    def symbol(self) -> str:
        return next((gate.symbol for gate in self.shown if gate.name == self.mode.key), "")

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        if self.trace is None:
            return {}
        mapped = [gate.name for gate in self.shown if gate.name == self.mode.key]
        names = mapped or [gate.name for gate in self.shown]
        return self.trace.matching(*(f"{scope}.{name}" for scope in self.layer(self.trace) for name in names))

    def readout(self, t: int) -> str:
        """Return the mean of each gate, or the chosen unit's values, at a step."""
        if self.trace is None:
            return ""
        said = []
        for gate in self.shown:
            value = self._figure(self.trace, gate, t)
            before = "" if self.untouched is None else self._figure(self.untouched, gate, t)
            said += [f"{gate.symbol} {beside(value, before)}"] if value else []
        return "  ".join(said)

    def _figure(self, trace: Trace, gate: Quantity, t: int) -> str:
        """Return a gate's mean, or the chosen unit's value, at a step; "" where there is none."""
        row = row_at(laid(trace, self.layer(trace), gate.name), t)
        if row is None:
            return ""
        value = float(mean_and_band(row)[0] if self._chosen(trace) is None else row[self.read_unit(trace)])
        return signed(value) if gate.low < 0 else number(value, 2)

    def _chosen(self, trace: Trace) -> int | None:
        """Return the unit that is drawn or marked; None where the mean of all is."""
        return None if self.mode.key == "mean" else self.unit(trace)

    def offers(self) -> Sequence[Offer]:
        """Offer to open, shut or halve the gates that are drawn, of the chosen unit or of all; else what has some."""
        trace = self.trace
        if trace is None:
            return ()
        if not self.shown:
            return (preset_offer(self, PRESET),)
        gates = [gate for gate in self.shown if gate.name == self.mode.key] or self.shown
        unit, layer = self._chosen(trace), self.layer(trace)
        return [
            offer for gate in gates
            for offer in clamps(self, trace, layer, gate.name, unit, (1.0, 0.0) if gate.low >= 0 else (0.0,))
        ]


def _word(gate: Quantity) -> str:
    """Return a gate's name without the word gate, which the heading says."""
    label = tr(gate.label)
    return label.removesuffix(tr("gate")).strip() or label
