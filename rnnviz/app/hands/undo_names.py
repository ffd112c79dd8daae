"""What the menu calls undo and redo: by what they would take back or bring again."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from rnnviz.app.hands.action_set import ActionSet
from rnnviz.views.words.language import tr


class UndoNames(QObject):
    """Names the two actions, and lets them be chosen only while there is something to take back or bring again.

    Parameters
    ----------
    stack : QUndoStack
    actions : ActionSet
        ``undo`` and ``redo`` of it.
    """

    def __init__(self, stack: QUndoStack, actions: ActionSet, parent: QObject) -> None:
        super().__init__(parent)
        self._stack = stack
        self._actions = actions
        for signal in (stack.indexChanged, stack.canUndoChanged, stack.canRedoChanged):
            signal.connect(self.follow)

    def follow(self, _: object = None) -> None:
        """Say in the menu what would be undone and redone."""
        stack = self._stack
        for key, words, what, can in (
            ("undo", tr("Undo {what}"), stack.undoText(), stack.canUndo()),
            ("redo", tr("Redo {what}"), stack.redoText(), stack.canRedo()),
        ):
            action = self._actions[key]
            action.setEnabled(can)
            action.setText(words.format(what=what.replace("&", "&&")).strip())
