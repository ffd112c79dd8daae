"""A window by ``torch.nn.Linear`` in float64, its register a recurrent network with a matrix that shifts."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional

from rnnviz.engine.patience import ask
from rnnviz.engine.verify.cells import Unrolled, entered
from rnnviz.engine.ways.layers import State

ACTIVATIONS: dict[str, type[nn.Module]] = {"tanh": nn.Tanh, "relu": nn.ReLU, "identity": nn.Identity}


class WindowPass(Unrolled):
    """w_t = S w_{t-1} + E x_t, S shifting by one step and E putting in front; then linear layers, step by step."""

    def unroll(self, start: tuple[State, ...] | None) -> Iterator[Tensor]:
        """Yield the outputs of each step."""
        fields, p = self.experiment.model, self.parameters
        x = entered(self.experiment, self.example.inputs, p.get("inputs.weight"), self.task.input_size)
        width = x.shape[2]
        wide = fields.window * width
        shift = torch.eye(wide, dtype=torch.float64).roll(width, 0).tril(-width)
        front = torch.eye(wide, width, dtype=torch.float64)
        held = x.new_zeros(1, wide) if start is None else start[0][0].detach().cpu().double()
        held.requires_grad_()  # numbers are read that nothing was learnt of: the windows' gradients are asked for
        squash = ACTIVATIONS[fields.nonlinearity]()
        for x_t in x:
            ask()
            held = functional.linear(held, shift) + functional.linear(x_t, front)
            self.keep("layer0.hidden", held)
            seen = held
            for place in range(1, fields.hidden_layers + 1):
                scope = f"layer{place}"
                layer = nn.Linear(seen.shape[1], p[f"{scope}.bias"].shape[0], device="meta")
                given = {name: p[f"{scope}.{name}"] for name in ("weight", "bias")}
                seen = squash(torch.func.functional_call(layer, given, (seen,)))
                self.keep(f"{scope}.hidden", seen)
            yield functional.linear(seen, p["readout.weight"], p["readout.bias"])
