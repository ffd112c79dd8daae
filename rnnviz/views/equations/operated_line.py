"""Numbers of an equation whose result is operated on: they do not give it, and the line says what did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rnnviz.operation import Operation
from rnnviz.views.equations.filled_equation import LOOKED, Span, UnitValues
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

EQUALS = " = "


def acting(values: UnitValues, result: str) -> list[Operation]:
    """Return the operations that act on an array at the step and unit, in the order in which they do."""
    if result in LOOKED:
        return []
    name = f"{values.owner(result)}.{result}"
    return [
        each for each in values.trace.operated
        if each.kind in ("clamp", "scale", "silence") and each.target == name
        and (each.first is None or each.first <= values.t) and (each.last is None or values.t <= each.last)
        and (not each.index or each.index[0] == (values.head if each.kind == "silence" else values.unit))
    ]


def as_operated(spans: Sequence[Span], values: UnitValues, result: str, colour: str) -> tuple[Span, ...]:
    """Return a filled equation: f = σ(+0.880), clamped: 0.000 where its result has been changed.

    Parameters
    ----------
    spans : sequence of Span
        As `rnnviz.views.equations.filled_equation.filled` returns them.
    colour : str
        Of the words.
    """
    operations = acting(values, result)
    if not operations or len(spans) < 2 or not spans[-2].text.endswith(EQUALS):
        return tuple(spans)
    before = replace(spans[-2], text=spans[-2].text.removesuffix(EQUALS))
    return (*spans[:-2], before, Span(_words(operations), colour), spans[-1])


def _words(operations: Sequence[Operation]) -> str:
    if len(operations) > 1:
        return tr(", operated on: ")
    (one,) = operations
    if one.kind == "scale":
        return tr(", multiplied by {value}: ").format(value=number(one.value))
    return tr(", silenced: ") if one.kind == "silence" else tr(", clamped: ")
