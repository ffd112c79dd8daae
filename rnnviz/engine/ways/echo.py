"""The echo input: ∂L/∂h_t out of any of torch's fused kernels, by public calls alone.

A fused kernel returns the gradient with respect to its inputs, not its states. So it is given an
extra input e_t = 0 that enters exactly as the previous hidden state does: with W'_ih = [W_ih, W_hh]
the gradient of e_t is W_hhᵀ δ_t, which is what flows through step t into h_{t-1}, and
∂L/∂h_t = (what comes from the losses and the layer above) + ∂L/∂e_{t+1}. The GRU needs two echoes and
one linear recurrence, since its reset gate stands between W_hn and δ. Gates and the cell state follow
from all h by one matrix product and one linear recurrence.

It serves every fused kernel (CPU, cuDNN, Apple's), and is the way of accelerators.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from rnnviz.engine.ways import saturated
from rnnviz.engine.ways.layers import Layer
from rnnviz.engine.ways.loop import Parameters, State
from rnnviz.engine.ways.scan import linear_recurrence, reverse_recurrence


class Echo:
    """One layer over time; as `rnnviz.engine.ways.loop.Loop`.

    Parameters
    ----------
    layer : Layer
        Whose cell torch has a module for.
    batch, copies : int
        B, C (B where B > 1).
    """

    name = "echo"

    def __init__(self, layer: Layer, batch: int, copies: int) -> None:
        self.batch, self.copies, self.size = batch, copies, layer.cell.hidden_size
        self.kind = layer.cell.info.key
        self.loses_digits = self.kind == "lstm"
        wanted = layer.cell.torch_module()
        assert wanted is not None
        name, options = wanted
        echoes = 2 if self.kind == "gru" else 1
        width = layer.input_size + echoes * self.size
        like = layer.like
        # weights of its own, in one piece of memory: cuDNN would gather others at every call, and warn of it
        module: nn.RNNBase = getattr(nn, name)(width, self.size, device="meta", dtype=like.dtype, **options)
        self._module = module.to_empty(device=like.device).requires_grad_(False)
        self.gradients: dict[str, Tensor] = {}

    def forward(self, p: Parameters, x: Tensor, start: State) -> Tensor:
        """Run over inputs (T, B, D) from the states (B, H); return all h_t (T, B, H)."""
        p = self._p = {name: value.detach() for name, value in p.items()}
        self._start = start
        size, wide = self.size, p["weight_ih"]
        if self.kind == "gru":
            to_gates = p["weight_hh"].clone()
            to_gates[2 * size :] = 0
            unit = torch.eye(size, dtype=wide.dtype, device=wide.device)
            to_candidate = torch.cat([wide.new_zeros(2 * size, size), unit])
            wide = torch.cat([wide, to_gates, to_candidate], 1)
        else:
            wide = torch.cat([wide, p["weight_hh"]], 1)
        with torch.no_grad():
            for name, value in (p | {"weight_ih": wide}).items():
                self._module.get_parameter(f"{name}_l0").copy_(value)
        with torch.enable_grad():
            self._x = x.detach().expand(-1, self.copies, -1).contiguous().requires_grad_()
            self._echo = x.new_zeros(*self._x.shape[:2], wide.shape[1] - x.shape[-1]).requires_grad_()
            self._begin = [s.detach().expand(self.copies, -1).unsqueeze(0).contiguous() for s in start]
            for state in self._begin:
                state.requires_grad_()
            begin = self._begin[0] if len(self._begin) == 1 else tuple(self._begin)
            inputs = torch.cat([self._x, self._echo], -1)
            self._all: Tensor
            self._all, end = self._module(inputs, begin)
        self._end: tuple[Tensor, ...] = end if isinstance(end, tuple) else (end,)
        self.hidden: Tensor = self._all.detach()[:, : self.batch]
        self._values = self._unfold(x)
        return self.hidden

    @property
    def end(self) -> State:
        """The states after the last step, each (B, H)."""
        return tuple(state[0, : self.batch].detach() for state in self._end)

    def backward(self, direct: Tensor, end: State | None = None) -> None:
        """Run back from what each step's loss and the layer above send into h_t, (T, C, H)."""
        ends = () if end is None else tuple(value.unsqueeze(0) for value in end)
        sources = [self._echo, self._x, *self._begin]
        found = torch.autograd.grad((self._all, *self._end[: len(ends)]), sources, (direct, *ends))
        echo, self._to_input, *to_start = found
        self._to_start = tuple(value[0] for value in to_start)
        self._direct = direct
        direct = direct.clone()
        if end is not None:
            direct[-1] += end[0]
        values = self._values
        match self.kind:
            case "lstm":
                hidden = direct + _next(echo)
                terms = hidden * saturated.slope(values["cell"], values["output_gate"])
                if end is not None:
                    terms[-1] += end[1]
                forget = values["forget_gate"].expand_as(terms)
                self.gradients = {"hidden": hidden, "cell": reverse_recurrence(forget, terms)}
            case "gru":
                through_gates, delta_n = echo.chunk(2, -1)
                through = through_gates + (values["reset_gate"] * delta_n) @ self._p["weight_hh"].chunk(3)[2]
                keep = values["update_gate"].expand_as(direct)
                self.gradients = {"hidden": reverse_recurrence(keep, direct + _next(through))}
            case _:
                self.gradients = {"hidden": direct + _next(echo)}

    def sharpen(self, last: int) -> None:
        """Do the steps of an LSTM before one anew, with slopes that have all digits."""
        values, hidden, cell = self._values, self.gradients["hidden"], self.gradients["cell"]
        before = torch.cat([self._start[1].unsqueeze(0), values["cell"][:-1]])
        weight = self._p["weight_hh"]
        to_hidden = saturated.back_again(values, before, weight, self._direct, hidden, cell, last)
        self._to_start = (to_hidden, values["forget_gate"][0] * cell[0])

    @property
    def side_by_side(self) -> Tensor | None:
        """The same as one tensor: they lie apart."""
        return None

    @property
    def hidden_gradient(self) -> Tensor:
        """∂L/∂h_t (T, C, H)."""
        return self.gradients["hidden"]

    def values(self) -> dict[str, Tensor]:
        """Return states and gates (T, B, H) by the names of the cell."""
        return self._values

    def start_gradient(self) -> State:
        """Return ∂L/∂ of the states before the first step, each (C, H)."""
        return self._to_start

    def input_gradient(self) -> Tensor:
        """Return ∂L/∂x_t (T, C, D)."""
        return self._to_input

    def _unfold(self, x: Tensor) -> dict[str, Tensor]:
        """Return what the cell's step computes, from all hidden states."""
        p, hidden = self._p, self.hidden
        values = {"hidden": hidden}
        if self.kind == "rnn":
            return values
        before = torch.cat([self._start[0].unsqueeze(0), hidden[:-1]])
        from_x = torch.nn.functional.linear(x, p["weight_ih"], p["bias_ih"])
        from_h = torch.nn.functional.linear(before, p["weight_hh"], p["bias_hh"])
        if self.kind == "gru":
            (x_r, x_z, x_n), (h_r, h_z, h_n) = from_x.chunk(3, -1), from_h.chunk(3, -1)
            r = (x_r + h_r).sigmoid()
            return values | {
                "reset_gate": r, "update_gate": (x_z + h_z).sigmoid(), "candidate": (x_n + r * h_n).tanh()
            }
        to_i, to_f, to_g, to_o = (from_x + from_h).chunk(4, -1)
        i, f, g, o = to_i.sigmoid(), to_f.sigmoid(), to_g.tanh(), to_o.sigmoid()
        terms = i * g
        terms[0] += f[0] * self._start[1]
        return values | {
            "cell": linear_recurrence(f, terms), "input_gate": i, "forget_gate": f, "candidate": g, "output_gate": o
        }


def _next(values: Tensor) -> Tensor:
    """Return values of step t+1 at t; zero at the last."""
    return torch.cat([values[1:], torch.zeros_like(values[:1])])
