"""A history's columns as the bytes of one member, and back: a column a figure, a row an update, in order."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy as np

from rnnviz.errors import BadInput
from rnnviz.session.tensors import Buffer, from_bytes, to_bytes
from rnnviz.trace import Array


def of_columns(columns: Mapping[str, Array]) -> Sequence[Buffer]:
    """Return columns as one member, in pieces."""
    return to_bytes(columns, {"order": json.dumps(list(columns))})


def to_columns(place: str, data: bytes) -> dict[str, Array]:
    """Return the columns of a member.

    Parameters
    ----------
    place : str
        What sentences call the member.
    data : bytes

    Raises
    ------
    BadInput
        It is damaged; the sentence says where.
    """
    columns, words = from_bytes(place, data)
    lengths = {array.shape for array in columns.values()}
    if len(lengths) > 1 or any(array.ndim != 1 or array.dtype != np.float64 for array in columns.values()):
        raise BadInput("{file} is damaged: its columns differ in length or type", file=place)
    try:
        return {str(name): columns[name] for name in json.loads(words["order"])}
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BadInput("{file} is damaged: it does not say the order of its columns", file=place) from None
