"""The forward pass as lines: a, h, o, softmax and loss of every step, and the loss of them all."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rnnviz.worked.example import Example
from rnnviz.worked.figures import factor, lowered, written
from rnnviz.worked.line import Line, Matrix, Sign, equals, product
from rnnviz.worked.passes import Forward
from rnnviz.worked.second_route import SecondRoute

LARGE = 20.0
"""Outputs above this are lowered by the highest one before exp is taken."""
NAMES = {"tanh": r"\tanh", "sigmoid": r"\sigma", "relu": r"\mathrm{ReLU}", "identity": ""}
PLAIN_NAMES = {"tanh": "tanh", "sigmoid": "σ", "relu": "ReLU", "identity": ""}


def forward_lines(e: Example, f: Forward, c: SecondRoute, t: int) -> Iterator[Line]:
    """Yield the lines of one step of the forward pass."""
    n, now, before = t + 1, lowered(t + 1), lowered(t)
    at = f"forward/{n}"
    start = "h0" if t == 0 else ""
    yield Line(
        key=f"{at}/a", latex=rf"a_{{{n}}} = U x_{{{n}}} + W h_{{{t}}} + b", text=f"a{now} = U x{now} + W h{before} + b",
        parts=(
            Sign("="), Matrix(e.U, "U"), Matrix(e.x[t], "x"), Sign("+"), Matrix(e.W, "W"), Matrix(f.h[t], start),
            Sign("+"), Matrix(e.b, "b"), Sign("="), Matrix(f.a[t]),
        ),
        result=f.a[t], uses=frozenset({"U", "W", "b", "x", *([start] if start else [])}),
        residual=c.of_state(f.a[t], "a", t),
        entry=lambda i, j, places: (
            f"a{now}[{i + 1}] = {product(e.U, e.x[t], i, places)} + {product(e.W, f.h[t], i, places)}"
            f" + {factor(float(e.b[i]), places)}{equals(f.a[t], i, places)}"
        ),
    )  # fmt: skip
    name, plain = NAMES[e.activation], PLAIN_NAMES[e.activation]
    yield Line(
        key=f"{at}/h", latex=rf"h_{{{n}}} = {name}(a_{{{n}}})" if name else rf"h_{{{n}}} = a_{{{n}}}",
        text=f"h{now} = {plain}(a{now})" if plain else f"h{now} = a{now}",
        parts=(Sign(f"= {plain}".strip()), Matrix(f.a[t]), Sign("="), Matrix(f.h[n])) if plain
        else (Sign("="), Matrix(f.h[n])),
        result=f.h[n], residual=c.of_state(f.h[n], "h", t),
        entry=lambda i, j, places: (
            f"h{now}[{i + 1}] = {plain}({written(float(f.a[t][i]), places)}){equals(f.h[n], i, places)}"
        ),
    )  # fmt: skip
    yield Line(
        key=f"{at}/o", latex=rf"o_{{{n}}} = V h_{{{n}}} + c", text=f"o{now} = V h{now} + c",
        parts=(Sign("="), Matrix(e.V, "V"), Matrix(f.h[n]), Sign("+"), Matrix(e.c, "c"), Sign("="), Matrix(f.o[t])),
        result=f.o[t], uses=frozenset({"V", "c"}), residual=c.of_state(f.o[t], "o", t),
        entry=lambda i, j, places: (
            f"o{now}[{i + 1}] = {product(e.V, f.h[n], i, places)} + {factor(float(e.c[i]), places)}"
            f"{equals(f.o[t], i, places)}"
        ),
    )  # fmt: skip
    if e.loss == "cross_entropy":
        yield _softmax(f, c, t, at)
    if e.counts[t]:
        yield _loss(e, f, c, t, at)


def _softmax(f: Forward, c: SecondRoute, t: int, at: str) -> Line:
    n, now = t + 1, lowered(t + 1)
    highest = float(f.o[t].max())
    taken = highest if highest > LARGE else 0.0  # numerator and denominator by the same factor
    powers = np.exp(f.o[t] - taken)
    less = f" − {written(taken, 1)}" if taken else ""

    def entry(i: int, j: int, places: int) -> str:
        below = " + ".join(written(float(power), places) for power in powers)
        over = f"exp({written(float(f.o[t][i]), places)}{less}) / ({below})"
        return f"ŷ{now}[{i + 1}] = {over}{equals(f.answer[t], i, places)}"

    return Line(
        key=f"{at}/answer", latex=rf"\hat{{y}}_{{{n}}} = \mathrm{{softmax}}(o_{{{n}}})",
        text=f"ŷ{now} = softmax(o{now})",
        parts=(Sign("= softmax"), Matrix(f.o[t]), Sign("="), Matrix(f.answer[t])),
        result=f.answer[t], residual=c.of_state(f.answer[t], "answer", t), entry=entry,
    )  # fmt: skip


def _loss(e: Example, f: Forward, c: SecondRoute, t: int, at: str) -> Line:
    """Return the line of one step's loss ℓ_t."""
    n, now, y = t + 1, lowered(t + 1), e.y[t]
    loss, residual = np.array(f.losses[t]), c.of_state(f.losses[t], "losses", t)
    if e.loss == "cross_entropy":
        one = np.flatnonzero(y == 1)

        def entry(i: int, j: int, places: int) -> str:
            terms = [
                f"{'' if y[k] == 1 else factor(float(y[k]), places) + '·'}ln {written(float(f.answer[t][k]), places)}"
                for k in np.flatnonzero(y)
            ]
            return f"ℓ{now} = −({' + '.join(terms)}) = {written(float(loss), places)}"

        if len(one) == 1 and np.count_nonzero(y) == 1:
            k = int(one[0])
            share = Matrix(f.answer[t][k])
            return Line(
                key=f"{at}/loss", latex=rf"\ell_{{{n}}} = -\sum_k y_{{{n},k}} \ln \hat{{y}}_{{{n},k}}",
                text=f"ℓ{now} = −Σ y ln ŷ", parts=(Sign("= −ln"), share, Sign("="), Matrix(loss)), result=loss,
                uses=frozenset({"y"}), residual=residual, entry=entry,
            )  # fmt: skip
        return Line(
            key=f"{at}/loss", latex=rf"\ell_{{{n}}} = -\sum_k y_{{{n},k}} \ln \hat{{y}}_{{{n},k}}",
            text=f"ℓ{now} = −Σ y ln ŷ",
            parts=(
                Sign("= −"), Matrix(y, "y", across=True), Sign("ln"), Matrix(f.answer[t]), Sign("="), Matrix(loss),
            ),
            result=loss, uses=frozenset({"y"}), residual=residual, entry=entry,
        )  # fmt: skip
    before, plain = (r"\frac{1}{2}", "½") if e.loss == "squared" else (r"\frac{1}{K}", f"1/{len(y)}")

    def squares(i: int, j: int, places: int) -> str:
        terms = [
            f"({written(float(o), places)} − {factor(float(wanted), places)})²"
            for o, wanted in zip(f.o[t], y, strict=True)
        ]
        return f"ℓ{now} = {plain} ({' + '.join(terms)}) = {written(float(loss), places)}"

    return Line(
        key=f"{at}/loss", latex=rf"\ell_{{{n}}} = {before} \| o_{{{n}}} - y_{{{n}}} \|^2",
        text=f"ℓ{now} = {plain} ‖o{now} − y{now}‖²",
        parts=(
            Sign(f"= {plain} ‖"), Matrix(f.o[t]), Sign("−"), Matrix(y, "y"), Sign("‖² ="), Matrix(loss),
        ),
        result=loss, uses=frozenset({"y"}), residual=residual, entry=squares,
    )  # fmt: skip


