"""The rows of marks under a text: inside quotes, bracket depth, line position, indentation, word start."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rnnviz.annotations import ANNOTATIONS
from rnnviz.trace import Array
from rnnviz.views.plots.heat_map import BROKEN

STRIPS = ("quotes", "depth", "column", "indentation", "word_start")
"""The annotations that have a row under the text, from the top."""


def marked(label: Array, key: str) -> npt.NDArray[np.uint8]:
    """Return the colour index of an annotation: full where it is so, or its share of the largest."""
    most = 1 if ANNOTATIONS[key].binary else max(int(label.max(initial=1)), 1)
    if key == "column":
        most = min(most, 100)
    found: npt.NDArray[np.uint8] = np.rint(np.minimum(label / most, 1.0) * (BROKEN - 1)).astype(np.uint8)
    return found
