"""Long short-term memory whose gates look at the cell state: peepholes.

F. Gers, J. Schmidhuber, "Recurrent nets that time and count", IJCNN 2000, in the form of A. Graves, "Generating
sequences with recurrent neural networks" (2013), equations 7 to 11: input and forget gate see c_{t-1}, the output
gate sees c_t, each unit its own cell alone (diagonal weights). ``weight_peephole`` (3H,) holds those of i, f and o
and starts at zero, where the cell is the LSTM; gate order i, f, g, o and two biases as in ``torch.nn.LSTM``,
which has no peepholes.
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


class LstmPeepholeFields(RecurrentFields):
    """Fields of the LSTM with peepholes."""

    kind: Literal["lstm_peephole"] = setting("lstm_peephole", label="cell", help="The equations of one time step.")
    forget_bias: float = setting(
        1.0, low=-20.0, high=20.0, symbol="b_f", label="forget bias",
        help="The forget gate's bias at the start: 0 halves the memory at each step, 1 to 3 makes it a highway.",
    )


class LstmPeephole(Cell):
    """As the LSTM, with w_ci ⊙ c_{t-1}, w_cf ⊙ c_{t-1} and w_co ⊙ c_t under its gates."""

    Fields = LstmPeepholeFields
    fields: LstmPeepholeFields
    blocks = 4
    info = CellInfo(
        key="lstm_peephole",
        title="LSTM with peepholes",
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
                latex=r"i_t = \sigma(W_{ii} x_t + W_{hi} h_{t-1} + w_{ci} \odot c_{t-1} + b_i)",
                text="i = σ(W_ii x + W_hi h₋₁ + w_ci · c₋₁ + b_i)",
                numbers="i = σ({input_gate_preactivation}) = {input_gate}",
            ),
            Equation(
                result="forget_gate",
                latex=r"f_t = \sigma(W_{if} x_t + W_{hf} h_{t-1} + w_{cf} \odot c_{t-1} + b_f)",
                text="f = σ(W_if x + W_hf h₋₁ + w_cf · c₋₁ + b_f)",
                numbers="f = σ({forget_gate_preactivation}) = {forget_gate}",
            ),
            Equation(
                result="candidate",
                latex=r"g_t = \tanh(W_{ig} x_t + W_{hg} h_{t-1} + b_g)",
                text="g = tanh(W_ig x + W_hg h₋₁ + b_g)",
                numbers="g = tanh({candidate_preactivation}) = {candidate}",
            ),
            Equation(
                result="cell",
                latex=r"c_t = f_t \odot c_{t-1} + i_t \odot g_t",
                text="c = f · c₋₁ + i · g",
                numbers="c = {forget_gate} · {cell@-1} + {input_gate} · {candidate} = {cell}",
            ),
            Equation(
                result="output_gate",
                latex=r"o_t = \sigma(W_{io} x_t + W_{ho} h_{t-1} + w_{co} \odot c_t + b_o)",
                text="o = σ(W_io x + W_ho h₋₁ + w_co · c + b_o)",
                numbers="o = σ({output_gate_preactivation}) = {output_gate}",
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
                Node(name="cell@-1", op="before", at=(0, 0), rail=3.5),
                Node(name="hidden@-1", op="before", at=(0, 4), rail=4),
                Node(name="inputs", op="inputs", at=(0, 5), rail=5),
                Node(name="forget_gate_preactivation", op="affine", of=("hidden@-1", "inputs", "cell@-1"), at=(1, 3)),
                Node(name="input_gate_preactivation", op="affine", of=("hidden@-1", "inputs", "cell@-1"), at=(2, 3)),
                Node(name="candidate_preactivation", op="affine", of=("hidden@-1", "inputs"), at=(3, 3)),
                Node(name="forget_gate", op="sigmoid", of=("forget_gate_preactivation",), at=(1, 2)),
                Node(name="input_gate", op="sigmoid", of=("input_gate_preactivation",), at=(2, 2)),
                Node(name="candidate", op="tanh", of=("candidate_preactivation",), at=(3, 2)),
                Node(name="kept", op="product", of=("cell@-1", "forget_gate"), at=(1, 0)),
                Node(name="written", op="product", of=("input_gate", "candidate"), at=(2, 1)),
                Node(name="cell", op="sum", of=("kept", "written"), at=(2, 0), rail=3.6, turn="along"),
                Node(name="output_gate_preactivation", op="affine", of=("hidden@-1", "inputs", "cell"), at=(4, 3)),
                Node(name="output_gate", op="sigmoid", of=("output_gate_preactivation",), at=(4, 2)),
                Node(name="squashed", op="tanh", of=("cell",), at=(5, 1)),
                Node(name="hidden", op="product", of=("output_gate", "squashed"), at=(5, 2)),
            )
        ),
        source="Gers & Schmidhuber 2000; Graves 2013",
    )

    def shapes(self, input_size: int) -> dict[str, tuple[int, ...]]:
        """Return torch's, and the peepholes of i, f and o."""
        return {**super().shapes(input_size), "weight_peephole": (3 * self.hidden_size,)}

    def biases(self) -> dict[str, dict[int, float]]:
        """The forget gate's rows are block 1; the peepholes start shut."""
        closed = dict.fromkeys(range(3), 0.0)
        return {"bias_ih": {1: self.fields.forget_bias}, "bias_hh": {1: 0.0}, "weight_peephole": closed}

    def step(self, parameters: Parameters, x: Tensor, state: State, tape: Tape) -> State:
        """Compute h_t and c_t."""
        p = parameters
        h, c = state
        sums = x @ p["weight_ih"].T + p["bias_ih"] + h @ p["weight_hh"].T + p["bias_hh"]  # (B, 4H)
        to_i, to_f, to_g, to_o = sums.chunk(4, -1)
        w_i, w_f, w_o = p["weight_peephole"].chunk(3, 0)
        i = tape.record("input_gate", tape.sigmoid(tape.record("input_gate_preactivation", to_i + w_i * c)))
        f = tape.record("forget_gate", tape.sigmoid(tape.record("forget_gate_preactivation", to_f + w_f * c)))
        g = tape.record("candidate", tape.tanh(tape.record("candidate_preactivation", to_g)))
        c = tape.record("cell", f * c + i * g)
        o = tape.record("output_gate", tape.sigmoid(tape.record("output_gate_preactivation", to_o + w_o * c)))
        h = tape.record("hidden", o * tape.tanh(c))
        return h, c
