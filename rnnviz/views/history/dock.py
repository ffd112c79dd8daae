"""The history: what one quantity over time was, update by update; a click goes there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rnnviz.history import History as Figures
from rnnviz.measures import largest
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.frames.dock import Dock
from rnnviz.views.gate import visible
from rnnviz.views.history.gathered import LOGARITHMIC, STATES, Gathered, Kind, gathered, nearest, row, table
from rnnviz.views.history.map import HistoryMap, Place
from rnnviz.views.offer import Offer
from rnnviz.views.plots.colour_bar import ColourBar, shares
from rnnviz.views.plots.easing import Easing
from rnnviz.views.scopes import Layer, cell_of, fixed_limit, layer_name, layer_of, units
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.figures import lowered, number, power, signed
from rnnviz.views.words.language import tr
from rnnviz.views.words.loss_unit import loss_unit

Floats = npt.NDArray[np.float64]
MOST_DECADES = 6.0
"""Of the colours of a gradient: from the largest downward."""
NOTHING = Gathered(np.empty(0, np.int64), (), "")


class Target(NamedTuple):
    """A past trace and a step of it."""

    trace: int
    t: int


class History(Dock):
    """Updates across, steps downward, coloured by reach, norm, loss or one unit."""

    key = "history"
    title = "History"
    purpose = (
        "What training has changed along the pass: updates from left to right, true to scale, and the steps of time "
        "downward, coloured by how far a loss reaches back, the gradient's norm, the loss, or one unit's state. Each "
        "trace that was seen reaches halfway to its neighbours. A click goes to that update and step."
    )
    group = "training"

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.quantity = self.add_chooser("quantity", tr("What is drawn at each update and step"), _entries(True))
        self.bar_of_colours = ColourBar(shared.palette)
        self.map = HistoryMap(shared)
        self.said = ElidedLabel(tr("What is under the mouse, else at the cursor"), fills=True)
        self.column.addWidget(self.bar_of_colours)
        self.column.addWidget(self.map, 1)
        self.column.addWidget(self.said)
        self.history: Figures | None = None
        self.found = NOTHING
        self.layer: Layer = ()
        self.hover: Target | None = None
        self.limit = 1.0
        """End of the colours of what is not drawn on a logarithmic scale."""
        self._easing: dict[object, Easing] = {}
        self._range_of: object = None
        self._raw: Array = np.empty(0, np.str_)
        self._tokens: tuple[str, ...] = ()
        self._same_tokens: tuple[object, bool] = (None, True)
        self.map.placed.connect(self._hover)
        self.map.picked.connect(self._pick)
        self.map.box.sigResized.connect(self._resized)
        self.say(self._empty())

    def _empty(self) -> str:
        return tr("Each update that is seen adds a column here: press Train or Next update.")

    @property
    def kind(self) -> Kind:
        """What is drawn."""
        return self.quantity.key or "reach"  # type: ignore[return-value]

    def draw(self, trace: Trace) -> None:
        """Take in what a trace says of the axes; what is drawn comes with the history."""
        self._read_tokens(trace)
        if self.sentence or layer_of(trace, self.shared.selection.scope) != self.layer:
            self._show()

    def follow(self, history: Figures) -> None:
        self.history = history
        self._show()

    def redraw(self, cause: object = None) -> None:
        """Draw the same history again: something else was chosen."""
        self._show()

    def _read_tokens(self, trace: Trace) -> None:
        """Learn whether every trace of this run read the same tokens: only then can the steps be named by them."""
        raw, (run, same) = trace["tokens"], self._same_tokens
        alike = np.array_equal(raw, self._raw)
        self._same_tokens = (trace.run, same and alike) if run == trace.run else (trace.run, True)
        if not alike:
            self._raw, self._tokens = raw, tuple(visible(str(token)) for token in raw)

    def _show(self) -> None:
        """Draw the past traces in the columns that there are pixels for."""
        trace, history = self.trace, self.history
        if trace is None or history is None:
            return
        self.layer = layer_of(trace, self.shared.selection.scope)
        cell = cell_of(trace, self.layer)
        self.quantity.set_entries(_entries(cell is None or any(q.name == "cell" for q in cell.states)))
        self.found = gathered(history.past, self.layer, self.kind) if self.layer else NOTHING
        self.hover = None
        if not len(self.found.updates):
            self.say(self._empty() if self.layer else tr("No recurrent layer in this trace: nothing to draw."))
            return
        self.say("")
        self._draw_map(trace)
        self._mark()

    def _draw_map(self, trace: Trace) -> None:
        updates = self.found.updates
        of = (id(self.history), int(updates[0]))
        self.map.fit_updates(float(updates[0]), float(updates[-1]), anew=of != self._range_of)
        self._range_of = of
        columns, left, right = self.map.columns_for(updates)
        known, place = np.unique(columns, return_inverse=True)
        values = table([self.found.traces[n] for n in known], self.layer, self.kind, self.unit)[place]
        self.bar_of_colours.setVisible(self.kind in LOGARITHMIC)
        if self.kind in LOGARITHMIC:
            low, high = self._decades(values)
            self.bar_of_colours.show_range(low, high)
            self.map.draw(shares(values, low, high), left, right, 1.0, signed=False)
            self._say_title(0.0, fixed=False)
        else:
            state = self.kind in STATES
            fixed = fixed_limit(trace, self.layer, self.kind) if state else None
            size = largest(values)
            self.limit = fixed or self._ease(0.0, max(size, 1e-30))[1]
            self.map.draw(values, left, right, self.limit, signed=state)
            self._say_title(self.limit, fixed=fixed is not None)
        same = self._same_tokens[1] and len(self._tokens) == self.map.rows
        self.map.name_steps(self._tokens if same else ())

    def _ease(self, low: float, high: float) -> tuple[float, float]:
        """Return a range that stays put while the model learns."""
        of = (id(self.history), self.layer, self.kind, self.unit if self.kind in STATES else 0)
        if of not in self._easing:
            self._easing = {of: Easing(headroom=0.0)}
        return self._easing[of].follow(low, high, of)

    def _decades(self, values: Floats) -> tuple[float, float]:
        finite = values[np.isfinite(values)]
        if not len(finite):
            return self._ease(-1.0, 0.0)
        high = float(finite.max())
        low, high = self._ease(max(float(finite.min()), high - MOST_DECADES), high)
        return float(np.floor(low)), float(max(np.ceil(high), np.floor(low) + 1))

    @property
    def unit(self) -> int:
        """The chosen unit, kept inside the layer."""
        count = units(self.trace, self.layer) if self.trace is not None else 1
        return min(self.shared.selection.unit, max(count - 1, 0))

    def _say_title(self, limit: float, *, fixed: bool) -> None:
        layer, unit = layer_name(self.layer), lowered(self.unit)
        match self.kind:
            case "reach":
                long, short = tr("{layer}: reach ‖∂ℓ/∂h‖ of one loss by update and step"), tr("reach ‖∂ℓ/∂h‖")
            case "norm":
                long, short = tr("{layer}: gradient norm ‖∂L/∂h‖ by update and step"), tr("norm ‖∂L/∂h‖")
            case "loss":
                long = tr("ℓₜ/N by update: what each of N steps adds to L; 0 paper to {limit}, fitted")
                short = tr("ℓₜ/N, 0 to {limit}")
            case _:
                symbol = "h" if self.kind == "hidden" else "c"
                unit = symbol + unit
                long = tr("{layer}: {unit} by update and step, −{limit} blue · 0 paper · +{limit} orange, fitted")
                if fixed:
                    long = tr("{layer}: {unit} by update and step, −{limit} blue · 0 paper · +{limit} orange, fixed")
                short = tr("{unit}, ±{limit}")
        known = {"layer": layer, "unit": unit, "limit": number(limit, 2)}
        self.heading.set_texts(long.format(**known), short.format(**known), "")

    def mark(self, moment: Moment) -> None:
        if not self.sentence:
            self._mark()

    def _mark(self) -> None:
        """Mark the update and the step that are shown, and say the figure there or under the mouse."""
        if self.trace is None:
            return
        self.map.show_moment(self.trace.update, self.moment.t)
        at = self.hover
        if at is None:
            at = Target(int(nearest(self.found.updates, self.trace.update)), self.moment.t)
        self._say(at)

    def _say(self, at: Target) -> None:
        values = row(self.found.traces[at.trace], self.layer, self.kind, self.unit)
        if at.t >= len(values):
            self.said.setText("")
            return
        token = f" “{self._tokens[at.t]}”" if self._same_tokens[1] and at.t < len(self._tokens) else ""
        words = tr("update {update}, t {t}{token}: {value}")
        value = self._figure(float(values[at.t]))
        known = {"update": f"{self.found.updates[at.trace]:,}", "t": at.t, "token": token, "value": value}
        self.said.set_texts(words.format(**known), value)

    def _figure(self, value: float) -> str:
        """Return a figure with its name and unit; states are plain numbers."""
        unit = "" if self.trace is None else f" {loss_unit(self.trace)}"
        match self.kind:
            case "reach":
                return f"‖∂ℓ/∂h‖ {power(value)}{unit}"
            case "norm":
                return f"‖∂L/∂h‖ {power(value)}{unit}"
            case "loss":
                return f"ℓ/N {number(value)}{unit}"
        return f"{'h' if self.kind == 'hidden' else 'c'}{lowered(self.unit)} {signed(value)}"

    def _target(self, place: Place | None) -> Target | None:
        """Return the trace and step that a place of the map belongs to."""
        updates = self.found.updates
        if place is None or not len(updates) or not updates[0] - 0.5 <= place.update <= updates[-1] + 0.5:
            return None
        return Target(int(nearest(updates, place.update)), place.t)

    def _hover(self, place: Place | None) -> None:
        self.hover = None if self.sentence else self._target(place)
        self.map.show_hover(None if self.hover is None else float(self.found.updates[self.hover.trace]))
        self.shared.axis.set_hover(None if self.hover is None else self.hover.t)
        if not self.sentence:
            self._mark()

    def _pick(self, place: Place) -> None:
        target = self._target(place)
        if target is not None and not self.sentence:
            self.go_to(target)

    def go_to(self, target: Target) -> None:
        """Ask for the update of a past trace, and for the cursor at a step."""
        self.shared.requests.update_asked.emit(int(self.found.updates[target.trace]))
        self.shared.axis.scrub(target.t)

    def _resized(self, cause: object) -> None:
        """Take as many columns as there are pixels now."""
        if not self.sentence:
            self._show()

    def offers(self) -> Sequence[Offer]:
        """Offer to go to what is under the mouse."""
        if self.sentence or self.hover is None:
            return ()
        target, words = self.hover, tr("Go to update {update}, step {t}")
        title = words.format(update=f"{self.found.updates[target.trace]:,}", t=target.t)
        return [Offer(title=title, act=lambda: self.go_to(target))]

    def data(self) -> Mapping[str, Array]:
        """Return every past trace's row, and the updates they belong to."""
        if self.sentence:
            return {}
        values = table(self.found.traces, self.layer, self.kind, self.unit)
        known: dict[str, Array] = {"update": self.found.updates, self.found.name: values}
        return known | ({"unit": np.array(self.unit)} if self.kind in STATES else {})


def _entries(has_cell: bool) -> list[tuple[str, str]]:
    found = [("reach", tr("reach")), ("norm", tr("gradient norm")), ("loss", tr("loss")), ("hidden", tr("unit's h"))]
    return [*found, ("cell", tr("unit's c"))] if has_cell else found
