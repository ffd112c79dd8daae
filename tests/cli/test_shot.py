"""``rnnviz shot``, in a process of its own where there is no display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import rnnviz
from rnnviz.catalogue import load, to_toml
from rnnviz.cli.shot import keys, size

NO_DISPLAY = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


def program(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in NO_DISPLAY}
    environment["PYTHONPATH"] = str(Path(rnnviz.__file__).parent.parent)
    return subprocess.run(
        [sys.executable, "-m", "rnnviz", *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_a_picture_needs_no_display_and_has_the_size_and_theme_asked_for(tmp_path: Path) -> None:
    done = program(
        "shot", "hello-rnn", "--updates", "2", "--moment", "1", "--size", "1100x720", "--theme", "dark", "--language",
        "ko", "--views", "tokens,view.loss", "--out", "a.png", cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "a.png\n", "")
    assert os.listdir(tmp_path) == ["a.png"]
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (1100, 720)
        pixels = np.asarray(picture.convert("L"))
    assert np.median(pixels) < 80
    assert len(np.unique(pixels)) > 20


def test_a_step_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    done = program("shot", "hello-rnn", "--updates", "1", "--moment", "99", "--out", "a.png", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "rnnviz: moment must be between 0 and 3, got 99\n"
    assert os.listdir(tmp_path) == []


def test_a_loss_that_is_not_finite_leaves_a_picture_and_says_so(tmp_path: Path) -> None:
    sets = ["training.clip.mode=none", "training.optimizer=sgd", "training.learning_rate=1e5"]
    (tmp_path / "bad.toml").write_text(to_toml(load("exploding-rnn", sets)), "utf-8")
    done = program("shot", "bad.toml", "--updates", "100", "--out", "a.png", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("rnnviz: the loss of update ")
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "a.png").is_file()


@pytest.mark.parametrize("words", ["1600x1000", "1024x700"])
def test_a_size_is_two_numbers(words: str) -> None:
    assert "x".join(map(str, size(words))) == words


def test_keys_of_views_may_be_written_as_the_window_names_them() -> None:
    assert keys("tokens, view.loss,") == ("tokens", "loss")
