"""The computation as lines: the formula, the same with its numbers, what comes out, and how far a second route is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from rnnviz.worked.differences import Checked, differences
from rnnviz.worked.example import Example, Floats
from rnnviz.worked.figures import factor, lowered, written
from rnnviz.worked.passes import Backward, Forward, backward, descended, forward

EXACT = 1e-12
"""How far a line may be from the same sums made in another order, relative to its largest number or 1."""
BY_DIFFERENCES = 1e-6
"""How far a derivative may be from the differences of the loss."""
MOST_TERMS = 4
"""Matrices that are written side by side in a sum; of more, the lines above are the terms."""
LARGE = 20.0
"""Outputs above this are lowered by the highest one before exp is taken."""
PRIMES = {
    "tanh": (r"(1 - h_{t}^{2})", "(1 − h²)"), "sigmoid": (r"h_{t} \odot (1 - h_{t})", "h ⊙ (1 − h)"),
    "relu": (r"[a_{t} > 0]", "[a > 0]"), "identity": (r"1", "1"),
}  # fmt: skip
"""φ′ as it is written, in LaTeX and in plain characters; the course's last term of δ."""
NAMES = {"tanh": r"\tanh", "sigmoid": r"\sigma", "relu": r"\mathrm{ReLU}", "identity": ""}
PLAIN_NAMES = {"tanh": "tanh", "sigmoid": "σ", "relu": "ReLU", "identity": ""}
Entry = Callable[[int, int, int], str]
"""(row, column, decimals) to the sum that one number of the result is."""


@dataclass(frozen=True, eq=False)
class Matrix:
    """Numbers in brackets: a matrix (R, C), a column (R,), a row where ``across``, a lone number ().

    Attributes
    ----------
    of : str
        The field that the numbers were typed in; "" for computed ones.
    enclosed : bool
        A lone number that stands in round brackets: it is below zero, after another sign.
    """

    values: Floats
    of: str = ""
    across: bool = False
    enclosed: bool = False

    @property
    def lone(self) -> bool:
        """Whether it is one number, which needs no brackets of a matrix."""
        return np.size(self.values) == 1

    @property
    def grid(self) -> Floats:
        """The numbers as rows and columns."""
        values = np.asarray(self.values, np.float64)
        if values.ndim == 0:
            return values.reshape(1, 1)
        if values.ndim == 1:
            return values.reshape(1, -1) if self.across else values.reshape(-1, 1)
        return values


@dataclass(frozen=True)
class Sign:
    """What stands between the numbers: =, +, tanh."""

    text: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Line:
    """One line of the computation.

    Attributes
    ----------
    key : str
        ``forward/1/a``; what is before the last stroke is its section.
    latex, text : str
        The formula, in LaTeX and in plain characters.
    parts : tuple of Matrix or Sign
        The formula's right side in numbers, the result last.
    result : array
    uses : frozenset of str
        The fields whose numbers stand in it.
    residual, tolerance : float or None
        How far a second route is from the result, and how far it may be; None where there is none.
    entry : callable
        Spells one number of the result out.
    """

    key: str
    latex: str
    text: str
    parts: tuple[Matrix | Sign, ...]
    result: Floats
    uses: frozenset[str] = field(default_factory=frozenset)
    residual: float | None = None
    tolerance: float = EXACT
    entry: Entry = lambda i, j, places: ""

    @property
    def shown(self) -> tuple[Matrix | Sign, ...]:
        """The parts as they are written: a dot beside a lone factor, brackets around a lone number below zero."""
        found: list[Matrix | Sign] = []
        for part in self.parts:
            before = found[-1] if found else None
            if isinstance(part, Matrix) and isinstance(before, Matrix) and (part.lone or before.lone):
                before = Sign("·")
                found.append(before)
            after_sign = isinstance(before, Sign) and not before.text.endswith(("=", "(", "‖"))
            if isinstance(part, Matrix) and part.lone and after_sign and float(np.ravel(part.values)[0]) < 0:
                part = replace(part, enclosed=True)
            found.append(part)
        return tuple(found)

    @property
    def section(self) -> str:
        """The lines that belong together."""
        return self.key.rpartition("/")[0]

    @property
    def agrees(self) -> bool | None:
        """Whether the second route agrees; None where there is none."""
        return None if self.residual is None else self.residual <= self.tolerance


def lines(example: Example, rate: float | None = None) -> list[Line]:
    """Return the whole computation: forward, loss, backward, the gradients as sums, and one step of descent.

    Parameters
    ----------
    rate : float or None
        η of the step; None leaves it out.
    """
    ahead = forward(example)
    back = backward(example, ahead)
    checked = differences(example)
    found = [line for t in range(example.length) for line in _forward(example, ahead, checked, t)]
    found.append(_whole_loss(example, ahead, checked))
    found += [line for t in reversed(range(example.length)) for line in _backward(example, ahead, back, checked, t)]
    found += _gradients(example, ahead, back, checked)
    if rate is not None:
        found += _descent(example, ahead, back, rate)
    return found


