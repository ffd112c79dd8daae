"""Where a view will stand that is made when it is first seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


class _Room(QVBoxLayout):
    """Gives a view the place's height, where Qt would give one of lines that wrap as much as it would like to have."""

    def hasHeightForWidth(self) -> bool:
        return False


class ViewPlace(QScrollArea):
    """An empty frame that asks for its view when it is shown.

    Where it is smaller than what the view needs, as in a column of many docks, the view is scrolled: it never
    lies over its neighbours.

    Parameters
    ----------
    key : str
        The view's; the frame bears its name (``view.<key>``) until the view is there.
    ask : callable
        Makes the view, which is then put in with `fill`.
    """

    def __init__(self, key: str, ask: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(f"view.{key}")
        self._key = key
        self._ask = ask
        self._filled = False
        self._needed = QSize()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)

    def fill(self, widget: QWidget) -> None:
        """Put the view in."""
        self._filled = True
        self.setObjectName(f"place.{self._key}")
        holder = QWidget()
        room = _Room(holder)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(widget)
        self.setWidget(holder)
        for each in (holder, widget):
            each.setAutoFillBackground(False)
        widget.show()  # at once: a layout shows what is added to it only with the next event
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return what the view needs, as if it were not scrolled."""
        view = self.widget()
        return view.minimumSizeHint().expandedTo(view.minimumSize()) if view is not None else QSize()

    def sizeHint(self) -> QSize:
        view = self.widget()
        return view.sizeHint() if view is not None else QSize()

    def event(self, event: QEvent) -> bool:
        """Ask for more room, or less, where the view needs it; other changes in it move nothing beside it."""
        done = bool(super().event(event))
        if event.type() == QEvent.Type.LayoutRequest and self.minimumSizeHint() != self._needed:
            self._needed = self.minimumSizeHint()
            self.updateGeometry()
        return done

    def showEvent(self, event: QShowEvent) -> None:
        if not self._filled:
            self._ask()
        super().showEvent(event)
