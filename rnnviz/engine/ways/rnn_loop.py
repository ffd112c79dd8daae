"""The hand-written pass of the Elman RNN (see `rnnviz.engine.ways.loop`)."""

from __future__ import annotations

import torch
from torch import Tensor

from rnnviz.engine.patience import patiently
from rnnviz.engine.ways.loop import Loop, Parameters, State


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
            for a, before, _ in patiently(self._steps):
                a.addmm_(before, across)
        elif self.activation == "relu":
            clamp_min = torch.clamp_min
            for a, before, h in patiently(self._steps):
                a.addmm_(before, across)
                clamp_min(a, 0.0, out=h)
        else:
            tanh = torch.tanh
            for a, before, h in patiently(self._steps):
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
        for slope, gradient, delta, before in patiently(self._back):
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
