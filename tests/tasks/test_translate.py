"""Translation: enough sentences, rightly padded, rightly split, rightly aligned."""

from __future__ import annotations

import itertools
import unicodedata

import numpy as np
import pytest

from rnnviz.tasks.base import PairBatch
from rnnviz.tasks.lexicon import ADJECTIVES, NOUNS, NUMERALS, VERBS
from rnnviz.tasks.translate import START, Translate, TranslateFields

NOUN_OF = {word: noun.english for noun in NOUNS for word in (noun.english, noun.plural) if word}
PARTICLES = {"은": True, "이": True, "을": True, "는": False, "가": False, "를": False}
"""Particle → does it follow a consonant?"""


@pytest.fixture(scope="module")
def task() -> Translate:
    return Translate(TranslateFields())


@pytest.fixture(scope="module")
def many(task: Translate) -> PairBatch:
    return task.batch(30_000, np.random.default_rng(0))


def english(task: Translate, batch: PairBatch, b: int) -> list[str]:
    return [task.symbols[i] for i in batch.source[: batch.source_lengths[b], b]]


def korean(task: Translate, batch: PairBatch, b: int) -> list[str]:
    return [task.output_symbols[int(i)] for i in batch.targets[: batch.lengths[b], b]]


def subject_and_object(words: list[str]) -> tuple[str, str]:
    nouns = [NOUN_OF[word] for word in words if word in NOUN_OF]
    assert len(nouns) == 2
    return nouns[0], nouns[1]


def test_there_are_more_than_twenty_thousand_sentences(task: Translate, many: PairBatch) -> None:
    sources = {" ".join(english(task, many, b)) for b in range(many.size)}
    targets = {" ".join(korean(task, many, b)) for b in range(many.size)}
    assert len(sources) >= 20_000
    assert len(targets) >= 20_000


def test_the_longest_are_as_long_as_it_says(task: Translate, many: PairBatch) -> None:
    assert many.lengths.max() == task.length == len(many.targets)
    assert many.source_lengths.max() == task.source_length == len(many.source)


def test_every_word_comes_up(task: Translate, many: PairBatch) -> None:
    used = np.arange(len(many.source))[:, None] < many.source_lengths
    assert set(many.source[used].tolist()) == set(range(task.input_size))
    written = set(many.targets[many.loss_steps].tolist())
    assert written == set(range(task.output_size)) - {task.output_symbols.index(START)}


def test_particles_follow_the_final_consonant(task: Translate, many: PairBatch) -> None:
    for b in range(2000):
        words = korean(task, many, b)
        marked = 0
        for before, word in itertools.pairwise(words):
            if word in PARTICLES:
                last = unicodedata.normalize("NFD", before)[-1]
                assert PARTICLES[word] == ("\u11a8" <= last <= "\u11c2"), (before, word)
                marked += 1
        assert marked == 2
        assert words[-1] == "."


def test_articles_and_word_order(task: Translate, many: PairBatch) -> None:
    verbs = {form for verb in VERBS for form in (verb.third, verb.base, verb.past)}
    for b in range(2000):
        words = english(task, many, b)
        for before, word in itertools.pairwise(words):
            if before in ("a", "an"):
                assert (before == "an") == (word[0] in "aeiou")
        at = next(i for i, word in enumerate(words) if word in verbs)
        assert sum(word in NOUN_OF for word in words[:at]) == 1
        assert ("은" in korean(task, many, b) or "는" in korean(task, many, b)) == (words[0] in ("the", "that"))


def test_held_out_pairs_are_never_trained_on(task: Translate) -> None:
    held_out: set[tuple[str, str]] = set()
    for size in (64, 256):
        batch = task.validation(size)
        held_out |= {subject_and_object(english(task, batch, b)) for b in range(size)}
    for seed in range(50):
        held_out.add(subject_and_object(english(task, task.example(np.random.default_rng(seed)), 0)))
    assert len(held_out) > 100
    generator = np.random.default_rng(1)
    for _ in range(200):
        batch = task.batch(64, generator)
        trained = {subject_and_object(english(task, batch, b)) for b in range(64)}
        assert not trained & held_out


def test_content_words_point_to_the_word_that_they_translate(task: Translate, many: PairBatch) -> None:
    meanings: dict[str, set[str]] = {word: {name} for name, word in NUMERALS.items()}
    meanings |= {noun.korean: {noun.english, noun.plural} for noun in NOUNS}
    meanings |= {adjective.korean: {adjective.english} for adjective in ADJECTIVES}
    for verb in VERBS:
        meanings |= {verb.korean_present: {verb.third}, verb.korean_past: {verb.past}}
        meanings[verb.korean_negated] = {verb.base}
    content = task.content(many)
    for b in range(2000):
        source, target = english(task, many, b), korean(task, many, b)
        for t, word in enumerate(target):
            from_words = {source[s] for s in np.flatnonzero(many.alignment[b, t])}
            assert content[t, b] == (word in meanings)
            if word in meanings:
                assert len(from_words) == 1
                assert from_words <= meanings[word]
            elif word in ("않는다", "않았다"):
                assert from_words == {"not", "does" if word == "않는다" else "did"}
            elif word in ("을", "를"):
                assert from_words <= set(NOUN_OF)
            elif word == ".":
                assert from_words == {"."}
            else:
                assert from_words


def test_padding(task: Translate) -> None:
    batch = task.batch(200, np.random.default_rng(3))
    assert len(set(batch.lengths.tolist())) > 3
    start, end = task.output_symbols.index(START), task.output_symbols.index(".")
    for b in range(200):
        steps, words = int(batch.lengths[b]), int(batch.source_lengths[b])
        assert batch.loss_steps[:, b].tolist() == [True] * steps + [False] * (len(batch.targets) - steps)
        assert batch.inputs[0, b] == start
        assert batch.inputs[1:steps, b].tolist() == batch.targets[: steps - 1, b].tolist()
        assert batch.targets[:steps, b].tolist().count(end) == 1
        assert batch.targets[steps - 1, b] == end
        assert task.symbols[batch.source[words - 1, b]] == "."
        assert (batch.alignment[b, :steps, :words].sum(1) >= 1).all()
        assert batch.alignment[b].sum() == batch.alignment[b, :steps, :words].sum()


def test_tokens_are_the_source_and_what_the_decoder_reads(task: Translate) -> None:
    batch = task.batch(20, np.random.default_rng(3))
    for b in range(20):
        expected = [*english(task, batch, b), START, *korean(task, batch, b)[:-1]]
        assert task.tokens(batch, b).tolist() == expected


def test_the_example_shows_much(task: Translate) -> None:
    lengths = [int(task.example(np.random.default_rng(seed)).lengths[0]) for seed in range(20)]
    assert min(lengths) >= 10


def test_attention_is_scored_on_content_words(task: Translate) -> None:
    batch = task.validation(64)
    perfect = task.attention_scores(batch.alignment, batch)
    assert perfect["aligned"] == 1.0
    assert 0.0 < perfect["diagonal"] < 0.5
    diagonal = np.zeros_like(batch.alignment)
    for b in range(64):
        for t in range(len(batch.targets)):
            diagonal[b, t, min(t, int(batch.source_lengths[b]) - 1)] = 1.0
    assert task.attention_scores(diagonal, batch)["aligned"] == perfect["diagonal"]
    first = np.zeros_like(batch.alignment)
    first[:, :, 0] = 1.0  # a determiner, never the origin of a content word here
    assert task.attention_scores(first, batch)["aligned"] == 0.0
