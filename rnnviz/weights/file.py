"""A safetensors file: its header, checked before anything in it is believed, and the tensors that are asked for.

Format: 8 bytes (little-endian) with the length of a JSON header, the header, and the tensors' bytes
(https://huggingface.co/docs/safetensors, "Format"). The header alone says names, types and shapes;
the library that usually reads it needs torch for bfloat16, which the window does without.
"""

from __future__ import annotations

import functools
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.errors import BadInput
from rnnviz.regular_file import reading, stamp

LARGEST_FILE = 2 << 30
LARGEST_HEADER = 16 << 20
MOST_TENSORS = 10_000
HIGHEST_RANK = 8
LARGEST_SIDE = 1 << 31
LONGEST_NAME = 512
MOST_SYMBOLS = 50_000

BYTES = {
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E5M2": 1, "F8_E4M3": 1, "F8_E8M0": 1, "U16": 2, "I16": 2, "F16": 2, "BF16": 2,
    "U32": 4, "I32": 4, "F32": 4, "U64": 8, "I64": 8, "F64": 8, "C64": 8,
}  # fmt: skip
"""Bytes of one number, for the types of the format."""
FLOATS = {"F16": "<f2", "BF16": "<u2", "F32": "<f4", "F64": "<f8"}
"""The types that weights may have, as numpy reads them; bfloat16 is the upper half of a float32."""
VOCABULARY = ("symbols", "vocabulary")
"""Keys of the metadata under which a file may name its symbols: a JSON list of them, or an object symbol → index."""

PICKLES = (".pt", ".pth", ".bin", ".ckpt", ".pkl")
_MAGIC = (b"PK\x03\x04", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
_PIECE = 1 << 20


@dataclass(frozen=True)
class Remark:
    """Something about a person's weights that is worth saying; kept as a sentence's template and values."""

    words: BadInput
    warning: bool = False


@dataclass(frozen=True, kw_only=True)
class TensorInfo:
    """One tensor of a file: its type and shape, and where its bytes are."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    start: int
    stop: int

    def __str__(self) -> str:
        """Return shape and type as people read them: (256, 65) F32."""
        return f"{shaped(self.shape)} {self.dtype}"


@dataclass(frozen=True, kw_only=True, eq=False)
class WeightsFile:
    """What a file's header says.

    Attributes
    ----------
    path : str
    tensors : dict of str to TensorInfo
        In the order of the file.
    metadata : dict of str to str
    """

    path: str
    tensors: Mapping[str, TensorInfo]
    metadata: Mapping[str, str]

    def symbols(self) -> tuple[str, ...]:
        """Return the symbols that the metadata name, in the order of the input's numbers; () where there are none.

        Raises
        ------
        BadInput
            They are named, and are not what they should be.
        """
        key = next((key for key in VOCABULARY if key in self.metadata), "")
        return _symbols(self.path, key, self.metadata[key]) if key else ()


def shaped(shape: Iterable[object]) -> str:
    """Return a shape as Python writes it, letters included: (4H, D), (4H,)."""
    sides = [str(side) for side in shape]
    return f"({sides[0]},)" if len(sides) == 1 else f"({', '.join(sides)})"


def read(path: str) -> WeightsFile:
    """Return what a safetensors file has; its tensors are not read.

    Raises
    ------
    BadInput
        The file cannot be used; the sentence says why.
    """
    return _read(path, *_stamp(path))


def arrays(file: WeightsFile, names: Iterable[str]) -> dict[str, npt.NDArray[Any]]:
    """Return tensors of a file, of the types in `FLOATS`; the two half ones become float32, which is exact.

    Raises
    ------
    BadInput
        The file is no longer what it was.
    """
    found = {}
    with reading(file.path) as (source, _):
        for name in names:
            info = file.tensors[name]
            source.seek(info.start)
            data = source.read(info.stop - info.start)
            if len(data) != info.stop - info.start:
                raise BadInput("{file} changed while it was read: open it again", file=file.path)
            values = np.frombuffer(data, FLOATS[info.dtype]).reshape(info.shape)
            if info.dtype == "BF16":
                values = (values.astype("<u4") << 16).view("<f4")
            found[name] = values.astype(np.float64 if info.dtype == "F64" else np.float32)
    return found


def sha256(path: str) -> str:
    """Return the fingerprint of a whole file."""
    return _sha256(path, *_stamp(path))


def _stamp(path: str) -> tuple[int, int, int]:
    """Return a file's stamp; refuse one that is too large, or that its name says is pickled."""
    if path.lower().endswith(PICKLES):
        raise _pickled(path)
    found = stamp(path)
    if found[1] > LARGEST_FILE:
        raise BadInput(
            "{file} has {size} MiB: a file of weights may have at most {limit} MiB",
            file=path, size=-(-found[1] >> 20), limit=LARGEST_FILE >> 20,
        )
    return found


@functools.lru_cache(maxsize=4)
def _read(path: str, *unchanged: int) -> WeightsFile:
    """Read a header; kept while the file does not change on the disk, for every edit of an experiment asks for it."""
    with reading(path) as (file, found):
        first = file.read(8)
        if not first:
            raise BadInput("{file} is empty", file=path)
        length = int.from_bytes(first, "little")
        # a header of 640 bytes begins as a pickle does
        if first.startswith(_MAGIC) and length > min(found.st_size - 8, LARGEST_HEADER):
            raise _pickled(path)
        if len(first) < 8 or length < 2 or length > found.st_size - 8:
            raise _not_safetensors(path)
        if length > LARGEST_HEADER:
            raise BadInput(
                "{file} has a header of {size} MiB: a file of weights may have one of at most {limit} MiB",
                file=path, size=length >> 20, limit=LARGEST_HEADER >> 20,
            )
        data = file.read(length)
    tensors, metadata = table(path, data, 8 + length, found.st_size)
    return WeightsFile(path=path, tensors=tensors, metadata=metadata)


def table(path: str, data: bytes, begin: int, size: int) -> tuple[dict[str, TensorInfo], dict[str, str]]:
    """Return the tensors and the metadata that a header names, checked.

    Parameters
    ----------
    path : str
        What sentences call the file.
    data : bytes
        The header.
    begin, size : int
        Where the tensors begin, and the file ends.

    Raises
    ------
    BadInput
        It is no header, or says what cannot be.
    """
    header = _header(path, data)
    metadata = header.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise _damaged(path, "__metadata__")
    if len(header) > MOST_TENSORS:
        raise BadInput(
            "{file} has {found} tensors: a file of weights may have at most {limit}",
            file=path, found=len(header), limit=MOST_TENSORS,
        )
    tensors = {name: _tensor(path, name, said, begin) for name, said in header.items()}
    _check_room(path, tensors, begin, size)
    return tensors, metadata


def _header(path: str, data: bytes) -> dict[str, Any]:
    try:
        header = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError):  # not UTF-8, not JSON, a number of 5,000 digits, nested for ever
        raise _not_safetensors(path) from None
    if not isinstance(header, dict):
        raise _not_safetensors(path)
    return header


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def _tensor(path: str, name: str, said: Any, begin: int) -> TensorInfo:
    """Return one entry of the header, with offsets into the whole file."""
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise _damaged(path, name)
    if not isinstance(said, dict) or set(said) != {"dtype", "shape", "data_offsets"}:
        raise _damaged(path, name)
    dtype, shape, offsets = said["dtype"], said["shape"], said["data_offsets"]
    whole = all(isinstance(each, list) and all(type(n) is int for n in each) for each in (shape, offsets))
    if not whole or not isinstance(dtype, str) or dtype not in BYTES or len(offsets) != 2:
        raise _damaged(path, name)
    if len(shape) > HIGHEST_RANK or any(not 0 <= side <= LARGEST_SIDE for side in shape):
        raise _damaged(path, name)
    if offsets[0] < 0 or offsets[1] - offsets[0] != math.prod(shape) * BYTES[dtype]:
        raise _damaged(path, name)
    return TensorInfo(
        name=name, dtype=dtype, shape=tuple(shape), start=begin + offsets[0], stop=begin + offsets[1]
    )


