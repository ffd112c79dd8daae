"""The acts of surgery that an attention offers: a head silenced, a word hidden."""

from __future__ import annotations

from collections.abc import Sequence

from rnnviz.trace import Trace
from rnnviz.views.attention.heads import AttentionHeads
from rnnviz.views.attention.matrix import Cell
from rnnviz.views.base import View
from rnnviz.views.frames.surgery import head_silences, hidings
from rnnviz.views.offer import Offer


def operations(
    view: View, trace: Trace, attention: AttentionHeads, hover: Cell | None, shown: int | None
) -> Sequence[Offer]:
    """Offer to silence the head, and to hide the word, that are under the mouse or looked at most at the cursor."""
    t = view.moment.t
    row = attention.row_at(t) if hover is None else hover[1]
    if hover is not None:
        places = [hover[2]]
    elif row is not None:
        places = [int(attention.row(row, shown).argmax())]
    else:
        places = [t] if 0 <= t < len(attention.source) else []
    step = None if row is None else attention.start + row
    head = shown if hover is None else hover[0]
    silences = head_silences(view, trace, attention.scope, head if len(attention.weights) > 1 else 0)
    return (*silences, *hidings(view, trace, attention.scope, places, step))
