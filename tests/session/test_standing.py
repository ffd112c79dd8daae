"""What a session keeps of two compared models: found again as it was, and what is damaged in it is named."""

from __future__ import annotations

import json

import numpy as np
import pytest

from rnnviz.catalogue import changed, load
from rnnviz.errors import BadInput
from rnnviz.session.file import allowed
from rnnviz.session.standing import Stand, Standing, packed, unpacked
from rnnviz.trace import Array


def standing() -> Standing:
    rng = np.random.default_rng(3)
    one = load("hello-rnn")
    columns: dict[str, Array] = {"update": np.arange(1.0, 6.0), "loss": rng.random(5)}
    weights, generator = rng.random((3, 2)).astype(np.float32), np.arange(9, dtype=np.uint8)
    snapshot: dict[str, Array] = {"model/a": weights, "generator": generator}
    return Standing(
        a=Stand(experiment=one, snapshot=snapshot, columns=columns),
        b=Stand(experiment=changed(one, {"cell.hidden_size": 5}), snapshot=snapshot, columns=columns),
        update=5, same_size=True,
    )


def test_it_is_found_again_bit_for_bit() -> None:
    before = standing()
    files = packed(before)
    assert all(allowed(f"parts/compare/{name}") for name in files)
    after = unpacked(files)
    assert after is not None
    assert (after.update, after.same_size) == (5, True)
    for one, other in ((before.a, after.a), (before.b, after.b)):
        assert one.experiment == other.experiment
        assert other.snapshot is not None
        assert one.snapshot is not None
        for name, array in one.snapshot.items():
            np.testing.assert_array_equal(array, other.snapshot[name])
            assert array.dtype == other.snapshot[name].dtype
        assert list(other.columns) == list(one.columns)
        np.testing.assert_array_equal(one.columns["loss"], other.columns["loss"])


def test_a_session_without_a_comparison_has_none() -> None:
    assert unpacked({}) is None


def test_without_snapshots_it_stands_at_its_beginning() -> None:
    files = {name: data for name, data in packed(standing()).items() if name != "b.safetensors"}
    found = unpacked(files)
    assert found is not None
    assert found.update == 0
    assert found.a.snapshot is None


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("about.json", b"[]", "about.json"), ("about.json", b"{", "about.json"),
        ("about.json", b'{"update": 1e999, "same_size": false}', "about.json"),
        ("about.json", b"\xff", "about.json"), ("about.json", b" " * (2 << 20), "about.json"),
        ("a.toml", b"#" * (2 << 20), "a.toml"),
        ("a.toml", b"\xff", "a.toml"), ("b.toml", b"", "b.toml"), ("a.safetensors", b"123", "a.safetensors"),
        ("a_history.safetensors", b"", "a_history.safetensors"),
        ("about.json", json.dumps({"update": 4, "same_size": False}).encode(), "does not end at update 4"),
    ],
)
def test_what_is_damaged_is_named(name: str, data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        unpacked({**packed(standing()), name: data})
