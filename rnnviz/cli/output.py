"""Standard output whose reader may leave early, as `head` does: the rest goes nowhere, and the command's end counts."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import Any, TextIO


class Output:
    """Writes to a stream until nobody reads it any more; everything else is the stream's own.

    Parameters
    ----------
    stream : TextIO or None
        None where the program has no console (pythonw): nobody reads anything.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream: TextIO = io.StringIO() if stream is None else stream

    def write(self, text: str) -> int:
        """Write, where somebody reads it."""
        self._quietly(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        """Hand over what is written; that nobody reads it is noticed here, not while Python ends."""
        self._quietly(self._stream.flush)

    def _quietly(self, act: Callable[[], object]) -> None:
        try:
            act()
        except BrokenPipeError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
