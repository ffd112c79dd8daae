"""A slider that is dragged without leaping, answers the wheel only where it has the focus, and has fine steps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSlider

_TICKS = 10_000
_HANDLE = 12
"""Pixels across the handle, as in the theme's style sheet."""
_PAUSE = 400
"""Milliseconds after the last turn of the wheel."""
_UP = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
_ACROSS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
FINE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
"""Either makes steps and drags ten times finer."""
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class Slider(QSlider):
    """A place between 0 and 1.

    Left and Right step it only where it was reached with the Tab key: after a drag with the mouse
    they still step through time.
    """

    dragged = Signal(object)
    """(fraction, fine): dragged to a place."""
    stepped = Signal(object)
    """(count, fine): moved by keys or the wheel."""
    released = Signal(object)
    """None: the drag, key or wheel has come to rest."""
    left = Signal(object)
    """None: the drag was given up; the place where it began was `dragged` to, as nearly as the slider can say."""
    reset = Signal(object)
    """None: double-clicked."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, _TICKS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(4 * _HANDLE)
        self._at = 0.0
        self._last_x: float | None = None
        self._from = 0.0
        self._turned = 0
        self._by_key = False
        self._rest = QTimer(self, interval=_PAUSE, singleShot=True)
        self._rest.timeout.connect(self._come_to_rest)
        self.valueChanged.connect(self._set_from_outside)

    def set_fraction(self, fraction: float) -> None:
        """Show a place; nothing is emitted."""
        self.blockSignals(True)
        self.setValue(round(fraction * _TICKS))
        self.blockSignals(False)
        if self._last_x is None:
            self._at = fraction

    def _set_from_outside(self, ticks: int) -> None:
        """Follow an assistive technology, which sets the value itself."""
        self.dragged.emit((ticks / _TICKS, True))
        self.released.emit(None)

    def _come_to_rest(self) -> None:
        self.released.emit(None)

    def _travel(self) -> float:
        return max(1.0, float(self.width() - _HANDLE))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        x = event.position().x()
        handle = self.value() / _TICKS * self._travel() + _HANDLE / 2
        self._at = self._from = self.value() / _TICKS
        self._last_x = x
        self.setSliderDown(True)
        if abs(x - handle) > _HANDLE:
            self._at = min(max((x - _HANDLE / 2) / self._travel(), 0.0), 1.0)
            self.dragged.emit((self._at, False))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._last_x is None:
            return
        event.accept()
        fine = bool(event.modifiers() & FINE)
        x = event.position().x()
        self._at += (x - self._last_x) / self._travel() * (0.1 if fine else 1.0)
        self._last_x = x
        self.dragged.emit((min(max(self._at, 0.0), 1.0), fine))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._last_x is not None:
            event.accept()
            self._last_x = None
            self.setSliderDown(False)
            self.released.emit(None)

    def give_up(self) -> bool:
        """Leave a drag under way, for the place where it began; whether there was one."""
        down, self._last_x = self._last_x is not None, None
        if down:
            self.dragged.emit((self._from, True))
            self.left.emit(None)
            self.setSliderDown(False)
            self.released.emit(None)
        return down

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton:
            self.reset.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus():
            event.ignore()
            return
        event.accept()
        self._turned += event.angleDelta().y() or event.angleDelta().x()
        count = int(self._turned / 120)
        if count:
            self._turned -= 120 * count
            self.stepped.emit((count, bool(event.modifiers() & FINE)))
            self._rest.start()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that are ours from being taken as the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._count(event):
            event.accept()
            return True
        return bool(super().event(event))

    def _count(self, event: QKeyEvent) -> int:
        key = Qt.Key(event.key())
        return _UP.get(key) or (_ACROSS.get(key, 0) if self._by_key else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = self._count(event)
        if count:
            event.accept()
            self.stepped.emit((count, bool(event.modifiers() & FINE)))
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._count(event) and not event.isAutoRepeat():
            event.accept()
            self.released.emit(None)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in _BY_KEY
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._rest.stop()
        self.released.emit(None)
        super().focusOutEvent(event)
