"""The text of the steps."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.measures import largest
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.frames.surgery import readings, silences
from rnnviz.views.frames.track import Track
from rnnviz.views.gate import visible
from rnnviz.views.offer import Offer
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.ghosts import beside
from rnnviz.views.plots.heat_map import indices
from rnnviz.views.scopes import Layer, boundary, fixed_limit, laid, layer_name, layer_of, reads_numbers, units
from rnnviz.views.tokens.token_strip import TokenStrip
from rnnviz.views.words.language import tr

NEUTRAL = 127
"""Colour index of the paper."""
TALLEST = 240
"""Pixels: more would say nothing more of one line of text."""


class Tokens(Track):
    """What the model reads at each step, coloured by the chosen unit's hidden state."""

    key = "tokens"
    title = "Text"
    purpose = (
        "What the model reads at each step; blue and orange show where the chosen unit is below and above zero. "
        "· is a space, ↵ a line end; a line runs under what the model itself wrote. Choose another unit by a click in "
        "the hidden units."
    )
    height = 84

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.plot.getPlotItem().getAxis("left").setTicks([])
        self.plot.box.setYRange(0, 1, padding=0)
        self.widget.setMaximumHeight(TALLEST)
        self.plot.cursor_line.setPen(None)  # a frame around the cell leaves its text to be read
        self.plot.hover_line.setPen(None)
        self.strip = TokenStrip(self.plot, shared.palette)
        self.easing = Easing()
        shared.axis.hovered.connect(self._point)

    def draw(self, trace: Trace) -> None:
        self.plot.divide(trace)
        layer = layer_of(trace, self.shared.selection.scope)
        texts = trace.get("tokens")
        self.explain(tr("No steps in this trace.") if texts is None or not len(texts) else "")
        tokens = [] if texts is None else [_shown(str(text)) for text in texts.tolist()]
        self.strip.boundary = boundary(trace)
        self.strip.written = int(np.argmax(trace["written"])) if trace.is_written and trace["written"].any() else None
        self.strip.draw(tokens, self._colours(trace, layer, len(tokens)))
        self._say(trace, layer)

    def _colours(self, trace: Trace, layer: Layer, count: int) -> npt.NDArray[np.uint8]:
        index = np.full(count, NEUTRAL, np.uint8)
        found = laid(trace, layer, "hidden")
        if found is None or not count:
            return index
        steps, values = found
        size = largest(values)
        fixed = fixed_limit(trace, layer, "hidden")
        limit = self.easing.follow(-size, size, trace.run)[1] if fixed is None else self.easing.fixed(fixed, trace.run)
        column: npt.NDArray[Any] = values[:, [self._unit(trace, layer)]]
        inside = steps < count
        index[steps[inside]] = indices(column, limit, signed=True)[inside, 0]
        return index

    def _say(self, trace: Trace, layer: Layer) -> None:
        numbers = reads_numbers(trace)
        if not units(trace, layer):
            self.heading.setText(tr("numbers that are read") if numbers else tr("text"))
            return
        if numbers:
            words = tr("numbers that are read, coloured by unit {unit} of {layer}")
        elif boundary(trace) is None:
            words = tr("text, coloured by unit {unit} of {layer}")
        else:
            words = tr("text of the encoder, then of the decoder, coloured by unit {unit} of {layer}")
        unit = self._unit(trace, layer)
        short = tr("numbers that are read, coloured by unit {unit}") if numbers else tr("text, coloured by unit {unit}")
        self.heading.set_texts(words.format(unit=unit, layer=layer_name(layer)), short.format(unit=unit))

    def _unit(self, trace: Trace, layer: Layer) -> int:
        return min(self.shared.selection.unit, max(units(trace, layer) - 1, 0))

    def mark(self, moment: Moment) -> None:
        """Frame the cursor's cell."""
        super().mark(moment)
        self._point(self.shared.axis.hover)

    def _point(self, hover: int | None) -> None:
        self.strip.point(self.moment.t, hover)

    def close(self) -> None:
        """Let go of what is shared."""
        self.shared.axis.hovered.disconnect(self._point)
        super().close()

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        if self.trace is None:
            return {}
        layer = layer_of(self.trace, self.shared.selection.scope)
        return self.trace.matching("tokens", *(f"{scope}.hidden" for scope in layer))

    def readout(self, t: int) -> str:
        """Return the text of a step."""
        if self.trace is None or not 0 <= t < len(self.strip.tokens):
            return ""
        tokens = None if self.untouched is None else self.untouched.get("tokens")
        before = "" if tokens is None or t >= len(tokens) else f"“{_shown(str(tokens[t]))}”"
        return beside(f"“{self.strip.tokens[t]}”", before)

    def offers(self) -> Sequence[Offer]:
        """Offer to let another symbol be read, and to silence the unit that colours the text."""
        trace = self.trace
        if trace is None:
            return ()
        layer = layer_of(trace, self.shared.selection.scope)
        units_ = silences(self, trace, layer, self._unit(trace, layer)) if units(trace, layer) else []
        return [*readings(self, trace), *units_[:2]]


def _shown(text: str) -> str:
    """Return a token with its white space made visible, unless it is a row of numbers."""
    numbers = len(text) > 1 and re.fullmatch(r"[-+.e0-9 ]+", text)
    return " ".join(map(visible, text.split(" "))) if numbers else visible(text)
