"""A dialog that a window has once: opened, or brought to the front with the keyboard in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

D = TypeVar("D", bound=QDialog)


def bring(window: QWidget, kind: type[D], name: str, make: Callable[[], D]) -> D:
    """Return the window's dialog of an object name, made where there is none, in front and with the keyboard.

    Where no window manager gives a new window the keyboard, the one beneath would take its Esc.
    """
    found = window.findChildren(kind, name, Qt.FindChildOption.FindDirectChildrenOnly)
    dialog = next((each for each in found if each.isVisible()), None) or make()
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog
