"""One step of descent as lines: the weights after it, and the loss there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rnnviz.worked.example import Example
from rnnviz.worked.figures import factor, written
from rnnviz.worked.line import BY_DIFFERENCES, Line, Matrix, Sign
from rnnviz.worked.passes import Backward, Forward, descended, forward
from rnnviz.worked.second_route import SecondRoute


def descent_lines(e: Example, f: Forward, b: Backward, c: SecondRoute, rate: float) -> Iterator[Line]:
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
            residual=c.of_descended(new, old, name, rate), tolerance=BY_DIFFERENCES,
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
        result=np.array(after), uses=frozenset({"rate"}), residual=c.of_loss_at(after, moved),
        entry=lambda i, j, places: (
            f"L: {written(f.loss, places)} → {written(after, places)} ({written(after - f.loss, places)})"
        ),
    )  # fmt: skip
