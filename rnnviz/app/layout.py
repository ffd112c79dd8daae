"""The layout: remembered from one start to the next, and put back as at first on request."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QMainWindow

from rnnviz.app.dock_area import LAYOUT_VERSION, DockArea
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.track_stack import TrackStack

FIRST_SIZE = (1600, 1000)
LEAST_SIZE = (1024, 700)


class Layout(QObject):
    """Saves and restores the window's size, its docks, and the order, heights and visibility of the tracks.

    Parameters
    ----------
    hidden : frozenset of str
        Keys of the docks that are not shown at first.
    """

    def __init__(
        self, window: QMainWindow, stack: TrackStack, docks: DockArea, store: SettingsStore, hidden: frozenset[str]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stack = stack
        self._docks = docks
        self._store = store
        self._hidden = hidden

    def restore(self) -> None:
        """Lay out as at the end of the last start, or as at first where that is not known any more."""
        geometry = self._store.state("geometry")
        if geometry.isEmpty() or not self._window.restoreGeometry(geometry):
            self._first_size()
        self._docks.arrange(self._hidden)
        state = self._store.state("docks")
        if not state.isEmpty():
            self._window.restoreState(state, LAYOUT_VERSION)
        heights = [int(word) for word in self._store.words("tracks/heights") if word.isdecimal()]
        order = self._store.words("tracks/order")
        known = sorted(order) == sorted(self._stack.order)
        self._stack.lay_out(order, self._store.words("tracks/hidden"), heights if known else [])

    def save(self) -> None:
        """Remember the present layout."""
        self._store.put("geometry", self._window.saveGeometry())
        self._store.put("docks", self._window.saveState(LAYOUT_VERSION))
        self._store.put("tracks/order", self._stack.order)
        self._store.put("tracks/hidden", self._stack.hidden_keys())
        self._store.put("tracks/heights", [str(height) for height in self._stack.sizes()])
        self._store.sync()

    def state(self) -> dict[str, str | list[str]]:
        """Return docks and tracks as plain values, for a session; the window's own size is not part of it."""
        return {
            "docks": bytes(self._window.saveState(LAYOUT_VERSION).toBase64().data()).decode("ascii"),
            "order": self._stack.order,
            "hidden": self._stack.hidden_keys(),
            "heights": [str(height) for height in self._stack.sizes()],
        }

    def take(self, state: Mapping[str, object]) -> None:
        """Lay out as a session says; what it says that is not known here is left as it is."""
        docks = state.get("docks")
        if isinstance(docks, str):
            self._window.restoreState(QByteArray.fromBase64(docks.encode()), LAYOUT_VERSION)
        order, hidden, heights = (_words(state.get(name)) for name in ("order", "hidden", "heights"))
        if sorted(order) == sorted(self._stack.order):
            self._stack.lay_out(order, hidden, [int(word) for word in heights if word.isdecimal()])

    def reset(self) -> None:
        """Put every track and dock back as at first, and show all steps."""
        self._docks.arrange(self._hidden)
        self._stack.lay_out(self._stack.first_order, (), [])
        self._stack.fit()

    def _first_size(self) -> None:
        room = self._window.screen().availableGeometry()
        self._window.resize(min(FIRST_SIZE[0], room.width()), min(FIRST_SIZE[1], room.height()))


def _words(said: object) -> list[str]:
    return [word for word in said if isinstance(word, str)] if isinstance(said, list) else []
