"""``rnnviz run`` and ``verify`` on a session: it goes on from where it was left, or says in one line why not."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from rnnviz.catalogue import load
from rnnviz.cli import main
from rnnviz.engine.training.run import Run
from rnnviz.link.messages import columns
from rnnviz.session import Session, save
from rnnviz.session import load as load_session

SMALL = ["threads=1", "cell.hidden_size=6", "training.validate_every=4", "training.updates=9"]


def saved(path: Path, sets: list[str], updates: int = 5) -> Run:
    """Leave a session after some updates, one change among them; return the run, which may go on."""
    run, rows = Run(load("hello-rnn", sets)), []
    for _ in range(updates):
        if run.updates == 2:
            run.change("training.learning_rate", 0.01)
        rows.append(run.update())
    table = columns(rows)
    begun = run.first.model_copy(update={"change": run.experiment.change})
    save(path, Session(experiment=begun, update=run.updates, snapshot=run.snapshot(), columns=table))
    return run


def same_weights(folder: Path, run: Run) -> None:
    found = load_file(folder / "weights.safetensors")
    for name, value in run.learner.model.state_dict().items():
        np.testing.assert_array_equal(found[name], value.numpy(), err_msg=name)


def test_it_goes_on_bit_for_bit_to_the_experiments_last_update(tmp_path: Path) -> None:
    run = saved(tmp_path / "a.rnnviz", SMALL)
    assert main(["run", str(tmp_path / "a.rnnviz"), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    while run.updates < 9:
        run.update()
    same_weights(tmp_path / "out", run)
    with open(tmp_path / "out" / "metrics.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["update"] for row in rows] == [str(n) for n in range(1, 10)], "those of the session come first"
    assert [bool(row["validation_loss"]) for row in rows] == [n in (4, 8) for n in range(1, 10)]
    again = tmp_path / "again"
    assert main(["run", str(tmp_path / "out" / "experiment.toml"), "--out", str(again), "--quiet"]) == 0
    same_weights(again, run)


def test_what_is_live_can_be_set_and_is_written_down(tmp_path: Path) -> None:
    file = tmp_path / "a.rnnviz"
    run = saved(file, SMALL)
    words = ["--set", "training.learning_rate=0.5", "--updates", "7", "--out", str(tmp_path / "out"), "--quiet"]
    assert main(["run", str(file), *words]) == 0
    run.change("training.learning_rate", 0.5)
    run.update(), run.update()
    same_weights(tmp_path / "out", run)
    written = load(str(tmp_path / "out" / "experiment.toml"))
    assert [(each.update, each.value) for each in written.change] == [(2, 0.01), (5, 0.5)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--updates 4", "has learnt from 5 batches, and --updates counts those: give 5 or more, got 4"),
        ("--updates x", "training.updates must be a whole number"),
        ("--set cell.hidden_size=8", "cell.hidden_size cannot be set: of probe, training"),
        ("--seed 3", "so that seed cannot be set"),
        ("--set training.learning_rate=-1", "training.learning_rate must be between"),
    ],
)
def test_what_a_session_cannot_is_one_line(
    words: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(tmp_path / "a.rnnviz", SMALL)
    capsys.readouterr()
    assert main(["run", str(tmp_path / "a.rnnviz"), *words.split(), "--out", str(tmp_path / "out")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_comparison_is_no_session(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved(tmp_path / "a.rnnviz", SMALL)
    assert main(["compare", str(tmp_path / "a.rnnviz")]) == 2
    assert "is a session: what is compared is written in a comparison's TOML file" in capsys.readouterr().err


@pytest.fixture
def with_weights(tmp_path: Path) -> tuple[Path, Path, Run]:
    """A session that began with a person's file of weights, whose symbols stand in an order of their own."""
    plain = Run(load("hello-rnn", SMALL))
    weights = tmp_path / "w.safetensors"
    text = tmp_path / "poem.txt"
    text.write_text("the quick brown fox jumps over the lazy dog\n" * 20)
    symbols = sorted(set(text.read_text()), reverse=True)
    tensors = {
        "weight_ih_l0": np.zeros((6, len(symbols)), np.float32),
        "weight_hh_l0": plain.snapshot()["model/layer0.weight_hh_l0"],
    }
    tensors["weight_ih_l0"][:] = np.linspace(-1, 1, tensors["weight_ih_l0"].size).reshape(6, -1)
    save_file(tensors, weights, {"symbols": json.dumps(symbols)})
    run = Run(load("python-lstm", [
        "threads=1", "cell.kind=rnn", f"task.path={text}", f"model.weights={weights}", "task.length=12",
    ]))  # fmt: skip
    for _ in range(3):
        run.update()
    file = tmp_path / "a.rnnviz"
    save(file, Session(experiment=run.experiment, update=3, snapshot=run.snapshot()))
    return file, weights, run


def test_a_session_needs_the_file_of_its_weights_no_more(
    with_weights: tuple[Path, Path, Run], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, weights, run = with_weights
    tensors = load_file(weights)
    run.update()
    for words in (
        "w.safetensors has changed: the weights are those that were saved",
        "w.safetensors cannot be read any more: the weights are those that were saved",
    ):
        if "changed" in words:
            save_file({name: 2 * tensor for name, tensor in tensors.items()}, weights)
        else:
            weights.unlink()
        capsys.readouterr()
        assert main(["run", str(file), "--updates", "4", "--out", str(tmp_path / "out"), "--quiet"]) == 0
        assert words in capsys.readouterr().err
        same_weights(tmp_path / "out", run)
    session = load_session(str(file)).session
    again = Run(session.experiment, dict(session.snapshot or {}))
    assert again.task.symbols == run.task.symbols, "in the order of the file"
    assert again.learner.weights.sha256 == run.learner.weights.sha256
    assert main(["verify", str(file)]) == 0


def test_without_a_snapshot_the_file_is_missed(
    with_weights: tuple[Path, Path, Run], capsys: pytest.CaptureFixture[str]
) -> None:
    file, weights, _ = with_weights
    session = load_session(str(file)).session
    save(file, replace(session, snapshot=None, update=0))
    weights.unlink()
    capsys.readouterr()
    assert main(["run", str(file), "--updates", "1"]) == 2
    assert "there is no such file" in capsys.readouterr().err
