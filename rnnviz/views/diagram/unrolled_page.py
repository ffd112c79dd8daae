"""The network unrolled over time: the same weights at every step, and where the losses attach."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from rnnviz.cell_info import CellInfo
from rnnviz.measures.readout import output_gradient, softmax
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.diagram.cell_page import BACKWARD
from rnnviz.views.diagram.drawing import DECADES, THICK, THIN, Box, Cut, Drawing, Wire, Words
from rnnviz.views.diagram.magnitude import figures, norm, rms, value_width
from rnnviz.views.figures import number, power
from rnnviz.views.gate import visible
from rnnviz.views.language import tr
from rnnviz.views.palette import Palette
from rnnviz.views.scopes import Layer, layers, scope_at

NARROWEST, WIDEST = 46.0, 108.0
"""Pixels of a step's column, for letters of 13 pixels."""
LOWEST, TALLEST = 34.0, 76.0
LABELS = 62.0
SHIFTED = "window"
"""Key of what is no cell but a register: nothing in it is learnt."""
FAINTEST = 0.01
"""Attention below is not drawn."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Which box of the unrolled graph: what ("x", "h", "y", "loss"), at which step of the time axis, of which layer."""

    what: str
    t: int
    depth: int = 0

    @property
    def key(self) -> str:
        """The key of its box."""
        return f"{self.what}|{self.t}|{self.depth}"

    @classmethod
    def of(cls, key: str) -> Place:
        """Return the place of a box's key."""
        what, t, depth = key.split("|")
        return cls(what=what, t=int(t), depth=int(depth))


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
        grid = _Grid(room, font, layers(trace), self.scope, trace.length, self.moment.t, self.first)
        self.first = grid.first
        painter = _Unrolled(trace, self.moment, self.unit, self.palette, grid)
        return painter.drawing()


