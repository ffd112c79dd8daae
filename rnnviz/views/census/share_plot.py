"""The median shares of saturated steps by update: saturation growing while the model learns."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from rnnviz.views.base import Shared
from rnnviz.views.census.saturation_plot import RANGE, SYMBOLS
from rnnviz.views.plots.line import DASHED, Line
from rnnviz.views.plots.update_plot import UpdatePlot

Floats = npt.NDArray[np.float64]


class SharePlot(UpdatePlot):
    """Two lines a gate in its colour: the share of open steps solid, that of shut ones dashed."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        roles, width = shared.palette.roles, shared.line_width
        self.opened = {role: Line(self, roles[role], width=width) for role in SYMBOLS}
        self.shut = {role: Line(self, roles[role], width=width, dashes=DASHED) for role in SYMBOLS}
        self.box.setYRange(*RANGE, padding=0)
        self._of: tuple[int, float] | None = None

    def draw(self, columns: Mapping[str, tuple[Floats, Floats, Floats]], *, run: int) -> None:
        """Draw (updates, left, right) of each role, and no other; what is NaN was not seen."""
        for role in SYMBOLS:
            if role not in columns:
                self.opened[role].clear()
                self.shut[role].clear()
                continue
            updates, left, right = columns[role]
            for line, shares in ((self.shut[role], left), (self.opened[role], right)):
                line.draw(updates, shares, crossed=np.zeros(len(updates), bool))
        seen = [updates for updates, _, _ in columns.values() if len(updates)]
        if seen:
            first, last = float(seen[0][0]), float(seen[0][-1])
            self.fit_updates(first, last, anew=(run, first) != self._of)
            self._of = (run, first)
