"""Examples to begin with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnnviz.worked.example import Floats
from rnnviz.worked.figures import decimals
from rnnviz.worked.typed import Typed


@dataclass(frozen=True)
class Listed:
    """An example that comes with the program."""

    key: str
    typed: Typed


HELLO = Typed(
    texts={
        "U": "0.3 -0.2 0.1 0.4\n-0.1 0.5 0.2 -0.3\n0.2 0.1 -0.4 0.3",
        "W": "0.5 -0.1 0.2\n0.1 0.4 -0.3\n-0.2 0.3 0.5",
        "V": "0.4 -0.5 0.2\n-0.3 0.6 0.1\n0.2 0.3 -0.4\n0.1 -0.2 0.5",
        "b": "0.1 0 -0.1", "c": "0 0.1 0 0.1", "h0": "", "x": "h e l l", "y": "e l l o",
    },
    symbols="h e l o",
)
SCALAR = Typed(
    texts={"U": "1", "W": "0.5", "V": "1", "b": "", "c": "", "h0": "", "x": "1\n0\n0\n0\n0", "y": "-\n-\n-\n-\n1"},
    activation="identity", loss="squared",
)  # fmt: skip
SMALL = Typed(
    texts={
        "U": "0.5 -0.5\n1 0.5", "W": "0.5 0\n0.25 -0.5", "V": "1 -1", "b": "0 0", "c": "0", "h0": "0 0",
        "x": "1 0\n0 1\n1 1", "y": "1\n0\n1",
    },
    loss="squared",
)
"""Two units, three steps, squared error: what fits on a blackboard."""
EXAMPLES = (Listed("hello", HELLO), Listed("blackboard", SMALL), Listed("scalar", SCALAR))


def typed_matrix(values: Floats, most: int = 6) -> str:
    """Return numbers as a person would type them, a row a line, to so many decimals at most."""
    rows = np.atleast_2d(np.asarray(values, np.float64))
    places = decimals(rows, most)
    return "\n".join(" ".join(_plain(float(value), places) for value in row) for row in rows)


def _plain(value: float, places: int) -> str:
    text = f"{value:.{places}f}"
    return text.lstrip("-") if not text.strip("-0.") else text
