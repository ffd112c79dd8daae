"""Translation of generated English sentences into Korean.

The task on which D. Bahdanau, K. Cho, Y. Bengio, "Neural machine translation by jointly learning to
align and translate" (ICLR 2015) showed what attention finds, made small and exact: a grammar
(`rnnviz.tasks.grammar`) writes both languages and knows the true alignment. The order of the words
differs (subject-verb-object, subject-object-verb), so the matrix is not a diagonal.

One in ten subject-object pairs is held out: training never sees the two together, and validation
and the pinned example are made of such pairs alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeVar

import numpy as np
import numpy.typing as npt

from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Bools, Floats, Ints, PairBatch, Task
from rnnviz.tasks.grammar import (
    END,
    SUBJECT_DETERMINERS,
    Frame,
    Phrase,
    Sentence,
    adjectives,
    determiners,
    frames,
    held_out,
    sentence,
    source_words,
    target_words,
)
from rnnviz.tasks.lexicon import NUMERALS, VERBS, Adjective, Noun
from rnnviz.tasks.packing import Pair, packed

START = "→"
"""What the decoder reads first: now write."""
COUNTED, DESCRIBED, PAST, NEGATED = 0.3, 0.5, 0.5, 0.4
"""How often an object is counted, a noun described, a sentence in the past, a verb negated."""

T = TypeVar("T")


class TranslateFields(TaskFields):
    """Fields of the translation task: it has none of its own."""

    kind: Literal["translate"] = setting("translate", label="task", help="What the model learns.")


class Translate(Task):
    """English words in, Korean words and particles out, until the end token.

    Attributes
    ----------
    source_length : int
        S: tokens of the longest source.
    """

    key = "translate"
    title = "English to Korean"
    purpose = "Generated sentences whose true alignment is known: attention can be checked against it."
    Fields = TranslateFields
    fields: TranslateFields
    inputs = ("embedding", "one_hot")
    model = "encoder_decoder"
    loss = "cross_entropy"
    shape = "many_to_many_delayed"
    source_length = 10
    length = 12

    def __init__(self, fields: TranslateFields) -> None:
        super().__init__(fields)
        korean = target_words()
        self.symbols = (END, *source_words())
        self.output_symbols = (START, END, *korean)
        self.input_size, self.output_size = len(self.symbols), len(self.output_symbols)
        self._source_index = {word: i for i, word in enumerate(self.symbols)}
        self._target_index = {word: i for i, word in enumerate(self.output_symbols)}
        self._is_content = np.array([False, False, *korean.values()])
        seen, unseen = _split()
        self._seen, self._unseen = seen, unseen

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> PairBatch:
        """Return sentences of subject-object pairs that are not held out."""
        return self._packed(_draw(self._seen, size, generator))

    def validation(self, size: int) -> PairBatch:
        """Return sentences of held-out pairs."""
        return self._packed(_draw(self._unseen, size, np.random.default_rng((23, size))))

    def example(self, generator: np.random.Generator) -> PairBatch:
        """Return one sentence of a held-out pair, the longest of a few: it shows most."""
        return self._packed([max(_draw(self._unseen, 32, generator), key=lambda one: len(one.target))])

    def content(self, batch: PairBatch) -> Bools:
        """Return where the target is a content word (T, B): a noun, adjective, number or verb."""
        return self._is_content[batch.targets] & batch.loss_steps

    def attention_scores(self, attention: Floats, batch: PairBatch) -> dict[str, float]:
        """Score attention against the true alignment.

        Parameters
        ----------
        attention : float (B, T, S)
        batch : PairBatch

        Returns
        -------
        dict of str to float
            ``aligned``: the share of content words whose largest weight is on a word that they were made
            from; ``diagonal``: the same of a guess that looks at source word t at step t. Empty where no
            content word bears a loss.
        """
        content = self.content(batch)
        if not content.any():
            return {}
        steps = np.broadcast_to(np.arange(len(content))[:, None], content.shape)
        looks = {"aligned": attention.argmax(-1).T, "diagonal": np.minimum(steps, batch.source_lengths - 1)}
        examples = np.arange(batch.size)
        return {
            name: float(batch.alignment[examples, steps, at][content].mean()) for name, at in looks.items()
        }

    def tokens(self, batch: Batch, index: int = 0) -> npt.NDArray[np.str_]:
        """Return the source's tokens, then those that the decoder reads, without padding (S + T,)."""
        assert isinstance(batch, PairBatch)
        source = batch.source[: batch.source_lengths[index], index]
        inputs = batch.inputs[: batch.lengths[index], index]
        return np.array([*(self.symbols[i] for i in source), *(self.output_symbols[int(i)] for i in inputs)])

    def _packed(self, sentences: Sequence[Sentence]) -> PairBatch:
        pairs = [
            Pair(
                source=[self._source_index[word] for word in one.source],
                target=[self._target_index[token.text] for token in one.target],
                sources=[token.sources for token in one.target],
            )
            for one in sentences
        ]
        return packed(pairs, self._target_index[START])


def _split() -> tuple[list[list[Frame]], list[list[Frame]]]:
    """Return the frames for training and those held out, each a list for every verb that has some."""
    seen: dict[str, list[Frame]] = {verb.base: [] for verb in VERBS}
    unseen: dict[str, list[Frame]] = {verb.base: [] for verb in VERBS}
    for frame in frames():
        (unseen if held_out(frame.subject, frame.object) else seen)[frame.verb.base].append(frame)
    return list(filter(None, seen.values())), list(filter(None, unseen.values()))


def _draw(by_verb: Sequence[Sequence[Frame]], size: int, generator: np.random.Generator) -> list[Sentence]:
    """Return random sentences; every verb is as likely."""
    return [_sentence(by_verb, draws) for draws in generator.random((size, 11)).tolist()]


def _sentence(by_verb: Sequence[Sequence[Frame]], draws: Sequence[float]) -> Sentence:
    """Return the sentence that eleven numbers from 0 to 1 choose."""
    subject, verb, object_ = _pick(_pick(by_verb, draws[0]), draws[1])
    counted = bool(object_.counter) and draws[2] < COUNTED
    before = tuple(NUMERALS) if counted else determiners(object_)
    return sentence(
        Phrase(subject, _pick(SUBJECT_DETERMINERS, draws[3]), _adjective(subject, draws[4], draws[5])),
        verb,
        Phrase(object_, _pick(before, draws[6]), _adjective(object_, draws[7], draws[8])),
        past=draws[9] < PAST,
        negated=draws[10] < NEGATED,
    )


def _adjective(noun: Noun, wanted: float, which: float) -> Adjective | None:
    return _pick(adjectives(noun), which) if wanted < DESCRIBED else None


def _pick(choices: Sequence[T], draw: float) -> T:
    return choices[int(draw * len(choices))]
