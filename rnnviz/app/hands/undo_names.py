"""What the menu calls undo and redo: by what they would take back or bring again."""

from __future__ import annotations

from PySide6.QtGui import QUndoStack

from rnnviz.app.changing.step import words_of
from rnnviz.app.hands.action_set import ActionSet
from rnnviz.views.words.language import tr


def name_undo(stack: QUndoStack, actions: ActionSet) -> None:
    """Name the actions ``undo`` and ``redo``; they can be chosen while there is something to take back or bring again.

    Parameters
    ----------
    stack : QUndoStack
    actions : ActionSet
    """
    here = stack.index()
    undone, redone = (words_of(stack.command(place)) for place in (here - 1, here))
    for key, bare, words, what, can, why in (
        ("undo", tr("Undo"), tr("Undo {what}"), undone, stack.canUndo(), tr("There is nothing to take back.")),
        ("redo", tr("Redo"), tr("Redo {what}"), redone, stack.canRedo(), tr("Nothing was taken back.")),
    ):
        actions.withhold(key, "" if can else why)
        actions[key].setText(words.format(what=what.replace("&", "&&")) if what else bare)
