"""``rnnviz verify``: the table, the JSON, and the exit codes."""

from __future__ import annotations

import json

import pytest
import torch

from rnnviz.catalogue import presets
from rnnviz.cli import main
from rnnviz.engine.passes import fused
from rnnviz.engine.passes.recorded import Recorded

SMALL = ["--set", "threads=1", "--set", "cell.hidden_size=6"]


def test_it_prints_a_table_and_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "hello-rnn", *SMALL, "--updates", "2", "--seed", "4"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert lines[0] == "hello-rnn, 2 updates, float32 on cpu"
    assert lines[1].split() == ["check", "what", "routes", "residual", "tolerance", "verdict"]
    rows = lines[2:-1]
    compared = [row for row in rows if "not compared" not in row]
    assert all(row.endswith("agrees") or "agrees: " in row for row in compared)
    assert lines[-1].startswith(f"{len(compared)} of {len(compared)} agree; largest residual/tolerance 0.")


def test_json_is_one_value_that_says_each_residual(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "hello-rnn", *SMALL, "--set", "dtype=float64", "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found = json.loads(out)
    assert (found["experiment"], found["dtype"], found["device"], found["update"]) == ("hello-rnn", "float64", "cpu", 0)
    assert found["torch"] == torch.__version__
    assert found["passed"] is True
    assert found["failed"] == []
    for check in found["checks"]:
        assert set(check) == {"key", "title", "routes", "residual", "tolerance", "passed", "note"}
        if check["passed"] is None:
            assert check["note"]
        else:
            assert check["passed"] == (check["residual"] <= check["tolerance"])
            assert check["routes"]
    assert sum(check["passed"] is not None for check in found["checks"]) == found["compared"] > 50


def test_a_wrong_number_gives_exit_code_1_and_stands_first(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = fused.fused

    def wrong(*given: object, **named: object) -> Recorded:
        found = plain(*given, **named)  # type: ignore[arg-type]
        found.outputs = found.outputs * 1.001
        return found

    monkeypatch.setattr(fused, "fused", wrong)
    assert main(["verify", "hello-rnn", *SMALL]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].split()[0] == "readable/outputs"
    assert lines[2].endswith("DIFFERS")
    assert " differ; largest residual/tolerance " in lines[-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("verify", "the following arguments are required: NAME|FILE"),
        ("verify helo-rnn", "did you mean hello-rnn?"),
        ("verify hello-rnn --updates -1", "training.updates must be between 0 and 10000000, got -1"),
        ("verify hello-rnn --set dtype=float16", "dtype"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_training_that_diverges_is_said_before_anything_is_verified(capsys: pytest.CaptureFixture[str]) -> None:
    wild = ["training.clip.mode=none", "training.optimizer=sgd", "training.learning_rate=1e5"]
    words = [word for text in wild for word in ("--set", text)]
    assert main(["verify", "vanishing-rnn", *SMALL, *words, "--set", "cell.activation=relu", "--updates", "50"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("rnnviz: ")


@pytest.mark.soak
@pytest.mark.parametrize("updates", [0, 25])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", presets())
def test_every_preset_holds_at_its_own_size_fresh_and_learnt(
    name: str, dtype: str, updates: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a person runs it; the suite verifies the same presets made small."""
    assert main(["verify", name, "--set", f"dtype={dtype}", "--updates", str(updates), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["passed"] is True
    assert found["compared"] > (25 if name.startswith("sunspots") else 40 if name.endswith("mlp") else 45)
