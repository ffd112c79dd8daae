"""One more curve of gradients: of what is read, of a whole batch, or of the state as clipping would scale it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rnnviz.history import History
from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.controls.chooser import Entry
from rnnviz.views.plots.legend import Key
from rnnviz.views.plots.line import Dashes
from rnnviz.views.plots.log_line import LogLine
from rnnviz.views.scopes import Layer, laid, row_at
from rnnviz.views.words.figures import number, power
from rnnviz.views.words.language import tr

NOTHING, INPUTS, BATCH, CLIPPED = "nothing", "inputs", "batch", "clipped"
WATCH = {INPUTS: ("gradient_norm/*inputs",), BATCH: ("batch_gradient_norm/*",)}
"""What traces must hold; patterns, since the next model may have other halves and layers."""
DASHES: dict[str, Dashes] = {INPUTS: (9, 3, 2, 3), BATCH: (2, 2), CLIPPED: (4, 2)}
TOTAL, OF_BATCH = "gradient_norm_log10/", "batch_gradient_norm_log10/"
READ = ("inputs", "encoder.inputs", "decoder.inputs")
HALVES = 2
"""Lines of each kind: an encoder's curve and a decoder's, which need not meet."""

Piece = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]
"""Steps of the time axis without a gap, and log10 values."""


class Newest(NamedTuple):
    """What clipping did in the newest update."""

    update: float
    coefficient: float
    """‖g after‖ / ‖g before‖ over all parameters; NaN where the update was skipped."""


class ExtraGradient:
    """Draws one kind of curve at a time, or none.

    Attributes
    ----------
    kind : str
        "nothing", "inputs", "batch" or "clipped".
    newest : Newest or None
        None before the first update.
    """

    def __init__(self, plot: Any, shared: Shared) -> None:
        palette, width = shared.palette, shared.line_width
        self.kind = NOTHING
        self.newest: Newest | None = None
        self.colours = {INPUTS: palette.hue, BATCH: palette.ink, CLIPPED: palette.accent}
        self.lines = {
            kind: [
                LogLine(
                    plot, colour, width=0.7 * width if kind == CLIPPED else width, dashes=DASHES[kind],
                    broken=palette.error, depth=5,
                )
                for _ in range(HALVES)
            ]
            for kind, colour in self.colours.items()
        }  # fmt: skip
        self._shown: list[Piece] = []

    def follow(self, history: History) -> bool:
        """Take what the newest update's clipping did; return whether the curve changes with it."""
        before, self.newest = self.newest, newest(history)
        return self.kind == CLIPPED and self.newest != before

    def find(self, kind: str, trace: Trace, layer: Layer) -> list[Piece]:
        """Return the pieces of a kind of curve in a trace; none where there is nothing to draw."""
        self.kind = kind
        if self.kind == INPUTS:
            found = [trace.on_axis(f"{TOTAL}{name}") for name in READ if f"{TOTAL}{name}" in trace]
        elif self.kind == BATCH:
            found = [_within(trace, scope) for scope in layer if f"{OF_BATCH}{scope}.hidden" in trace]
        elif self.kind == CLIPPED:
            found = self._clipped(laid(trace, layer, "hidden", TOTAL))
        else:
            found = []
        self._shown = [(steps, np.asarray(values, np.float64)) for steps, values in found if len(steps)][:HALVES]
        return self._shown

    def _clipped(self, total: tuple[npt.NDArray[Any], npt.NDArray[Any]] | None) -> list[Piece]:
        """Return log10 of (∂L/∂h times the coefficient)."""
        if total is None or self.newest is None or math.isnan(self.newest.coefficient):
            return []
        with np.errstate(divide="ignore", invalid="ignore"):
            return [(total[0], total[1] + np.log10(self.newest.coefficient))]

    def names(self, layer: Layer) -> tuple[str, ...]:
        """Return the names of the arrays that the chosen kind is made of."""
        if self.kind == INPUTS:
            return tuple(f"{TOTAL}{name}" for name in READ)
        return tuple(f"{OF_BATCH}{scope}.hidden" for scope in layer) if self.kind == BATCH else ()

    def draw(self, low: float, high: float) -> None:
        """Draw what was found, in a plot whose range is low to high."""
        nothing = np.empty(0)
        for kind, lines in self.lines.items():
            shown: Sequence[Piece] = self._shown if kind == self.kind else ()
            for place, line in enumerate(lines):
                if place < len(shown):
                    line.draw_log(*shown[place], low=low, high=high)
                elif not line.empty:
                    line.draw_log(nothing, nothing, low=low, high=high)

    def keys(self) -> list[Key]:
        """Return the legend's entry: the same whatever was found, so that nothing moves for it."""
        if self.kind not in self.lines:
            return []
        labels = {
            INPUTS: "‖∂L/∂x‖",
            BATCH: tr("‖∂L/∂h‖ of the batch"),
            CLIPPED: tr("‖∂L/∂h‖ after clipping"),
        }
        return [Key(label=labels[self.kind], colour=self.colours[self.kind], dashes=DASHES[self.kind])]

    def say(self, t: int) -> str:
        """Name the value at a step, or why there is none; "" where nothing is chosen."""
        if self.kind not in self.lines:
            return ""
        if self.kind == CLIPPED and (self.newest is None or math.isnan(self.newest.coefficient)):
            if self.newest is None:
                return tr("after clipping: no update yet")
            words = tr("after clipping: update {update} was skipped, its gradient is not finite")
            return words.format(update=f"{self.newest.update:,.0f}")
        if not self._shown:
            return tr("{label}: not in this trace").format(label=self.keys()[0].label)
        value = next((row for row in (row_at(piece, t) for piece in self._shown) if row is not None), None)
        if value is None:
            return ""
        if self.kind == INPUTS:
            return f"∂L/∂x {power(value)}"
        if self.kind == BATCH:
            return tr("batch ∂L/∂h {value}").format(value=power(value))
        assert self.newest is not None
        if self.newest.coefficient == 1:
            return tr("not clipped: ∂L/∂h {value}").format(value=power(value))
        words = tr("clipped × {coefficient}: ∂L/∂h {value}")
        return words.format(coefficient=number(self.newest.coefficient), value=power(value))