def _apart(one: Floats | float, other: Floats | float) -> float:
    """Return how far two results are apart, relative to the largest number, or to 1."""
    a, b = np.asarray(one, np.float64), np.asarray(other, np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        size = max(1.0, float(np.abs(a).max(initial=0.0)))
        apart = float(np.abs(a - b).max(initial=0.0)) / size
    return apart if np.isfinite(apart) else np.inf


def _product(matrix: Floats, vector: Floats, i: int, places: int) -> str:
    return " + ".join(
        f"{factor(float(m), places)}·{factor(float(v), places)}" for m, v in zip(matrix[i], vector, strict=True)
    )


def _is(value: Floats, i: int, places: int) -> str:
    return f" = {written(float(value[i]), places)}"


def _forward(e: Example, f: Forward, c: Checked, t: int) -> Iterator[Line]:
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
        residual=_apart(f.a[t], c.states["a"][t]),
        entry=lambda i, j, places: (
            f"a{now}[{i + 1}] = {_product(e.U, e.x[t], i, places)} + {_product(e.W, f.h[t], i, places)}"
            f" + {factor(float(e.b[i]), places)}{_is(f.a[t], i, places)}"
        ),
    )  # fmt: skip
    name, plain = NAMES[e.activation], PLAIN_NAMES[e.activation]
    yield Line(
        key=f"{at}/h", latex=rf"h_{{{n}}} = {name}(a_{{{n}}})" if name else rf"h_{{{n}}} = a_{{{n}}}",
        text=f"h{now} = {plain}(a{now})" if plain else f"h{now} = a{now}",
        parts=(Sign(f"= {plain}".strip()), Matrix(f.a[t]), Sign("="), Matrix(f.h[n])) if plain
        else (Sign("="), Matrix(f.h[n])),
        result=f.h[n], residual=_apart(f.h[n], c.states["h"][t]),
        entry=lambda i, j, places: (
            f"h{now}[{i + 1}] = {plain}({written(float(f.a[t][i]), places)}){_is(f.h[n], i, places)}"
        ),
    )  # fmt: skip
    yield Line(
        key=f"{at}/o", latex=rf"o_{{{n}}} = V h_{{{n}}} + c", text=f"o{now} = V h{now} + c",
        parts=(Sign("="), Matrix(e.V, "V"), Matrix(f.h[n]), Sign("+"), Matrix(e.c, "c"), Sign("="), Matrix(f.o[t])),
        result=f.o[t], uses=frozenset({"V", "c"}), residual=_apart(f.o[t], c.states["o"][t]),
        entry=lambda i, j, places: (
            f"o{now}[{i + 1}] = {_product(e.V, f.h[n], i, places)} + {factor(float(e.c[i]), places)}"
            f"{_is(f.o[t], i, places)}"
        ),
    )  # fmt: skip
    if e.loss == "cross_entropy":
        yield _softmax(f, c, t, at)
    if e.counts[t]:
        yield _loss(e, f, c, t, at)


def _softmax(f: Forward, c: Checked, t: int, at: str) -> Line:
    n, now = t + 1, lowered(t + 1)
    highest = float(f.o[t].max())
    taken = highest if highest > LARGE else 0.0  # numerator and denominator by the same factor
    powers = np.exp(f.o[t] - taken)
    less = f" − {written(taken, 1)}" if taken else ""

    def entry(i: int, j: int, places: int) -> str:
        below = " + ".join(written(float(power), places) for power in powers)
        over = f"exp({written(float(f.o[t][i]), places)}{less}) / ({below})"
        return f"ŷ{now}[{i + 1}] = {over}{_is(f.answer[t], i, places)}"

    return Line(
        key=f"{at}/answer", latex=rf"\hat{{y}}_{{{n}}} = \mathrm{{softmax}}(o_{{{n}}})",
        text=f"ŷ{now} = softmax(o{now})",
        parts=(Sign("= softmax"), Matrix(f.o[t]), Sign("="), Matrix(f.answer[t])),
        result=f.answer[t], residual=_apart(f.answer[t], c.states["answer"][t]), entry=entry,
    )  # fmt: skip


def _loss(e: Example, f: Forward, c: Checked, t: int, at: str) -> Line:
    """Return the line of one step's loss ℓ_t."""
    n, now, y = t + 1, lowered(t + 1), e.y[t]
    loss, residual = np.array(f.losses[t]), _apart(f.losses[t], c.states["losses"][t])
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


def _whole_loss(e: Example, f: Forward, c: Checked) -> Line:
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
        residual=_apart(f.loss, c.loss),
        entry=lambda i, j, places: (
            f"L = {share}{' + '.join(written(float(f.losses[t]), places) for t in counted)}{')' if mean else ''}"
            f" = {written(f.loss, places)}"
        ),
    )  # fmt: skip


