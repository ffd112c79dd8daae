"""What a view offers in its menu beyond what every view has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One entry of a view's context menu.

    Attributes
    ----------
    title : str
        Words in the window's language.
    act : callable
        What it does.
    why : str
        Why it cannot be chosen now, in the window's language; "" where it can.
    operates : bool
        Whether it is an act of surgery, which the list of operations offers too.
    """

    title: str
    act: Callable[[], object]
    why: str = ""
    operates: bool = False

    @property
    def enabled(self) -> bool:
        """Whether it can be chosen now."""
        return not self.why
