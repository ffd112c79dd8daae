"""What can be operated on in a model and its example, and the plan that a list of operations makes.

An operation that makes no sense is refused with a sentence that names what can be operated on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import torch

from rnnviz.cells.tape import Tape
from rnnviz.engine.kinds import kind_of
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.recorded.names import Names, layer_name
from rnnviz.engine.surgery.tape import Change, Operating, OperatingSteps
from rnnviz.errors import BadInput
from rnnviz.operation import Operation
from rnnviz.tasks import Batch, PairBatch
from rnnviz.validation import nearest, nearest_symbol

Place = tuple[str, int]
"""A scope, and a step of its own."""


@dataclass(frozen=True, kw_only=True)
class Axis:
    """Where an array lies on the one time axis, how wide it is, and on which tape under which name."""

    start: int
    length: int
    size: int
    scope: str
    key: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Operations that are on, as a pass carries them out.

    Attributes
    ----------
    operations : tuple of Operation
    changes : dict of (scope, step) to list of Change
    spans : dict of scope to list of (Change, steps)
        The same of a transformer, whose scopes have all steps at once.
    cuts : set of (scope, step)
    weights : list of (parameter, index, value)
    symbols : list of (encoder, step, symbol)
        Whether an encoder reads it, at which step of its own, and the symbol's number.
    """

    operations: tuple[Operation, ...] = ()
    changes: dict[Place, list[Change]] = field(default_factory=dict)
    spans: dict[str, list[tuple[Change, range]]] = field(default_factory=dict)
    cuts: set[Place] = field(default_factory=set)
    weights: list[tuple[str, tuple[int, ...], float]] = field(default_factory=list)
    symbols: list[tuple[bool, int, int]] = field(default_factory=list)

    @property
    def by_step(self) -> bool:
        """Whether steps themselves are changed, so that the pass takes the readable path."""
        return bool(self.changes or self.spans or self.cuts)

    def tape(self, scope: str, t: int) -> Tape:
        """Return the tape of a scope's step, or of a transformer's scope with all its steps."""
        if self.spans:
            return OperatingSteps(self.spans.get(scope, ()))
        return Operating(self.changes.get((scope, t), ()), (scope, t) in self.cuts)

    def read(self, example: Batch) -> Batch:
        """Return the example with the chosen symbols in it; targets stay."""
        if not self.symbols:
            return example
        inputs = example.inputs.copy()
        source = example.source.copy() if isinstance(example, PairBatch) else None
        for first, t, symbol in self.symbols:
            (inputs if source is None or not first else source)[t, 0] = symbol
        if isinstance(example, PairBatch) and source is not None:
            return replace(example, inputs=inputs, source=source)
        return replace(example, inputs=inputs)

    def weigh(self, learner: Learner) -> Learner:
        """Return the learner, or a copy of it whose parameters are the edited ones."""
        if not self.weights:
            return learner
        edited = learner.frozen()
        parameters = dict(edited.model.named_parameters())
        with torch.no_grad():
            for name, index, value in self.weights:
                parameters[name][index] = value
        return edited


