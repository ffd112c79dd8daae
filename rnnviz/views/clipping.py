"""What clipping does to the gradient of each update."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from rnnviz.history import History
from rnnviz.views.base import Shared
from rnnviz.views.captions import Caption, Captions, figure
from rnnviz.views.dock import HistoryDock
from rnnviz.views.easing import Easing
from rnnviz.views.fresh_rows import FreshRows
from rnnviz.views.language import tr
from rnnviz.views.update_curve import UpdateCurve, faint
from rnnviz.views.update_plot import UpdatePlot, tall

Floats = npt.NDArray[np.float64]
RECENT = 100
"""Updates of the share that is said beside the one of all updates."""


class Clipping(HistoryDock):
    """Norm of the gradient over all parameters, before and after clipping, with the threshold."""

    key = "clipping"
    title = "Gradient clipping"
    purpose = (
        "The norm of each update's gradient over all parameters together, before and after clipping. By norm, a "
        "longer gradient is shortened to the threshold and keeps its direction. It acts on the update alone: the "
        "gradients along time are not clipped."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette, width = shared.palette, shared.line_width
        self.sentence_label = QLabel()
        self.sentence_label.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence_label.setWordWrap(True)
        self.sentence_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.captions = Captions(palette.text)
        self.plot = UpdatePlot(shared)
        self.plot.set_log(True)
        self.column.addWidget(self.sentence_label)
        self.column.addWidget(self.captions)
        self.column.addWidget(self.plot, 1)
        self.faint = faint(palette.ink, palette.paper)
        self.before = UpdateCurve(self.plot, self.faint, error=palette.error, width=width)
        self.after = UpdateCurve(self.plot, palette.accent, every=False, error=palette.error, width=width, depth=10)
        self.threshold = UpdateCurve(
            self.plot, palette.warning, every=False, error=palette.error, width=width,
            style=Qt.PenStyle.DashLine, depth=20,
        )
        self.easing = Easing(least=0.5)
        self.clipped = self.skipped = 0
        self.hover: float | None = None
        self._fresh = FreshRows()
        self._most = 0
        self.plot.hovered.connect(self._hover)
        self.plot.box.sigResized.connect(self._resized)
        self.follow(History())
        self.history = None

    def follow(self, history: History) -> None:
        self.history = history
        if not len(history) or not all(name in history for name in ("update", "gradient_norm", "clip_coefficient")):
            self._fresh.forget()
            self.say(tr("The gradient's norm appears here once training has begun: press Train or Next update."))
            return
        self.say("")
        self._read(history)
        ends = [curve.bounds(log=True) for curve in (self.before, self.after, self.threshold)]
        low, high = self.easing.follow(*tall(min(end[0] for end in ends), max(end[1] for end in ends)))
        self.plot.box.setYRange(low, high, padding=0)
        for curve in (self.before, self.after, self.threshold):
            curve.draw(low, high, log=True)
        self._write(history)

    def _read(self, history: History) -> None:
        most = self.plot.stretches
        if most != self._most:
            self._fresh.forget()
        anew, rows = self._fresh.read(history)
        if anew:
            self._most, self.clipped, self.skipped = most, 0, 0
            for curve in (self.before, self.after, self.threshold):
                curve.clear(most)
        updates, norm, coefficient = (
            history[name][rows] for name in ("update", "gradient_norm", "clip_coefficient")
        )
        self.clipped += int((coefficient < 1).sum())
        self.skipped += int(np.isnan(coefficient).sum())
        self.before.extend(updates, norm)
        self.after.extend(updates, after(norm, coefficient))
        if "clip_threshold" in history:
            self.threshold.extend(updates, history["clip_threshold"][rows])
        self.plot.fit_updates(float(history["update"][0]), float(history["update"][-1]), anew=anew)

    def _write(self, history: History) -> None:
        """Say what clipping did to the update under the mouse, else to the newest, and to how many."""
        updates = history["update"]
        row = len(updates) - 1
        if self.hover is not None:
            row = min(max(int(np.searchsorted(updates, self.hover - 0.5)), 0), row)
        self.plot.show_hover(float(updates[row]) if self.hover is not None else None)
        self.heading.setText(tr("gradient norm ‖g‖, update {update}").format(update=f"{updates[row]:,.0f}"))
        norm, coefficient = float(history["gradient_norm"][row]), float(history["clip_coefficient"][row])
        threshold = float(history["clip_threshold"][row]) if "clip_threshold" in history else math.nan
        recent = history["clip_coefficient"][-RECENT:]
        self.sentence_label.setText(
            what_happened(norm, coefficient, threshold)
            + how_often(self.clipped / len(history), float((recent < 1).mean()), len(recent), len(history))
        )
        self._caption(threshold)

    def _caption(self, threshold: float) -> None:
        palette = self.shared.palette
        captions = [
            Caption(label=tr("before"), colour=self.faint, ink=palette.muted),
            Caption(label=tr("after"), colour=palette.accent),
        ]
        if math.isfinite(threshold):
            label = tr("threshold θ")
            captions.append(Caption(label=label, value=figure(threshold), colour=palette.warning, mark="dash"))
        if self.skipped:
            tip = tr("updates whose gradient was not finite: the weights were left as they were")
            captions.append(
                Caption(label=tr("skipped"), value=f"{self.skipped:,}", colour=palette.error, mark="", tip=tip)
            )
        self.captions.show_captions(captions)

    def _resized(self, cause: object) -> None:
        """Read the history again where another width shows more or less of it."""
        if self.history is not None and len(self.history) and self.plot.stretches != self._most:
            self.redraw()

    def _hover(self, update: float | None) -> None:
        self.hover = update
        if self.history is not None and not self.sentence:
            self._write(self.history)


def after(norm: Floats, coefficient: Floats) -> Floats:
    """Return the norms after clipping; NaN where the update was skipped."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.where(np.isnan(coefficient), np.nan, norm * coefficient)


def what_happened(norm: float, coefficient: float, threshold: float) -> str:
    """Say what clipping did to one gradient."""
    if math.isnan(coefficient):
        return tr("‖g‖ is not finite: this update was skipped")
    if coefficient < 1:
        words = tr("‖g‖ {before} → {after}  × {coefficient}")
        return words.format(before=figure(norm), after=figure(norm * coefficient), coefficient=figure(coefficient))
    if math.isfinite(threshold):
        return tr("‖g‖ {before}, below the threshold").format(before=figure(norm))
    return tr("‖g‖ {before}, not clipped").format(before=figure(norm))


def how_often(share: float, recent_share: float, recent: int, updates: int) -> str:
    """Say how many updates were clipped, of all and of the last ones."""
    if not share:
        return tr("; no update was clipped so far")
    if recent == updates:
        return tr("; clipped on {share} of updates").format(share=percent(share))
    words = tr("; clipped on {recent_share} of the last {recent} updates, {share} of all")
    return words.format(recent_share=percent(recent_share), recent=recent, share=percent(share))


def percent(share: float) -> str:
    """Return a share in percent that no line end splits, never 0 for some and never 100 for not all."""
    if 0 < share < 0.01:
        return "<1\u00a0%"
    if 0.99 < share < 1:
        return ">99\u00a0%"
    return f"{share:.0%}".replace("%", "\u00a0%")
