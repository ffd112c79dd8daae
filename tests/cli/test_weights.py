"""``rnnviz run`` with weights of one's own: what is written, said, and refused in one line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from rnnviz.catalogue import load
from rnnviz.cli import main

OPTIONS = ["--set", "threads=1", "--set", "task.length=10"]


def weights(path: Path, hidden: int = 5, value: float = 0.5) -> Path:
    generator = np.random.default_rng(0)
    tensors = {
        "net.rnn.weight_ih_l0": generator.normal(size=(3 * hidden, 1)),
        "net.rnn.weight_hh_l0": generator.normal(size=(3 * hidden, hidden)) * 0.3,
        "net.rnn.bias_ih_l0": np.full(3 * hidden, value),
        "net.rnn.bias_hh_l0": np.zeros(3 * hidden),
        "net.fc.weight": generator.normal(size=(1, hidden)),
        "net.fc.bias": np.zeros(1),
    }
    save_file({name: array.astype(np.float32) for name, array in tensors.items()}, path)
    return path


def run(out: Path, *words: str) -> int:
    return main(["run", *words, *OPTIONS, "--out", str(out)])


def test_without_updates_the_same_numbers_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = weights(tmp_path / "w.safetensors")
    assert run(tmp_path / "out", "series-gru", "--set", f"model.weights={file}", "--updates", "0") == 0
    before, after = load_file(file), load_file(tmp_path / "out" / "weights.safetensors")
    for name in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"):
        assert after[f"layer0.{name}"].tobytes() == before[f"net.rnn.{name}"].tobytes()
    for name in ("weight", "bias"):
        assert after[f"readout.{name}"].tobytes() == before[f"net.fc.{name}"].tobytes()
    assert capsys.readouterr().err == ""


def test_the_experiment_file_repeats_the_run_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    weights(tmp_path / "w.safetensors")
    monkeypatch.chdir(tmp_path)
    assert run(tmp_path / "a", "series-gru", "--set", "model.weights=w.safetensors", "--updates", "4", "--quiet") == 0
    saved = load(str(tmp_path / "a" / "experiment.toml"))
    assert saved.model.weights == str(tmp_path / "w.safetensors")
    assert (saved.cell.hidden_size, saved.value("task.length")) == (5, 10)
    os.chdir("/")
    assert run(tmp_path / "b", str(tmp_path / "a" / "experiment.toml"), "--quiet") == 0
    one, other = ((tmp_path / each / "weights.safetensors").read_bytes() for each in "ab")
    assert one == other
    assert capsys.readouterr().err == ""
    weights(tmp_path / "w.safetensors", value=0.25)
    assert run(tmp_path / "c", str(tmp_path / "a" / "experiment.toml"), "--quiet") == 0
    assert "warning: " in (err := capsys.readouterr().err)
    assert "is not the file of the recorded run" in err


def test_notes_and_warnings_are_lines_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = weights(tmp_path / "w.safetensors", value=float("nan"))
    words = ["series-gru", "--set", f"model.weights={file}", "--updates", "0"]
    assert run(tmp_path / "out", *words, "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["status"] == "done"
    assert err == (
        f"rnnviz: warning: {file}: net.rnn.bias_ih_l0 has 15 values that are NaN or infinite\n"
    )


def test_a_file_that_says_the_sizes_itself_must_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = weights(tmp_path / "w.safetensors")
    (tmp_path / "e.toml").write_text(
        f'[task]\nkind = "series"\n[model]\nweights = "{file}"\n[cell]\nkind = "gru"\nhidden_size = 7\n'
    )
    assert run(tmp_path / "out", str(tmp_path / "e.toml")) == 2
    assert f"cell.hidden_size is 7, but the weights in {file} have 5: leave" in capsys.readouterr().err
    (tmp_path / "e.toml").write_text(f'[task]\nkind = "series"\n[model]\nweights = "{file}"\n')
    assert run(tmp_path / "out", str(tmp_path / "e.toml"), "--updates", "0") == 0
    assert load(str(tmp_path / "out" / "experiment.toml")).cell.kind == "gru"
    (tmp_path / "e.toml").write_text(
        f'[task]\nkind = "series"\n[model]\nweights = "{file}"\n[cell]\nkind = "gru"\nhiden_size = 5\n'
    )
    capsys.readouterr()
    assert run(tmp_path / "out", str(tmp_path / "e.toml")) == 2
    assert "unknown field cell.hiden_size: did you mean cell.hidden_size?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("sets", "words"),
    [
        (["model.weights=none.safetensors"], "none.safetensors: there is no such file"),
        (["model.weights=model.pt"], "safetensors.torch.save_file"),
        (["model.weights={file}", "cell.hidden_size=6"], "cell.hidden_size is 6, but the weights in {file} have 5"),
        (["model.weights={file}", "cell.kind=lstm"], "cell.kind is lstm, but the weights in {file} have gru"),
        (["model.weights={file}", "model.layers=2"], "model.layers is 2, but the weights in {file} have 1"),
        (["model.weights={file}", "task.columns=2"], "weight_ih_l0 reads 1 numbers a step, and the task gives 2"),
        (["model.weights={file}", "model.weights_prefix=x"], "model.weights_prefix must be one of net.rnn for"),
        (["model.weights={file}", "task.kind=translate"], 'model.weights needs a task for a stack of layers, and "tr'),
        (["model.weights=3"], "model.weights must be text, got 3"),
        (["model.weights=/dev/zero"], "is not a regular file"),
    ],
)  # fmt: skip
def test_bad_weights_are_one_line_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sets: list[str], words: str
) -> None:
    file = weights(tmp_path / "w.safetensors")
    given = [word for each in sets for word in ("--set", each.format(file=file))]
    code = main(["run", "series-gru", *given, "--out", str(tmp_path / "out")])
    err = capsys.readouterr().err
    assert code == 2
    assert words.format(file=file) in err
    assert err.count("\n") == 1