def _backward(e: Example, f: Forward, b: Backward, c: Checked, t: int) -> Iterator[Line]:
    """Yield the lines of one step of the backward pass."""
    n, now, after = t + 1, lowered(t + 1), lowered(t + 2)
    at, last = f"backward/{n}", t == e.length - 1
    derivative = r"\frac{\partial L}{\partial %s_{%d}}"
    kinked = c.kinked
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
            result=b.o[t], uses=frozenset({"y"}), residual=None if kinked else _apart(b.o[t], c.of["o"][t]),
            tolerance=BY_DIFFERENCES,
            entry=lambda i, j, places: (
                f"∂L/∂o{now}[{i + 1}] = {factor_here}({written(float(f.answer[t][i]), places)} − "
                f"{factor(float(e.y[t][i]), places)}){_is(b.o[t], i, places)}"
            ),
        )  # fmt: skip
    else:
        yield Line(
            key=f"{at}/o", latex=rf"{derivative % ('o', n)} = 0", text=f"∂L/∂o{now} = 0",
            parts=(Sign("="), Matrix(b.o[t])), result=b.o[t],
            residual=None if kinked else _apart(b.o[t], c.of["o"][t]), tolerance=BY_DIFFERENCES,
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
        uses=frozenset({"V"} if last else {"V", "W"}), residual=None if kinked else _apart(b.h[t], c.of["h"][t]),
        tolerance=BY_DIFFERENCES,
        entry=lambda i, j, places: (
            f"∂L/∂h{now}[{i + 1}] = {_product(e.V.T, b.o[t], i, places)}"
            + ("" if last else f" + {_product(e.W.T, later, i, places)}") + _is(b.h[t], i, places)
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
        residual=None if kinked else _apart(b.delta[t], c.of["a"][t]), tolerance=BY_DIFFERENCES,
        entry=lambda i, j, places: (
            f"δ{now}[{i + 1}] = {factor(float(b.h[t][i]), places)} · {factor(float(b.slope[t][i]), places)}"
            f"{_is(b.delta[t], i, places)}"
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


def _gradients(e: Example, f: Forward, b: Backward, c: Checked) -> Iterator[Line]:
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


def _sum_lines(s: _Sum, whole: Floats, length: int, c: Checked) -> Iterator[Line]:
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
        residual=None if c.kinked else _apart(whole, c.of[s.weight]), tolerance=BY_DIFFERENCES, entry=entry,
    )  # fmt: skip


def _descent(e: Example, f: Forward, b: Backward, rate: float) -> Iterator[Line]:
    """Yield the weights after one step down the gradient, and the loss there."""
    moved = descended(e, b.gradients, rate)
    for name in ("V", "c", "W", "U", "b"):
        old, new, slope = getattr(e, name), getattr(moved, name), b.gradients[name]
        yield Line(
            key=f"descent/{name}", latex=rf"{name} \leftarrow {name} - \eta \frac{{\partial L}}{{\partial {name}}}",
            text=f"{name} ← {name} − η ∂L/∂{name}",
            parts=(
                Sign("="), Matrix(old, name), Sign("−"), Matrix(np.array(rate), "rate"), Matrix(slope), Sign("="),
                Matrix(new),
            ),
            result=new, uses=frozenset({name, "rate"}),
            entry=lambda i, j, places, name=name, old=old, new=new, slope=slope: (  # type: ignore[misc]
                f"{name}[{i + 1}{f', {j + 1}' if old.ndim == 2 else ''}] = "
                f"{written(float(np.atleast_2d(old.T).T[i, j]), places)} − {rate:g} · "
                f"{factor(float(np.atleast_2d(slope.T).T[i, j]), places)} = "
                f"{written(float(np.atleast_2d(new.T).T[i, j]), places)}"
            ),
        )  # fmt: skip
    after = forward(moved).loss
    squares = sum(float((slope**2).sum()) for slope in b.gradients.values())
    yield Line(
        key="descent/L", latex=r"L_{\mathrm{new}} \approx L - \eta \| \nabla L \|^2",
        text="L after the step ≈ L − η ‖∇L‖²",
        parts=(
            Sign("≈"), Matrix(np.array(f.loss)), Sign("−"), Matrix(np.array(rate), "rate"), Sign("·"),
            Matrix(np.array(squares)), Sign("="), Matrix(np.array(f.loss - rate * squares)), Sign(";  L ="),
            Matrix(np.array(after)),
        ),
        result=np.array(after), uses=frozenset({"rate"}),
        entry=lambda i, j, places: (
            f"L: {written(f.loss, places)} → {written(after, places)} ({written(after - f.loss, places)})"
        ),
    )  # fmt: skip
