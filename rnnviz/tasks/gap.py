"""Long-term dependency: "I grew up in France … I speak", and the language is asked for.

The example with which lectures introduce the problem of long-term dependencies (Y. Bengio, P. Simard, P. Frasconi,
1994): a country is named, a stretch of unrelated words follows, whose length is a dial, and then the language of
that country must be known. The words between say nothing about it. Guessing is right one time in ten.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Ints, Task

PLACES = {
    "english": (
        ("France", "French"), ("Germany", "German"), ("Italy", "Italian"), ("Spain", "Spanish"), ("Korea", "Korean"),
        ("Japan", "Japanese"), ("China", "Chinese"), ("Russia", "Russian"), ("Greece", "Greek"), ("Turkey", "Turkish"),
    ),
    "korean": (
        ("프랑스에서", "프랑스어"), ("독일에서", "독일어"), ("이탈리아에서", "이탈리아어"), ("스페인에서", "스페인어"),
        ("한국에서", "한국어"), ("일본에서", "일본어"), ("중국에서", "중국어"), ("러시아에서", "러시아어"),
        ("그리스에서", "그리스어"), ("튀르키예에서", "튀르키예어"),
    ),
}  # fmt: skip
BEFORE = {"english": ("I", "grew", "up", "in"), "korean": ("나는",)}
AFTER = {"english": (".", "I", "speak"), "korean": ("자랐다", ".", "나는")}
"""What stands between the filler and the language; in Korean the verb of growing up is a part of it."""
FILLER = {
    "english": (
        "and", "the", "a", "we", "had", "saw", "old", "small", "red", "house", "garden", "river", "dog", "brother",
        "school", "summer", "often", "there", "with", "near",
    ),
    "korean": (
        "그리고", "우리", "집", "작은", "오래된", "빨간", "마당", "강가", "개와", "형과", "학교", "여름마다", "자주",
        "거기", "함께", "근처", "나무", "길을", "보며", "놀며",
    ),
}  # fmt: skip


class GapFields(TaskFields):
    """Fields of the long-term dependency."""

    kind: Literal["gap"] = setting("gap", label="task", help="What the model learns.")
    gap: int = setting(
        20, low=0, high=10_000, scale="log", unit="words", label="gap",
        help="Unrelated words between the country and the sentence that asks for its language.",
    )
    language: Literal["english", "korean"] = setting(
        "english", label="language", help="The language in which the sentences are written."
    )


class Gap(Task):
    """A country, a gap, and its language at the last step."""

    key = "gap"
    title = "I grew up in France"
    purpose = "A country is named, unrelated words follow, then its language is asked for: memory against the gap."
    Fields = GapFields
    fields: GapFields
    inputs = ("embedding", "one_hot")
    loss = "cross_entropy"
    shape = "many_to_one"

    def __init__(self, fields: GapFields) -> None:
        super().__init__(fields)
        language = fields.language
        places = PLACES[language]
        self.symbols = tuple(dict.fromkeys(
            (*BEFORE[language], *AFTER[language], *FILLER[language], *(country for country, _ in places))
        ))  # fmt: skip
        self.output_symbols = tuple(spoken for _, spoken in places)
        self.input_size, self.output_size = len(self.symbols), len(self.output_symbols)
        index = {word: i for i, word in enumerate(self.symbols)}
        self._before, self._after, self._filler = (
            np.array([index[word] for word in words[language]]) for words in (BEFORE, AFTER, FILLER)
        )
        self._countries = np.array([index[country] for country, _ in places])
        self.length = len(self._before) + 1 + fields.gap + len(self._after)

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return sentences, and the language at their last step."""
        which = generator.integers(0, self.output_size, size)
        filler = self._filler[generator.integers(0, len(self._filler), (self.fields.gap, size))]
        around = [np.broadcast_to(words[:, None], (len(words), size)) for words in (self._before, self._after)]
        inputs: Ints = np.concatenate([around[0], self._countries[which][None], filler, around[1]]).astype(np.int64)
        targets: Ints = np.zeros((self.length, size), np.int64)
        targets[-1] = which
        loss_steps = np.zeros((self.length, size), bool)
        loss_steps[-1] = True
        return Batch(inputs=inputs, targets=targets, loss_steps=loss_steps)

    def validation(self, size: int) -> Batch:
        """Return sentences of a seed of their own."""
        return self.batch(size, np.random.default_rng((28, size)))
