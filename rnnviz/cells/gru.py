"""The gated recurrent unit, reset after the matrix product.

K. Cho et al., "Learning phrase representations using RNN encoder-decoder", EMNLP 2014, in the form
of ``torch.nn.GRU`` (and cuDNN): the reset gate acts on W_hn h + b_hn, after the product. Cho's own
form resets h before the product and gives other numbers. Gate order r, z, n; z keeps the old state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rnnviz.cell_info import CellInfo, Diagram, Equation, Node, Quantity
from rnnviz.cells.base import Cell
from rnnviz.experiment import RecurrentFields
from rnnviz.settings import setting

if TYPE_CHECKING:
    from torch import Tensor

    from rnnviz.cells.base import Parameters, State
    from rnnviz.cells.tape import Tape


class GruFields(RecurrentFields):
    """Fields of the GRU."""

    kind: Literal["gru"] = setting("gru", label="cell", help="The equations of one time step.")


class Gru(Cell):
    """n_t = tanh(W_in x + b_in + r ⊙ (W_hn h_{t-1} + b_hn)),  h_t = (1 - z) ⊙ n_t + z ⊙ h_{t-1}."""

    Fields = GruFields
    blocks = 3
    info = CellInfo(
        key="gru",
        title="GRU (reset after)",
        states=(Quantity(name="hidden", label="hidden state", symbol="h", role="hidden", low=-1.0, high=1.0),),
        gates=(
            Quantity(name="reset_gate", label="reset gate", symbol="r", role="reset", low=0.0, high=1.0),
            Quantity(name="update_gate", label="update gate", symbol="z", role="update", low=0.0, high=1.0),
            Quantity(name="candidate", label="candidate", symbol="n", role="candidate", low=-1.0, high=1.0),
        ),
        equations=(
            Equation(
                result="reset_gate",
                latex=r"r_t = \sigma(W_{ir} x_t + b_{ir} + W_{hr} h_{t-1} + b_{hr})",
                text="r = σ(W_ir x + W_hr h₋₁ + b_r)",
                numbers="r = σ({reset_gate_preactivation}) = {reset_gate}",
            ),
            Equation(
                result="update_gate",
                latex=r"z_t = \sigma(W_{iz} x_t + b_{iz} + W_{hz} h_{t-1} + b_{hz})",
                text="z = σ(W_iz x + W_hz h₋₁ + b_z)",
                numbers="z = σ({update_gate_preactivation}) = {update_gate}",
            ),
            Equation(
                result="candidate",
                latex=r"n_t = \tanh(W_{in} x_t + b_{in} + r_t \odot (W_{hn} h_{t-1} + b_{hn}))",
                text="n = tanh(W_in x + b_in + r · (W_hn h₋₁ + b_hn))",
                numbers="n = tanh({candidate_preactivation}) = {candidate}",
            ),
            Equation(
                result="hidden",
                latex=r"h_t = (1 - z_t) \odot n_t + z_t \odot h_{t-1}",
                text="h = (1 − z) · n + z · h₋₁",
                numbers="h = (1 − {update_gate}) · {candidate} + {update_gate} · {hidden@-1} = {hidden}",
            ),
        ),
        diagram=Diagram(
            nodes=(
                Node(name="hidden@-1", op="before", at=(0, 0), rail=5),
                Node(name="inputs", op="inputs", at=(0, 6), rail=6),
                Node(name="update_gate_preactivation", op="affine", of=("hidden@-1", "inputs"), at=(1, 4)),
                Node(name="reset_gate_preactivation", op="affine", of=("hidden@-1", "inputs"), at=(2, 4)),
                Node(name="candidate_from_hidden", op="affine", of=("hidden@-1",), at=(3, 4)),
                Node(name="candidate_from_input", op="affine", of=("inputs",), at=(4, 4)),
                Node(name="update_gate", op="sigmoid", of=("update_gate_preactivation",), at=(1, 3)),
                Node(name="reset_gate", op="sigmoid", of=("reset_gate_preactivation",), at=(2, 3)),
                Node(name="reset", op="product", of=("reset_gate", "candidate_from_hidden"), at=(3, 3)),
                Node(name="candidate_preactivation", op="sum", of=("candidate_from_input", "reset"), at=(4, 3)),
                Node(name="candidate", op="tanh", of=("candidate_preactivation",), at=(4, 2)),
                Node(name="renewed", op="one_minus", of=("update_gate",), at=(2.5, 1)),
                Node(name="kept", op="product", of=("hidden@-1", "update_gate"), at=(1, 0)),
                Node(name="written", op="product", of=("renewed", "candidate"), at=(4, 1)),
                Node(name="hidden", op="sum", of=("kept", "written"), at=(4, 0)),
            )
        ),
        source="Cho et al. 2014, in torch's form",
    )

    def torch_module(self) -> tuple[str, dict[str, str]] | None:
        """Return torch.nn.GRU."""
        return "GRU", {}

    def step(self, parameters: Parameters, x: Tensor, state: State, tape: Tape) -> State:
        """Compute h_t."""
        p = parameters
        (h,) = state
        from_x = x @ p["weight_ih"].T + p["bias_ih"]  # (B, 3H)
        from_h = h @ p["weight_hh"].T + p["bias_hh"]
        x_r, x_z, x_n = from_x.chunk(3, -1)
        h_r, h_z, h_n = from_h.chunk(3, -1)
        r = tape.record("reset_gate", tape.sigmoid(tape.record("reset_gate_preactivation", x_r + h_r)))
        z = tape.record("update_gate", tape.sigmoid(tape.record("update_gate_preactivation", x_z + h_z)))
        x_n, h_n = tape.record("candidate_from_input", x_n), tape.record("candidate_from_hidden", h_n)
        n = tape.record("candidate", tape.tanh(tape.record("candidate_preactivation", x_n + r * h_n)))
        return (tape.record("hidden", tape.written(z, n) + z * h),)
