"""One layer's step as a linear map: what a gradient meets on its way back through each step.

Every cell that torch has comes down to the same form. With dh_t, dc_t the gradients of a loss with
respect to the states of step t, and ⊙ entry by entry,

    dc_t   += cell_from_hidden_t ⊙ dh_t                       (LSTM: c_t is in h_t)
    δ_t^g   = from_hidden_t^g ⊙ dh_t + from_cell_t^g ⊙ dc_t    for every gate g: ∂L/∂(W_hh h_{t-1} + b_hh)
    ε_t^g   = to_input_t^g ⊙ dh_t + from_cell_t^g ⊙ dc_t       ∂L/∂(W_ih x_t + b_ih); ε = δ but for the GRU
    dh_{t-1} += Σ_g δ_t^g W_hh^g + keep_hidden_t ⊙ dh_t        (GRU: z keeps the old state)
    dc_{t-1}  = keep_cell_t ⊙ dc_t                             (LSTM: the forget gate)
    dx_t    = Σ_g ε_t^g W_ih^g

The loss-by-time matrix, what each step adds to ∂L/∂W, truncation, and the step Jacobians all follow
from these coefficients. LSTM: Hochreiter & Schmidhuber 1997, Gers et al. 2000; GRU: Cho et al. 2014 in
torch's form, reset after the product; RNN: Elman 1990.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.layers import Layer, State
from rnnviz.engine.passes.recorded import Gradient
from rnnviz.engine.ways import saturated
from rnnviz.engine.ways.lstm_slopes import through_gates, through_output


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
        Gates in torch's order: G = 4 (i f g o), 3 (r z n) or 1.
    from_cell : Tensor (T, G, H), or None
    keep_hidden, keep_cell, cell_from_hidden : Tensor (T, H), or None
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
    """

    layers: Mapping[str, Linearised]
    direct: Tensor
    loss_steps: np.ndarray
    reach: int
    total: Mapping[str, Gradient]


def known(layer: Layer) -> bool:
    """Tell whether `linearise` has the coefficients of a layer's cell."""
    return layer.cell.info.key in ("rnn", "gru", "lstm")


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

    def previous(name: str, place: int) -> Tensor:
        now = value(name)
        first = torch.zeros_like(now[:1]) if start is None else start[place].to(now)
        return torch.cat([first, now[:-1]])

    hidden, before = value("hidden"), previous("hidden", 0)
    match layer.cell.info.key:
        case "lstm":
            i, f, g, o = (value(name) for name in ("input_gate", "forget_gate", "candidate", "output_gate"))
            cell, cell_before = value("cell"), previous("cell", 1)
            from_hidden, from_cell = cell.new_zeros(2, len(cell), 4, cell.shape[1]).unbind(0)
            through_gates(i, f, g, cell_before, out=from_cell[:, :3].unbind(1))
            through_output(cell, o, out=from_hidden[:, 3])
            return Linearised(
                layer=layer, read=value("inputs"), hidden=hidden, before=before, cell=cell, cell_before=cell_before,
                from_hidden=from_hidden, to_input=from_hidden, from_cell=from_cell,
                keep_cell=f, cell_from_hidden=saturated.slope(cell, o),
            )
        case "gru":
            r, z, n = (value(name) for name in ("reset_gate", "update_gate", "candidate"))
            p = layer.cell_parameters
            size = layer.cell.hidden_size
            of_state = before @ p["weight_hh"].detach()[2 * size :].T + p["bias_hh"].detach()[2 * size :]
            to_n = (1 - z) * (1 - n * n)
            to_r, to_z = to_n * of_state * r * (1 - r), (before - n) * z * (1 - z)
            return Linearised(
                layer=layer, read=value("inputs"), hidden=hidden, before=before,
                from_hidden=torch.stack([to_r, to_z, to_n * r], 1), to_input=torch.stack([to_r, to_z, to_n], 1),
                keep_hidden=z,
            )
    slope = activation_slope(str(layer.cell.fields.model_dump()["activation"]), hidden)[:, None]
    return Linearised(
        layer=layer, read=value("inputs"), hidden=hidden, before=before, from_hidden=slope, to_input=slope
    )


def activation_slope(activation: str, hidden: Tensor) -> Tensor:
    """Return φ'(a) from h = φ(a), for tanh, ReLU (0 at 0, as torch has it) and the identity."""
    if activation == "tanh":
        return 1 - hidden * hidden
    return (hidden > 0).to(hidden) if activation == "relu" else torch.ones_like(hidden)
