"""What the equations view has written."""

from __future__ import annotations

from rnnviz.views.equations.dock import Equations


def numbers(dock: Equations) -> list[str]:
    """Return the filled lines of the cell's equations: f = σ(+0.869) = 0.705."""
    found = ("".join(span.text for span in line.numbers) for line in dock.sheet.lines if line.latex)
    return list(found)
