"""Back-propagation through time as equations, each with its numbers at the cursor."""

from __future__ import annotations

import math

import numpy as np

from rnnviz.directions import is_reverse
from rnnviz.trace import Trace
from rnnviz.views.equations.back_terms import losses_at, path_at, residual_of, terms_of
from rnnviz.views.equations.equation_sheet import SheetLine
from rnnviz.views.equations.filled_equation import Span
from rnnviz.views.palette import Palette
from rnnviz.views.scopes import both_ways
from rnnviz.views.words.figures import lowered, number, power
from rnnviz.views.words.language import tr

FACTORS = 5
"""Factors of a product, and terms of a sum, that are written out."""
SUM = r"\frac{\partial L}{\partial W_{%s}} = \sum_{k} \frac{\partial L}{\partial a_k} \, %s^{\top}"
PATH = (
    r"\frac{\partial \ell_{t^*}}{\partial h_k} = \frac{\partial \ell_{t^*}}{\partial h_{t^*}} "
    r"\prod_{j=k+1}^{t^*} \frac{\partial h_j}{\partial h_{j-1}}"
)
LOSSES = r"\frac{\partial L}{\partial h_k} = \sum_{t \geq k} \frac{\partial L_t}{\partial h_k}"


def back_lines(trace: Trace, scope: str, t: int, weight: str, right: str, palette: Palette) -> list[SheetLine]:
    """Return the path of the chosen loss to step t, the sum over the losses there, and the sum over the steps.

    Parameters
    ----------
    weight, right : str
        The matrix in letters, W_hh, and in LaTeX what the error is multiplied with.
    """
    sub, back = weight.partition("_")[2], is_reverse(scope)
    before, path = "₊₁" if back else "₋₁", PATH
    if back:
        right = right.replace("k-1", "k+1")
        path = PATH.replace("j=k+1", "j=t^*").replace("}^{t^*}", "}^{k-1}").replace("j-1", "j+1")
    left = f"({right})" if "{" in right else right
    plain = f"∂L/∂{weight} = Σ_k ∂L/∂a_k · {f'h_k{before}' if sub == 'hh' else 'x_k'}ᵀ"
    losses = LOSSES.replace(r"t \geq k", "t") if both_ways(trace) else LOSSES
    return [
        SheetLine(path, (Span(f"∂ℓ_t*/∂h_k = ∂ℓ_t*/∂h_t* · Π_j ∂h_j/∂h_j{before}"),), _path(trace, scope, t, palette)),
        SheetLine(losses, (Span("∂L/∂h_k = Σ_t ∂L_t/∂h_k"),), _losses(trace, scope, t, palette)),
        SheetLine(SUM % (sub, left if "{" not in right else right), (Span(plain),), _sum(trace, scope, sub, palette)),
    ]


def _path(trace: Trace, scope: str, t: int, palette: Palette) -> tuple[Span, ...]:
    path = path_at(trace, scope, t)
    if path is None:
        return (Span(tr("the chosen loss does not lead back to the cursor"), palette.muted),)
    at = trace.reach_step
    spans = [Span(f"‖∂ℓ{lowered(at)}/∂h{lowered(t)}‖ = "), Span(power(path.last), palette.reach, bold=True)]
    if path.product is None or path.factors is None or path.bound is None:
        return (*spans, Span(" " + tr("(the factors are on their way)"), palette.muted))
    relation = "=" if path.scalar else "≤"
    spans.append(Span(f" {relation} {power(path.first)} · {power(path.product)} = {power(path.bound)}"))
    residual = residual_of(path)
    if residual is not None:
        spans.append(Span(", " + tr("residual {residual}").format(residual=number(residual, 1)), palette.muted))
    if len(path.factors):
        shown = " · ".join(number(float(factor), 2) for factor in path.factors[:FACTORS])
        more = " · …" if len(path.factors) > FACTORS else ""
        with np.errstate(divide="ignore", invalid="ignore"):
            whole = float(np.log10(path.factors).sum())
        said = (
            tr("‖Π‖ ≤ {factors}, one factor ‖∂hⱼ/∂hⱼ₋₁‖") if len(path.factors) == 1
            else tr("‖Π‖ ≤ {factors} = {whole}, {n} factors ‖∂hⱼ/∂hⱼ₋₁‖")
        )  # fmt: skip
        spans.append(Span("; ", palette.muted))
        said = said.replace("₋₁", "₊₁") if is_reverse(scope) else said
        words = said.format(factors=shown + more, whole=power(whole), n=len(path.factors))
        spans.append(Span(words, palette.muted))
    return tuple(spans)


def _losses(trace: Trace, scope: str, t: int, palette: Palette) -> tuple[Span, ...]:
    found = losses_at(trace, scope, t)
    if found is None:
        return (Span(tr("the losses one by one are on their way, or the pass is too long for them"), palette.muted),)
    norms, whole = found
    places = np.flatnonzero(norms > 0) if np.isfinite(norms).all() else np.arange(len(norms))
    terms = " + ".join(number(float(norms[place]), 2) for place in places[:FACTORS]) or "0"
    more = " + …" if len(places) > FACTORS else ""
    total = float(norms.sum())
    spans = [
        Span(f"‖∂L/∂h{lowered(t)}‖ = "), Span(number(whole), palette.text, bold=True),
        Span(f" ≤ {terms}{more} = {number(total)}" if len(places) > 1 else f" = {terms}"),
    ]  # fmt: skip
    away = trace.get(f"gradient_flow_residual/{scope}.hidden")
    if away is not None and away.size and np.isfinite(away).all():
        worst = number(float(np.abs(away).max()), 1)
        spans.append(Span(", " + tr("sum of the vectors: residual {residual}").format(residual=worst), palette.muted))
    elif math.isfinite(total) and len(places) == 1:
        spans.append(Span(", " + tr("one loss alone: equal"), palette.muted))
    return tuple(spans)


def _sum(trace: Trace, scope: str, sub: str, palette: Palette) -> tuple[Span, ...]:
    if terms_of(trace, scope, f"weight_{sub}") is None:
        return (Span(tr("the terms come with the next pass of a stack that is known as linear maps"), palette.muted),)
    return (Span(tr("the terms, each by its length along the sum:"), palette.muted),)
