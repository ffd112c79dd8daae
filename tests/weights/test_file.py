"""Headers of safetensors files: what is right is read, what is not is one sentence, and nothing hangs."""

from __future__ import annotations

import json
import os
import struct
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save

from rnnviz.errors import BadInput
from rnnviz.weights import arrays, read, sha256
from rnnviz.weights.file import LARGEST_FILE

GOOD = save({"a.weight": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.array([1.5])}, {"note": "x"})


def written(path: Path, header: Any, data: bytes = b"") -> Path:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)
    return path


def refused(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        read(str(path))
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(path))
    return str(caught.value)


def entry(dtype: str = "F32", shape: tuple[Any, ...] = (2,), offsets: tuple[Any, ...] = (0, 8)) -> dict[str, Any]:
    return {"dtype": dtype, "shape": list(shape), "data_offsets": list(offsets)}


def test_names_types_shapes_and_metadata_are_read_without_the_tensors(tmp_path: Path) -> None:
    file = tmp_path / "w.safetensors"
    file.write_bytes(GOOD)
    found = read(str(file))
    assert {name: (info.dtype, info.shape) for name, info in found.tensors.items()} == {
        "a.weight": ("F32", (2, 3)), "b": ("F64", (1,)),
    }
    assert found.metadata == {"note": "x"}
    assert str(found.tensors["a.weight"]) == "(2, 3) F32"
    values = arrays(found, ["b", "a.weight"])
    np.testing.assert_array_equal(values["a.weight"], np.arange(6).reshape(2, 3))
    assert [str(values[name].dtype) for name in ("a.weight", "b")] == ["float32", "float64"]
    assert float(values["b"][0]) == 1.5


def test_a_header_as_long_as_a_pickle_begins_is_read(tmp_path: Path) -> None:
    """640 = 0x0280, and a pickle begins with 80 02."""
    header = json.dumps({"w": entry()})
    file = written(tmp_path / "w.safetensors", header.ljust(640).encode(), bytes(8))
    assert file.read_bytes().startswith(b"\x80\x02")
    assert list(read(str(file)).tensors) == ["w"]


def test_half_numbers_become_float32_exactly(tmp_path: Path) -> None:
    halves = np.array([1.5, -65504, 6e-8], np.float16)
    upper = (np.array([3.140625, -1e38, np.inf], np.float32).view(np.uint32) >> 16).astype("<u2")
    header = {"h": entry("F16", (3,), (0, 6)), "b": entry("BF16", (3,), (6, 12))}
    found = arrays(read(str(written(tmp_path / "w", header, halves.tobytes() + upper.tobytes()))), ["h", "b"])
    np.testing.assert_array_equal(found["h"], halves.astype(np.float32))
    np.testing.assert_array_equal(found["b"], (upper.astype(np.uint32) << 16).view(np.float32))


def test_a_changed_file_is_read_again_and_has_another_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "w.safetensors"
    file.write_bytes(GOOD)
    first, digest = read(str(file)), sha256(str(file))
    assert read(str(file)) is first
    file.write_bytes(save({"c": np.zeros(3, np.float32)}))
    assert list(read(str(file)).tensors) == ["c"]
    assert sha256(str(file)) != digest


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\x01\x00", "is not a safetensors file"),
        (b"hello, this is text and no weights at all", "is not a safetensors file"),
        (b"\xff" * 8, "is not a safetensors file"),
        (struct.pack("<Q", 20) + b"{}", "is not a safetensors file"),
        (b"PK\x03\x04" + b"x" * 100, "safetensors.torch.save_file"),
        (b"\x80\x02}q\x00." + b"x" * 100, "safetensors.torch.save_file"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "is not a safetensors file"),
    ],
)  # fmt: skip
def test_what_is_no_safetensors_file_is_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "w.safetensors"
    file.write_bytes(content)
    assert words in refused(file)