def whole_loss(e: Example, f: Forward, c: SecondRoute) -> Line:
    """Return the line of L, the sum or the mean of the losses that count."""
    counted = [t for t in range(e.length) if e.counts[t]]
    mean = e.over == "mean" and len(counted) > 1
    terms: list[Matrix | Sign] = []
    for t in counted:
        terms += [Sign("+"), Matrix(np.array(f.losses[t]))]
    share = f"1/{len(counted)} (" if mean else ""
    parts = (Sign(f"= {share}".strip()), *terms[1:], Sign(") =" if mean else "="), Matrix(np.array(f.loss)))
    names = [lowered(t + 1) for t in counted]
    latex = " + ".join(rf"\ell_{{{t + 1}}}" for t in counted)
    text = " + ".join(f"ℓ{name}" for name in names)
    return Line(
        key="loss/L", latex=rf"L = \frac{{1}}{{{len(counted)}}} ({latex})" if mean else f"L = {latex}",
        text=f"L = {share}{text}{')' if mean else ''}", parts=parts, result=np.array(f.loss),
        residual=c.of_loss(f.loss),
        entry=lambda i, j, places: (
            f"L = {share}{' + '.join(written(float(f.losses[t]), places) for t in counted)}{')' if mean else ''}"
            f" = {written(f.loss, places)}"
        ),
    )  # fmt: skip
