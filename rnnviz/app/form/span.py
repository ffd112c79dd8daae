"""Where a number lies on its slider, and what a place on the slider means."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rnnviz.errors import BadInput
from rnnviz.settings import FieldInfo

Number = int | float

_ZERO = 0.04
"""Share of a logarithmic slider at its left end that means exactly 0, where 0 is allowed."""
_REACH = 1000.0
"""How many times smaller and larger than its default a number is usefully made on a logarithmic slider."""
_EVEN = 10_000
"""Whole numbers of a wider range are out of the reach of an even slider."""
_UNREACHABLE = 1e15
"""A wider range means nothing on any slider (a seed)."""
_STEPS = 200
"""Steps along an even slider."""
_STEP = 0.05
"""Decades of one step along a logarithmic one."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """The useful part of a field's range.

    Attributes
    ----------
    low, high : float
        Ends of the slider (the end above zero where ``zero``).
    least, most : float
        Ends of what is allowed.
    log, whole : bool
        Logarithmic rather than even; whole numbers alone.
    zero : bool
        The left end of a logarithmic slider is exactly 0.
    """

    low: float
    high: float
    least: float
    most: float
    log: bool
    whole: bool
    zero: bool

    @classmethod
    def of(cls, info: FieldInfo, home: Number | None = None) -> Span | None:
        """Return the span of a field, wide enough for ``home``; None where a slider means nothing."""
        if info.low is None or info.high is None or info.high - info.low > _UNREACHABLE:
            return None
        whole = info.kind == "int"
        log = info.low >= 0 and (info.scale == "log" or (whole and info.high - info.low > _EVEN))
        low, high = info.low, info.high
        if log:
            middle = float(info.default) or 1.0
            low = max(low, 1.0 if whole else 0.0, middle / _REACH)
            high = min(high, middle * _REACH)
            if home:
                low, high = min(low, float(home)), max(high, float(home))
        return cls(
            low=low, high=high, least=info.low, most=info.high, log=log, whole=whole, zero=log and info.low == 0.0
        )

    def fraction(self, value: Number) -> float:
        """Return the place of a value, 0 to 1; values beyond an end are at it."""
        if not self.log:
            place = (value - self.low) / (self.high - self.low)
        elif value <= 0:
            return 0.0
        else:
            place = math.log(value / self.low) / math.log(self.high / self.low)
            if self.zero:
                return _ZERO + (1 - _ZERO) * min(max(place, 0.0), 1.0)
        return min(max(place, 0.0), 1.0)

    def value(self, fraction: float, fine: bool = False) -> Number:
        """Return the value at a place, rounded to what a person would write (ten times finer where ``fine``)."""
        if not self.log:
            return self._even(self.low + fraction * (self.high - self.low), fine)
        if self.zero:
            if fraction < _ZERO / 2:
                return 0 if self.whole else 0.0
            fraction = max(0.0, (fraction - _ZERO) / (1 - _ZERO))
        return self._rounded(self.low * (self.high / self.low) ** fraction, fine)

    def stepped(self, value: Number, count: int, fine: bool = False) -> Number:
        """Return the value some steps further, within what is allowed."""
        if not self.log:
            moved = self._even(value + count * self._grain(fine), fine)
        elif value <= 0:
            moved = self._rounded(self.low, fine) if count > 0 else value
        else:
            moved = self._rounded(value * 10 ** (count * (_STEP / 10 if fine else _STEP)), fine)
            if self.zero and count < 0 and moved < self.low:
                moved = 0 if self.whole else 0.0
        if self.whole and moved == value and count:
            moved = value + (1 if count > 0 else -1)
        moved = min(max(moved, self.least), self.most)
        return int(moved) if self.whole else moved

    def _rounded(self, value: float, fine: bool) -> Number:
        near = min(max(float(f"{value:.{2 if fine else 1}e}"), self.least), self.most)
        return max(1, round(near)) if self.whole else near

    def _grain(self, fine: bool) -> float:
        rough = (self.high - self.low) / _STEPS
        unit = 10.0 ** math.floor(math.log10(rough))
        grain = next(unit * nice for nice in (1, 2, 5, 10) if unit * nice >= rough * 0.999)
        if self.whole:
            return max(1.0, grain / 10 if fine else grain)
        return grain / 10 if fine else grain

    def _even(self, value: float, fine: bool) -> Number:
        grain = self._grain(fine)
        near = min(max(round(value / grain) * grain, self.least), self.most)
        return round(near) if self.whole else float(f"{near:.10g}")


def read(info: FieldInfo, text: str) -> Number:
    """Return the number that was typed.

    Raises
    ------
    BadInput
        No number, not a whole one where one is needed, or out of range.
    """
    plain = text.strip().replace("\u2212", "-").replace(",", ".")
    whole = info.kind == "int"
    value: Number
    try:
        value = int(plain) if whole and plain.lstrip("+-").isdecimal() else float(plain)
    except ValueError:
        raise _wrong(info, "a whole number" if whole else "a number", text) from None
    if not math.isfinite(value):
        raise _wrong(info, "a finite number", text)
    if whole:
        if value != int(value):
            raise _wrong(info, "a whole number", text)
        value = int(value)
    if info.low is not None and info.high is not None and not info.low <= value <= info.high:
        raise BadInput(
            "{field} must be between {low} and {high}, got {value}",
            field=info.label, low=f"{info.low:g}", high=f"{info.high:g}", value=text.strip(),
        )
    return value


def _wrong(info: FieldInfo, wanted: str, text: str) -> BadInput:
    return BadInput("{field} must be {wanted}, got {value}", field=info.label, wanted=wanted, value=f'"{text.strip()}"')
