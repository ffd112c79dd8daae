from __future__ import annotations

import numpy as np
import pytest

from rnnviz.tasks.base import PairBatch
from rnnviz.tasks.numerals import Numerals, NumeralsFields, held_out, spoken


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"), (7, "seven"), (10, "ten"), (13, "thirteen"), (20, "twenty"), (42, "forty two"),
        (100, "one hundred"), (305, "three hundred and five"), (1000, "one thousand"),
        (1013, "one thousand and thirteen"),
        (9999, "nine thousand nine hundred and ninety nine"), (5040, "five thousand and forty"),
    ],
)
def test_numbers_are_spoken_as_in_england(number: int, words: str) -> None:
    assert " ".join(word for word, _ in spoken(number)) == words


VALUES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip


def test_every_number_can_be_read_back_from_its_words() -> None:
    for number in range(10_000):
        total, part = 0, 0
        for word, _ in spoken(number):
            if word in ("hundred", "thousand"):
                total, part = total + part * {"hundred": 100, "thousand": 1000}[word], 0
            elif word != "and":
                part += VALUES[word]
        assert total + part == number


@pytest.mark.parametrize("direction", ["to_digits", "to_words"])
def test_each_digit_comes_from_the_words_that_say_it(direction: str) -> None:
    task = Numerals(NumeralsFields.model_validate({"direction": direction}))
    pair = task._pair(3045)
    said, digits = ["three", "thousand", "and", "forty", "five"], list("3045")
    origins = [set(places) for places in pair.sources[:-1]]
    if direction == "to_digits":
        assert [task.symbols[i] for i in pair.source] == said
        assert origins == [{0, 1}, set(), {3}, {4}]
    else:
        assert [task.symbols[i] for i in pair.source] == digits
        assert origins == [{0}, {0}, set(), {2}, {3}]


def test_held_out_numbers_are_never_trained_on() -> None:
    task = Numerals(NumeralsFields())
    batch, kept = task.batch(2000, np.random.default_rng(0)), task.validation(200)

    def numbers(of: PairBatch) -> set[int]:
        written = ([task.output_symbols[i] for i in of.targets[: n - 1, b]] for b, n in enumerate(of.lengths))
        return {int("".join(digits)) for digits in written}

    assert all(held_out(number) for number in numbers(kept))
    assert not any(held_out(number) for number in numbers(batch))
    assert {len(str(number)) for number in numbers(batch)} == {1, 2, 3, 4}
