"""The hand-written pass of the LSTM (see `rnnviz.engine.ways.loop`)."""

from __future__ import annotations

import torch
from torch import Tensor

from rnnviz.engine.patience import ask, go_on, patiently
from rnnviz.engine.ways import saturated
from rnnviz.engine.ways.loop import Loop, Parameters, State


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
        go_on(0, 1)  # each takes a quarter of a second over ten thousand steps
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
        for gates, before, ifo, g, f, c_before, c, i, tanh_c, o, h in patiently(self._steps):
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
        saturated.slope(self.cell[1:], o, out=self._to_cell)
        for place, (gate, met) in enumerate(((i, g), (f, self.cell[:-1]), (o, tanh_c))):
            ask()
            torch.mul(gate, 1 - gate, out=k[:, :, place]).mul_(met)
        ask()
        torch.mul(g, g, out=k[:, :, 3]).neg_().add_(1).mul_(i)
        self._keep[:-1] = f
        self._keep[-1] = 1
        self.hidden_gradient.copy_(direct)
        self.cell_gradient[-1] = 0
        if end is not None:
            self.hidden_gradient[-1] += end[0]
            self.cell_gradient[-1] = end[1]
        mul, weight, back = torch.mul, self._hh, patiently(self._back)
        for keep, dc_after, dc, to_cell, dh, k_if, wide, d_if, k_g, d_g, k_o, d_o, delta, before in back:
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
