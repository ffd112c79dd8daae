"""``rnnviz [NAME|FILE]``: the window, or its picture where there is no display."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from rnnviz import startup
from rnnviz.catalogue import DEFAULT, load, to_toml
from rnnviz.cli import main
from rnnviz.errors import CannotRun
from rnnviz.experiment import Experiment
from tests.cli.test_shot import program


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the experiments that a window was opened on; nothing is shown."""
    names: list[str] = []

    def run_window(experiment: Experiment) -> int:
        names.append(experiment.name)
        return 0

    monkeypatch.setattr("rnnviz.app.run_window", run_window, raising=False)
    return names


def test_without_a_name_the_window_opens_on_the_default(opened: list[str]) -> None:
    assert main([]) == 0
    assert opened == [DEFAULT]


def test_a_name_or_a_file_is_opened(opened: list[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(to_toml(load("hello-rnn", ["name=mine"])), "utf-8")
    assert main(["hello-rnn"]) == 0
    assert main([str(path)]) == 0
    assert opened == ["hello-rnn", "mine"]


def test_an_installation_that_cannot_show_a_window_ends_with_3(
    opened: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise CannotRun("Qt needs libEGL.so.1, which this system lacks")

    monkeypatch.setattr(startup, "check_qt", refuse)
    assert main([]) == 3
    assert capsys.readouterr().err == "rnnviz: Qt needs libEGL.so.1, which this system lacks\n"
    assert opened == []


def test_without_a_display_it_trains_and_leaves_a_picture_and_a_summary(tmp_path: Path) -> None:
    text = to_toml(load("hello-rnn", ["training.updates=3", "name=mine"]))
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    done = program("mine.toml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    picture, summary = tmp_path / "runs" / "mine" / "window.png", tmp_path / "runs" / "mine" / "summary.txt"
    assert done.stdout.splitlines() == [
        "There is no display: training mine for 3 updates without a window.",
        f"The window: {picture.relative_to(tmp_path)}",
        f"The summary: {summary.relative_to(tmp_path)}",
    ]
    with Image.open(picture) as image:
        assert image.size == (1600, 1000)
    words = summary.read_text("utf-8")
    assert "3 updates on cpu" in words
    assert "loss: " in words
    assert "accuracy: " in words
    assert "rnnviz run mine.toml" in words
    assert "nan" not in words
