"""A model without a memory: the last p steps, and a network on them that is the same at every step.

It is a stack whose lowest layer is a register: at every step the newest input goes in and the oldest falls out, so
that a gradient flows back p − 1 steps and not one further. Before the first step the register holds zeros, or what it
held at the end of the batch before where a task's state is carried on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rnnviz.cell_info import CellInfo
from rnnviz.cells import Cell
from rnnviz.cells.tape import Silent, Tape
from rnnviz.cells.window import WINDOW, units
from rnnviz.engine import initialise
from rnnviz.engine.networks.inputs import Inputs
from rnnviz.engine.networks.stack import Readout, Stack
from rnnviz.engine.ways.layers import Layer, State
from rnnviz.errors import BadInput
from rnnviz.experiment import CellFields, Experiment
from rnnviz.tasks import Task

if TYPE_CHECKING:
    from rnnviz.cells.base import Parameters

WIDEST = 4096
"""Numbers that a window may hold, as many as a hidden state."""


class Register(Cell):
    """w_t = (x_t, x_{t-1}, …, x_{t-p+1}); nothing of it is learnt."""

    Fields = CellFields
    info = WINDOW
    blocks = 0

    def __init__(self, steps: int, width: int) -> None:
        super().__init__(CellFields())
        self.steps, self.width = steps, width

    @property
    def hidden_size(self) -> int:
        """How many numbers it holds, p · D."""
        return self.steps * self.width

    def shapes(self, input_size: int) -> dict[str, tuple[int, ...]]:
        """Return nothing: it has no parameters."""
        return {}

    def step(self, parameters: Parameters, x: Tensor, state: State, tape: Tape) -> State:
        """Take in x_t, and let the oldest go."""
        moved = torch.cat([x, state[0][:, : -self.width]], 1)
        return (tape.record("hidden", moved),)


class Units(Cell):
    """h_t = φ(W w_t + b), as ``torch.nn.Linear`` and an activation; no state goes in."""

    Fields = CellFields
    blocks = 1

    def __init__(self, size: int, activation: str) -> None:
        super().__init__(CellFields(hidden_size=size))
        self.activation = activation
        self.info: CellInfo = units(activation)  # type: ignore[misc]

    def shapes(self, input_size: int) -> dict[str, tuple[int, ...]]:
        """Return those of ``torch.nn.Linear``."""
        return {"weight": (self.hidden_size, input_size), "bias": (self.hidden_size,)}

    def step(self, parameters: Parameters, x: Tensor, state: State, tape: Tape) -> State:
        """Compute h_t from what lies below it at the same step."""
        a = tape.record("preactivation", functional.linear(x, parameters["weight"], parameters["bias"]))
        return (tape.record("hidden", activated(self.activation, a, tape)),)


class RegisterLayer(Layer):
    """The register over time: all windows at once."""

    cell: Register

    def __init__(self, cell: Register) -> None:
        nn.Module.__init__(self)
        self.cell, self.input_size, self.suffix = cell, cell.width, ""
        self._fused = None
        self.register_buffer("_like", torch.zeros(()), persistent=False)  # knows the model's type and device

    @property
    def like(self) -> Tensor:
        """A number of the type and on the device of the model's."""
        found = self._buffers["_like"]
        assert found is not None
        return found

    def forward(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """Return the windows (T, B, p · D) of x (T, B, D), the newest step first, and the last of them."""
        found = windows(x, state[0], self.cell.steps)
        return found, (found[-1],)


class UnitsLayer(Layer):
    """A hidden layer over time: one product for all steps. Parameters: ``weight``, ``bias``, as ``torch.nn.Linear``."""

    cell: Units

    def __init__(self, cell: Units, input_size: int, generator: np.random.Generator) -> None:
        nn.Module.__init__(self)
        self.cell, self.input_size, self.suffix = cell, input_size, ""
        self._fused = None
        self.weight = nn.Parameter(torch.from_numpy(initialise.linear(cell.hidden_size, input_size, generator)))
        self.bias = nn.Parameter(torch.from_numpy(initialise.bias(cell.hidden_size, input_size, generator)))

    @property
    def like(self) -> Tensor:
        """A parameter: of the type and on the device of all of them."""
        return self.weight

    def forward(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """Return (T, B, H), and nothing to carry on."""
        return activated(self.cell.activation, functional.linear(x, self.weight, self.bias), Silent()), state


class Window(Stack):
    """Inputs → layer0, the last p of them → layer1, layer2, … hidden layers, if any → readout.

    State dict: ``layer1.weight`` (H, p · D), ``layer1.bias``, …, ``readout.weight``, ``readout.bias``, and
    ``inputs.weight`` where symbols are embedded. Without a hidden layer ``readout.weight`` (K, p · D) is φ_1 … φ_p of
    an autoregression, and ``readout.bias`` its constant.

    Raises
    ------
    BadInput
        The window would hold more numbers than a state may.
    """

    kind = "window"

    def __init__(self, experiment: Experiment, task: Task, generator: np.random.Generator) -> None:
        nn.Module.__init__(self)
        fields, size = experiment.model, experiment.cell.hidden_size
        self.both_ways = self.residual = False
        self.inputs = Inputs(fields, task.input_size, generator)
        wide = fields.window * self.inputs.size
        if wide > WIDEST:
            raise BadInput(
                "model.window must be at most {limit} where a step has {width} numbers, got {value}",
                limit=max(WIDEST // self.inputs.size, 1), width=self.inputs.size, value=fields.window,
            )
        sizes = [wide] + [size] * fields.hidden_layers
        self.names = self._levels = tuple(f"layer{i}" for i in range(len(sizes)))
        self.add_module(self.names[0], RegisterLayer(Register(fields.window, self.inputs.size)))
        for name, below in zip(self.names[1:], sizes, strict=False):
            self.add_module(name, UnitsLayer(Units(size, fields.nonlinearity), below, generator))
        self.levels = self._with_directions()
        self.readout = Readout(task.output_size, sizes[-1], generator)

    @property
    def steps(self) -> int:
        """How many steps it sees, p."""
        lowest = self.layers[0]
        assert isinstance(lowest, RegisterLayer)
        return lowest.cell.steps


def activated(activation: str, a: Tensor, tape: Tape) -> Tensor:
    """Return φ(a), in the shape of a: tanh, ReLU, or the sum itself."""
    match activation:
        case "tanh":
            return tape.tanh(a)
        case "relu":
            return a.relu()
    return a * 1.0  # a tensor of its own: it is recorded under a second name


def windows(x: Tensor, before: Tensor, steps: int) -> Tensor:
    """Return the last `steps` inputs at each step (T, B, p · D), the newest first.

    Parameters
    ----------
    x : Tensor (T, B, D)
    before : Tensor (B, p · D)
        The window before the first step.
    steps : int
        p.
    """
    length, batch, width = x.shape
    past = before.view(batch, steps, width).transpose(0, 1).flip(0)  # (p, B, D), the oldest first
    seen = torch.cat([past, x])[1:].unfold(0, steps, 1)  # (T, B, D, p)
    return seen.flip(3).transpose(2, 3).reshape(length, batch, steps * width)


def onward(direct: Tensor, width: int) -> Tensor:
    """Return ∂L/∂w_t through all later windows (T, C, p · D), of what each window's own step passes back.

    Place i of a window is place i + 1 of the next: what flows into it there is added, from the oldest place to the
    newest.
    """
    length, copies, wide = direct.shape
    found = direct.reshape(length, copies, wide // width, width).clone()  # (T, C, p, D)
    for place in reversed(range(wide // width - 1)):
        found[:-1, :, place] += found[1:, :, place + 1]
    return found.view(length, copies, wide)
