"""What a run's probe looks at: its example or a text that the model has written, operated on or as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from rnnviz.engine.generation import Writings, WrittenText
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.passes import batch_gradient
from rnnviz.engine.patience import at_work_on
from rnnviz.engine.probe import Probe
from rnnviz.engine.surgery.edits import with_edits
from rnnviz.engine.surgery.operable import Operable
from rnnviz.engine.surgery.operated import Surgery
from rnnviz.engine.updates.weight_watch import WeightWatch
from rnnviz.engine.ways.layers import State
from rnnviz.operation import Operation
from rnnviz.tasks import Batch
from rnnviz.trace import Trace

Beginning = tuple[Batch, tuple[State, ...] | None]
"""A prepared batch, and the states that a pass over it starts from."""


class Probing:
    """Makes traces of one example beside the learning, with what was kept of the last update.

    Parameters
    ----------
    learner : Learner
    newest : callable without parameters
        Returns the batch that was learnt from last, and where it started.
    """

    def __init__(self, learner: Learner, newest: Callable[[], Beginning]) -> None:
        self.probe = Probe(learner)
        self.weight_watch = WeightWatch(learner.model, self.probe.names.cells)
        self.writings = Writings()
        self.surgery = Surgery(self.probe)
        self._newest = newest
        self._read_last: WrittenText | None = None

    def trace(
        self, beginning: Beginning, update: int, watch: tuple[str, ...], reach_from: int | None,
        operations: Sequence[Operation], writing: int,
    ) -> Trace:
        """Return the trace of an example, or of a written text in its place; see `Run.probe`."""
        text = self.writings.readable(writing)
        if text is not self._read_last:  # what is kept of the untouched pass is of another example
            self._read_last = text
            self.surgery.forget()
        example, states = beginning if text is None else (text.example, None)
        if text is not None and reach_from is not None and not text.bears_loss(reach_from):
            reach_from = None
        of_weights = self.weight_watch.arrays(self.probe.asked(watch), update)
        if any(operation.on for operation in operations):
            trace = self.surgery.trace(operations, example, states, watch, reach_from)
            if trace.untouched is not None:
                whole = {**trace.untouched.arrays, **of_weights}
                trace = replace(trace, untouched=replace(trace.untouched, update=update, arrays=whole))
            arrays: Mapping[str, np.ndarray] = {**trace.arrays, **with_edits(of_weights, operations)}
        else:
            trace = self.probe.trace(example, states, watch, reach_from, update)  # first: it follows the weights
            more = {**(self._batch_gradients(watch) if text is None else {}), **of_weights}
            arrays = {**trace.arrays, **more} if more else trace.arrays
        if arrays is not trace.arrays or trace.update != update:
            trace = replace(trace, update=update, arrays=arrays)
        return trace if text is None else text.marked(trace)

    def operable(self, example: Batch, writing: int) -> Operable:
        """Return what can be operated on in a pass over an example, or over a written text in its place."""
        text = self.writings.readable(writing)
        return self.surgery.operable(example if text is None else text.example)

    def _batch_gradients(self, watch: tuple[str, ...]) -> dict[str, np.ndarray]:
        """Return ∂L/∂h over the newest batch (the coming one where there is none yet), where it is watched."""
        kind = "batch_gradient_norm/"
        names = (name for name in self.probe.asked(watch) if name.startswith(kind))
        scopes = sorted(name.removeprefix(kind).removesuffix(".hidden") for name in names)
        if not scopes:
            return {}
        batch, states = self._newest()
        learner = self.probe.learner
        with at_work_on([f"{kind}{scope}.hidden" for scope in scopes]):
            return batch_gradient.arrays(
                learner, batch, None if states is None else learner.here(states), scopes, self.probe.ways
            )
