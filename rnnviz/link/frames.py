"""Framing: a message is a JSON header and named arrays, sent as one length-prefixed frame.

A frame is a prefix of 24 bytes (magic, version, length of the header, length of the body), a header
in JSON, and a body that holds each array's raw bytes, little-endian, each begun on a multiple of 16.
Nothing that is read is ever executed: no pickle, no objects, numbers and text alone.
"""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from rnnviz.errors import BadInput
from rnnviz.trace import Array

Header = dict[str, Any]
Buffer = bytes | bytearray | memoryview

LARGEST_HEADER = 4 << 20
LARGEST_MESSAGE = 1 << 30
PREFIX = struct.Struct("<4sIQQ")
MAGIC = b"RNNV"
VERSION = 1
ALIGNMENT = 16
_DTYPE = re.compile(r"\|b1|\|[iu]1|<[iu][248]|<f[248]|<U[1-9][0-9]{0,8}")
_LAST_CODE_POINT = 0x10FFFF


class CorruptStream(ValueError):
    """What was read is not a message of this wire; nothing after it can be trusted."""


class Message(NamedTuple):
    """One message: a header of plain JSON values, whose ``kind`` says what it is, and its arrays."""

    header: Header
    arrays: Mapping[str, Array] = MappingProxyType({})

    @property
    def kind(self) -> str:
        """What the message is."""
        return str(self.header["kind"])


def encode(header: Mapping[str, Any], arrays: Mapping[str, Array] | None = None) -> list[Buffer]:
    """Return the frame of a message, in pieces that view the arrays without copying them.

    Parameters
    ----------
    header : mapping
        Plain JSON values with a ``kind``; numbers that may be NaN or infinite travel as arrays.
    arrays : mapping of str to numpy array, optional
        Booleans, integers, floats of 2, 4 or 8 bytes, or text, of any shape.

    Raises
    ------
    ValueError, TypeError
        A value that JSON does not have, or an array of another dtype.
    BadInput
        The message would be larger than the wire takes.
    """
    known = {name: (np.asarray(array), _dtype(name, np.asarray(array).dtype)) for name, array in (arrays or {}).items()}
    table = [[name, dtype.str, list(array.shape)] for name, (array, dtype) in known.items()]
    text = json.dumps([dict(header), table], allow_nan=False, separators=(",", ":")).encode("ascii")
    size = sum(_padded(array.size * dtype.itemsize) for array, dtype in known.values())
    _check_size("header", len(text), LARGEST_HEADER)
    _check_size("message", PREFIX.size + len(text) + size, LARGEST_MESSAGE)
    pieces: list[Buffer] = [PREFIX.pack(MAGIC, VERSION, len(text), size) + text]
    for array, dtype in known.values():
        raw = np.ascontiguousarray(array, dtype).reshape(-1).view(np.uint8)
        pieces += [raw.data, bytes(_padded(raw.size) - raw.size)]
    return pieces


def _dtype(name: str, given: np.dtype[Any]) -> np.dtype[Any]:
    """Return the dtype that an array travels in: its own, little-endian."""
    dtype = given.newbyteorder("<")
    if not _DTYPE.fullmatch(dtype.str):
        raise TypeError(f"array {name} of dtype {given} cannot be sent: booleans, integers, floats and text can")
    return dtype


def _padded(size: int) -> int:
    return size + -size % ALIGNMENT


def _check_size(what: str, size: int, limit: int) -> None:
    if size > limit:
        raise BadInput(
            "this {what} would take {size} MB, and at most {limit} MB can be sent: "
            "watch fewer arrays, or choose a smaller model",
            what=what, size=math.ceil(size / 1e6), limit=limit // 1_000_000,
        )


