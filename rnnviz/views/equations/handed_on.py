"""What the layer above reads of a unit, where that is not its h: with a residual connection h + x."""

from __future__ import annotations

from rnnviz.directions import is_reverse, layer_of
from rnnviz.views.equations.equation_sheet import SheetLine
from rnnviz.views.equations.filled_equation import Span, UnitValues, words
from rnnviz.views.words.language import tr


def handed_on(values: UnitValues, muted: str) -> list[SheetLine]:
    """Return the line y = h + x with the numbers of a unit; none where the layer hands on its h alone.

    Of a layer that reads both ways the directions' h lie side by side in what is handed on, and so does what is read.
    """
    scope = layer_of(values.scope)
    read, hidden = values.trace.get(f"{scope}.inputs"), values.vector("hidden")
    if "residual" not in values.trace or read is None or hidden is None or not values.unit < len(hidden):
        return []
    place = values.unit + (len(hidden) if is_reverse(values.scope) else 0)
    if read.ndim != 2 or not place < read.shape[1] or not values.t < len(read):
        return []
    own, below = float(hidden[values.unit]), float(read[values.t, place])
    numbers = (
        Span(f"y = {words(own, signed=True)} {'−' if below < 0 else '+'} {words(abs(below), signed=False)} = "),
        Span(words(own + below, signed=True), bold=True), Span(f" ({tr('handed on')})", muted),
    )  # fmt: skip
    return [SheetLine(r"y_t = h_t + x_t", (Span("y = h + x"),), numbers)]
