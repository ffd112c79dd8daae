"""The float32 LSTM on oneDNN: what its fused backward pass keeps to itself, by swapping a weight.

torch's CPU kernel computes the whole backward pass in one call, but hands out ∂L/∂x alone. That backward call uses
the input weight for ∂L/∂x = δ W_ih only, and the input for ∂L/∂W_ih = δᵀ x only. So it is called with the *recurrent*
weight in the input weight's place (and zeros in the input's): what comes out as "∂L/∂x_t" is δ_t W_hh, which is what
flows through step t into h_{t-1}. Then ∂L/∂h_t = (what the losses send into h_t) + (δ W_hh)_{t+1}. Nothing is added to
the forward pass, nor to the backward pass where D ≥ H. It is the way of batches of narrow layers: elsewhere the way
back by hand takes less (`rnnviz.engine.ways.by_hand`).

The operations are private to torch, so `works` compares a small case with the hand-written loop before
they are used; where it disagrees, or they are not there, the echo input (`rnnviz.engine.ways.echo`) takes over.
"""

from __future__ import annotations

import functools

import torch
from torch import Tensor

from rnnviz.engine.ways import saturated, scan
from rnnviz.engine.ways.by_hand import LstmByHand
from rnnviz.engine.ways.loop import State
from rnnviz.engine.ways.lstm_loop import LstmLoop
from rnnviz.engine.ways.narrow import LstmNarrow
from rnnviz.engine.ways.onednn_lstm import LSTM_MODE, OneDnnLstm
from rnnviz.engine.ways.workspace import LstmWorkspace


class LstmSwap(OneDnnLstm):
    """One LSTM layer over T steps; as `rnnviz.engine.ways.loop.Loop`.

    Parameters
    ----------
    steps, batch, copies, inputs, hidden : int
        T, B, C (B where B > 1), D, H.
    like : Tensor
        float32 on the CPU.
    """

    name = "swap"
    loses_digits = True

    def __init__(self, steps: int, batch: int, copies: int, inputs: int, hidden: int, like: Tensor) -> None:
        super().__init__(steps, batch, copies, inputs, hidden, like)
        width = max(inputs, hidden)
        self._no_input = like.new_zeros(steps, copies, width)
        self._swapped = like.new_zeros(4 * hidden, width)
        self._factors = like.new_empty(steps, batch, hidden)
        self._slope = like.new_empty(steps, batch, hidden)
        self.cell_gradient = like.new_empty(steps, copies, hidden)
        self._backward = scan.Backward(self._factors, self.cell_gradient)
        self.hidden_gradient = like.new_empty(steps, copies, hidden)
        self._direct = self.hidden_gradient
        self._end_of_cell: Tensor | None = None
        self._has_cell_gradient = False

    def backward(self, direct: Tensor, end: State | None = None) -> None:
        """Run back from what each step's loss and the layer above send into h_t, (T, C, H)."""
        w, size = self._p, self.size
        self._swapped[:, :size] = w["weight_hh"]
        direct = self._direct = direct.contiguous()
        ends = (None, None) if end is None else tuple(value.unsqueeze(0).contiguous() for value in end)
        found = torch.ops.aten.mkldnn_rnn_layer_backward.default(
            self._no_input, self._swapped, w["weight_hh"], w["bias_ih"], w["bias_hh"], *self._start,
            self._y, self._h_end, self._c_end, direct, *ends,
            False, LSTM_MODE, size, 1, True, True, False, [], False, self._workspace,
        )
        through = found[0][..., :size]
        torch.add(direct[:-1], through[1:], out=self.hidden_gradient[:-1])
        self.hidden_gradient[-1] = direct[-1] if end is None else direct[-1] + end[0]
        self._to_start = through[0]
        self._end_of_cell, self._has_cell_gradient = None if end is None else end[1], False

    def _cell_back(self) -> Tensor:
        """∂L/∂c_t = ∂L/∂h_t ⊙ o_t (1 - tanh² c_t) + f_{t+1} ⊙ ∂L/∂c_{t+1}, by a scan."""
        if self._has_cell_gradient:
            return self.cell_gradient
        _, f, _, o = self._open()
        torch.mul(self.hidden_gradient, saturated.slope(self.cell, o, out=self._slope), out=self.cell_gradient)
        if self._end_of_cell is not None:
            self.cell_gradient[-1] += self._end_of_cell
        self._factors[:-1] = f[1:]
        self._has_cell_gradient = True
        return self._backward.run()

    def sharpen(self, last: int) -> None:
        """Do the steps before one anew, with slopes that have all digits; see `rnnviz.engine.ways.saturated`."""
        self._to_start = saturated.back_again(
            self.values(), self._cell_before, self._p["weight_hh"], self._direct, self.hidden_gradient,
            self._cell_back(), last,
        )

    @property
    def gradients(self) -> dict[str, Tensor]:
        """∂L/∂ of the states of every step, (T, C, H), by name."""
        return {"hidden": self.hidden_gradient, "cell": self._cell_back()}

    @property
    def side_by_side(self) -> Tensor | None:
        """The same as one tensor: they lie apart."""
        return None

    def start_gradient(self) -> State:
        """Return ∂L/∂ of the states before the first step, each (C, H)."""
        return self._to_start, self._open()[1][0] * self._cell_back()[0]

    def input_gradient(self) -> Tensor:
        """Return ∂L/∂x_t (T, C, D)."""
        return self._to_input(self.hidden_gradient, self._cell_back())


