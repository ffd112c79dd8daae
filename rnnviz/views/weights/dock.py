"""Weights and updates: one sorted summary; of the chosen row the image, the histogram, and its ratio by update."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QWidget

from rnnviz.history import History
from rnnviz.measures import largest
from rnnviz.operation import Operation
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.controls.number_entry import NumberEntry, Range
from rnnviz.views.frames.dock import Dock
from rnnviz.views.offer import Offer
from rnnviz.views.plots.easing import Easing
from rnnviz.views.weights.image import Place, WeightImage
from rnnviz.views.weights.parts import GRADIENT, NORM, RATIO, Part, ordered, parts, sources
from rnnviz.views.weights.ratio_plot import WHOLE, RatioPlot
from rnnviz.views.weights.summary import Summary
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

SYMBOLS = {"weight": "w", "weight_gradient": "∂L/∂w", "weight_update": "Δw"}


class Weights(Dock):
    """A table of all parameters by gate; under it what the chosen row holds."""

    key = "weights"
    title = "Weights and updates"
    purpose = (
        "Every parameter by kernel and gate in one sorted table: the norm of its weights, of the newest batch's "
        "gradient, and how far the newest update moved it. Choose a row to see its numbers as an image, zero is the "
        "paper, and as a histogram, or its update-to-weight ratio by update. Click a weight to read and change it."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.quantity = self.add_chooser(
            "quantity", tr("What is drawn of the chosen row: its numbers as an image, or ‖Δw‖/‖w‖ by update"),
            [
                ("weight", tr("weights")), ("weight_gradient", tr("gradient")), ("weight_update", tr("last change")),
                (RATIO, tr("ratio by update")),
            ],
        )  # fmt: skip
        self.by_gate = self.add_toggle("gates", tr("gates"), tr("A row for each gate, or one for each parameter"))
        self.by_gate.setChecked(True)
        self.table = Summary(shared.palette)
        self.image, self.ratios = WeightImage(shared), RatioPlot(shared)
        about = tr("The weight under the mouse, else the one that was clicked")
        self.said = ElidedLabel(about, fills=True, holds=40, most=2)
        kept = Range(low=-1e30, high=1e30, step=0.01)
        self.entry = NumberEntry(
            "view.weights.value", tr("The clicked weight: another number asks for it to be changed"), 0.0, kept
        )
        self.entry.setFixedWidth(self.entry.fontMetrics().horizontalAdvance("−0.000000") + 16)
        self.entry.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.said, 1)
        row.addWidget(self.entry)
        self.lower = QWidget()
        self.pages_below = QStackedLayout(self.lower)
        self.column.addWidget(self.table, 2)
        self.column.addWidget(self.lower, 3)
        self.column.addLayout(row)
        self.pages_below.addWidget(self.image)
        self.pages_below.addWidget(self.ratios)
        self.parts: tuple[Part, ...] = ()
        self.chosen: tuple[str, str] = ("", "")
        self.clicked: Place | None = None
        self.hover: Place | None = None
        self.values: Array | None = None
        self.history: History | None = None
        self._sorted_for: object = None
        self._order: tuple[int, ...] = ()
        self._easing: dict[object, Easing] = {}
        self.table.chosen.connect(self._choose)
        self.table.sort_asked.connect(self._sort)
        self.image.hovered.connect(self._hover)
        self.image.picked.connect(self._pick)
        self.image.counted.connect(self._hover_bar)
        self.hover_bar: int | None = None
        self.entry.entered.connect(self._change)
        self.say(self._coming())

    def _coming(self) -> str:
        return tr("The parameters appear here with the next trace: press Play, or Next update.")

    @property
    def watch(self) -> tuple[str, ...]:
        """The norms of every parameter, and the numbers of the chosen one; patterns, so that none is an error."""
        norms = (f"{NORM}/*", f"{GRADIENT}/*", f"{RATIO}/*")
        name = self.chosen[0]
        if not name or not self.has_image:
            return norms
        return (*norms, *dict.fromkeys((f"weight/{name}*", f"{self.quantity.key}/{name}*")))

    def draw(self, trace: Trace) -> None:
        self.parts = parts(trace, by_gate=self.by_gate.isChecked())
        if not self.parts:
            self.say(self._coming())
            return
        self.say("")
        self._keep_choice()
        self._sort_where_new(trace)
        self.table.show_parts(self.parts, self._order, self.chosen)
        self.table.rows.show_update(trace.update)
        self.pages_below.setCurrentIndex(0 if self.has_image else 1)
        for part in (self.said, self.entry):
            part.setVisible(self.has_image)
        if self.has_image:
            self._draw_values(trace)
        else:
            self._choose_curves(trace)
            self.heading.set_texts(tr("‖Δw‖/‖w‖ by update: {part}").format(part=self.part.words), self.part.words, "")
        self._say()

    @property
    def has_image(self) -> bool:
        """Whether the numbers of the chosen part are drawn, and not its ratio by update."""
        return self.quantity.key != RATIO

    @property
    def part(self) -> Part:
        """The chosen part."""
        return next(part for part in self.parts if (part.parameter, part.gate) == self.chosen)

    def _keep_choice(self) -> None:
        """Keep the chosen row; where it is gone, take the same parameter, a recurrent one, or the first."""
        known = [(part.parameter, part.gate) for part in self.parts]
        if self.chosen not in known:
            alike = [each for each in known if each[0] == self.chosen[0]]
            alike += [each for each in known if each[0].endswith("weight_hh_l0")]
            self.chosen, self.clicked = (alike or known)[0], None

    def _sort_where_new(self, trace: Trace) -> None:
        """Sort for another model or column, or when twice as much has been learnt; in between rows stay."""
        model = self.table.rows
        names = tuple((part.parameter, part.gate) for part in self.parts)
        wanted = (trace.run, names, model.sorted_by, model.down, any(part.ratio == part.ratio for part in self.parts))
        if wanted != self._sorted_for or trace.update >= 2 * max(model.sorted_at, 1):
            self._sorted_for, model.sorted_at = wanted, trace.update
            self._order = ordered(self.parts, model.sorted_by, down=model.down)

    def _sort(self, column: int) -> None:
        """Sort by a column as it is now; by the same one again, the other way round."""
        model = self.table.rows
        model.down = not model.down if column == model.sorted_by else column > 0
        model.sorted_by = column
        model.headerDataChanged.emit(self.table.horizontalHeader().orientation(), 0, model.columnCount() - 1)
        self._sorted_for = None
        self.redraw()

    def _draw_values(self, trace: Trace) -> None:
        part, family = self.part, self.quantity.key
        name = f"{family}/{part.parameter}"
        whole = trace.get(name)
        self.values = None
        if whole is None:
            missing = {
                "weight": tr("Its numbers come with the next trace."),
                "weight_gradient": tr("Its gradient comes with the next update: press Next update or Train."),
                "weight_update": tr("Its change comes with the next update: press Next update or Train."),
            }[family]
            self.heading.set_texts(f"{SYMBOLS[family]}: {part.words}", part.words, "")
            self.image.clear(missing)
            return
        self.values = part_of(whole, part)
        limit = self._limit(trace, family, largest(self.values))
        self.image.draw(self.values, limit, SYMBOLS[family])
        self._name_axes(trace, part, len(whole.shape) > 1)
        words = tr("{symbol} of {part}: −{limit} blue · 0 paper · +{limit} orange, fitted{broken}")
        broken = tr("; {count} not finite").format(count=f"{self.image.broken:,}") if self.image.broken else ""
        known = {"symbol": SYMBOLS[family], "part": part.words, "limit": number(limit, 2), "broken": broken}
        self.heading.set_texts(words.format(**known), tr("{part}, ±{limit}").format(**known), f"±{known['limit']}", "")
        self.image.mark_entry(self.clicked)

    def _limit(self, trace: Trace, family: str, size: float) -> float:
        """Return the end of the colours, which stays put while the model learns."""
        of = (trace.run, self.chosen[0], family)
        if of not in self._easing:
            self._easing = {of: Easing(headroom=0.0)}
        return self._easing[of].follow(0.0, max(size, 1e-30), of)[1]

    def _name_axes(self, trace: Trace, part: Part, matrix: bool) -> None:
        source = sources(part.parameter, trace.cells)
        unit = tr("output") if part.parameter.startswith("readout.") else tr("unit")
        if not matrix:
            self.image.name_axes("", f"{unit} →")
        else:
            self.image.name_axes(f"← {unit}", tr("from {source} →").format(source=source) if source else tr("column →"))

    def _choose_curves(self, trace: Trace) -> None:
        """Draw the ratios of the chosen parameter and of each of its gates."""
        own = [part for part in parts(trace, by_gate=True) if part.parameter == self.chosen[0]]
        columns = {part.role: (part.column, part.words.rpartition(" ")[2]) for part in own if part.gate}
        columns[WHOLE] = (f"{RATIO}/{self.chosen[0]}", tr("whole"))
        self.ratios.choose(columns)
        if self.history is not None:
            self.ratios.follow(self.history)

    def follow(self, history: History) -> None:
        self.history = history
        if not self.sentence and not self.has_image:
            self.ratios.follow(history)

    def mark(self, moment: Moment) -> None:
        """Mark nothing: weights are the same at every step."""

    def _choose(self, part: Part) -> None:
        self.chosen, self.clicked, self.hover = (part.parameter, part.gate), None, None
        self.redraw()

    def _hover(self, place: Place | None) -> None:
        if place != self.hover:
            self.hover = place
            self._say()

    def _hover_bar(self, bar: int | None) -> None:
        if bar != self.hover_bar:
            self.hover_bar = bar
            self._say()

    def _pick(self, place: Place) -> None:
        if self.values is not None:
            self.clicked = place
            self.image.mark_entry(place)
            self._say()

    def index_of(self, place: Place) -> tuple[int, ...]:
        """Return an entry's index in its whole parameter, as an operation names it."""
        weight = self._weight()
        row, column = place
        if weight is None or weight.ndim < 2:
            first = 0 if weight is None else self.part.rows(len(weight))[0]
            return (first + column,)
        return (self.part.rows(len(weight))[0] + row, column)

    def _weight(self) -> Array | None:
        return None if self.trace is None else self.trace.get(f"weight/{self.chosen[0]}")

    def _value(self, place: Place) -> float | None:
        """Return the weight at an entry, whatever the image shows; None where it is not known or there is none."""
        weight = self._weight()
        if weight is None:
            return None
        values = part_of(weight, self.part)
        row, column = place
        return float(values[row, column]) if row < values.shape[0] and column < values.shape[1] else None

    def _say(self) -> None:
        """Say the entry under the mouse, else the clicked one, and offer the clicked one for change."""
        known = None if self.clicked is None else self._value(self.clicked)
        self.entry.setEnabled(known is not None and self.has_image)  # a line beside it says what to click
        if known is not None and not self.entry.hasFocus():
            self.entry.take(known)
        elif known is None:
            self.entry.setText("")
        if self.hover_bar is not None and self.has_image:
            self._say_bar(self.hover_bar)
            return
        place = self.hover if self.hover is not None else self.clicked
        value = None if place is None else self._value(place)
        if place is None or value is None:
            self.said.setText(tr("Click a weight to read and change it.") if self.has_image else "")
            return
        index = ", ".join(map(str, self.index_of(place)))
        said = f"{self.chosen[0]}[{index}]  w {number(value)}"
        short = f"[{index}] {number(value)}"
        if self.quantity.key != "weight" and self.values is not None:
            shown = f"  {SYMBOLS[self.quantity.key]} {number(float(self.values[place]))}"
            said, short = said + shown, short + shown
        self.said.set_texts(said, short)

    def _say_bar(self, bar: int) -> None:
        """Say how many of the entries a bar of the histogram counts, and between which numbers they lie."""
        low, high = self.image.edges[bar : bar + 2]
        words = tr("{symbol} from {low} to {high}: {count} of {all} entries")
        known = {"symbol": SYMBOLS[self.quantity.key], "low": number(low), "high": number(high)}
        count, every = f"{self.image.numbers[bar]:,.0f}", f"{self.image.numbers.sum() + self.image.broken:,.0f}"
        self.said.set_texts(words.format(**known, count=count, all=every), count)

    def _change(self, value: float) -> None:
        if self.clicked is not None:
            self._ask(value)

    def _ask(self, value: float) -> None:
        """Ask for the clicked weight to have another value."""
        assert self.clicked is not None
        operation = Operation(kind="weight", target=self.chosen[0], index=self.index_of(self.clicked), value=value)
        self.shared.requests.operation_asked.emit(operation)

    def offers(self) -> Sequence[Offer]:
        """Offer to set the clicked weight to zero, or to turn its sign."""
        value = None if self.clicked is None or self.sentence else self._value(self.clicked)
        why = "" if value is not None and self.has_image else tr("No weight is chosen: click one in the image.")
        return [
            Offer(title=tr("Set the clicked weight to 0"), act=lambda: self._ask(0.0), why=why, operates=True),
            Offer(
                title=tr("Turn the clicked weight's sign"), act=lambda: self._ask(-(value or 0.0)), why=why,
                operates=True,
            ),
        ]

    def data(self) -> Mapping[str, Array]:
        """Return the numbers of the image, or the ratios by update; and the table's columns by part."""
        if self.sentence:
            return {}
        names = [f"{part.parameter}.{part.gate}" if part.gate else part.parameter for part in self.parts]
        found: dict[str, Array] = {"part": np.array(names)}
        for family, values in (
            (NORM, [part.norm for part in self.parts]), (GRADIENT, [part.gradient for part in self.parts]),
            (RATIO, [part.ratio for part in self.parts]),
        ):  # fmt: skip
            found[family] = np.array(values)
        if self.has_image and self.values is not None:
            found[f"{self.quantity.key}/{names[self.parts.index(self.part)]}"] = self.values
        if not self.has_image and self.history is not None and "update" in self.history:
            found["update"] = self.history["update"]
            found |= {column: self.history[column] for column in self.ratios.known() if column in self.history}
        return found

    def state(self) -> dict[str, str]:
        """Return what is chosen."""
        model = self.table.rows
        return super().state() | {
            "part": " ".join(self.chosen), "sort": f"{model.sorted_by} {int(model.down)}",
        }  # fmt: skip

    def restore(self, state: Mapping[str, str]) -> None:
        """Choose what another view of this kind had chosen."""
        parameter, _, gate = state.get("part", "").partition(" ")
        self.chosen = parameter, gate
        column, _, down = state.get("sort", "3 1").partition(" ")
        self.table.rows.sorted_by, self.table.rows.down = int(column), down == "1"
        super().restore(state)


def part_of(whole: Array, part: Part) -> Array:
    """Return a part's numbers as (rows, columns); a bias lies in one row."""
    first, last = part.rows(len(whole))
    values = whole[first:last]
    return values[None] if values.ndim == 1 else values.reshape(len(values), -1)
