"""The symbols of a text: coloured by how little each was expected, and told of where one is pointed at."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from rnnviz.trace import Array
from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.gate import visible
from rnnviz.views.generation.text import Text
from rnnviz.views.palette import Palette
from rnnviz.views.plots.heat_map import BROKEN, indices
from rnnviz.views.text.guesses import Guesses
from rnnviz.views.text.page import Page
from rnnviz.views.text.painter import TextPainter
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

LOSS, ENTROPY = "loss", "entropy"


def uniform(facts: Mapping[str, object]) -> float:
    """Return what a model that has learnt nothing has: ln K, the entropy of a uniform guess."""
    count = facts.get("choices", 2)
    return math.log(max(count if isinstance(count, int) else 2, 2))


class Symbols:
    """A page of symbols, the likeliest ones under it, and a line on one of them.

    Attributes
    ----------
    text : Text or None
        What is shown.
    over, at : int or None
        The cell under the mouse, and that of the tracks' cursor.
    """

    def __init__(self, palette: Palette, name: str, colour: Chooser, heading: ElidedLabel) -> None:
        self._colour = colour
        self._heading = heading
        self.page = TextPainter(palette, "view.generation.page")
        self.page.setAccessibleName(name)
        self.page.hovered.connect(self._hover)
        self.guesses = Guesses(palette)
        self.said = ElidedLabel(tr("The symbol under the mouse, else the newest"), fills=True)
        self.text: Text | None = None
        self.over: int | None = None
        self.at: int | None = None
        self._drawn_of: tuple[object, ...] = ()

    def begin(self, text: Text | None) -> None:
        """Show another text from the next drawing on; nothing of it is pointed at."""
        self.text = text
        self.over = self.at = None

    def draw(self, facts: Mapping[str, object]) -> None:
        """Draw the text as it is now, with what is known of its model."""
        text = self.text
        drawn = text, text.version if text is not None else 0, self._colour.key, bool(facts)
        if drawn == self._drawn_of:
            return
        if drawn[:2] != self._drawn_of[:2]:
            self._put([] if text is None else text.cells)
        self._drawn_of = drawn
        if text is None or not len(text):
            self.page.annotate([])
            self._heading.setText(tr("type, then Write"))
            self.tell()
            return
        values = text.spread(self._values(text))
        limit = uniform(facts)
        self.page.colour(indices(values[:, None], limit, signed=False)[:, 0], signed=False)
        marks = np.zeros(len(values), np.uint8)
        marks[len(text.prompt) :] = BROKEN - 1
        self.page.annotate([marks])
        self._say_heading(text, limit)
        self.tell()

    def _put(self, cells: list[str]) -> None:
        """Lay out a text that has grown; what is scrolled to stays."""
        bar = self.page.verticalScrollBar()
        scrolled = bar.value()
        self.page.show_page(Page(cells, words=any(len(cell) > 1 for cell in cells)))
        bar.setValue(scrolled)

    def _values(self, text: Text) -> Array:
        return -text.columns["log_p"] if self._colour.key != ENTROPY else text.columns["entropy"]

    def _say_heading(self, text: Text, limit: float) -> None:
        what = tr("−ln p of each symbol") if self._colour.key != ENTROPY else tr("entropy at each symbol")
        words = tr("{what}, 0 paper · {limit} nats blue (uniform)").format(what=what, limit=number(limit, 2))
        after = tr("at update {update}").format(update=f"{text.update:,}")
        self._heading.set_texts(f"{words}, {after}", f"{what}, {after}", after)

    @property
    def focus(self) -> int | None:
        """Which written symbol is told of: that under the mouse, at the cursor, else the newest."""
        text = self.text
        if text is None or not len(text):
            return None
        for cell in (self.over, self.at):
            if cell is not None and 0 <= cell - len(text.prompt) < len(text):
                return cell - len(text.prompt)
        return len(text) - 1 if self.over is None else None

    def tell(self) -> None:
        """Say how the symbol in focus came about."""
        text, place = self.text, self.focus
        if text is None or place is None:
            self.said.setText("" if text is None else tr("a symbol of the prompt"))
            self.guesses.show_guesses([])
            return
        figures = {name: text.columns[name][place] for name in ("log_p", "log_q", "rank", "entropy", "choices")}
        said = [
            f"“{visible(text.symbols[place])}”",
            f"p {number(math.exp(figures['log_p']))}",
            tr("rank {rank}").format(rank=int(figures["rank"]) + 1),
            tr("entropy {entropy} nats").format(entropy=number(float(figures["entropy"]))),
            *self._drawn(figures),
            tr("symbol {place} of {count}").format(place=place + 1, count=len(text)),
        ]
        self.said.set_texts(*(" · ".join(said[:count]) for count in range(len(said), 1, -1)))
        self.guesses.show_guesses(text.guesses(place), text.symbols[place])

    def _drawn(self, figures: Mapping[str, float]) -> list[str]:
        """Return how a symbol was drawn, where that differs from the model's own probabilities."""
        if figures["log_p"] == figures["log_q"]:
            return []
        words = tr("drawn with {q} among {count}")
        return [words.format(q=number(math.exp(figures["log_q"])), count=int(figures["choices"]))]

    def _hover(self, cell: int | None) -> None:
        if cell != self.over:
            self.over = cell
            self.page.point(self.at, cell)
            self.tell()
