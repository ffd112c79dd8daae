"""How large a vector is: as a number, and as the width of a wire."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.views.diagram.drawing import DECADES, THICK, THIN
from rnnviz.views.words.figures import number

Array = npt.NDArray[Any]


def norm(values: Array) -> float:
    """Return ‖v‖, right where its squares would leave float's range; NaN where a value is not finite."""
    wide = np.abs(np.asarray(values, np.float64))
    top = float(wide.max(initial=0.0))
    if not math.isfinite(top):
        return math.nan
    return top * float(np.sqrt(((wide / top) ** 2).sum())) if top else 0.0


def rms(values: Array) -> float:
    """Return the root of the mean square: one unit's size, whatever their number."""
    return norm(values) / math.sqrt(max(len(values), 1))


def figures(value: float | None) -> tuple[str, ...]:
    """Return a number in ever fewer digits; none that would read as zero or lose more than a tenth."""
    if value is None:
        return ("…",)
    if not math.isfinite(value) or (value and not 1e-3 <= abs(value) < 1000):
        return tuple(dict.fromkeys(number(value, digits) for digits in (3, 2, 1)))
    fewer = (3, 2, 1) if abs(value) >= 0.5 or not value else (3, 2) if abs(value) >= 0.05 else (3,)
    return tuple(dict.fromkeys(f"{value:.{digits}f}".replace("-", "−") for digits in fewer))


def shorter(word: str) -> tuple[str, ...]:
    """Return a word, and after it, where it is a number, the same in ever fewer digits that lose no tenth of it."""
    try:
        value = float(word.replace("−", "-"))
    except ValueError:
        return (word,)
    if not math.isfinite(value):
        return (word,)
    fewer = tuple(f"{value:.{digits}f}".replace("-", "−") for digits in (3, 2, 1, 0))
    near = [text for text in fewer if abs(float(text.replace("−", "-")) - value) <= 0.1 * abs(value)]
    known = [text for text in near if len(text) < len(word)]
    return tuple(dict.fromkeys((word, *known)))


def value_width(size: float | None) -> float:
    """Return the width of a wire that carries a value of a size, 1 and more being the most."""
    if size is None or not math.isfinite(size):
        return THIN
    return THIN + (THICK - THIN) * min(abs(size), 1.0)


def gradient_width(size: float | None, largest: float) -> float:
    """Return the width of a wire that carries a gradient, by powers of ten below the largest one."""
    if size is None or not size or not math.isfinite(size) or not largest or not math.isfinite(largest):
        return THIN
    below = math.log10(abs(size)) - math.log10(largest)
    return THIN + (THICK - THIN) * min(max(1 + below / DECADES, 0.0), 1.0)
