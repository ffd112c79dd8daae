"""Sentences: known ones, word by word, and what holds over all of them."""

from __future__ import annotations

import pytest

from rnnviz.tasks.grammar import Phrase, frames, held_out, sentence
from rnnviz.tasks.lexicon import ADJECTIVES, NOUNS, VERBS

NOUN = {noun.english: noun for noun in NOUNS}
VERB = {verb.base: verb for verb in VERBS}
ADJECTIVE = {adjective.english: adjective for adjective in ADJECTIVES}


def phrase(determiner: str, *words: str) -> Phrase:
    return Phrase(NOUN[words[-1]], determiner, ADJECTIVE[words[0]] if len(words) == 2 else None)


@pytest.mark.parametrize(
    ("subject", "verb", "object_", "past", "negated", "english", "korean", "sources"),
    [
        (
            phrase("the", "student"), "read", phrase("the", "book"), False, False,
            "the student reads the book .",
            "학생 은 책 을 읽는다 .",
            "1 0+1 4 4 2 5",
        ),
        (
            phrase("that", "busy", "doctor"), "buy", phrase("two", "red", "flower"), True, True,
            "that busy doctor did not buy two red flowers .",
            "그 바쁜 의사 는 빨간 꽃 두 송이 를 사지 않았다 .",
            "0 1 2 0+2 7 8 6 8 8 5 3+4 9",
        ),
        (
            phrase("a", "child"), "eat", phrase("one", "apple"), True, False,
            "a child ate one apple .",
            "아이 가 사과 한 개 를 먹었다 .",
            "1 0+1 4 3 4 4 2 5",
        ),
        (
            phrase("a", "actor"), "bake", phrase("", "delicious", "bread"), True, False,
            "an actor baked delicious bread .",
            "배우 가 맛있는 빵 을 구웠다 .",
            "1 0+1 3 4 4 2 5",
        ),
        (
            phrase("the", "king"), "help", phrase("a", "wise", "poet"), False, True,
            "the king does not help a wise poet .",
            "왕 은 현명한 시인 을 돕지 않는다 .",
            "1 0+1 6 7 7 4 2+3 8",
        ),
        (
            phrase("a", "quiet", "girl"), "sing", phrase("my", "sad", "song"), True, False,
            "a quiet girl sang my sad song .",
            "조용한 소녀 가 내 슬픈 노래 를 불렀다 .",
            "1 2 0+2 4 5 6 6 3 7",
        ),
    ],
)
def test_known_sentences(
    subject: Phrase, verb: str, object_: Phrase, past: bool, negated: bool, english: str, korean: str, sources: str
) -> None:
    made = sentence(subject, VERB[verb], object_, past=past, negated=negated)
    assert " ".join(made.source) == english
    assert " ".join(token.text for token in made.target) == korean
    assert " ".join("+".join(map(str, token.sources)) for token in made.target) == sources


def test_frames_make_sense_and_a_tenth_is_held_out() -> None:
    every = list(frames())
    assert len(every) == len(set(every))
    pairs = {(frame.subject, frame.object) for frame in every}
    unseen = {pair for pair in pairs if held_out(*pair)}
    assert 0.08 < len(unseen) / len(pairs) < 0.12
    for frame in every:
        assert "person" in frame.subject.kinds
        assert frame.subject != frame.object
        assert frame.object.kinds & frame.verb.kinds


def test_training_knows_every_word_and_so_does_validation_nearly() -> None:
    seen = [frame for frame in frames() if not held_out(frame.subject, frame.object)]
    unseen = [frame for frame in frames() if held_out(frame.subject, frame.object)]
    for split in (seen, unseen):
        assert {frame.verb for frame in split} == set(VERBS)
        assert {frame.subject for frame in split} == {noun for noun in NOUNS if "person" in noun.kinds}
    assert {frame.object for frame in seen} == set(NOUNS)
