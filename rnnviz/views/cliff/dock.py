"""The cliff: the loss of a network of one unit over its two parameters, and descent with and without clipping."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QTimer

from rnnviz.cliff import Path, Unit, descend, gradient, surface
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.cliff.fields import CliffFields
from rnnviz.views.cliff.map import CliffMap, Floats, Window, inside
from rnnviz.views.frames.dock import Dock
from rnnviz.views.plots.captions import Caption, Captions, figure
from rnnviz.views.plots.step_plot import StepPlot
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

DESCENT = 100
"""Steps of gradient descent."""
START = (5.2, -2.3)
WINDOW: Window = (3.5, 7.0, -4.0, -1.0)
COLUMNS, ROWS = 200, 160
"""Cells of the heat map."""
PATIENCE = 120
"""Milliseconds after the last turn of the wheel before the loss is computed for the new ranges."""
NARROWEST, WIDEST, FARTHEST = 1e-3, 1e3, 1e4
LOWEST_MAP = 130
"""Pixels of the map: in a lower dock the view is scrolled."""
LOWEST = -4.0
"""log10 of the lowest loss of the curves; lower ones lie on that edge."""


class Cliff(Dock):
    """The error surface of Pascanu, Mikolov and Bengio's figure 6, to walk on."""

    key = "cliff"
    title = "Cliff"
    purpose = (
        "Why gradients are clipped: the loss of a network of one unit, x ← w σ(x) + b, over w and b. It is a network "
        "of its own, not the one that learns here. Drag the start: on the cliff the gradient is huge, one plain step "
        "is thrown far away, and a clipped one stays (Pascanu, Mikolov and Bengio 2013, figure 6)."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette, width = shared.palette, shared.line_width
        about = tr("The loss under the mouse, else what becomes of descent without clipping")
        self.said = ElidedLabel(about, fills=True)
        self.map = CliffMap(shared)
        self.map.setMinimumHeight(LOWEST_MAP)
        self.map.setAccessibleName(tr("Drag the start, or move it with the cursor keys; the wheel zooms"))
        self.captions = Captions(palette.text)
        self.curves = StepPlot(shared)  # its steps are no updates: a click goes nowhere
        self.curves.set_log(True)
        self.curves.box.setYRange(LOWEST - 0.2, 0.1, padding=0)
        self.curves.box.setXRange(-0.01 * DESCENT, 1.04 * DESCENT, padding=0)
        self.curves.setMinimumHeight(64)
        solid, dashed = pg.mkPen(palette.accent, width=width), pg.mkPen(palette.warning, width=width, dash=[4, 3])
        self.plain_curve, self.clipped_curve = pg.PlotCurveItem(pen=dashed), pg.PlotCurveItem(pen=solid)
        self.plain_curve.setSegmentedLineMode("off")
        for curve in (self.plain_curve, self.clipped_curve):
            self.curves.addItem(curve, ignoreBounds=True)
        self.fields = CliffFields()
        self.column.addWidget(self.said)
        self.column.addWidget(self.map, 3)
        self.column.addWidget(self.captions)
        self.column.addWidget(self.curves, 1)
        self.column.addWidget(self.fields)
        self.start = START
        self.window_shown = WINDOW
        self.surface_of: tuple[Window, Unit] | None = None
        self.surface: tuple[Floats, Floats, Floats] = (np.empty(0), np.empty(0), np.empty((0, 0)))
        """w, b, and the loss (b, w)."""
        self.paths: dict[str, Path] = {}
        """Descent with and without clipping."""
        self.hover: tuple[float, float] | None = None
        self.hover_step: int | None = None
        self.timer = QTimer(self.map)
        self.timer.setSingleShot(True)
        self.timer.setInterval(PATIENCE)
        self.timer.timeout.connect(self._draw_surface)
        self.map.picked.connect(self._pick)
        self.map.zoomed.connect(self._zoom)
        self.map.hovered.connect(self._hover)
        self.curves.hovered.connect(self._hover_step)
        self.map.shown.connect(self.redraw)
        self.fields.changed.connect(self.redraw)
        self.fields.reset_asked.connect(self.reset)

    def draw(self, trace: Trace) -> None:
        """Draw nothing: the network of the cliff is not the one that was traced."""

    def mark(self, moment: Moment) -> None:
        """Mark nothing."""

    def redraw(self, cause: object = None) -> None:
        """Draw the map and the paths, once they can be seen."""
        if self.map.isVisible():
            self._draw_surface()
            self._descend()

    def reset(self) -> None:
        """Go back to the network of the paper, and to the start and ranges that come with it."""
        self.fields.reset()
        self.start, self.window_shown = START, WINDOW
        self.redraw()

    def state(self) -> dict[str, str]:
        """Return the settings."""
        kept = {name: repr(value) for name, value in self.fields.values.items()}
        places = {"place": self.start, "window": self.window_shown}
        return super().state() | kept | {name: " ".join(map(repr, place)) for name, place in places.items()}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take over the settings of another view of this kind."""
        self.fields.take({name: float(state[name]) for name in self.fields.values if name in state})
        place, window = (tuple(map(float, state.get(name, "").split())) for name in ("place", "window"))
        if len(place) == 2:
            self.start = place
        if len(window) == 4:
            self.window_shown = window
        super().restore(state)

    def close(self) -> None:
        self.timer.stop()
        super().close()

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        if self.surface_of is None:
            return {}
        w, b, loss = self.surface
        found: dict[str, Array] = {"w": w, "b": b, "loss": loss}
        for name, path in self.paths.items():
            found |= {f"{name}_path": path.points, f"{name}_loss": path.losses, f"{name}_norm": path.norms}
        return found

    def units(self) -> Mapping[str, str]:
        """Return the units: the network of the cliff has a loss of its own, whatever the one that learns has."""
        return {name: "squared error" for name in self.data() if name.endswith(("loss", "_norm"))}

    def _pick(self, start: tuple[float, float]) -> None:
        self.start = start
        self._descend()

    def _zoom(self, asked: tuple[float, tuple[float, float]]) -> None:
        """Show more or less around a place at once; the loss follows when the wheel has come to rest."""
        factor, (w, b) = asked
        w_low, w_high, b_low, b_high = self.window_shown
        ends = _scaled(w_low, w_high, w, factor), _scaled(b_low, b_high, b, factor)
        self.window_shown = (*ends[0], *ends[1])
        self.map.look_at(self.window_shown)
        self._descend()
        self.timer.start()

    def _draw_surface(self) -> None:
        """Compute the loss for the ranges that are shown, unless that has been done."""
        wanted = (self.window_shown, self.fields.unit)
        if wanted == self.surface_of:
            return
        self.surface_of = wanted
        w_low, w_high, b_low, b_high = self.window_shown
        w, b = _centres(w_low, w_high, COLUMNS), _centres(b_low, b_high, ROWS)
        self.map.look_at(self.window_shown)
        self.surface = w, b, surface(w, b, self.fields.unit)
        self.map.draw_surface(*self.surface)
        low, high = self.map.range_of_loss
        words = tr("one unit: loss {low} (faint) to {high}")
        self.heading.setText(words.format(low=number(low, 2), high=number(high, 2)))

    def _descend(self) -> None:
        """Walk from the start, with and without clipping, and show both."""
        values = self.fields.values
        clipped, plain = (
            descend(self.start, values["rate"], threshold, DESCENT, self.fields.unit)
            for threshold in (values["threshold"], None)
        )
        self.paths = {"clipped": clipped, "plain": plain}
        self.map.draw_paths(clipped.points, plain.points)
        for curve, path in ((self.clipped_curve, clipped), (self.plain_curve, plain)):
            curve.setData(np.arange(len(path.losses), dtype=np.float64), _heights(path))
        self._say()
        self._caption(clipped, plain)

    def _say(self) -> None:
        """Say the loss and its gradient under the mouse, else what becomes of descent without clipping."""
        if self.hover is not None:
            self.said.set_texts(*place_words(*self.hover, self.fields.unit))
        elif "plain" in self.paths:
            self.said.set_texts(*what_happened(self.paths["plain"], self.window_shown))

    def _hover(self, place: tuple[float, float] | None) -> None:
        self.hover = place
        self._say()

    def _hover_step(self, step: float | None) -> None:
        """Say the losses of both paths at the step under the mouse."""
        self.hover_step = None if step is None else min(max(round(step), 0), DESCENT)
        self.curves.show_hover(self.hover_step)
        if self.paths:
            self._caption(self.paths["clipped"], self.paths["plain"])

    def _caption(self, clipped: Path, plain: Path) -> None:
        """Name the curves with their losses at the step under the mouse, else at their ends."""
        palette, step = self.shared.palette, self.hover_step
        label = tr("loss by step") if step is None else tr("loss at step {step}").format(step=step)
        tip = tr("loss after {steps} steps of descent; {clipped} of them were clipped").format(
            steps=DESCENT, clipped=clipped.clipped
        )
        plain_tip = tr("loss at the end of plain descent; its longest gradient is {norm}").format(
            norm=number(float(plain.norms.max()))
        )
        self.captions.show_captions([
            Caption(label=label, colour=palette.muted, mark=""),
            Caption(label=tr("clipped"), value=_figure(clipped, step), colour=palette.accent, tip=tip),
            Caption(
                label=tr("not clipped"), value=_figure(plain, step), colour=palette.warning, mark="dash", tip=plain_tip
            ),
        ])  # fmt: skip


def what_happened(plain: Path, window: Window) -> tuple[str, ...]:
    """Say where plain descent leaves the map, and how far it is thrown; then shorter ways of saying it."""
    seen = inside(plain.points, window)
    if plain.ended:
        step = len(plain.points)
        return (
            tr("Without clipping, step {step} jumps beyond all numbers").format(step=step),
            tr("unclipped, step {step}: beyond all numbers").format(step=step),
        )
    if seen.all():
        jump = int(np.hypot(*np.diff(plain.points, axis=0).T).argmax()) if len(plain.points) > 1 else 0
        w, b = np.diff(plain.points, axis=0)[jump] if len(plain.points) > 1 else (0.0, 0.0)
        words = tr("Without clipping, the longest step is {length}, step {step}")
        return (
            words.format(length=figure(math.hypot(w, b)), step=jump + 1),
            tr("unclipped, longest step {length}").format(length=figure(math.hypot(w, b))),
        )
    step = int(np.flatnonzero(~seen)[0])
    w, b = (figure(float(value)) for value in plain.points[step])
    return (
        tr("Without clipping, step {step} jumps to w = {w}, b = {b}").format(step=step, w=w, b=b),
        tr("Without clipping, step {step} jumps to w = {w}").format(step=step, w=w),
        tr("unclipped, step {step}: w = {w}").format(step=step, w=w),
    )


def place_words(w: float, b: float, unit: Unit) -> tuple[str, ...]:
    """Return what the loss and its gradient are at a place of the map; then shorter ways of saying it."""
    here = gradient(w, b, unit)
    known = {"w": figure(w), "b": figure(b), "loss": number(here.loss), "norm": number(here.norm)}
    return (
        tr("w = {w}, b = {b}: loss {loss} (squared error), ‖∂L/∂(w, b)‖ {norm}").format(**known),
        tr("w = {w}, b = {b}: loss {loss}").format(**known),
        tr("loss {loss}").format(**known),
    )


def _heights(path: Path) -> Floats:
    """Return log10 of the losses, at least the lowest that is drawn."""
    heights: Floats = np.log10(np.maximum(path.losses, 10.0**LOWEST))
    return heights


def _figure(path: Path, step: int | None) -> str:
    """Return the loss at a step, of None at the last; ∞ beyond all numbers."""
    losses = path.losses if step is None else path.losses[: step + 1]
    ended = path.ended and (step is None or step >= len(path.losses))
    return number(math.inf) if ended else figure(float(losses[-1]))


def _centres(low: float, high: float, count: int) -> Floats:
    """Return the centres of so many equal cells between two ends."""
    return low + (high - low) * (np.arange(count) + 0.5) / count


def _scaled(low: float, high: float, at: float, factor: float) -> tuple[float, float]:
    """Scale a range about a place, within what can be shown."""
    width = min(max((high - low) * factor, NARROWEST), WIDEST)
    share = (at - low) / (high - low)
    low = min(max(at - share * width, -FARTHEST), FARTHEST - width)
    return low, low + width
