"""The wires of the unrolled graph: up through the layers, over time in each direction, past layers, and attention."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF

from rnnviz.cell_info import CellInfo
from rnnviz.trace import Array
from rnnviz.views.diagram.drawing import Wire
from rnnviz.views.diagram.magnitude import norm, rms, value_width
from rnnviz.views.diagram.unrolled_grid import Grid, Place
from rnnviz.views.diagram.unrolled_numbers import Numbers
from rnnviz.views.palette import Palette
from rnnviz.views.scopes import of_blocks
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

SHIFTED = "window"
"""Key of what is no cell but a register: nothing in it is learnt."""
FAINTEST = 0.01
"""Attention below is not drawn."""
HEAD = 1.5
STUB = 14.0
"""Pixels of a wire from, or to, a step that is not drawn."""


class Wires:
    """Lays the wires out."""

    def __init__(self, numbers: Numbers, grid: Grid, palette: Palette) -> None:
        self.numbers, self.grid, self.palette = numbers, grid, palette
        self.blocks = of_blocks(numbers.trace)

    def made(self) -> list[Wire]:
        """Return all wires."""
        return [wire for t in self.grid.steps for wire in self._column(t)] + self._looks() + self._attended()

    def _column(self, t: int) -> list[Wire]:
        grid, found = self.grid, []
        for depth in grid.depths:
            if self._cell(depth).carried:
                found += self._over(t, depth)
            found += self._into(t, depth)
            if len(grid.level(depth)) > 1 and depth == grid.level(depth)[0] and depth + 1 in grid.depths:
                found.append(self._past_the_other(t, depth))
            if "residual" in self.numbers.trace and grid.below(depth) and depth == grid.level(depth)[-1]:
                found += self._past_the_layer(t, depth)
        return found + self._out(t)

    def _cell(self, depth: int) -> CellInfo:
        return self.numbers.trace.cells[self.grid.known[depth][0]]

    def _into(self, t: int, depth: int) -> list[Wire]:
        """Return the wire into a state from what it reads: straight up, or past the other direction's box."""
        grid, below = self.grid, self.grid.below(depth)
        rows = [self.numbers.at("", t, row) for row in below] if below else [self.numbers.read(t)]
        size = _rms(rows)
        logs = [self.numbers.log(t, row) for row in (below or (depth,))]
        log = max((log for log in logs if log is not None), default=None)
        low = Place(what="h", t=t, depth=below[-1]) if below else Place(what="x", t=t)
        if below and below[-1] not in grid.depths:
            return []
        here = Place(what="h", t=t, depth=depth)
        if depth == grid.level(depth)[0]:
            return [self._up(low, here, "input", size, log, "" if self._cell(depth).key == SHIFTED else "W_ih")]
        if depth - 1 not in grid.depths:
            return []
        box, first, lane = grid.rect(here), grid.gap_above(below[-1]) if below else None, grid.lane(t, 1)
        start = grid.rect(low).top() if first is None else first
        turn = start - 0.25 * grid.drop if first is None else start
        x, under, end = grid.column(t), grid.gap_above(depth - 1), box.center().x() + 0.25 * box.width()
        points = [QPointF(x, start), QPointF(x, turn), QPointF(lane, turn), QPointF(lane, under), QPointF(end, under)]
        return [self._wire(
            (*points, QPointF(end, box.bottom() + HEAD)), "input", size, log,
            self.numbers.faint(t, depth), _shared("W_ih"), log is not None,
        )]  # fmt: skip

    def _past_the_other(self, t: int, depth: int) -> Wire:
        """Return the wire of the lower direction's h past the other one's box, to where both go on side by side."""
        grid = self.grid
        box, lane, x = grid.rect(Place(what="h", t=t, depth=depth)), grid.lane(t, -1), grid.column(t)
        out, over, to = box.center().x() - 0.25 * box.width(), grid.gap_above(depth), grid.gap_above(depth + 1)
        row, log = self.numbers.at("", t, depth), self.numbers.log(t, depth)
        points = (
            QPointF(out, box.top()), QPointF(out, over), QPointF(lane, over), QPointF(lane, to), QPointF(x, to),
        )  # fmt: skip
        weight = "readout" if depth + 1 == len(grid.known) - 1 else "input"
        return self._wire(
            points, weight, _rms([row]), log, self.numbers.faint(t, depth),
            tr("both directions go on side by side"), False,
        )

    def _past_the_layer(self, t: int, depth: int) -> list[Wire]:
        """Return the wire of what a layer reads past it, to where it is added to what the layer hands on."""
        grid, below = self.grid, self.grid.below(depth)
        if below[-1] not in grid.depths:
            return []
        x, lane, low, high = grid.column(t), grid.lane(t, 2), grid.gap_above(below[-1]), grid.gap_above(depth)
        points = (QPointF(x, low), QPointF(lane, low), QPointF(lane, high), QPointF(x + HEAD, high))
        size = _rms([self.numbers.at("", t, row) for row in below])
        log = max((log for row in below if (log := self.numbers.log(t, row)) is not None), default=None)
        said = tr("residual: what the layer reads is added to its h, and its gradient comes back unchanged")
        return [self._wire(points, "", size, log, self.numbers.faint(t), said, log is not None)]

    def _out(self, t: int) -> list[Wire]:
        grid, numbers, found = self.grid, self.numbers, []
        if not numbers.reads_out(t):
            return []
        last, out = grid.depths[-1], Place(what="y", t=t)
        sent = numbers.from_loss(t)
        log = math.log10(sent) if sent else (None if sent is None else -math.inf)
        if last == len(grid.known) - 1:
            size = _rms([numbers.at("", t, depth) for depth in grid.level(last)])
            found.append(self._up(Place(what="h", t=t, depth=last), out, "readout", size, log, "W_hy"))
        if numbers.carries(t):
            loss = Place(what="loss", t=t)
            found.append(self._aside(out, loss, log) if grid.aside else self._up(out, loss, "", 0.4, log, ""))
        return found

    def _aside(self, out: Place, loss: Place, log: float | None) -> Wire:
        """Return the wire from an output into the loss that stands beside it."""
        here, there = self.grid.rect(out), self.grid.rect(loss)
        side = self.grid.beside(out.t)
        start, end = (here.left(), there.right() + HEAD) if side < 0 else (here.right(), there.left() - HEAD)
        y = here.center().y()
        return self._wire(
            (QPointF(start, y), QPointF(end, y)), "", 0.4, log, self.numbers.faint(out.t), self._into_loss(log),
            log is not None,
        )

    def _into_loss(self, log: float | None) -> str:
        said = tr("into the loss")
        if self.numbers.back and log is not None:
            said += "\n" + tr("‖∂L/∂y‖ = {value} from this step's loss").format(value=self.numbers.sized(log))
        return said

    def _up(self, low: Place, high: Place, weight: str, size: float | None, log: float | None, matrix: str) -> Wire:
        grid = self.grid
        below, above = grid.rect(low), grid.rect(high)
        x = grid.column(low.t)
        what = _shared(matrix) if matrix else tr("into the loss")
        if low.what == "x" and not matrix:
            what = tr("into the window, as it is")
        if weight == "input" and self.blocks:
            what = tr("the block's matrices: the same at every step")
        if self.numbers.back and log is not None and high.what in ("y", "loss"):
            what += "\n" + tr("‖∂L/∂y‖ = {value} from this step's loss").format(value=self.numbers.sized(log))
        return self._wire(
            (QPointF(x, below.top()), QPointF(x, above.bottom() + HEAD)), weight, size, log,
            self.numbers.faint(low.t), what, log is not None,
        )

    def _wire(
        self, points: Sequence[QPointF], weight: str, size: float | None, log: float | None, faint: bool, tip: str,
        flows: bool,
    ) -> Wire:
        """Return a wire; ``flows``: whether a gradient comes back along it."""
        back = self.numbers.back
        return Wire(
            points=tuple(points), colour=self.palette.weights.get(weight, self.palette.muted),
            width=self.numbers.width(size, log), head=("start" if back else "end") if flows or not back else "",
            faint=faint, tip=tip,
        )

    def _over(self, t: int, depth: int) -> list[Wire]:
        """Return the wire from the step before, the stub at the left edge, and the one beyond the right edge.

        Of a row that reads from the end they point the other way.
        """
        grid, turned = self.grid, self.grid.reverse(depth)
        here = grid.rect(Place(what="h", t=t, depth=depth))
        y = here.center().y()
        found = []
        if t > 0:
            left = grid.rect(Place(what="h", t=t - 1, depth=depth)).right() if t > grid.first else here.left() - STUB
            ends = (here.left(), left + HEAD) if turned else (left, here.left() - HEAD)
            found.append(self._across(*ends, y, t if turned else t - 1, depth))
        if t == grid.steps[-1] and t + 1 < self.numbers.trace.length:
            ends = (here.right() + STUB, here.right() + HEAD) if turned else (here.right(), here.right() + STUB)
            found.append(self._across(*ends, y, t + 1 if turned else t, depth))
        return found

    def _across(self, start: float, end: float, y: float, t: int, depth: int) -> Wire:
        """Return the wire that carries the state of step t on to the next, or to the one before."""
        numbers = self.numbers
        row, log = numbers.at("", t, depth), numbers.log(t, depth)
        to = t - 1 if self.grid.reverse(depth) else t + 1
        said = _shared("W_hh")
        if self._cell(depth).key == SHIFTED:
            said = tr("the window moves on by one step: its oldest numbers fall out, and nothing here is learnt")
        if numbers.back and log is not None:
            said += "\n" + tr("‖∂L/∂h‖ at t = {t}: {value}, through this arrow and from the step's own loss").format(
                t=t, value=numbers.sized(log)
            )
        elif row is not None:
            said += "\n" + tr("‖h‖ at t = {t}: {value}").format(t=t, value=number(norm(row)))
        return Wire(
            points=(QPointF(start, y), QPointF(end, y)), colour=self.palette.weights["recurrent"],
            width=numbers.width(None if row is None else rms(row), log), head="start" if numbers.back else "end",
            faint=numbers.faint(t if numbers.back else to, depth), tip=said,
        )

    def _looks(self) -> list[Wire]:
        """Return the attention of the decoder's step at the cursor, over the encoder's states."""
        weights, t, grid = self.numbers.trace.get("decoder.attention"), self.numbers.moment.t, self.grid
        place = t - self.numbers.start
        if weights is None or weights.ndim not in (2, 3) or t not in grid.steps:
            return []
        weights = weights.mean(axis=0) if weights.ndim == 3 else weights
        if not 0 <= place < len(weights):
            return []
        found = []
        top, low = grid.depths[-1], grid.rect(Place(what="h", t=t, depth=grid.depths[0]))
        lane, aside = grid.row("h", top) - 0.5 * grid.drop, grid.column(t - 0.5) + 1
        under = (low.bottom() + grid.rect(Place(what="x", t=t)).top()) / 2
        end = QPointF(low.left() + 0.2 * low.width(), low.bottom() + 1.5)
        for j, weight in enumerate(weights[place]):
            if j not in grid.steps or not weight >= FAINTEST:
                continue
            x = grid.column(j)
            found.append(
                Wire(
                    points=(
                        QPointF(x, grid.rect(Place(what="h", t=j, depth=top)).top()), QPointF(x, lane),
                        QPointF(aside, lane), QPointF(aside, under), QPointF(end.x(), under), end,
                    ),
                    colour=self.palette.hue, width=value_width(float(weight)), head="end",
                    tip=tr("attention at t = {t} on {token}: {weight}").format(
                        t=t, token=self.numbers.token(j), weight=f"{weight:.3f}"
                    ) + self._score(),
                )
            )  # fmt: skip
        return found

    def _score(self) -> str:
        """Return a line that says how the decoder scores what it looks at."""
        trace = self.numbers.trace
        return "".join(f"\n{line.text}" for line in trace.cells[trace.scopes[-1]].looking[:1])

    def _attended(self) -> list[Wire]:
        """Return what each block's step at the cursor attends to, of all heads on the average."""
        t, grid = self.numbers.moment.t, self.grid
        found: list[Wire] = []
        for depth in grid.depths if self.blocks and t in grid.steps else ():
            scope = grid.known[depth][0]
            weights = self.numbers.trace.get(f"{scope}.attention")
            if weights is None or weights.ndim != 3 or not 0 <= t < weights.shape[1]:
                continue
            end = QPointF(grid.column(t), grid.rect(Place(what="h", t=t, depth=depth)).bottom() + HEAD)
            for j, weight in enumerate(weights[:, t].mean(axis=0)):
                below = Place(what="x", t=j) if depth == 0 else Place(what="h", t=j, depth=depth - 1)
                if j == t or j not in grid.steps or not weight >= FAINTEST or depth - 1 not in (-1, *grid.depths):
                    continue
                said = tr("attention of {layer} at t = {t} on {token}: {weight}, mean of its heads")
                found.append(
                    Wire(
                        points=(QPointF(grid.column(j), grid.rect(below).top()), end), colour=self.palette.hue,
                        width=value_width(float(weight)), head="end",
                        tip=said.format(layer=scope, t=t, token=self.numbers.token(j), weight=f"{weight:.3f}"),
                    )
                )
        return found


def _shared(matrix: str) -> str:
    return tr("{matrix}: the same matrix at every step").format(matrix=matrix)


def _rms(rows: Sequence[Array | None]) -> float | None:
    """Return the root mean square over vectors side by side; None where one is not there."""
    known = [row for row in rows if row is not None]
    if not known or len(known) < len(rows):
        return None
    return rms(known[0]) if len(known) == 1 else rms(np.concatenate(known))
