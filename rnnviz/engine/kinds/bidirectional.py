"""A stack whose layers read both ways, from either end."""

from __future__ import annotations

import numpy as np

from rnnviz.directions import is_reverse
from rnnviz.engine.kinds.kind import Asked
from rnnviz.engine.kinds.stack import OfCells
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes import fused, graph
from rnnviz.engine.passes.recorded import Recorded
from rnnviz.errors import BadInput


class BothEnds(OfCells):
    """It needs its text from both ends: it reads no running one, and writes none."""

    def readable(self, asked: Asked) -> Recorded:
        """Return the pass as one graph: what is read above of a step holds what is read below after it."""
        return self._unrolled(asked, double=False)

    def record(self, asked: Asked) -> Recorded:
        """Return the pass on its fast path where every layer has one."""
        if asked.new_tape is None and fused.possible(asked.learner.model):
            return self.on_ways(asked)
        found = self.readable(asked)
        lost = self.beyond(asked, found) or self.faint(asked, found) or self.settled(asked, found)
        return self._unrolled(asked, double=True) if lost else found

    @staticmethod
    def _unrolled(asked: Asked, double: bool) -> Recorded:
        return graph.unroll(
            asked.learner, asked.example, asked.states, asked.weights, asked.wanted, double, asked.tape
        )

    def reached(self, asked: Asked, name: str, logs: np.ndarray, begin: int, end: int) -> np.ndarray:
        """Return what the top layer's way on says up to the last loss, its way back from the first, and all below."""
        model, scope = asked.learner.model, name.rpartition(".")[0]
        if scope not in model.levels[-1].scopes:
            return logs
        return logs[begin:] if is_reverse(scope) else logs[: end + 1]

    def why_unread(self, model: Stack) -> BadInput | None:
        """Return that no end of a running text is there to begin at."""
        return BadInput("a bidirectional model reads a passage from both ends, no running text: its example is shown")

    def why_silent(self, model: Stack) -> BadInput | None:
        """Return that what it would write would have to be read first."""
        return BadInput(
            "a bidirectional network reads its text from both ends, so it cannot write one: switch model.bidirectional "
            "off"
        )
