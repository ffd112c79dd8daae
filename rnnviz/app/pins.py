"""Pinned runs: the curves of runs that a person keeps, to compare later ones with."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QObject

from rnnviz.app.differences import differences
from rnnviz.app.editing import Editing
from rnnviz.app.engine_link import EngineLink
from rnnviz.app.field_words import choice_word, label, shown
from rnnviz.app.recipe import as_it_is
from rnnviz.catalogue import fields, has_cell
from rnnviz.cells import CELLS
from rnnviz.experiment import Experiment
from rnnviz.history import BY_PARAMETER, History
from rnnviz.trace import Array
from rnnviz.views.figures import number
from rnnviz.views.language import tr
from rnnviz.views.update_line import Ghost, UpdateLine

AVERAGED = 20
"""Updates that a final loss is the mean of: that of one batch says little."""
LONGEST = 24
"""Characters of a name beside a curve; the whole is in the tooltip."""
FIRST = 1_000_000
"""Pins are told apart from lines of updates by their numbers."""


class Pins(QObject):
    """Keeps a copy of the present run's figures when a view asks for it.

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
        update_line.pin_asked.connect(self.pin)

    def pin(self, _: object = None) -> None:
        """Keep the curves of the present run as they are now."""
        run = self._link.run
        if run is None or not len(run.history):
            return
        baseline = self._editing.baseline
        now = as_it_is(run.experiment, run.head)
        told = differences(baseline, now)
        title = tr(now.title) if now.title else now.name
        loss = float(np.mean(run.history["loss"][-AVERAGED:]))
        about = tr("{what}; {count} updates, final loss {loss}").format(
            what=", ".join((title, *told)), count=f"{run.head:,}", loss=number(loss)
        )
        columns = {name: run.history[name].copy() for name in run.history.names if not name.startswith(BY_PARAMETER)}
        self._keep(_short(baseline, now), about, columns)

    def arrays(self) -> dict[str, Array]:
        """Return what is pinned as plain arrays, ``1/name``, ``1/about``, ``1/loss`` …, to be stored."""
        found: dict[str, Array] = {}
        for place, ghost in enumerate(self._update_line.pinned, 1):
            found[f"{place}/name"], found[f"{place}/about"] = np.array(ghost.name), np.array(ghost.about)
            found |= {f"{place}/{name}": ghost.history[name].copy() for name in ghost.history.names}
        return found

    def restore(self, arrays: Mapping[str, Array]) -> None:
        """Pin what `arrays` has returned, in place of what is pinned."""
        self._update_line.unpin(*self._update_line.pinned)
        for place in sorted({int(name.partition("/")[0]) for name in arrays}):
            mine = {name.partition("/")[2]: a for name, a in arrays.items() if name.partition("/")[0] == str(place)}
            name, about = str(mine.pop("name")), str(mine.pop("about"))
            self._keep(name.partition(": ")[2] or name, about, mine)

    def _keep(self, name: str, about: str, columns: Mapping[str, Array]) -> None:
        self.count += 1
        history = History()
        history.extend(columns)
        short = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip(" ,") + "…"
        ghost = Ghost(line=FIRST + self.count, name=f"{self.count}: {short}", history=history, about=about)
        self._update_line.pin(ghost)


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
