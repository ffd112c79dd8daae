"""``rnnviz compare``: a table, curves, and the comparison itself."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from rnnviz.cli import main
from rnnviz.comparison import load_comparison
from tests.test_comparison import SMALL


def test_it_leaves_a_table_curves_and_what_repeats_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine, out = tmp_path / "mine.toml", tmp_path / "out"
    mine.write_text(SMALL, "utf-8")
    assert main(["compare", str(mine), "--out", str(out), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    with (out / "table.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["model"], row["cell.hidden_size"]) for row in rows] == [
        ("RNN", "2"), ("RNN", "3"), ("GRU", "2"), ("GRU", "3"),
    ]
    assert [float(row["accuracy_mean"]) for row in rows] == [row["accuracy_mean"] for row in printed["table"]]
    with (out / "curves.csv").open(encoding="utf-8") as file:
        curves = list(csv.DictReader(file))
    assert {row["update"] for row in curves} == {"0", "1", "2", "3"}
    with (out / "runs.csv").open(encoding="utf-8") as file:
        runs = list(csv.DictReader(file))
    assert all(row["validation_accuracy"] == row["measure"] for row in runs)
    assert all(float(row["validation_loss"]) > 0 for row in runs)
    again = load_comparison(str(out / "comparison.toml"))
    assert again.model_copy(update={"name": "mine"}) == load_comparison(str(mine))


def test_words_have_a_line_a_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(SMALL, "utf-8")
    assert main(["compare", str(mine), "--out", str(tmp_path / "out"), "--seeds", "3", "--updates", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "mine: accuracy, mean (lowest to highest) over 1 seed; across: cell.hidden_size"
    assert [line.split()[0] for line in lines[1:4]] == ["model", "RNN", "GRU"]


def test_bad_seeds_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "gap", "--seeds", "1,x"]) == 2
    assert capsys.readouterr().err == "rnnviz: --seeds must be a whole number, got x\n"


@pytest.mark.parametrize(
    ("option", "value", "low", "high"),
    [("--seeds", "-1", "0", "9223372036854775807"), ("--seeds", str(2**63), "0", "9223372036854775807"),
     ("--updates", "0", "1", "10000000"), ("--updates", "10000001", "1", "10000000")],
)  # fmt: skip
def test_numbers_out_of_range_are_named_with_the_range(
    option: str, value: str, low: str, high: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "gap", f"{option}={value}"]) == 2
    assert capsys.readouterr().err == f"rnnviz: {option} must be between {low} and {high}, got {value}\n"
