"""Numbers as words: a true minus sign, superscripts, no more digits than can be read."""

from __future__ import annotations

import math

import numpy as np

from rnnviz.views.words.language import tr
from rnnviz.views.words.powers import raised

_LOWERED = str.maketrans("-0123456789", "₋₀₁₂₃₄₅₆₇₈₉")


def lowered(number: int) -> str:
    """Return an index: ₁₂."""
    return str(number).translate(_LOWERED)


def number(value: float, digits: int = 3) -> str:
    """Return a number with so many digits: 0.0312, −1.2, 3.1·10⁻⁷, NaN, ∞."""
    value = float(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value and not 1e-4 <= abs(value) < 1e6:
        return ("−" if value < 0 else "") + power(math.log10(abs(value)), max(digits - 1, 1))
    return f"{value:.{digits}g}".replace("-", "−") if abs(value) < 1000 else f"{value:.0f}".replace("-", "−")


def signed(value: float) -> str:
    """Return a number with its sign and two decimals: +0.43, −1.20."""
    value = float(value)
    if not math.isfinite(value) or abs(value) >= 100:
        return number(value)
    return f"{value:+.2f}".replace("-", "−")


def power(log10: float, digits: int = 2) -> str:
    """Return 10 to a power that float may not hold: 0.031, 3.1·10⁻⁴⁰⁰, 0 for −inf, "not finite" for NaN.

    To one digit, a power itself is written alone: 10⁻⁶.
    """
    log10 = float(log10)
    if np.isneginf(log10):
        return "0"
    if not math.isfinite(log10):
        return tr("not finite")
    if -3 <= log10 < 3:
        text = f"{10**log10:.{digits}g}"
        return text if "e" not in text else f"{10**log10:.0f}"
    exponent = math.floor(log10)
    mantissa = f"{10 ** (log10 - exponent):.{digits - 1}f}"
    if mantissa.startswith("10"):
        mantissa, exponent = f"{1:.{digits - 1}f}", exponent + 1
    return f"10{raised(exponent)}" if mantissa == "1" else f"{mantissa}·10{raised(exponent)}"
