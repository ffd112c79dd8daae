"""The probe: one example's pass on frozen weights, whole, beside the training."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

import numpy as np
import torch

from rnnviz.engine.dynamics import arrays as dynamics
from rnnviz.engine.flow import by_step, tiled, truncation
from rnnviz.engine.flow import matrix as flow
from rnnviz.engine.kinds import Asked, kind_of
from rnnviz.engine.machine import devices
from rnnviz.engine.networks import losses
from rnnviz.engine.networks.encoder_decoder import NewTape
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.passes import pairs, turning
from rnnviz.engine.passes.levels import in_time
from rnnviz.engine.passes.linearised import LinearPass
from rnnviz.engine.passes.recorded import Recorded
from rnnviz.engine.passes.sums import shut
from rnnviz.engine.patience import at_work_on, go_on
from rnnviz.engine.recorded import trace_arrays
from rnnviz.engine.recorded.trace_arrays import REACH, WHOLE
from rnnviz.engine.updates.weight_watch import is_of_weights
from rnnviz.engine.ways.choice import Ways
from rnnviz.engine.ways.layers import State
from rnnviz.errors import BadInput
from rnnviz.tasks import Batch, PairBatch
from rnnviz.trace import Trace

RECORDED = ("gradient/", "gradient_norm/")
"""Begin the names of what is read off the gradients that a pass records."""

NARROW = {
    "gradient_flow", "gradient_flow_log10", "gradient_flow_coarse", "gradient_flow_coarse_log10",
}
"""Families in the model's own precision."""

FLOWS = ("gradient_flow", "parameter_gradient_flow")
"""Families of what follows each loss back on its own."""

Extra = Callable[[LinearPass, AbstractSet[str]], dict[str, np.ndarray]]
OF_LAYERS: tuple[Extra, ...] = (by_step.arrays, dynamics.arrays)
"""What follows from the layers of a pass as linear maps: each makes those of the wanted arrays that it knows."""
OF_STACKS: tuple[Extra, ...] = (flow.arrays, *OF_LAYERS, truncation.arrays)
"""The same of a stack whose layers all read from the first step to the last."""