class Operable:
    """What can be operated on.

    Parameters
    ----------
    learner : Learner
    names : Names
    example : Batch
        B = 1, without padding.
    """

    def __init__(self, learner: Learner, names: Names, example: Batch) -> None:
        self._task = learner.task
        self._names = names
        self._symbols = example.inputs.dtype.kind == "i"
        self._largest = float(torch.finfo(learner.dtype).max)
        self._source = len(example.source) if isinstance(example, PairBatch) else 0
        self._length = self._source + len(example.inputs)
        self._pair = isinstance(example, PairBatch)
        self.parameters = {name: tuple(p.shape) for name, p in learner.model.named_parameters()}
        model = learner.model
        self.scopes: dict[str, tuple[int, int]] = {scope: self._span(scope) for scope in model.by_scope}
        self.arrays: dict[str, Axis] = {}
        self.heads = Counter(f"{head.scope}.context" for head in model.heads)
        self._at_once = model.at_once
        units, seen = kind_of(model).units, self._source if self._pair else self._length
        for name in (*names.values, *names.extras):
            scope, _, key = layer_name(name).rpartition(".")
            start, length = self._span(scope)
            size = units(model, scope, key, seen)
            self.arrays[name] = Axis(start=start, length=length, size=size, scope=scope, key=key)

    def _span(self, scope: str) -> tuple[int, int]:
        """Return first step and number of steps of a scope."""
        if not self._pair:
            return 0, self._length
        return (0, self._source) if scope.startswith("encoder") else (self._source, self._length - self._source)

    def plan(self, operations: Iterable[Operation]) -> Plan:
        """Return the plan of those operations that are on.

        Raises
        ------
        BadInput
            One of them makes no sense here.
        """
        chosen = tuple(each for each in operations if each.on)
        plan = Plan(operations=chosen)
        for each in chosen:
            self._add(plan, each)
        return plan

    def sort(self, operations: Iterable[Operation]) -> tuple[list[Operation], dict[Operation, BadInput]]:
        """Return the operations that make sense, and what is wrong with the others."""
        fit: list[Operation] = []
        unfit: dict[Operation, BadInput] = {}
        for each in operations:
            try:
                self.plan([each])
            except BadInput as problem:
                unfit[each] = problem
            else:
                fit.append(each)
        return fit, unfit

    def _add(self, plan: Plan, operation: Operation) -> None:
        if abs(operation.value) > self._largest:
            raise BadInput(
                "the value must lie within ±{largest} in this precision, got {value}",
                largest=f"{self._largest:.3g}", value=f"{operation.value:.3g}",
            )
        match operation.kind:
            case "weight":
                plan.weights.append(self._weight(operation))
            case "token":
                plan.symbols.extend(self._token(operation))
            case "cut":
                plan.cuts.update(self._cut(operation))
            case kind:
                axis, change = self._silence(operation) if kind == "silence" else self._change(operation)
                steps = self._steps(operation, axis.start, axis.length)
                if self._at_once:
                    plan.spans.setdefault(axis.scope, []).append((change, steps))
                    return
                for t in steps:
                    plan.changes.setdefault((axis.scope, t - axis.start), []).append(change)

    def _steps(self, operation: Operation, start: int, length: int) -> range:
        """Return the steps of the time axis, among those that there are, at which an operation acts."""
        first = start if operation.first is None else operation.first
        last = start + length - 1 if operation.last is None else operation.last
        if operation.first is not None and operation.last is not None and first > last:
            raise BadInput(
                "the first step of an operation must not lie after its last, got {first} to {last}",
                first=first, last=last,
            )
        found = range(max(first, start), min(last, start + length - 1) + 1)
        if not found:
            raise BadInput(
                "{target} has steps {low} to {high}, got {step}",
                target=operation.target or "the pass", low=start, high=start + length - 1,
                step=first if first >= start + length else last,
            )
        return found

    def _silence(self, operation: Operation) -> tuple[Axis, Change]:
        """Return what sets the weighted sum of a head, or of all of them, to 0."""
        target, index = operation.target, operation.index
        if not self.heads:
            raise BadInput("this model has no attention: there is no head to silence")
        if target not in self.heads:
            raise BadInput(
                "there is no {target} to silence a head of: this model has {known}",
                target=target or '""', known=self._alike(target, list(self.heads)),
            )
        axis, heads = self.arrays[target], self.heads[target]
        if len(index) > 1 or (index and not 0 <= index[0] < heads):
            raise BadInput(
                "{target} has heads 0 to {last}, got {index}", target=target, last=heads - 1, index=_written(index)
            )
        wide = axis.size // heads
        units = range(index[0] * wide, (index[0] + 1) * wide) if index else None
        return axis, Change(key=axis.key, units=units, value=0.0, scale=False)

    def _change(self, operation: Operation) -> tuple[Axis, Change]:
        axis = self.arrays.get(operation.target)
        if axis is None:
            raise BadInput(
                "there is no {target} to clamp or scale: this model has {known}",
                target=operation.target or '""', known=self._alike(operation.target, list(self.arrays)),
            )
        if len(operation.index) > 1 or (operation.index and not 0 <= operation.index[0] < axis.size):
            raise BadInput(
                "{target} has units 0 to {last}, got {index}",
                target=operation.target, last=axis.size - 1, index=_written(operation.index),
            )
        units = range(operation.index[0], operation.index[0] + 1) if operation.index else None
        return axis, Change(key=axis.key, units=units, value=operation.value, scale=operation.kind == "scale")

    def _weight(self, operation: Operation) -> tuple[str, tuple[int, ...], float]:
        shape, index = self.parameters.get(operation.target), operation.index
        if shape is None:
            raise BadInput(
                "there is no parameter {target} to edit: this model has {known}",
                target=operation.target or '""', known=self._alike(operation.target, list(self.parameters)),
            )
        inside = len(index) == len(shape) and all(0 <= i < size for i, size in zip(index, shape, strict=True))
        if index and not inside:
            raise BadInput(
                "{target} has entries [0] to [{last}], got [{index}]",
                target=operation.target, last=_written([size - 1 for size in shape]), index=_written(index),
            )
        if operation.first is not None or operation.last is not None:
            raise BadInput(
                "a weight is the same at every step: edit {target} without a first and last step",
                target=operation.target,
            )
        return operation.target, index, operation.value

    def _token(self, operation: Operation) -> list[tuple[bool, int, int]]:
        if not self._symbols:
            raise BadInput(
                "{task} reads numbers, not symbols: clamp inputs instead, a number of it by its index",
                task=self._task.title,
            )
        found = []
        for t in self._steps(operation, 0, self._length):
            encoder = t < self._source
            words = self._task.symbols if encoder or not self._pair else self._task.output_symbols
            if operation.symbol not in words:
                raise BadInput(
                    "“{symbol}” is not in the vocabulary at step {t}: the nearest symbol is “{nearest}”",
                    symbol=operation.symbol, t=t, nearest=nearest_symbol(operation.symbol, words),
                )
            found.append((encoder, t if encoder else t - self._source, words.index(operation.symbol)))
        return found

    def _cut(self, operation: Operation) -> list[Place]:
        if self._at_once:
            raise BadInput("a transformer carries nothing from step to step: there is no gradient over time to cut")
        known = [*self.scopes]
        if operation.target and operation.target not in self.scopes:
            raise BadInput(
                "there is no layer {target} to cut the gradient of: this model has {known}",
                target=operation.target, known=", ".join(known),
            )
        if operation.index:
            raise BadInput("a cut stops the gradient of a whole layer, got unit {index}", index=operation.index[0])
        scopes = [operation.target] if operation.target else known
        spans = [self.scopes[scope] for scope in scopes]
        start = min(low for low, _ in spans)
        steps = self._steps(operation, start, max(low + length for low, length in spans) - start)
        found = [
            (scope, t - low)
            for scope, (low, length) in zip(scopes, spans, strict=True) for t in steps if low <= t < low + length
        ]
        if all(t == 0 for _, t in found) and not any(self.scopes[scope][0] for scope, _ in found):
            raise BadInput(
                "no gradient flows to before step {start}: cut it at one of steps {low} to {high}",
                start=start, low=start + 1, high=max(low + length for low, length in spans) - 1,
            )
        return found

    @staticmethod
    def _alike(name: str, known: list[str]) -> str:
        """Return the nearest of some names first, then the others."""
        close = nearest(name, known)
        first = [close] if close in known else []
        return ", ".join([*first, *(each for each in known if each not in first)])


def _written(index: Iterable[int]) -> str:
    return ", ".join(str(i) for i in index)
