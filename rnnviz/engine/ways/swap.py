"""The float32 LSTM on oneDNN: what its fused backward pass keeps to itself, by swapping a weight.

torch's CPU kernel (`torch.mkldnn_rnn_layer`) computes the whole backward pass in one call, but hands
out ∂L/∂x alone. That backward call uses the input weight for ∂L/∂x = δ W_ih only, and the input for
∂L/∂W_ih = δᵀ x only. So it is called with the *recurrent* weight in the input weight's place (and zeros
in the input's): what comes out as "∂L/∂x_t" is δ_t W_hh, which is what flows through step t into
h_{t-1}. Then ∂L/∂h_t = (what the losses send into h_t) + (δ W_hh)_{t+1}. Nothing is added to the forward
pass, nor to the backward pass where D ≥ H. Gates and c_t are read out of the workspace that the forward
pass leaves for the backward one, once they have been found where they are looked for; else they follow
from all h by one product and a scan.

The operations are private to torch, so `works` compares a small case with the hand-written loop before
they are used; where it disagrees, or they are not there, the echo input (`rnnviz.engine.ways.echo`) takes over.
"""

from __future__ import annotations

import functools

import torch
from torch import Tensor

from rnnviz.engine.ways import saturated, scan
from rnnviz.engine.ways.loop import Parameters, State
from rnnviz.engine.ways.lstm_loop import LstmLoop

LSTM_MODE = 2


