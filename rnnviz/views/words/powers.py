"""Powers of ten as people write them."""

from __future__ import annotations

import re

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_POWER = re.compile(r"([+-]?)(\d+(?:\.\d+)?)[eE]([+-]?\d{1,4})", re.ASCII)


def raised(number: int) -> str:
    """Return an exponent: ⁻¹²."""
    return str(number).translate(_RAISED)


def spelt(text: str) -> str:
    """Return a number that a program wrote with an exponent as people write it: 10⁶ for 1e+06; else the text itself."""
    found = _POWER.fullmatch(text)
    if found is None:
        return text
    sign, mantissa, exponent = found.groups()
    times = "" if float(mantissa) == 1 else f"{mantissa}·"
    return f"{'−' if sign == '-' else ''}{times}10{raised(int(exponent))}"