@pytest.mark.parametrize("suffix", [".pt", ".pth", ".bin", ".PT"])
def test_a_pickled_model_is_refused_unread_with_what_to_do(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"model{suffix}"
    file.write_bytes(GOOD)
    assert 'safetensors.torch.save_file(torch.load("model.pt", weights_only=True)' in refused(file)


@pytest.mark.parametrize(
    "header",
    [
        b"[" * 100_000,
        b'{"a":' * 60_000,
        b"\xff\xfe{}",
        b"[]",
        b'{"a":{"dtype":"F32","shape":[' + b"9" * 5000 + b'],"data_offsets":[0,8]}}',
        b'{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}',
        b'{"a":{"dtype":"F32","shape":[NaN],"data_offsets":[0,8]}}',
    ],
)
def test_a_header_that_is_not_json_of_tensors_is_one_sentence(tmp_path: Path, header: bytes) -> None:
    refused(written(tmp_path / "w", header, b"\0" * 8))


@pytest.mark.parametrize(
    "tensors",
    [
        {"a": entry(dtype="F31")},
        {"a": entry(dtype=4)},  # type: ignore[arg-type]
        {"a": entry(shape=(3,))},
        {"a": entry(shape=(-2,), offsets=(8, 0))},
        {"a": entry(shape=(2.0,))},
        {"a": entry(shape=(True, 2))},
        {"a": entry(shape=(1,) * 9, offsets=(0, 4))},
        {"a": entry(shape=(2**40, 0), offsets=(0, 0))},
        {"a": entry(offsets=(0, 8, 8))},
        {"a": entry(offsets=(-8, 0))},
        {"a": {**entry(), "extra": 1}},
        {"a": 3},
        {"a\u202e": entry()},
        {"a" * 600: entry()},
        {"a": entry(), "b": entry()},
        {"a": entry(offsets=(4, 12))},
        {"__metadata__": {"x": 1}, "a": entry()},
        {"__metadata__": [], "a": entry()},
    ],
)
def test_a_header_that_says_what_cannot_be_is_one_sentence(tmp_path: Path, tensors: dict[str, Any]) -> None:
    refused(written(tmp_path / "w", tensors, b"\0" * 12 if "a" in tensors and len(tensors) == 1 else b"\0" * 8))


def test_a_file_that_is_cut_off_says_where(tmp_path: Path) -> None:
    file = tmp_path / "w.safetensors"
    file.write_bytes(GOOD[:-5])
    assert f"b ends at byte {len(GOOD)}, the file at {len(GOOD) - 5}" in refused(file) or "cut off" in refused(file)


def test_too_many_tensors_and_too_long_a_header_are_refused(tmp_path: Path) -> None:
    many = {f"t{i}": entry(shape=(0,), offsets=(0, 0)) for i in range(10_001)}
    assert "10001 tensors: a file of weights may have at most 10000" in refused(written(tmp_path / "many", many))
    long = tmp_path / "long"
    with open(long, "wb") as file:
        file.write(struct.pack("<Q", 100 << 20))
        file.truncate((100 << 20) + 8)
    assert "header of 100 MiB: a file of weights may have one of at most 16 MiB" in refused(long)


def test_a_huge_sparse_file_is_refused_by_its_size(tmp_path: Path) -> None:
    file = tmp_path / "w.safetensors"
    with open(file, "wb") as out:
        out.write(GOOD)
        out.truncate(10 << 30)
    assert f"10240 MiB: a file of weights may have at most {LARGEST_FILE >> 20} MiB" in refused(file)


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in refused(tmp_path / "pipe")
    assert "no such file" in refused(tmp_path / "none")
    with pytest.raises(BadInput, match="is a folder, not a file"):
        read(str(tmp_path))
    with pytest.raises(BadInput, match="cannot be read"):
        read("a\0b")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('["b", "a"]', ("b", "a")),
        ('{"a": 1, "b": 0}', ("b", "a")),
        ('["a", "a"]', None), ('{"a": 0, "b": 2}', None), ('{"a": 0, "b": true}', None), ("[1]", None), ("[]", None),
        ("a b", None), ("[" * 100_000, None), ('["a", ""]', None),
    ],
)  # fmt: skip
def test_symbols_of_the_metadata(tmp_path: Path, text: str, found: tuple[str, ...] | None) -> None:
    file = tmp_path / "w.safetensors"
    file.write_bytes(save({"a": np.zeros(1, np.float32)}, {"symbols": text}))
    if found is None:
        with pytest.raises(BadInput, match="metadata symbols must be a JSON list"):
            read(str(file)).symbols()
    else:
        assert read(str(file)).symbols() == found


def test_without_such_metadata_there_are_no_symbols(tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(GOOD)
    assert read(str(tmp_path / "w")).symbols() == ()


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=6), st.integers(0, len(GOOD)))
def test_no_damage_raises_anything_but_bad_input(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, int]], length: int
) -> None:
    data = bytearray(GOOD)
    for place, value in damage:
        data[place] = value
    file = tmp_path_factory.mktemp("damaged") / "w"
    file.write_bytes(data[:length])
    with suppress(BadInput):
        found = read(str(file))
        arrays(found, [name for name, info in found.tensors.items() if info.dtype in ("F32", "F64")])
