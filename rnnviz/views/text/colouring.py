"""What the characters are coloured by: a unit, a gate, the loss, or how much one of them depended on the others."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rnnviz.trace import Array, Trace
from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.gate import visible
from rnnviz.views.plots.colour_bar import shares
from rnnviz.views.plots.heat_map import BROKEN, indices
from rnnviz.views.scopes import fixed_limit, layer_of
from rnnviz.views.shared import Selection
from rnnviz.views.text.content import Floats
from rnnviz.views.text.painter import TextPainter
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.figures import lowered, number, power
from rnnviz.views.words.language import tr

LOSS, NOTHING = "loss", "nothing"
PAPER = BROKEN // 2
"""Index of the paper on a signed ramp."""
DEPENDS = {"depends_target": "target", "depends_loss": "loss", "depends_likeliest": "likeliest"}
DECADES = 4.0
"""Of the ramp that a dependence is drawn on."""


class Colouring:
    """The choice of what the characters are coloured by, their colours, and the heading that says what they mean.

    Attributes
    ----------
    shown : (n,)
        What the cells are coloured by, one number each.
    """

    def __init__(self, selection: Selection, chooser: Chooser, painter: TextPainter, heading: ElidedLabel) -> None:
        self._selection = selection
        self._chooser = chooser
        self._painter = painter
        self._heading = heading
        self._wanted = ""
        self.shown: Floats = np.zeros(0, np.float32)

    @property
    def key(self) -> str:
        """What is chosen: a quantity's name, LOSS, NOTHING, or a key of DEPENDS."""
        return self._chooser.key

    @property
    def chosen(self) -> str:
        """What is chosen, in words, without its kind."""
        return self._chooser.currentText().partition(": ")[2]

    def restore(self, key: str) -> None:
        """Choose what another view had, once it is offered."""
        self._wanted = key

    def offer(self, trace: Trace, *, live: bool) -> None:
        """Offer what there is to colour a trace's text by; outputs of other steps only of a text that was read."""
        layer = layer_of(trace, self._selection.scope)
        cell = trace.cells[layer[0]] if layer else None
        quantities = (*cell.states, *cell.gates) if cell else ()
        words = tr("unit: {symbol}, {label}")
        outputs = [
            ("depends_target", tr("depends on: output of what follows")),
            ("depends_likeliest", tr("depends on: likeliest output")),
        ]
        self._chooser.set_entries(
            [
                *((q.name, words.format(symbol=q.symbol, label=tr(q.label))) for q in quantities),
                (LOSS, tr("loss")),
                ("depends_loss", tr("depends on: loss")),
                *([] if live else outputs),
                (NOTHING, tr("nothing")),
            ]
        )
        self._chooser.take(self._wanted)
        self._wanted = ""

    def range_of(self, trace: Trace, name: str, values: Floats) -> tuple[bool, float, bool]:
        """Return (signed, limit, whether it is fixed) of a quantity's colours."""
        layer = layer_of(trace, self._selection.scope)
        fixed = fixed_limit(trace, layer, name)
        low = trace.cells[layer[0]].quantity(name).low if layer else -1.0
        known = np.abs(values[np.isfinite(values)])
        fitted = float(np.quantile(known, 0.99)) if len(known) else 1.0
        return low < 0, fixed or max(fitted, 1e-12), fixed is not None

    def paint(
        self, values: Floats | None, limit: float, *, signed: bool, fixed: bool, update: int,
        blank: npt.NDArray[np.bool_] | None = None,
    ) -> None:
        """Colour the cells by a number each, None for none, from 0 (or −limit where signed) to a limit.

        ``blank``: cells that have none to be coloured by, which stay paper; what is not finite elsewhere is broken.
        """
        count = len(self._painter.page)
        self.shown = np.full(count, np.nan, np.float32) if values is None else values
        if values is None or not count:
            self._painter.colour(np.full(count, PAPER, np.uint8), signed=True)
            self._heading.setText(tr("text"))
            return
        index = indices(values[:, None], limit, signed=signed)[:, 0]
        if blank is not None:
            index[blank] = PAPER if signed else 0
        self._painter.colour(index, signed=signed)
        words = tr("{what}, −{limit} blue · 0 paper · +{limit} orange") if signed else tr(
            "{what}, 0 paper · {limit} blue"
        )
        what = self._what()
        said = words.format(what=what, limit=number(limit, 2))
        said += " " + (tr("(fixed)") if fixed else tr("(fitted)"))
        after = tr("at update {update}").format(update=f"{update:,}")
        self._heading.set_texts(f"{said}, {after}", f"{what}, {after}", what)

    def paint_nothing(self, update: int) -> None:
        """Colour no cell."""
        self.paint(None, 1.0, signed=False, fixed=False, update=update)

    def say(self, words: str, short: str) -> None:
        """Say something in place of what the colours mean."""
        self._heading.set_texts(words, short)

    def paint_logs(self, logs: Array, update: int, of: str, cell: int) -> None:
        """Colour by a dependence: four powers of ten from the strongest down; the paper is exactly none."""
        finite = logs[np.isfinite(logs)]
        top = float(finite.max()) if len(finite) else 0.0
        found = shares(logs, top - DECADES, top)
        index = np.rint(np.nan_to_num(found, nan=1.0) * (BROKEN - 1)).astype(np.uint8)
        self._painter.colour(index, signed=False)
        with np.errstate(over="ignore"):
            self.shown = np.power(10.0, logs).astype(np.float32)
        text = visible(self._painter.page.names[int(self._painter.page.kind[cell])])
        words = tr("what “{text}” depended on ({of}): faint {low} · full {high}, at update {update}")
        self._heading.set_texts(
            words.format(text=text, of=of, low=power(top - DECADES), high=power(top), update=f"{update:,}"),
            tr("what “{text}” depended on").format(text=text),
        )

    @property
    def symbol(self) -> str:
        """What stands before the number of a cell."""
        if self._chooser.key == LOSS:
            return tr("loss")
        if self._chooser.key in DEPENDS:
            return tr("dependence")
        symbol = self.chosen.partition(",")[0]
        return f"{symbol}{lowered(self._selection.unit)}"

    def _what(self) -> str:
        """Return what the cells are coloured by, in words."""
        if self._chooser.key == LOSS:
            return tr("loss of what follows, in nats")
        words = tr("{symbol} of unit {unit} of {layer}")
        symbol = self.chosen.partition(",")[0]
        return words.format(symbol=symbol, unit=self._selection.unit, layer=self._selection.scope)
