"""The lines of a computation as text and as LaTeX, to be pasted elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from rnnviz.worked.figures import decimals, latex, written
from rnnviz.worked.line import Line, Matrix, Sign


def as_text(found: Sequence[Line], places: int) -> str:
    """Return a line of text for each line, matrices as [a b; c d]."""
    return "\n".join(" ".join([line.text, *(_text(part, places) for part in line.shown)]) for line in found)


def as_latex(found: Sequence[Line], places: int) -> str:
    r"""Return the lines as a LaTeX ``align*``; amsmath is needed."""
    rows = []
    for line in found:
        left, equals, right = line.latex.partition(" = ")
        formula = f"{left} &= {right}" if equals else f"{line.latex} &"
        rows.append(f"{formula} {' '.join(_latex(part, places) for part in line.shown)}".strip())
    body = " \\\\\n".join(rows)
    return f"\\begin{{align*}}\n{body}\n\\end{{align*}}\n"


def _text(part: Matrix | Sign, places: int) -> str:
    if isinstance(part, Sign):
        return part.text
    grid, count = part.grid, decimals(part.values, places)
    if grid.shape == (1, 1):
        text = written(float(grid[0, 0]), count)
        return f"({text})" if part.enclosed else text
    rows = (" ".join(written(float(value), count) for value in row) for row in grid)
    return f"[{'; '.join(rows)}]"


_SIGNS = {
    "⊙": r"\odot", "·": r"\cdot", "−": "-", "≈": r"\approx", "‖²": r"\|^2", "‖": r"\|", "σ": r"\sigma",
    "softmax": r"\mathrm{softmax}", "tanh": r"\tanh", "ReLU": r"\mathrm{ReLU}", "ln": r"\ln", "½": r"\tfrac{1}{2}",
    ";": r",\quad",
}  # fmt: skip


def _latex(part: Matrix | Sign, places: int) -> str:
    if isinstance(part, Sign):
        text = part.text
        for plain, set_as in _SIGNS.items():
            text = text.replace(plain, f" {set_as} ")
        return " ".join(text.split())
    grid, count = part.grid, decimals(part.values, places)
    if grid.shape == (1, 1):
        text = latex(float(grid[0, 0]), count)
        return f"({text})" if part.enclosed else text
    rows = (" & ".join(latex(float(value), count) for value in row) for row in grid)
    body = r" \\ ".join(rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"
