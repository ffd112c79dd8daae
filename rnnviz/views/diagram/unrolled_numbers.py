"""The numbers of the unrolled graph: what a step's states, outputs and losses hold, and how far the pass has come."""

from __future__ import annotations

import math

import numpy as np

from rnnviz.measures.readout import output_gradient
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.diagram.cell_step import BACKWARD
from rnnviz.views.diagram.drawing import DECADES, THICK, THIN
from rnnviz.views.diagram.magnitude import norm, value_width
from rnnviz.views.diagram.unrolled_grid import Grid
from rnnviz.views.gate import visible
from rnnviz.views.scopes import scope_at
from rnnviz.views.words.figures import power
from rnnviz.views.words.loss_unit import in_unit, loss_unit


def are_apart(trace: Trace) -> bool:
    """Tell whether losses fall on single steps, with room beside each: many-to-one, above all."""
    steps = trace.get("loss_steps")
    if steps is None or len(steps) < 2:
        return False
    places = np.flatnonzero(steps)
    return bool(len(places)) and bool((np.diff(places) > 1).all())


class Numbers:
    """What is drawn of a trace at a moment, row by row of a grid; of one unit, or (None) of vectors by their norms."""

    def __init__(self, trace: Trace, moment: Moment, unit: int | None, grid: Grid) -> None:
        self.trace, self.moment, self.unit, self.grid = trace, moment, unit, grid
        self.back = moment.phase in BACKWARD
        self.start = trace.loss_start if "loss_steps" in trace else trace.length
        self.losses = trace.get("loss_steps")
        self.count = int(self.losses.sum()) if self.losses is not None else 0
        self.both_ways = len(grid.levels[0]) > 1
        logs = [self.log(t, depth) for t in grid.steps for depth in grid.depths]
        self.largest = max((log for log in logs if log is not None and math.isfinite(log)), default=0.0)

    def faint(self, t: int, depth: int | None = None) -> bool:
        """Tell whether the number at the cursor needs nothing of a step: of a row of states, or of outputs (None).

        Forward that is what comes after it, backward what comes before; the other way round where a row reads
        from the end.
        """
        later = self.moment.phase == "forward"
        if not later and self.moment.phase != "backward":
            return False
        if depth is not None and self.grid.reverse(depth):
            later = not later
        return t > self.moment.t if later else t < self.moment.t

    def unread(self, t: int) -> bool:
        """Tell whether what stands at a step has not been read yet: by either direction."""
        return self.faint(t) and not (self.both_ways and self.moment.phase in ("forward", "backward"))

    def given(self, t: int) -> bool:
        """Tell whether something is given to read at a step."""
        steps = self.trace.get("input_steps")
        return steps is None or not 0 <= t < len(steps) or bool(steps[t])

    def carries(self, t: int) -> bool:
        """Tell whether a step of the time axis carries a loss."""
        place = t - self.start
        return self.losses is not None and 0 <= place < len(self.losses) and bool(self.losses[place])

    def scope(self, t: int, depth: int) -> str | None:
        """Return a layer's scope at a step, None before it begins."""
        scope = scope_at(self.trace, self.grid.known[depth], t)
        return scope if scope and t >= self.trace.start(scope) else None

    def at(self, kind: str, t: int, depth: int) -> Array | None:
        """Return a row of the hidden states, or of what a prefix says of them, at a step."""
        scope = self.scope(t, depth)
        values = None if scope is None else self.trace.get(f"{kind}{scope}.hidden")
        place = -1 if scope is None else t - self.trace.start(scope)
        return None if values is None or not 0 <= place < len(values) else values[place]

    def value(self, t: int, depth: int) -> float | None:
        """Return the unit's value, or the norm of all."""
        row = self.at("", t, depth)
        if row is None or (self.unit is not None and self.unit >= len(row)):
            return None
        return norm(row) if self.unit is None else float(row[self.unit])

    def log(self, t: int, depth: int) -> float | None:
        """Return log10 of the gradient's size at a state: of the unit's, or of its norm."""
        if self.unit is None:
            found = self.at("gradient_norm_log10/", t, depth)
            return None if found is None else float(found)
        row = self.at("gradient/", t, depth)
        if row is None or self.unit >= len(row):
            return None
        size = abs(float(row[self.unit]))
        return math.log10(size) if size else -math.inf

    def sized(self, log: float) -> str:
        """Return a gradient's size, given by its log10, with its unit: that of the loss."""
        return in_unit(power(log), loss_unit(self.trace))

    def read(self, t: int) -> Array | None:
        """Return what the lowest layer reads at a step."""
        scope = self.scope(t, 0)
        half = "" if scope is None else scope.rpartition(".")[0]
        values = self.trace.get(f"{half}.inputs" if half else "inputs")
        place = -1 if scope is None else t - self.trace.start(scope)
        return None if values is None or not 0 <= place < len(values) else values[place]

    def output(self, t: int) -> Array | None:
        """Return the outputs of a step."""
        values, place = self.trace.get("outputs"), t - self.start
        return None if values is None or not 0 <= place < len(values) else values[place]

    def reads_out(self, t: int) -> bool:
        """Tell whether a step's output is drawn: of losses that stand beside their outputs, those outputs alone."""
        return t >= self.start and self.output(t) is not None and (self.carries(t) or not self.grid.aside)

    def from_loss(self, t: int) -> float | None:
        """Return the norm of what a step's loss sends back into its outputs."""
        outputs, targets = self.output(t), self.trace.get("targets")
        if outputs is None or targets is None or not self.carries(t):
            return None
        target = targets[t - self.start]
        if target.dtype.kind in "iu" and not 0 <= int(target) < len(outputs):
            return None
        return norm(output_gradient(outputs, target, self.count))

    def width(self, size: float | None, log: float | None) -> float:
        """Return a wire's width: of a value's size forward, of a gradient's log10 backward."""
        if not self.back:
            return value_width(size)
        if log is None or not math.isfinite(log):
            return THIN
        return THIN + (THICK - THIN) * min(max(1 + (log - self.largest) / DECADES, 0.0), 1.0)

    def token(self, t: int) -> str:
        """Return the text of what is read at a step."""
        tokens = self.trace.get("tokens")
        return visible(str(tokens[t])) if tokens is not None and t < len(tokens) else str(t)
