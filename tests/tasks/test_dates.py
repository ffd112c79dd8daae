from __future__ import annotations

import datetime

import numpy as np
import pytest

from rnnviz.tasks.dates import ENGLISH, KOREAN, SPACE, Dates, DatesFields, held_out, ordinal, written

DAY = datetime.date(1999, 3, 7)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (ENGLISH[0], "7 March 1999"), (ENGLISH[1], "7th March 1999"), (ENGLISH[3], "March 7th, 1999"),
        (ENGLISH[4], "Sunday, 7 March 1999"), (ENGLISH[6], "Mar 7, 1999"), (ENGLISH[7], "07.03.1999"),
        (KOREAN[0], "1999년 3월 7일"), (KOREAN[1], "1999. 3. 7."), (KOREAN[2], "1999년 3월 7일 일요일"),
    ],
)
def test_forms(form: str, text: str) -> None:
    found, spans = written(form, DAY)
    assert found == text
    assert "".join(found[i] for i in spans["year"]) == "1999"
    assert "".join(found[i] for i in spans["day"]).lstrip("0") == "7"


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31)] == [
        "st", "nd", "rd", "th", "th", "th", "th", "st", "nd", "rd", "st",
    ]


def test_every_digit_comes_from_what_says_it() -> None:
    task = Dates(DatesFields())
    pair = task._pair(datetime.date(1999, 3, 17), "{month} {day}, {year}")
    text = [task.symbols[i] for i in pair.source]
    said = ["".join(text[i] for i in places) for places in pair.sources]
    assert "".join(text) == f"March{SPACE}17,{SPACE}1999"
    assert said == ["1", "9", "9", "9", "", "March", "March", "", "1", "7", ""]
    pair = task._pair(datetime.date(1999, 3, 7), "{year}. {number}. {day}.")
    said = ["".join(task.symbols[pair.source[i]] for i in places) for places in pair.sources]
    assert said == ["1", "9", "9", "9", "", "", "3", "", "", "7", ""]


@pytest.mark.parametrize("language", ["english", "korean", "both"])
def test_the_target_is_the_iso_form_of_a_day_and_held_out_days_are_never_trained_on(language: str) -> None:
    task = Dates(DatesFields.model_validate({"language": language}))
    for batch, kept in ((task.batch(500, np.random.default_rng(0)), False), (task.validation(100), True)):
        assert len(batch.source) <= task.source_length
        for b in range(batch.size):
            text = "".join(task.output_symbols[i] for i in batch.targets[:10, b])
            assert held_out(datetime.date.fromisoformat(text)) == kept
