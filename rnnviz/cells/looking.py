"""What views need to know of how a decoder attends: the equations of each score, beside those of its cell.

Bahdanau et al. 2015 and Luong et al. 2015, as `rnnviz.engine.networks.attention` has them.
"""

from __future__ import annotations

from dataclasses import replace

from rnnviz.cell_info import CellInfo, Equation
from rnnviz.experiment import ModelFields

SCORES = {
    "additive": Equation(
        result="attention_scores", latex=r"e_{tj} = v^\top \tanh(W_a s_{t-1} + U_a h_j)",
        text="eⱼ = vᵀ tanh(W_a s₋₁ + U_a hⱼ)", numbers="e = {attention_scores}, j = {place}",
    ),
    "dot": Equation(
        result="attention_scores", latex=r"e_{tj} = s_t \cdot h_j", text="eⱼ = s · hⱼ",
        numbers="e = {attention_scores}, j = {place}",
    ),
    "general": Equation(
        result="attention_scores", latex=r"e_{tj} = s_t \cdot W_a h_j", text="eⱼ = s · W_a hⱼ",
        numbers="e = {attention_scores}, j = {place}",
    ),
}  # fmt: skip
"""s is the decoder's state, h the encoder's."""
FOUND = (
    Equation(
        result="attention", latex=r"\alpha_{tj} = \mathrm{softmax}_j(e_{tj})", text="αⱼ = softmax(eⱼ)",
        numbers="α = {attention}, j = {place}",
    ),
    Equation(
        result="context", latex=r"c_t = {\sum}_j \alpha_{tj} h_j", text="context = Σ αⱼ hⱼ",
        numbers="context = {context}",
    ),
)  # fmt: skip
MADE = Equation(
    result="attentional", latex=r"\tilde{s}_t = \tanh(W_c [c_t; s_t])", text="s̃ = tanh(W_c [context; s])",
    numbers="s̃ = {attentional}",
)
FED = Equation(
    result="attentional", latex=r"\tilde{s}_t = \tanh(W_c [c_t; s_t]),\quad x_{t+1} \leftarrow [x_{t+1}; \tilde{s}_t]",
    text="s̃ = tanh(W_c [context; s]), x₊₁ ← [x₊₁; s̃]", numbers="s̃ = {attentional}",
)
READ = replace(
    FOUND[1], latex=r"c_t = {\sum}_j \alpha_{tj} h_j,\quad x_t \leftarrow [x_t; c_t]",
    text="context = Σ αⱼ hⱼ, x ← [x; context]",
)


def looking(cell: CellInfo, fields: ModelFields) -> CellInfo:
    """Return a decoder's cell with the equations of its attention; the cell itself where it has none."""
    if fields.attention == "none":
        return cell
    key = f"{cell.key}+{fields.attention}"
    score = SCORES[fields.attention]
    if fields.attention == "additive":
        return replace(cell, key=key, looking=(score, FOUND[0], READ), attends="before")
    made = FED if fields.input_feeding else MADE
    return replace(cell, key=f"{key}+fed" if fields.input_feeding else key, looking=(score, *FOUND, made),
                   attends="after")
