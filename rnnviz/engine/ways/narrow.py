"""The way back by hand of one or two losses over narrow steps: five of numpy's calls a step, some 3 µs in all.

A step of 64 units is so little arithmetic that it costs what its calls cost, and a call of numpy on operands that lie
in one piece and have one shape costs a third of one of torch's. So all of them do (see
`rnnviz.engine.ways.by_hand` for what a step is): copies of the loss stand innermost, what stands before the gradients
is there once for each copy, and dc is written four times, so that everything that a step sends into its gates is one
product without broadcasting.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.ways import by_hand, saturated
from rnnviz.engine.ways.by_hand import LstmByHand, steps_before
from rnnviz.engine.ways.loop import State

SLOTS = 5
"""Products of dc: what goes on to the cell of the step before, i, f, g. Of dh: o."""


class LstmNarrow(LstmByHand):
    """One LSTM layer over T steps of one example; as `rnnviz.engine.ways.loop.Loop`.

    Parameters
    ----------
    steps, copies, inputs, hidden : int
        T, C, D, H.
    like : Tensor
        float32 on the CPU.
    """

    def __init__(self, steps: int, copies: int, inputs: int, hidden: int, like: Tensor) -> None:
        piece = min(by_hand.LONGEST, steps)
        super().__init__(steps, 1, copies, inputs, hidden, like, piece)
        flat = hidden * copies

        def make(*shape: int) -> np.ndarray:
            return np.zeros(shape, np.float32)

        self._all_factors, self._all_slopes = make(steps, SLOTS, hidden), make(steps, hidden)
        """What stands before the gradients, of all steps; the slope is o ⊙ (1 − tanh² c)."""
        self._factors, self._slopes, self._direct = (make(piece, slots, hidden, copies) for slots in (SLOTS, 1, 1))
        """The same of a piece; slopes, and what is sent into h, are those of the step before each."""
        self._near, self._delta = make(piece + 1, SLOTS, hidden, copies), make(SLOTS, hidden, copies)
        """∂L/∂c, four times, and ∂L/∂h of the step before a piece, and of its own."""
        near = self._near.reshape(piece + 1, SLOTS * flat)
        views = (
            self._factors.reshape(piece, SLOTS * flat), near[1:], self._near[:-1, 4], near[:-1, 4 * flat :],
            self._direct.reshape(piece, flat), self._slopes.reshape(piece, flat),
            near[:-1, 3 * flat : 4 * flat], near[:-1, : 3 * flat].reshape(piece, 3, flat),
        )
        self._steps = list(zip(*views, strict=True))[::-1]
        """Latest first: factors, what they stand before; of the step before: h as a matrix, h, direct, slope, c, its
        three others."""

    def backward(self, direct: Tensor, end: State | None = None) -> None:
        """Run back from what each step's loss and the layer above send into h_t, (T, C, H)."""
        gates, slopes = self._open(), torch.from_numpy(self._all_slopes).unsqueeze(1)
        self._factor(slice(None), gates, torch.from_numpy(self._all_factors).unsqueeze(1).unbind(2))
        saturated.slope(self.cell, gates[3], out=slopes)
        cell, hidden = self._last(slopes[-1], direct, end)
        self._near[-1, :4], self._near[-1, 4] = cell.numpy().T, hidden.numpy().T
        for steps in self._pieces():
            self._through(steps, direct.numpy())

    def _through(self, steps: slice, sent: np.ndarray) -> None:
        """Run from the last of some steps into the one before the first of them, where there is one."""
        delta, change = self._delta.reshape(-1), np.empty(self.size * self.copies, np.float32)
        carried, to_gates = delta[: change.size], self._delta[1:].reshape(-1, self.copies)
        into_hidden = self._p["weight_hh"].numpy().T.dot
        multiply, add = np.multiply, np.add
        with np.errstate(all="ignore"):  # what leaves float32's range is for the exact path
            for factors, both, matrix, hidden, direct, slope, cell, others in self._enter(steps, sent):
                multiply(factors, both, delta)
                into_hidden(to_gates, matrix)
                add(hidden, direct, hidden)
                multiply(slope, hidden, change)
                add(carried, change, cell)
                others[:] = cell  # quicker than an addition that writes four
            count = steps.stop - steps.start
            for copy in range(self.copies):
                self._both.numpy()[steps, copy] = self._near[-count:, 3:, :, copy]
            if steps.start:
                self._near[-1] = self._near[0]  # the step before is the last of the piece before
            else:
                multiply(self._factors[-count], self._near[-count], self._delta)

    def _enter(self, steps: slice, sent: np.ndarray) -> list[tuple[np.ndarray, ...]]:
        """Lay out what some steps need; return those that have a step before them."""
        own, before = steps.stop - steps.start, steps_before(steps)
        count = before.stop - before.start
        for copy in range(self.copies):  # one at a time: copies are not long enough to be numpy's inner loop
            self._factors[-own:, ..., copy] = self._all_factors[steps]
            if count:
                self._slopes[-count:, 0, :, copy] = self._all_slopes[before]
                self._direct[-count:, 0, :, copy] = sent[before, copy]
        return self._steps[:count]

    @property
    def _first(self) -> State:
        delta = torch.from_numpy(self._delta)
        return delta[0].T, delta[1:].flatten(0, 1).T
