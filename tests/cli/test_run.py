"""``rnnviz run``: the four files, the result as JSON, and every way of ending."""

from __future__ import annotations

import csv
import json
import math
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file

import rnnviz
from rnnviz.catalogue import load
from rnnviz.cli import main
from rnnviz.cli.folder import folder_name

FILES = {"experiment.toml", "weights.safetensors", "metrics.csv", "trace.npz"}
ONE_THREAD = ["--set", "threads=1"]
EXPLODE = [
    "--set", "training.clip.mode=none", "--set", "training.optimizer=sgd", "--set", "training.learning_rate=1e5",
]  # fmt: skip


def run(*words: str) -> int:
    return main(["run", *words, *ONE_THREAD])


def rows(folder: Path) -> list[dict[str, str]]:
    with open(folder / "metrics.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_run_leaves_its_four_files_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("hello-rnn", "--updates", "3", "--seed", "5", "--out", str(tmp_path / "a" / "b")) == 0
    folder = tmp_path / "a" / "b"
    assert {path.name for path in folder.iterdir()} == FILES
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert lines[0].startswith("hello-rnn: 3 updates in ")
    assert {Path(line) for line in lines[1:]} == set(folder.iterdir())
    experiment = load(str(folder / "experiment.toml"))
    assert (experiment.seed, experiment.training.updates, experiment.device) == (5, 3, "cpu")


def test_without_a_folder_it_makes_one_of_the_experiments_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("hello-rnn", "--updates", "1", "--quiet") == 0
    assert {path.name for path in (tmp_path / "runs" / "hello-rnn").iterdir()} == FILES


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a b", "a-b"),
        ("../../etc", "etc"),
        ("/", "untitled"),
        ("..", "untitled"),
        ("실험 1", "실험-1"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_name_is_one_plain_part_of_a_path(name: str, expected: str) -> None:
    assert folder_name(name) == expected


def test_the_result_is_one_json_value(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--updates", "4", "--set", "training.validate_every=2", "--out", str(tmp_path), "--json"]
    assert run("hello-rnn", *words) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found: dict[str, Any] = json.loads(out)
    last = rows(tmp_path)[-1]
    assert (found["name"], found["status"], found["updates"], found["device"]) == ("hello-rnn", "done", 4, "cpu")
    assert found["loss"] == float(last["loss"])
    assert found["scores"] == {
        name: float(last[name])
        for name in ("accuracy", "perplexity", "validation_loss", "validation_accuracy", "validation_perplexity")
    }
    assert found["seconds"] > 0
    assert found["parameters"] == sum(array.size for array in load_file(tmp_path / "weights.safetensors").values())
    assert {Path(path) for path in found["files"]} == set(tmp_path.iterdir())


def test_no_updates_are_allowed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("hello-rnn", "--updates", "0", "--out", str(tmp_path), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["updates"], found["loss"], found["scores"]) == (0, None, {})
    assert rows(tmp_path) == []


def test_quiet_prints_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("hello-rnn", "--updates", "1", "--out", str(tmp_path), "--quiet") == 0
    assert capsys.readouterr() == ("", "")


def test_a_run_is_repeated_bit_for_bit_from_its_file(tmp_path: Path) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    sets = ["--set", "cell.hidden_size=6", "--set", "task.length=9", "--updates", "7", "--seed", "3"]
    assert run("vanishing-rnn", *sets, "--out", str(first), "--quiet") == 0
    assert main(["run", str(first / "experiment.toml"), "--out", str(again), "--quiet"]) == 0
    assert (first / "weights.safetensors").read_bytes() == (again / "weights.safetensors").read_bytes()
    unlike = {"seconds"}
    for one, other in zip(rows(first), rows(again), strict=True):
        assert {k: v for k, v in one.items() if k not in unlike} == {k: v for k, v in other.items() if k not in unlike}


def test_watching_adds_arrays_and_changes_nothing(tmp_path: Path) -> None:
    plain, watched = tmp_path / "plain", tmp_path / "watched"
    assert run("hello-rnn", "--updates", "2", "--out", str(plain), "--quiet") == 0
    assert run("hello-rnn", "--updates", "2", "--out", str(watched), "--watch", "gradient_flow/*", "--quiet") == 0
    with np.load(plain / "trace.npz") as few, np.load(watched / "trace.npz") as more:
        kinds = ("gradient_flow", "gradient_flow_log10", "gradient_flow_residual")
        assert set(more) - set(few) == {f"{kind}/layer0.hidden" for kind in kinds}
        for name in few:
            np.testing.assert_array_equal(few[name], more[name])
    assert (plain / "weights.safetensors").read_bytes() == (watched / "weights.safetensors").read_bytes()


def test_a_watched_name_that_is_not_there_is_said_before_the_training(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("hello-rnn", "--updates", "1000000", "--out", str(tmp_path / "a"), "--watch", "layer7.hidden") == 2
    assert "layer7.hidden" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("watch", "known"),
    [
        ("lyapunof/*", "lyapunov/*"), ("gradient_flow/*.cell", "gradient_flow/layer0.hidden"),
        ("gradient_kept@0/*", "gradient_kept@K/*"), ("gradient_lost@2/*.cell", "gradient_lost@K/*"),
        ("layer0.hidden,nothing*", "layer0.hidden"),
    ],
)  # fmt: skip
def test_a_watched_pattern_that_nothing_matches_is_answered_with_what_there_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], watch: str, known: str
) -> None:
    assert run("hello-rnn", "--updates", "1000000", "--out", str(tmp_path / "a"), "--watch", watch) == 2
    said = capsys.readouterr().err
    assert f"no array {watch.rpartition(',')[2]}: it has " in said
    assert known in said
    assert not (tmp_path / "a").exists()


def test_other_data_than_recorded_are_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "mine.txt"
    text.write_text("the quick brown fox jumps over the lazy dog\n" * 300, "utf-8")
    sets = [
        "--set", "task.kind=char_lm", "--set", f"task.path={text}", "--set", "task.length=8", "--set",
        "cell.hidden_size=4", "--updates", "1", "--quiet",
    ]  # fmt: skip
    assert run("hello-rnn", *sets, "--out", str(tmp_path / "a")) == 0
    again = ["run", str(tmp_path / "a" / "experiment.toml"), "--out", str(tmp_path / "b"), "--quiet"]
    assert main(again) == 0
    assert capsys.readouterr().err == ""
    text.write_text("the lazy dog jumps over the quick brown fox\n" * 300, "utf-8")
    assert main(again) == 0
    warning = capsys.readouterr().err
    assert warning.startswith("rnnviz: warning: the data are not those of the recorded run")
    assert warning.count("\n") == 1


@pytest.mark.parametrize("json_wanted", [True, False])
def test_a_loss_that_is_not_finite_ends_the_run_and_keeps_what_there_is(
    json_wanted: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["exploding-rnn", *EXPLODE, "--updates", "100", "--out", str(tmp_path)]
    assert run(*words, *(["--json"] if json_wanted else ["--quiet"])) == 1
    out, err = capsys.readouterr()
    done = len(rows(tmp_path))
    assert 0 < done < 100
    assert err.startswith(f"rnnviz: the loss of update {done + 1} is ")
    assert err.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == FILES
    assert all(np.isfinite(array).all() for array in load_file(tmp_path / "weights.safetensors").values())
    assert load(str(tmp_path / "experiment.toml")).training.updates == done
    if json_wanted:
        found = json.loads(out)
        assert (found["status"], found["updates"]) == ("failed", done)
        assert found["message"] in err
        assert math.isfinite(found["loss"])


BAD = {
    "cell.hiden_size=3": "unknown field cell.hiden_size: did you mean cell.hidden_size?",
    "cell.hidden_size=0": "cell.hidden_size must be between 1 and 4096, got 0",
    "device=cuda": 'device "cuda" is not available',
    "training.batch_size=4096 task.length=10000 cell.hidden_size=4096": "GB of memory are free",
    "task.kind=char_lm task.path=missing.txt": "missing.txt",
}


@pytest.mark.parametrize("sets", BAD)
def test_bad_input_is_one_line_and_leaves_nothing(
    sets: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    if sets == "device=cuda" and torch.cuda.is_available():
        monkeypatch.setattr(torch.backends.cuda, "is_built", lambda: False)
    monkeypatch.chdir(tmp_path)
    words = [word for each in sets.split() for word in ("--set", each)]
    assert run("vanishing-rnn", *words, "--updates", "1") == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert BAD[sets] in err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_had_is_said_before_the_training(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        assert run("hello-rnn", "--updates", "1000000", "--out", str(out)) == 2
        assert str(out) in capsys.readouterr().err


def test_ctrl_c_on_a_terminal_keeps_what_there_is(tmp_path: Path) -> None:
    """Starts it on a terminal of its own, waits until the bar has counted, and presses Ctrl+C."""
    outer, inner = pty.openpty()
    termios.tcsetwinsize(outer, (24, 100))
    words = ["run", "hello-rnn", "--updates", "1000000", "--out", str(tmp_path), *ONE_THREAD]
    command = [sys.executable, "-m", "rnnviz", *words]
    process = subprocess.Popen(
        command, cwd=Path(rnnviz.__file__).parent.parent, stdout=subprocess.PIPE, stderr=inner, text=True
    )
    os.close(inner)
    try:
        shown = until(outer, b"loss")
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    finally:
        process.kill()
        process.communicate()
        os.close(outer)
    assert process.returncode == 130
    assert b"hello-rnn: " in shown
    assert b"/1000000 [" in shown
    done = len(rows(tmp_path))
    assert done > 0
    assert f"hello-rnn: {done} update{'s' if done > 1 else ''} in" in out
    assert "interrupted" in out
    assert {path.name for path in tmp_path.iterdir()} == FILES
    assert load(str(tmp_path / "experiment.toml")).training.updates == done


def until(terminal: int, word: bytes, seconds: float = 60.0) -> bytes:
    """Read from a terminal until a word comes."""
    shown, end = b"", time.monotonic() + seconds
    while word not in shown:
        assert select.select([terminal], [], [], max(0.0, end - time.monotonic()))[0], f"waited in vain: {shown!r}"
        shown += os.read(terminal, 65536)
    return shown


def test_watched_ratios_are_columns_of_the_metrics(tmp_path: Path) -> None:
    """They come with the first update: asking for them before it is no error."""
    assert run("hello-rnn", "--updates", "2", "--watch", "update_ratio/*", "--out", str(tmp_path), "--quiet") == 0
    with np.load(tmp_path / "trace.npz", allow_pickle=False) as trace:
        last = float(rows(tmp_path)[-1]["update_ratio/readout.weight"])
        assert last == float(trace["update_ratio/readout.weight"][0]) > 0
