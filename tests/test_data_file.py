"""Arrays in files: what others read is what was drawn."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rnnviz.data_file import ABOUT, guarded, text_of, unit, write_csv, write_npz

ABOUT_IT = {"experiment": "hello", "title": "=1+1, really", "seed": "3"}


def read(text: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return (account, rows) of a CSV text."""
    rows = list(csv.reader(io.StringIO(text)))
    head = {row[0].removeprefix("# "): row[1] for row in rows if row[0].startswith("#")}
    names, *body = [row for row in rows if not row[0].startswith("#")]
    return head, [dict(zip(names, row, strict=True)) for row in body]


@given(arrays(st.sampled_from([np.float32, np.float64]), (3, 2), elements={"allow_nan": True, "allow_infinity": True}))
def test_every_number_comes_back_exactly(values: np.ndarray) -> None:
    _, rows = read(text_of({"layer0.hidden": values}, {}))
    found = np.array([float(row["value"]) for row in rows]).astype(values.dtype).reshape(values.shape)
    np.testing.assert_array_equal(found, values)
    assert [(row["index_0"], row["index_1"]) for row in rows[:3]] == [("0", "0"), ("0", "1"), ("1", "0")]


@given(st.text())
def test_no_text_cell_is_a_formula(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert guarded(text).removeprefix("'").endswith(text.removeprefix("'"))


def test_texts_are_guarded_numbers_are_not(tmp_path: Path) -> None:
    tokens = np.array(["=cmd()", "+", "-1", "@", "a,b", '"', "\n"])
    write_csv(tmp_path / "x.csv", {"tokens": tokens, "loss": np.array(-0.5)}, ABOUT_IT)
    head, rows = read((tmp_path / "x.csv").read_text("utf-8"))
    assert head["title"] == "'=1+1, really"
    assert [row["value"] for row in rows] == ["'=cmd()", "'+", "'-1", "'@", "a,b", '"', "'\n", "-0.5"]
    assert rows[-1]["unit"] == "nats"
    assert rows[-1]["index_0"] == ""


def test_npz_opens_without_pickle_and_says_where_it_is_from(tmp_path: Path) -> None:
    drawn = {"gradient/layer0.hidden": np.ones((2, 3), np.float32), "tokens": np.array(["ab", "c"])}
    write_npz(tmp_path / "x.npz", drawn, ABOUT_IT)
    with np.load(tmp_path / "x.npz", allow_pickle=False) as file:
        found = dict(file)
    about = json.loads(str(found.pop(ABOUT)))
    assert about["title"] == "=1+1, really"
    assert about["units"] == {"gradient/layer0.hidden": "nats", "tokens": "text"}
    assert found.keys() == drawn.keys()
    for name, array in drawn.items():
        np.testing.assert_array_equal(found[name], array)
        assert found[name].dtype == array.dtype


@pytest.mark.parametrize(("name", "expected"), [
    ("layer0.forget_gate", "1"), ("gradient_norm_log10/layer0.hidden", "log10(nats)"), ("loss_by_time", "nats"),
    ("loss_steps", "1"), ("clip_coefficient", "1"), ("validation_loss", "nats"), ("update", "updates"),
    ("half_life/layer0.forget", "steps"), ("reach_from", "step"), ("bits", "bits"), ("t", "step"),
    ("held_out_bits", "bits per symbol"), ("log_p", "nats"), ("entropy", "nats"), ("term_norm", "nats"),
    ("sum_norm", "nats"),
])  # fmt: skip
def test_units_follow_the_names(name: str, expected: str) -> None:
    assert unit(name) == expected


def test_a_view_says_the_units_that_names_do_not_tell_and_texts_are_texts(tmp_path: Path) -> None:
    drawn = {"predictions/truth": np.array([1.5]), "labels": np.array(["1749"]), "loss": np.array([0.5])}
    own = {"predictions/truth": "sunspots", "loss": "squared error"}
    _, rows = read(text_of(drawn, {}, "nats", own))
    assert [row["unit"] for row in rows] == ["sunspots", "text", "squared error"]
    write_npz(tmp_path / "x.npz", drawn, {}, "nats", own)
    with np.load(tmp_path / "x.npz", allow_pickle=False) as file:
        units = json.loads(str(file[ABOUT]))["units"]
    assert units == {"predictions/truth": "sunspots", "labels": "text", "loss": "squared error"}
