"""Which cell of the text that is laid out is pointed at, and what is said of it under the text."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rnnviz.trace import Trace
from rnnviz.views.gate import visible
from rnnviz.views.text.colouring import LOSS, NOTHING, Colouring
from rnnviz.views.text.content import ReadText
from rnnviz.views.text.guesses import Guesses
from rnnviz.views.text.page import Page
from rnnviz.views.text.painter import TextPainter
from rnnviz.views.text.remark import guesses_of, words_of_read, words_of_step
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.figures import number, signed
from rnnviz.views.words.language import tr


class Pointed:
    """The chosen cell of a text, and the one under the mouse, which goes before it.

    Parameters
    ----------
    painter : TextPainter
    colouring : Colouring
    guesses : Guesses
    said : ElidedLabel
        The line that what is known of the cell is said in.

    Attributes
    ----------
    at, over : int or None
        The chosen cell, and the one under the mouse.
    """

    def __init__(self, painter: TextPainter, colouring: Colouring, guesses: Guesses, said: ElidedLabel) -> None:
        self._painter = painter
        self._colouring = colouring
        self._guesses = guesses
        self._said = said
        self.at: int | None = None
        self.over: int | None = None
        self._page_of: object = None
        self._kept_at: int | None = None
        """Cell that was chosen in the view before this one."""

    @property
    def cell(self) -> int | None:
        """The cell under the mouse, else the chosen one."""
        return self.at if self.over is None else self.over

    def lay_out(self, what: object, make: Callable[[], Page]) -> None:
        """Lay out another text; the same one stays as it is."""
        if what is not self._page_of and what != self._page_of:
            self._page_of = what
            self.at, self.over, self._kept_at = self._kept_at, None, None
            self._painter.show_page(make())

    def is_on(self, what: object) -> bool:
        """Tell whether a text is the one that is laid out."""
        return what is self._page_of

    def keep(self, at: int | None) -> None:
        """Choose a cell of the text that is laid out next: what another view had chosen there."""
        self._kept_at = at

    def choose_step(self, t: int) -> None:
        """Choose the cell of a step, where there is one."""
        self.at = t if t < len(self._painter.page) else None

    def frame(self) -> None:
        """Frame both cells."""
        self._painter.point(self.at, self.over)

    def say(self, trace: Trace | None, reading: ReadText | None) -> None:
        """Say what is known of the cell: of a text that was read, or else of the example that the trace follows."""
        page, cell, colouring = self._painter.page, self.cell, self._colouring
        if cell is None or not 0 <= cell < len(page):
            self._said.setText(tr("point at a character"))
            self._guesses.show_guesses([])
            return
        place = tr("step {t}") if page.words else tr("character {t}")
        said = [f"“{visible(page.names[int(page.kind[cell])])}”", place.format(t=f"{cell:,}")]
        value = float(colouring.shown[cell]) if cell < len(colouring.shown) else float("nan")
        if colouring.key != NOTHING and np.isfinite(value):
            said.append(f"{colouring.symbol} {signed(value) if self._painter.signed else number(value)}")
        guesses: list[tuple[str, float]] = []
        truth = ""
        if reading is not None:
            said += words_of_read(reading, cell, loss=colouring.key != LOSS)
            guesses, truth = guesses_of(reading, cell)
        elif trace is not None:
            said += words_of_step(trace, cell, loss=colouring.key != LOSS)
        self._guesses.show_guesses(guesses, truth)
        self._said.setText(" · ".join(said))
