"""What a kind of model offers beside its network; what it cannot do, it says why."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from rnnviz.directions import is_reverse
from rnnviz.engine.networks.encoder_decoder import NewTape
from rnnviz.engine.networks.entering import Entering
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.passes.graph import differentiable
from rnnviz.engine.passes.linearised import Linearised
from rnnviz.engine.passes.recorded import Recorded
from rnnviz.engine.passes.settled import settled
from rnnviz.engine.patience import ask
from rnnviz.engine.recorded.names import Names, layer_name
from rnnviz.engine.recorded.trace_arrays import REACH, WHOLE
from rnnviz.engine.ways.choice import Ways
from rnnviz.engine.ways.layers import State
from rnnviz.errors import BadInput
from rnnviz.tasks import Batch

M = TypeVar("M")
Ints = npt.NDArray[np.int64]
SAFE = 30.0
"""Norms within 10^±30 are right in float32; beyond, the probe takes the exact path."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A pass that is to be recorded.

    Attributes
    ----------
    learner : Learner
    names : Names
        Of its model.
    example : Batch
        B = 1, prepared, without padding.
    states : tuple of State, or None
        Where it starts, each (1, H); None: zero.
    weights : float array (C, T)
        Loss of copy c: Σ_t weights[c, t] ℓ_t.
    reach : int
        The step whose loss copy `REACH` is.
    gradients : set of str
        Arrays other than states whose gradients are wanted.
    extras : set of str
        Of `Names.extras`, those that are wanted.
    new_tape : callable, or None
        Makes the tapes of a pass that must be readable; None: any path will do.
    ways : Ways
        Whose buffers a fast path may use.
    double : callable, or None
        Returns the learner in float64, where several passes share it.
    """

    learner: Learner
    names: Names
    example: Batch
    states: tuple[State, ...] | None
    weights: np.ndarray
    reach: int
    gradients: frozenset[str] = frozenset()
    extras: frozenset[str] = frozenset()
    new_tape: NewTape | None = None
    ways: Ways
    double: Callable[[], Learner] | None = None

    @property
    def in_float64(self) -> Learner:
        """The learner in float64."""
        return self.learner.doubled() if self.double is None else self.double()

    @property
    def wanted(self) -> set[str]:
        """Names of records whose gradients are wanted, the states' among them."""
        return {layer_name(name) for name in (*self.names.states, *self.gradients)}

    @property
    def tape(self) -> NewTape:
        """Makes the tapes of a readable pass."""
        return self.new_tape or differentiable


class Reader(Protocol):
    """Texts that are read on, one symbol each at a time."""

    def begin(self) -> Tensor:
        """Read what there is at first; return the outputs (1, K) after it."""

    def read(self, symbols: Ints) -> Tensor:
        """Read one more symbol (B,) of each text; return the outputs (B, K)."""

    def keep(self, parents: Ints) -> None:
        """Go on with these texts (B,), some of them several times."""


class Kind(ABC, Generic[M]):
    """A kind of model; nothing is kept in it. One file a kind, and one line in `rnnviz.engine.kinds.KINDS`.

    The network itself knows its layers and heads, and how it runs (`run`, `recorded`).
    """

    longest_written = 1000
    """Steps of a written text's trace at most."""

    @abstractmethod
    def names(self, model: M) -> Names:
        """Return what can be recorded."""

    @abstractmethod
    def readable(self, asked: Asked) -> Recorded:
        """Return the pass step by step, as it is written down in papers, in the model's own precision."""

    @abstractmethod
    def record(self, asked: Asked) -> Recorded:
        """Return the pass on the fastest path that is right for it."""

    @abstractmethod
    def reached(self, asked: Asked, name: str, logs: np.ndarray, begin: int, end: int) -> np.ndarray:
        """Return those norms (T,) of a state's gradient that a loss on steps begin to end does not leave at zero."""

    @abstractmethod
    def units(self, model: M, scope: str, key: str, seen: int) -> int:
        """Return how many numbers a step has of what a scope records; attention looks at ``seen`` steps."""

    @abstractmethod
    def linearised(
        self, model: M, values: Mapping[str, Tensor], states: tuple[State, ...] | None
    ) -> Mapping[str, Linearised]:
        """Return the layers of a recorded pass as linear maps; nothing where `Names.linear` is not set."""

    @abstractmethod
    def why_unread(self, model: M) -> BadInput | None:
        """Return why it reads no running text."""

    @abstractmethod
    def why_silent(self, model: M) -> BadInput | None:
        """Return why it writes no text, where its task is one."""

    @abstractmethod
    def reader(self, learner: Learner, beginning: Entering) -> Reader:
        """Return what reads on from a beginning (B = 1)."""

    def beyond(self, asked: Asked, found: Recorded) -> bool:
        """Tell whether a norm that may be anything but zero left float32's safe range."""
        here = np.flatnonzero(asked.example.loss_steps[:, 0])
        first, last, reach = int(here[0]), int(here[-1]), asked.reach
        for name in asked.names.states:
            ask()
            logs = found.gradients[name].log10_norm()
            for row, begin, end in ((WHOLE, first, last), (REACH, reach, reach)):
                if not bool(np.all(np.abs(self.reached(asked, name, logs[row], begin, end)) <= SAFE)):
                    return True
        return False

    def settled(self, asked: Asked, found: Recorded) -> bool:
        """Tell whether of what an update gate does float32 keeps too few digits, and it is asked for."""
        return found.outputs.dtype != torch.float64 and settled(asked.names.cells, asked.wanted, found.values)

    def faint(self, asked: Asked, found: Recorded) -> bool:
        """Tell whether what is asked for beside the states' gradients fell below float32's range though they did not.

        A gate that is shut lets next to nothing through to what makes it, however much of a gradient its state has. A
        step whose states have none has none inside either, and at the first one there may be nothing to look back at.
        """
        if found.outputs.dtype == torch.float64:
            return False
        for name in map(layer_name, asked.gradients):
            ask()
            scope = name.rpartition(".")[0]
            reached = [
                ~np.isneginf(found.gradients[state].log10_norm()[WHOLE]) for state in asked.names.states
                if state.rpartition(".")[0] == scope
            ]
            logs = found.gradients[name].log10_norm()[WHOLE]
            small = (logs < -SAFE) & (np.logical_or.reduce(reached) if reached else True)
            if (small[:-1] if is_reverse(scope) else small[1:]).any():
                return True
        return False
