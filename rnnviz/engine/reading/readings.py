"""The readings of a run that are kept, by number, the last few of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rnnviz.engine.reading.reading import Reading
from rnnviz.errors import BadInput

KEPT = 3
"""Each holds the weights it was read with, the text, and the states at every thousandth character."""


class Readings:
    """Numbers readings from 1."""

    def __init__(self) -> None:
        self._kept: dict[int, Reading] = {}
        self._count = 0

    def keep(self, reading: Reading) -> int:
        """Keep a reading, let the oldest go, and return its number."""
        self._count += 1
        self._kept[self._count] = reading
        while len(self._kept) > KEPT:
            del self._kept[min(self._kept)]
        return self._count

    def of(self, arguments: Mapping[str, Any]) -> Reading:
        """Return the reading that a job's arguments name.

        Raises
        ------
        BadInput
            It is gone.
        """
        number = arguments.get("reading")
        if number not in self._kept:
            raise BadInput("what was read is no longer there: read the text again")
        return self._kept[int(number)]
