"""Truncation, seen: the gradient that a window keeps, and the one that is lost at the cuts, by step."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QSpinBox

from rnnviz.measures.flow import cut_steps, log10_of
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.flow.arrays import State, is_carried, is_pair, norm_logs
from rnnviz.views.flow.page import FlowPage, coming
from rnnviz.views.flow.words import of_cut
from rnnviz.views.gate import plain
from rnnviz.views.plots.captions import Caption
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.float_limits import FloatLimits
from rnnviz.views.plots.line import DASHED, SOLID
from rnnviz.views.plots.log_line import MARK, LogLine
from rnnviz.views.plots.step_plot import StepPlot
from rnnviz.views.words.figures import power
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]
DOTTED = (2.0, 2.0)


class Truncation(FlowPage):
    """Norms of the full gradient and of its two parts, on an axis of decades, with the cuts."""

    key = "cut"
    letters = 54
    changed = Signal()
    """Another window was chosen."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette, width = shared.palette, shared.line_width
        self.spin = QSpinBox()
        self.spin.setObjectName("view.flow.window")
        tip = tr("Window K: what cutting the pass before steps K, 2K, … would do; the training stays as it is")
        self.spin.setToolTip(plain(tip))
        self.spin.setAccessibleName(tip)
        self.spin.setPrefix("K = ")
        self.spin.setKeyboardTracking(False)
        self.spin.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.spin.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.spin.setRange(1, 1)
        self.spin.valueChanged.connect(self._choose)
        self.controls = (self.spin,)
        self.window_chosen: int | None = None
        """What a person chose; None: a quarter of the pass."""
        self.plot = StepPlot(shared)
        self.plot.set_log(True)
        self.plot.hovered.connect(self._hover)
        self.plot.picked.connect(lambda place: shared.axis.scrub(round(place)))
        self.column.addWidget(self.plot, 1)
        self.limits = FloatLimits(self.plot.box, palette)
        self.cuts = pg.PlotCurveItem(pen=pg.mkPen(palette.muted, width=1), connect="pairs")
        self.cuts.setZValue(-2)
        self.plot.addItem(self.cuts, ignoreBounds=True)
        error = palette.error
        self.lines = {
            "whole": LogLine(self.plot, palette.ink, width=width, dashes=SOLID, broken=error),
            "kept": LogLine(self.plot, palette.accent, width=width, dashes=DASHED, broken=error, depth=10),
            "lost": LogLine(self.plot, palette.warning, width=width, dashes=DOTTED, broken=error, depth=20),
        }
        self.values: dict[str, Floats] = {}
        """log10 of what each line draws, by step."""
        self.easing = Easing(least=2.0)
        self.first = 0
        self.symbol = "h"
        self.hover: float | None = None
        self.cursor_step = 0

    @property
    def title(self) -> tuple[str, str]:
        words = tr("‖∂L/∂{symbol}ₖ‖ with the pass cut every K steps").format(symbol=self.symbol)
        return words, tr("truncated ∂L/∂{symbol}").format(symbol=self.symbol)

    def window_of(self, trace: Trace) -> int:
        """Return the window for a trace: what was chosen, else a quarter of the pass."""
        wanted = trace.length // 4 if self.window_chosen is None else self.window_chosen
        return min(max(wanted, 1), max(trace.length, 1))

    def watch(self, trace: Trace, state: State) -> tuple[str, ...]:
        if is_pair(trace) or not is_carried(trace, state):
            return ()
        window = self.window_of(trace)
        return tuple(f"gradient_{part}@{window}/{state.key}*" for part in ("kept", "lost"))

    def draw(self, trace: Trace, state: State) -> str:
        self.symbol = state.symbol
        if is_pair(trace):
            return tr("Truncation is shown for a stack of layers; an encoder-decoder is not cut.")
        if not is_carried(trace, state):
            return tr("Truncation cuts a state that is handed on from step to step, and this model has none.")
        whole = trace.get(f"gradient_norm_log10/{state.key}")
        if whole is None or not len(whole):
            return tr("No gradients in this trace: they come with the backward pass.")
        window = self._offer(trace)
        self.first = trace.start(state.scope)
        found = {part: trace.get(f"gradient_{part}@{window}/{state.key}") for part in ("kept", "lost")}
        self.values = {"whole": norm_logs(trace, f"gradient_norm_log10/{state.key}", 1, len(whole))}
        self.values |= {part: log10_of(norms) for part, norms in found.items() if norms is not None}
        self._draw_lines(trace.run)
        self._draw_cuts(window, len(whole))
        there = "lost" in self.values
        self.said.setText(of_cut(window, len(whole), self.values["lost"], whole) if there else coming(trace))
        self._caption()
        return ""

    def _offer(self, trace: Trace) -> int:
        """Show the window of a trace in the spin box, silently."""
        window = self.window_of(trace)
        blocked = self.spin.blockSignals(True)
        self.spin.setRange(1, max(trace.length, 1))
        self.spin.setValue(window)
        self.spin.blockSignals(blocked)
        return window

    def _draw_lines(self, run: int) -> None:
        values = np.concatenate(list(self.values.values()))
        finite = values[np.isfinite(values)]
        low, high = (float(finite.min()), float(finite.max())) if len(finite) else (-3.0, 0.0)
        low, high = self.easing.follow(low, high, run)
        self.plot.box.setYRange(low, high, padding=0)
        for part, line in self.lines.items():
            drawn = self.values.get(part, np.empty(0))
            line.draw_log(self.first + np.arange(len(drawn)), drawn, low=low, high=high)
            line.thin_zeros(round(MARK * len(drawn) / self.plot.columns))

    def _draw_cuts(self, window: int, length: int) -> None:
        self.plot.fit_places(self.first - 0.5, self.first + length - 0.5)
        low, high = self.plot.box.viewRange()[1]
        at = self.first + cut_steps(length, window) - 0.5
        self.cuts.setData(np.repeat(at, 2), np.tile([low - 100, high + 100], len(at)))

    def _caption(self) -> None:
        palette = self.shared.palette
        tips = {
            "whole": tr("of all losses, through the whole pass"),
            "kept": tr("of the losses of the same piece"),
            "lost": tr("of the losses behind the next cut: it never arrives"),
        }
        words = {"whole": tr("full"), "kept": tr("kept"), "lost": tr("lost")}
        colours = {"whole": palette.ink, "kept": palette.accent, "lost": palette.warning}
        self.captions.show_captions(
            [
                Caption(label=words[part], colour=colours[part], mark="line" if part == "whole" else "dash", tip=tip)
                for part, tip in tips.items()
            ]
        )

    def mark(self, moment: Moment) -> None:
        self.cursor_step = moment.t
        self.plot.show_place(moment.t)
        self._say_value()

    def _say_value(self) -> None:
        self.plot.show_hover(None if self.hover is None else round(self.hover))
        self.value.setText(self.readout(self.cursor_step if self.hover is None else round(self.hover)))

    def readout(self, t: int) -> str:
        """Return the norms at a step."""
        words = {"whole": tr("full"), "kept": tr("kept"), "lost": tr("lost")}
        row = t - self.first
        said = [
            f"{words[part]} {power(values[row])}" for part, values in self.values.items() if 0 <= row < len(values)
        ]
        return f"k = {t}: {'  '.join(said)}" if said else ""

    def _hover(self, place: float | None) -> None:
        self.hover = place
        self._say_value()

    def _choose(self, window: int) -> None:
        self.window_chosen = window
        self.changed.emit()
