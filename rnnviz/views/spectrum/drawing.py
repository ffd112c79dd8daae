"""One of several drawings in a dock: a sentence, the names of what is drawn, a plot under them."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.plots.captions import Captions
from rnnviz.views.scopes import Array, Layer, layer_name
from rnnviz.views.words.steady_label import SteadyLabel


class Drawing(QWidget):
    """Draws some families of a trace's arrays, ``{family}/{scope}``.

    Attributes
    ----------
    key : str
        As the chooser has it.
    families : tuple of str
        What it reads; `needed` are those without which there is nothing to draw.
    """

    key: ClassVar[str]
    families: ClassVar[tuple[str, ...]]
    needed: ClassVar[tuple[str, ...]]

    def __init__(self, shared: Shared) -> None:
        super().__init__()
        self.shared = shared
        self.trace: Trace | None = None
        self.layer: Layer = ()
        self.t = 0
        self.said = SteadyLabel()
        self.captions = Captions(shared.palette.text)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        self.column.addWidget(self.said)
        self.column.addWidget(self.captions)

    @property
    def title(self) -> tuple[str, str]:
        """What is drawn, with units, and the same in fewer words."""
        raise NotImplementedError

    def named(self, layer: Layer) -> str:
        """Return the name of what it draws of a layer: all its scopes, unless one of them is chosen."""
        return layer_name(layer)

    def fills(self, trace: Trace, layer: Layer) -> bool:
        """Return whether a trace holds what this draws of a layer."""
        return any(all(f"{family}/{scope}" in trace for family in self.needed) for scope in layer)

    def show_trace(self, trace: Trace, layer: Layer) -> None:
        """Draw a trace's layer; the cursor comes with `mark`."""
        self.trace, self.layer = trace, layer
        self.draw(trace, layer)

    def draw(self, trace: Trace, layer: Layer) -> None:
        """Draw what does not depend on the cursor."""

    def mark(self, t: int) -> None:
        """Draw what depends on the cursor."""
        self.t = t

    def seen(self) -> dict[str, Array]:
        """Return what is drawn beyond the arrays of the trace."""
        return {}

    def let_go(self) -> None:
        """Stop following what is shared."""


def found(trace: Trace, family: str, scope: str) -> Array | None:
    """Return one array of a family."""
    return trace.get(f"{family}/{scope}")
