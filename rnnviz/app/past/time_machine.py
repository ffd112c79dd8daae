"""The time machine: what a person does to the past of the run, on its way to the engine, and what is to be said."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from rnnviz.app.form.field_words import label, shown, weight_said
from rnnviz.app.moment.player import Player
from rnnviz.app.notices import Notice, Notices
from rnnviz.app.past.lines import Lines
from rnnviz.app.past.timeline import Marks
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.live_run import LiveRun
from rnnviz.app.settings_store import SettingsStore
from rnnviz.catalogue import fields
from rnnviz.link.frames import Header
from rnnviz.trace import Trace
from rnnviz.views.requests import Requests
from rnnviz.views.update_line import UpdateLine
from rnnviz.views.words.language import tr
from rnnviz.weight_change import is_weight

MEGABYTES = 256
"""Memory for snapshots unless a person chose otherwise."""
CHOICES = (64, 256, 1024, 4096)
PATIENCE = 0.3
"""Seconds after which a journey shows how far it is, and can be left off."""
MEMORY = "snapshot_megabytes"


class TimeMachine(QObject):
    """Takes the player, the views' requests and the actions to past updates.

    Attributes
    ----------
    lines : Lines
    megabytes : int
        Memory for snapshots.
    percent : int
        How much of a journey is done.
    """

    marked = Signal(object)
    """This machine: other things are to be marked on the timeline."""

    def __init__(
        self, player: Player, link: EngineLink, lines: Lines, requests: Requests, update_line: UpdateLine,
        notices: Notices, store: SettingsStore, parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._link = link
        self.lines = lines
        self._update_line = update_line
        self._notices = notices
        self._store = store
        self._full: set[int] = set()
        self._left_at = 0.0
        self.percent = 0
        self.megabytes = round(store.number(MEMORY, MEGABYTES))
        player.travel_asked.connect(self._travel)
        player.traced.connect(self._place)
        requests.update_asked.connect(self.go_to)
        link.placed.connect(self._place)
        link.measured.connect(self._place)
        link.travelled.connect(self._hear_of_journey)
        link.told.connect(self._hear_of_update)
        link.shelved.connect(self._hear_of_snapshots)
        for signal in (link.shelved, link.changed, link.started, lines.changed):
            signal.connect(lambda _: self.marked.emit(self))
        link.remember(self.megabytes << 20)

    @property
    def goal(self) -> int | None:
        """The update that the run is on its way to."""
        return self._link.run.goal if self._link.run is not None else None

    @property
    def rewound(self) -> bool:
        """Whether the run stands before its newest update."""
        return self._link.run is not None and self._link.run.rewound

    @property
    def slow(self) -> bool:
        """Whether a journey takes so long that it is to be told of."""
        return time.monotonic() >= self._left_at + PATIENCE

    def head(self, update: int) -> int:
        """Return the last update of the run, or the given one where that is later (its rows are on their way)."""
        run = self._link.run
        if run is None:
            return update
        return run.head if run.rewound else max(update, run.head)

    def go_to(self, update: object) -> None:
        """Go to the update of the run's past that is nearest to a number."""
        run = self._link.run
        if run is not None and isinstance(update, int | float):
            self._player.go_to_update(min(max(round(update), 0), run.head))

    def first_update(self) -> None:
        """Go to the fresh weights."""
        if self._stands_at(0):
            self._notices.say(lambda: _already(tr("The run stands at its fresh weights already.")))
        self.go_to(0)

    def previous_update(self) -> None:
        """Go one update back."""
        if self._stands_at(0):
            self._notices.say(lambda: _already(tr("The run stands at its fresh weights already.")))
        self._player.previous_update()

    def newest_update(self) -> None:
        """Go to the last update that the run has come to."""
        if self._link.run is not None:
            if self._stands_at(self._link.run.head):
                self._notices.say(lambda: _already(tr("The run stands at its newest update already.")))
            self.go_to(self._link.run.head)

    def _stands_at(self, update: int) -> bool:
        """Return whether an update is shown, and nothing moves that would leave it."""
        run, trace = self._link.run, self._player.trace
        if run is None or trace is None or trace.run != run.number or self._player.training or run.goal is not None:
            return False
        return trace.update == update

    def scrub(self, drag: tuple[int, bool]) -> None:
        """Follow the mouse along the timeline: (update, near)."""
        self._player.go_to_update(drag[0], near=drag[1])

    def turn_back(self) -> bool:
        """Leave off with a journey: the run stands where it stood before. Return whether there was one."""
        if self.goal is None:
            return False
        self._player.stop_waiting()
        self._link.turn_back()
        return True

    def set_memory(self, megabytes: int) -> None:
        """Keep so much of the past from now on."""
        self.megabytes = megabytes
        self._store.put(MEMORY, str(megabytes))
        self._notices.withdraw("snapshots")
        self._link.remember(megabytes << 20)
        self._notices.say(
            lambda: _already(tr("Snapshots may take {size} MB from now on.").format(size=f"{megabytes:,}"))
        )

    @property
    def marks(self) -> Marks:
        """What is to be marked on the timeline."""
        run, current = self._link.run, self.lines.current
        if run is None:
            return Marks()
        infos = {info.path: info for info in fields(run.experiment)}
        changes: dict[int, list[str]] = {}
        for change in run.experiment.change:
            if is_weight(change.field) and change.update <= run.head:
                changes.setdefault(change.update, []).append(weight_said(change))
            elif change.field in infos and change.update <= run.head:
                info = infos[change.field]
                changes.setdefault(change.update, []).append(f"{label(info)} → {shown(info, change.value)}")
        branches = [
            (line.run.left, line.name) for line in self.lines.shown if line.of is current and line.run.left
        ]
        return Marks(
            snapshots=tuple(run.kept.get("updates", ())),
            changes=tuple((update, ", ".join(words)) for update, words in changes.items()),
            branches=tuple(branches),
        )

    def _travel(self, wish: tuple[int, bool]) -> None:
        self._left_at, self.percent = time.monotonic(), 0
        self._link.go_to(wish[0], near=wish[1])

    def _hear_of_journey(self, header: Header) -> None:
        if header["total"]:
            self.percent = round(100 * header["done"] / header["total"])

    def _hear_of_update(self, state: Header) -> None:
        """Count in the update that is replayed just now, where that takes long."""
        if state["busy"] == "go_to" and state["share"] is not None:
            self.percent = round(100 * state["share"])

    def _place(self, _: Trace | LiveRun) -> None:
        """Tell the views which past update is shown."""
        run, trace = self._link.run, self._player.trace
        past = run is not None and trace is not None and trace.run == run.number and run.rewound
        self._update_line.place(trace.update if past and trace is not None else None)

    def _hear_of_snapshots(self, run: LiveRun) -> None:
        """Say once of each line that its past has outgrown the memory for it."""
        if not run.kept["dropped"] or run.line in self._full:
            return
        self._full.add(run.line)
        self._notices.say(self._full_shelf)

    def _full_shelf(self) -> Notice:
        words = tr(
            "The snapshots of this training fill their {size} MB: the oldest go, so that going far back takes longer. "
            "Every update can still be reached."
        )
        larger = next((choice for choice in CHOICES if choice > self.megabytes), None)
        choices: tuple[tuple[str, Callable[[], object]], ...] = ()
        if larger is not None:
            choices = ((tr("Allow {size} MB").format(size=larger), lambda: self.set_memory(larger)),)
        return Notice(key="snapshots", text=words.format(size=self.megabytes), level="info", choices=choices)


def _already(words: str) -> Notice:
    """Return a notice that goes by itself."""
    return Notice(key="done", text=words, level="info", seconds=4.0)
