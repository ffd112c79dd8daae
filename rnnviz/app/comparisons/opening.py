"""Where the window of comparisons begins and ends: opened when asked for, closed with the main one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from rnnviz.app.appearance import Appearance
from rnnviz.app.editing import Editing
from rnnviz.app.settings_store import SettingsStore
from rnnviz.link.child import EngineChild

if TYPE_CHECKING:
    from rnnviz.app.comparisons.window import ComparisonsWindow


class Comparisons(QObject):
    """Keeps the window of comparisons.

    Parameters
    ----------
    make_child : callable, optional
        Makes the process of a comparison.

    Attributes
    ----------
    window : ComparisonsWindow or None
    """

    def __init__(
        self, editing: Editing, appearance: Appearance, store: SettingsStore, parent: QObject | None = None,
        make_child: Callable[[], EngineChild] | None = None,
    ) -> None:
        super().__init__(parent)
        self._editing, self._appearance, self._store = editing, appearance, store
        self._make_child = make_child
        self.window: ComparisonsWindow | None = None
        appearance.changed.connect(self._dress)

    def open(self) -> None:
        """Open the window, or bring it to the front."""
        if self.window is None:
            from rnnviz.app.comparisons.running import comparison_child  # few want it: the main one is there sooner
            from rnnviz.app.comparisons.window import ComparisonsWindow

            self.window = ComparisonsWindow(
                self._appearance.palette, self._store, self._make_child or comparison_child
            )
            self.window.closed.connect(self._forget)
            self.window.model_asked.connect(self._editing.open)
            self.window.show()
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.activateWindow()

    def close(self) -> None:
        """Close the window, if there is one, and end what it runs."""
        if self.window is not None:
            self.window.close()

    def _forget(self, _: object) -> None:
        self.window = None

    def _dress(self, _: object) -> None:
        if self.window is not None:
            self.window.dress(self._appearance.palette)
