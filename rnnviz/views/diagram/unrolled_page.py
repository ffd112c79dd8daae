"""The network unrolled over time: the same weights at every step, and where the losses attach."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from rnnviz.trace import Moment, Trace
from rnnviz.views.diagram.drawing import Cut, Drawing, Words
from rnnviz.views.diagram.unrolled_boxes import Boxes
from rnnviz.views.diagram.unrolled_grid import Grid
from rnnviz.views.diagram.unrolled_numbers import Numbers, are_apart
from rnnviz.views.diagram.unrolled_wires import Wires
from rnnviz.views.palette import Palette
from rnnviz.views.scopes import layer_name, layers, of_blocks
from rnnviz.views.words.language import tr


class UnrolledPage:
    """Lays the steps around the cursor out for a size."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self.trace: Trace | None = None
        self.moment = Moment()
        self.scope = ""
        self.unit: int | None = None
        self.first = 0
        """First step that is drawn: it stays while the cursor is among the steps drawn."""

    def show(self, trace: Trace, moment: Moment, scope: str, unit: int | None) -> None:
        """Take another trace, moment, layer or unit."""
        self.trace, self.moment, self.scope, self.unit = trace, moment, scope, unit

    def make(self, room: QRectF, font: QFont) -> Drawing:
        """Return the drawing for a size."""
        trace = self.trace
        if trace is None or not trace.length or not trace.scopes:
            return Drawing()
        grid = Grid(room, font, layers(trace), self.scope, trace.length, self.moment.t, self.first,
                    are_apart(trace))
        self.first = grid.first
        numbers = Numbers(trace, self.moment, self.unit, grid)
        return Drawing(
            wires=Wires(numbers, grid, self.palette).made(), cuts=_cuts(trace, grid),
            boxes=Boxes(numbers, grid, self.palette).made(), words=_words(numbers, grid, self.palette),
        )


def _cuts(trace: Trace, grid: Grid) -> list[Cut]:
    window = trace.get("truncate")
    if window is None or int(window) <= 0:
        return []
    top = grid.row("h", grid.depths[-1]) - 0.62 * grid.drop
    bottom = grid.row("h", grid.depths[0]) + 0.42 * grid.drop
    tip = tr(
        "Training cuts the graph here (every {k} steps): the state is handed on, the gradient is not. "
        "The gradients that are shown are those of the whole pass."
    ).format(k=int(window))
    return [
        Cut(x=grid.column(t - 0.5), top=top, bottom=bottom, word=tr("cut"), tip=tip)
        for t in grid.steps
        if t and t % int(window) == 0 and t > grid.first
    ]


def _words(numbers: Numbers, grid: Grid, palette: Palette) -> list[Words]:
    found = []
    if grid.labels > 20:
        names = [("y", 0, tr("readout")), ("x", 0, tr("read"))]
        names += [] if grid.aside else [("loss", 0, tr("loss"))]
        names += [("h", depth, _layer_name(numbers, grid, depth)) for depth in grid.depths]
        for what, depth, name in names:
            middle = grid.row(what, depth)
            rect = QRectF(grid.left - grid.labels - 6, middle - grid.line / 2, grid.labels - 8, grid.line)
            found.append(Words(rect=rect, text=name, colour=palette.muted))
    if grid.aside:
        found += _elsewhere(numbers, grid, palette)
    blocks, weights = of_blocks(numbers.trace), palette.weights
    keys = [(weights["input"], "W_ih"), (weights["recurrent"], "W_hh"), (weights["readout"], "W_hy")]
    if blocks:
        keys = [(weights["input"], tr("block")), (palette.hue, tr("attention")), (weights["readout"], "W_hy")]
    left, wide = grid.left - grid.labels, (80 if blocks else 44) * grid.line / 16
    for n, (colour, name) in enumerate(keys):
        rect = QRectF(left + n * wide, grid.bottom, wide, grid.line)
        found.append(Words(rect=rect, text=name, colour=colour, bold=True))
    rect = QRectF(left + 3 * wide, grid.bottom, grid.column(grid.steps[-1] + 0.5) - left - 3 * wide, grid.line)
    found.append(Words(rect=rect, text=tr("shared over time"), colour=palette.muted))
    return found


def _elsewhere(numbers: Numbers, grid: Grid, palette: Palette) -> list[Words]:
    """Say where the losses fall, where none of the steps that are drawn carries one."""
    steps = [] if numbers.losses is None else (np.flatnonzero(numbers.losses) + numbers.start).tolist()
    if not steps or any(t in grid.steps for t in steps):
        return []
    later = [t for t in steps if t > grid.steps[-1]]
    words = tr("the loss falls at t = {t} →").format(t=later[0]) if later else tr("← the loss falls at t = {t}").format(
        t=steps[-1]
    )
    left, right = grid.column(grid.steps[0] - 0.5), grid.column(grid.steps[-1] + 0.5)
    rect = QRectF(left, grid.row("y") - grid.line / 2, right - left, grid.line)
    return [Words(rect=rect, text=words, colour=palette.muted, align="right" if later else "left")]


def _layer_name(numbers: Numbers, grid: Grid, depth: int) -> str:
    scope = numbers.scope(numbers.moment.t, depth) or grid.known[depth][0]
    return layer_name((scope.rpartition(".")[2],))
