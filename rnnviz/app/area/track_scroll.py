"""The tracks' room: as high as what is seen of it, or higher and scrolled where each track would be thin."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QScrollArea, QSizePolicy, QSplitter, QWidget

THINNEST = 36
"""Pixels that a plot has at least, however many there are."""
THIN = 40
"""Pixels of a plot on average below which tracks are scrolled."""
ROOMY = 80
"""Pixels of a plot on average where they are."""
KEPT = 0.8
"""Share of what is seen by which a key scrolls."""
TURN = 400
"""Milliseconds after which another notch of the wheel is a turn of its own."""
STILL = 4
"""Pixels that a hand moves the mouse while it turns the wheel."""


class TrackScroll(QScrollArea):
    """Holds the tracks. The wheel zooms over a plot, and scrolls over a heading; Page Up and Page Down scroll.

    A turn of the wheel that begins over a heading goes on scrolling when plots come under the mouse.

    Parameters
    ----------
    tracks : QSplitter
    count : callable
        Returns how many tracks are open.
    told : callable
        Told that the height or the width of the tracks may have changed; True where scrolling begins or ends.
    """

    def __init__(self, tracks: QSplitter, count: Callable[[], int], told: Callable[[bool], object]) -> None:
        super().__init__()
        self.setObjectName("tracks.scroll")
        self._tracks, self._count, self._told = tracks, count, told
        self._window: QWidget | None = None
        self._next: QWidget | None = None
        self._turning = QTimer(self, singleShot=True, interval=TURN)
        self._turning.timeout.connect(self._end_turn)
        self._under: list[QWidget] = []
        """Plots that leave the wheel to a turn under way."""
        self._at = QPointF()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidgetResizable(True)
        self.setWidget(tracks)
        self.viewport().setAutoFillBackground(False)
        tracks.setAutoFillBackground(False)
        tracks.installEventFilter(self)
        self._soon = QTimer(self, singleShot=True, interval=0)  # once tracks have their new heights
        self._soon.timeout.connect(self._fit)

    @property
    def scrolls(self) -> bool:
        """Whether the tracks are higher than what is seen of them."""
        return self._tracks.minimumHeight() > 0

    @property
    def beside(self) -> int:
        """Pixels that the scroll bar takes from the width."""
        return self.width() - self.viewport().width()

    def shows(self, track: QWidget) -> bool:
        """Return whether any of a track is not scrolled away."""
        top = track.mapTo(self._tracks, track.rect().topLeft()).y() + self._tracks.y()
        return top < self.viewport().height() and top + track.height() > 0

    def bring(self, track: QWidget) -> None:
        """Scroll to a track, once it has its place."""
        self._next = track
        self._soon.start()

    def _fit(self) -> None:
        """Begin to scroll where plots would be thin, or end."""
        count, room = self._count(), self.maximumViewportSize().height()
        least = self._tracks.minimumSizeHint().height()
        wanted = least + count * (ROOMY - THINNEST) if least + count * (THIN - THINNEST) > room else 0
        changed = wanted != self._tracks.minimumHeight()
        if changed:
            self._tracks.setMinimumHeight(wanted)
            self._tracks.resize(self._tracks.width(), max(wanted, room))
        self._told(changed)
        track, self._next = self._next, None
        if track is not None and self.scrolls:
            self.ensureWidgetVisible(track, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self._at = event.globalPosition()
        if not self._under:
            self._under = [plot.viewport() for plot in self._tracks.findChildren(QGraphicsView)]
            for plot in self._under:
                plot.installEventFilter(self)
        self._turning.start()

    def _end_turn(self) -> None:
        for plot in self._under:
            if shiboken6.isValid(plot):
                plot.removeEventFilter(self)
        self._under = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._told(False)
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._window is not self.window():
            self._window = self.window()
            self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the tracks' headings, and take the keys that nothing else in the window has taken."""
        if watched is self._tracks and event.type() == QEvent.Type.LayoutRequest:
            self._soon.start()
        elif watched in self._under and isinstance(event, QWheelEvent | QMouseEvent):
            if (event.globalPosition() - self._at).manhattanLength() > STILL:
                self._end_turn()
            elif isinstance(event, QWheelEvent):
                self.wheelEvent(event)
                return True
        elif watched is self._window and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            down = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
            if down and self.scrolls and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + round(down * KEPT * self.viewport().height()))
                return True
        return bool(super().eventFilter(watched, event))
