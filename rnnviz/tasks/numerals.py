"""Numbers in English words, and the same in digits; either way round.

Of the numbers from 0 to 9999 one in ten, by a checksum, is never trained on: validation and the pinned
example are made of those alone. The alignment is the grammar's: "three hundred" is where 3 comes from; the
zeros in 305 come from nothing that is said.
"""

from __future__ import annotations

import zlib
from typing import Literal

import numpy as np

from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Ints, PairBatch
from rnnviz.tasks.packing import Pair
from rnnviz.tasks.pair_task import PairTask

LARGEST = 9999
HELD_OUT_SHARE = 10
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = (*ONES, *TENS, "hundred", "thousand", "and")
DIGITS = tuple("0123456789")


class NumeralsFields(TaskFields):
    """Fields of the number task."""

    kind: Literal["numerals"] = setting("numerals", label="task", help="What the model learns.")
    direction: Literal["to_digits", "to_words"] = setting(
        "to_digits", label="direction", help="Words in and digits out, or digits in and words out."
    )


class Numerals(PairTask):
    """three hundred and five → 3 0 5, or back."""

    key = "numerals"
    title = "Number words and digits"
    purpose = "Words of varying number become digits, or the other way round; each knows where it came from."
    Fields = NumeralsFields
    fields: NumeralsFields

    def __init__(self, fields: NumeralsFields) -> None:
        forward = fields.direction == "to_digits"
        super().__init__(fields, WORDS if forward else DIGITS, DIGITS if forward else WORDS)
        words = max(len(spoken(number)) for number in range(LARGEST + 1))
        self.source_length, self.length = (words, 5) if forward else (4, words + 1)
        numbers = np.arange(LARGEST + 1)
        unseen = np.array([held_out(int(number)) for number in numbers])
        self._seen, self._unseen = numbers[~unseen], numbers[unseen]

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> PairBatch:
        """Return numbers that are not held out; short ones are as likely as long ones."""
        return self._of(self._seen, size, generator)

    def validation(self, size: int) -> PairBatch:
        """Return held-out numbers."""
        return self._of(self._unseen, size, np.random.default_rng((25, size)))

    def example(self, generator: np.random.Generator) -> PairBatch:
        """Return one held-out number of four digits."""
        return self._of(self._unseen[self._unseen >= 1000], 1, generator)

    def _of(self, numbers: Ints, size: int, generator: np.random.Generator) -> PairBatch:
        digits = np.char.str_len(numbers.astype(str))
        weights = 1 / np.bincount(digits)[digits]
        chosen = generator.choice(numbers, size, p=weights / weights.sum())
        return self.packed([self._pair(int(number)) for number in chosen])

    def _pair(self, number: int) -> Pair:
        said, digits = spoken(number), list(str(number))
        if self.fields.direction == "to_digits":
            origins = [tuple(i for i, (_, places) in enumerate(said) if d in places) for d in range(len(digits))]
            return self.pair([word for word, _ in said], digits, origins)
        return self.pair(digits, [word for word, _ in said], [places for _, places in said])


def spoken(number: int) -> list[tuple[str, tuple[int, ...]]]:
    """Return the words of a number from 0 to 9999, each with the places of the digits that it says.

    "hundred" and "thousand" say the digit before them; "and" says none.
    """
    places = len(str(number))
    found: list[tuple[str, tuple[int, ...]]] = []
    for size, word in ((1000, "thousand"), (100, "hundred")):
        digit = number // size % 10
        if digit:
            at = places - len(str(size))
            found += [(ONES[digit], (at,)), (word, (at,))]
    rest = number % 100
    if rest and found:
        found.append(("and", ()))
    if 0 < rest < 20 or number == 0:
        said = (places - 2, places - 1) if rest >= 10 else (places - 1,)
        found.append((ONES[rest], said))
    elif rest:
        found.append((TENS[rest // 10 - 2], (places - 2,)))
        if rest % 10:
            found.append((ONES[rest % 10], (places - 1,)))
    return found


def held_out(number: int) -> bool:
    """Return whether a number is kept from training, for good."""
    return zlib.crc32(str(number).encode()) % HELD_OUT_SHARE == 0
