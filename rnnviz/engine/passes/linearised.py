"""One layer's step as a linear map: what a gradient meets on its way back through each step.

Every cell comes down to the same form. With dh_t, dc_t the gradients of a loss with
respect to the states of step t, and ⊙ entry by entry,

    dc_t   += cell_from_hidden_t ⊙ dh_t                       (LSTM: c_t is in h_t)
    δ_t^g   = from_hidden_t^g ⊙ dh_t + from_cell_t^g ⊙ dc_t    for every gate g: ∂L/∂(W_hh h_{t-1} + b_hh)
    ε_t^g   = to_input_t^g ⊙ dh_t + from_cell_t^g ⊙ dc_t       ∂L/∂(W_ih x_t + b_ih); ε = δ but for torch's GRU
    dh_{t-1} += Σ_g δ_t^g W_hh^g + keep_hidden_t ⊙ dh_t        (GRU: z keeps the old state)
    dc_{t-1}  = keep_cell_t ⊙ dc_t                             (LSTM: the forget gate; 1 where there is none)
    dx_t    = Σ_g ε_t^g W_ih^g

Peepholes add terms to two coefficients and none to the form: o_t looks at c_t, so that cell_from_hidden holds
w_co ⊙ tanh(c_t) o_t (1 - o_t) beside o_t (1 - tanh² c_t), and keep_cell what c_{t-1} does through i_t and f_t beside
f_t itself. In the GRU that resets first the candidate's product is of r_t ⊙ h_{t-1}, so that one more step lies on
the way back (`Reset`): with u_t = δ_t^n W_hh^n,

    δ_t^r   = ε_t^r = reset.slope_t ⊙ u_t,    and dh_{t-1} receives reset.gate_t ⊙ u_t in the place of u_t.

The loss-by-time matrix, what each step adds to ∂L/∂W, truncation, and the step Jacobians all follow
from these coefficients. LSTM: Hochreiter & Schmidhuber 1997, Gers et al. 2000, with peepholes Gers & Schmidhuber
2000; GRU: Cho et al. 2014, there and in torch's form, reset after the product; RNN: Elman 1990.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.networks.stack import Level
from rnnviz.engine.passes.recorded import Gradient
from rnnviz.engine.passes.sums import slopes_under
from rnnviz.engine.ways import saturated
from rnnviz.engine.ways.layers import Layer, State
from rnnviz.engine.ways.slopes import of_tanh


@dataclass(frozen=True, kw_only=True)
class Reset:
    """What stands between h_{t-1} and the last gate's product, where that is of r_t ⊙ h_{t-1} (Cho et al. 2014).

    Attributes
    ----------
    gate : Tensor (T, H)
        r_t.
    slope : Tensor (T, H)
        h_{t-1} ⊙ r_t (1 - r_t): ∂(r_t ⊙ h_{t-1})/∂(the sum under r_t).
    """

    gate: Tensor
    slope: Tensor


class Reading(NamedTuple):
    """What one recurrent layer reads at each step of a pass: x_t (T, D) and h_{t-1} (T, H)."""

    layer: Layer
    read: Tensor
    before: Tensor


@dataclass(frozen=True, kw_only=True)
class Linearised:
    """One recurrent layer over a pass of one example.

    Attributes
    ----------
    layer : Layer
    read : Tensor (T, D)
        What the layer read.
    hidden, before : Tensor (T, H)
        h_t and h_{t-1}.
    cell, cell_before : Tensor (T, H), or None
        c_t and c_{t-1}, of an LSTM.
    from_hidden, to_input : Tensor (T, G, H)
        Gates in torch's order: G = 4 (i f g o), 3 (i g o, r z n) or 1.
    from_cell : Tensor (T, G, H), or None
    keep_hidden, keep_cell, cell_from_hidden : Tensor (T, H), or None
    reset : Reset, or None
        Of a GRU that resets first; then from_hidden and to_input of r, gate 0, are zero.
    """

    layer: Layer
    read: Tensor
    hidden: Tensor
    before: Tensor
    cell: Tensor | None = None
    cell_before: Tensor | None = None
    from_hidden: Tensor
    to_input: Tensor
    from_cell: Tensor | None = None
    keep_hidden: Tensor | None = None
    keep_cell: Tensor | None = None
    cell_from_hidden: Tensor | None = None
    reset: Reset | None = None

    @property
    def weight_ih(self) -> Tensor:
        """W_ih (G·H, D), detached."""
        return self.layer.cell_parameters["weight_ih"].detach()

    @property
    def weight_hh(self) -> Tensor:
        """W_hh (G·H, H), detached."""
        return self.layer.cell_parameters["weight_hh"].detach()

    @property
    def states(self) -> tuple[str, ...]:
        """Names of the states: ("hidden",) or ("hidden", "cell")."""
        return ("hidden",) if self.cell is None else ("hidden", "cell")

    @property
    def candidate_weight(self) -> Tensor:
        """W_hh^n (H, H), detached: the last gate's rows."""
        return self.weight_hh[-self.hidden.shape[1] :]

    def at_sums(self, hidden: Tensor, cell: Tensor | None = None, of_input: bool = False) -> Tensor:
        """Return δ_t, or ε_t where ``of_input`` is set, (T, C, G, H), from ∂L/∂h_t and ∂L/∂c_t (T, C, H)."""
        gain = self.to_input if of_input else self.from_hidden
        found = gain[:, None] * hidden.unsqueeze(2)
        if cell is not None and self.from_cell is not None:
            found = found + self.from_cell[:, None] * cell.unsqueeze(2)
        if self.reset is not None:
            found[:, :, 0] = (found[:, :, -1] @ self.candidate_weight.to(found)) * self.reset.slope[:, None]
        return found


