"""What a session keeps of a trunk and its branches: found again as it was, and what is damaged in it is named."""

from __future__ import annotations

import json

import numpy as np
import pytest

from rnnviz.catalogue import changed, load
from rnnviz.errors import BadInput
from rnnviz.past import PastTrace
from rnnviz.session.branches import ABOUT, Branch, about, packed, unpacked
from rnnviz.session.file import allowed
from rnnviz.trace import Array


def lines() -> tuple[Branch, ...]:
    rng = np.random.default_rng(3)
    one = load("hello-rnn")
    columns: dict[str, Array] = {"update": np.arange(1.0, 6.0), "loss": rng.random(5)}
    weights, generator = rng.random((3, 2)).astype(np.float32), np.arange(9, dtype=np.uint8)
    snapshot: dict[str, Array] = {"model/a": weights, "generator": generator}
    past = (PastTrace(update=2, arrays={"loss_by_time": rng.random(4)}),)
    return (
        Branch(number=0, head=5, beside=True, experiment=one, snapshot=snapshot, columns=columns, past=past),
        Branch(number=1, of=0, left=3, listed=False),
        Branch(number=2, of=1, left=4, open=True, before=changed(one, {"training.learning_rate": 0.5})),
    )


def files(branches: tuple[Branch, ...]) -> dict[str, bytes]:
    found = {ABOUT: about(branches)}
    for each in branches:
        found.update(packed(each))
    return found


def test_they_are_found_again_bit_for_bit() -> None:
    before = lines()
    kept = files(before)
    assert all(allowed(f"parts/branches/{name}") for name in kept)
    after = unpacked(kept)
    said = [(each.number, each.of, each.left, each.head, each.beside, each.open, each.listed) for each in after]
    assert said == [
        (0, None, 0, 5, True, False, True), (1, 0, 3, 0, None, False, False), (2, 1, 4, 0, None, True, True)
    ]  # fmt: skip
    trunk = after[0]
    assert trunk.experiment == before[0].experiment
    assert after[2].before == before[2].before
    assert trunk.snapshot is not None
    assert before[0].snapshot is not None
    for name, array in before[0].snapshot.items():
        np.testing.assert_array_equal(trunk.snapshot[name], array)
    assert list(trunk.columns) == ["update", "loss"]
    np.testing.assert_array_equal(trunk.columns["loss"], before[0].columns["loss"])
    assert [each.update for each in trunk.past] == [2]


def test_a_session_without_branches_has_none() -> None:
    assert unpacked({}) == ()


def test_a_line_whose_snapshot_is_lost_keeps_its_curves() -> None:
    kept = {name: data for name, data in files(lines()).items() if name != "0.safetensors"}
    trunk = unpacked(kept)[0]
    assert trunk.snapshot is None
    assert len(trunk.columns["loss"]) == 5


def said(**values: object) -> bytes:
    entries = json.loads(about(lines()))
    entries[1].update(values)
    return json.dumps(entries).encode()


@pytest.mark.parametrize(("name", "data", "words"), [
    (ABOUT, b"{", "does not say which branches"),
    (ABOUT, b"[]", "does not say which branches"),
    (ABOUT, b"[1]", "does not say which branches"),
    (ABOUT, said(of=7), "does not say which branches"),
    (ABOUT, said(number=0), "does not say which branches"),
    (ABOUT, said(of=None), "does not say which branches"),
    (ABOUT, said(open=True), "does not say which branches"),
    (ABOUT, said(left="x"), "does not say which branches"),
    ("0.toml", b"name = [", "0.toml is damaged"),
    ("0.safetensors", b"junk", "0.safetensors"),
    ("0_history.safetensors", b"junk", "0_history.safetensors"),
])  # fmt: skip
def test_what_is_damaged_is_named(name: str, data: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        unpacked({**files(lines()), name: data})
