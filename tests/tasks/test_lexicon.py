"""The word lists, against the rules of both languages written down a second time."""

from __future__ import annotations

import unicodedata
from collections import Counter

from rnnviz.tasks.lexicon import ADJECTIVES, NOUNS, NUMERALS, VERBS

BRIGHT = {"ᅡ", "ᅩ"}
CONTRACTED = {"ᅡ": "ᅡ", "ᅥ": "ᅥ", "ᅢ": "ᅢ", "ᅩ": "ᅪ", "ᅮ": "ᅯ", "ᅵ": "ᅧ"}


def split(syllable: str) -> tuple[str, str, str]:
    """Return initial, vowel and final of a syllable, as conjoining jamo."""
    initial, vowel, *final = list(unicodedata.normalize("NFD", syllable))
    return initial, vowel, "".join(final)


def joined(*jamo: str) -> str:
    return unicodedata.normalize("NFC", "".join(jamo))


def present(stem: str) -> str:
    initial, vowel, final = split(stem[-1])
    if final in ("", "ᆯ"):
        return stem[:-1] + joined(initial, vowel, "ᆫ") + "다"
    return stem + "는다"


def past(stem: str) -> str:
    head, (initial, vowel, final) = stem[:-1], split(stem[-1])
    if stem[-1] == "하":
        return head + "했다"
    if stem in ("돕", "굽"):  # ㅂ becomes a vowel; after 돕 alone of the two it is ㅗ
        return joined(initial, vowel) + ("왔다" if stem == "돕" else "웠다")
    if stem[-1] == "르":
        before = split(head[-1])
        return head[:-1] + joined(*before[:2], "ᆯ") + ("랐다" if before[1] in BRIGHT else "렀다")
    if final:
        return stem + ("았다" if vowel in BRIGHT else "었다")
    if vowel == "ᅳ":
        return head + joined(initial, "ᅡ" if head and split(head[-1])[1] in BRIGHT else "ᅥ", "ᆻ") + "다"
    return head + joined(initial, CONTRACTED[vowel], "ᆻ") + "다"


def third_person(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def test_korean_verbs_are_conjugated_rightly() -> None:
    for verb in VERBS:
        assert verb.korean_negated.endswith("지")
        stem = verb.korean_negated[:-1]
        assert verb.korean_present == present(stem)
        assert verb.korean_past == past(stem)


def test_english_forms() -> None:
    irregular = {"child": "children", "fish": "fish", "potato": "potatoes"}
    for noun in NOUNS:
        assert noun.plural in ("", irregular.get(noun.english, third_person(noun.english)))
        assert bool(noun.plural) == bool(noun.counter)
    for verb in VERBS:
        assert verb.third == third_person(verb.base)


def test_a_or_an_can_be_told_from_the_first_letter() -> None:
    words = [*(noun.english for noun in NOUNS), *(adjective.english for adjective in ADJECTIVES)]
    silent_or_spoken_otherwise = ("hon", "hour", "heir", "uni", "use", "eu", "one")
    assert not [word for word in words if word.startswith(silent_or_spoken_otherwise)]


def test_every_word_means_one_thing() -> None:
    english = Counter[str]()
    korean = Counter[str](NUMERALS.values())
    for noun in NOUNS:
        english.update({noun.english, noun.plural} - {""})
        korean[noun.korean] += 1
    korean.update({noun.counter for noun in NOUNS} - {""})
    for verb in VERBS:
        english.update({verb.third, verb.base, verb.past})
        korean.update((verb.korean_present, verb.korean_past, verb.korean_negated))
    for adjective in ADJECTIVES:
        english[adjective.english] += 1
        korean[adjective.korean] += 1
    korean.update(("은", "는", "이", "가", "을", "를", "그", "내", "않는다", "않았다"))
    english.update((*NUMERALS, "the", "a", "an", "that", "my", "does", "did", "not"))
    assert max(english.values()) == 1, english.most_common(3)
    assert max(korean.values()) == 1, korean.most_common(3)


def test_kinds_meet() -> None:
    """Every kind that a verb or an adjective asks for is some noun's, and every noun is asked for."""
    of_nouns = {kind for noun in NOUNS for kind in noun.kinds}
    asked = {kind for verb in VERBS for kind in verb.kinds}
    described = {kind for adjective in ADJECTIVES for kind in adjective.kinds}
    assert asked | described <= of_nouns
    for noun in NOUNS:
        assert noun.kinds & asked
        assert noun.kinds & described
