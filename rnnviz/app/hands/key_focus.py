"""Keys of the focused widget: Space presses a focused button, arrows move in a focused list; they are not taken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

TEXT = (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
_PRESS = {Qt.Key.Key_Space}
_ACROSS = {Qt.Key.Key_Left, Qt.Key.Key_Right}
_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}
OWN_KEYS: tuple[tuple[type[QWidget], set[Qt.Key]], ...] = (
    (QAbstractButton, _PRESS),
    (QComboBox, _PRESS),
    (QTabBar, _ACROSS),
    (QAbstractItemView, _PRESS | _ACROSS | _ENDS),
)


class KeyFocus(QObject):
    """Watches the widget that has the keyboard, and keeps the keys that it needs from the window's actions.

    Text fields need every key that writes or moves; buttons, lists and tabs need theirs. Sliders decide
    for themselves (`rnnviz.app.form.slider`).
    """

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        app.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and new.window() is self._window and not isinstance(new, QAbstractSlider):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept, before the window's actions see it, a key that the focused widget needs."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and needs(watched, event):
            event.accept()
            return True
        return bool(super().eventFilter(watched, event))


def needs(widget: QObject, event: QKeyEvent) -> bool:
    """Return whether a key does something in a widget."""
    key = Qt.Key(event.key())
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    if key == Qt.Key.Key_Escape:
        return False  # it has a text, but writes nothing
    if isinstance(widget, TEXT):
        writes = bool(event.text().strip()) or key in _PRESS | _ACROSS | _ENDS
        return writes and not event.modifiers() & commands
    if event.modifiers():
        return False
    return any(isinstance(widget, kind) and key in keys for kind, keys in OWN_KEYS)