@dataclass(frozen=True, kw_only=True)
class LinearPass:
    """A pass of one example through a stack, as linear maps.

    Attributes
    ----------
    layers : dict of str to Linearised
        By scope, lowest first.
    direct : Tensor (T, H)
        ∂loss_by_time[t]/∂h_t of the top layer, through the readout alone; zero where no loss falls.
    loss_steps : bool array (T,)
    reach : int
        t*, the step whose loss the reach belongs to.
    total : dict of str to Gradient
        ∂L/∂ of every state (``layer0.hidden``); copy 0 is the example's whole loss.
    levels : tuple of Level
        Of a stack, lowest first: which scopes read side by side, and what is handed on past them.
    """

    layers: Mapping[str, Linearised]
    direct: Tensor
    loss_steps: np.ndarray
    reach: int
    total: Mapping[str, Gradient]
    levels: tuple[Level, ...] = ()

    def skips(self, scope: str) -> bool:
        """Tell whether what a scope reads is added to what its level hands on."""
        return any(level.skip for level in self.levels if scope in level.scopes)

    def down_to(self, names: Iterable[str]) -> list[str]:
        """Return the scopes from the lowest on that states or parameters are of: what lies under it flows into none."""
        scopes = list(self.layers)
        return scopes[min(scopes.index(name.rpartition(".")[0]) for name in names) :]


def read_by(layer: Layer, scope: str, values: Mapping[str, Tensor], start: State | None) -> Reading:
    """Return what a layer reads, without its coefficients; see `linearise`."""
    return Reading(layer, values[f"{scope}.inputs"], _previous(values[f"{scope}.hidden"], start, 0))


def linearise(layer: Layer, scope: str, values: Mapping[str, Tensor], start: State | None) -> Linearised:
    """Return a layer's coefficients.

    Parameters
    ----------
    layer : Layer
    scope : str
    values : mapping of str to Tensor (T, …)
        What a probe pass recorded: ``{scope}.hidden``, gates, ``{scope}.inputs``.
    start : tuple of Tensor (1, H), or None
        The states before the first step; None: zero.
    """

    def value(name: str) -> Tensor:
        return values[f"{scope}.{name}"]

    hidden, before = value("hidden"), _previous(value("hidden"), start, 0)
    gates = {gate.name: value(gate.name) for gate in layer.cell.info.gates}
    both = layer, value("inputs"), hidden, before
    match layer.cell.info.key:
        case "lstm" | "lstm_1997" | "lstm_peephole":
            return _with_cell(*both, value("cell"), _previous(value("cell"), start, 1), gates)
        case "gru":
            return _resetting_after(*both, gates)
        case "gru_before":
            return _resetting_first(*both, gates)
    activation = str(layer.cell.fields.model_dump()["activation"])
    if activation == "tanh":
        slope = slopes_under(layer, value("inputs"), before, {"": hidden})[""][:, None]
    else:
        slope = activation_slope(activation, hidden)[:, None]
    return Linearised(
        layer=layer, read=value("inputs"), hidden=hidden, before=before, from_hidden=slope, to_input=slope
    )


