"""English sentences and their Korean, with the word that each Korean token was made from.

English "that doctor did not buy two red apples ." becomes "그 의사 는 빨간 사과 두 개 를 사지 않았다 .":
the verb moves to the end, the number and its counter follow the noun, particles mark who and what.

Choices: a definite subject (the, that) takes 은/는, an indefinite one 이/가; the style is the plain one
of written narration (-다); a negated verb is its -지 form and 않다; numbers are native numerals with the
noun's counter. A token is a word or a particle, and "." ends both sides.

Alignment: a noun, adjective, number, determiner or verb to its English word; a counter and an object
particle to their noun; a subject particle to its noun and to the determiner that chose it; 않다 to
*does* or *did* and to *not*; the end to the end.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rnnviz.tasks.korean import Case, particle
from rnnviz.tasks.lexicon import ADJECTIVES, DETERMINERS, NOUNS, NUMERALS, VERBS, Adjective, Noun, Verb

END = "."
HELD_OUT_SHARE = 10
"""One in so many subject-object pairs is held out."""
SUBJECT_DETERMINERS = ("the", "a", "that")


class Frame(NamedTuple):
    """Who does what to whom."""

    subject: Noun
    verb: Verb
    object: Noun


class Token(NamedTuple):
    """A Korean token, the positions of the English words it was made from, and whether it is a content word."""

    text: str
    sources: tuple[int, ...]
    content: bool = False


@dataclass(frozen=True)
class Phrase:
    """A noun with what stands before it in English; ``determiner`` may be a number, or empty."""

    noun: Noun
    determiner: str = "the"
    adjective: Adjective | None = None

    def english(self) -> list[str]:
        """Return the words, *a* written *an* before a vowel."""
        plural = self.determiner in NUMERALS and self.determiner != "one"
        words = [self.adjective.english] if self.adjective else []
        words.append(self.noun.plural if plural else self.noun.english)
        determiner = "an" if self.determiner == "a" and words[0][0] in "aeiou" else self.determiner
        return [determiner, *words] if determiner else words

    def korean(self, case: Case, start: int) -> list[Token]:
        """Return the tokens and the particle; the English words begin at position ``start``."""
        noun_at = start + len(self.english()) - 1
        tokens = []
        if DETERMINERS.get(self.determiner):
            tokens.append(Token(DETERMINERS[self.determiner], (start,)))
        if self.adjective:
            tokens.append(Token(self.adjective.korean, (noun_at - 1,), True))
        tokens.append(Token(self.noun.korean, (noun_at,), True))
        if self.determiner in NUMERALS:
            tokens.append(Token(NUMERALS[self.determiner], (start,), True))
            tokens.append(Token(self.noun.counter, (noun_at,)))
        made_from = (noun_at,) if case == "object" else (start, noun_at)
        return [*tokens, Token(particle(case, tokens[-1].text), made_from)]


@dataclass(frozen=True)
class Sentence:
    """One sentence, in both languages.

    Attributes
    ----------
    source : tuple of str
        English, ending in END.
    target : tuple of Token
        Korean, ending in END.
    """

    source: tuple[str, ...]
    target: tuple[Token, ...]


def sentence(subject: Phrase, verb: Verb, object_: Phrase, *, past: bool, negated: bool) -> Sentence:
    """Return the sentence; the subject is singular and has a determiner."""
    before, after = subject.english(), object_.english()
    at = len(before)
    if negated:
        english = ["did" if past else "does", "not", verb.base]
        korean = [Token(verb.korean_negated, (at + 2,), True), Token("않았다" if past else "않는다", (at, at + 1))]
    else:
        english = [verb.past if past else verb.third]
        korean = [Token(verb.korean_past if past else verb.korean_present, (at,), True)]
    source = (*before, *english, *after, END)
    case: Case = "subject" if subject.determiner == "a" else "topic"
    target = (
        *subject.korean(case, 0),
        *object_.korean("object", at + len(english)),
        *korean,
        Token(END, (len(source) - 1,)),
    )
    return Sentence(source, target)


def held_out(subject: Noun, object_: Noun) -> bool:
    """Return whether a subject-object pair is kept from training: by a checksum of the two words, for good."""
    return zlib.crc32(f"{subject.english} {object_.english}".encode()) % HELD_OUT_SHARE == 0


def frames() -> Iterator[Frame]:
    """Yield every frame: a person, a verb, and another noun that the verb takes."""
    for verb in VERBS:
        for subject in NOUNS:
            if "person" in subject.kinds:
                yield from (Frame(subject, verb, noun) for noun in NOUNS if noun.kinds & verb.kinds and noun != subject)


def adjectives(noun: Noun) -> list[Adjective]:
    """Return the adjectives that go with a noun."""
    return [adjective for adjective in ADJECTIVES if adjective.kinds & noun.kinds]


def determiners(noun: Noun) -> list[str]:
    """Return what may stand before an object, numbers aside."""
    own = [] if "person" in noun.kinds else ["my"]
    return ["the", "that", *own, "a" if noun.counter else ""]


def source_words() -> list[str]:
    """Return every English word there is, sorted, without END."""
    words = {"does", "did", "not", *NUMERALS, *filter(None, DETERMINERS)}
    for noun in NOUNS:
        words |= {noun.english, noun.plural}
    for verb in VERBS:
        words |= {verb.third, verb.base, verb.past}
    words |= {adjective.english for adjective in ADJECTIVES}
    return sorted(words - {""})


def target_words() -> dict[str, bool]:
    """Return every Korean token there is, sorted, without END: whether it is a content word."""
    words = dict.fromkeys([*filter(None, DETERMINERS.values()), "않는다", "않았다", *"은는이가을를"], False)
    words |= {noun.counter: False for noun in NOUNS if noun.counter}
    words |= dict.fromkeys(NUMERALS.values(), True)
    words |= {noun.korean: True for noun in NOUNS}
    for verb in VERBS:
        words |= dict.fromkeys((verb.korean_present, verb.korean_past, verb.korean_negated), True)
    words |= {adjective.korean: True for adjective in ADJECTIVES}
    return dict(sorted(words.items()))