class Decoder:
    """Makes messages out of the bytes of a stream, which may be cut anywhere.

    The arrays are read-only views of the message's own bytes: they stay valid for as long as they are held.
    """

    def __init__(self) -> None:
        self._expect_prefix()

    def feed(self, data: Buffer) -> list[Message]:
        """Take the next bytes; return the messages that they complete.

        Raises
        ------
        CorruptStream
            The bytes are no message of this wire. The decoder cannot be used any more.
        """
        found: list[Message] = []
        left = memoryview(data).cast("B")
        while True:
            count = min(len(left), len(self._room) - self._filled)
            self._room[self._filled : self._filled + count] = left[:count]
            self._filled += count
            left = left[count:]
            if self._filled < len(self._room):
                return found
            if self._lengths is None:
                self._expect_rest(*_lengths(self._room))
            else:
                self._bytes.setflags(write=False)
                found.append(_message(self._bytes.data, self._lengths))
                self._expect_prefix()

    @property
    def between(self) -> bool:
        """Whether the stream stands between two messages, not inside one."""
        return self._lengths is None and self._filled == 0

    def _expect_prefix(self) -> None:
        self._lengths: tuple[int, int] | None = None
        self._make_room(PREFIX.size)

    def _expect_rest(self, header: int, body: int) -> None:
        self._lengths = header, body
        self._make_room(-header % ALIGNMENT + header + body)
        self._filled = -header % ALIGNMENT  # so that the body, behind it, is aligned

    def _make_room(self, size: int) -> None:
        self._bytes = np.empty(size, np.uint8)
        self._room = self._bytes.data
        self._filled = 0


def _lengths(prefix: memoryview) -> tuple[int, int]:
    magic, version, header, body = PREFIX.unpack(prefix)
    if magic != MAGIC:
        raise CorruptStream(f"a message begins with {MAGIC!r}, got {bytes(magic)!r}")
    if version != VERSION:
        raise CorruptStream(f"messages of version {VERSION} are understood, got version {version}")
    if header > LARGEST_HEADER or PREFIX.size + header + body > LARGEST_MESSAGE:
        raise CorruptStream(f"a message of {header} + {body} bytes is larger than a message can be")
    return header, body


def _message(room: memoryview, lengths: tuple[int, int]) -> Message:
    start = len(room) - lengths[1]
    try:
        header, table = json.loads(bytes(room[start - lengths[0] : start]), parse_constant=_refuse)
        if not isinstance(header, dict) or not isinstance(header.get("kind"), str):
            raise CorruptStream("a header must be a table of fields with a kind")
        return Message(header, MappingProxyType(_arrays(table, room[start:])))
    except CorruptStream:
        raise
    except (ValueError, TypeError, OverflowError, RecursionError) as problem:
        raise CorruptStream(f"a header cannot be read: {problem}") from None


def _refuse(word: str) -> None:
    raise CorruptStream(f"a header holds {word}, which is no number of JSON")


def _arrays(table: list[Any], body: memoryview) -> dict[str, Array]:
    arrays: dict[str, Array] = {}
    end = 0
    for name, dtype, shape in table:
        if not isinstance(name, str) or name in arrays:
            raise CorruptStream(f"an array's name must be text, and its own, got {name!r}")
        if not isinstance(dtype, str) or not _DTYPE.fullmatch(dtype):
            raise CorruptStream(f"array {name!r}: {dtype!r} is no dtype of this wire")
        if not isinstance(shape, list) or not all(type(n) is int and n >= 0 for n in shape):
            raise CorruptStream(f"array {name!r}: {shape!r} is no shape")
        known = np.dtype(dtype)
        size = math.prod(shape) * known.itemsize
        if end + size > len(body):
            raise CorruptStream(f"array {name!r} is longer than the message that holds it")
        arrays[name] = np.ndarray(shape, known, body, end)
        if known.kind == "U":
            _check_text(name, body[end : end + size])
        end += _padded(size)
    if end != len(body):
        raise CorruptStream(f"a message's arrays take {end} bytes, and its body has {len(body)}")
    return arrays


def _check_text(name: str, raw: memoryview) -> None:
    codes = np.frombuffer(raw, "<u4") if len(raw) else np.zeros(1, "<u4")
    if codes.max() > _LAST_CODE_POINT:
        raise CorruptStream(f"array {name!r} holds a number that is no character")
