"""The gate census: which gates are stuck shut or open, how long each unit remembers, which units are dead."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedLayout, QWidget

from rnnviz.cell_info import BLOCK
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.census.counted import Counted, Part, counted
from rnnviz.views.census.half_life_plot import HalfLifePlot
from rnnviz.views.census.saturation_past import SaturationPast
from rnnviz.views.census.saturation_plot import SYMBOLS, SaturationPlot, bounds
from rnnviz.views.census.share_plot import SharePlot
from rnnviz.views.census.words import ends, median_words, share_words, summary, unit_words
from rnnviz.views.frames.dock import Dock
from rnnviz.views.plots.captions import Caption, Captions
from rnnviz.views.plots.dot_plot import Dot
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.language import tr
from rnnviz.views.words.plain_label import PlainLabel

ALL, NOW, PAST = "all", "now", "past"
PRESET = "python-lstm"


class Census(Dock):
    """Karpathy's triangle of the gates as it is now, or its medians by update; under it the half-lives."""

    key = "census"
    title = "Gate census"
    purpose = (
        "On which share of the steps each gate of each unit is shut (below 0.1) or open (above 0.9): a dot for each, "
        "moving while the model learns. Under it how long each unit keeps half of its memory. "
        "A click chooses the unit in every view."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.gate = self.add_chooser("gate", tr("The gate whose dots are drawn"))
        entries = [(NOW, tr("now")), (PAST, tr("by update"))]
        self.when = self.add_chooser(
            "when", tr("Every unit as it is now, or the medians over the units by update, as far as seen"), entries
        )
        self.summary = PlainLabel()
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.captions = Captions(shared.palette.text)
        self.said = ElidedLabel(tr("The unit under the mouse, else the chosen one"), fills=True)
        self.triangle = SaturationPlot(shared)
        self.shares = SharePlot(shared)
        self.strip = HalfLifePlot(shared)
        self.past = SaturationPast()
        self.now: Counted | None = None
        self._counts: dict[str, Counted] = {}
        self._of: Trace | None = None
        self.hover: tuple[Dot, ...] = ()
        self.hover_update: float | None = None
        self._lay_out()
        for plot in (self.triangle, self.strip):
            plot.picked.connect(self._pick)
            plot.hovered.connect(self._hover)
        self.shares.hovered.connect(self._hover_update)

    def _lay_out(self) -> None:
        self.column.addWidget(self.summary)
        self.column.addWidget(self.captions)
        upper = QWidget()
        self.forms = QStackedLayout(upper)
        self.forms.addWidget(self.triangle)
        self.forms.addWidget(self.shares)
        self.column.addWidget(Pair(upper, self.strip), 1)
        self.column.addWidget(self.said)

    def _why_empty(self, trace: Trace, scope: str) -> str:
        if self.now is None:
            return tr("No recurrent layer in this trace: nothing to count.")
        if trace.cells[scope].key == BLOCK:
            return tr("A transformer's block has no gates, and no state that saturates: choose LSTM, GRU or tanh.")
        if trace.cells[scope].key == "window":
            return tr("A window holds what was read, and nothing of it saturates: choose a hidden layer, if any.")
        return tr("A linear network has no gates, and nothing in it saturates: choose LSTM, GRU or tanh.")

    def draw(self, trace: Trace) -> None:
        self._count(trace)
        known = trace.scopes
        scope = self.shared.selection.scope if self.shared.selection.scope in known else "".join(known[-1:])
        self.now = self._counts.get(scope)
        if self.now is None or not self.now.parts:
            self.gate.hide()
            self.when.hide()
            self.heading.setText(tr("saturation"))
            self.say(self._why_empty(trace, scope), PRESET)
            return
        self.say("")
        self.when.show()
        self.gate.setVisible(len(self.now.parts) > 1)
        self.gate.set_entries([(ALL, tr("all gates")), *((part.role, tr(part.label)) for part in self.now.parts)])
        steps = f"{self.now.steps:,}"
        self.heading.set_texts(
            tr("saturation of {scope} over the {steps} steps of the example").format(scope=scope, steps=steps),
            tr("saturation over {steps} steps").format(steps=steps),
            tr("{steps} steps").format(steps=steps),
            "",
        )
        self.summary.setText(summary(self.now))
        self._draw_parts(trace, self.now)

    def _draw_parts(self, trace: Trace, now: Counted) -> None:
        shown, unit = self.shown, self.unit
        self._caption(now, shown)
        self.forms.setCurrentIndex(1 if self.when.key == PAST else 0)
        self.triangle.draw_parts(shown, unit, now.steps)
        columns = {part.role: self.past.columns(f"{now.scope}/{part.role}") for part in shown}
        self.shares.draw(columns, run=trace.run)
        self.strip.setVisible(bool(now.keeper))
        if now.keeper:
            symbol = next(part.symbol for part in now.parts if part.role == now.keeper)
            self.strip.draw_half_lives(now.keeper, symbol, now.half_lives, unit, trace.run)

    @property
    def shown(self) -> tuple[Part, ...]:
        """The gates that are drawn: all, or the one that is chosen."""
        parts = self.now.parts if self.now is not None else ()
        return tuple(part for part in parts if self.gate.key in (ALL, part.role) or len(parts) == 1)

    @property
    def unit(self) -> int:
        """The chosen unit, kept inside the layer."""
        return min(self.shared.selection.unit, (self.now.units if self.now else 1) - 1)

    def _count(self, trace: Trace) -> None:
        """Count every scope of a trace, once, and take the medians into the past: another may be chosen later."""
        if trace is self._of:
            return
        self._of = trace
        every = {scope: counted(trace, scope) for scope in trace.scopes}
        self._counts = {scope: census for scope, census in every.items() if census is not None}
        medians = {
            f"{scope}/{part.role}": part.saturation.medians
            for scope, census in self._counts.items()
            for part in census.parts
        }
        self.past.note(trace.run, trace.update, medians)

    def _caption(self, now: Counted, parts: tuple[Part, ...]) -> None:
        """Name the gates with their medians: as they are now, or of the update under the mouse."""
        colours = self.shared.palette.roles
        captions = []
        row = None if self.when.key != PAST or self.hover_update is None else self.past.row_at(self.hover_update)
        update = None if row is None else self.past.rows[row][0]
        self.shares.show_hover(None if update is None else float(update))
        if parts:
            words = tr("median {ends}").format(ends=" · ".join(filter(None, ends(parts[0]))))
            if update is not None:
                words = tr("update {update}").format(update=f"{update:,}") + ", " + words
            captions.append(Caption(label=words, colour=self.shared.palette.muted, mark=""))
        for part in parts:
            left, right = bounds(part, now.steps)
            tip = tr("medians over the units: {left}; {right}").format(left=left, right=right)
            label = f"{SYMBOLS[part.role][1]} {part.symbol}"
            value = median_words(part)
            if row is not None:
                columns = self.past.columns(f"{now.scope}/{part.role}")
                value = share_words(part, float(columns[1][row]), float(columns[2][row]))
            captions.append(Caption(label=label, value=value, colour=colours[part.role], mark="", tip=tip))
        if self.when.key == PAST and parts:
            (low, high), colour = ends(parts[0]), self.shared.palette.muted
            captions.append(Caption(label=low, colour=colour, mark="dash"))
            captions += [Caption(label=high, colour=colour)] if high else []
        self.captions.show_captions(captions)

    def mark(self, moment: Moment) -> None:
        """Say the unit under the mouse, else the chosen one; no number here depends on the moment."""
        if self.now is not None and self.now.parts:
            self.said.set_texts(*unit_words(self.now, self.shown, self.unit, self.hover))

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        now = self.now
        if now is None or not now.parts:
            return {}
        found: dict[str, Array] = {}
        for part in self.shown:
            name = f"{now.scope}.{part.role}"
            if self.when.key == PAST:
                columns = self.past.columns(f"{now.scope}/{part.role}")
                names = ("update", f"median_share_low/{name}", f"median_share_high/{name}")
                found |= dict(zip(names, columns, strict=True))
            else:
                found[f"share_low/{name}"] = part.saturation.left
                found[f"share_high/{name}"] = part.saturation.right
        if now.keeper:
            found[f"half_life/{now.scope}.{now.keeper}"] = now.half_lives
        return found

    def _pick(self, unit: int) -> None:
        if self.now is not None:
            self.shared.selection.choose(scope=self.now.scope, unit=unit)

    def _hover(self, dots: tuple[Dot, ...]) -> None:
        if dots != self.hover:
            self.hover = dots
            self.mark(self.moment)

    def _hover_update(self, update: float | None) -> None:
        self.hover_update = update
        if self.now is not None and self.now.parts:
            self._caption(self.now, self.shown)

    def state(self) -> dict[str, str]:
        """Return what is chosen, and what was seen by update."""
        return super().state() | {"past": self.past.to_text()}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take both over."""
        if state.get("past"):
            self.past.take_text(state["past"])
        super().restore(state)


class Pair(QWidget):
    """Two plots, one under the other, or side by side where there is more width than height."""

    def __init__(self, upper: QWidget, lower: QWidget) -> None:
        super().__init__()
        self.boxes = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self.boxes.setContentsMargins(0, 0, 0, 0)
        self.boxes.setSpacing(4)
        self.boxes.addWidget(upper, 3)
        self.boxes.addWidget(lower, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > 1.25 * self.height() and self.width() >= 420
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction != self.boxes.direction():
            self.boxes.setDirection(direction)
