"""The state space: the path of a layer's states through the plane of two principal components."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtWidgets import QHBoxLayout

from rnnviz.history import History
from rnnviz.measures.principal import COMPONENTS, explained, project
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.frames.dock import Dock
from rnnviz.views.gate import visible
from rnnviz.views.offer import Offer
from rnnviz.views.plots.captions import Caption, Captions
from rnnviz.views.plots.easing import Easing
from rnnviz.views.scopes import Layer, cell_of, laid, layer_name, layer_of, row_at
from rnnviz.views.state_space.colouring import MARKS, coloured
from rnnviz.views.state_space.plane import StatePlane
from rnnviz.views.state_space.steady_axes import SteadyAxes
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.figures import lowered, signed
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]
PAIRS = tuple((x, y) for y in range(1, COMPONENTS) for x in range(y))
TRACE, PAST = "trace", "past"
WIDEST = 24
"""Characters of a token in the legend."""
PRESET = "python-lstm"
LEAST = 2e-3
"""Length of an axis at least: states that are one point are drawn as one, under numbers that can be read."""


class StateSpace(Dock):
    """One layer's h or c along two of its first principal components."""

    key = "state_space"
    title = "State space"
    purpose = (
        "The hidden or cell states of a layer as one path through their principal components, the directions along "
        "which they vary most: a dot for each step, arrows in the direction of time, the cursor ringed. Axes keep "
        "their order and signs while the model learns. A click moves the cursor to a step."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.by = self.add_chooser(
            "colour", tr("What the dots are coloured by"),
            [
                ("time", tr("by time")), ("token", tr("by token")), ("phase", tr("by phase")),
                ("target", tr("by target")),
            ],
        )  # fmt: skip
        self.which = self.add_chooser("state", tr("The state that is drawn"))
        pairs = [(f"{x} {y}", f"{x + 1} × {y + 1}") for x, y in PAIRS]
        self.pair = self.add_chooser("components", tr("The two principal components that are drawn"), pairs)
        self.fitted = self.add_chooser(
            "axes",
            tr("The traces that the axes are fitted on: the shown one, or the shown one with past ones, so that the "
               "axes stay put until twice as much has been learnt"),
            [(TRACE, tr("axes of this trace")), (PAST, tr("axes of all so far"))],
        )  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(6)
        for chooser in (self.which, self.pair, self.fitted):
            self.bar.removeWidget(chooser)
            row.addWidget(chooser)
        row.addStretch(1)
        self.captions = Captions(shared.palette.text)
        self.plane = StatePlane(shared)
        self.said = ElidedLabel(tr("The step under the mouse, else the one at the cursor"), fills=True)
        self.column.addLayout(row)
        self.column.addWidget(self.captions)
        self.column.addWidget(self.plane, 1)
        self.column.addWidget(self.said)
        self.steady = SteadyAxes()
        self.history: History | None = None
        self.steps: Array = np.empty(0, np.intp)
        self.values: Array = np.empty((0, 0))
        self.points: Floats = np.empty((0, COMPONENTS))
        self.shares: Floats = np.zeros(COMPONENTS)
        self.hover: int | None = None
        self._easing: dict[tuple[object, int], Easing] = {}
        self.plane.hovered.connect(self._hover)
        self.plane.picked.connect(self._pick)
        self.say(tr("The states of a recurrent layer appear here with the first trace."))

    def follow(self, history: History) -> None:
        """Know the past traces; a new one comes with its trace."""
        self.history = history

    @property
    def components(self) -> tuple[int, int]:
        """The two that are drawn, counted from 0."""
        x, y = self.pair.key.split()
        return int(x), int(y)

    def draw(self, trace: Trace) -> None:
        layer = layer_of(trace, self.shared.selection.scope)
        cell = cell_of(trace, layer)
        states = [q for q in cell.states if any(f"{scope}.{q.name}" in trace for scope in layer)] if cell else []
        self.which.set_entries([(q.name, q.symbol) for q in states])
        self.which.setVisible(len(states) > 1)
        found = laid(trace, layer, self.which.key) if states else None
        self.heading.setText(tr("principal components"))
        if found is None:
            self.say(tr("No recurrent layer in this trace: there are no states to draw."), PRESET)
            return
        self.steps, self.values = found
        if not np.isfinite(self.values).all(axis=1).any():
            self.say(tr("No state of this trace is finite in every unit: there is nothing to draw."))
            return
        self.say("")
        self._project(trace, layer)
        self._draw_points(trace, layer)
        self._name_axes(layer)

    def _project(self, trace: Trace, layer: Layer) -> None:
        """Take the states along the axes, fitted anew where it is time."""
        names = tuple(f"{scope}.{self.which.key}" for scope in layer)
        past = self.history.past if self.history is not None and self.fitted.key == PAST else None
        axes = self.steady.follow(trace, self.values, (trace.run, layer, self.which.key), past, names)
        self.points, self.shares = project(self.values, axes), explained(self.values, axes)

    def _draw_points(self, trace: Trace, layer: Layer) -> None:
        by = coloured(trace, self.steps, self.by.key, self.shared.palette)
        pair = self.components
        words = [visible(str(trace["tokens"][t])) for t in self.steps]
        ranges = [self._range((trace.run, layer, self.which.key), n) for n in pair]
        self.plane.box.setRange(xRange=ranges[0], yRange=ranges[1], padding=0)
        self.plane.draw(self.points[:, pair], by, words)
        self.captions.show_captions([
            Caption(label=MARKS[group.sign], value=_short(group.words), colour=group.colour, mark="", tip=group.words)
            for group in by.legend
        ])  # fmt: skip

    def _range(self, of: object, component: int) -> tuple[float, float]:
        """Return a range that follows a component without jumping, with room for dots at its edge."""
        if not any(key[0] == of for key in self._easing):
            self._easing.clear()
        easing = self._easing.setdefault((of, component), Easing(least=LEAST, headroom=0.12))
        values = self.points[:, component]
        finite = values[np.isfinite(values)]
        return easing.follow(float(finite.min()), float(finite.max()), of)

    def _name_axes(self, layer: Layer) -> None:
        symbol = self.which.currentText()
        for side, n in zip(("bottom", "left"), self.components, strict=True):
            long, short = tr("component {n} of {symbol} ({share} of the variance)"), tr("component {n} ({share})")
            if side == "left":
                long, short = short, tr("component {n}")
            known = {"n": n + 1, "symbol": symbol, "share": percent(self.shares[n])}
            self.plane.title(side, long.format(**known), short.format(**known))
        together = percent(sum(self.shares[n] for n in self.components))
        long = tr("{layer}: {symbol} along two components, {share} of its variance; axes of update {update}")
        short = tr("{symbol}: {share} of the variance, axes of update {update}")
        if self.steady.traces > 1:
            long = tr("{layer}: {symbol} along two components, {share} of its variance; axes of {count} traces to "
                      "update {update}")  # fmt: skip
        known = {
            "layer": layer_name(layer), "symbol": symbol, "share": together, "count": self.steady.traces,
            "update": f"{self.steady.update:,}",
        }
        self.heading.set_texts(
            long.format(**known), short.format(**known), tr("{share} of the variance").format(**known), together
        )

    def mark(self, moment: Moment) -> None:
        if not self.sentence:
            self.plane.show_step(self._index(moment.t))
            self._say_step()

    def _index(self, t: int) -> int | None:
        """Return the place of a step among those that are drawn."""
        place = int(np.searchsorted(self.steps, t))
        return place if place < len(self.steps) and self.steps[place] == t else None

    def _say_step(self) -> None:
        index = self._index(self.moment.t) if self.hover is None else self.hover
        if index is None or self.trace is None or index >= len(self.steps):
            self.said.setText("")
            return
        t = int(self.steps[index])
        values = "  ".join(f"{n + 1}: {signed(self.points[index, n])}" for n in self.components)
        words = tr("t {t} “{token}”  component {values}")
        self.said.set_texts(words.format(t=t, token=visible(str(self.trace["tokens"][t])), values=values), values)

    def _hover(self, index: int | None) -> None:
        if index != self.hover:
            self.hover = index
            self.shared.axis.set_hover(None if index is None else int(self.steps[index]))
            self._say_step()

    def _pick(self, index: int) -> None:
        self.shared.axis.scrub(int(self.steps[index]))

    def readout(self, t: int) -> str:
        """Return where the state of a step lies."""
        row = None if self.sentence else row_at((self.steps, self.points), t) if len(self.steps) else None
        if row is None:
            return ""
        return "  ".join(f"{self.which.currentText()}·v{lowered(n + 1)} {signed(row[n])}" for n in self.components)

    def fit_anew(self) -> None:
        """Fit the axes to what is shown now."""
        self.steady.forget()
        self._easing.clear()
        self.redraw()

    def offers(self) -> Sequence[Offer]:
        """Offer to fit the axes now."""
        return [Offer(title=tr("Fit the axes anew"), act=self.fit_anew, why=self.sentence)]

    def data(self) -> Mapping[str, Array]:
        """Return coordinates, shares of the variance and axes of the first components."""
        axes = self.steady.axes
        if self.sentence or axes is None or self.trace is None:
            return {}
        layer = layer_of(self.trace, self.shared.selection.scope)
        name = f"{layer_name(layer).replace(' ', '')}.{self.which.key}"
        return {
            "steps": self.steps, "tokens": self.trace["tokens"][self.steps], f"principal/{name}": self.points,
            f"principal_share/{name}": self.shares, f"principal_axes/{name}": axes.directions,
            f"principal_mean/{name}": axes.mean,
        }


def percent(share: float) -> str:
    """Return a share in whole percent, with a decimal below ten."""
    return f"{100 * share:.1f} %" if 0 < share < 0.0995 else f"{100 * share:.0f} %"


def _short(words: str) -> str:
    return words if len(words) <= WIDEST + 1 else f"{words[:WIDEST]}…"
