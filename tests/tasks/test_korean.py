"""Particles, against the decomposition that Unicode's own tables give."""

from __future__ import annotations

import unicodedata

import pytest

from rnnviz.tasks.korean import has_final, particle

FINALS = range(0x11A8, 0x11C3)


def test_every_syllable_there_is() -> None:
    for code in range(0xAC00, 0xD7A4):
        jamo = unicodedata.normalize("NFD", chr(code))
        assert has_final(chr(code)) == (ord(jamo[-1]) in FINALS)


@pytest.mark.parametrize(
    ("word", "particles"),
    [
        ("학생", ("은", "이", "을")),
        ("의사", ("는", "가", "를")),
        ("말", ("은", "이", "을")),
        ("권", ("은", "이", "을")),
        ("마리", ("는", "가", "를")),
    ],
)
def test_particles_follow_the_last_syllable(word: str, particles: tuple[str, str, str]) -> None:
    assert (particle("topic", word), particle("subject", word), particle("object", word)) == particles


def test_other_scripts_are_refused() -> None:
    with pytest.raises(ValueError, match="book does not end in a Hangul syllable"):
        has_final("book")