def newest(history: History) -> Newest | None:
    """Return what the newest update's clipping did, None before the first."""
    if not len(history) or not {"update", "clip_coefficient"} <= set(history.names):
        return None
    return Newest(float(history["update"][-1]), float(history["clip_coefficient"][-1]))


def _within(trace: Trace, scope: str) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return a batch's norms at the steps that the example shown has: another one of its batch may be longer."""
    steps, values = trace.on_axis(f"{OF_BATCH}{scope}.hidden")
    own = trace.get(f"{scope}.hidden")
    count = trace.length - trace.start(scope) if own is None else len(own)
    return steps[:count], values[:count]


def entries() -> list[Entry]:
    """Return what can be chosen."""
    said = tr("also: {curve}")
    return [
        (NOTHING, said.format(curve=tr("nothing"))),
        (INPUTS, said.format(curve="∂L/∂x")),
        (BATCH, said.format(curve=tr("batch"))),
        (CLIPPED, said.format(curve=tr("after clipping"))),
    ]


def meaning(kind: str) -> str:
    """Say what a kind of curve means, with its unit."""
    if kind == INPUTS:
        return tr(
            "‖∂L/∂x‖: how strongly the loss depends on what the first layer reads at each step, "
            "in units of the loss per unit of x."
        )
    if kind == BATCH:
        return tr(
            "‖∂L/∂h‖ of the newest batch (before the first update: of the coming one): of its mean loss, over all "
            "examples and units together, in units of the loss per unit of h. Drawn as far as the example shown goes."
        )
    if kind == CLIPPED:
        return tr(
            "‖∂L/∂h‖ of the example shown, times the clip coefficient ‖g after‖ / ‖g before‖ of the newest update, in "
            "units of the loss per unit of h. Clipping acts on the gradient g of the parameters, never on this one: "
            "the curve only shows what the coefficient would do."
        )
    return tr("One more curve: the gradient of the input, of the whole batch, or as clipping would scale it")
