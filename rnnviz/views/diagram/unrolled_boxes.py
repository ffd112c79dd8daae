"""The boxes of the unrolled graph: what is read, the states, the outputs and the losses of every step."""

from __future__ import annotations

import math

from rnnviz.measures.readout import softmax
from rnnviz.views.diagram.drawing import Box
from rnnviz.views.diagram.magnitude import figures, rms
from rnnviz.views.diagram.unrolled_grid import Grid, Place
from rnnviz.views.diagram.unrolled_numbers import Numbers
from rnnviz.views.palette import Palette
from rnnviz.views.words.figures import number, power
from rnnviz.views.words.language import tr
from rnnviz.views.words.loss_unit import in_unit, loss_unit


class Boxes:
    """Lays the boxes out."""

    def __init__(self, numbers: Numbers, grid: Grid, palette: Palette) -> None:
        self.numbers, self.grid, self.palette = numbers, grid, palette
        self.unit = loss_unit(numbers.trace)

    def made(self) -> list[Box]:
        """Return all boxes."""
        found = []
        for t in self.grid.steps:
            found.append(self._input(t))
            found += [self._state(t, depth) for depth in self.grid.depths]
            if self.numbers.reads_out(t):
                found.append(self._readout(t))
                if self.numbers.carries(t):
                    found.append(self._loss(t))
        return found

    def _input(self, t: int) -> Box:
        place = Place(what="x", t=t)
        token, given = self.numbers.token(t), self.numbers.given(t)
        tip = tr("read at t = {t}: {token}") if given else tr("nothing is given at t = {t}: the blank {token} is read")
        return Box(
            key=place.key, rect=self.grid.rect(place), op=token if len(token) < 9 else token[:8] + "…",
            colour=self.palette.weights["input"], faint=self.numbers.unread(t) or not given,
            marked=t == self.numbers.moment.t,
            tip=tip.format(t=t, token=token),
        )

    def _state(self, t: int, depth: int) -> Box:
        place = Place(what="h", t=t, depth=depth)
        value, log = self.numbers.value(t, depth), self.numbers.log(t, depth)
        row = self.numbers.at("", t, depth)
        size = 0.0 if row is None else rms(row) if self.numbers.unit is None else abs(value or 0.0)
        scope = self.numbers.scope(t, depth) or ""
        name = "‖h‖" if self.numbers.unit is None else f"h[{self.numbers.unit}]"
        gradient = "‖∂L/∂h‖" if self.numbers.unit is None else f"|∂L/∂h[{self.numbers.unit}]|"
        lines = [f"{scope}, t = {t}", f"{name} = {'…' if value is None else number(value)}"]
        lines += [] if log is None else [f"{gradient} = {self.numbers.sized(log)}"]
        shown = _logs(log) if self.numbers.back else figures(value)
        return Box(
            key=place.key, rect=self.grid.rect(place), symbol="∂h" if self.numbers.back else "h", figures=shown,
            colour=self.palette.weights["recurrent"], faint=self.numbers.faint(t, depth),
            marked=t == self.numbers.moment.t,
            tint=0.0 if self.numbers.back or not math.isfinite(size) else min(size, 1.0), tip="\n".join(lines),
        )

    def _readout(self, t: int) -> Box:
        place, outputs = Place(what="y", t=t), self.numbers.output(t)
        assert outputs is not None
        targets = self.numbers.trace.get("targets")
        target = None if targets is None or not self.numbers.carries(t) else targets[t - self.numbers.start]
        if self.numbers.back:
            sent = self.numbers.from_loss(t)
            shown, said = (figures(sent) if sent is not None else ()), ""
            if sent is not None:
                said = tr("‖∂L/∂y‖ = {value} from this step's loss").format(value=in_unit(number(sent), self.unit))
        elif target is not None and target.dtype.kind in "iu" and 0 <= int(target) < len(outputs):
            share = float(softmax(outputs)[int(target)])
            shown, said = figures(share), tr("probability of the right answer: {p}").format(p=number(share))
        elif len(outputs) == 1:
            shown, said = figures(float(outputs[0])), tr("output: {value}").format(value=number(float(outputs[0])))
        else:
            shown, said = (), tr("no loss falls on this output")
        return Box(
            key=place.key, rect=self.grid.rect(place), symbol="∂y" if self.numbers.back else "y", figures=shown,
            colour=self.palette.weights["readout"], faint=self.numbers.faint(t), tip=said,
        )

    def _loss(self, t: int) -> Box:
        place = Place(what="loss", t=t)
        values = self.numbers.trace.get("loss_by_time")
        value = None if values is None else float(values[t - self.numbers.start])
        return Box(
            key=place.key, rect=self.grid.rect(place), symbol="ℓ", figures=figures(value), colour=self.palette.reach,
            faint=self.numbers.faint(t),
            marked="reach_from" in self.numbers.trace and self.numbers.trace.reach_step == t,
            tip=tr("this step's part of the loss: {value}; click to follow its gradient back").format(
                value="…" if value is None else in_unit(number(value), self.unit)
            ),
        )


def _logs(log: float | None) -> tuple[str, ...]:
    """Return a gradient's size in ever fewer digits."""
    if log is None:
        return ("…",)
    return tuple(dict.fromkeys((power(log), power(log, 1))))
