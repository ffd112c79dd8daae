"""The gradients as lines: of each weight a term a step, and their sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rnnviz.worked.example import Example, Floats
from rnnviz.worked.figures import factor, lowered, written
from rnnviz.worked.line import BY_DIFFERENCES, Line, Matrix, Sign
from rnnviz.worked.passes import Backward, Forward
from rnnviz.worked.second_route import SecondRoute

MOST_TERMS = 4
"""Matrices that are written side by side in a sum; of more, the lines above are the terms."""


@dataclass(frozen=True, kw_only=True)
class _Sum:
    """∂L/∂ of one weight: Σ_t left_t right_tᵀ, or Σ_t left_t alone."""

    weight: str
    left: tuple[str, str]
    lefts: Floats
    right: str = ""
    rights: Floats | None = None
    shift: int = 0
    uses: str = ""


def gradient_lines(e: Example, f: Forward, b: Backward, c: SecondRoute) -> Iterator[Line]:
    """Yield the terms and the sum of each weight's gradient."""
    error, delta = (r"\frac{\partial L}{\partial o_{%s}}", "∂L/∂o"), (r"\delta_{%s}", "δ")
    sums = (
        _Sum(weight="V", left=error, lefts=b.o, right="h", rights=f.h[1:]),
        _Sum(weight="c", left=error, lefts=b.o),
        _Sum(weight="W", left=delta, lefts=b.delta, right="h", rights=f.h[:-1], shift=-1),
        _Sum(weight="U", left=delta, lefts=b.delta, right="x", rights=e.x, uses="x"),
        _Sum(weight="b", left=delta, lefts=b.delta),
    )
    for each in sums:
        yield from _sum_lines(each, b.gradients[each.weight], e.length, c)


def _sum_lines(s: _Sum, whole: Floats, length: int, c: SecondRoute) -> Iterator[Line]:
    """Yield a line a term, and the sum."""
    at, terms = f"gradient/{s.weight}", []
    for t in range(length):
        right = None if s.rights is None else s.rights[t]
        terms.append(np.array(s.lefts[t]) if right is None else np.outer(s.lefts[t], right))
        if right is None:
            continue
        name, shift = s.right, s.shift
        n, m = t + 1, t + 1 + shift
        yield Line(
            key=f"{at}/{n}", latex=rf"{s.left[0] % n} {name}_{{{m}}}^\top",
            text=f"{s.left[1]}{lowered(n)} {name}{lowered(m)}ᵀ",
            parts=(
                Sign("="), Matrix(s.lefts[t]), Matrix(right, s.uses, across=True), Sign("="), Matrix(terms[t]),
            ),
            result=terms[t], uses=frozenset({s.uses} if s.uses else ()),
            residual=c.of_term(terms[t], s.weight, t), tolerance=BY_DIFFERENCES,
            entry=lambda i, j, places, n=n, m=m, t=t, right=right, term=terms[t], name=name: (  # type: ignore[misc]
                f"{s.left[1]}{lowered(n)}[{i + 1}] · {name}{lowered(m)}[{j + 1}] = "
                f"{factor(float(s.lefts[t][i]), places)} · {factor(float(right[j]), places)} = "
                f"{written(float(term[i, j]), places)}"
            ),
        )  # fmt: skip
    shown: list[Matrix | Sign] = []
    if length <= MOST_TERMS:
        for term in terms:
            shown += [Sign("+"), Matrix(term)]
        shown = [Sign("="), *shown[1:]] if length > 1 else []
    left = s.left[0] % "t"
    under = "" if not s.right else rf" {s.right}_{{{'t' if not s.shift else 't-1'}}}^\top"
    plain = "" if not s.right else f" {s.right}{'ₜ' if not s.shift else 'ₜ₋₁'}ᵀ"

    def entry(i: int, j: int, places: int) -> str:
        numbers = [float(term[i] if term.ndim == 1 else term[i, j]) for term in terms]
        place = f"[{i + 1}]" if whole.ndim == 1 else f"[{i + 1}, {j + 1}]"
        total = written(float(whole[i] if whole.ndim == 1 else whole[i, j]), places)
        return f"∂L/∂{s.weight}{place} = {' + '.join(factor(number, places) for number in numbers)} = {total}"

    yield Line(
        key=f"{at}/sum", latex=rf"\frac{{\partial L}}{{\partial {s.weight}}} = \sum_t {left}{under}",
        text=f"∂L/∂{s.weight} = Σₜ {s.left[1]}ₜ{plain}", parts=(*shown, Sign("="), Matrix(whole)), result=whole,
        residual=c.of_slope(whole, s.weight), tolerance=BY_DIFFERENCES, entry=entry,
    )  # fmt: skip
