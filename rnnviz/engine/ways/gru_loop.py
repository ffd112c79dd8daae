"""The hand-written pass of torch's GRU (see `rnnviz.engine.ways.loop`)."""

from __future__ import annotations

import torch
from torch import Tensor

from rnnviz.engine.patience import ask, patiently
from rnnviz.engine.ways.loop import Loop, Parameters, State


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
        ask()  # each half takes a quarter of a second over ten thousand steps
        self._steps = list(zip(s, h[:-1], rz, x_n, r, of_state, n, z, h[1:], strict=True))
        ask()
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
        for sums, before, rz, x_n, r, of_state, n, z, h in patiently(self._steps):
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
        ask()
        torch.mul(to_n, r, out=factors[:, :, 2])
        keep.mul_(z).mul_(self.hidden[:-1] - n)
        factors[:, :, 1] = keep  # (h_{t-1} - n) z (1 - z)
        ask()
        torch.sub(1, r, out=keep).mul_(r).mul_(of_state)
        torch.mul(keep, to_n, out=factors[:, :, 0])
        self.hidden_gradient.copy_(direct)
        if end is not None:
            self.hidden_gradient[-1] += end[0]
        weight, mul = self._p["weight_hh"], torch.mul
        for k, wide, gates, delta, z_t, gradient, before in patiently(self._back):
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
