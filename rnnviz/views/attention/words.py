"""What is said of the weights: one of them, the largest of a row, and how spread a row is."""

from __future__ import annotations

import math

from rnnviz.measures import entropy, entropy_share
from rnnviz.views.attention.heads import AttentionHeads
from rnnviz.views.clipping.words import percent
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr


def weight_words(attention: AttentionHeads, head: int, row: int, column: int) -> str:
    """Return one weight in words; "" where there is none."""
    if head >= len(attention.weights) or row >= len(attention.target) or column >= len(attention.source):
        return ""
    said = _pair(attention, row, column, float(attention.weights[head, row, column]))
    return said if len(attention.weights) == 1 else f"{said}  ({tr('head {n}').format(n=head + 1)})"


def largest_words(attention: AttentionHeads, row: int, head: int | None) -> str:
    """Return the source word that is looked at most in a row, and its weight."""
    weights = attention.row(row, head)
    column = int(weights.argmax())
    return _pair(attention, row, column, float(weights[column]))


def line_words(attention: AttentionHeads, row: int, column: int, head: int | None) -> str:
    """Return the weight of a line, of a head or the mean over all of them; "" where there is none."""
    if row >= len(attention.target) or column >= len(attention.source):
        return ""
    said = _pair(attention, row, column, float(attention.row(row, head)[column]))
    many = len(attention.weights) > 1
    of = tr("mean of {count} heads").format(count=len(attention.weights)) if head is None else ""
    return f"{said}  ({of or tr('head {n}').format(n=(head or 0) + 1)})" if many else said


def _pair(attention: AttentionHeads, row: int, column: int, weight: float) -> str:
    """Return who looks at whom, and the weight, which has no unit: the weights of a row sum to 1."""
    value = f"{weight:.2f}" if math.isfinite(weight) else number(weight)
    return f"{attention.target[row]} → {attention.source[column]}  {value}"


def spread_words(attention: AttentionHeads, row: int, head: int | None) -> str:
    """Return the entropy of a row, of a head or the mean over all of them; "" where there is no such row."""
    weights = attention.weights
    if row >= weights.shape[1] or (head is not None and head >= len(weights)):
        return ""
    rows = weights[:, row] if head is None else weights[head : head + 1, row]
    nats, share = float(entropy(rows).mean()), float(entropy_share(rows).mean())
    words = tr("entropy {entropy} nats, {share} of uniform")
    if len(rows) > 1:
        words = tr("entropy {entropy} nats, {share} of uniform, mean of {count} heads")
    if not math.isfinite(nats):
        return tr("entropy: the weights are not finite")
    return words.format(entropy=f"{nats:.2f}", share=percent(share), count=len(rows))
