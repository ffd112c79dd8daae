"""What views need to know of a transformer's block, which is no cell: nothing is carried from step to step.

A. Vaswani et al., "Attention is all you need", NIPS 2017, whose layer norms come after; before: R. Xiong et al., "On
layer normalization in the transformer architecture", ICML 2020.
"""

from __future__ import annotations

import math

from rnnviz.cell_info import BLOCK, CellInfo, Diagram, Equation, Node, Quantity
from rnnviz.experiment import ModelFields

HIDDEN = Quantity(name="hidden", label="hidden state", symbol="h", role="hidden", low=-math.inf, high=math.inf)
STAGES = (
    Quantity(name="entering", label="what the block reads", symbol="x", role="", low=-math.inf, high=math.inf),
    Quantity(name="normed", label="layer norm of x", symbol="n", role="", low=-math.inf, high=math.inf),
    Quantity(name="query", label="query", symbol="q", role="input", low=-math.inf, high=math.inf),
    Quantity(name="key", label="key", symbol="k", role="forget", low=-math.inf, high=math.inf),
    Quantity(name="value", label="value", symbol="v", role="candidate", low=-math.inf, high=math.inf),
    Quantity(name="attention_scores", label="attention score", symbol="e", role="", low=-math.inf, high=math.inf),
    Quantity(name="attention", label="attention weight", symbol="α", role="output", low=0.0, high=1.0),
    Quantity(name="context", label="weighted sum of the values", symbol="z", role="output", low=-math.inf,
             high=math.inf),
    Quantity(name="projected", label="what attention adds", symbol="o", role="", low=-math.inf, high=math.inf),
    Quantity(name="attended", label="state after attention", symbol="y", role="hidden", low=-math.inf, high=math.inf),
    Quantity(name="renormed", label="layer norm of y", symbol="m", role="", low=-math.inf, high=math.inf),
    Quantity(name="feed", label="what the feed-forward network adds", symbol="f", role="", low=-math.inf,
             high=math.inf),
)  # fmt: skip
"""In order of computation; the layer norms before are recorded where they stand before."""


def stages(fields: ModelFields) -> tuple[Quantity, ...]:
    """Return the stages that a block has."""
    before = fields.layer_norm == "before"
    return tuple(stage for stage in STAGES if before or stage.name not in ("normed", "renormed"))


def block_of(fields: ModelFields) -> CellInfo:
    """Return the equations and the diagram of a block with an experiment's switches."""
    before = fields.layer_norm == "before"
    return CellInfo(
        key=BLOCK, title="transformer block", states=(HIDDEN,), gates=(), others=stages(fields), carried=False,
        equations=(*_attention(fields), *(_ends_before() if before else _ends_after())),
        diagram=_before() if before else _after(),
        source="Vaswani et al. 2017; Xiong et al. 2020" if before else "Vaswani et al. 2017",
    )  # fmt: skip


def _attention(fields: ModelFields) -> tuple[Equation, ...]:
    """Return the lines from what the block reads to the weighted sums."""
    x, x_t = ("n", "n_t") if fields.layer_norm == "before" else ("x", "x_t")
    sees, under = (r"j \le t", "j ≤ t") if fields.causal else ("j", "j")
    if fields.scaled:
        score = Equation(
            result="attention_scores", latex=r"e_{tj} = q_t \cdot k_j / \sqrt{d}", text="eⱼ = q · kⱼ / √d",
            numbers="{head}: e = {attention_products} / √d = {attention_scores}, j = {place}",
        )
    else:
        score = Equation(
            result="attention_scores", latex=r"e_{tj} = q_t \cdot k_j", text="eⱼ = q · kⱼ",
            numbers="{head}: e = {attention_scores}, j = {place}",
        )
    first = (Equation(result="normed", latex=r"n_t = \mathrm{LN}(x_t)", text="n = LN(x)", numbers="n = {normed}"),)
    return (
        *(first if x == "n" else ()),
        *(
            Equation(
                result=name, latex=f"{letter}_t = W_{letter} {x_t} + b_{letter}",
                text=f"{letter} = W_{letter} {x} + b_{letter}", numbers=f"{letter} = {{{name}}}",
            )
            for name, letter in (("query", "q"), ("key", "k"), ("value", "v"))
        ),
        score,
        Equation(
            result="attention", latex=rf"\alpha_{{tj}} = \mathrm{{softmax}}_{{{sees}}}(e_{{tj}})",
            text=f"αⱼ = softmax(eⱼ), {under}", numbers="α = {attention}, j = {place}",
        ),
        Equation(
            result="context", latex=rf"z_t = {{\sum}}_{{{sees}}} \alpha_{{tj}} v_j", text=f"z = Σ αⱼ vⱼ, {under}",
            numbers="z = {context}",
        ),
    )  # fmt: skip


