"""The framing: what goes in comes out, however the stream is cut; what is damaged is refused by one error."""

from __future__ import annotations

import json
import math
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rnnviz.errors import BadInput
from rnnviz.link.frames import (
    LARGEST_HEADER,
    LARGEST_MESSAGE,
    MAGIC,
    PREFIX,
    VERSION,
    CorruptStream,
    Decoder,
    Message,
    encode,
)

DTYPES = ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", ">f4", ">i8", "U1", "U7", ">U3"]
SHAPES = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=5)
ARRAYS = st.sampled_from(DTYPES).flatmap(lambda dtype: hnp.arrays(np.dtype(dtype), SHAPES))
FIELDS = st.dictionaries(
    st.text(max_size=8).filter(lambda key: key != "kind"),
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(), max_size=12) | st.lists(st.integers(), max_size=3),
    max_size=4,
)  # fmt: skip


def sent(header: dict[str, Any], arrays: dict[str, Any] | None = None) -> bytes:
    return b"".join(encode(header, arrays))


def decoded(stream: bytes) -> list[Message]:
    return Decoder().feed(stream)


def framed(text: bytes, body: bytes = b"") -> bytes:
    return PREFIX.pack(MAGIC, VERSION, len(text), len(body)) + text + body


@given(FIELDS, st.dictionaries(st.text(max_size=6), ARRAYS, max_size=4))
def test_a_message_comes_out_as_it_went_in(fields: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
    (message,) = decoded(sent({"kind": "x", **fields}, arrays))
    assert message.header == {"kind": "x", **fields}
    assert list(message.arrays) == list(arrays)
    for name, array in arrays.items():
        found = message.arrays[name]
        assert found.dtype == array.dtype.newbyteorder("<")
        assert found.shape == array.shape
        assert found.tobytes() == array.astype(found.dtype).tobytes()


@given(st.lists(st.tuples(FIELDS, ARRAYS), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_the_stream_may_be_cut_anywhere(messages: list[tuple[dict[str, Any], Any]], random: random.Random) -> None:
    stream = b"".join(sent({"kind": str(i), **fields}, {"a": array}) for i, (fields, array) in enumerate(messages))
    cuts = sorted(random.choices(range(len(stream) + 1), k=random.randint(0, 12)))
    decoder = Decoder()
    found = []
    for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        found += decoder.feed(stream[start:end])
    assert [message.kind for message in found] == [str(i) for i in range(len(messages))]
    for message, (_, array) in zip(found, messages, strict=True):
        assert message.arrays["a"].tobytes() == array.astype(array.dtype.newbyteorder("<")).tobytes()
    assert decoder.between


def test_a_byte_at_a_time() -> None:
    stream = sent({"kind": "x"}, {"a": np.arange(5.0), "empty": np.zeros((0, 3)), "one": np.float32(2)}) * 2
    decoder = Decoder()
    found = [message for i in range(len(stream)) for message in decoder.feed(stream[i : i + 1])]
    assert [message.arrays["a"].tolist() for message in found] == [[0, 1, 2, 3, 4]] * 2
    assert found[0].arrays["one"].shape == ()
    assert found[0].arrays["empty"].shape == (0, 3)


def test_arrays_are_views_that_cannot_be_written_to() -> None:
    (message,) = decoded(sent({"kind": "x"}, {"a": np.zeros(3), "b": np.zeros(2, "U3")}))
    for array in message.arrays.values():
        assert not array.flags.owndata
        assert array.flags.aligned
        with pytest.raises(ValueError, match="WRITEABLE"):
            array.setflags(write=True)
    with pytest.raises(TypeError):
        message.arrays["c"] = np.zeros(1)  # type: ignore[index]


def test_encoding_copies_no_large_array() -> None:
    array = np.zeros(1000)
    pieces = encode({"kind": "x"}, {"a": array})
    assert any(isinstance(piece, memoryview) and np.shares_memory(np.frombuffer(piece), array) for piece in pieces)


def test_views_and_transposed_arrays_are_sent_as_they_look() -> None:
    array = np.arange(12.0).reshape(3, 4).T[::2]
    (message,) = decoded(sent({"kind": "x"}, {"a": array}))
    np.testing.assert_array_equal(message.arrays["a"], array)


@pytest.mark.parametrize("text", ["가나", "\ud800", "\u202e", "a\x00b", "🙂"])
def test_text_travels_as_it_is(text: str) -> None:
    (message,) = decoded(sent({"kind": "x", "text": text}, {"a": np.array([text, ""])}))
    assert message.header["text"] == text
    assert message.arrays["a"].tolist() == [text, ""]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_not_finite_travel_as_arrays_alone(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode({"kind": "x", "value": value})
    (message,) = decoded(sent({"kind": "x"}, {"value": np.array(value)}))
    np.testing.assert_array_equal(message.arrays["value"], value)


@pytest.mark.parametrize("array", [np.array([None]), np.zeros(2, complex), np.zeros(1, "S3"), np.zeros(1, "i4,f4")])
def test_other_dtypes_are_not_sent(array: np.ndarray) -> None:
    with pytest.raises(TypeError, match="array a of dtype"):
        encode({"kind": "x"}, {"a": array})


def test_a_message_beyond_the_limit_is_refused_before_it_is_copied() -> None:
    huge = np.broadcast_to(np.uint8(0), (LARGEST_MESSAGE // 2,))
    with pytest.raises(BadInput, match="at most 1073 MB can be sent"):
        encode({"kind": "x"}, {"a": huge, "b": huge})


def test_a_header_beyond_the_limit_is_refused() -> None:
    with pytest.raises(BadInput, match="at most 4 MB"):
        encode({"kind": "x", "text": "a" * LARGEST_HEADER})


TABLES: list[tuple[str, bytes]] = [
    ('[["a", "<f8", [2]]]', b"\0" * 8),
    ('[["a", "<f8", [2]]]', b"\0" * 32),
    ('[["a", "<f8", [-1]]]', b""),
    ('[["a", "<f8", [true]]]', b"\0" * 16),
    ('[["a", "<f8", 2]]', b"\0" * 16),
    ('[["a", "<f8", [1152921504606846976, 16]]]', b""),
    ('[["a", "<U999999999", [1]]]', b""),
    ('[["a", "|O", [2]]]', b"\0" * 16),
    ('[["a", "|V8", [2]]]', b"\0" * 16),
    ('[["a", "<f8,<f8", [1]]]', b"\0" * 16),
    ('[["a", "<M8[s]", [2]]]', b"\0" * 16),
    ('[["a", "<U1", [1]]]', b"\xff" * 4 + b"\0" * 12),
    ('[["a", "<f8", [0]], ["a", "<f8", [0]]]', b""),
    ('[["a", "<f8"]]', b""),
    ('[[1, "<f8", [0]]]', b""),
    ("[" + '["a", "<f8", [' + "1," * 80 + "1]]]", b"\0" * 16),
    ('{"a": 1}', b""),
    ("7", b""),
]


@pytest.mark.parametrize(("table", "body"), TABLES)
def test_a_table_that_does_not_fit_its_body_is_refused(table: str, body: bytes) -> None:
    with pytest.raises(CorruptStream):
        decoded(framed(b'[{"kind": "x"}, ' + table.encode() + b"]", body))


@pytest.mark.parametrize(
    "text",
    [b"", b"[", b"\xff\xfe", b"{}", b"[1, []]", b"[{}, []]", b'[{"kind": 1}, []]', b'[{"kind": "x"}]', b"null",
     b'[{"kind": "x", "v": NaN}, []]', b'[{"kind": "x", "v": -Infinity}, []]', b"[" * 100_000,
     b'[{"kind": "x", "v": ' + b"9" * 5000 + b"}, []]"],
)  # fmt: skip
def test_a_header_that_is_none_is_refused(text: bytes) -> None:
    with pytest.raises(CorruptStream):
        decoded(framed(text))


@pytest.mark.parametrize(
    "prefix",
    [
        PREFIX.pack(b"oops", VERSION, 2, 0),
        PREFIX.pack(MAGIC, VERSION + 1, 2, 0),
        PREFIX.pack(MAGIC, VERSION, LARGEST_HEADER + 1, 0),
        PREFIX.pack(MAGIC, VERSION, 2, LARGEST_MESSAGE),
        PREFIX.pack(MAGIC, VERSION, 2, 2**64 - 1),
        b"Traceback (most recent call last):",
    ],
)
def test_a_prefix_that_is_none_is_refused_before_any_room_is_made(prefix: bytes) -> None:
    with pytest.raises(CorruptStream):
        decoded(prefix)


@given(st.data())
def test_a_damaged_stream_gives_messages_or_the_one_error(data: st.DataObject) -> None:
    stream = bytearray(sent({"kind": "x", "n": [1, 2.5, "t"]}, {"a": np.arange(3.0), "b": np.array(["ab", "c"])}))
    for _ in range(data.draw(st.integers(1, 4))):
        stream[data.draw(st.integers(0, len(stream) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = decoded(bytes(stream))
    except CorruptStream:
        return
    for message in found:
        assert json.dumps(message.header, allow_nan=False)
        assert all(array.tolist() is not None for array in message.arrays.values())
