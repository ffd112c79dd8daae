"""The backward pass as lines: the derivatives by o, h and a of every step, the last one first."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rnnviz.worked.example import Example
from rnnviz.worked.figures import factor, lowered, written
from rnnviz.worked.line import BY_DIFFERENCES, Line, Matrix, Sign, equals, product
from rnnviz.worked.passes import Backward, Forward
from rnnviz.worked.second_route import SecondRoute

PRIMES = {
    "tanh": (r"(1 - h_{t}^{2})", "(1 − h²)"), "sigmoid": (r"h_{t} \odot (1 - h_{t})", "h ⊙ (1 − h)"),
    "relu": (r"[a_{t} > 0]", "[a > 0]"), "identity": (r"1", "1"),
}  # fmt: skip
"""φ′ as it is written, in LaTeX and in plain characters; the course's last term of δ."""


def backward_lines(e: Example, f: Forward, b: Backward, c: SecondRoute, t: int) -> Iterator[Line]:
    """Yield the lines of one step of the backward pass."""
    n, now, after = t + 1, lowered(t + 1), lowered(t + 2)
    at, last = f"backward/{n}", t == e.length - 1
    derivative = r"\frac{\partial L}{\partial %s_{%d}}"
    shown = r"\hat{y}" if e.loss == "cross_entropy" else "o"
    plain = "ŷ" if e.loss == "cross_entropy" else "o"
    if e.counts[t]:
        before, before_plain = _factor(e)
        factor_here = _number(e)
        yield Line(
            key=f"{at}/o", latex=rf"{derivative % ('o', n)} = {before}({shown}_{{{n}}} - y_{{{n}}})" if before
            else rf"{derivative % ('o', n)} = {shown}_{{{n}}} - y_{{{n}}}",
            text=f"∂L/∂o{now} = {before_plain}{plain}{now} − y{now}" if not before
            else f"∂L/∂o{now} = {before_plain} ({plain}{now} − y{now})",
            parts=(
                Sign(f"= {before_plain} (" if before else "="), Matrix(f.answer[t]), Sign("−"), Matrix(e.y[t], "y"),
                Sign(") =" if before else "="), Matrix(b.o[t]),
            ),
            result=b.o[t], uses=frozenset({"y"}), residual=c.of_slope(b.o[t], "o", t),
            tolerance=BY_DIFFERENCES,
            entry=lambda i, j, places: (
                f"∂L/∂o{now}[{i + 1}] = {factor_here}({written(float(f.answer[t][i]), places)} − "
                f"{factor(float(e.y[t][i]), places)}){equals(b.o[t], i, places)}"
            ),
        )  # fmt: skip
    else:
        yield Line(
            key=f"{at}/o", latex=rf"{derivative % ('o', n)} = 0", text=f"∂L/∂o{now} = 0",
            parts=(Sign("="), Matrix(b.o[t])), result=b.o[t],
            residual=c.of_slope(b.o[t], "o", t), tolerance=BY_DIFFERENCES,
        )  # fmt: skip
    later = np.zeros(len(e.h0)) if last else b.delta[n]
    own = (Sign("="), Matrix(e.V.T, "V"), Matrix(b.o[t]))
    fed = () if last else (Sign("+"), Matrix(e.W.T, "W"), Matrix(later))
    yield Line(
        key=f"{at}/h",
        latex=rf"{derivative % ('h', n)} = V^\top {derivative % ('o', n)}"
        + ("" if last else rf" + W^\top \delta_{{{n + 1}}}"),
        text=f"∂L/∂h{now} = Vᵀ ∂L/∂o{now}" + ("" if last else f" + Wᵀ δ{after}"),
        parts=(*own, *fed, Sign("="), Matrix(b.h[t])), result=b.h[t],
        uses=frozenset({"V"} if last else {"V", "W"}), residual=c.of_slope(b.h[t], "h", t),
        tolerance=BY_DIFFERENCES,
        entry=lambda i, j, places: (
            f"∂L/∂h{now}[{i + 1}] = {product(e.V.T, b.o[t], i, places)}"
            + ("" if last else f" + {product(e.W.T, later, i, places)}") + equals(b.h[t], i, places)
        ),
    )  # fmt: skip
    prime, prime_plain = PRIMES[e.activation]
    prime = prime.replace("{t}", f"{{{n}}}")
    linear = e.activation == "identity"
    slopes = () if linear else (Sign("⊙"), Matrix(b.slope[t]))
    yield Line(
        key=f"{at}/delta",
        latex=rf"\delta_{{{n}}} = {derivative % ('a', n)} = {derivative % ('h', n)}"
        + ("" if linear else rf" \odot {prime}"),
        text=f"δ{now} = ∂L/∂a{now} = ∂L/∂h{now}" + ("" if linear else f" ⊙ {prime_plain}"),
        parts=(Sign("="), Matrix(b.h[t]), *slopes, Sign("="), Matrix(b.delta[t])), result=b.delta[t],
        residual=c.of_slope(b.delta[t], "a", t), tolerance=BY_DIFFERENCES,
        entry=lambda i, j, places: (
            f"δ{now}[{i + 1}] = {factor(float(b.h[t][i]), places)} · {factor(float(b.slope[t][i]), places)}"
            f"{equals(b.delta[t], i, places)}"
        ),
    )  # fmt: skip


def _factor(e: Example) -> tuple[str, str]:
    """Return what stands before ŷ − y, in LaTeX and in plain characters; "" where nothing does."""
    below = 1 if e.over == "sum" else int(e.counts.sum())
    above = 1
    if e.loss == "mean_squared":
        above, below = 2, below * len(e.c)
    if below == 1:
        return ("", "") if above == 1 else ("2", "2")
    return rf"\frac{{{above}}}{{{below}}}", f"{above}/{below}"


def _number(e: Example) -> str:
    plain = _factor(e)[1]
    return f"{plain} · " if plain else ""
