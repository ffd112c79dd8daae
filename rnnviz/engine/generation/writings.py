"""The texts that a run's models have written last, by number: views ask for more of them, and tracks show them."""

from __future__ import annotations

from rnnviz.engine.generation.writing import Writing
from rnnviz.engine.generation.written_text import WrittenText
from rnnviz.errors import BadInput

KEPT = 4


class Writings:
    """A few texts; the oldest makes way."""

    def __init__(self) -> None:
        self._kept: dict[int, Writing] = {}
        self._count = 0

    def keep(self, writing: Writing) -> int:
        """Keep a text; return its number, from 1."""
        self._count += 1
        self._kept[self._count] = writing
        while len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        return self._count

    def readable(self, number: int) -> WrittenText | None:
        """Return a text as far as it is written, as an example; None where it is not kept, or has not begun."""
        found = self._kept.get(number)
        return None if found is None else found.as_read()

    def of(self, number: int) -> Writing:
        """Return a text.

        Raises
        ------
        BadInput
            It is not kept any more.
        """
        found = self._kept.get(number)
        if found is None:
            raise BadInput("text {number} is not kept any more: write it again", number=number)
        return found
