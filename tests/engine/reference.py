"""The plain truth: a graph unrolled with torch's own cells and autograd, written without the program's code."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from rnnviz.engine.training.run import Run

CELL_OF = {"rnn": nn.RNNCell, "gru": nn.GRUCell, "lstm": nn.LSTMCell}


def gradients_of_states(run: Run, loss_weights: Tensor) -> dict[str, np.ndarray]:
    """Return ∂(Σ_t w_t ℓ_t)/∂ of every layer's h_t (and c_t), by torch's cells in float64.

    Parameters
    ----------
    run : Run
        Of a stack; its pinned example is used.
    loss_weights : Tensor (T,)
    """
    example, model = run.pinned, run.learner.model
    state_dict = {name: value.detach().double() for name, value in model.state_dict().items()}
    kind = run.experiment.cell.kind
    layers = run.experiment.model.layers
    x = torch.from_numpy(example.inputs)
    x = nn.functional.one_hot(x, run.task.input_size).double() if x.dtype == torch.int64 else x.double()
    kept: dict[str, list[Tensor]] = {}
    states: list[tuple[Tensor, ...]] = []
    cells = []
    for i in range(layers):
        weights = {
            name: state_dict[f"layer{i}.{name}_l0"] for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        }
        size = weights["weight_hh"].shape[1]
        options = {"nonlinearity": run.experiment.cell.model_dump()["activation"]} if kind == "rnn" else {}
        cell = CELL_OF[kind](weights["weight_ih"].shape[1], size, dtype=torch.float64, **options)
        cell.load_state_dict(weights)
        cells.append(cell)
        states.append(tuple(torch.zeros(1, size, dtype=torch.float64) for _ in range(2 if kind == "lstm" else 1)))
    outputs = []
    for x_t in x:
        for i, cell in enumerate(cells):
            if kind == "lstm":
                h, c = cell(x_t, states[i])
                states[i] = (h, c)
                c.retain_grad()
                kept.setdefault(f"layer{i}.cell", []).append(c)
            else:
                h = cell(x_t, states[i][0])
                states[i] = (h,)
            h.retain_grad()
            kept.setdefault(f"layer{i}.hidden", []).append(h)
            x_t = h
        outputs.append(nn.functional.linear(x_t, state_dict["readout.weight"], state_dict["readout.bias"]))
    y = torch.stack(outputs)[:, 0]
    targets = torch.from_numpy(example.targets[:, 0])
    if targets.dtype == torch.int64:
        each = nn.functional.cross_entropy(y, targets, reduction="none")
    else:
        each = (y - targets.double()).square().mean(-1)
    (each * loss_weights).sum().backward()  # type: ignore[no-untyped-call]
    zero = torch.zeros_like
    return {
        name: torch.cat([zero(v) if v.grad is None else v.grad for v in values]).numpy()
        for name, values in kept.items()
    }
