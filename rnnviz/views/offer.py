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
    enabled : bool
        Whether it can be chosen now.
    operates : bool
        Whether it is an act of surgery, which the list of operations offers too.
    """

    title: str
    act: Callable[[], object]
    enabled: bool = True
    operates: bool = False
