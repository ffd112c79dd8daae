"""The plain truth of itemised gradients: torch's own cells unrolled in float64, cut where asked, and autograd.

Cells that torch does not have are unrolled by their own step, as the paper has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor, nn

from rnnviz.cells import Cell
from rnnviz.cells.tape import Silent
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.training.run import Run
from tests.engine.reference import CELL_OF

States = tuple[tuple[Tensor, ...], ...]


@dataclass
class Unrolled:
    """Each step's part of the loss, every layer's states, and the cells' parameters."""

    losses: list[Tensor] = field(default_factory=list)
    states: dict[str, list[Tensor]] = field(default_factory=dict)
    parameters: dict[str, Tensor] = field(default_factory=dict)
    used: dict[str, list[Tensor]] = field(default_factory=dict)

    def of_state(self, name: str, steps: Sequence[int]) -> np.ndarray:
        """Return ∂(Σ of the losses of some steps)/∂ of a state at every step, (T, H)."""
        loss = torch.stack([self.losses[t] for t in steps]).sum()
        return np.concatenate(_gradients(loss, self.states[name]))

    def of_parameter(self, name: str, steps: Sequence[int] | None = None) -> np.ndarray:
        """Return ∂(Σ of the losses of some steps, or all)/∂ of a parameter."""
        losses = self.losses if steps is None else [self.losses[t] for t in steps]
        return _gradients(torch.stack(losses).sum(), [self.parameters[name]])[0]

    def of_used(self, name: str) -> np.ndarray:
        """Return ∂L/∂ of a parameter as each step used it, (T, …)."""
        return np.stack(_gradients(torch.stack(self.losses).sum(), self.used[name]))


class Stepped(nn.Module):
    """A cell that torch does not have, as a module like torch's."""

    def __init__(self, cell: Cell, own: dict[str, Tensor]) -> None:
        super().__init__()
        self.cell = cell
        for name, value in own.items():
            self.register_parameter(name, nn.Parameter(value))

    def forward(self, x: Tensor, state: Tensor | tuple[Tensor, ...]) -> Tensor | tuple[Tensor, ...]:
        """Return the states after a step, one tensor where there is one."""
        given = (state,) if isinstance(state, Tensor) else state
        after = self.cell.step(dict(self.named_parameters()), x, given, Silent())
        return after if len(after) > 1 else after[0]


def unrolled(run: Run, states: States | None = None, truncate: int = 0, own_parameters: bool = False) -> Unrolled:
    """Run the pinned example of a stack, from given states (1, H), with the graph cut before steps K, 2K, ….

    With ``own_parameters`` every step uses a copy of the parameters of its own.
    """
    example = run.pinned
    weights = {name: value.detach().double() for name, value in run.learner.model.state_dict().items()}
    kind, depth = run.experiment.cell.kind, run.experiment.model.layers
    found = Unrolled()
    model = run.learner.model
    assert isinstance(model, Stack)
    cells: list[nn.Module] = []
    now: list[list[Tensor]] = []
    for i in range(depth):
        own = {n: weights[f"layer{i}.{n}_l0"] for n in model.layers[i].cell_parameters}
        options = {"nonlinearity": run.experiment.cell.model_dump()["activation"]} if kind == "rnn" else {}
        if kind in CELL_OF:
            sizes = own["weight_ih"].shape[1], own["weight_hh"].shape[1]
            cell: nn.Module = CELL_OF[kind](*sizes, dtype=torch.float64, **options)
            cell.load_state_dict(own)
        else:
            cell = Stepped(model.layers[i].cell, own)
        cells.append(cell)
        found.parameters |= {f"layer{i}.{name}": value for name, value in cell.named_parameters()}
        zero = torch.zeros(1, own["weight_hh"].shape[1], dtype=torch.float64)
        now.append([s.double() for s in states[i]] if states else [zero] * (2 if kind.startswith("lstm") else 1))
    x = torch.from_numpy(example.inputs)
    x = nn.functional.one_hot(x, run.task.input_size).double() if x.dtype == torch.int64 else x.double()
    targets = torch.from_numpy(example.targets)
    count = example.loss_steps.sum()
    for t, x_t in enumerate(x):
        if truncate and t and t % truncate == 0:
            now = [[s.detach() for s in state] for state in now]
        for i, cell in enumerate(cells):
            state = tuple(now[i]) if len(now[i]) > 1 else now[i][0]
            if own_parameters:
                copies = {name: value.clone() for name, value in cell.named_parameters()}
                for name, value in copies.items():
                    found.used.setdefault(f"layer{i}.{name}", []).append(value)
                after = torch.func.functional_call(cell, copies, (x_t, state))
            else:
                after = cell(x_t, state)
            now[i] = list(after) if isinstance(after, tuple) else [after]
            for name, value in zip(("hidden", "cell"), now[i], strict=False):
                found.states.setdefault(f"layer{i}.{name}", []).append(value)
            x_t = now[i][0]
        y = nn.functional.linear(x_t, weights["readout.weight"], weights["readout.bias"])
        if targets.dtype == torch.int64:
            loss = nn.functional.cross_entropy(y, targets[t])
        else:
            loss = (y - targets[t].double()).square().mean()
        found.losses.append(loss / count if example.loss_steps[t, 0] else (0 * y).sum())
    return found


def _gradients(loss: Tensor, of: list[Tensor]) -> list[np.ndarray]:
    found = torch.autograd.grad(loss, of, retain_graph=True, allow_unused=True)
    return [(torch.zeros_like(v) if g is None else g).numpy() for v, g in zip(of, found, strict=True)]
