"""One weight that a person has changed, as it stands in the log of changes: ``weights.layer0.weight_hh_l0[3,5]``.

The field says where, the value what. It acts before the update that follows, as every change does: the weights
after ``update`` updates have it, and they are learnt on from there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from rnnviz.errors import BadInput

_BEGIN = "weights."
_FORM = re.compile(r"weights\.([A-Za-z0-9_.]{1,200})\[(\d{1,9}(?:,\d{1,9}){0,3})\]")


class Entry(NamedTuple):
    """One entry of a parameter as `weights.safetensors` names it."""

    parameter: str
    place: tuple[int, ...]


def is_weight(field: str) -> bool:
    """Tell whether a field of the log is a weight, and none of the experiment."""
    return field.startswith(_BEGIN)


def field_of(parameter: str, index: Iterable[int]) -> str:
    """Return the field of an entry."""
    return f"{_BEGIN}{parameter}[{','.join(map(str, index))}]"


def entry(field: str, value: object) -> Entry:
    """Return the entry that a field of the log means.

    Raises
    ------
    BadInput
        The field is not written as it should be, or the value is no finite number.
    """
    found = _FORM.fullmatch(field)
    if found is None:
        raise BadInput(
            "change.field {field} is not a weight: it is written weights.layer0.weight_hh_l0[3,5]", field=field
        )
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadInput("{field} must be {wanted}, got {value}", field=field, wanted="a finite number", value=value)
    return Entry(found[1], tuple(map(int, found[2].split(","))))
