"""Chooses in a dock's heading as a person does."""

from __future__ import annotations

from rnnviz.views.frames.dock import Dock


def choose(dock: Dock, name: str, key: str) -> None:
    """Choose an entry of one of its lists, which has to be there."""
    chooser = dock.choosers[name]
    chooser.take(key)
    assert chooser.key == key
    chooser.activated.emit(chooser.currentIndex())
