"""How far a long command has come: a bar on stderr, on a terminal alone."""

from __future__ import annotations

import sys
from types import TracebackType

from tqdm import tqdm


class Progress:
    """A bar that counts updates.

    Parameters
    ----------
    total : int
        Updates.
    name : str
        What is being done.
    quiet : bool
        Show nothing, on a terminal either.
    """

    def __init__(self, total: int, name: str, quiet: bool = False) -> None:
        hidden = quiet or not sys.stderr.isatty()
        self._bar = tqdm(total=total, desc=name, unit="update", file=sys.stderr, disable=hidden, dynamic_ncols=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.close()

    def reach(self, update: int, total: int, words: str = "") -> None:
        """Say that so many of all updates are done, and something about the last."""
        if not self._bar.disable and update > self._bar.n:
            self._bar.set_postfix_str(words, refresh=False)
            self._bar.update(update - self._bar.n)
