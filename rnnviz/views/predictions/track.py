"""What the model predicts at each step where numbers are asked for, against what came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np
import pyqtgraph as pg

from rnnviz.measures import largest
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.frames.preset import preset_offer
from rnnviz.views.frames.surgery import readings
from rnnviz.views.frames.track import Track
from rnnviz.views.gate import curve, plain
from rnnviz.views.offer import Offer
from rnnviz.views.plots.dense_curve import DenseCurve
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.figure_axis import FigureAxis
from rnnviz.views.plots.legend import Key
from rnnviz.views.plots.line import DASHED, DASHES, SOLID, Line, scatter
from rnnviz.views.plots.overlay import Shade
from rnnviz.views.plots.time_plot import RIGHT
from rnnviz.views.predictions.told import MOST_READ, Told, columns_of, seen_at, told
from rnnviz.views.predictions.words import figure, figures, name_of, residual_words, said_of
from rnnviz.views.words.language import tr

PRESET = "sunspots-ar"
SERIES, RESIDUAL = "series", "residual"
READ = (DASHES["candidate"], DASHES["output"], SOLID)
"""How what is read is told from the truth; where other things are read than are asked for, several columns are."""
AGAIN = 0.5
"""Opacity of what is read where it is the truth again, a step later."""
STROKES = 0.7
"""Opacity of the strokes of the residual: they stand behind the curves whose distance they are."""
SHADE = 13
"""Of 255: the tint over the steps that a window sees."""


class Predictions(Track):
    """Truth and prediction as curves with what lies between them, or the residual alone as bars about zero."""

    key = "predictions"
    title = "Predictions"
    purpose = (
        "Where numbers are asked for: what is read (grey), what came (the truth), and what the model says at that "
        "step, in the units of the data. The strokes between them are the residual, truth less prediction: orange "
        "where the truth is above, blue where it is below. The steps that a window sees from the cursor are shaded."
    )
    height = 150
    easings: ClassVar[tuple[str, ...]] = ("easing", "about_zero")

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared, FigureAxis())
        palette, width = shared.palette, shared.line_width
        self.read = [Line(self.plot, palette.muted, width=width, dashes=dashes, depth=-6) for dashes in READ]
        self.between = {}
        for sign, colour in ((1, palette.high), (-1, palette.low)):
            item = DenseCurve(pen=pg.mkPen(colour, width=width), connect="pairs", antialias=False)
            item.setOpacity(STROKES)
            item.setZValue(-4)
            self.between[sign] = item
        self.bars = {
            sign: pg.BarGraphItem(x=[], height=[], width=0.8, pen=None, brush=pg.mkBrush(colour))
            for sign, colour in ((1, palette.high), (-1, palette.low))
        }
        self.truth = Line(self.plot, palette.ink, width=width)
        self.prediction = Line(self.plot, palette.accent, width=1.5 * width, dashes=DASHED, depth=10)
        self.broken = Line(self.plot, palette.error)
        self.zero = pg.InfiniteLine(angle=0, pos=0, pen=pg.mkPen(palette.border, width=1))
        self.zero.setZValue(-30)
        self.seen = pg.ScatterPlotItem(symbol="o", size=5 * width, pen=None, brush=pg.mkBrush(palette.muted))
        self.came = pg.ScatterPlotItem(
            symbol="o", size=9 * width, pen=pg.mkPen(palette.ink, width=1.5 * width), brush=pg.mkBrush(palette.paper)
        )
        self.says = pg.ScatterPlotItem(symbol="d", size=9 * width, pen=None, brush=pg.mkBrush(palette.accent))
        for place, item in enumerate((self.seen, self.came, self.says)):
            item.setZValue(90 + place)  # over the cursor's line
        for item in (*self.between.values(), *self.bars.values(), self.zero, self.seen, self.came, self.says):
            self.plot.addItem(item, ignoreBounds=True)
        self.plot.box.beside = min(0.5 * (9 + 1.5) * width + 1, RIGHT)
        self.window = Shade(self.plot.box, palette.text, alpha=SHADE)
        self.column = self.add_chooser("column", tr("Which of the numbers that are asked for"))
        self.mode = self.add_chooser(
            "mode", tr("Draw the truth and the prediction, or the residual between them alone"),
            [(SERIES, tr("truth and prediction")), (RESIDUAL, tr("residual alone"))],
        )  # fmt: skip
        self.easing = Easing()
        self.about_zero = Easing()
        self.shown: Told | None = None
        self.before: Told | None = None
        self.plot.tell = self.explained

    def absence(self, trace: Trace | None) -> str:
        """Return that no numbers are predicted: among symbols there is nothing that this track could ever draw."""
        return "" if trace is not None and columns_of(trace) else self._missing(trace)[0]

    def draw(self, trace: Trace) -> None:
        self.plot.divide(trace)
        names = columns_of(trace)
        self.column.set_entries([(str(n), name_of(name)) for n, name in enumerate(names)])
        self.column.setVisible(len(names) > 1)
        self.mode.setVisible(bool(names))
        column = int(self.column.key or 0)
        self.shown = told(trace, column)
        self.before = None if trace.untouched is None else told(trace.untouched, column)
        self.step_aside(*(("",) if self.shown else self._missing(trace)))
        if self.shown is None:
            self._clear()
            self.heading.setText(tr("predictions"))
            return
        residual = self.mode.key == RESIDUAL
        self.zero.setVisible(residual)
        for item in self.bars.values():
            item.setVisible(residual)
        if residual:
            self._draw_residual(trace, self.shown)
        else:
            self._draw_series(trace, self.shown)
        self._say(trace, self.shown, residual)

    def _missing(self, trace: Trace | None) -> tuple[str, str]:
        targets = None if trace is None else trace.get("targets")
        if targets is None or targets.dtype.kind == "f":
            return tr("No predictions of numbers in this trace."), tr("none in this trace")
        return (
            tr("This model chooses among symbols: it predicts no numbers, but how likely each symbol is."),
            tr("this model predicts symbols"),
        )

    def _clear(self) -> None:
        for line in (*self.read, self.truth, self.prediction, self.broken):
            line.clear()
        for item in (*self.between.values(), self.seen, self.came, self.says):
            item.setData(np.empty(0), np.empty(0))
        for item in (*self.bars.values(), self.zero):
            item.setVisible(False)
        self.ghosts.keep()
        self.legend.show_keys([])

    def _draw_series(self, trace: Trace, shown: Told) -> None:
        parts = [shown.truth, shown.prediction, *shown.read]
        parts += [] if self.before is None else [self.before.prediction]
        every = np.concatenate(parts)
        fine = every[np.isfinite(every)]
        ends = (float(fine.min()), float(fine.max())) if len(fine) else (0.0, 1.0)
        low, high = self.easing.follow(*ends, trace.run)
        self.plot.box.setYRange(low, high, padding=0)
        edge = high - 0.06 * (high - low)
        self.read[0].curve.setOpacity(AGAIN if shown.same else 1.0)
        for n, line in enumerate(self.read):
            if n < len(shown.read):
                line.draw(shown.read_steps, shown.read[n], edge=edge)
            else:
                line.clear()
        self.truth.draw(shown.steps, shown.truth, edge=edge)
        self.prediction.draw(shown.steps, shown.prediction, edge=edge)
        self.broken.clear()
        ends_of = curve(np.stack([shown.truth, shown.prediction], axis=1).ravel())
        steps = curve(shown.steps.repeat(2))
        for sign, item in self.between.items():
            here = (sign * shown.residual > 0).repeat(2)
            item.setData(steps[here], ends_of[here], connect="pairs")
        if self.before is not None:
            self.ghosts.draw("prediction", self.shared.palette.accent, self.before.steps, self.before.prediction)
        self.ghosts.keep(() if self.before is None else ("prediction",))

    def _draw_residual(self, trace: Trace, shown: Told) -> None:
        for line in (*self.read, self.truth, self.prediction):
            line.clear()
        for item in self.between.values():
            item.setData(np.empty(0), np.empty(0))
        residual = curve(shown.residual)
        before = np.empty(0) if self.before is None else curve(self.before.residual)
        size = max(largest(residual), largest(before), 1e-12)
        top = self.about_zero.follow(-size, size, trace.run)[1]
        self.plot.box.setYRange(-top, top, padding=0)
        finite, steps = np.nan_to_num(residual), shown.steps.astype(np.float64)
        for sign, item in self.bars.items():
            height = sign * np.maximum(sign * finite, 0.0)
            item.setOpts(x=steps, height=height, y0=np.zeros(len(height)))
        wrong = ~np.isfinite(residual)
        self.broken.draw(steps[wrong], np.full(int(wrong.sum()), np.nan), edge=0.85 * top)
        if len(before) and self.before is not None:
            ends = np.stack([self.before.steps - 0.4, self.before.steps + 0.4], axis=1).ravel()
            self.ghosts.draw("residual", self.shared.palette.text, ends, before.repeat(2), pairs=True)
            self.ghosts.curves["residual"].setZValue(5)  # over the bars: under them a smaller one would be hidden
        self.ghosts.keep(("residual",) if len(before) else ())

    def _say(self, trace: Trace, shown: Told, residual: bool) -> None:
        seen = seen_at(trace, trace.length)
        wide = 0 if seen is None else seen[1] - seen[0] + 1
        texts = residual_words(shown, self.before) if residual else said_of(shown, self.before, wide)
        self.heading.set_texts(*texts)
        palette = self.shared.palette
        if residual:
            keys = [
                Key(label=tr("truth above"), colour=palette.high), Key(label=tr("truth below"), colour=palette.low),
            ]  # fmt: skip
        else:
            keys = [
                Key(label=tr("read") if len(shown.read) == 1 else f"{tr('read')} {n + 1}", colour=palette.muted,
                    dashes=READ[n])
                for n in range(min(len(shown.read), MOST_READ))
            ]  # fmt: skip
            keys += [
                Key(label=tr("truth"), colour=palette.ink),
                Key(label=tr("prediction"), colour=palette.accent, dashes=DASHED),
            ]
        self.legend.show_keys([*keys, *self.ghosts.keys(self.untouched)])

    def mark(self, moment: Moment) -> None:
        """Move the cursor line; mark truth and prediction at it, and what a window reads for it."""
        super().mark(moment)
        shown, trace, t = self.shown, self.trace, moment.t
        if shown is None or trace is None:
            self.window.cover(None)
            return
        seen = seen_at(trace, t)
        self.window.cover(seen)
        drawn = self.mode.key == SERIES
        first, last = seen if seen is not None and drawn and shown.same else (1, 0)
        scatter(self.seen, curve(shown.read_steps[first : last + 1]), curve(shown.read[0][first : last + 1])
                if len(shown.read) else np.empty(0))  # fmt: skip
        places = [place for place in (shown.place(t), 0 if len(shown.steps) == 1 else None) if place is not None]
        at = np.array(places[:1] if drawn else [], np.intp)
        for item, values in ((self.came, shown.truth), (self.says, shown.prediction)):
            fine = at[np.isfinite(values[at])]
            scatter(item, curve(shown.steps[fine]), curve(values[fine]))

    def data(self) -> Mapping[str, Array]:
        """Return truth, prediction and residual of the steps that are scored, in the units of the data."""
        shown = self.shown
        if shown is None:
            return {}
        found: dict[str, Array] = {
            f"predictions/{name}": getattr(shown, name) for name in ("steps", "truth", "prediction", "residual")
        }
        if shown.same:
            found |= {"predictions/read_steps": shown.read_steps, "predictions/read": shown.read[0]}
        if shown.labels:
            found["predictions/labels"] = np.array([shown.label(int(t)) for t in shown.steps], np.str_)
        return found

    def units(self) -> Mapping[str, str]:
        """Return the unit of the data, which is what is exported."""
        unit = "" if self.shown is None else self.shown.unit
        own = {"truth": unit, "prediction": unit, "residual": unit, "read": unit, "steps": "step", "read_steps": "step"}
        return {f"predictions/{name}": of for name, of in own.items() if of}

    def offers(self) -> Sequence[Offer]:
        """Offer to let other numbers be read; where there are no numbers, the preset that has some."""
        if self.shown is None or self.trace is None:
            return (preset_offer(self, PRESET),)
        return readings(self, self.trace)

    def readout(self, t: int) -> str:
        """Return truth, prediction and residual at a step."""
        shown = self.shown
        place = None if shown is None else shown.place(t)
        if shown is None or place is None:
            return ""
        words = tr("truth {truth}, predicted {prediction}, residual {residual}")
        words = words.format(**figures(shown, self.before, place))
        label = shown.label(t)
        return " ".join(part for part in (f"→ {label}:" if label else "", words, shown.unit) if part)

    def explained(self, t: int, y: float) -> str:
        """Return what a tool tip says at a step: what came, what was said, and from what."""
        shown, trace = self.shown, self.trace
        if shown is None or trace is None:
            return ""
        lines, place, label = [], shown.place(t), shown.label(t)
        at = tr("step {t} → {label}").format(t=t, label=label) if label else tr("step {t}").format(t=t)
        unit = f" {shown.unit}" if shown.unit else ""
        if place is None:
            lines.append(tr("{at}: nothing is scored here").format(at=at))
        else:
            words = tr("{at}: truth {truth}{unit}, prediction {prediction}{unit}, residual {residual}{unit}")
            lines.append(words.format(at=at, unit=unit, **figures(shown, self.before, place)))
        seen = seen_at(trace, t)
        if seen is not None:
            words = tr("seen by the window: {first} to {last}")
            lines.append(words.format(first=shown.read_label(seen[0]), last=shown.read_label(seen[1])))
        elif shown.same and 0 <= t < shown.read.shape[1]:
            value = figure(float(shown.read[0][t]), shown.scale)
            lines.append(tr("read: {value}{unit} ({label})").format(value=value, unit=unit, label=shown.read_label(t)))
        return plain("\n".join(lines))
