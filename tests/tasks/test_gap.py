from __future__ import annotations

import numpy as np
import pytest

from rnnviz.tasks.gap import BEFORE, FILLER, PLACES, Gap, GapFields


@pytest.mark.parametrize("language", ["english", "korean"])
@pytest.mark.parametrize("gap", [0, 1, 25])
def test_the_language_is_that_of_the_country(language: str, gap: int) -> None:
    task = Gap(GapFields.model_validate({"gap": gap, "language": language}))
    batch = task.batch(200, np.random.default_rng(0))
    spoken = dict(PLACES[language])
    place = len(BEFORE[language])
    for b in range(batch.size):
        words = [task.symbols[i] for i in batch.inputs[:, b]]
        (country,) = [word for word in words if word in spoken]
        assert words.index(country) == place
        assert task.output_symbols[batch.targets[-1, b]] == spoken[country]
        assert set(words[place + 1 : place + 1 + gap]) <= set(FILLER[language])
    assert batch.loss_steps.sum() == 200
    assert len(batch.inputs) == task.length


def test_the_words_between_say_nothing() -> None:
    """The same generator state gives other countries the same filler: the two are drawn apart."""
    batch = Gap(GapFields(gap=4)).batch(20_000, np.random.default_rng(0))
    filler, answer = batch.inputs[6], batch.targets[-1]
    shares = [np.bincount(filler[answer == k], minlength=40)[:40] / (answer == k).sum() for k in range(10)]
    assert np.ptp(shares, axis=0).max() < 0.04


def test_english_filler_names_no_country_or_language() -> None:
    for language, places in PLACES.items():
        assert not set(FILLER[language]) & {word for place in places for word in place}
