"""A kind of dock whose file is loaded when it is first wanted: none of them is there before the window itself."""

from __future__ import annotations

import importlib
from functools import cached_property
from typing import Literal

from rnnviz.unread import unread
from rnnviz.views.base import Shared, View


class Later:
    """What the window has to know of a dock before it loads it; all else is its class's.

    Parameters
    ----------
    module, name : str
        Where the class is.
    key, title, group, at_first
        As the class says: the window names the dock, and gives it its place, before it loads it.
    """

    place: Literal["track", "dock"] = "dock"

    def __init__(
        self, module: str, name: str, *, key: str, title: str,
        group: Literal["model", "training", "clipping"] = "model", at_first: bool = False,
    ) -> None:
        self.module = module
        self.name = name
        self.key = key
        self.title = title
        self.group = group
        self.at_first = at_first

    @property
    def loaded(self) -> bool:
        """Whether its file has been loaded."""
        return "kind" in vars(self)

    @cached_property
    def kind(self) -> type[View]:
        """The class, loaded now."""
        with unread():
            found: type[View] = getattr(importlib.import_module(f"rnnviz.views.{self.module}"), self.name)
        return found

    @property
    def purpose(self) -> str:
        """What am I looking at? Loads the file."""
        return self.kind.purpose

    def __call__(self, shared: Shared) -> View:
        """Make the view."""
        return self.kind(shared)


Kind = type[View] | Later
"""What the table of views has: a class, or where to find one."""


def is_loaded(kind: Kind) -> bool:
    """Return whether a kind's class is there."""
    return not isinstance(kind, Later) or kind.loaded
