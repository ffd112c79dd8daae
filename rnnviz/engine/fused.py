"""The fused path: torch's own kernels made to show what they keep to themselves, without a loop over time.

A fused kernel returns the gradient with respect to its inputs, not its states. So it is given an
extra input e_t = 0 that enters exactly as the previous hidden state does ("echo"): with
W'_ih = [W_ih, W_hh] the gradient of e_t is W_hhᵀ δ_t, which is what flows through step t into
h_{t-1}, and ∂L/∂h_t = (what comes from the losses and the layer above) + ∂L/∂e_{t+1}. The GRU needs
two echoes and one linear recurrence, since its reset gate stands between W_hn and δ. Gates and the
cell state follow from all h by one matrix product and one linear recurrence.

The echo input alone serves every fused kernel (CPU, cuDNN) by public calls; exactness is tested
against the readable path for every cell.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from rnnviz.engine import losses
from rnnviz.engine.layers import Layer, State
from rnnviz.engine.learner import Learner
from rnnviz.engine.recorded import Recorded, unscaled
from rnnviz.engine.stack import Stack
from rnnviz.tasks import Batch


def possible(model: nn.Module) -> bool:
    """Tell whether every layer of a model has a fused kernel that this path knows."""
    return isinstance(model, Stack) and all(
        layer.fused is not None and layer.cell.info.key in ("rnn", "gru", "lstm") for layer in model.layers
    )


def linear_recurrence(factors: Tensor, terms: Tensor) -> Tensor:
    """Return y with y_t = factors_t ⊙ y_{t-1} + terms_t, y before the first = 0, by doubling (log2 T passes).

    Hillis and Steele 1986; products and sums alone, so nothing is lost by division.
    """
    a, b = factors, terms
    reach = 1
    while reach < len(b):
        b = torch.cat([b[:reach], b[reach:] + a[reach:] * b[:-reach]])
        a = torch.cat([a[:reach], a[reach:] * a[:-reach]])
        reach *= 2
    return b


def reverse_recurrence(factors: Tensor, terms: Tensor) -> Tensor:
    """Return y with y_t = factors_{t+1} ⊙ y_{t+1} + terms_t; factors of step 0 are not used."""
    shifted = torch.cat([factors[1:], torch.zeros_like(factors[:1])])
    return linear_recurrence(shifted.flip(0), terms.flip(0)).flip(0)


class Echoed(NamedTuple):
    """A layer run with its echo: all hidden states (T, C, H), what it read, and the echo's inputs."""

    layer: Layer
    read: Tensor
    start: State
    hidden: Tensor
    echo: Tensor


def fused(
    learner: Learner, example: Batch, states: tuple[State, ...] | None, weights: np.ndarray
) -> Recorded:
    """Run one example forward and backward; parameters and result as in `rnnviz.engine.sweep.sweep`."""
    model = learner.model
    assert isinstance(model, Stack)
    copies = len(weights)
    x = model.inputs(learner.tensor(example.inputs), model.readout.weight).detach().expand(-1, copies, -1)
    runs: list[Echoed] = []
    for layer, start in zip(model.layers, states if states is not None else model.start(1), strict=True):
        run = _with_echo(layer, x, tuple(s.expand(copies, -1).contiguous() for s in start))
        run.hidden.retain_grad()
        runs.append(run)
        x = run.hidden
    outputs = torch.nn.functional.linear(x, model.readout.weight.detach(), model.readout.bias.detach())
    targets = learner.tensor(example.targets)
    each = losses.by_step(learner.task.loss, outputs, targets.expand(-1, copies, *targets.shape[2:]).contiguous())
    scale = learner.tensor(weights.T)
    torch.where(scale != 0, each * scale, 0.0).sum().backward()  # type: ignore[no-untyped-call]

    found = Recorded(outputs=outputs[:, 0].detach(), losses=each[:, 0].detach(), path="fused")
    with torch.no_grad():
        for name, run in zip(model.names, runs, strict=True):
            values, gradients = _unfold(run)
            found.values.update({f"{name}.{key}": value[:, 0] for key, value in values.items()})
            found.gradients.update({f"{name}.{key}": unscaled(value) for key, value in gradients.items()})
    return found


