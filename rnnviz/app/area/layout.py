"""The layout: remembered from one start to the next, one of three designs, or one that a person has named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QMainWindow

from rnnviz.app.area.dock_area import LAYOUT_VERSION, DockArea
from rnnviz.app.area.track_stack import TrackStack
from rnnviz.app.settings_store import SettingsStore

FIRST_SIZE = (1600, 1000)
LEAST_SIZE = (1024, 700)


TRACKS_OF_LECTURE = ("tokens", "gradient_norms", "gates")
NUMBERS_OF_LECTURE = ("predictions", "gradient_norms", "gates")
"""The same where numbers are predicted: those say more than the row of what is read."""
UNGATED = {"gates": "activations"}
"""What a lecture shows instead where the model has none."""
RESEARCH = ("flow", "spectrum", "census", "weights")
"""Docks of the Research layout, in tabs."""
BESIDE = "training"
"""The dock under them."""
WIDE = 0.42
"""Share of the window that the docks of Lecture and Research take."""


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """How docks and tracks stand: what Qt saves of the docks; the tracks' order, heights, what is hidden or folded."""

    docks: QByteArray
    order: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    heights: list[int] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    stacked: list[str] = field(default_factory=list)
    """Rows of docks (their keys, by spaces) that share tabs only because the window is low."""


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
        self.take(self.read(""))

    def read(self, place: str) -> Arrangement:
        """Return what was kept in a group of the settings; empty parts where nothing was."""
        heights = [int(word) for word in self._store.words(f"{place}tracks/heights") if word.isdecimal()]
        return Arrangement(
            docks=self._store.state(f"{place}docks"), order=self._store.words(f"{place}tracks/order"),
            hidden=self._store.words(f"{place}tracks/hidden"), heights=heights,
            folded=self._store.words(f"{place}tracks/folded"), stacked=self._store.words(f"{place}stacked"),
        )

    def keep(self, place: str, arrangement: Arrangement) -> None:
        """Keep an arrangement in a group of the settings."""
        self._store.put(f"{place}docks", arrangement.docks)
        self._store.put(f"{place}stacked", arrangement.stacked)
        self._store.put(f"{place}tracks/order", arrangement.order)
        self._store.put(f"{place}tracks/hidden", arrangement.hidden)
        self._store.put(f"{place}tracks/folded", arrangement.folded)
        self._store.put(f"{place}tracks/heights", [str(height) for height in arrangement.heights])
        self._store.sync()

    def present(self) -> Arrangement:
        """Return how everything stands now."""
        return Arrangement(
            docks=self._window.saveState(LAYOUT_VERSION), order=self._stack.order,
            hidden=self._stack.hidden_keys(), heights=self._stack.sizes(), folded=self._stack.folded_keys(),
            stacked=self._docks.stacked,
        )

    def take(self, arrangement: Arrangement) -> None:
        """Let everything stand as it did; what has come since stands where it does at first."""
        if not arrangement.docks.isEmpty():
            self._window.restoreState(arrangement.docks, LAYOUT_VERSION)
            self._docks.settle(arrangement.stacked)
        known = sorted(arrangement.order) == sorted(self._stack.order)
        heights = arrangement.heights if known else []
        self._stack.lay_out(arrangement.order, arrangement.hidden, heights, arrangement.folded)

    def save(self) -> None:
        """Remember the present layout."""
        self._store.put("geometry", self._window.saveGeometry())
        self.keep("", self.present())

    def plain(self) -> dict[str, str | list[str]]:
        """Return docks and tracks as plain values, for a session; the window's own size is not part of it."""
        now = self.present()
        return {
            "docks": bytes(now.docks.toBase64().data()).decode("ascii"), "order": now.order, "hidden": now.hidden,
            "folded": now.folded, "heights": [str(height) for height in now.heights],
            "stacked": now.stacked,
        }

    def take_plain(self, state: Mapping[str, object]) -> None:
        """Lay out as a session says; where it says nothing that is known here, all is left as it is."""
        docks, order = state.get("docks"), _words(state.get("order"))
        heights = [int(word) for word in _words(state.get("heights")) if word.isdecimal()]
        if sorted(order) != sorted(self._stack.order):
            order, heights = self._stack.order, self._stack.sizes()
        hidden = _words(state.get("hidden")) if "hidden" in state else self._stack.hidden_keys()
        folded = _words(state.get("folded")) if "folded" in state else self._stack.folded_keys()
        self.take(
            Arrangement(
                docks=QByteArray.fromBase64(docks.encode()) if isinstance(docks, str) else QByteArray(),
                order=order, hidden=hidden, heights=heights, folded=folded, stacked=_words(state.get("stacked")),
            )
        )

    def reset(self) -> None:
        """Put every track and dock back as at first, and show all steps."""
        self._docks.arrange(self._hidden)
        self._stack.lay_out(self._stack.first_order, (), [])
        self._stack.fit()

    def explore(self) -> None:
        """All tracks, the experiment, and the docks of a first window."""
        self.reset()

    def research(self) -> None:
        """The studies of gradients, spectra, gates and weights in tabs beside all tracks."""
        shown = frozenset((*RESEARCH, BESIDE)) & self._docks.docks.keys()
        front = next((key for key in RESEARCH if key in shown), BESIDE)
        self._docks.arrange(self._docks.docks.keys() - shown, front, WIDE)
        self._stack.lay_out(self._stack.first_order, (), [])

    def lecture(self, front: str = "equations", *, numbers: bool = False, gates: bool = True) -> None:
        """Three tracks and one large dock; others where numbers are predicted, or where there are no gates."""
        self._docks.arrange(self._docks.docks.keys() - {front}, front, WIDE)
        shown: tuple[str, ...] = NUMBERS_OF_LECTURE if numbers else TRACKS_OF_LECTURE
        if not gates:
            shown = tuple(UNGATED.get(key, key) for key in shown)
        hidden = [key for key in self._stack.first_order if key not in shown]
        self._stack.lay_out(self._stack.first_order, hidden, [])

    def _first_size(self) -> None:
        room = self._window.screen().availableGeometry()
        self._window.resize(min(FIRST_SIZE[0], room.width()), min(FIRST_SIZE[1], room.height()))


def _words(said: object) -> list[str]:
    return [word for word in said if isinstance(word, str)] if isinstance(said, list) else []