class Probe:
    """Makes traces of a learner's model; it changes nothing and draws from no generator.

    Norms need float64: where the device has none, ``learner`` is a copy on the CPU that follows the one that learns.
    """

    def __init__(self, learner: Learner) -> None:
        self._learning = learner
        self.learner = learner.on_cpu() if learner.device.type in devices.WITHOUT_FLOAT64 else learner
        self.kind = kind_of(learner.model)
        self.names = self.kind.names(learner.model)
        self.ways = Ways()
        self.new_tape: NewTape | None = None
        self._asked: dict[tuple[str, ...], frozenset[str]] = {}
        self._tokens: tuple[np.ndarray, np.ndarray] | None = None
        self._double: Learner | None = None

    def readable(self, new_tape: NewTape) -> Probe:
        """Return one that makes its traces on the readable path, on tapes that may operate.

        What follows from a pass as linear maps is not to be had there.
        """
        found = copy.copy(self)
        found.names = replace(self.names, linear=False, one_way=False, cut=False, free=(), recurrent=self.names.pair)
        found.new_tape, found._asked = new_tape, {}
        return found

    def on(self, learner: Learner) -> Probe:
        """Return one for another learner of the same model, whose weights stay as they are."""
        found = copy.copy(self)
        found.learner = found._learning = learner
        found.ways = Ways()
        return found

    def trace(
        self, example: Batch, states: tuple[State, ...] | None, watch: Iterable[str], reach_from: int | None,
        update: int = 0,
    ) -> Trace:
        """Return the trace of a prepared example (B = 1); see `Run.probe`."""
        try:
            return self._trace(example, states, watch, reach_from, update)
        finally:
            self._double = None

    def _trace(
        self, example: Batch, states: tuple[State, ...] | None, watch: Iterable[str], reach_from: int | None,
        update: int,
    ) -> Trace:
        if isinstance(example, PairBatch):
            example = pairs.cropped(example)
        here = np.flatnonzero(example.loss_steps[:, 0])
        reach = int(here[-1]) if reach_from is None else reach_from
        if reach not in here:
            raise BadInput("step {step} carries no loss: choose one of {steps}", step=reach, steps=_spans(here))
        extra = frozenset(name for name in self.asked(watch) if not is_of_weights(name))  # those follow from no pass
        weights = self._weights(here, len(example.loss_steps), reach)
        if self.learner is not self._learning:
            self.learner.model.load_state_dict(self._learning.model.state_dict())
        one = None if states is None else self.learner.here(tuple(tuple(s[:1] for s in state) for state in states))

        def again(rows: np.ndarray) -> Recorded:
            return self._record(example, one, rows, extra, reach)

        recorded = again(weights)
        go_on(1, 1)
        arrays = trace_arrays.arrays(
            self.learner, self.names, example, recorded, extra, reach, self._tokens_of(example)
        )
        flows = sorted(_source(name) for name in extra if name.startswith("gradient_flow/"))
        coarse = sorted(_source(name) for name in extra if name.startswith("gradient_flow_coarse/"))
        if not self.names.one_way:
            weighed = self._weighed(example, one, recorded, extra, reach)
            if flows or weighed:
                with at_work_on([name for name in extra if name.partition("/")[0] in FLOWS]):
                    arrays |= tiled.flows(again, recorded, weights, flows, self.learner.precision, weighed)
            if coarse:
                with at_work_on([name for name in extra if name.startswith("gradient_flow_coarse/")]):
                    arrays |= tiled.coarse(again, recorded, weights, coarse, self.learner.precision)
        follows = {name for name in extra - set(self.names.extras) if not name.startswith(RECORDED)}
        if follows and self.names.linear:
            arrays |= self._extras(example, one, recorded, frozenset(follows), reach)
        if one is not None:
            for scope, state in zip(self.names.cells, one, strict=True):
                for quantity, value in zip(self.names.cells[scope].states, state, strict=True):
                    if bool(value.any()):
                        arrays[f"{scope}.initial_{quantity.name}"] = value[0].detach().cpu().numpy()
        for array in (array for array in arrays.values() if array.flags.owndata):
            array.setflags(write=False)  # made for this trace alone: it need not copy them
        return Trace(update=update, path=recorded.path, arrays=arrays, cells=self.names.cells)

    def asked(self, watch: Iterable[str]) -> frozenset[str]:
        """Return the names beyond the default arrays that patterns ask for; the last answers are kept."""
        patterns = tuple(watch)
        if patterns not in self._asked:
            if len(self._asked) > 32:
                self._asked.clear()
            self._asked[patterns] = frozenset(self.names.watched(patterns))
        return self._asked[patterns]

    def _weights(self, here: np.ndarray, length: int, reach: int) -> np.ndarray:
        rows = np.zeros((2, length))
        rows[WHOLE, here] = 1 / len(here)
        rows[REACH, reach] = 1
        return rows

    def _record(
        self, example: Batch, states: tuple[State, ...] | None, weights: np.ndarray, extra: frozenset[str], reach: int
    ) -> Recorded:
        asked = Asked(
            learner=self.learner, names=self.names, example=example, states=states, weights=weights, reach=reach,
            gradients=frozenset(_source(name) for name in extra if name.startswith(RECORDED)),
            extras=extra & frozenset(self.names.extras), new_tape=self.new_tape, ways=self.ways,
            double=self._in_float64,
        )
        return self.kind.record(asked)

    def _extras(
        self, example: Batch, states: tuple[State, ...] | None, found: Recorded, extra: frozenset[str], reach: int
    ) -> dict[str, np.ndarray]:
        """Return what is wanted of what follows from the pass as linear maps."""
        made: dict[str, np.ndarray] = {}
        passed = self._linear(example, states, found, reach)
        forward, back = turning.directions(passed)
        if back is None:
            for make in OF_STACKS if self.names.one_way else OF_LAYERS:
                made |= make(passed, extra)
            return self._narrow(made)
        made |= truncation.arrays(passed, extra)
        for make in OF_LAYERS:
            made |= make(forward, turning.of(forward, extra))
            made |= turning.in_time(make(back, turning.of(back, extra)))
        return self._narrow(made)

    def _narrow(self, made: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Return arrays in the precision that they have whatever the pass was followed back in."""
        with np.errstate(over="ignore", under="ignore"):
            return {
                name: values.astype(self.learner.precision) if name.partition("/")[0] in NARROW else values
                for name, values in made.items()
            }

    def _weighed(
        self, example: Batch, states: tuple[State, ...] | None, found: Recorded, extra: frozenset[str], reach: int
    ) -> dict[str, tiled.Along]:
        """Return what takes apart by loss those ∂L/∂W that are asked for of a model whose losses are followed alone."""
        names = sorted(_source(name) for name in extra if name.startswith("parameter_gradient_flow/"))
        if not names:
            return {}
        made: dict[str, tiled.Along] = {}
        passes = turning.directions(self._linear(example, states, found, reach))
        for name in names:
            scope = name.rpartition(".")[0]
            passed = next(each for each in passes if each is not None and scope in each.layers)
            met, norm = by_step.along(passed, name)
            of = tuple(f"{scope}.{state}" for state in passed.layers[scope].states)
            made[name] = tiled.Along(of, in_time(scope, met), norm)
        return made

    def _linear(
        self, example: Batch, states: tuple[State, ...] | None, found: Recorded, reach: int
    ) -> LinearPass:
        """Return the pass as linear maps, layer by layer; in float64 where float32 does not hold them."""
        wide = found.path == "exact" or any(
            shut(cell, scope, found.values) for scope, cell in self.names.cells.items()
        )
        learner = self._in_float64() if wide else self.learner
        dtype = learner.dtype
        values = {name: value.to(dtype) if value.is_floating_point() else value for name, value in found.values.items()}
        if states is not None:
            states = tuple(tuple(s.to(dtype) for s in state) for state in states)
        return LinearPass(
            layers=self.kind.linearised(learner.model, values, states),
            direct=self._direct(example, found).to(dtype),
            loss_steps=example.loss_steps[:, 0],
            reach=reach,
            total={name: found.gradients[name].to(dtype) for name in self.names.states},
            levels=learner.model.levels,
        )

    def _in_float64(self) -> Learner:
        """Return the learner in float64, the same one for all passes of a trace."""
        if self._double is None:
            self._double = self.learner.doubled()
        return self._double

    def _direct(self, example: Batch, found: Recorded) -> torch.Tensor:
        """Return (T, H): what each step's loss sends into the top layer's h of that step."""
        if found.direct is not None:
            return found.direct[:, WHOLE]
        task, readout = self.learner.task, self.learner.model.readout
        outputs, targets = found.outputs[:, None].to(self.learner.dtype), self.learner.tensor(example.targets)
        here = self.learner.tensor(example.loss_steps[:, :1])
        to_hidden = losses.gradient_by_step(task.loss, outputs, targets)[:, 0] @ readout.weight.detach()
        return torch.where(here, to_hidden / here.sum(), 0.0)

    def _tokens_of(self, example: Batch) -> np.ndarray:
        """Return the text of each step; that of the example before is kept, since it is mostly the same one."""
        if self._tokens is None or self._tokens[0] is not example.inputs:
            self._tokens = example.inputs, self.learner.task.tokens(example)
        return self._tokens[1]


def _source(name: str) -> str:
    return name.partition("/")[2]


def _spans(steps: np.ndarray) -> str:
    """Return steps in words: 0 to 4, 9."""
    parts = np.split(steps, np.flatnonzero(np.diff(steps) > 1) + 1)
    return ", ".join(f"{p[0]} to {p[-1]}" if len(p) > 1 else f"{p[0]}" for p in parts)
