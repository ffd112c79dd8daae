"""What views need to know of a window of the last p steps and of the layers on it: models without a memory.

The window is a register that moves on by one at every step, so its state is what was read last and nothing else. With
a linear readout on it the model is AR(p) (G. E. P. Box, G. M. Jenkins, "Time series analysis", 1970); with hidden
layers between, a time-delay network (A. Waibel et al., 1989), and on symbols the language model of Y. Bengio et al.,
"A neural probabilistic language model", JMLR 3 (2003).
"""

from __future__ import annotations

import math
from dataclasses import replace

from rnnviz.cell_info import CellInfo, Diagram, Equation, Node, Op, Quantity
from rnnviz.cells.rnn import OPS, WRITTEN

WINDOW = CellInfo(
    key="window",
    title="window of the last steps",
    states=(Quantity(name="hidden", label="window", symbol="w", role="hidden", low=-math.inf, high=math.inf),),
    gates=(),
    equations=(
        Equation(
            result="hidden",
            latex=r"w_t = (x_t, x_{t-1}, \dots, x_{t-p+1})",
            text="w = (x, x₋₁, …)",
            numbers="w = {hidden}",
        ),
    ),
    diagram=Diagram(
        nodes=(
            Node(name="hidden@-1", op="before", at=(0, 0)),
            Node(name="inputs", op="inputs", at=(1, 1)),
            Node(name="hidden", op="shift", of=("hidden@-1", "inputs"), at=(2, 0)),
        )
    ),
    source="G. E. P. Box, G. M. Jenkins, \"Time series analysis\", 1970",
)
"""The register: the newest step first."""

UNITS = CellInfo(
    key="window_units",
    title="layer on a window",
    states=(Quantity(name="hidden", label="hidden units", symbol="h", role="hidden", low=-math.inf, high=math.inf),),
    gates=(),
    equations=(
        Equation(result="preactivation", latex="a_t = W w_t + b", text="a = W w + b", numbers="a = {preactivation}"),
        Equation(result="hidden", latex=r"h_t = \varphi(a_t)", text="h = φ(a)", numbers="h = φ(a) = {hidden}"),
    ),
    diagram=Diagram(
        nodes=(
            Node(name="inputs", op="inputs", at=(0, 0)),
            Node(name="preactivation", op="affine", of=("inputs",), at=(1, 0)),
            Node(name="hidden", op="function", of=("preactivation",), at=(2, 0)),
        )
    ),
    source='Y. Bengio et al., "A neural probabilistic language model", JMLR 3 (2003)',
    carried=False,
)
"""A hidden layer, which sees one step's window and no state."""


def units(activation: str) -> CellInfo:
    """Return the hidden layer with its activation written out."""
    latex, text, numbers = WRITTEN[activation]
    first, last = UNITS.equations
    last = replace(last, latex=f"h_t = {latex}", text=f"h = {text}", numbers=f"h = {numbers} = {{hidden}}")
    *before, squash = UNITS.diagram.nodes
    op: Op = OPS[activation]
    return replace(UNITS, equations=(first, last), diagram=Diagram(nodes=(*before, replace(squash, op=op))))
