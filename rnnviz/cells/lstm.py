"""Long short-term memory with a forget gate.

S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9 (1997), with the forget
gate of F. Gers, J. Schmidhuber, F. Cummins, "Learning to forget", Neural Computation 12 (2000); no
peepholes. Gate order i, f, g, o and two biases as in ``torch.nn.LSTM``. ``forget_bias`` is the whole
bias of the forget gate at the start: it is put into bias_ih, and bias_hh's share is zero (setting both
of torch's biases to 1 would give 2).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from rnnviz.cell_info import CellInfo, Diagram, Equation, Node, Quantity
from rnnviz.cells.base import Cell
from rnnviz.experiment import RecurrentFields
from rnnviz.settings import setting

if TYPE_CHECKING:
    from torch import Tensor

    from rnnviz.cells.base import Parameters, State
    from rnnviz.cells.tape import Tape


class LstmFields(RecurrentFields):
    """Fields of the LSTM."""

    kind: Literal["lstm"] = setting("lstm", label="cell", help="The equations of one time step.")
    forget_bias: float = setting(
        1.0, low=-20.0, high=20.0, symbol="b_f", label="forget bias",
        help="The forget gate's bias at the start: 0 halves the memory at each step, 1 to 3 makes it a highway.",
    )


class Lstm(Cell):
    """c_t = f ⊙ c_{t-1} + i ⊙ g,  h_t = o ⊙ tanh(c_t)."""

    Fields = LstmFields
    fields: LstmFields
    blocks = 4
    info = CellInfo(
        key="lstm",
        title="LSTM",
        states=(
            Quantity(name="hidden", label="hidden state", symbol="h", role="hidden", low=-1.0, high=1.0),
            Quantity(name="cell", label="cell state", symbol="c", role="cell", low=-math.inf, high=math.inf),
        ),
        gates=(
            Quantity(name="input_gate", label="input gate", symbol="i", role="input", low=0.0, high=1.0),
            Quantity(name="forget_gate", label="forget gate", symbol="f", role="forget", low=0.0, high=1.0),
            Quantity(name="candidate", label="candidate", symbol="g", role="candidate", low=-1.0, high=1.0),
            Quantity(name="output_gate", label="output gate", symbol="o", role="output", low=0.0, high=1.0),
        ),
        equations=(
            Equation(
                result="input_gate",
                latex=r"i_t = \sigma(W_{ii} x_t + b_{ii} + W_{hi} h_{t-1} + b_{hi})",
                text="i = σ(W_ii x + W_hi h₋₁ + b_i)",
                numbers="i = σ({input_gate_preactivation}) = {input_gate}",
            ),
            Equation(
                result="forget_gate",
                latex=r"f_t = \sigma(W_{if} x_t + b_{if} + W_{hf} h_{t-1} + b_{hf})",
                text="f = σ(W_if x + W_hf h₋₁ + b_f)",
                numbers="f = σ({forget_gate_preactivation}) = {forget_gate}",
            ),
            Equation(
                result="candidate",
                latex=r"g_t = \tanh(W_{ig} x_t + b_{ig} + W_{hg} h_{t-1} + b_{hg})",
                text="g = tanh(W_ig x + W_hg h₋₁ + b_g)",
                numbers="g = tanh({candidate_preactivation}) = {candidate}",
            ),
            Equation(
                result="output_gate",
                latex=r"o_t = \sigma(W_{io} x_t + b_{io} + W_{ho} h_{t-1} + b_{ho})",
                text="o = σ(W_io x + W_ho h₋₁ + b_o)",
                numbers="o = σ({output_gate_preactivation}) = {output_gate}",
            ),
            Equation(
                result="cell",
                latex=r"c_t = f_t \odot c_{t-1} + i_t \odot g_t",
                text="c = f · c₋₁ + i · g",
                numbers="c = {forget_gate} · {cell@-1} + {input_gate} · {candidate} = {cell}",
            ),
            Equation(
                result="hidden",
                latex=r"h_t = o_t \odot \tanh(c_t)",
                text="h = o · tanh(c)",
                numbers="h = {output_gate} · tanh({cell}) = {hidden}",
            ),
        ),
        diagram=Diagram(
            nodes=(
                Node(name="cell@-1", op="before", at=(0, 0)),
                Node(name="hidden@-1", op="before", at=(0, 4), rail=4),
                Node(name="inputs", op="inputs", at=(0, 5), rail=5),
                Node(name="forget_gate_preactivation", op="affine", of=("hidden@-1", "inputs"), at=(1, 3)),
                Node(name="input_gate_preactivation", op="affine", of=("hidden@-1", "inputs"), at=(2, 3)),
                Node(name="candidate_preactivation", op="affine", of=("hidden@-1", "inputs"), at=(3, 3)),
                Node(name="output_gate_preactivation", op="affine", of=("hidden@-1", "inputs"), at=(4, 3)),
                Node(name="forget_gate", op="sigmoid", of=("forget_gate_preactivation",), at=(1, 2)),
                Node(name="input_gate", op="sigmoid", of=("input_gate_preactivation",), at=(2, 2)),
                Node(name="candidate", op="tanh", of=("candidate_preactivation",), at=(3, 2)),
                Node(name="output_gate", op="sigmoid", of=("output_gate_preactivation",), at=(4, 2)),
                Node(name="kept", op="product", of=("cell@-1", "forget_gate"), at=(1, 0)),
                Node(name="written", op="product", of=("input_gate", "candidate"), at=(2, 1)),
                Node(name="cell", op="sum", of=("kept", "written"), at=(2, 0), turn="along"),
                Node(name="squashed", op="tanh", of=("cell",), at=(5, 1)),
                Node(name="hidden", op="product", of=("output_gate", "squashed"), at=(5, 2)),
            )
        ),
        source="Hochreiter & Schmidhuber 1997; Gers et al. 2000",
    )

    def biases(self) -> dict[str, dict[int, float]]:
        """The forget gate's rows are block 1."""
        return {"bias_ih": {1: self.fields.forget_bias}, "bias_hh": {1: 0.0}}

    def torch_module(self) -> tuple[str, dict[str, str]] | None:
        """Return torch.nn.LSTM."""
        return "LSTM", {}

    def step(self, parameters: Parameters, x: Tensor, state: State, tape: Tape) -> State:
        """Compute h_t and c_t."""
        p = parameters
        h, c = state
        sums = x @ p["weight_ih"].T + p["bias_ih"] + h @ p["weight_hh"].T + p["bias_hh"]  # (B, 4H)
        to_i, to_f, to_g, to_o = sums.chunk(4, -1)
        i = tape.record("input_gate", tape.sigmoid(tape.record("input_gate_preactivation", to_i)))
        f = tape.record("forget_gate", tape.sigmoid(tape.record("forget_gate_preactivation", to_f)))
        g = tape.record("candidate", tape.tanh(tape.record("candidate_preactivation", to_g)))
        o = tape.record("output_gate", tape.sigmoid(tape.record("output_gate_preactivation", to_o)))
        c = tape.record("cell", f * c + i * g)
        h = tape.record("hidden", o * tape.tanh(c))
        return h, c