def _with_echo(layer: Layer, x: Tensor, start: State) -> Echoed:
    size = layer.cell.hidden_size
    p = {name: value.detach() for name, value in layer.cell_parameters.items()}
    wide = p["weight_ih"]
    if layer.cell.info.key == "gru":
        to_gates = p["weight_hh"].clone()
        to_gates[2 * size :] = 0
        to_candidate = torch.cat([wide.new_zeros(2 * size, size), torch.eye(size).to(wide)])
        wide = torch.cat([wide, to_gates, to_candidate], 1)
    else:
        wide = torch.cat([wide, p["weight_hh"]], 1)
    echo = x.new_zeros(*x.shape[:2], wide.shape[1] - layer.input_size).requires_grad_()
    weights = {f"{name}_l0": value for name, value in p.items()} | {"weight_ih_l0": wide}
    begin = tuple(s.unsqueeze(0) for s in start)
    module = _module(layer, wide.shape[1])
    inputs = torch.cat([x, echo], -1)
    hidden, _ = torch.func.functional_call(module, weights, (inputs, begin if len(begin) > 1 else begin[0]))
    return Echoed(layer, x.detach(), start, hidden, echo)


def _module(layer: Layer, width: int) -> nn.RNNBase:
    wanted = layer.cell.torch_module()
    assert wanted is not None
    name, options = wanted
    made: nn.RNNBase = getattr(nn, name)(width, layer.cell.hidden_size, device="meta", **options)
    return made


def _unfold(run: Echoed) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Return what the cell's step records (T, 1, H), alike in every copy, and ∂L/∂ of its states (T, C, H)."""
    hidden, read = run.hidden.detach()[:, :1], run.read[:, :1]
    before = torch.cat([run.start[0][:1].unsqueeze(0), hidden[:-1]])  # h_{t-1}
    p = run.layer.cell_parameters
    from_x = torch.nn.functional.linear(read, p["weight_ih"], p["bias_ih"])
    from_h = torch.nn.functional.linear(before, p["weight_hh"], p["bias_hh"])
    direct, echo = run.hidden.grad, run.echo.grad
    assert direct is not None
    assert echo is not None
    values = {"inputs": read, "hidden": hidden}
    match run.layer.cell.info.key:
        case "lstm":
            return _unfold_lstm(values, from_x + from_h, run.start[1][:1], direct + _next(echo))
        case "gru":
            return _unfold_gru(values, from_x, from_h, p["weight_hh"], direct, echo)
    values["preactivation"] = from_x + from_h
    return values, {"hidden": direct + _next(echo)}


def _unfold_lstm(
    values: dict[str, Tensor], sums: Tensor, start: Tensor, to_hidden: Tensor
) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    names = ("input_gate", "forget_gate", "candidate", "output_gate")
    for name, part in zip(names, sums.chunk(4, -1), strict=True):
        values[f"{name}_preactivation"] = part
        values[name] = part.tanh() if name == "candidate" else part.sigmoid()
    i, f, g, o = (values[name] for name in names)
    terms = i * g
    terms[0] += f[0] * start
    cell = linear_recurrence(f, terms)
    values["cell"] = cell
    to_cell = reverse_recurrence(f, to_hidden * o * (1 - cell.tanh().square()))
    return values, {"hidden": to_hidden, "cell": to_cell}


def _unfold_gru(
    values: dict[str, Tensor], from_x: Tensor, from_h: Tensor, weight_hh: Tensor, direct: Tensor, echo: Tensor
) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    x_r, x_z, x_n = from_x.chunk(3, -1)
    h_r, h_z, h_n = from_h.chunk(3, -1)
    r, z = (x_r + h_r).sigmoid(), (x_z + h_z).sigmoid()
    sums = x_n + r * h_n
    values |= {
        "reset_gate_preactivation": x_r + h_r, "reset_gate": r,
        "update_gate_preactivation": x_z + h_z, "update_gate": z,
        "candidate_preactivation": sums, "candidate": sums.tanh(),
    }
    through_gates, delta_n = echo.chunk(2, -1)
    through = through_gates + (r * delta_n) @ weight_hh.chunk(3)[2]
    return values, {"hidden": reverse_recurrence(z, direct + _next(through))}


def _next(values: Tensor) -> Tensor:
    """Return values of step t+1 at t; zero at the last."""
    return torch.cat([values[1:], torch.zeros_like(values[:1])])
