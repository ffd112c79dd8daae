"""Hand-written passes of one layer: forward and backward over time on buffers made once, no autograd inside.

torch's CPU kernels of the RNN, the GRU and the float64 LSTM are loops over time themselves, in C++ but
with a graph behind every step. Here each step is a few in-place calls on views that were made
beforehand, and everything that is not recurrent is one product over all steps; so the pass that keeps
every state, gate and gradient takes less time than the one that keeps none. The gradients are those of
the cells' equations (Werbos 1990, "Backpropagation through time", written out for each cell):
`rnnviz.engine.linearised` has them as formulas.

One forward pass serves several losses: gradients may have C copies along the batch where the forward
pass has one example. Buffers are reused by the next pass: copy what is kept.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

import torch
from torch import Tensor

from rnnviz.cells import Cell

Parameters = Mapping[str, Tensor]
State = tuple[Tensor, ...]


class Loop(ABC):
    """One layer of T steps.

    Parameters
    ----------
    steps, batch, copies, hidden : int
        T, B of the forward pass, C of the backward pass (B where B > 1), H.
    like : Tensor
        Its type and device are the buffers'.

    Attributes
    ----------
    hidden : Tensor (T + 1, B, H)
        The state before the first step, and h_t of every step.
    hidden_gradient : Tensor (T, C, H)
        ∂L/∂h_t after `backward`.
    """

    blocks: int

    def __init__(self, steps: int, batch: int, copies: int, hidden: int, like: Tensor) -> None:
        self.steps, self.batch, self.copies, self.size = steps, batch, copies, hidden
        self._like = like
        self.hidden = self._make(steps + 1, batch, hidden)
        self.hidden_gradient = self._make(steps, copies, hidden)
        self.delta = self._make(steps, copies, self.blocks * hidden)
        """∂L/∂(W_hh h_{t-1} + b_hh), gates in the loop's own order."""
        self._read = like.new_empty(0)

    def _make(self, *shape: int) -> Tensor:
        return torch.empty(shape, dtype=self._like.dtype, device=self._like.device)

    @property
    def end(self) -> State:
        """The states after the last step, each (B, H)."""
        return (self.hidden[-1],)

    @abstractmethod
    def forward(self, p: Parameters, x: Tensor, start: State) -> Tensor:
        """Run over inputs (T, B, D) from the states (B, H); return all h_t (T, B, H), a view of the buffer."""

    @abstractmethod
    def backward(self, direct: Tensor, end: State | None = None) -> None:
        """Run back from what each step's loss and the layer above send into h_t, (T, C, H).

        ``end``: what arrives at the states after the last step, each (C, H).
        """

    @property
    def gradients(self) -> dict[str, Tensor]:
        """∂L/∂ of the states of every step, (T, C, H), by name."""
        return {"hidden": self.hidden_gradient}

    @abstractmethod
    def start_gradient(self) -> State:
        """Return ∂L/∂ of the states before the first step, each (C, H)."""

    @abstractmethod
    def values(self) -> dict[str, Tensor]:
        """Return states and gates (T, B, H) by the names of the cell."""

    def input_gradient(self) -> Tensor:
        """Return ∂L/∂x_t (T, C, D)."""
        flat = self._to_input().flatten(0, 1) @ self._weight_ih()
        return flat.view(self.steps, self.copies, -1)

    def parameter_gradients(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return ∂L/∂ of weight_ih, weight_hh, bias_ih, bias_hh in torch's order of gates (C = B)."""
        delta = self.delta.flatten(0, 1)
        before = self.hidden[:-1].reshape(-1, self.size)
        bias = delta.sum(0)
        of_hidden = delta.T @ before
        of_input = delta.T @ self._read.flatten(0, 1)
        return of_input, of_hidden, bias, bias.clone()

    def _to_input(self) -> Tensor:
        """Return ∂L/∂(W_ih x_t + b_ih), (T, C, G·H)."""
        return self.delta

    @abstractmethod
    def _weight_ih(self) -> Tensor:
        """W_ih with its rows in the loop's own order of gates."""


class RnnLoop(Loop):
    """h_t = φ(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh): two calls a step forward, two back.

    Parameters
    ----------
    activation : "tanh", "relu" or "identity"
    """

    blocks = 1

    def __init__(
        self, steps: int, batch: int, copies: int, hidden: int, like: Tensor, activation: str = "tanh"
    ) -> None:
        super().__init__(steps, batch, copies, hidden, like)
        self.activation = activation
        self.slope = self._make(steps, batch, hidden)
        self._sums = self.hidden[1:] if activation == "identity" else self._make(steps, batch, hidden)
        self._across = self._make(hidden, hidden)
        h, a = self.hidden.unbind(0), self._sums.unbind(0)
        self._steps = list(zip(a, h[:-1], h[1:], strict=True))
        g, d, k = self.hidden_gradient.unbind(0), self.delta.unbind(0), self.slope.unbind(0)
        self._back = [(k[t], g[t], d[t], g[t - 1]) for t in range(steps - 1, 0, -1)]
        self._first = (k[0], g[0], d[0])

    def forward(self, p: Parameters, x: Tensor, start: State) -> Tensor:
        self._p, self._read = p, x
        self.hidden[0] = start[0]
        into = self._sums.view(self.steps * self.batch, self.size)
        torch.addmm(p["bias_ih"] + p["bias_hh"], x.reshape(len(into), -1), p["weight_ih"].T, out=into)
        across = self._across.copy_(p["weight_hh"].T)
        if self.activation == "identity":
            for a, before, _ in self._steps:
                a.addmm_(before, across)
        elif self.activation == "relu":
            clamp_min = torch.clamp_min
            for a, before, h in self._steps:
                a.addmm_(before, across)
                clamp_min(a, 0.0, out=h)
        else:
            tanh = torch.tanh
            for a, before, h in self._steps:
                a.addmm_(before, across)
                tanh(a, out=h)
        return self.hidden[1:]

    def backward(self, direct: Tensor, end: State | None = None) -> None:
        h = self.hidden[1:]
        if self.activation == "identity":
            self.slope.fill_(1)
        elif self.activation == "relu":
            torch.gt(h, 0, out=self.slope)
        else:
            torch.mul(h, h, out=self.slope).neg_().add_(1)
        self.hidden_gradient.copy_(direct)
        if end is not None:
            self.hidden_gradient[-1] += end[0]
        weight, mul = self._p["weight_hh"], torch.mul
        for slope, gradient, delta, before in self._back:
            mul(slope, gradient, out=delta)
            before.addmm_(delta, weight)
        slope, gradient, delta = self._first
        mul(slope, gradient, out=delta)

    def start_gradient(self) -> State:
        return (self.delta[0] @ self._p["weight_hh"],)

    def values(self) -> dict[str, Tensor]:
        return {"hidden": self.hidden[1:]}

    def _weight_ih(self) -> Tensor:
        return self._p["weight_ih"]


class GruLoop(Loop):
    """torch's GRU, reset after the product: five calls a step forward, three back."""

    blocks = 3

    def __init__(self, steps: int, batch: int, copies: int, hidden: int, like: Tensor) -> None:
        super().__init__(steps, batch, copies, hidden, like)
        size = hidden
        self._from_x = self._make(steps, batch, 3 * size)
        self._sums = self._make(steps, batch, 3 * size)
        """r, z after the sigmoid; W_hn h_{t-1} + b_hn."""
        self._candidate = self._make(steps, batch, size)
        self._across = self._make(size, 3 * size)
        self._factors = self._make(steps, batch, 3, size)
        self._to_n = self._make(steps, batch, size)
        h, s, n = self.hidden.unbind(0), self._sums.unbind(0), self._candidate.unbind(0)
        rz, r = self._sums[..., : 2 * size].unbind(0), self._sums[..., :size].unbind(0)
        z, of_state = self._sums[..., size : 2 * size].unbind(0), self._sums[..., 2 * size :].unbind(0)
        x_n = self._from_x[..., 2 * size :].unbind(0)
        self._steps = list(zip(s, h[:-1], rz, x_n, r, of_state, n, z, h[1:], strict=True))
        g, wide = self.hidden_gradient.unbind(0), self.hidden_gradient.unsqueeze(2).unbind(0)
        d = self.delta.unbind(0)
        gates = self.delta.view(steps, self.copies, 3, size).unbind(0)
        k = self._factors.unbind(0)
        self._back = [(k[t], wide[t], gates[t], d[t], z[t], g[t], g[t - 1]) for t in range(steps - 1, 0, -1)]
        self._first = (k[0], wide[0], gates[0])

    def forward(self, p: Parameters, x: Tensor, start: State) -> Tensor:
        self._p, self._read = p, x
        size, rows = self.size, self.steps * self.batch
        self.hidden[0] = start[0]
        bias = p["bias_ih"].clone()
        bias[: 2 * size] += p["bias_hh"][: 2 * size]
        torch.addmm(bias, x.reshape(rows, -1), p["weight_ih"].T, out=self._from_x.view(rows, 3 * size))
        self._sums[..., : 2 * size] = self._from_x[..., : 2 * size]
        self._sums[..., 2 * size :] = p["bias_hh"][2 * size :]
        across = self._across.copy_(p["weight_hh"].T)
        addcmul, lerp = torch.addcmul, torch.lerp
        for sums, before, rz, x_n, r, of_state, n, z, h in self._steps:
            sums.addmm_(before, across)
            rz.sigmoid_()
            addcmul(x_n, r, of_state, out=n)
            n.tanh_()
            lerp(n, before, z, out=h)  # (1 - z) n + z h
        return self.hidden[1:]

    def backward(self, direct: Tensor, end: State | None = None) -> None:
        size, n = self.size, self._candidate
        r, z, of_state = self._sums[..., :size], self._sums[..., size : 2 * size], self._sums[..., 2 * size :]
        factors, to_n = self._factors, self._to_n
        torch.mul(n, n, out=to_n).neg_().add_(1)
        keep = 1 - z
        to_n.mul_(keep)  # (1 - z)(1 - n²)
        torch.mul(to_n, r, out=factors[:, :, 2])
        keep.mul_(z).mul_(self.hidden[:-1] - n)
        factors[:, :, 1] = keep  # (h_{t-1} - n) z (1 - z)
        torch.sub(1, r, out=keep).mul_(r).mul_(of_state)
        torch.mul(keep, to_n, out=factors[:, :, 0])
        self.hidden_gradient.copy_(direct)
        if end is not None:
            self.hidden_gradient[-1] += end[0]
        weight, mul = self._p["weight_hh"], torch.mul
        for k, wide, gates, delta, z_t, gradient, before in self._back:
            mul(k, wide, out=gates)
            before.addcmul_(z_t, gradient)
            before.addmm_(delta, weight)
        k, wide, gates = self._first
        mul(k, wide, out=gates)

    def start_gradient(self) -> State:
        z = self._sums[0, :, self.size : 2 * self.size]
        return (self.delta[0] @ self._p["weight_hh"] + z * self.hidden_gradient[0],)

    def values(self) -> dict[str, Tensor]:
        size = self.size
        return {
            "hidden": self.hidden[1:], "reset_gate": self._sums[..., :size],
            "update_gate": self._sums[..., size : 2 * size], "candidate": self._candidate,
        }

    def parameter_gradients(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        delta, to_input = self.delta.flatten(0, 1), self._to_input().flatten(0, 1)
        before, read = self.hidden[:-1].reshape(-1, self.size), self._read.flatten(0, 1)
        return to_input.T @ read, delta.T @ before, to_input.sum(0), delta.sum(0)

    def _to_input(self) -> Tensor:
        found = self.delta.clone()
        torch.mul(self.hidden_gradient, self._to_n, out=found[..., 2 * self.size :])
        return found

    def _weight_ih(self) -> Tensor:
        return self._p["weight_ih"]


class LstmLoop(Loop):
    """The LSTM, gates inside in the order i f o g (one sigmoid call): seven calls a step forward, six back."""

    blocks = 4

    def __init__(self, steps: int, batch: int, copies: int, hidden: int, like: Tensor) -> None:
        super().__init__(steps, batch, copies, hidden, like)
        size = hidden
        rows = torch.arange(4 * size, device=like.device).view(4, size)
        self._order = rows[[0, 1, 3, 2]].flatten()  # its own inverse
        self._across = self._make(size, 4 * size)
        self._gates = self._make(steps, batch, 4 * size)
        self.cell = self._make(steps + 1, batch, size)
        self._tanh = self._make(steps, batch, size)
        self.cell_gradient = self._make(steps + 1, self.copies, size)
        """∂L/∂c_t; the row behind the last is what arrives there, with `_keep` = 1."""
        self._factors = self._make(steps, batch, 4, size)
        self._to_cell = self._make(steps, batch, size)
        self._keep = self._make(steps + 1, batch, size)
        self._bind_forward(size)
        self._bind_backward(size)

    def _bind_forward(self, size: int) -> None:
        gates, h, c, tanh = self._gates.unbind(0), self.hidden.unbind(0), self.cell.unbind(0), self._tanh.unbind(0)
        i, f, o, g = (part.unbind(0) for part in torch.split(self._gates, size, -1))
        ifo = self._gates[..., : 3 * size].unbind(0)
        self._steps = list(zip(gates, h[:-1], ifo, g, f, c[:-1], c[1:], i, tanh, o, h[1:], strict=True))

    def _bind_backward(self, size: int) -> None:
        dh, dc = self.hidden_gradient.unbind(0), self.cell_gradient.unbind(0)
        wide = self.cell_gradient.unsqueeze(2).unbind(0)
        keep, to_cell, delta = self._keep.unbind(0), self._to_cell.unbind(0), self.delta.unbind(0)
        parts = self.delta.view(self.steps, self.copies, 4, size)
        k_if, k_o, k_g = (self._factors[:, :, p].unbind(0) for p in (slice(0, 2), 2, 3))
        d_if, d_o, d_g = (parts[:, :, p].unbind(0) for p in (slice(0, 2), 2, 3))
        self._back = [
            (keep[t + 1], dc[t + 1], dc[t], to_cell[t], dh[t], k_if[t], wide[t], d_if[t], k_g[t], d_g[t],
             k_o[t], d_o[t], delta[t], dh[t - 1] if t else None)
            for t in range(self.steps - 1, -1, -1)
        ]  # fmt: skip

    @property
    def end(self) -> State:
        return self.hidden[-1], self.cell[-1]

    def forward(self, p: Parameters, x: Tensor, start: State) -> Tensor:
        self._p, self._read = p, x
        order, rows = self._order, self.steps * self.batch
        self.hidden[0], self.cell[0] = start
        self._ih, self._hh = p["weight_ih"][order], p["weight_hh"][order]
        bias = (p["bias_ih"] + p["bias_hh"])[order]
        torch.addmm(bias, x.reshape(rows, -1), self._ih.T, out=self._gates.view(rows, 4 * self.size))
        across = self._across.copy_(self._hh.T)
        mul, tanh = torch.mul, torch.tanh
        for gates, before, ifo, g, f, c_before, c, i, tanh_c, o, h in self._steps:
            gates.addmm_(before, across)
            ifo.sigmoid_()
            g.tanh_()
            mul(f, c_before, out=c)
            c.addcmul_(i, g)
            tanh(c, out=tanh_c)
            mul(o, tanh_c, out=h)
        return self.hidden[1:]

    def backward(self, direct: Tensor, end: State | None = None) -> None:
        i, f, o, g = torch.split(self._gates, self.size, -1)
        k, tanh_c = self._factors, self._tanh
        torch.mul(tanh_c, tanh_c, out=self._to_cell).neg_().add_(1).mul_(o)
        torch.mul(i, 1 - i, out=k[:, :, 0]).mul_(g)
        torch.mul(f, 1 - f, out=k[:, :, 1]).mul_(self.cell[:-1])
        torch.mul(o, 1 - o, out=k[:, :, 2]).mul_(tanh_c)
        torch.mul(g, g, out=k[:, :, 3]).neg_().add_(1).mul_(i)
        self._keep[:-1] = f
        self._keep[-1] = 1
        self.hidden_gradient.copy_(direct)
        self.cell_gradient[-1] = 0
        if end is not None:
            self.hidden_gradient[-1] += end[0]
            self.cell_gradient[-1] = end[1]
        mul, weight = torch.mul, self._hh
        for keep, dc_after, dc, to_cell, dh, k_if, wide, d_if, k_g, d_g, k_o, d_o, delta, before in self._back:
            mul(keep, dc_after, out=dc)
            dc.addcmul_(to_cell, dh)
            mul(k_if, wide, out=d_if)
            mul(k_g, dc, out=d_g)
            mul(k_o, dh, out=d_o)
            if before is not None:
                before.addmm_(delta, weight)

    @property
    def gradients(self) -> dict[str, Tensor]:
        return {"hidden": self.hidden_gradient, "cell": self.cell_gradient[:-1]}

    def start_gradient(self) -> State:
        return self.delta[0] @ self._hh, self._keep[0] * self.cell_gradient[0]

    def values(self) -> dict[str, Tensor]:
        i, f, o, g = torch.split(self._gates, self.size, -1)
        return {
            "hidden": self.hidden[1:], "cell": self.cell[1:], "input_gate": i, "forget_gate": f, "candidate": g,
            "output_gate": o,
        }

    def parameter_gradients(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        of_input, of_hidden, bias, _ = super().parameter_gradients()
        bias = bias[self._order]
        return of_input[self._order], of_hidden[self._order], bias, bias.clone()

    def _weight_ih(self) -> Tensor:
        return self._ih


def make(cell: Cell, steps: int, batch: int, copies: int, like: Tensor) -> Loop:
    """Return the loop of an RNN, GRU or LSTM on new buffers."""
    match cell.info.key:
        case "lstm":
            return LstmLoop(steps, batch, copies, cell.hidden_size, like)
        case "gru":
            return GruLoop(steps, batch, copies, cell.hidden_size, like)
    return RnnLoop(steps, batch, copies, cell.hidden_size, like, str(cell.fields.model_dump()["activation"]))
