"""Arrays as the bytes of one member, and back: in the layout of safetensors, so that others can read them too.

Text, which that layout lacks, stands in its metadata as JSON.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

import numpy as np

from rnnviz.errors import BadInput
from rnnviz.trace import Array
from rnnviz.weights.file import table

Buffer = bytes | memoryview
DTYPES = {
    "BOOL": "|b1", "U8": "|u1", "I8": "|i1", "U16": "<u2", "I16": "<i2", "U32": "<u4", "I32": "<i4",
    "U64": "<u8", "I64": "<i8", "F16": "<f2", "F32": "<f4", "F64": "<f8",
}  # fmt: skip
"""Types of the layout, as numpy reads them."""
TEXT = "text/"
"""Before the name of an array of text, in the metadata."""
_NAMES = {dtype: name for name, dtype in DTYPES.items()}
_ALIGNMENT = 8


def to_bytes(arrays: Mapping[str, Array], metadata: Mapping[str, str] | None = None) -> list[Buffer]:
    """Return arrays as one member, in pieces that view them without a copy.

    Raises
    ------
    TypeError
        An array that is neither numbers nor text.
    """
    words = dict(metadata or {})
    numbers: dict[str, Array] = {}
    for name, given in arrays.items():
        array = np.asarray(given)
        if array.dtype.kind == "U":
            words[TEXT + name] = json.dumps({"shape": array.shape, "values": array.ravel().tolist()})
        else:
            dtype = array.dtype.newbyteorder("<")
            if dtype.str not in _NAMES:
                raise TypeError(f"array {name} of dtype {array.dtype} cannot be kept: numbers and text can")
            numbers[name] = np.ascontiguousarray(array, dtype).reshape(array.shape)
    header: dict[str, object] = {"__metadata__": words} if words else {}
    end, pieces = 0, []
    for name in sorted(numbers, key=lambda name: (-numbers[name].itemsize, name)):  # each on a multiple of its size
        array = numbers[name]
        dtype = array.dtype.newbyteorder("<")
        header[name] = {
            "dtype": _NAMES[dtype.str], "shape": list(array.shape), "data_offsets": [end, end + array.nbytes]
        }
        end += array.nbytes
        pieces.append(array.reshape(-1).view(np.uint8).data)
    text = json.dumps(header, separators=(",", ":")).encode("ascii")
    text += b" " * (-len(text) % _ALIGNMENT)
    return [len(text).to_bytes(8, "little") + text, *pieces]


def from_bytes(place: str, data: bytes) -> tuple[dict[str, Array], dict[str, str]]:
    """Return the arrays of a member, read-only views of its bytes, and its metadata.

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
    length = int.from_bytes(data[:8], "little")
    if len(data) < 8 or length > len(data) - 8:
        raise BadInput("{file} is damaged: it is shorter than it says", file=place)
    tensors, metadata = table(place, data[8 : 8 + length], 8 + length, len(data))
    arrays: dict[str, Array] = {}
    for name, info in tensors.items():
        if info.dtype not in DTYPES:
            raise BadInput("{file} is damaged: {key} has the type {type}", file=place, key=name, type=info.dtype)
        arrays[name] = np.frombuffer(data, DTYPES[info.dtype], math.prod(info.shape), info.start).reshape(info.shape)
    for name in [name for name in metadata if name.startswith(TEXT)]:
        arrays[name.removeprefix(TEXT)] = _text(place, name, metadata.pop(name))
    return arrays, metadata


def _text(place: str, name: str, words: str) -> Array:
    try:
        said = json.loads(words)
        values = [each for each in said["values"] if isinstance(each, str)]
        found = np.array(values, dtype="U") if values else np.zeros(0, "U1")
        found = found.reshape([int(side) for side in said["shape"]])
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        raise BadInput("{file} is damaged: the text {key} cannot be read", file=place, key=name) from None
    found.setflags(write=False)
    return found
