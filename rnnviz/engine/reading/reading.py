"""A passage read once by frozen weights from the zero state, and what can be asked of it afterwards.

Reading runs through the text in order, a chunk at a time on the model's own (fused) layers, and keeps the
states before every chunk, the losses and the likeliest next symbols: a hundred thousand characters of 512
units take less than a megabyte of states. Whatever else is asked for later (a gate of a unit, all units for
the hunt, a pass with a unit silenced) is computed anew from there, all chunks at once as a batch, by the
cell's own step: any cell, any quantity that it records, and the very numbers of the first reading.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from rnnviz.cells.tape import Tape
from rnnviz.engine.kinds import kind_of
from rnnviz.engine.networks import losses
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.reading.passage import CHUNK, Passage
from rnnviz.engine.ways.layers import State
from rnnviz.errors import BadInput

LIKELIEST = 5
STEPS = 20
"""Steps of all chunks between two reports of progress."""

Part = tuple[int, int]
Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Clamp:
    """A unit's quantity set to a value, at every step: the lesion.

    Attributes
    ----------
    array : str
        ``layer0.hidden``.
    unit : int
    value : float
    """

    array: str
    unit: int
    value: float = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """What a model read.

    Attributes
    ----------
    learner : Learner
        With weights that stay.
    update : int
        Updates that they had seen.
    passage : Passage
    starts : list of tuple of State
        The states before each chunk; each state (1, H).
    losses : float32 (m,)
        −ln p of the symbol that follows, in nats; NaN at the last.
    likeliest : int64 (m, k)
        The likeliest next symbols, best first.
    probabilities : float32 (m, k)
    """

    learner: Learner
    update: int
    passage: Passage
    starts: list[tuple[State, ...]]
    losses: Singles
    likeliest: npt.NDArray[np.int64]
    probabilities: Singles

    @property
    def length(self) -> int:
        """m: symbols read."""
        return len(self.passage.codes)

    @property
    def model(self) -> Stack:
        """The frozen stack."""
        assert isinstance(self.learner.model, Stack)
        return self.learner.model

    def units(self, array: str) -> int:
        """Return how many units an array has.

        Raises
        ------
        BadInput
            No layer records it.
        """
        known = {
            f"{layer_name}.{quantity.name}": layer.cell.hidden_size
            for layer_name, layer in zip(self.model.names, self.model.layers, strict=True)
            for quantity in (*layer.cell.info.states, *layer.cell.info.gates)
        }
        if array not in known:
            raise BadInput("the model records no {array}: there are {choices}", array=array, choices=", ".join(known))
        return known[array]

    def values(self, array: str, unit: int | None = None) -> Generator[Part, None, Singles]:
        """Compute one unit (m,), or every unit (H, m), of an array.

        Raises
        ------
        BadInput
            There is no such array or unit.
        """
        self._check(array, unit)
        count = self.units(array) if unit is None else 1
        found = np.empty((count, len(self.starts), CHUNK), np.float32)
        chosen = slice(None) if unit is None else slice(unit, unit + 1)
        for t, (records, _) in enumerate(self._through(array)):
            found[:, : len(records), t] = records[:, chosen].float().cpu().numpy().T
            if (t + 1) % STEPS == 0:
                yield t + 1, CHUNK
        flat = found.reshape(count, -1)[:, : self.length]
        return flat if unit is None else flat[0]

    def lesion(self, clamp: Clamp) -> Generator[Part, None, Singles]:
        """Compute the losses (m,) with a unit clamped; NaN at the last.

        Each chunk begins from the untouched states, so that all of them run at once; inside it the clamped
        unit's effect is carried on from step to step.

        Raises
        ------
        BadInput
            There is no such array or unit.
        """
        self._check(clamp.array, clamp.unit)
        found = np.full((len(self.starts), CHUNK), np.nan, np.float32)
        codes = self._grid()
        following = torch.cat([codes[:, 1:], codes[:, :1].roll(-1, 0)], 1)  # a chunk's last is followed by the next's
        for t, (_, top) in enumerate(self._through(clamp.array, clamp)):
            alive = len(top)
            with torch.no_grad():
                outputs = self.model.readout(top)[None]
                each = losses.by_step("cross_entropy", outputs, following[None, :alive, t])[0]
            found[:alive, t] = each.float().cpu().numpy()
            if (t + 1) % STEPS == 0:
                yield t + 1, CHUNK
        flat = found.reshape(-1)[: self.length]
        flat[-1] = np.nan
        return flat

    def dependence(self, at: int, of: str, span: int) -> tuple[int, npt.NDArray[np.float64]]:
        """Return (first, log10 of ‖∂q/∂x_k‖ for k from first to at), x the vectors that the first layer reads.

        Parameters
        ----------
        at : int
            Symbol at whose step q is.
        of : str
            q: "loss", the step's −ln p of what follows; "target", the output (before softmax) of what follows;
            "likeliest", that of the likeliest symbol.
        span : int
            Steps followed back at most.

        Raises
        ------
        BadInput
            Nothing follows the last symbol.
        """
        if not 0 <= at < self.length or (at + 1 == self.length and of != "likeliest"):
            raise BadInput("nothing follows character {at}, so that it has no loss: choose one before it", at=at)
        first = max(at - span + 1, 0)
        with torch.no_grad():
            begin = first // CHUNK
            states = self.starts[begin]
            if first > begin * CHUNK:
                _, states = self._forward(self._inputs(begin * CHUNK, first), states)
        with torch.enable_grad():
            x = self._inputs(first, at + 1).detach().requires_grad_()
            top, _ = self._forward(x, states)
            outputs = self.model.readout(top[-1:])  # (1, 1, K)
            target = int(self.passage.codes[at + 1]) if of != "likeliest" else int(outputs.argmax())
            chosen = self.learner.tensor(np.array([[target]]))
            quantity = losses.by_step("cross_entropy", outputs, chosen).sum() if of == "loss" else outputs[0, 0, target]
            (gradient,) = torch.autograd.grad(quantity, x)
        norms = gradient[:, 0].double().norm(dim=-1).cpu().numpy()
        with np.errstate(divide="ignore"):
            return first, np.log10(norms)

    def _check(self, array: str, unit: int | None) -> None:
        count = self.units(array)
        if unit is not None and not 0 <= unit < count:
            raise BadInput("{array} has units 0 to {last}, got {unit}", array=array, last=count - 1, unit=unit)

    def _inputs(self, start: int, stop: int) -> Tensor:
        """Return what the first layer reads from start to before stop, (T, 1, D)."""
        codes = self.learner.tensor(self.passage.codes[start:stop, None])
        found: Tensor = self.model.inputs(codes, self.model.readout.weight)
        return found

    def _forward(self, x: Tensor, states: tuple[State, ...]) -> tuple[Tensor, tuple[State, ...]]:
        return self.model.through(x, states)

    def _grid(self) -> Tensor:
        """Return the codes (chunks, CHUNK), padded with the first symbol."""
        padded = np.zeros(len(self.starts) * CHUNK, np.int64)
        padded[: self.length] = self.passage.codes
        return self.learner.tensor(padded.reshape(-1, CHUNK))

    def _through(self, array: str, clamp: Clamp | None = None) -> Iterator[tuple[Tensor, Tensor]]:
        """Step all chunks at once: yield (what `array` records (B, H), the top layer's h (B, H)) of each step.

        B falls by one where the last, shorter chunk is over.
        """
        scope, _, name = array.rpartition(".")
        model, codes = self.model, self._grid()
        levels = [(level, level.scopes[0], level.layers[0].cell_parameters) for level in model.levels]
        states = [
            tuple(torch.cat([start[place][i] for start in self.starts]) for i in range(len(self.starts[0][place])))
            for place in range(len(levels))
        ]
        last = self.length - (len(self.starts) - 1) * CHUNK  # steps of the last chunk
        for t in range(CHUNK):
            if t == last:
                states = [tuple(s[:-1] for s in state) for state in states]
                codes = codes[:-1]
            if not len(codes):
                return
            with torch.no_grad():
                x = model.inputs(codes[:, t], model.readout.weight)
                recorded = x
                for place, (level, key, parameters) in enumerate(levels):
                    tape = Holding(clamp if clamp and key == scope else None, name if key == scope else "")
                    states[place] = level.layers[0].cell.step(parameters, x, states[place], tape)
                    x = level.hand_on(states[place][:1], x)
                    if key == scope:
                        recorded = tape.values[name]
            yield recorded, x


class Holding(Tape):
    """A tape that keeps one quantity, and holds one of its units at a value where a clamp says so."""

    def __init__(self, clamp: Clamp | None, name: str) -> None:
        super().__init__()
        self._clamp = clamp
        self._name = name

    def record(self, name: str, value: Tensor) -> Tensor:
        """Return the value, clamped."""
        if name != self._name:
            return value
        if self._clamp is not None:
            value = value.clone()
            value[:, self._clamp.unit] = self._clamp.value
        return super().record(name, value)


def read(learner: Learner, update: int, passage: Passage) -> Generator[Part, None, Reading]:
    """Read a passage with a learner's weights, which must stay (`Learner.frozen`).

    Raises
    ------
    BadInput
        The model reads no running text; the sentence says why.
    """
    model = learner.model
    if (reason := kind_of(model).why_unread(model)) is not None:
        raise reason
    assert isinstance(model, Stack)
    size = len(passage.codes)
    best = min(LIKELIEST, model.readout.weight.shape[0])
    found = np.full(size, np.nan, np.float32)
    likeliest, probabilities = np.empty((size, best), np.int64), np.empty((size, best), np.float32)
    states = model.start(1)
    starts: list[tuple[State, ...]] = []
    yield 0, size
    for begin, stop in stretches(size, len(model.levels)):
        if begin % CHUNK == 0:
            starts.append(states)
        with torch.no_grad():
            codes = learner.tensor(passage.codes[begin:stop, None])
            top, states = model.through(model.inputs(codes, model.readout.weight), states)
            outputs = model.readout(top)  # (T, 1, K)
            shares, symbols = outputs[:, 0].softmax(-1).topk(best)
            followed = min(stop + 1, size) - begin - 1
            targets = learner.tensor(passage.codes[begin + 1 : stop + 1, None])
            each = losses.by_step(learner.task.loss, outputs[:followed], targets[:followed])[:, 0]
        found[begin : begin + followed] = each.float().cpu().numpy()
        likeliest[begin:stop], probabilities[begin:stop] = symbols.cpu().numpy(), shares.float().cpu().numpy()
        yield stop, size
    return Reading(
        learner=learner, update=update, passage=passage, starts=starts, losses=found, likeliest=likeliest,
        probabilities=probabilities,
    )


def stretches(size: int, levels: int) -> Iterator[tuple[int, int]]:
    """Yield (begin, stop) of what is read between two reports: a chunk, or parts of it where there are many levels."""
    most = max(CHUNK // levels, STEPS)
    for chunk in range(0, size, CHUNK):
        end = min(chunk + CHUNK, size)
        for begin in range(chunk, end, most):
            yield begin, min(begin + most, end)
