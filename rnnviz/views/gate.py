"""The two gates: every array passes one on its way into a plot, every foreign text the other."""

from __future__ import annotations

import html
import re
from typing import Any

import numpy as np
import numpy.typing as npt

LONGEST_WORD = 16
"""Letters that stay on one line."""
LARGEST = 1e150
"""Beyond this, ranges of a plot overflow when they are multiplied."""


def curve(values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return one-dimensional float64 values that a plot can take; ±inf and what is too large become NaN or clipped.

    Raises
    ------
    TypeError
        Not numbers, or not one-dimensional.
    """
    found = np.asarray(values)
    if found.dtype.kind not in "fiub" or found.ndim != 1:
        raise TypeError(f"a curve needs one-dimensional numbers, got {found.dtype} of shape {found.shape}")
    wide = found.astype(np.float64)
    wide[~np.isfinite(wide)] = np.nan
    return np.clip(wide, -LARGEST, LARGEST)


def image(values: npt.ArrayLike) -> npt.NDArray[np.float32]:
    """Return two-dimensional float32 values for an image, at least one by one; non-finite ones become 0.

    Raises
    ------
    TypeError
        Not numbers, or not two-dimensional, or empty.
    """
    found: npt.NDArray[Any] = np.asarray(values)
    if found.dtype.kind not in "fiub" or found.ndim != 2 or found.size == 0:
        raise TypeError(f"an image needs two-dimensional numbers, got {found.dtype} of shape {found.shape}")
    with np.errstate(over="ignore"):
        narrow = found.astype(np.float32)
    return np.nan_to_num(narrow, nan=0.0, posinf=3e38, neginf=-3e38)


_NUMBER = re.compile(r"-?\d*\.?\d+(e[-+]?\d+)?")
_SHOWN = {"\n": "↵", "\t": "⇥", " ": "·", "\r": "␍"}


def visible(token: str) -> str:
    """Return a token as it is drawn: spaces and line ends as signs, other control characters as escapes.

    A negative number has a true minus sign, also among others (an input of several columns).
    """
    parts = token.split(" ")
    if "-" in token and all(map(_NUMBER.fullmatch, parts)):
        token = token.replace("-", "−")
    return "".join(_SHOWN.get(c) or (c if c.isprintable() else f"U+{ord(c):04X}") for c in token)


def breakable(text: str) -> str:
    """Return text whose long words may end a line anywhere (after a zero-width space), where they would be cut off."""
    return " ".join("\u200b".join(word) if len(word) > LONGEST_WORD else word for word in text.split(" "))


def plain(text: str) -> str:
    """Return text for a place that would read HTML (plot titles, tooltips): nothing in it is markup.

    A tooltip reads HTML only where it finds a tag, and would show an ampersand's escape as it is: hence the tags.
    """
    escaped = html.escape(text, quote=False)
    return text if escaped == text else f"<span>{escaped.replace(chr(10), '<br>')}</span>"
