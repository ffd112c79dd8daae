"""Dates as people write them, in English and Korean, to the ISO form YYYY-MM-DD.

The miniature of machine translation that demonstrations of attention use: character by character, with a
true alignment (a year's digits come from the year's digits, a month from its name or number). Of the days of
1950 to 2049 one in ten, by a checksum, is never trained on.
"""

from __future__ import annotations

import datetime
import re
import zlib
from typing import Literal

import numpy as np

from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Ints, PairBatch
from rnnviz.tasks.packing import Pair
from rnnviz.tasks.pair_task import PairTask

FIRST, DAYS = datetime.date(1950, 1, 1), 36525
HELD_OUT_SHARE = 10
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH = (
    "{day} {month} {year}", "{day}{th} {month} {year}", "{month} {day}, {year}", "{month} {day}{th}, {year}",
    "{weekday}, {day} {month} {year}", "{day} {short} {year}", "{short} {day}, {year}", "{day2}.{month2}.{year}",
)  # fmt: skip
"""A number with a dot is day first, as in Germany; slashes, which mean two things, are left out."""
KOREAN = ("{year}년 {number}월 {day}일", "{year}. {number}. {day}.", "{year}년 {number}월 {day}일 {korean}요일")
KOREAN_DAYS = "월화수목금토일"
SPACE = "␣"


class DatesFields(TaskFields):
    """Fields of the date task."""

    kind: Literal["dates"] = setting("dates", label="task", help="What the model learns.")
    language: Literal["both", "english", "korean"] = setting(
        "both", label="language", help="The language in which dates are written."
    )


class Dates(PairTask):
    """3 March 1999 → 1999-03-03."""

    key = "dates"
    title = "Dates to ISO form"
    purpose = "Dates in many forms become year, month, day; attention shows where each digit comes from."
    Fields = DatesFields
    fields: DatesFields

    def __init__(self, fields: DatesFields) -> None:
        self._forms = {"english": ENGLISH, "korean": KOREAN, "both": (*ENGLISH, *KOREAN)}[fields.language]
        days = [FIRST + datetime.timedelta(days=n) for n in range(DAYS)]
        sample = [*days[:400], datetime.date(1999, 9, 22)]  # every month, weekday, day and form
        written_all = [written(form, day)[0] for day in sample for form in self._forms]
        letters = sorted({letter for text in written_all for letter in text} | set("0123456789"))
        super().__init__(fields, tuple(SPACE if c == " " else c for c in letters), tuple("0123456789-"))
        self.source_length, self.length = max(map(len, written_all)), 11
        self._seen = [day for day in days if not held_out(day)]
        self._unseen = [day for day in days if held_out(day)]

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> PairBatch:
        """Return dates that are not held out, each in a random form."""
        return self._of(self._seen, size, generator)

    def validation(self, size: int) -> PairBatch:
        """Return held-out dates."""
        return self._of(self._unseen, size, np.random.default_rng((26, size)))

    def example(self, generator: np.random.Generator) -> PairBatch:
        """Return one held-out date."""
        return self._of(self._unseen, 1, generator)

    def spelt(self, text: str) -> list[str]:
        """Return the characters of a date; spaces count, but those around it."""
        return super().spelt(text.strip().replace(" ", SPACE))

    def _of(self, days: list[datetime.date], size: int, generator: np.random.Generator) -> PairBatch:
        which = generator.integers(0, len(days), size).tolist()
        forms = generator.integers(0, len(self._forms), size).tolist()
        return self.packed([self._pair(days[day], self._forms[form]) for day, form in zip(which, forms, strict=True)])

    def _pair(self, day: datetime.date, form: str) -> Pair:
        text, spans = written(form, day)
        year, month, date = (spans[name] for name in ("year", "month", "day"))
        origins: list[tuple[int, ...]] = [(year[t],) for t in range(4)]
        parts = (((), *_two(month, day.month, text)), ((), *_two(date, day.day, text)))
        origins += [place for part in parts for place in part]
        return self.pair([SPACE if c == " " else c for c in text], list(day.isoformat()), origins)


def written(form: str, day: datetime.date) -> tuple[str, dict[str, range]]:
    """Return a date in a form, and the places of its year, month and day (a number, or a month's name)."""
    name = MONTHS[day.month - 1]
    values = {
        "year": str(day.year), "month": name, "short": name[:3], "number": str(day.month), "month2": f"{day.month:02}",
        "day": str(day.day), "day2": f"{day.day:02}", "th": ordinal(day.day), "weekday": WEEKDAYS[day.weekday()],
        "korean": KOREAN_DAYS[day.weekday()],
    }
    means = {"year": "year", "month": "month", "short": "month", "number": "month", "month2": "month",
             "day": "day", "day2": "day"}  # fmt: skip
    text, spans, last = "", {}, 0
    for field in re.finditer(r"\{(\w+)\}", form):
        text += form[last : field.start()]
        value, last = values[field[1]], field.end()
        if field[1] in means:
            spans[means[field[1]]] = range(len(text), len(text) + len(value))
        text += value
    return text + form[last:], spans


def ordinal(number: int) -> str:
    """Return st, nd, rd or th."""
    if 11 <= number % 100 <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def held_out(day: datetime.date) -> bool:
    """Return whether a day is kept from training, for good."""
    return zlib.crc32(day.isoformat().encode()) % HELD_OUT_SHARE == 0


def _two(places: range, number: int, text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where the two digits of a month or day come from: its digits, or the whole of a name."""
    if not text[places[0]].isdecimal():
        return tuple(places), tuple(places)
    if len(places) == 2:
        return (places[0],), (places[1],)
    return (), (places[0],)  # the leading zero is said by nothing