def _previous(now: Tensor, start: State | None, place: int) -> Tensor:
    """Return a state before each step, from those after it."""
    first = torch.zeros_like(now[:1]) if start is None else start[place].to(now)
    return torch.cat([first, now[:-1]])


def _with_cell(
    layer: Layer, read: Tensor, hidden: Tensor, before: Tensor, cell: Tensor, cell_before: Tensor,
    gates: Mapping[str, Tensor],
) -> Linearised:
    """Return the coefficients of an LSTM: with a forget gate or without one, with peepholes or without."""
    f, (i, g, o) = gates.get("forget_gate"), (gates[name] for name in ("input_gate", "candidate", "output_gate"))
    from_hidden, from_cell = cell.new_zeros(2, len(cell), len(gates), cell.shape[1]).unbind(0)
    keep, through = torch.ones_like(i), saturated.slope(cell, o)
    slope = slopes_under(layer, read, before, gates, (cell_before, cell))
    from_hidden[:, -1] = cell.tanh() * slope["output_gate"]
    from_cell[:, 0], from_cell[:, -2] = g * slope["input_gate"], i * slope["candidate"]
    if f is not None:
        keep = f
        from_cell[:, 1] = cell_before * slope["forget_gate"]
    peepholes = layer.cell_parameters.get("weight_peephole")
    if peepholes is not None:
        w_i, w_f, w_o = peepholes.detach().chunk(3)
        keep = keep + w_i * from_cell[:, 0] + w_f * from_cell[:, 1]
        through = through + w_o * from_hidden[:, -1]
    return Linearised(
        layer=layer, read=read, hidden=hidden, before=before, cell=cell, cell_before=cell_before,
        from_hidden=from_hidden, to_input=from_hidden, from_cell=from_cell, keep_cell=keep, cell_from_hidden=through,
    )


def _resetting_after(
    layer: Layer, read: Tensor, hidden: Tensor, before: Tensor, gates: Mapping[str, Tensor]
) -> Linearised:
    """Return the coefficients of torch's GRU: r acts on the product W_hn h_{t-1} + b_hn."""
    r, z, n = (gates[name] for name in ("reset_gate", "update_gate", "candidate"))
    p, size = layer.cell_parameters, layer.cell.hidden_size
    of_state = before @ p["weight_hh"].detach()[2 * size :].T + p["bias_hh"].detach()[2 * size :]
    slope = slopes_under(layer, read, before, gates)
    to_n = left(z, slope["update_gate"]) * slope["candidate"]
    to_r, to_z = to_n * of_state * slope["reset_gate"], (before - n) * slope["update_gate"]
    return Linearised(
        layer=layer, read=read, hidden=hidden, before=before, from_hidden=torch.stack([to_r, to_z, to_n * r], 1),
        to_input=torch.stack([to_r, to_z, to_n], 1), keep_hidden=z,
    )


def _resetting_first(
    layer: Layer, read: Tensor, hidden: Tensor, before: Tensor, gates: Mapping[str, Tensor]
) -> Linearised:
    """Return the coefficients of Cho's GRU: W_hn multiplies r ⊙ h_{t-1}."""
    r, z, n = (gates[name] for name in ("reset_gate", "update_gate", "candidate"))
    slope = slopes_under(layer, read, before, gates)
    to_n, to_z = left(z, slope["update_gate"]) * slope["candidate"], (before - n) * slope["update_gate"]
    gains = torch.stack([torch.zeros_like(r), to_z, to_n], 1)
    return Linearised(
        layer=layer, read=read, hidden=hidden, before=before, from_hidden=gains, to_input=gains, keep_hidden=z,
        reset=Reset(gate=r, slope=before * slope["reset_gate"]),
    )


def left(gate: Tensor, slope: Tensor) -> Tensor:
    """Return 1 − σ from σ and σ' = σ (1 − σ): with all its digits where σ is nearly 1."""
    return torch.where(gate > 0.5, slope / gate, 1 - gate)


def activation_slope(activation: str, a: Tensor) -> Tensor:
    """Return φ'(a), in the shape of a; of ReLU (0 at 0, as torch has it) and of the identity φ(a) will do for a."""
    if activation == "tanh":
        return of_tanh(a)
    return (a > 0).to(a) if activation == "relu" else torch.ones_like(a)
