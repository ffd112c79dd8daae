"""Small windows beside the main one, open again in other words or colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget


def reopen(over: QWidget, shows: Mapping[str, Callable[[], object]]) -> None:
    """Open anew, where they were, those of a window's dialogs that are open; what is typed there is kept.

    Parameters
    ----------
    over : QWidget
        The window that the dialogs belong to.
    shows : mapping of str to callable
        What opens a dialog, by the dialog's name. One that has ``take_over`` is handed the one before it.
    """
    for name, show in shows.items():
        old = _named(over, name)
        if old is not None and old.isVisible():
            old.setObjectName("")
            old.close()
            show()
            new = _named(over, name)
            if new is not None:
                new.setGeometry(old.geometry())
                take_over = getattr(new, "take_over", None)
                if take_over is not None:
                    take_over(old)


def _named(over: QWidget, name: str) -> QDialog | None:
    return over.findChild(QDialog, name, Qt.FindChildOption.FindDirectChildrenOnly)
