"""What views need to know of a transformer's block, which is no cell: nothing is carried from step to step.

A. Vaswani et al., "Attention is all you need", NIPS 2017.
"""

from __future__ import annotations

import math

from rnnviz.cell_info import CellInfo, Diagram, Equation, Quantity

BLOCK = CellInfo(
    key="block",
    title="transformer block",
    states=(Quantity(name="hidden", label="hidden state", symbol="h", role="hidden", low=-math.inf, high=math.inf),),
    gates=(),
    equations=(
        Equation(result="query", latex=r"q_t = W_q x_t + b_q", text="q = W_q x + b_q", numbers="q = {query}"),
        Equation(result="key", latex=r"k_t = W_k x_t + b_k", text="k = W_k x + b_k", numbers="k = {key}"),
        Equation(result="value", latex=r"v_t = W_v x_t + b_v", text="v = W_v x + b_v", numbers="v = {value}"),
        Equation(
            result="context",
            latex=r"z_t = \sum_j a_{tj} v_j,\quad a_t = \mathrm{softmax}_j(q_t \cdot k_j / \sqrt{d})",
            text="z = Σⱼ aⱼ vⱼ", numbers="z = {context}",
        ),
        Equation(
            result="hidden",
            latex=r"h_t = y_t + \mathrm{FFN}(y_t),\quad y_t = x_t + W_o z_t + b_o",
            text="h = y + FFN(y)", numbers="h = {hidden}",
        ),
    ),
    diagram=Diagram(nodes=()),
    source='A. Vaswani et al., "Attention is all you need", NIPS 2017 (layer norms left out)',
    carried=False,
)
