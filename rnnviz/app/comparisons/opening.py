"""Where the window of comparisons begins and ends, and where its models are opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rnnviz.app.beside import Beside
from rnnviz.app.changing.editing import Editing
from rnnviz.app.dress.appearance import Appearance
from rnnviz.app.settings_store import SettingsStore
from rnnviz.link.child import EngineChild

if TYPE_CHECKING:
    from rnnviz.app.comparisons.window import ComparisonsWindow


class Comparisons(Beside["ComparisonsWindow"]):
    """Keeps the window of comparisons.

    Parameters
    ----------
    make_child : callable, optional
        Makes the process of a comparison.
    """

    def __init__(
        self, editing: Editing, appearance: Appearance, store: SettingsStore, parent: QObject | None = None,
        make_child: Callable[[], EngineChild] | None = None,
    ) -> None:
        super().__init__(appearance, parent)
        self._editing, self._store = editing, store
        self._make_child = make_child

    def make(self) -> ComparisonsWindow:
        """Return a window; a model of it that is asked for is opened in the main one."""
        from rnnviz.app.comparisons.running import comparison_child  # few want it: the main one is there sooner
        from rnnviz.app.comparisons.window import ComparisonsWindow

        made = ComparisonsWindow(self.appearance.palette, self._store, self._make_child or comparison_child)
        made.model_asked.connect(self._editing.open)
        return made
