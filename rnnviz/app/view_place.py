"""Where a view will stand that is made when it is first seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class ViewPlace(QWidget):
    """An empty frame that asks for its view when it is shown.

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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def fill(self, widget: QWidget) -> None:
        """Put the view in."""
        self._filled = True
        self.setObjectName(f"place.{self._key}")
        self._column.addWidget(widget)
        widget.show()  # at once: a layout shows what is added to it only with the next event

    def showEvent(self, event: QShowEvent) -> None:
        if not self._filled:
            self._ask()
        super().showEvent(event)