class LstmSwap:
    """One LSTM layer over T steps; as `rnnviz.engine.ways.loop.Loop`.

    Parameters
    ----------
    steps, batch, copies, inputs, hidden : int
        T, B, C (B where B > 1), D, H.
    like : Tensor
        float32 on the CPU.
    """

    loses_digits = True

    def __init__(self, steps: int, batch: int, copies: int, inputs: int, hidden: int, like: Tensor) -> None:
        self.steps, self.batch, self.copies, self.inputs, self.size = steps, batch, copies, inputs, hidden
        width = max(inputs, hidden)
        self._no_input = like.new_zeros(steps, copies, width)
        self._swapped = like.new_zeros(4 * hidden, width)
        self.cell = like.new_empty(steps, batch, hidden)
        self._factors = like.new_empty(steps, batch, hidden)
        self._forward = scan.Forward(self._factors, self.cell)
        self._slope = like.new_empty(steps, batch, hidden)
        self.cell_gradient = like.new_empty(steps, copies, hidden)
        self._backward = scan.Backward(self._factors, self.cell_gradient)
        self.hidden_gradient = like.new_empty(steps, copies, hidden)
        self._direct = self.hidden_gradient
        self._gates: tuple[Tensor, ...] | None = None
        self._end_of_cell: Tensor | None = None
        self._has_cell_gradient = False
        self._in_workspace: bool | None = None
        """Whether the workspace of this shape holds what it should where it should; None: not looked yet."""

    def forward(self, p: Parameters, x: Tensor, start: State) -> Tensor:
        """Run over inputs (T, B, D) from the states (B, H); return all h_t (T, B, H)."""
        w = self._p = {name: value.detach() for name, value in p.items()}
        self._start = [state.detach().expand(self.copies, -1).unsqueeze(0).contiguous() for state in start]
        wide = x.contiguous() if self.copies == self.batch else x.expand(-1, self.copies, -1).contiguous()
        with torch.enable_grad():  # without it no workspace is made
            h, c = self._start
            self._y, self._h_end, self._c_end, self._workspace = torch.mkldnn_rnn_layer(
                wide, w["weight_ih"], w["weight_hh"], w["bias_ih"], w["bias_hh"], h, c,
                False, [], LSTM_MODE, self.size, 1, True, False, False, True,
            )
        self.hidden, self._x, self._gates = self._y[:, : self.batch], x, None
        return self.hidden

    def _open(self) -> tuple[Tensor, ...]:
        """Return i, f, g, o (T, B, H) of the last pass; `cell` is filled with them."""
        if self._gates is not None:
            return self._gates
        if self._in_workspace is None:
            self._in_workspace = self._holds(*self._computed())
        if self._in_workspace:
            self._gates, cell = self._views()
            self.cell[:-1] = cell
            self.cell[-1] = self._c_end[0, : self.batch]
        else:
            self._gates, _ = self._computed()
        return self._gates

    def _views(self) -> tuple[tuple[Tensor, ...], Tensor]:
        """Return the gates (T, B, H) and c_t of all steps but the last as oneDNN lays out its workspace.

        Rows are padded to 16 floats and away from multiples of 256, parts to pages of 4096 bytes.
        """
        floats = self._workspace.view(torch.float32)
        steps, copies, size = self.steps, self.copies, self.size
        row = _padded_row(4 * size)
        gates = floats.as_strided((steps, self.batch, 4, size), (copies * row, row, size, 1), 0)
        place = _pages(steps * copies * row) + _pages(2 * (steps + 1) * copies * _padded_row(max(self.inputs, size)))
        place += _pages(steps * copies * _padded_row(size)) + (steps + 2) * copies * size
        cell = floats.as_strided((steps - 1, self.batch, size), (copies * size, size, 1), place)
        return gates.unbind(2), cell

    def _holds(self, gates: tuple[Tensor, ...], cell: Tensor) -> bool:
        """Tell whether the workspace has these gates and cells at these places."""
        try:
            found, cells = self._views()
        except RuntimeError:  # it is shorter than that
            return False
        pairs = zip(gates, found, strict=True)
        if not all(torch.allclose(mine, theirs, rtol=1e-4, atol=1e-5) for mine, theirs in pairs):
            return False
        largest = float(torch.linalg.vector_norm(cell, torch.inf))  # a scan rounds a long sum at the size of its terms
        return torch.allclose(cell[:-1], cells, rtol=1e-4, atol=1e-5 * max(largest, 1.0))

    def _computed(self) -> tuple[tuple[Tensor, ...], Tensor]:
        """Gates of all steps by one product, c_t = f_t ⊙ c_{t-1} + i_t ⊙ g_t by a scan."""
        w, size = self._p, self.size
        before = torch.cat([self._start[0][:, : self.batch], self.hidden[:-1]]).flatten(0, 1)
        sums = torch.addmm(w["bias_ih"] + w["bias_hh"], self._x.flatten(0, 1), w["weight_ih"].T)
        sums.addmm_(before, w["weight_hh"].T)
        i, f, g, o = torch.split(sums.view(self.steps, self.batch, 4 * size), size, -1)
        i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
        self._factors.copy_(f)
        torch.mul(i, g, out=self.cell)
        self.cell[0].addcmul_(f[0], self._start[1][0, : self.batch])
        return (i, f, g, o), self._forward.run()

    @property
    def end(self) -> State:
        """The states after the last step, each (B, H)."""
        return self._h_end[0, : self.batch], self._c_end[0, : self.batch]

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
            self.values(), self._cell_before(), self._p["weight_hh"], self._direct, self.hidden_gradient,
            self._cell_back(), last,
        )

    def _cell_before(self) -> Tensor:
        return torch.cat([self._start[1][:, : self.batch], self.cell[:-1]])

    @property
    def gradients(self) -> dict[str, Tensor]:
        """∂L/∂ of the states of every step, (T, C, H), by name."""
        return {"hidden": self.hidden_gradient, "cell": self._cell_back()}

    def values(self) -> dict[str, Tensor]:
        """Return states and gates (T, B, H) by the names of the cell."""
        i, f, g, o = self._open()
        return {
            "hidden": self.hidden, "cell": self.cell, "input_gate": i, "forget_gate": f, "candidate": g,
            "output_gate": o,
        }

    def start_gradient(self) -> State:
        """Return ∂L/∂ of the states before the first step, each (C, H)."""
        return self._to_start, self._open()[1][0] * self._cell_back()[0]

    def input_gradient(self) -> Tensor:
        """Return ∂L/∂x_t (T, C, D)."""
        i, f, g, o = self._open()
        before, dh, dc = self._cell_before(), self.hidden_gradient, self._cell_back()
        delta = torch.cat(
            [
                dc * (g * i * (1 - i)), dc * (before * f * (1 - f)), dc * (i * (1 - g * g)),
                dh * (self.cell.tanh() * o * (1 - o)),
            ],
            -1,
        )
        return delta @ self._p["weight_ih"]


def _padded_row(floats: int) -> int:
    """Return the length of a row in oneDNN's workspace (its ``get_good_ld`` for float32)."""
    row = (floats + 15) // 16 * 16
    return row + 16 if row % 256 == 0 else row


def _pages(floats: int) -> int:
    """Return so many floats rounded up to whole pages of 4096 bytes."""
    return (floats + 1023) // 1024 * 1024


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
    loop, swap = LstmLoop(steps, 1, copies, hidden, x), LstmSwap(steps, 1, copies, inputs, hidden, x)
    for way in (loop, swap):
        way.forward(p, x, start)
        way.backward(direct.clone(), end)
    pairs = [(loop.values()[name], value) for name, value in swap.values().items()]
    pairs += [(loop.gradients[name], value) for name, value in swap.gradients.items()]
    pairs += list(zip(loop.start_gradient(), swap.start_gradient(), strict=True))
    pairs.append((loop.input_gradient(), swap.input_gradient()))
    return all(torch.allclose(mine, theirs, rtol=1e-4, atol=1e-5) for mine, theirs in pairs)
