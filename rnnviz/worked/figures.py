"""Numbers of a worked example as words: all of one array to the same decimals, none more than asked for."""

from __future__ import annotations

import math

import numpy as np

from rnnviz.worked.example import Floats

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def lowered(index: int) -> str:
    """Return an index: ₁₂."""
    return str(index).translate(_LOWERED)


def decimals(values: Floats, most: int) -> int:
    """Return the decimals that write every number exactly, at most so many."""
    flat = np.ravel(values)
    finite = flat[np.isfinite(flat)]
    if np.abs(finite - np.round(finite, most - 1)).max(initial=0.0) >= 1e-12:
        return most  # as of nearly all that is computed
    for count in range(most):
        if np.abs(finite - np.round(finite, count)).max(initial=0.0) < 1e-12:
            return count
    return most


def written(value: float, places: int) -> str:
    """Return a number to so many decimals; what they would make zero or endless as a power of ten."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value and (abs(value) < 0.5 * 10.0**-places or abs(value) >= 1e6):
        exponent = math.floor(math.log10(abs(value)))
        mantissa = f"{abs(value) / 10.0**exponent:.1f}"
        if mantissa == "10.0":
            mantissa, exponent = "1.0", exponent + 1
        text = f"{mantissa}·10{str(exponent).translate(_RAISED)}"
    else:
        text = f"{abs(value):.{places}f}"
    return f"−{text}" if value < 0 and text.strip("0.") else text


def brief(value: float, places: int) -> str:
    """Return a number with no more decimals than it has."""
    return written(value, decimals(np.array(value), places))


def factor(value: float, places: int) -> str:
    """Return a number as it stands in a product: as brief as it is, in brackets where it is below zero."""
    text = brief(value, places)
    return f"({text})" if text.startswith("−") else text


def latex(value: float, places: int) -> str:
    """Return a number for LaTeX."""
    text = written(value, places)
    if "·" in text:
        mantissa, _, power = text.partition("·10")
        exponent = power.translate({ord(up): low for low, up in zip("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True)})
        text = rf"{mantissa} \cdot 10^{{{exponent}}}"
    names = {"NaN": r"\mathrm{NaN}", "∞": r"\infty", "−∞": r"-\infty"}
    return names.get(text, text.replace("−", "-"))
