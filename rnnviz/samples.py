"""Samples: what the model wrote at some updates of its training, from the same prompt, so that they can be compared.

They are made at updates 0, 1, 2, 4, 8, 16, 32, 64, 96, 128, 192, …: often while much changes, and twice in every
doubling from then on.
"""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from rnnviz.decoding import Decoding, Method

TWICE = 64
MOST = 400
"""Samples that are kept; of more the oldest go."""


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One text.

    Attributes
    ----------
    update : int
        Updates that the weights had seen.
    prompt, text : str
        What it goes on from, or translates; and what the model wrote.
    log_p : float
        Mean ln p of what was written, per symbol, in nats.
    symbols : int
        How many those were.
    method : str
    """

    update: int
    prompt: str
    text: str
    log_p: float
    symbols: int
    method: Method = "greedy"


def due(update: int) -> bool:
    """Tell whether a sample is made after so many updates: powers of two, from 64 on halfway between them too."""
    if update < 2:
        return update >= 0
    size = 1 << (update.bit_length() - 1)
    return update == size or (size >= TWICE and update == size + size // 2)


class Samples:
    """The samples of one run in order of their updates; one of each update, prompt and method."""

    def __init__(self) -> None:
        self._kept: list[Sample] = []
        self.version = 0

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def all(self) -> tuple[Sample, ...]:
        """What is kept, oldest first."""
        return tuple(self._kept)

    def append(self, sample: Sample) -> None:
        """Keep a sample; one like it that is there already makes way."""
        same = [each for each in self._kept if _place(each) == _place(sample)]
        for each in same:
            self._kept.remove(each)
        bisect.insort(self._kept, sample, key=lambda each: each.update)
        del self._kept[: max(len(self._kept) - MOST, 0)]
        self.version += 1

    def restore(self, samples: Iterable[Sample]) -> None:
        """Keep these instead of what is kept."""
        self._kept = sorted(samples, key=lambda each: each.update)[-MOST:]
        self.version += 1

    def truncate(self, update: int) -> None:
        """Forget the samples after an update."""
        kept = [each for each in self._kept if each.update <= update]
        if len(kept) != len(self._kept):
            self._kept = kept
            self.version += 1

    def until(self, update: int) -> Samples:
        """Return the samples up to an update as samples of their own."""
        found = Samples()
        found.restore(each for each in self._kept if each.update <= update)
        return found

    def to_json(self, update: int | None = None) -> str:
        """Return the samples (up to an update) as a JSON list."""
        kept = [asdict(each) for each in self._kept if update is None or each.update <= update]
        return json.dumps(kept, ensure_ascii=False)


def from_json(text: str) -> list[Sample]:
    """Return what `Samples.to_json` wrote; entries that are no samples are left out.

    Raises
    ------
    ValueError
        It is no JSON list.
    """
    listed = json.loads(text)
    if not isinstance(listed, list):
        raise ValueError("not a list of samples")
    return [sample for each in listed if (sample := _sample(each)) is not None]


def _sample(said: object) -> Sample | None:
    if not isinstance(said, dict):
        return None
    methods = Decoding.model_fields["method"].annotation
    try:
        found = Sample(**said)
    except TypeError:
        return None
    whole = all(type(value) is int and value >= 0 for value in (found.update, found.symbols))
    words = isinstance(found.prompt, str) and isinstance(found.text, str)
    known = found.method in getattr(methods, "__args__", ())
    return found if whole and words and known and isinstance(found.log_p, int | float) else None


def _place(sample: Sample) -> tuple[int, str, str]:
    return sample.update, sample.prompt, sample.method
