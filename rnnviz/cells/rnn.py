"""The simple recurrent network of Elman.

J. L. Elman, "Finding structure in time", Cognitive Science 14 (1990): the hidden state is fed back.
As ``torch.nn.RNN`` there are two biases; "identity" is the linear network, which torch does not have.
With ReLU and an identity recurrent matrix it is the IRNN of Le, Jaitly and Hinton (2015).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from rnnviz.cell_info import CellInfo, Diagram, Equation, Node, Op, Quantity
from rnnviz.cells.base import Cell
from rnnviz.experiment import RecurrentFields
from rnnviz.settings import setting

if TYPE_CHECKING:
    from torch import Tensor

    from rnnviz.cells.base import Parameters, State
    from rnnviz.cells.tape import Tape


WRITTEN = {
    "tanh": (r"\tanh(a_t)", "tanh(a)", "tanh({preactivation})"),
    "relu": (r"\max(0, a_t)", "max(0, a)", "max(0, {preactivation})"),
    "identity": ("a_t", "a", "{preactivation}"),
}
"""How each activation is written: as printed, for one unit, with its number."""


OPS: dict[str, Op] = {"tanh": "tanh", "relu": "relu", "identity": "identity"}
RANGES = {"tanh": (-1.0, 1.0), "relu": (0.0, math.inf), "identity": (-math.inf, math.inf)}
"""What each activation leaves room for."""


class RnnFields(RecurrentFields):
    """Fields of the Elman RNN."""

    kind: Literal["rnn"] = setting("rnn", label="cell", help="The equations of one time step.")
    activation: Literal["tanh", "relu", "identity"] = setting(
        "tanh", symbol="φ", label="activation", help="What squashes the sum: tanh, ReLU, or nothing (a linear network)."
    )


class Rnn(Cell):
    """h_t = φ(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh), φ = tanh, ReLU or identity."""

    Fields = RnnFields
    fields: RnnFields
    blocks = 1
    info = CellInfo(
        key="rnn",
        title="Elman RNN",
        states=(
            Quantity(name="hidden", label="hidden state", symbol="h", role="hidden", low=-math.inf, high=math.inf),
        ),
        gates=(),
        equations=(
            Equation(
                result="preactivation",
                latex=r"a_t = W_{ih} x_t + b_{ih} + W_{hh} h_{t-1} + b_{hh}",
                text="a = W_ih x + W_hh h₋₁ + b",
                numbers="a = {preactivation}",
            ),
            Equation(
                result="hidden",
                latex=r"h_t = \varphi(a_t)",
                text="h = φ(a)",
                numbers="h = φ({preactivation}) = {hidden}",
            ),
        ),
        diagram=Diagram(
            nodes=(
                Node(name="hidden@-1", op="before", at=(0, 0)),
                Node(name="inputs", op="inputs", at=(1, 1)),
                Node(name="preactivation", op="affine", of=("hidden@-1", "inputs"), at=(1, 0)),
                Node(name="hidden", op="function", of=("preactivation",), at=(2, 0)),
            )
        ),
        source="Elman 1990",
    )

    def describe(self) -> CellInfo:
        """Return the equations, the diagram and the state's range with the chosen activation in the place of φ."""
        latex, text, numbers = WRITTEN[self.fields.activation]
        last = replace(
            self.info.equations[-1], latex=f"h_t = {latex}", text=f"h = {text}", numbers=f"h = {numbers} = {{hidden}}"
        )
        *before, squash = self.info.diagram.nodes
        diagram = Diagram(nodes=(*before, replace(squash, op=OPS[self.fields.activation])))
        low, high = RANGES[self.fields.activation]
        states = (replace(self.info.states[0], low=low, high=high),)
        return replace(self.info, states=states, equations=(*self.info.equations[:-1], last), diagram=diagram)

    def torch_module(self) -> tuple[str, dict[str, str]] | None:
        """Return torch.nn.RNN; None for the linear network."""
        if self.fields.activation == "identity":
            return None
        return "RNN", {"nonlinearity": self.fields.activation}

    def step(self, parameters: Parameters, x: Tensor, state: State, tape: Tape) -> State:
        """Compute h_t."""
        p = parameters
        (h,) = state
        a = x @ p["weight_ih"].T + p["bias_ih"] + h @ p["weight_hh"].T + p["bias_hh"]
        a = tape.record("preactivation", a)
        match self.fields.activation:
            case "tanh":
                h = tape.tanh(a)
            case "relu":
                h = a.relu()
            case "identity":
                h = a * 1.0  # a tensor of its own: it is recorded under a second name
        return (tape.record("hidden", h),)
