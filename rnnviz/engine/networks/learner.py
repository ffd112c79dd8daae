"""A model on a device, and the two ways through it that a run needs: loss of a batch, example for the probe."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.networks import losses
from rnnviz.engine.networks.encoder_decoder import EncoderDecoder
from rnnviz.engine.networks.entering import Entering, Source
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.networks.transformer import Transformer
from rnnviz.engine.networks.weights import FRESH, Origin, kept, load
from rnnviz.engine.networks.window import Window
from rnnviz.engine.ways.layers import State
from rnnviz.experiment import Experiment
from rnnviz.tasks import Batch, PairBatch, Task
from rnnviz.tasks.base import last_only

Model = Stack | EncoderDecoder | Transformer  # a `Window` is a stack
NETWORKS: dict[str, type[Model]] = {
    "stack": Stack, "encoder_decoder": EncoderDecoder, "transformer": Transformer,
    "window": Window,
}


class Pass(NamedTuple):
    """A forward pass over a batch: its loss (), outputs (T, B, K), and the states after it."""

    loss: Tensor
    outputs: Tensor
    states: tuple[State, ...]


class Learner:
    """The model of an experiment, its device and its loss.

    Where a snapshot says what file its weights came from (``origin``), that file is left alone.
    """

    def __init__(
        self, experiment: Experiment, task: Task, device: str, generator: np.random.Generator,
        origin: Origin | None = None,
    ) -> None:
        self.task = task
        self.device = torch.device(device)
        self.precision = experiment.dtype
        self.dtype: torch.dtype = getattr(torch, experiment.dtype)
        self.last_only = experiment.training.loss_on == "last"
        self.truncate = experiment.training.truncate
        self.full_from = 0
        """The first step that is learnt from, in a pass that goes on from none."""
        if experiment.model.kind == "window" and experiment.model.short_windows == "left_out":
            self.full_from = experiment.model.window - 1
        self.model: Model = NETWORKS[experiment.model.kind](experiment, task, generator)
        self.weights = FRESH
        if isinstance(self.model, Stack):
            self.weights = load(self.model, experiment, task) if origin is None else kept(experiment, origin)
        self.model.to(device=self.device, dtype=self.dtype)
        self._gather()

    def tensor(self, values: np.ndarray) -> Tensor:
        """Return an array on the device; numbers in the model's precision, symbols and flags as they are."""
        found = torch.from_numpy(np.ascontiguousarray(values))
        # the precision first: Apple's GPU takes no float64
        return (found.to(self.dtype) if found.is_floating_point() else found).to(self.device)

    def here(self, states: tuple[State, ...]) -> tuple[State, ...]:
        """Return states on the device."""
        return tuple(tuple(s.to(self.device) for s in state) for state in states)

    def on_cpu(self) -> Learner:
        """Return the same on the CPU, with weights of its own."""
        found = copy.copy(self)
        found.device, found.model = torch.device("cpu"), copy.deepcopy(self.model).cpu()
        return found

    def frozen(self) -> Learner:
        """Return the same with weights of its own, which stay as they are while this one learns."""
        found = copy.copy(self)
        found.model = copy.deepcopy(self.model)
        found._gather()
        return found

    def doubled(self) -> Learner:
        """Return the same in float64, with weights of its own; itself where it is."""
        if self.dtype == torch.float64:
            return self
        found = copy.copy(self)
        found.model, found.dtype = copy.deepcopy(self.model).double(), torch.float64
        return found

    def _gather(self) -> None:
        """Bring each layer's weights into one piece of memory, as cuDNN wants them; copies and moves part them."""
        for layer in self.model.by_scope.values():
            if layer.fused is not None:
                layer.fused.flatten_parameters()

    def prepare(self, batch: Batch) -> Batch:
        """Return the batch with a loss on the steps that the experiment asks for."""
        return without_short_windows(self.scored(batch), self.full_from) if self.full_from else self.scored(batch)

    def scored(self, batch: Batch) -> Batch:
        """Return the batch with a loss on the steps that held-out data are scored on."""
        return last_only(batch) if self.last_only else batch

    def source(self, batch: PairBatch) -> Source:
        """Return the source side of a batch."""
        return Source(self.tensor(batch.source), self.tensor(batch.source_lengths))

    def entering(self, batch: Batch, states: tuple[State, ...] | None = None) -> Entering:
        """Return what enters the model in a pass over a batch, from the given states or zero ones."""
        source = self.source(batch) if isinstance(batch, PairBatch) else None
        return Entering(self.tensor(batch.inputs), states, source)

    def run(self, batch: Batch, states: tuple[State, ...] | None = None) -> Pass:
        """Run a prepared batch forward, from the given states or zero ones."""
        outputs, ends = self.model.run(self.entering(batch, states), self.truncate)
        targets, loss_steps = self.tensor(batch.targets), self.tensor(batch.loss_steps)
        loss = losses.total(self.task.loss, outputs, targets, loss_steps)
        return Pass(loss, outputs, tuple(tuple(s.detach() for s in state) for state in ends))

    def first_of(self, batch: Batch) -> Batch:
        """Return the first example of a batch as a batch of its own."""
        one = slice(0, 1)
        cut = replace(
            batch, inputs=batch.inputs[:, one], targets=batch.targets[:, one], loss_steps=batch.loss_steps[:, one],
            carry=None if batch.carry is None else batch.carry[one], cursor=None,
            starts=None if batch.starts is None else batch.starts[one],
        )
        if isinstance(cut, PairBatch):
            cut = replace(
                cut, source=cut.source[:, one], source_lengths=cut.source_lengths[one],
                lengths=cut.lengths[one], alignment=cut.alignment[one],
            )
        return cut

    def predicted(self, outputs: Tensor) -> np.ndarray:
        """Return what a task scores: the likeliest symbols (T, B), or the outputs (T, B, K)."""
        found = outputs.detach()
        if self.task.loss == "cross_entropy":
            found = found.argmax(-1)
        return np.asarray(found.cpu().numpy())


def without_short_windows(batch: Batch, first: int) -> Batch:
    """Return the batch without a loss before step ``first`` where nothing is carried on; examples keep one at least."""
    kept = batch.loss_steps.copy()
    fresh = np.ones(batch.size, bool) if batch.carry is None else ~batch.carry
    kept[:first, fresh] = False
    return replace(batch, loss_steps=np.where(kept.any(axis=0), kept, batch.loss_steps))