@functools.cache
def works() -> bool:
    """Tell whether torch's private operations are here and mean what this module takes them to mean."""
    if not (hasattr(torch, "mkldnn_rnn_layer") and torch.backends.mkldnn.is_available()):  # type: ignore[no-untyped-call]
        return False
    try:
        return all(_agrees(*shape) for shape in ((1, 1, 3, 5), (6, 2, 3, 5), (5, 2, 7, 4)))
    except (RuntimeError, TypeError, AttributeError, NotImplementedError):
        return False  # another torch: its operations are gone, or take other arguments


@torch.no_grad()
def _agrees(steps: int, copies: int, inputs: int, hidden: int) -> bool:
    generator = torch.Generator().manual_seed(7)

    def draw(*shape: int) -> Tensor:
        return torch.randn(shape, generator=generator)

    p = {
        "weight_ih": draw(4 * hidden, inputs), "weight_hh": draw(4 * hidden, hidden) / hidden**0.5,
        "bias_ih": draw(4 * hidden), "bias_hh": draw(4 * hidden),
    }
    x, start = draw(steps, 1, inputs), (draw(1, hidden), draw(1, hidden))
    direct, end = draw(steps, copies, hidden), (draw(copies, hidden), draw(copies, hidden))
    loop = LstmLoop(steps, 1, copies, hidden, x)
    others: list[LstmSwap | LstmByHand] = [
        LstmSwap(steps, 1, copies, inputs, hidden, x), LstmWorkspace(steps, 1, copies, inputs, hidden, x),
        LstmNarrow(steps, copies, inputs, hidden, x),
    ]
    every: list[LstmLoop | LstmSwap | LstmByHand] = [loop, *others]
    for way in every:
        way.forward(p, x, start)
        way.backward(direct.clone(), end)
    pairs: list[tuple[Tensor, Tensor]] = []
    for way in others:
        pairs += [(loop.values()[name], value) for name, value in way.values().items()]
        pairs += [(loop.gradients[name], value) for name, value in way.gradients.items()]
        pairs += list(zip(loop.start_gradient(), way.start_gradient(), strict=True))
        pairs.append((loop.input_gradient(), way.input_gradient()))
    return all(torch.allclose(mine, theirs, rtol=1e-4, atol=1e-5) for mine, theirs in pairs)
