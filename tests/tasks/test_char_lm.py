"""Streams over a text: they read on, wrap, and never see what is held out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from rnnviz.errors import BadInput
from rnnviz.tasks.char_lm import CharLm, CharLmFields

SIZE = 1000


def task(folder: Path, length: int = 10, text: str | None = None) -> CharLm:
    path = folder / "mine.txt"
    path.write_text(text if text is not None else "".join(map(chr, range(0x4E00, 0x4E00 + SIZE))), "utf-8")
    return CharLm(CharLmFields(path=str(path), length=length))


def test_symbols_of_the_counting_text_are_positions(tmp_path: Path) -> None:
    """Each character of it is larger than the last, so that a symbol is where it stands."""
    counting = task(tmp_path)
    assert counting.input_size == counting.output_size == SIZE
    assert counting.symbols[7] == chr(0x4E07)


def test_targets_are_the_next_characters_and_streams_read_on(tmp_path: Path) -> None:
    counting, generator = task(tmp_path), np.random.default_rng(0)
    batch = counting.batch(6, generator)
    assert batch.carry is not None
    assert not batch.carry.any()
    assert len(set(batch.inputs[0])) > 1
    wraps = 0
    for _ in range(200):
        assert np.array_equal(np.diff(batch.inputs, axis=0), np.ones((9, 6)))
        assert np.array_equal(batch.targets, batch.inputs + 1)
        after = counting.batch(6, generator, batch.cursor)
        assert after.carry is not None
        goes_on = after.inputs[0] == batch.targets[-1]
        assert np.array_equal(after.carry, goes_on)
        assert (after.inputs[0][~goes_on] == 0).all()
        wraps += int((~goes_on).sum())
        batch = after
    assert wraps >= 6 * 2


def test_a_stream_wraps_only_where_a_pass_no_longer_fits(tmp_path: Path) -> None:
    counting = task(tmp_path)
    last = 900 - 10 - 1  # of the training text, with a target for each step
    batch = counting.batch(3, np.random.default_rng(0), np.array([last - 1, last, last + 1]))
    assert batch.carry is not None
    assert batch.carry.tolist() == [True, True, False]
    assert batch.inputs[0].tolist() == [last - 1, last, 0]
    assert batch.targets.max() == 899


def test_another_batch_size_starts_afresh(tmp_path: Path) -> None:
    counting, generator = task(tmp_path), np.random.default_rng(0)
    batch = counting.batch(5, generator, counting.batch(4, generator).cursor)
    assert batch.size == 5
    assert batch.carry is not None
    assert not batch.carry.any()


def test_the_last_tenth_is_held_out(tmp_path: Path) -> None:
    counting, generator = task(tmp_path), np.random.default_rng(0)
    trained: set[float] = set()
    cursor = None
    for _ in range(300):
        batch = counting.batch(8, generator, cursor)
        cursor = batch.cursor
        trained.update(batch.inputs.ravel().tolist(), batch.targets.ravel().tolist())
    assert max(trained) < 900
    assert len(trained) > 880
    held_out = counting.validation(32)
    assert held_out.carry is None
    assert held_out.inputs.min() == 900
    assert held_out.targets.max() == 999
    for seed in range(50):
        assert counting.example(np.random.default_rng(seed)).targets.max() < 900


def test_a_text_is_too_short_below_two_passes(tmp_path: Path) -> None:
    text = "ab" * 11
    short = task(tmp_path, 10, text)
    assert short.batch(2, np.random.default_rng(0)).inputs.shape == (10, 2)
    assert short.validation(3).inputs.shape == (10, 3)
    with pytest.raises(BadInput) as refused:
        task(tmp_path, 11, text)
    assert str(refused.value).endswith("mine.txt is too short: passes of 11 steps need 24 characters, found 22")


def test_the_fingerprint_is_that_of_the_file(tmp_path: Path) -> None:
    made = task(tmp_path, 3, "some text, some more text\n")
    assert made.data_sha256 == hashlib.sha256((tmp_path / "mine.txt").read_bytes()).hexdigest()


def test_the_pinned_example_begins_at_a_definition() -> None:
    python = CharLm(CharLmFields())
    for seed in range(10):
        text = "".join(python.tokens(python.example(np.random.default_rng(seed))))
        assert text.startswith(("def ", "class "))
        assert len(text) == 100


@pytest.mark.parametrize(
    ("text", "before"),
    [("one two three\nfour five\n\n" * 40, "\n\n"), ("one two three\nfour five\n" * 40, "\n")],
)
def test_in_prose_it_begins_at_a_paragraph_or_a_line(tmp_path: Path, text: str, before: str) -> None:
    prose = task(tmp_path, 20, text)
    for seed in range(10):
        example = "".join(prose.tokens(prose.example(np.random.default_rng(seed))))
        starts = [i for i in range(len(text)) if text.startswith(example, i)]
        assert any(text[:i].endswith(before) for i in starts)