def _ends_before() -> tuple[Equation, ...]:
    return (
        Equation(
            result="attended", latex=r"y_t = x_t + W_o z_t + b_o", text="y = x + W_o z + b_o",
            numbers="y = {entering} + {projected} = {attended}",
        ),
        Equation(
            result="hidden", latex=r"h_t = y_t + W_2 \mathrm{ReLU}(W_1 \mathrm{LN}(y_t) + b_1) + b_2",
            text="h = y + W_2 ReLU(W_1 LN(y) + b_1) + b_2", numbers="h = {attended} + {feed} = {hidden}",
        ),
    )  # fmt: skip


def _ends_after() -> tuple[Equation, ...]:
    return (
        Equation(
            result="attended", latex=r"y_t = \mathrm{LN}(x_t + W_o z_t + b_o)", text="y = LN(x + W_o z + b_o)",
            numbers="y = LN({entering} + {projected}) = {attended}",
        ),
        Equation(
            result="hidden", latex=r"h_t = \mathrm{LN}(y_t + W_2 \mathrm{ReLU}(W_1 y_t + b_1) + b_2)",
            text="h = LN(y + W_2 ReLU(W_1 y + b_1) + b_2)", numbers="h = LN({attended} + {feed}) = {hidden}",
        ),
    )  # fmt: skip


def _heads(of: str) -> tuple[Node, ...]:
    """Return the nodes from what is read to what attention adds."""
    return (
        Node(name="query", op="affine", of=(of,), at=(1, 3)),
        Node(name="key", op="affine", of=(of,), at=(2, 3)),
        Node(name="value", op="affine", of=(of,), at=(3, 3)),
        Node(name="attention", op="attention", of=("query", "key"), at=(2, 2)),
        Node(name="context", op="mix", of=("attention", "value"), at=(3, 2)),
        Node(name="projected", op="affine", of=("context",), at=(3, 1)),
    )


def _before() -> Diagram:
    return Diagram(
        nodes=(
            Node(name="entering", op="inputs", at=(0, 4)),
            Node(name="normed", op="norm", of=("entering",), at=(1, 4), rail=4),
            *_heads("normed"),
            Node(name="attended", op="sum", of=("entering", "projected"), at=(3, 0), turn="along"),
            Node(name="renormed", op="norm", of=("attended",), at=(4, 1)),
            Node(name="feed", op="feed", of=("renormed",), at=(5, 1)),
            Node(name="hidden", op="sum", of=("attended", "feed"), at=(5, 0)),
        )
    )


def _after() -> Diagram:
    return Diagram(
        nodes=(
            Node(name="entering", op="inputs", at=(0, 4), rail=4),
            *_heads("entering"),
            Node(name="with_attention", op="sum", of=("entering", "projected"), at=(3, 0)),
            Node(name="attended", op="norm", of=("with_attention",), at=(4, 0)),
            Node(name="feed", op="feed", of=("attended",), at=(5, 1)),
            Node(name="with_feed", op="sum", of=("attended", "feed"), at=(5, 0)),
            Node(name="hidden", op="norm", of=("with_feed",), at=(6, 0)),
        )
    )