class _Grid:
    """Which steps and layers are drawn, and where."""

    def __init__(
        self, room: QRectF, font: QFont, known: Sequence[Layer], scope: str, length: int, t: int, first: int
    ) -> None:
        line = QFontMetricsF(font).height()
        scale = line / 16
        self.line = line
        self.labels = LABELS * scale if room.width() > 330 * scale else 4.0
        wide = room.width() - self.labels - 12
        count = max(min(int(wide / (NARROWEST * scale)), length), 1)
        self.pitch = min(wide / count, WIDEST * scale)
        if t < first or t >= first + count or first + count > length:
            first = t - count // 3
        self.first = min(max(first, 0), length - count)
        self.steps = range(self.first, self.first + count)
        high = room.height() - 1.4 * line
        most = max(int(high / (LOWEST * scale)) - 3, 1)
        depth = next((i for i, layer in enumerate(known) if scope in layer), len(known) - 1)
        shown = min(most, len(known))
        low = min(max(depth - shown // 2, 0), len(known) - shown)
        self.depths = range(low, low + shown)
        self.known = known
        rows = shown + 3
        self.drop = min(high / rows, TALLEST * scale)
        self.left = room.left() + self.labels + (wide - count * self.pitch) / 2 + 6
        self.top = room.top() + (high - rows * self.drop) / 2
        self.bottom = room.bottom() - 1.25 * line
        self.box = (0.74 * self.pitch, min(0.56 * self.drop, 40 * scale))

    def row(self, what: str, depth: int = 0) -> float:
        """Return the middle of a row: loss, y, the layers from the top one down, x."""
        place = {"loss": 0, "y": 1, "x": 2 + len(self.depths)}.get(what)
        return self.top + ((2 + self.depths[-1] - depth if place is None else place) + 0.5) * self.drop

    def column(self, t: float) -> float:
        """Return the middle of a step's column."""
        return self.left + (t - self.first + 0.5) * self.pitch

    def rect(self, place: Place) -> QRectF:
        """Return a box."""
        wide, high = self.box
        if place.what in ("x", "loss", "y"):
            high = min(high, 0.9 * high + 4)
        return QRectF(self.column(place.t) - wide / 2, self.row(place.what, place.depth) - high / 2, wide, high)


class _Unrolled:
    """One drawing of the unrolled graph."""

    def __init__(self, trace: Trace, moment: Moment, unit: int | None, palette: Palette, grid: _Grid) -> None:
        self.trace, self.moment, self.unit, self.palette, self.grid = trace, moment, unit, palette, grid
        self.back = moment.phase in BACKWARD
        self.start = trace.loss_start if "loss_steps" in trace else trace.length
        self.losses = trace.get("loss_steps")
        self.count = int(self.losses.sum()) if self.losses is not None else 0
        logs = [self._log(t, depth) for t in grid.steps for depth in grid.depths]
        self.largest = max((log for log in logs if log is not None and math.isfinite(log)), default=0.0)

    def drawing(self) -> Drawing:
        return Drawing(wires=self._wires(), cuts=self._cuts(), boxes=self._boxes(), words=self._words())

    def _faint(self, t: int) -> bool:
        """Tell whether the pass has not come to a step yet: forward those after, backward those before the cursor."""
        if self.moment.phase == "forward":
            return t > self.moment.t
        return self.moment.phase == "backward" and t < self.moment.t

    def _carries(self, t: int) -> bool:
        """Tell whether a step of the time axis carries a loss."""
        place = t - self.start
        return self.losses is not None and 0 <= place < len(self.losses) and bool(self.losses[place])

    # --- numbers

    def _scope(self, t: int, depth: int) -> str | None:
        """Return a layer's scope at a step, None before it begins."""
        scope = scope_at(self.trace, self.grid.known[depth], t)
        return scope if scope and t >= self.trace.start(scope) else None

    def _at(self, kind: str, t: int, depth: int) -> Array | None:
        scope = self._scope(t, depth)
        values = None if scope is None else self.trace.get(f"{kind}{scope}.hidden")
        place = -1 if scope is None else t - self.trace.start(scope)
        return None if values is None or not 0 <= place < len(values) else values[place]

    def _cell(self, depth: int) -> CellInfo:
        return self.trace.cells[self.grid.known[depth][0]]

    def _value(self, t: int, depth: int) -> float | None:
        row = self._at("", t, depth)
        if row is None or (self.unit is not None and self.unit >= len(row)):
            return None
        return norm(row) if self.unit is None else float(row[self.unit])

    def _log(self, t: int, depth: int) -> float | None:
        """Return log10 of the gradient's size at a state: of the unit's, or of its norm."""
        if self.unit is None:
            found = self._at("gradient_norm_log10/", t, depth)
            return None if found is None else float(found)
        row = self._at("gradient/", t, depth)
        if row is None or self.unit >= len(row):
            return None
        size = abs(float(row[self.unit]))
        return math.log10(size) if size else -math.inf

    def _read(self, t: int) -> Array | None:
        """Return what the lowest layer reads at a step."""
        scope = self._scope(t, 0)
        half = "" if scope is None else scope.rpartition(".")[0]
        values = self.trace.get(f"{half}.inputs" if half else "inputs")
        place = -1 if scope is None else t - self.trace.start(scope)
        return None if values is None or not 0 <= place < len(values) else values[place]

    def _output(self, t: int) -> Array | None:
        values, place = self.trace.get("outputs"), t - self.start
        return None if values is None or not 0 <= place < len(values) else values[place]

    def _from_loss(self, t: int) -> float | None:
        """Return the norm of what a step's loss sends back into its outputs."""
        outputs, targets = self._output(t), self.trace.get("targets")
        if outputs is None or targets is None or not self._carries(t):
            return None
        target = targets[t - self.start]
        if target.dtype.kind in "iu" and not 0 <= int(target) < len(outputs):
            return None
        return norm(output_gradient(outputs, target, self.count))

    def _width(self, size: float | None, log: float | None) -> float:
        """Return a wire's width: of a value's size forward, of a gradient's log10 backward."""
        if not self.back:
            return value_width(size)
        if log is None or not math.isfinite(log):
            return THIN
        return THIN + (THICK - THIN) * min(max(1 + (log - self.largest) / DECADES, 0.0), 1.0)

    # --- wires

    def _wires(self) -> list[Wire]:
        return [wire for t in self.grid.steps for wire in self._column(t)] + self._looks()

    def _column(self, t: int) -> list[Wire]:
        grid, found = self.grid, []
        for depth in grid.depths:
            if self._cell(depth).carried:
                found += self._over(t, depth)
            below = Place(what="x", t=t) if depth == 0 else Place(what="h", t=t, depth=depth - 1)
            row = self._read(t) if depth == 0 else self._at("", t, depth - 1)
            log = self._log(t, depth) if depth == 0 else self._log(t, depth - 1)
            if depth == 0 or depth - 1 in grid.depths:
                here = Place(what="h", t=t, depth=depth)
                matrix = "" if self._cell(depth).key == SHIFTED else "W_ih"
                found.append(self._up(below, here, "input", None if row is None else rms(row), log, matrix))
        if t >= self.start and self._output(t) is not None:
            top, out = Place(what="h", t=t, depth=grid.depths[-1]), Place(what="y", t=t)
            size = self._at("", t, grid.depths[-1])
            sent = self._from_loss(t)
            log = math.log10(sent) if sent else (None if sent is None else -math.inf)
            if grid.depths[-1] == len(grid.known) - 1:
                found.append(self._up(top, out, "readout", None if size is None else rms(size), log, "W_hy"))
            if self._carries(t):
                found.append(self._up(out, Place(what="loss", t=t), "", 0.4, log, ""))
        return found

    def _up(self, low: Place, high: Place, weight: str, size: float | None, log: float | None, matrix: str) -> Wire:
        grid = self.grid
        below, above = grid.rect(low), grid.rect(high)
        x = grid.column(low.t)
        faint = self._faint(low.t)
        flows = not self.back or log is not None
        what = tr("into the loss") if high.what == "loss" else tr("into the window, as it is")
        if matrix:
            what = tr("{matrix}: the same matrix at every step").format(matrix=matrix)
        if self.back and log is not None and (high.what in ("y", "loss")):
            what += "\n" + tr("‖∂L/∂y‖ = {value} from this step's loss").format(value=power(log))
        return Wire(
            points=(QPointF(x, below.top()), QPointF(x, above.bottom() + 1.5)),
            colour=self.palette.weights.get(weight, self.palette.muted), width=self._width(size, log),
            head=("start" if self.back else "end") if flows else "", faint=faint, tip=what,
        )

    def _over(self, t: int, depth: int) -> list[Wire]:
        """Return the wire from the step before, the stub at the left edge, and the one beyond the right edge."""
        grid = self.grid
        here = grid.rect(Place(what="h", t=t, depth=depth))
        y = here.center().y()
        found = []
        if t > 0:
            left = grid.rect(Place(what="h", t=t - 1, depth=depth)).right() if t > grid.first else here.left() - 14
            found.append(self._across(left, here.left() - 1.5, y, t - 1, depth))
        if t == grid.steps[-1] and t + 1 < self.trace.length:
            found.append(self._across(here.right(), here.right() + 14, y, t, depth))
        return found

    def _across(self, left: float, right: float, y: float, t: int, depth: int) -> Wire:
        """Return the wire from step t to the next."""
        row = self._at("", t, depth)
        log = self._log(t, depth)
        faint = self._faint(t + 1) if not self.back else self._faint(t)
        said = tr("W_hh: the same matrix at every step")
        if self._cell(depth).key == SHIFTED:
            said = tr("the window moves on by one step: its oldest numbers fall out, and nothing here is learnt")
        if self.back and log is not None:
            said += "\n" + tr("‖∂L/∂h‖ at t = {t}: {value}, through this arrow and from the step's own loss").format(
                t=t, value=power(log)
            )
        elif row is not None:
            said += "\n" + tr("‖h‖ at t = {t}: {value}").format(t=t, value=number(norm(row)))
        return Wire(
            points=(QPointF(left, y), QPointF(right, y)), colour=self.palette.weights["recurrent"],
            width=self._width(None if row is None else rms(row), log), head="start" if self.back else "end",
            faint=faint, tip=said,
        )

    def _looks(self) -> list[Wire]:
        """Return the attention of the decoder's step at the cursor, over the encoder's states."""
        weights, t, grid = self.trace.get("decoder.attention"), self.moment.t, self.grid
        place = t - self.start
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
                        t=t, token=self._token(j), weight=f"{weight:.3f}"
                    ),
                )
            )  # fmt: skip
        return found

    # --- boxes

    def _token(self, t: int) -> str:
        tokens = self.trace.get("tokens")
        return visible(str(tokens[t])) if tokens is not None and t < len(tokens) else str(t)

    def _boxes(self) -> list[Box]:
        found = []
        for t in self.grid.steps:
            found.append(self._input(t))
            found += [self._state(t, depth) for depth in self.grid.depths]
            if t >= self.start and self._output(t) is not None:
                found.append(self._readout(t))
                if self._carries(t):
                    found.append(self._loss(t))
        return found

    def _input(self, t: int) -> Box:
        place = Place(what="x", t=t)
        token = self._token(t)
        return Box(
            key=place.key, rect=self.grid.rect(place), op=token if len(token) < 9 else token[:8] + "…",
            colour=self.palette.weights["input"], faint=self._faint(t), marked=t == self.moment.t,
            tip=tr("read at t = {t}: {token}").format(t=t, token=token),
        )

    def _state(self, t: int, depth: int) -> Box:
        place = Place(what="h", t=t, depth=depth)
        value, log = self._value(t, depth), self._log(t, depth)
        row = self._at("", t, depth)
        size = 0.0 if row is None else rms(row) if self.unit is None else abs(value or 0.0)
        scope = self._scope(t, depth) or ""
        name = "‖h‖" if self.unit is None else f"h[{self.unit}]"
        gradient = "‖∂L/∂h‖" if self.unit is None else f"|∂L/∂h[{self.unit}]|"
        lines = [f"{scope}, t = {t}", f"{name} = {'…' if value is None else number(value)}"]
        lines += [] if log is None else [f"{gradient} = {power(log)}"]
        shown = _logs(log) if self.back else figures(value)
        return Box(
            key=place.key, rect=self.grid.rect(place), symbol="∂h" if self.back else "h", figures=shown,
            colour=self.palette.weights["recurrent"], faint=self._faint(t), marked=t == self.moment.t,
            tint=0.0 if self.back or not math.isfinite(size) else min(size, 1.0), tip="\n".join(lines),
        )

    def _readout(self, t: int) -> Box:
        place, outputs = Place(what="y", t=t), self._output(t)
        assert outputs is not None
        targets = self.trace.get("targets")
        target = None if targets is None or not self._carries(t) else targets[t - self.start]
        if self.back:
            sent = self._from_loss(t)
            shown, said = (figures(sent) if sent is not None else ()), ""
            said = tr("‖∂L/∂y‖ = {value} from this step's loss").format(value=number(sent)) if sent is not None else ""
        elif target is not None and target.dtype.kind in "iu" and 0 <= int(target) < len(outputs):
            share = float(softmax(outputs)[int(target)])
            shown, said = figures(share), tr("probability of the right answer: {p}").format(p=number(share))
        elif len(outputs) == 1:
            shown, said = figures(float(outputs[0])), tr("output: {value}").format(value=number(float(outputs[0])))
        else:
            shown, said = (), tr("no loss falls on this output")
        return Box(
            key=place.key, rect=self.grid.rect(place), symbol="∂y" if self.back else "y", figures=shown,
            colour=self.palette.weights["readout"], faint=self._faint(t), tip=said,
        )

    def _loss(self, t: int) -> Box:
        place = Place(what="loss", t=t)
        values = self.trace.get("loss_by_time")
        value = None if values is None else float(values[t - self.start])
        return Box(
            key=place.key, rect=self.grid.rect(place), symbol="ℓ", figures=figures(value), colour=self.palette.reach,
            faint=self._faint(t), marked="reach_from" in self.trace and self.trace.reach_step == t,
            tip=tr("this step's part of the loss: {value}; click to follow its gradient back").format(
                value="…" if value is None else number(value)
            ),
        )

    # --- the cut, and words

    def _cuts(self) -> list[Cut]:
        window = self.trace.get("truncate")
        if window is None or int(window) <= 0:
            return []
        grid = self.grid
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

    def _words(self) -> list[Words]:
        grid, palette = self.grid, self.palette
        found = []
        if grid.labels > 20:
            names = [("loss", 0, tr("loss")), ("y", 0, tr("readout")), ("x", 0, tr("read"))]
            names += [("h", depth, self._layer_name(depth)) for depth in grid.depths]
            for what, depth, name in names:
                middle = grid.row(what, depth)
                rect = QRectF(grid.left - grid.labels - 6, middle - grid.line / 2, grid.labels - 8, grid.line)
                found.append(Words(rect=rect, text=name, colour=palette.muted))
        keys = (("input", "W_ih"), ("recurrent", "W_hh"), ("readout", "W_hy"))
        left, wide = grid.left - grid.labels, 44 * grid.line / 16
        for n, (weight, name) in enumerate(keys):
            rect = QRectF(left + n * wide, grid.bottom, wide, grid.line)
            found.append(Words(rect=rect, text=name, colour=palette.weights[weight], bold=True))
        rect = QRectF(left + 3 * wide, grid.bottom, grid.column(grid.steps[-1] + 0.5) - left - 3 * wide, grid.line)
        found.append(Words(rect=rect, text=tr("one colour: one matrix, shared by all steps"), colour=palette.muted))
        return found

    def _layer_name(self, depth: int) -> str:
        scope = self._scope(self.moment.t, depth) or self.grid.known[depth][0]
        return scope.rpartition(".")[2]


def _logs(log: float | None) -> tuple[str, ...]:
    """Return a gradient's size in ever fewer digits."""
    if log is None:
        return ("…",)
    return tuple(dict.fromkeys((power(log), power(log, 1))))
