"""Pinned runs: the curves of runs that a person keeps, to compare later ones with."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

import numpy as np
from PySide6.QtCore import QObject

from rnnviz.app.changing.called import called
from rnnviz.app.changing.differences import differences
from rnnviz.app.changing.editing import Editing
from rnnviz.app.form.field_words import choice_word, label, shown
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.recipe import as_it_is
from rnnviz.catalogue import fields, has_cell
from rnnviz.cells import CELLS
from rnnviz.experiment import Experiment
from rnnviz.history import BY_PARAMETER, History
from rnnviz.session.tensors import from_bytes, to_bytes
from rnnviz.trace import Array
from rnnviz.views.update_line import Ghost, UpdateLine
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

AVERAGED = 20
"""Updates that a final loss is the mean of: that of one batch says little."""
LONGEST = 24
"""Characters of a name beside a curve; the whole is in the tooltip."""
FIRST = 1_000_000
"""Pins are told apart from lines of updates by their numbers."""
MEMBER = "curves.safetensors"
MOST_ROWS = 20_000
"""Rows of a pin in a session; of a longer one so many lie there, evenly, the last among them …"""
MOST_BYTES = 32 << 20
"""… and so many bytes of all of them: those pinned last come first."""


class Pins(QObject):
    """Keeps a copy of the present run's figures when a view asks for it; sessions keep them as a part.

    Attributes
    ----------
    count : int
        Pins made so far; each keeps its number.
    """

    def __init__(
        self, editing: Editing, link: EngineLink, update_line: UpdateLine, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._editing = editing
        self._link = link
        self._update_line = update_line
        self.count = 0
        self._packed: tuple[tuple[Ghost, ...], dict[str, bytes]] = ((), {})
        update_line.pin_asked.connect(self.pin)

    def pin(self, _: object = None) -> None:
        """Keep the curves of the present run as they are now."""
        run = self._link.run
        if run is None or not len(run.history):
            return
        baseline = self._editing.baseline
        now = as_it_is(run.experiment, run.head)
        told = differences(baseline, now)
        title = called(now)
        loss = float(np.mean(run.history["loss"][-AVERAGED:]))
        about = tr("{what}; final loss {loss} at update {count}").format(
            what=", ".join((title, *told)), count=f"{run.head:,}", loss=number(loss)
        )
        columns = {name: run.history[name].copy() for name in run.history.names if not name.startswith(BY_PARAMETER)}
        self._keep(_short(baseline, now), about, columns)

    @property
    def mark(self) -> object:
        """What is pinned; None where nothing is."""
        return tuple((ghost.about, ghost.last) for ghost in self._update_line.pinned) or None

    kept_mark = mark

    def pack(self) -> dict[str, bytes]:
        """Return what is pinned as the files of a session; made anew only when something else is pinned."""
        pinned = self._update_line.pinned
        if pinned != self._packed[0]:
            self._packed = pinned, {MEMBER: b"".join(to_bytes(arrays(pinned)))} if pinned else {}
        return self._packed[1]

    def unpack(self, files: Mapping[str, bytes]) -> None:
        """Pin what a session has pinned, beside what is pinned here; what is here already is left out."""
        if MEMBER not in files:
            return
        found, _ = from_bytes(MEMBER, files[MEMBER])
        for place in sorted({int(name.partition("/")[0]) for name in found}):
            mine = {name.partition("/")[2]: a for name, a in found.items() if name.partition("/")[0] == str(place)}
            name, about = str(mine.pop("name")), str(mine.pop("about"))
            mine = {column: mine[column] for column in mine.pop("order").tolist()}
            last = float(mine["update"][-1])
            if not any((ghost.about, ghost.last) == (about, last) for ghost in self._update_line.pinned):
                self._keep(name.partition(": ")[2] or name, about, mine)

    def _keep(self, name: str, about: str, columns: Mapping[str, Array]) -> None:
        self.count += 1
        history = History()
        history.extend(columns)
        short = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip(" ,") + "…"
        ghost = Ghost(line=FIRST + self.count, name=f"{self.count}: {short}", history=history, about=about)
        self._update_line.pin(ghost)


def arrays(pinned: Iterable[Ghost]) -> dict[str, Array]:
    """Return what is pinned as plain arrays, ``1/name``, ``1/about``, ``1/loss`` …, within the limits of a session."""
    kept: list[dict[str, Array]] = []
    room = MOST_BYTES
    for ghost in reversed(tuple(pinned)):
        rows = np.unique(np.linspace(0, len(ghost.history) - 1, min(len(ghost.history), MOST_ROWS)).round().astype(int))
        columns: dict[str, Array] = {name: ghost.history[name][rows] for name in ghost.history.names}
        room -= sum(column.nbytes for column in columns.values())
        if room < 0:
            break
        about = {"name": ghost.name, "about": ghost.about, "order": ghost.history.names}
        kept.append({**{word: np.array(said) for word, said in about.items()}, **columns})
    return {
        f"{place}/{name}": array
        for place, found in zip(itertools.count(1), reversed(kept), strict=False) for name, array in found.items()
    }


def _short(before: Experiment, after: Experiment) -> str:
    """Return the cell and what was changed, as briefly as beside a curve: GRU, H 48."""
    cell = tr(CELLS[after.cell.kind].info.title).partition(" (")[0]
    if not has_cell(after):
        cell = choice_word("model.kind", after.model.kind)
    known = {info.path for info in fields(before)}
    said = [
        f"{info.symbol or label(info)} {shown(info, after.value(info.path))}"
        for info in fields(after)
        if info.path in known and info.path != "cell.kind" and before.value(info.path) != after.value(info.path)
    ]
    return ", ".join((cell, *said))
