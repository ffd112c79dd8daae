"""A stack whose layers read both ways, from either end."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from torch import Tensor

from rnnviz.directions import is_reverse
from rnnviz.engine.entering import Entering
from rnnviz.engine.kinds.kind import Asked, Kind, Reader
from rnnviz.engine.kinds.recurrent import units_of_layer
from rnnviz.engine.kinds.stack import RecurrentReader, names_of_stack, on_ways
from rnnviz.engine.layers import State
from rnnviz.engine.learner import Learner
from rnnviz.engine.names import Names
from rnnviz.engine.passes import fused, graph
from rnnviz.engine.passes.linearised import Linearised
from rnnviz.engine.passes.recorded import Recorded
from rnnviz.engine.stack import Stack
from rnnviz.errors import BadInput


class BothEnds(Kind[Stack]):
    """It needs its text from both ends: it reads no running one, and writes none."""

    def names(self, model: Stack) -> Names:
        """Return what can be recorded."""
        return names_of_stack(model)

    def readable(self, asked: Asked) -> Recorded:
        """Return the pass as one graph: what is read above of a step holds what is read below after it."""
        return self._unrolled(asked, double=False)

    def record(self, asked: Asked) -> Recorded:
        """Return the pass on its fast path where every layer has one."""
        if asked.new_tape is None and fused.possible(asked.learner.model):
            return on_ways(self, asked)
        found = self.readable(asked)
        return self._unrolled(asked, double=True) if self.beyond(asked, found) else found

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

    def units(self, model: Stack, scope: str, key: str, seen: int) -> int:
        """Return the size of what a layer reads, or else of its state."""
        return units_of_layer(model.by_scope[scope], key)

    def linearised(
        self, model: Stack, values: Mapping[str, Tensor], states: tuple[State, ...] | None
    ) -> Mapping[str, Linearised]:
        """Return the layers as linear maps, each in the order in which it reads."""
        return fused.linearised(model, values, states)

    def why_unread(self, model: Stack) -> BadInput | None:
        """Return that no end of a running text is there to begin at."""
        return BadInput("a bidirectional model reads a passage from both ends, no running text: its example is shown")

    def why_silent(self, model: Stack) -> BadInput | None:
        """Return that what it would write would have to be read first."""
        return BadInput(
            "a bidirectional network reads its text from both ends, so it cannot write one: switch model.bidirectional "
            "off"
        )

    def reader(self, learner: Learner, beginning: Entering) -> Reader:
        """Return what reads a beginning; see `why_silent` of what comes after it."""
        return RecurrentReader(learner, beginning)
