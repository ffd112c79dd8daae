"""The trace of an operated pass, with the untouched one of the same weights and example beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rnnviz.engine.passes.graph import differentiable
from rnnviz.engine.passes.pairs import cropped
from rnnviz.engine.patience import part
from rnnviz.engine.probe import Probe
from rnnviz.engine.surgery.operable import Operable, Plan
from rnnviz.engine.ways.layers import State
from rnnviz.errors import BadInput
from rnnviz.operation import Operation
from rnnviz.tasks import Batch, PairBatch
from rnnviz.trace import Trace


class Surgery:
    """Makes traces of operated passes; the model that learns is never touched.

    Both passes take the same path, so that their difference is the operations' alone: where steps are changed
    the readable one, and what follows from a pass as linear maps is left out; with other weights or symbols
    any path will do. The untouched trace is kept until the weights change.
    """

    def __init__(self, probe: Probe) -> None:
        self._probe = probe
        self._readable = probe.readable(differentiable)
        self._kept: tuple[tuple[object, ...], Trace] | None = None

    def forget(self) -> None:
        """Say that the weights or the example have changed."""
        self._kept = None

    def operable(self, example: Batch) -> Operable:
        """Return what can be operated on with a prepared example (B = 1)."""
        whole = cropped(example) if isinstance(example, PairBatch) else example
        return Operable(self._probe.learner, self._probe.names, whole)

    def trace(
        self, operations: Sequence[Operation], example: Batch, states: tuple[State, ...] | None,
        watch: Sequence[str], reach_from: int | None,
    ) -> Trace:
        """Return the trace of the operated pass, with the untouched one; see `Run.probe`."""
        if isinstance(example, PairBatch):
            example = cropped(example)
        plan = self.operable(example).plan(operations)
        if plan.by_step:
            self._refuse(watch)
        with part(0, 2):
            untouched = self._untouched(plan, example, states, tuple(watch), reach_from)
        probe = self._probe
        learner = plan.weigh(probe.learner)
        if learner is not probe.learner:
            probe = probe.on(learner)
        if plan.by_step:
            probe = probe.readable(plan.tape)
        with part(1, 2):
            found = probe.trace(plan.read(example), states, watch, reach_from)
        return replace(found, operated=plan.operations, untouched=untouched)

    def _untouched(
        self, plan: Plan, example: Batch, states: tuple[State, ...] | None, watch: tuple[str, ...],
        reach_from: int | None,
    ) -> Trace:
        asked = (plan.by_step, watch, reach_from)
        if self._kept is None or self._kept[0] != asked:
            probe = self._readable if plan.by_step else self._probe
            self._kept = asked, replace(probe.trace(example, states, watch, reach_from), beside=True)
        return self._kept[1]

    def _refuse(self, watch: Sequence[str]) -> None:
        """Refuse an array by name that only an untouched pass has."""
        patterns = [pattern for pattern in watch if pattern and "*" not in pattern]
        gone = self._probe.asked(patterns) - self._readable.asked(["*"])
        for name in sorted(gone):
            raise BadInput(
                "{name} follows from the cell's own steps, and these are clamped, scaled or cut: switch the "
                "operations off to see it", name=name,
            )
