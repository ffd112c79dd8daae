"""Beam search: several texts at once, of which the likeliest as a whole is the answer."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rnnviz.engine.generation.prompt import NO_END
from rnnviz.engine.generation.token import Token, token
from rnnviz.measures.decoding import Floats, extended

Ints = npt.NDArray[np.int64]


class Hypothesis(NamedTuple):
    """A text of the beam, and ln p of it as a whole."""

    score: float
    tokens: tuple[Token, ...]
    ended: bool = False


class Beam:
    """The likeliest texts; those that have come to their end are set aside.

    Scores are sums of ln p, without a prize for length: they only fall as a text grows, so that the search is
    over when no text that still grows can overtake the best that has ended.

    Parameters
    ----------
    width : int
        Texts that grow, at most.
    end : int
        The symbol that ends a text, or NO_END.
    """

    def __init__(self, width: int, end: int = NO_END) -> None:
        self._width, self._end = width, end
        self.growing: list[Hypothesis] = [Hypothesis(0.0, ())]
        self.ended: list[Hypothesis] = []

    def extend(self, log_p: Floats) -> tuple[Ints, Ints]:
        """Extend the growing texts by what is said of their next symbols (B, V).

        Returns
        -------
        (n,) each
            Of the texts that grow on: which of those before each goes on from, and the symbol that it is to read.
        """
        scores = np.array([each.score for each in self.growing])
        before, self.growing = self.growing, []
        parents: list[int] = []
        found = (part.tolist() for part in extended(scores, log_p, self._width))
        for parent, symbol, score in zip(*found, strict=True):
            written = (*before[parent].tokens, token(symbol, log_p[parent]))
            if symbol == self._end:
                self.ended.append(Hypothesis(score, written, ended=True))
            else:
                self.growing.append(Hypothesis(score, written))
                parents.append(parent)
        self.ended = sorted(self.ended, key=_by_score)[: self._width]
        symbols = [each.tokens[-1].symbol for each in self.growing]
        return np.array(parents, np.int64), np.array(symbols, np.int64)

    @property
    def over(self) -> bool:
        """Whether no text that grows can overtake the best that has ended."""
        if not self.growing:
            return True
        return bool(self.ended) and self.ended[0].score >= self.growing[0].score

    @property
    def all(self) -> list[Hypothesis]:
        """Ended and growing texts, the likeliest first."""
        return sorted([*self.ended, *self.growing], key=_by_score)


def _by_score(hypothesis: Hypothesis) -> float:
    return -hypothesis.score
