"""One step of a layer in the numbers of its cell's diagram: values, or gradients back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from rnnviz.cell_info import CellInfo
from rnnviz.measures.diagram import gradients, node_values
from rnnviz.trace import Moment, Trace
from rnnviz.views.diagram.magnitude import norm, rms
from rnnviz.views.diagram.step_arrays import step_gradients, step_values
from rnnviz.views.scopes import Layer, scope_at

Floats = npt.NDArray[np.float64]
BACKWARD = ("backward", "clip", "update")


@dataclass(frozen=True, kw_only=True)
class CellStep:
    """One step of a layer in the numbers of its diagram.

    Attributes
    ----------
    back : bool
        Gradients are shown, not values.
    unit : int or None
        The unit whose numbers are shown; None: the norms of all.
    values, gradients, arrows
        As `rnnviz.measures.diagram` returns them.
    """

    trace: Trace
    layer: Layer
    cell: CellInfo
    moment: Moment
    unit: int | None
    values: Mapping[str, Floats] = field(default_factory=dict)
    gradients: Mapping[str, Floats] = field(default_factory=dict)
    arrows: Mapping[tuple[str, str], Floats] = field(default_factory=dict)

    @property
    def back(self) -> bool:
        """Whether gradients are shown, not values."""
        return self.moment.phase in BACKWARD

    @property
    def scope(self) -> str:
        """The layer's scope at the step."""
        return scope_at(self.trace, self.layer, self.moment.t)

    def one(self, vector: Floats | None, *, inputs: bool = False) -> float | None:
        """Return the number that stands for a vector: the unit's, or the norm."""
        if vector is None:
            return None
        if self.unit is None or inputs:
            return norm(vector)
        return float(vector[self.unit]) if self.unit < len(vector) else None

    def size(self, vector: Floats | None, *, inputs: bool = False) -> float | None:
        """Return how large a vector is for one unit: its number's size, or the root of its mean square."""
        if vector is None:
            return None
        if self.unit is None or inputs:
            return rms(vector)
        found = self.one(vector)
        return None if found is None else abs(found)


def cell_step(trace: Trace, layer: Layer, cell: CellInfo, moment: Moment, unit: int | None) -> CellStep:
    """Return the numbers of one step."""
    values = node_values(cell.diagram, step_values(trace, layer, cell, moment.t))
    nodes: Mapping[str, Floats] = {}
    arrows: Mapping[tuple[str, str], Floats] = {}
    if moment.phase in BACKWARD:
        nodes, arrows = gradients(cell.diagram, values, step_gradients(trace, layer, cell, moment.t))
    return CellStep(
        trace=trace, layer=layer, cell=cell, moment=moment, unit=unit, values=values, gradients=nodes, arrows=arrows
    )
