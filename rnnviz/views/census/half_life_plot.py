"""Half-lives of the units, sorted, on a logarithmic axis of steps."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg

from rnnviz.views.base import Shared
from rnnviz.views.census.counted import KEEPERS
from rnnviz.views.plots.decades import DecadeAxis
from rnnviz.views.plots.dot_plot import DotPlot, Points
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.figure_axis import FigureAxis
from rnnviz.views.plots.line import pen
from rnnviz.views.words.language import tr
from rnnviz.views.words.powers import raised

LONG = 100
"""Steps: a unit of a longer half-life is said to remember."""
INSET = 0.03
"""Share of the range by which what lies beyond it is set in from the edge."""


class StepsAxis(DecadeAxis):
    """The bottom axis: decades of steps, as plain numbers where they are short."""

    def __init__(self) -> None:
        pg.AxisItem.__init__(self, "bottom")

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if spacing < 1:
            return [""] * len(values)
        return [f"{10.0**value:g}" if -2 <= value <= 3 else f"10{raised(round(value))}" for value in values]


class HalfLifePlot(DotPlot):
    """A dot a unit: x its half-life, y the share of the units whose half-life is at most that.

    Half-lives of 0 lie at the left edge (◂), endless ones at the right (▸).
    """

    def __init__(self, shared: Shared) -> None:
        roles = shared.palette.roles
        styles: dict[str, tuple[str, str]] = {}
        for role in KEEPERS:
            styles |= {role: (roles[role], "o"), f"{role} 0": (roles[role], "t3"), f"{role} ∞": (roles[role], "t2")}
        super().__init__(shared, styles, {"left": FigureAxis(), "bottom": StepsAxis()})
        self.long = pg.InfiniteLine(pos=np.log10(LONG), angle=90, pen=pen(shared.palette.muted, 1, (2, 3)))
        self.addItem(self.long, ignoreBounds=True)
        self.easing = Easing(least=2.0)
        self.box.setYRange(-0.09, 1.09, padding=0)
        self.title("left", tr("units"))
        self.setToolTip(
            tr(
                "Steps in which a unit keeps half of what it carries: ln ½ / ln of its gate's geometric mean over the "
                "steps. Height: the share of the units that keep it no longer. Dotted: {long} steps."
            ).format(long=LONG)
        )

    def draw_half_lives(self, role: str, symbol: str, half_lives: npt.NDArray[np.float64], unit: int, run: int) -> None:
        """Draw the half-lives (H,) of the gate that keeps; NaN is left out."""
        units = np.flatnonzero(~np.isnan(half_lives))
        units = units[np.argsort(half_lives[units], kind="stable")]
        steps = half_lives[units]
        share = np.arange(1, len(units) + 1) / max(len(units), 1)
        within = (steps > 0) & np.isfinite(steps)
        x = np.log10(steps, where=within, out=np.zeros(len(steps)))
        low, high = self.easing.follow(*self._ends(x[within]), run)
        self.box.setXRange(low, high, padding=0)
        inset = INSET * (high - low)
        x[steps == 0], x[np.isinf(steps)] = low + inset, high - inset
        groups = {role: within, f"{role} 0": steps == 0, f"{role} ∞": np.isinf(steps)}
        self.draw({group: Points(x[here], share[here], units[here]) for group, here in groups.items()}, unit)
        self.title("bottom", tr("half-life of {gate}, in steps").format(gate=symbol))

    @staticmethod
    def _ends(exponents: npt.NDArray[np.float64]) -> tuple[float, float]:
        """Return the ends of the range: the half-lives, and one step to a hundred in any case."""
        return float(exponents.min(initial=0.0)), float(exponents.max(initial=np.log10(LONG) + 0.3))
