"""A run: one model learning one task, an update at a time."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Sequence

import numpy as np
import torch

from rnnviz.engine.machine import devices
from rnnviz.engine.machine.threads import default_threads
from rnnviz.engine.networks import estimate, weights
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.patience import part
from rnnviz.engine.reading import Readings
from rnnviz.engine.surgery.operable import Operable
from rnnviz.engine.training import checkpoint
from rnnviz.engine.training.divergence import Diverged, first_not_finite
from rnnviz.engine.training.drawn import Drawn
from rnnviz.engine.training.live_fields import LiveFields
from rnnviz.engine.training.metrics import Learnt, Metrics
from rnnviz.engine.training.probing import Beginning, Probing
from rnnviz.engine.training.remarks import of_answers, of_truncation
from rnnviz.engine.updates.clip import clip
from rnnviz.engine.updates.optimizers import optimizer
from rnnviz.engine.updates.weight_edits import WeightEdits
from rnnviz.engine.ways.layers import State
from rnnviz.experiment import Experiment
from rnnviz.operation import Operation
from rnnviz.tasks import TASKS, Batch
from rnnviz.trace import Trace
from rnnviz.weight_change import is_weight
from rnnviz.weights import Remark

VALIDATION_SIZE = 64


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
        devices.compute_exactly(device)
        self.task = TASKS[experiment.task.kind](experiment.task)
        with checkpoint.belonging():
            origin = checkpoint.origin_of(snapshot) if snapshot else None
        weights.name_symbols(experiment, self.task, origin)
        estimate.check(experiment, self.task)
        torch.set_num_threads(experiment.threads or default_threads())
        seeds = np.random.SeedSequence(experiment.seed).spawn(3)
        to_start, self.generator, to_pin = (np.random.Generator(np.random.PCG64(seed)) for seed in seeds)
        self.learner = Learner(experiment, self.task, device, to_start, origin)
        self._named = tuple(self.learner.model.named_parameters())
        self._fields = LiveFields(experiment)
        self.device = device
        self.updates = 0
        self.skipped = 0
        self.cursor: np.ndarray | None = None
        self.states: tuple[State, ...] | None = None
        self.seconds = 0.0
        self._optimizer: torch.optim.Optimizer | None = None
        self.pinned = self.learner.prepare(self.task.example(to_pin))
        self.current: Batch | None = None
        self.current_states: tuple[State, ...] | None = None
        self.drawn: Drawn | None = None
        self._probing = Probing(self.learner, self.newest_batch)
        self.probe_maker = self._probing.probe
        self.writings = self._probing.writings
        self.readings = Readings()
        self._metrics = Metrics(self.learner, self.task)
        self._edits = WeightEdits(dict(self._named), experiment.change)
        self._edits.act(0)
        if snapshot:
            with checkpoint.belonging():
                self.restore(snapshot)

    @property
    def first(self) -> Experiment:
        """The values that the run began with."""
        return self._fields.first

    @property
    def experiment(self) -> Experiment:
        """The values that act now, and every change that is written down."""
        return self._fields.experiment

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
        said = (*of_answers(self.first, self.task), *of_truncation(self.first, self.task))
        found = (*self.learner.weights.remarks, *said)
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
            seconds, clip_threshold, the task's scores, what clipping did (see `Metrics`), and
            `validation_…` every so many updates; `update_ratio/…` where it is watched. A gradient that
            is not finite leaves the weights as they were (clip_coefficient NaN).

        Raises
        ------
        Diverged
            The loss is NaN or infinite; the weights are those before this update.
        """
        learnt = self._learn()
        training = self.experiment.training
        row = self._metrics.of_update(learnt, training, self.updates, self.seconds, self.skipped)
        if training.validate_every and self.updates % training.validate_every == 0:
            row.update(self.validate())
        self._edits.act(self.updates)
        return row | learnt.ratios

    def replay(self) -> None:
        """Learn from one batch as `update` does, bit for bit, and measure nothing: its row is known already.

        One that is left off (`rnnviz.engine.patience`) leaves the run between two updates: only `restore` helps.

        Raises
        ------
        Diverged
            As `update` does.
        """
        self._learn()
        self._edits.act(self.updates)

    def _learn(self) -> Learnt:
        started = time.perf_counter()
        self._probing.surgery.forget()
        if self._fields.act(self.updates):
            self._follow_fields()
        training = self.experiment.training
        self.drawn = Drawn(training.batch_size, dict(self.generator.bit_generator.state), self.cursor)
        batch = self.task.batch(training.batch_size, self.generator, self.cursor)
        self.cursor = batch.cursor
        batch = self.current = self.learner.prepare(batch)
        before = self._carried(batch)
        self.current_states = before

        with part(0, 2):
            done = self.learner.run(batch, before)
        loss = float(done.loss.detach())
        if not math.isfinite(loss):
            raise Diverged(self.updates + 1, loss, first_not_finite(self.learner, batch, before))
        self.optimizer.zero_grad(set_to_none=True)
        with part(1, 2):
            done.loss.backward()  # type: ignore[no-untyped-call]
        learnt = [(name, p.grad) for name, p in self._named if p.grad is not None]
        watched = self._probing.weight_watch.active
        if watched:
            self._probing.weight_watch.before()
        clipped = clip([gradient for _, gradient in learnt], training.clip)
        if math.isnan(clipped.coefficient):
            self.skipped += 1
        else:
            self.optimizer.step()
        self.updates += 1
        ratios = self._probing.weight_watch.after(self.updates) if watched else {}
        self.states = done.states if batch.carry is not None else None
        self.seconds += time.perf_counter() - started
        return Learnt(batch, done, loss, [name for name, _ in learnt], clipped, ratios)

    def watch(self, patterns: tuple[str, ...]) -> None:
        """Keep what these patterns ask for of the updates to come (gradients and changes of the weights).

        Raises
        ------
        BadInput
            A name that this model does not have.
        """
        self._probing.weight_watch.want(self.probe_maker.asked(patterns))

    def validate(self, size: int = VALIDATION_SIZE) -> dict[str, float]:
        """Score held-out data: `validation_loss` and the task's scores, each behind `validation_`."""
        return self._metrics.of_held_out(size)

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
        return self._probing.trace(self._probed(), self.updates, watch, reach_from, operations, writing)

    def operable(self, writing: int = 0) -> Operable:
        """Return what can be operated on in a pass of the probe over the example, or over a written text."""
        return self._probing.operable(self._probed()[0], writing)

    def _probed(self) -> Beginning:
        """Return the example of the probe, and the states that it starts from."""
        if self.experiment.probe == "current" and self.current is not None:
            return self.learner.first_of(self.current), self.current_states
        return self.pinned, None

    def newest_batch(self) -> Beginning:
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
            self._probing.surgery.forget()
        else:
            self._fields.set(self.updates, field, value)
            self._follow_fields()
        self._fields.note(self.updates, field, value)
        return before

    def bring_back(self, reached: int) -> dict[str, object]:
        """Take what was changed live between here and an update that was reached out of the log, since it is undone.

        Returns
        -------
        dict
            The last values of fields: whoever wants them to act from here on has them changed again.
        """
        self._edits.forget(self.updates, reached)
        return self._fields.bring_back(self.updates, reached)

    @property
    def as_run(self) -> Experiment:
        """The experiment that repeats this run: the values it began with, and what was changed since."""
        return self._fields.as_run(self.updates)

    def _follow_fields(self) -> None:
        """Do what follows from other values of live fields."""
        self._probing.surgery.forget()
        if self._optimizer is not None:
            for group in self._optimizer.param_groups:
                group["lr"] = self.experiment.training.learning_rate

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
        self._probing.surgery.forget()
        checkpoint.load(self, arrays)
        self._probing.weight_watch.forget()
        self._rearm()

    def redraw(self, drawn: Drawn | None, states: tuple[State, ...] | None) -> None:
        """Have the batch again that was drawn last, and the states it went on from."""
        self.drawn, self.current, self.current_states = drawn, None, states
        if drawn is not None:
            self.current = self.learner.prepare(drawn.again(self.task))

    def _rearm(self) -> None:
        """Let the changes act that were made up to here, and no later ones until their updates come again."""
        self._fields.begin_again()
        self._fields.act(self.updates)
        self._follow_fields()
        self._edits.act(self.updates)