def _check_room(path: str, tensors: Mapping[str, TensorInfo], begin: int, size: int) -> None:
    """Refuse tensors that overlap, leave gaps, or lie beyond the file's end."""
    for info in sorted(tensors.values(), key=lambda info: (info.start, info.stop)):
        if info.stop > size:
            raise BadInput(
                "{file} is cut off: {key} ends at byte {stop}, the file at {size}; copy it again",
                file=path, key=info.name, stop=info.stop, size=size,
            )
        if info.start != begin:
            raise _damaged(path, info.name)
        begin = info.stop
    if begin != size:
        raise _not_safetensors(path)


@functools.lru_cache(maxsize=4)
def _sha256(path: str, *unchanged: int) -> str:
    digest = hashlib.sha256()
    with reading(path) as (file, _):
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _symbols(path: str, key: str, text: str) -> tuple[str, ...]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        said = None
    if isinstance(said, dict) and sorted(map(repr, said.values())) == sorted(map(repr, range(len(said)))):
        said = sorted(said, key=said.__getitem__)
    good = isinstance(said, list) and 0 < len(said) <= MOST_SYMBOLS and all(isinstance(s, str) and s for s in said)
    if not good or len(set(said)) != len(said):
        raise BadInput(
            "{file}: the metadata {key} must be a JSON list of different symbols, at most {limit}",
            file=path, key=key, limit=MOST_SYMBOLS,
        )
    return tuple(said)


def _pickled(path: str) -> BadInput:
    return BadInput(
        "{file} is a pickled model, which could run code and is not opened: in Python, "
        'safetensors.torch.save_file(torch.load("model.pt", weights_only=True), "model.safetensors") '
        "writes its state_dict as safetensors",
        file=path,
    )


def _not_safetensors(path: str) -> BadInput:
    return BadInput("{file} is not a safetensors file, or it is damaged", file=path)


def _damaged(path: str, name: str) -> BadInput:
    return BadInput("{file} is damaged: its header says of {key} what cannot be", file=path, key=name)
