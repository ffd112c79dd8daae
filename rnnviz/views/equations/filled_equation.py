"""An equation of a cell with the numbers of one unit at one step filled in."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from rnnviz.cell_info import CellInfo, Equation
from rnnviz.directions import is_reverse
from rnnviz.trace import Array, Trace
from rnnviz.views.gate import visible
from rnnviz.views.scopes import Layer, scope_at
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

MISSING = "…"
LOOKED = ("attention", "attention_scores", "attention_products")
"""Arrays with a number for every place that is looked at."""
PLACE, HEAD = "place", "head"
"""What stands for the place with the largest weight, and for the head that the unit is of."""
CONTEXT = "context"
"""What equations in plain text call Bahdanau's c, which would be taken for the cell state."""
_VALUE = re.compile(r"\{(\w+)(@-1)?\}")
SUM = "_preactivation"
PLUS = " + "


@dataclass(frozen=True)
class Span:
    """Text in one colour ("" for the ink)."""

    text: str
    colour: str = ""
    bold: bool = False


@dataclass(frozen=True)
class UnitValues:
    """What the arrays of a trace hold for one unit of a layer at a step of the time axis."""

    trace: Trace
    layer: Layer
    t: int
    unit: int

    @property
    def scope(self) -> str:
        """The layer's scope at the step."""
        return scope_at(self.trace, self.layer, self.t)

    def value(self, name: str, kind: str = "") -> float | None:
        """Return an array's value, None where the trace does not hold it; ``kind``: its prefix, "gradient/".

        Of an array over what is looked at, that at the place with the largest weight.
        """
        if name in LOOKED:
            row, place = self.looked_at(name), self.place
            return None if row is None or place is None else float(row[place])
        return self._at(f"{kind}{self.owner(name)}.{name}", self.t - self.trace.start(self.scope))

    @property
    def place(self) -> int | None:
        """The place that is looked at most; None where nothing is looked at."""
        row = self.looked_at("attention")
        return None if row is None or not np.isfinite(row).any() else int(np.nanargmax(row))

    @property
    def head(self) -> int:
        """The attention head that the unit is of."""
        weights, hidden = self.trace.get(f"{self.scope}.attention"), self.trace.get(f"{self.scope}.hidden")
        if weights is None or hidden is None or weights.ndim != 3:
            return 0
        heads, width = len(weights), max(int(hidden.shape[-1]), 1)
        return min(self.unit * heads // width, heads - 1)

    def looked_at(self, name: str) -> Array | None:
        """Return the row of an array over what is looked at, of the unit's head; None where there is none."""
        values, t = self.trace.get(f"{self.owner(name)}.{name}"), self.t - self.trace.start(self.scope)
        if values is not None and values.ndim == 3:
            values = values[self.head]
        return values[t] if values is not None and values.ndim == 2 and 0 <= t < len(values) else None

    def owner(self, name: str) -> str:
        """Return the scope that has an array: the layer's own, or that of the decoder it is in."""
        half = self.scope.rpartition(".")[0]
        return half if half and f"{half}.{name}" in self.trace else self.scope

    def before(self, name: str) -> float | None:
        """Return a state's value one step before (after, where the scope reads from the end), or what it began with.

        That is the recorded initial state, else a decoder's is its encoder's last, else 0.
        """
        place = self.t - self.trace.start(self.scope)
        if is_reverse(self.scope) and self.t + 1 < self.trace.length:
            return self._at(f"{self.scope}.{name}", place + 1)
        if place > 0 and not is_reverse(self.scope):
            return self._at(f"{self.scope}.{name}", place - 1)
        initial = self.trace.get(f"{self.scope}.initial_{name}")
        if initial is not None:
            return float(initial[self.unit]) if self.unit < len(initial) else None
        earlier = self.layer.index(self.scope) - 1 if self.scope in self.layer else -1
        if earlier >= 0:
            return self._at(f"{self.layer[earlier]}.{name}", -1)
        return 0.0 if f"{self.scope}.{name}" in self.trace else None

    def vector(self, name: str) -> Array | None:
        """Return an array's whole row at the step, None where the trace does not hold it."""
        if name in LOOKED:
            return self.looked_at(name)
        values, place = self.trace.get(f"{self.owner(name)}.{name}"), self.t - self.trace.start(self.scope)
        return values[place] if values is not None and values.ndim == 2 and 0 <= place < len(values) else None

    def _at(self, name: str, place: int) -> float | None:
        values = self.trace.get(name)
        if values is None or values.ndim != 2 or not -1 <= place < len(values) or self.unit >= values.shape[1]:
            return None
        return float(values[place, self.unit])


def filled(template: str, values: UnitValues, cell: CellInfo, colours: Mapping[str, str]) -> tuple[Span, ...]:
    """Return a `numbers` template with its numbers, symbols and numbers in the colours of their roles.

    Parameters
    ----------
    template : str
        As in `rnnviz.cell_info.Equation.numbers`.
    colours : mapping of str to str
        By role.
    """
    spans: list[Span] = []
    end = 0
    matches = list(_VALUE.finditer(template))
    for match in matches:
        spans += with_colours(template[end : match.start()], cell, colours)
        name, back = match[1], match[2]
        if name in (PLACE, HEAD):
            spans.append(Span(_counted(name, values)))
            end = match.end()
            continue
        value = values.before(name) if back else values.value(name)
        text = words(value, signed=_signed(name, cell))
        if spans:
            spans[-1], text = _added(spans[-1], text)
        spans.append(Span(text, _colour(name, cell, colours), match is matches[-1]))
        end = match.end()
    return tuple(spans + with_colours(template[end:], cell, colours))


def _added(before: Span, text: str) -> tuple[Span, str]:
    """Return what stands before a number, and the number: a plus and a sign become one sign."""
    if not before.text.endswith(PLUS) or text[0] not in "+−":
        return before, text
    return replace(before, text=f"{before.text.removesuffix(PLUS)} {text[0]} "), text[1:]


def _counted(name: str, values: UnitValues) -> str:
    """Return a head in words, as people count them, or a place with the word that stands there."""
    if name == HEAD:
        return tr("head {n}").format(n=values.head + 1)
    if values.place is None:
        return MISSING
    tokens = values.trace.get("tokens")
    word = "" if tokens is None or values.place >= len(tokens) else f" “{visible(str(tokens[values.place]))}”"
    return f"{values.place}{word}"


ENTRIES = 4
"""Of a vector so many entries are written, then its norm."""


def filled_with_vectors(
    equation: Equation, values: UnitValues, cell: CellInfo, colours: Mapping[str, str]
) -> tuple[Span, ...]:
    """Return the first entries of an equation's result and its norm: f = (0.71, 0.45, …), ‖f‖ = 3.6."""
    row = values.vector(equation.result)
    symbol = equation.text.partition(" = ")[0]
    name = with_colours(symbol, cell, colours)
    if row is None:
        return (*name, Span(f" = {MISSING}"))
    signed = _signed(equation.result, cell)
    entries = [words(float(value), signed=signed) for value in row[:ENTRIES]]
    more = ", …" if len(row) > ENTRIES else ""
    with np.errstate(over="ignore"):
        size = number(float(np.linalg.norm(np.asarray(row, np.float64))))
    bold = Span(size, _colour(equation.result, cell, colours), bold=True)
    return (*name, Span(f" = ({', '.join(entries)}{more}), ‖"), *name, Span("‖\u00a0=\u00a0"), bold)


def with_colours(text: str, cell: CellInfo, colours: Mapping[str, str]) -> list[Span]:
    """Return text with the symbols of the cell's gates and states in their colours."""
    roles = {quantity.symbol: quantity.role for quantity in cell.named}
    text = text.replace(CONTEXT, tr("context"))
    parts = _at(tuple(roles)).split(text) if roles else [text]
    return [Span(part, colours.get(roles.get(part, ""), "")) for part in parts if part]


@cache
def _at(symbols: tuple[str, ...]) -> re.Pattern[str]:
    """Return what splits a text at some symbols."""
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, symbols))})(?!\w)")


def words(value: float | None, *, signed: bool) -> str:
    """Return a number in three decimals, with a sign where it may have one; "…" for none."""
    if value is None:
        return MISSING
    if not math.isfinite(value) or abs(value) >= 1000 or 0 < abs(value) < 0.0005:
        text = number(value)
    else:
        text = f"{abs(value):.3f}"
        text = f"−{text}" if value < 0 else text
    return f"+{text}" if signed and value >= 0 else text


def half_life(kept: float) -> float:
    """Return in how many steps a share ``kept`` at each step leaves a half: ln ½ / ln kept."""
    if not 0 < kept < 1:
        return 0.0 if kept <= 0 else math.inf
    return math.log(0.5) / math.log(kept)


def _signed(name: str, cell: CellInfo) -> bool:
    known = {quantity.name: quantity.low for quantity in cell.named}
    return known.get(name, -1.0) < 0


def _colour(name: str, cell: CellInfo, colours: Mapping[str, str]) -> str:
    known = {quantity.name: quantity.role for quantity in cell.named}
    return colours.get(known.get(name.removesuffix(SUM), ""), "")
