"""Where a comparison begins and ends: one window of its own, opened when asked for, closed with the main one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from rnnviz.app.appearance import Appearance
from rnnviz.app.editing import Editing
from rnnviz.app.settings_store import SettingsStore
from rnnviz.link.child import EngineChild

if TYPE_CHECKING:
    from rnnviz.app.compare.window import CompareWindow

class Comparing(QObject):
    """Keeps the comparing window.

    Parameters
    ----------
    make_child : callable
        Makes the process of one engine.

    Attributes
    ----------
    window : CompareWindow or None
    """

    def __init__(
        self, editing: Editing, appearance: Appearance, store: SettingsStore, parent: QObject | None = None,
        make_child: Callable[[], EngineChild] = EngineChild,
    ) -> None:
        super().__init__(parent)
        self._editing = editing
        self._appearance = appearance
        self._store = store
        self.make_child = make_child
        self.window: CompareWindow | None = None
        appearance.changed.connect(self._dress)

    def open(self) -> None:
        """Open the window beside the present experiment; one that is open comes to the front, with this model."""
        if self.window is None:
            from rnnviz.app.compare.window import CompareWindow  # few want it, and the main window is there sooner

            children = self.make_child(), self.make_child()
            self.window = CompareWindow(self._editing.now, self._appearance.palette, children, self._store)
            self.window.closed.connect(self._forget)
            self.window.show()
            self.window.start()
        elif self.window.rival.base != self._editing.now:
            self.window.rival.begin(self._editing.now)
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.activateWindow()

    def close(self) -> None:
        """Close the window, if there is one, and end its engines."""
        if self.window is not None:
            self.window.close()

    def _forget(self, _: object) -> None:
        self.window = None

    def _dress(self, _: object) -> None:
        if self.window is not None:
            self.window.dress(self._appearance.palette)
