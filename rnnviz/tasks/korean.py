"""Korean particles: they follow the final consonant of the word before them.

A Hangul syllable is one code point, 0xAC00 + (initial · 21 + vowel) · 28 + final, with final 0 where
the syllable ends in its vowel (the Unicode Standard, section 3.12).
"""

from __future__ import annotations

from typing import Literal

Case = Literal["topic", "subject", "object"]

PARTICLES: dict[Case, tuple[str, str]] = {"topic": ("은", "는"), "subject": ("이", "가"), "object": ("을", "를")}
"""After a final consonant, and after a vowel."""

_FIRST, _LAST = ord("가"), ord("힣")


def has_final(word: str) -> bool:
    """Return whether the last syllable of a Hangul word ends in a consonant.

    Raises
    ------
    ValueError
        The word does not end in a Hangul syllable.
    """
    code = ord(word[-1])
    if not _FIRST <= code <= _LAST:
        raise ValueError(f"{word} does not end in a Hangul syllable")
    return (code - _FIRST) % 28 != 0


def particle(case: Case, word: str) -> str:
    """Return the particle of a case as it stands after a word: 은 after a consonant, 는 after a vowel."""
    after_consonant, after_vowel = PARTICLES[case]
    return after_consonant if has_final(word) else after_vowel
