"""Norms of the gradient along time, and how far one step's loss reaches back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt

from rnnviz.directions import is_reverse
from rnnviz.history import History
from rnnviz.measures import decay, memory, nearest_step
from rnnviz.trace import Array, Trace
from rnnviz.views.base import Shared
from rnnviz.views.extra_gradient import WATCH, ExtraGradient, entries, meaning
from rnnviz.views.frames.surgery import cuts
from rnnviz.views.frames.track import Track
from rnnviz.views.gate import plain, visible
from rnnviz.views.offer import Offer
from rnnviz.views.plots.decades import DecadeAxis
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.float_limits import FloatLimits
from rnnviz.views.plots.ghosts import beside
from rnnviz.views.plots.legend import Key
from rnnviz.views.plots.line import DASHES, pen
from rnnviz.views.plots.log_line import LogLine
from rnnviz.views.scopes import Layer, laid, layer_name, layer_of, layers, row_at
from rnnviz.views.words.figures import lowered, power
from rnnviz.views.words.gradient_words import Sentence, about, brief, sentence, verdict
from rnnviz.views.words.language import tr
from rnnviz.views.words.loss_unit import in_unit, loss_unit

TOTAL = "gradient_norm_log10/"
REACH = "gradient_reach_log10/"
CURVES = ((TOTAL, "hidden"), (TOTAL, "cell"), (REACH, "hidden"), (REACH, "cell"))
Floats = npt.NDArray[np.float64]
Curves = dict[tuple[str, str], tuple[npt.NDArray[np.int64], Floats]]


class GradientNorms(Track):
    """log10 of ‖∂L/∂h_t‖ and ‖∂L/∂c_t‖, and of one loss's ‖∂ℓ_t*/∂h_t‖, on an axis of decades."""

    key = "gradient_norms"
    title = "Gradient norms"
    purpose = (
        "How strongly the loss L depends on the state at each step, and how far back the loss of one step ℓ reaches. "
        "Click a step to follow its loss. The sentence is fitted to that reach: the total also holds every "
        "step's own loss, and looks healthy when long paths have died. ▽: exactly zero; ×: not finite."
    )
    height = 170

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared, DecadeAxis("left"))
        palette = shared.palette
        self.curves = {
            (kind, name): LogLine(
                self.plot,
                palette.ink if kind == TOTAL else palette.reach,
                width=shared.line_width,
                dashes=DASHES[name],
                broken=palette.error,
                depth=0 if kind == TOTAL else 10,
            )
            for kind, name in CURVES
        }
        self.limits = FloatLimits(self.plot.box, palette)
        self.source = pg.InfiniteLine(angle=90, pen=pen(palette.reach, 1, (2, 3)))
        self.source.hide()
        self.plot.addItem(self.source, ignoreBounds=True)
        self.sentence = Sentence(about(None, None), yields=True)
        room = self.sentence.sizePolicy()
        room.setHorizontalStretch(20)  # where there is little, the title keeps more of it
        self.sentence.setSizePolicy(room)
        self.sentence.setStyleSheet(f"color: {palette.reach}")
        self.bar.add_remark(self.sentence)
        self.layer = self.add_chooser("layer", tr("The layer that is drawn"), then=self._choose_layer)
        self.extra = ExtraGradient(self.plot, shared)
        self.also = self.add_chooser("also", meaning(""), entries())
        for place in range(self.also.count()):
            tip = plain(meaning(str(self.also.itemData(place))))
            self.also.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
        self.easing = Easing(least=2.0)
        self.plot.box.picked.connect(self._choose_loss)
        self.plot.tell = self.told

    @property
    def watch(self) -> tuple[str, ...]:
        """What the chosen curve is made of."""
        return WATCH.get(self.also.key, ())

    def draw(self, trace: Trace) -> None:
        self.plot.divide(trace)
        layer = layer_of(trace, self.shared.selection.scope)
        self._offer(trace, layer)
        found = {key: laid(trace, layer, key[1], key[0]) for key in CURVES}
        here = {key: (one[0], np.asarray(one[1], np.float64)) for key, one in found.items() if one is not None}
        extra = self.extra.find(self.also.key, trace, layer)
        before = self._before(trace, layer)
        low, high = self._fit([values for _, values in (*here.values(), *extra, *before.values())], trace.run)
        for key, line in self.curves.items():
            steps, values = here.get(key, (np.empty(0), np.empty(0)))
            line.draw_log(steps, values, low=low, high=high)
        for key, (steps, values) in before.items():
            self.ghosts.draw(key, self._colour(key[0]), steps, values)
        self.ghosts.keep(before)
        self.extra.draw(low, high)
        self.explain("" if here or extra else tr("No gradients in this trace: they come with the backward pass."))
        self.heading.setText(tr("gradient norm"))
        self._show_reach(trace, here.get((REACH, "hidden")))
        self._show_legend(trace, here)

    def _before(self, trace: Trace, layer: Layer) -> Curves:
        """Return the curves of the untouched pass, where the drawn one is operated."""
        if trace.untouched is None:
            return {}
        found = {key: laid(trace.untouched, layer, key[1], key[0]) for key in CURVES}
        return {key: (one[0], np.asarray(one[1], np.float64)) for key, one in found.items() if one is not None}

    def _colour(self, kind: str) -> str:
        return self.shared.palette.ink if kind == TOTAL else self.shared.palette.reach

    def _fit(self, curves: list[Floats], run: int) -> tuple[float, float]:
        values = np.concatenate([np.empty(0), *curves])
        finite = values[np.isfinite(values)]
        low, high = (finite.min(), finite.max()) if len(finite) else (-3.0, 0.0)
        low, high = self.easing.follow(float(low), float(high), run)
        self.plot.box.setYRange(low, high, padding=0)
        return low, high

    def _show_reach(self, trace: Trace, reach: tuple[npt.NDArray[np.int64], Floats] | None) -> None:
        step = _source(trace)
        self.source.setVisible(reach is not None and step is not None)
        if reach is None or step is None:
            self.sentence.setText("")
            return
        self.source.setValue(step)
        steps, values = reach
        if self._is_top_block():
            self.sentence.set_texts(
                tr("the top block: a step's state reaches its own output alone"), tr("reaches its own output alone")
            )
            return
        layer = layer_of(trace, self.shared.selection.scope)
        back = bool(layer) and is_reverse(layer[-1])
        if back:  # its gradients go on to later steps
            steps, values = steps[::-1], values[::-1]
        begun = np.flatnonzero(steps <= step)
        at = int(begun[0 if back else -1]) if len(begun) else -1
        fit, read = decay(values, at), values[: at + 1]
        long, short = (sentence(fit, read, steps, interval=each, back=back) for each in (True, False))
        self.sentence.set_texts(*filter(None, (long, short, brief(fit, read), verdict(fit))))
        self.sentence.explain(about(fit, memory(values, at)))

    def _is_top_block(self) -> bool:
        """Tell whether the drawn layer is a transformer's last block, above which nothing looks back."""
        if self.trace is None:
            return False
        scope = layer_of(self.trace, self.shared.selection.scope)[-1]
        return self.trace.cells[scope].is_block and scope == self.trace.scopes[-1]

    def _show_legend(self, trace: Trace, here: Curves) -> None:
        step = _source(trace)
        at = "" if step is None else lowered(step)
        palette = self.shared.palette
        keys = []
        for kind, name in CURVES:
            total, reach = (here.get((one, name)) for one in (TOTAL, REACH))
            same = total is not None and reach is not None and _alike(total[1], reach[1])
            if (kind, name) not in here or (same and kind == TOTAL):
                continue  # the only loss: its reach lies on the total
            symbol = "h" if name == "hidden" else "c"
            words = [f"‖∂L/∂{symbol}‖"] if kind == TOTAL or same else []
            words += [f"‖∂ℓ{at}/∂{symbol}‖"] if kind == REACH else []
            colour = palette.ink if kind == TOTAL else palette.reach
            keys.append(Key(label=" = ".join(words), colour=colour, dashes=DASHES[name]))
        keys += [*self.extra.keys(), *self.ghosts.keys(self.untouched)]
        self.legend.show_keys(keys)
        meant = plain(meaning(self.extra.kind))
        if meant != self.also.toolTip():
            self.also.setToolTip(meant)

    def _offer(self, trace: Trace, layer: Layer) -> None:
        known = layers(trace)
        self.layer.setVisible(len(known) > 1)
        self.layer.set_entries([(one[-1], layer_name(one)) for one in known])
        if layer:
            self.layer.take(layer[-1])

    def _choose_layer(self, scope: object) -> None:
        self.shared.selection.choose(scope=str(scope))

    def follow(self, history: History) -> None:
        """Take the clip coefficient of the newest update."""
        if self.extra.follow(history):
            self.redraw()

    def _choose_loss(self, place: tuple[int, float]) -> None:
        if self.trace is None or _source(self.trace) is None:
            return
        step = nearest_step(self.trace["loss_steps"], place[0] - self.trace.loss_start)
        if step is not None:
            self.shared.selection.choose_reach(step)

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        if self.trace is None:
            return {}
        layer = layer_of(self.trace, self.shared.selection.scope)
        names = [f"{kind}{scope}.{name}" for kind, name in CURVES for scope in layer]
        return self.trace.matching(*names, "reach_from", *self.extra.names(layer))

    def offers(self) -> Sequence[Offer]:
        """Offer to cut the gradient."""
        return () if self.trace is None else cuts(self, self.trace, layer_of(self.trace, self.shared.selection.scope))

    def readout(self, t: int) -> str:
        """Return the norms at a step."""
        if self.trace is None:
            return ""
        layer = layer_of(self.trace, self.shared.selection.scope)
        said = []
        for kind, name in CURVES:
            value = row_at(laid(self.trace, layer, name, kind), t)
            if value is not None:
                symbol = ("∂L/∂" if kind == TOTAL else "∂ℓ/∂") + ("h" if name == "hidden" else "c")
                before = None if self.untouched is None else row_at(laid(self.untouched, layer, name, kind), t)
                said.append(f"{symbol} {beside(power(value), '' if before is None else power(before))}")
        return "  ".join(part for part in (*said, self.extra.say(t)) if part)

    def told(self, t: int, _: float) -> str:
        """Return what a tool tip says of a step: each norm with its unit, which is the loss's (h and c have none)."""
        trace = self.trace
        if trace is None or not 0 <= t < trace.length:
            return ""
        layer, tokens, at, unit = self._layer(trace), trace.get("tokens"), _source(trace), loss_unit(trace)
        norms = []
        for kind, name in CURVES:
            value = row_at(laid(trace, layer, name, kind), t)
            if value is not None:
                loss = "L" if kind == TOTAL else "ℓ" + ("" if at is None else lowered(at))
                norms.append(f"‖∂{loss}/∂{'h' if name == 'hidden' else 'c'}‖ = {in_unit(power(value), unit)}")
        more = self.extra.say(t)
        lines = [*norms, *([in_unit(more, unit)] if more else [])]
        if not lines:
            return ""
        place = tr("step {t}").format(t=t)
        return plain("\n".join([place if tokens is None else f"{place} “{visible(str(tokens[t]))}”", *lines]))

    def _layer(self, trace: Trace) -> Layer:
        return layer_of(trace, self.shared.selection.scope)


def _source(trace: Trace) -> int | None:
    """Return the step whose loss the reach belongs to."""
    return trace.reach_step if {"tokens", "loss_steps", "reach_from"} <= set(trace) else None


def _alike(one: Floats, other: Floats) -> bool:
    with np.errstate(over="ignore", invalid="ignore"):
        return one.shape == other.shape and np.allclose(one, other, equal_nan=True)
