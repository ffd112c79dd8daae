"""What views offer of surgery: operations at the steps that are looped, else at the one under the mouse or cursor."""

from __future__ import annotations

from typing import Any

from rnnviz.operation import Operation
from rnnviz.trace import Trace
from rnnviz.views.base import View
from rnnviz.views.gate import visible
from rnnviz.views.offer import Offer
from rnnviz.views.scopes import Layer, laid, of_blocks, reads_numbers, row_at, scope_at
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr
from rnnviz.views.words.operation_words import HIDDEN_SCORE, of_unit, when

DECODER = "decoder"
"""The scope whose attention is over another sequence."""


def at_step(view: View) -> int:
    """Return the step under the mouse, else the cursor's."""
    hover = view.shared.axis.hover
    return view.moment.t if hover is None else hover


def span(view: View) -> tuple[int, int]:
    """Return the looped steps, else the one under the mouse or cursor."""
    t = at_step(view)
    return view.shared.axis.loop or (t, t)


def ask(view: View, title: str, **values: Any) -> Offer:
    """Return an entry that asks for an operation."""
    operation = Operation(**values)
    return Offer(title=title, act=lambda: view.shared.requests.operation_asked.emit(operation), operates=True)


def silences(view: View, trace: Trace, layer: Layer, unit: int) -> list[Offer]:
    """Offer to silence a unit, or all of a layer, and to hold a unit at what it is."""
    first, last = span(view)
    scope, steps = scope_at(trace, layer, first), when(first, last)
    name, here = f"{scope}.hidden", {"first": first, "last": last}
    silence = tr("Silence unit {unit} of {layer} {when}")
    return [
        ask(view, silence.format(unit=unit, layer=scope, when=steps), kind="clamp", target=name, index=(unit,), **here),
        ask(
            view, silence.format(unit=unit, layer=scope, when=when(None, None)), kind="clamp", target=name,
            index=(unit,),
        ),
        *holds(view, trace, layer, "hidden", unit),
        ask(
            view, tr("Silence every unit of {layer} {when}").format(layer=scope, when=steps), kind="clamp",
            target=name, **here,
        ),
    ]


def holds(view: View, trace: Trace, layer: Layer, name: str, unit: int) -> list[Offer]:
    """Offer to hold a unit's state at its value of the first chosen step."""
    first, last = span(view)
    row, scope = row_at(laid(trace, layer, name), first), scope_at(trace, layer, first)
    if row is None:
        return []
    value = float(row[unit])
    if value != value or abs(value) == float("inf"):
        return []
    title = tr("Hold the {what} at {value} {when}").format(
        what=of_unit(name, scope, unit), value=number(value), when=when(first, last)
    )
    return [
        ask(view, title, kind="clamp", target=f"{scope}.{name}", index=(unit,), value=value, first=first, last=last)
    ]


def clamps(
    view: View, trace: Trace, layer: Layer, name: str, unit: int | None, values: tuple[float, ...]
) -> list[Offer]:
    """Offer to clamp a quantity of a unit (None: of every unit) to some values, and to halve it."""
    first, last = span(view)
    scope = scope_at(trace, layer, first)
    what, steps = of_unit(name, scope, unit), when(first, last)
    place = {
        "target": f"{scope}.{name}", "index": () if unit is None else (unit,), "first": first, "last": last,
    }  # fmt: skip
    found = [
        ask(
            view, tr("Clamp the {what} to {value} {when}").format(what=what, value=number(value), when=steps),
            kind="clamp", value=value, **place,
        )
        for value in values
    ]
    halve = tr("Halve the {what} {when}").format(what=what, when=steps)
    return [*found, ask(view, halve, kind="scale", value=0.5, **place)]


def cuts(view: View, trace: Trace, layer: Layer) -> list[Offer]:
    """Offer to cut the gradient before the step under the mouse or cursor, where it flows from step to step."""
    if of_blocks(trace):
        return []
    t = at_step(view)
    found = [ask(view, tr("Cut the gradient before step {t}").format(t=t), kind="cut", first=t, last=t)]
    if len(trace.scopes) > 1 and layer:
        scope = scope_at(trace, layer, t)
        title = tr("Cut the gradient of {layer} alone before step {t}").format(layer=scope, t=t)
        found.append(ask(view, title, kind="cut", target=scope, first=t, last=t))
    return found


def readings(view: View, trace: Trace) -> list[Offer]:
    """Offer to let the model read another symbol, or zeros where it reads numbers."""
    tokens = trace.get("tokens")
    t = at_step(view)
    if tokens is None or not 0 <= t < len(tokens):
        return []
    if not reads_numbers(trace):
        title = tr("Read another symbol than “{token}” at step {t}…").format(token=visible(str(tokens[t])), t=t)
        return [ask(view, title, kind="token", first=t, last=t)]
    return [ask(view, tr("Read zeros at step {t}").format(t=t), kind="clamp", target="inputs", first=t, last=t)]


def hidings(view: View, trace: Trace, scope: str, places: list[int], row: int | None) -> list[Offer]:
    """Offer to hide words from the decoder, or from a block, at every step and at the step of a row of attention."""
    target = f"{scope}.attention_scores"
    if target not in trace:
        return []
    found = []
    for place in places:
        word = visible(str(trace["tokens"][place]))
        for t in (row, None) if row is not None else (None,):
            said = tr("Hide “{word}” from the decoder {when}")
            if scope != DECODER:
                said = tr("Hide “{word}” at step {place} from {layer} {when}")
            title = said.format(word=word, when=when(t, t), place=place, layer=scope)
            found.append(
                ask(
                    view, title, kind="clamp", target=target, index=(place,), value=HIDDEN_SCORE, first=t, last=t,
                )
            )
    return found


def head_silences(view: View, trace: Trace, scope: str, head: int | None) -> list[Offer]:
    """Offer to silence a head of a block (None: all of them), or what the decoder finds, at every step or at some."""
    if f"{scope}.context" not in trace:
        return []
    first, last = span(view)
    start = trace.start(scope)
    spans: list[tuple[int | None, int | None]] = [(None, None)]
    if last >= start:
        spans.append((max(first, start), last))
    index = () if head is None or scope == DECODER else (head,)
    return [
        ask(
            view, words.format(head=0 if head is None else head + 1, layer=scope, when=when(*steps)), kind="silence",
            target=f"{scope}.context", index=index, first=steps[0], last=steps[1],
        )
        for steps in spans
        for words in [
            tr("Silence what the decoder's attention finds {when}")
            if scope == DECODER
            else tr("Silence head {head} of {layer} {when}")
            if index
            else tr("Silence every head of {layer} {when}")
        ]
    ]
