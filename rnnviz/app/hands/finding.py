"""Finding by a few letters: how well what was typed fits a text, in either language."""

from __future__ import annotations

import unicodedata

WORD, START, NEXT, GAP = 8.0, 12.0, 5.0, -0.4
"""Points for a letter that begins a word, begins the text, follows the one before; and for each one left out."""


def folded(text: str) -> str:
    """Return a text for comparison: no case, no marks, Korean syllables in their letters."""
    return unicodedata.normalize("NFKD", text).casefold()


def fit(typed: str, text: str) -> float | None:
    """Return how well what was typed fits a text; None where it does not.

    Every word that was typed must be there, its letters in order; letters together, at beginnings of words and
    early in the text are worth more.
    """
    haystack = folded(text)
    points = 0.0
    for word in folded(typed).split():
        best = max((_along(word, haystack, start) for start in _starts(word, haystack)), default=None)
        if best is None or best == float("-inf"):
            return None
        points += best
    return points - 0.02 * len(haystack)


def _starts(word: str, haystack: str) -> list[int]:
    return [place for place, letter in enumerate(haystack) if letter == word[0]]


def _along(word: str, haystack: str, start: int) -> float:
    """Return the points of a word whose first letter lies at ``start``, each later one as early as can be."""
    points = _place(haystack, start)
    at = start
    for letter in word[1:]:
        found = haystack.find(letter, at + 1)
        if found < 0:
            return float("-inf")
        skipped = found - at - 1
        points += NEXT if not skipped else GAP * min(skipped, 20) + _place(haystack, found)
        if skipped and found - at > 12 and not _begins(haystack, found):
            return float("-inf")  # letters strewn over a sentence are no match
        at = found
    return points


def _place(haystack: str, at: int) -> float:
    if at == 0:
        return START
    return WORD if _begins(haystack, at) else 0.0


def _begins(haystack: str, at: int) -> bool:
    return at == 0 or not haystack[at - 1].isalnum()
