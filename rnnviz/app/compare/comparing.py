"""Where a comparison of two models begins and ends: a window of its own, with two engines of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rnnviz.app.appearance import Appearance
from rnnviz.app.beside import Beside
from rnnviz.app.editing import Editing
from rnnviz.app.settings_store import SettingsStore
from rnnviz.link.child import EngineChild

if TYPE_CHECKING:
    from rnnviz.app.compare.window import CompareWindow


class Comparing(Beside["CompareWindow"]):
    """Keeps the comparing window.

    Parameters
    ----------
    make_child : callable
        Makes the process of one engine.
    """

    def __init__(
        self, editing: Editing, appearance: Appearance, store: SettingsStore, parent: QObject | None = None,
        make_child: Callable[[], EngineChild] = EngineChild,
    ) -> None:
        super().__init__(appearance, parent)
        self._editing, self._store = editing, store
        self.make_child = make_child

    def make(self) -> CompareWindow:
        """Return a window that compares the present experiment, fresh."""
        from rnnviz.app.compare.window import CompareWindow  # few want it, and the main window is there sooner

        children = self.make_child(), self.make_child()
        made = CompareWindow(self._editing.now, self.appearance.palette, children, self._store)
        made.start()
        return made

    def renew(self, window: CompareWindow) -> None:
        """Compare the present experiment, where it is another one by now."""
        if window.rival.base != self._editing.now:
            window.rival.begin(self._editing.now)
