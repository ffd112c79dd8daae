"""A run: one model learning one task, an update at a time."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import torch

from rnnviz.catalogue import changed
from rnnviz.engine import checkpoint, devices, estimate, weights
from rnnviz.engine.attended import attended
from rnnviz.engine.clip import Clipped, clip
from rnnviz.engine.divergence import Diverged, first_not_finite
from rnnviz.engine.drawn import Drawn
from rnnviz.engine.generation import Writings, WrittenText
from rnnviz.engine.layers import State
from rnnviz.engine.learner import Learner, Pass
from rnnviz.engine.optimizers import optimizer
from rnnviz.engine.passes import batch_gradient
from rnnviz.engine.probe import Probe
from rnnviz.engine.reading import Readings
from rnnviz.engine.remarks import of_answers
from rnnviz.engine.surgery.edits import with_edits
from rnnviz.engine.surgery.operable import Operable
from rnnviz.engine.surgery.operated import Surgery
from rnnviz.engine.threads import default_threads
from rnnviz.engine.weight_edits import WeightEdits
from rnnviz.engine.weight_watch import WeightWatch
from rnnviz.errors import BadInput
from rnnviz.experiment import Change, Experiment
from rnnviz.operation import Operation
from rnnviz.tasks import TASKS, Batch, PairBatch
from rnnviz.trace import Trace
from rnnviz.weight_change import is_weight
from rnnviz.weights import Remark

VALIDATION_SIZE = 64


class Learnt(NamedTuple):
    """What an update was made of: its batch, the pass over it, parameters with a gradient, clipping, watched ratios."""

    batch: Batch
    done: Pass
    loss: float
    names: list[str]
    clipped: Clipped
    ratios: dict[str, float]


class Run:
    """Everything that learns: model, optimizer, generators, and where the task stands in its data.

    The same experiment gives the same weights, bit for bit on a CPU with the same number of
    threads. Looking (`probe`) draws from no generator that learning uses.

    Parameters
    ----------
    experiment : Experiment
        ``change`` entries are applied when their update is reached.
    snapshot : dict of str to numpy array, optional
        Where the run goes on from; the file of weights that it once began with need not be there any more.

    Raises
    ------
    BadInput
        The device is not there, the model would not fit into memory, the task's data are unusable, or the
        snapshot is another experiment's.
    """

    def __init__(self, experiment: Experiment, snapshot: dict[str, np.ndarray] | None = None) -> None:
        device = devices.resolve(experiment)
        self.task = TASKS[experiment.task.kind](experiment.task)
        with _belonging():
            origin = checkpoint.origin_of(snapshot) if snapshot else None
        weights.name_symbols(experiment, self.task, origin)
        estimate.check(experiment, self.task)
        torch.set_num_threads(experiment.threads or default_threads())
        seeds = np.random.SeedSequence(experiment.seed).spawn(3)
        to_start, self.generator, to_pin = (np.random.Generator(np.random.PCG64(seed)) for seed in seeds)
        self.learner = Learner(experiment, self.task, device, to_start, origin)
        self._named = tuple(self.learner.model.named_parameters())
        self.first = experiment
        self.experiment = experiment
        self.device = device
        self.updates = 0
        self.skipped = 0
        self.cursor: np.ndarray | None = None
        self.states: tuple[State, ...] | None = None
        self.seconds = 0.0
        self._to_come = _in_order(experiment.change)
        self._optimizer: torch.optim.Optimizer | None = None
        self.pinned = self.learner.prepare(self.task.example(to_pin))
        self.current: Batch | None = None
        self.current_states: tuple[State, ...] | None = None
        self.drawn: Drawn | None = None
        self.probe_maker = Probe(self.learner)
        self.weight_watch = WeightWatch(self.learner.model, self.probe_maker.names.cells)
        self.readings = Readings()
        self.writings = Writings()
        self._read_last: WrittenText | None = None
        self.surgery = Surgery(self.probe_maker)
        self._edits = WeightEdits(dict(self._named), experiment.change)
        self._edits.act(0)
        if snapshot:
            with _belonging():
                self.restore(snapshot)

    @property
    def optimizer(self) -> torch.optim.Optimizer:
        """The optimizer; made when it is first asked for, since torch imports much for it (0.7 s)."""
        if self._optimizer is None:
            training = self.experiment.training
            made = optimizer(training.optimizer, self.learner.model.parameters(), training.learning_rate)
            self._optimizer = made
        return self._optimizer

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is to be said of the run before it learns, warnings first."""
        found = (*self.learner.weights.remarks, *of_answers(self.first, self.task))
        return tuple(sorted(found, key=lambda each: not each.warning))

    @property
    def has_learnt(self) -> bool:
        """Whether there is an optimizer with a state worth keeping."""
        return self._optimizer is not None

    @property
    def parameters(self) -> int:
        """How many numbers are learnt."""
        return sum(p.numel() for p in self.learner.model.parameters())

    def update(self) -> dict[str, float]:
        """Learn from one batch.

        Returns
        -------
        dict of str to float
            The row of ``metrics.csv``: update, loss, gradient_norm, clip_coefficient, learning_rate,
            seconds, clip_threshold, the task's scores, what clipping did (see `_clipping`), and
            `validation_…` every so many updates; `update_ratio/…` where it is watched. A gradient that
            is not finite leaves the weights as they were (clip_coefficient NaN).

        Raises
        ------
        Diverged
            The loss is NaN or infinite; the weights are those before this update.
        """
        learnt = self._learn()
        training = self.experiment.training
        clipped = learnt.clipped
        row = {
            "update": float(self.updates),
            "loss": learnt.loss,
            "gradient_norm": clipped.norm,
            "clip_coefficient": clipped.coefficient,
            "learning_rate": training.learning_rate,
            "seconds": self.seconds,
            "clip_threshold": training.clip.max_norm if training.clip.mode == "norm" else math.nan,
            **self.task.scores(self.learner.predicted(learnt.done.outputs), learnt.batch, learnt.loss),
            **self._clipping(clipped, learnt.names),
        }
        if training.validate_every and self.updates % training.validate_every == 0:
            row.update(self.validate())
        self._edits.act(self.updates)
        return row | learnt.ratios

    def replay(self) -> None:
        """Learn from one batch as `update` does, bit for bit, and measure nothing: its row is known already.

        Raises
        ------
        Diverged
            As `update` does.
        """
        self._learn()
        self._edits.act(self.updates)

    def _learn(self) -> Learnt:
        started = time.perf_counter()
        self.surgery.forget()
        self._apply_changes()
        training = self.experiment.training
        self.drawn = Drawn(training.batch_size, dict(self.generator.bit_generator.state), self.cursor)
        batch = self.task.batch(training.batch_size, self.generator, self.cursor)
        self.cursor = batch.cursor
        batch = self.current = self.learner.prepare(batch)
        before = self._carried(batch)
        self.current_states = before

        done = self.learner.run(batch, before)
        loss = float(done.loss.detach())
        if not math.isfinite(loss):
            raise Diverged(self.updates + 1, loss, first_not_finite(self.learner, batch, before))
        self.optimizer.zero_grad(set_to_none=True)
        done.loss.backward()  # type: ignore[no-untyped-call]
        learnt = [(name, p.grad) for name, p in self._named if p.grad is not None]
        watched = self.weight_watch.active
        if watched:
            self.weight_watch.before()
        clipped = clip([gradient for _, gradient in learnt], training.clip)
        if math.isnan(clipped.coefficient):
            self.skipped += 1
        else:
            self.optimizer.step()
        self.updates += 1
        ratios = self.weight_watch.after(self.updates) if watched else {}
        self.states = done.states if batch.carry is not None else None
        self.seconds += time.perf_counter() - started
        return Learnt(batch, done, loss, [name for name, _ in learnt], clipped, ratios)

    def _clipping(self, clipped: Clipped, names: Sequence[str]) -> dict[str, float]:
        """Return clip_cosine, clipped_share, skipped (so far), and the `gradient_norm/…` of each parameter."""
        each = dict.fromkeys((f"gradient_norm/{name}" for name, _ in self._named), 0.0)
        each.update((f"gradient_norm/{name}", norm) for name, norm in zip(names, clipped.norms, strict=True))
        return {
            "clip_cosine": clipped.cosine,
            "clipped_share": clipped.share,
            "skipped": float(self.skipped),
            **each,
        }

    def watch(self, patterns: tuple[str, ...]) -> None:
        """Keep what these patterns ask for of the updates to come (gradients and changes of the weights).

        Raises
        ------
        BadInput
            A name that this model does not have.
        """
        self.weight_watch.want(self.probe_maker.asked(patterns))

    def validate(self, size: int = VALIDATION_SIZE) -> dict[str, float]:
        """Score held-out data: `validation_loss` and the task's scores, each behind `validation_`."""
        batch = self.learner.scored(self.task.validation(size))
        with torch.no_grad():
            done = self.learner.run(batch)
        loss = float(done.loss)
        predicted = self.learner.predicted(done.outputs)
        scores = {
            "loss": loss, **self.task.scores(predicted, batch, loss), **self.task.held_out_scores(predicted, batch),
        }
        attention = attended(self.learner, batch)
        if attention is not None and isinstance(batch, PairBatch):
            scores.update(self.task.attention_scores(attention, batch))
        return {f"validation_{name}": value for name, value in scores.items()}

    def probe(
        self, watch: tuple[str, ...] = (), reach_from: int | None = None, operations: Sequence[Operation] = (),
        writing: int = 0,
    ) -> Trace:
        """Return the trace of one example on the weights as they are.

        Parameters
        ----------
        watch : tuple of str
            Names or patterns (``*``) of arrays beyond the contract's default ones. Those of the last update
            (`weight_gradient/…`, `update_ratio/…`) are there where `watch` asked for them before it.
        reach_from : int or None
            The step whose loss is followed back; None: the last that carries one.
        operations : sequence of Operation
            Those that are on are carried out in this pass alone; its trace holds the untouched one too.
        writing : int
            Number of a text that the model has written (`writings`): it is read instead of the example.

        Raises
        ------
        BadInput
            A watched array that this model does not have, a step that carries no loss, or an operation
            that makes no sense here.
        """
        text = self.writings.readable(writing)
        if text is not self._read_last:  # what is kept of the untouched pass is of another example
            self._read_last = text
            self.surgery.forget()
        example, states = self._probed() if text is None else (text.example, None)
        if text is not None and reach_from is not None and not text.bears_loss(reach_from):
            reach_from = None
        of_weights = self.weight_watch.arrays(self.probe_maker.asked(watch), self.updates)
        if any(operation.on for operation in operations):
            trace = self.surgery.trace(operations, example, states, watch, reach_from)
            if trace.untouched is not None:
                whole = {**trace.untouched.arrays, **of_weights}
                trace = replace(trace, untouched=replace(trace.untouched, update=self.updates, arrays=whole))
            arrays = {**trace.arrays, **with_edits(of_weights, operations)}
        else:
            trace = self.probe_maker.trace(example, states, watch, reach_from)
            arrays = {**trace.arrays, **(self._batch_gradients(watch) if text is None else {}), **of_weights}
        trace = replace(trace, update=self.updates, arrays=arrays)
        return trace if text is None else text.marked(trace)

    def operable(self, writing: int = 0) -> Operable:
        """Return what can be operated on in a pass of the probe over the example, or over a written text."""
        text = self.writings.readable(writing)
        return self.surgery.operable(self._probed()[0] if text is None else text.example)

    def _probed(self) -> tuple[Batch, tuple[State, ...] | None]:
        """Return the example of the probe, and the states that it starts from."""
        if self.experiment.probe == "current" and self.current is not None:
            return self.learner.first_of(self.current), self.current_states
        return self.pinned, None

    def _batch_gradients(self, watch: tuple[str, ...]) -> dict[str, np.ndarray]:
        """Return ∂L/∂h over the newest batch (the coming one where there is none yet), where it is watched."""
        kind = "batch_gradient_norm/"
        names = (name for name in self.probe_maker.asked(watch) if name.startswith(kind))
        scopes = sorted(name.removeprefix(kind).removesuffix(".hidden") for name in names)
        if not scopes:
            return {}
        batch, states = self.newest_batch()
        learner = self.probe_maker.learner
        return batch_gradient.arrays(
            learner, batch, None if states is None else learner.here(states), scopes, self.probe_maker.ways
        )

    def newest_batch(self) -> tuple[Batch, tuple[State, ...] | None]:
        """Return the batch that was learnt from last, and where it started; the coming one before the first update."""
        if self.current is not None:
            return self.current, self.current_states
        # drawn by a copy of the generator, so that learning meets the same batch
        size, generator = self.experiment.training.batch_size, copy.deepcopy(self.generator)
        coming = self.learner.prepare(self.task.batch(size, generator, self.cursor))
        return coming, self._carried(coming)

    def change(self, field: str, value: object) -> float | None:
        """Change a live field or a weight now; it is written down in the experiment's ``change`` list.

        Returns
        -------
        float or None
            What the weight was; None of a field.

        Raises
        ------
        BadInput
            The field is not live, there is no such weight, or the value breaks its rule; nothing is changed.
        """
        before = None
        if is_weight(field):
            before = self._edits.make(self.updates, field, value)
            self.surgery.forget()
        else:
            self._set(field, value)
        note = Change.model_validate({"update": self.updates, "field": field, "value": value})
        self.experiment = self.experiment.model_copy(update={"change": (*self.experiment.change, note)})
        return before

    @property
    def as_run(self) -> Experiment:
        """The experiment that repeats this run: the values it began with, and what was changed since."""
        done = tuple(change for change in self.experiment.change if change.update <= self.updates)
        training = self.first.training.model_copy(update={"updates": self.updates})
        return self.first.model_copy(update={"change": done, "training": training})

    def _set(self, field: str, value: object) -> None:
        log, first = self.experiment.change, self.experiment
        probe = Change.model_validate({"update": self.updates, "field": field, "value": value})
        new = changed(first.model_copy(update={"change": (probe,)}), {field: value})
        self.surgery.forget()
        self.experiment = new.model_copy(update={"change": log})
        self._set_rate()

    def _set_rate(self) -> None:
        if self._optimizer is not None:
            for group in self._optimizer.param_groups:
                group["lr"] = self.experiment.training.learning_rate

    def _apply_changes(self) -> None:
        while self._to_come and self._to_come[0].update <= self.updates:
            due = self._to_come.pop(0)
            self._set(due.field, due.value)

    def _carried(self, batch: Batch) -> tuple[State, ...] | None:
        """Return the states that this batch goes on from: the last ones where it continues, else zero."""
        if not self.states or batch.carry is None or not batch.carry.any():
            return None
        if len(self.states[0][0]) != batch.size:
            return None
        keep = self.learner.tensor(batch.carry)[:, None]
        return tuple(tuple(torch.where(keep, s, 0.0) for s in state) for state in self.states)

    def snapshot(self) -> dict[str, np.ndarray]:
        """Return everything that is needed to go on from here, as arrays (copies)."""
        return checkpoint.save(self)

    def restore(self, arrays: dict[str, np.ndarray]) -> None:
        """Go back, or on, to a snapshot of the same experiment; what was changed live acts as it did there."""
        self.surgery.forget()
        checkpoint.load(self, arrays)
        self.weight_watch.forget()
        self._rearm()

    def redraw(self, drawn: Drawn | None, states: tuple[State, ...] | None) -> None:
        """Have the batch again that was drawn last, and the states it went on from."""
        self.drawn, self.current, self.current_states = drawn, None, states
        if drawn is not None:
            self.current = self.learner.prepare(drawn.again(self.task))

    def _rearm(self) -> None:
        """Let the changes act that were made up to here, and no later ones until their updates come again."""
        log = self.experiment.change
        self.experiment = self.first.model_copy(update={"change": log})
        self._to_come = _in_order(log)
        self._set_rate()
        self._apply_changes()
        self._edits.act(self.updates)


@contextmanager
def _belonging() -> Iterator[None]:
    """Say it in one sentence where a snapshot is not this experiment's."""
    try:
        yield
    except (KeyError, ValueError, TypeError, RuntimeError) as problem:  # torch and json on names, sizes, text
        if isinstance(problem, BadInput):
            raise
        raise BadInput("the snapshot does not belong to this experiment: start without it") from None


def _in_order(changes: Sequence[Change]) -> list[Change]:
    """Return the changes of fields, oldest first."""
    return sorted((each for each in changes if not is_weight(each.field)), key=lambda change: change.update)
