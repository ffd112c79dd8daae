"""A step of undo, which is called by its words in the language of the moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

Words = Callable[[], str]


class Step(QUndoCommand):
    """A step that keeps what its words are made from, so that another language says them anew.

    Parameters
    ----------
    words : callable
        Returns what the undo menu calls it, in the language that is installed.
    """

    def __init__(self, words: Words) -> None:
        super().__init__(words())
        self.words = words

    def say(self) -> None:
        """Be called in the language of now."""
        self.setText(self.words())


def words_of(step: QUndoCommand | None) -> str:
    """Return what a step is called in the language of now; one made of several is called by the first of them."""
    if step is None:
        return ""
    first = step.child(0) if step.childCount() else step
    return first.words() if isinstance(first, Step) else step.text()
