"""Korean particles, chosen by the sound that the word before them ends in."""

from __future__ import annotations

import re
import unicodedata

PAIRS = {
    "을(를)": ("을", "를"), "은(는)": ("은", "는"), "이(가)": ("이", "가"), "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
}  # fmt: skip
"""How a translation writes a particle of two forms: (after a consonant, after a vowel)."""
_WRITTEN = re.compile("|".join(map(re.escape, PAIRS)))
_SILENT = "”’\"'»)]}›〉》」 "
"""What stands between a word and its particle and is not read."""
LONGEST = 40
"""Characters before a particle that are looked at."""
_FIRST, _LAST = ord("가"), ord("힣")
_RIEUL = 8
_DIGITS = {"0": 21, "1": 8, "3": 16, "6": 1, "7": 8, "8": 8}
"""Final consonants of 영, 일, 삼, 육, 칠, 팔; 이, 사, 오 and 구 have none."""
_LETTERS = {"l": 8, "m": 16, "n": 4, "r": 8}
"""Final consonants of the letters' names 엘, 엠, 엔 and 알."""
_ENDINGS = {"l": 8, "m": 16, "n": 4, "ng": 21}
"""Final consonants of foreign words by how they end: 셀, 프로그램, 컬럼, 트레이닝."""
_STOPS = {"b": 17, "c": 1, "k": 1, "p": 17}
"""Those that are final after a vowel alone: 블록 and 클립, but 네트워크."""


class Worded(str):
    """A translated template whose particles are chosen once it is filled."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        """Return the text with its places filled."""
        return with_particles(super().format(*args, **values))


def worded(text: str) -> str:
    """Return a translation; one that writes both forms of a particle chooses between them when it is filled."""
    return Worded(text) if _WRITTEN.search(text) else text


def with_particles(text: str) -> str:
    """Return a text with one form of each particle that is written with both."""
    return _WRITTEN.sub(lambda found: _chosen(found[0], text[: found.start()]), text)


def _chosen(written: str, before: str) -> str:
    final = final_consonant(before)
    after_consonant, after_vowel = PAIRS[written]
    if written == "(으)로" and final == _RIEUL:
        return after_vowel
    return after_consonant if final else after_vowel


def final_consonant(text: str) -> int:
    """Return the number of the consonant that a text's last syllable ends in, as Unicode counts them; 0: a vowel."""
    read = unicodedata.normalize("NFKC", text[-LONGEST:]).rstrip(_SILENT)  # ₀ is read as 0
    last = read[-1:]
    if last and _FIRST <= ord(last) <= _LAST:
        return (ord(last) - _FIRST) % 28
    number = re.search(r"[\d,.]*\d$", read, re.ASCII)
    if number:
        return _of_number(number[0].replace(",", ""))
    word = re.search(r"[A-Za-z]*$", read)
    return _of_word(word[0] if word is not None else "")


def _of_number(digits: str) -> int:
    """Return the final consonant of a number: of its last digit, or of 십, 백, 천, 만 or 억 where zeros end it."""
    zeros = len(digits) - len(digits.rstrip("0"))
    if not zeros or "." in digits or zeros == len(digits):
        return _DIGITS.get(digits[-1], 0)
    return {1: 17, 2: 1, 3: 4}.get(zeros, 4 if zeros < 8 else 1)


def _of_word(word: str) -> int:
    """Return the final consonant of a word in Latin letters; of a short or a capital one as it is spelt: LSTM, x."""
    if len(word) < 2 or word.isupper():
        return _LETTERS.get(word[-1:].lower(), 0)
    low = word.lower()
    if low[-1] == "e" and low[-2] in "lmn" and len(low) > 3:  # silent: file, name
        low = low[:-1]
    if low[-2:] in _ENDINGS or low[-1] in _ENDINGS:
        return _ENDINGS.get(low[-2:]) or _ENDINGS[low[-1]]
    return _STOPS.get(low[-1], 0) if low[-2] in "aeiouc" else 0
