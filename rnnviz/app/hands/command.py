"""What the command palette lists: a thing that can be done, and the names that it is found by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Command:
    """One thing that can be done by its name.

    Attributes
    ----------
    key : str
        The same from start to start: what was used lately stands first.
    title : str
        In the window's language.
    names : str
        What it is found by: its name in every language.
    kind : str
        What it is, in the window's language.
    hint : str
        Keys, or a purpose.
    act : callable
    """

    key: str
    title: str
    names: str
    kind: str
    hint: str
    act: Callable[[], object]

    @property
    def findable(self) -> str:
        """All that it is found by: what it is called, in every language, and what it is."""
        return f"{self.title} {self.names} {self.kind}"
