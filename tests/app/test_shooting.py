from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from rnnviz.app.shooting import EngineFailed, shoot
from rnnviz.catalogue import load
from rnnviz.errors import BadInput
from rnnviz.views.palette import PALETTES, Theme, rgb

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one

USUAL: dict[str, Any] = {
    "updates": 0, "moment": None, "size": (1024, 700), "theme": "light", "language": "en", "views": None,
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_has_the_size_theme_and_progress_that_were_asked_for(
    qapp: QApplication, tmp_path: Path, theme: Theme
) -> None:
    out = tmp_path / "picture.png"
    told: list[tuple[int, int]] = []
    run = shoot(
        "hello-rnn", **{**USUAL, "theme": theme, "size": (1200, 800), "updates": 5}, out=out,
        progress=lambda done, of: told.append((done, of)),
    )
    image = QImage(str(out))
    assert image.size().toTuple() == (1200, 800)
    assert told[-1] == (5, 5)
    assert run is not None
    assert run.history["update"].tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]
    corner = image.pixelColor(1198, 60)
    red, green, blue = rgb(PALETTES[theme].window)
    assert max(abs(corner.red() - red), abs(corner.green() - green), abs(corner.blue() - blue)) < 12
    assert [path.name for path in tmp_path.iterdir()] == ["picture.png"]


def test_only_the_views_that_were_named_are_in_it(qapp: QApplication, tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.png", tmp_path / "part.png"
    shoot("hello-rnn", **USUAL, out=whole)
    shoot("hello-rnn", **{**USUAL, "views": ["loss"]}, out=part)
    right = QImage(str(whole)).copy(1000, 150, 20, 400), QImage(str(part)).copy(1000, 150, 20, 400)
    assert right[0] != right[1]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"moment": 99}, "moment must be between 0 and 3, got 99"),
        ({"moment": -1}, "moment must be between 0 and 3, got -1"),
        ({"updates": -1}, "updates must be between 0"),
        ({"size": (100, 700)}, "width must be between 1024"),
        ({"views": ["gatse"]}, "did you mean gates?"),
    ],
)
def test_what_cannot_be_shot_is_one_sentence(
    qapp: QApplication, tmp_path: Path, given: dict[str, Any], words: str
) -> None:
    with pytest.raises(BadInput, match=words.replace("?", r"\?")):
        shoot("hello-rnn", **{**USUAL, **given}, out=tmp_path / "no.png")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_one_sentence(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        shoot("hello-rnn", **USUAL, out=tmp_path / "missing" / "no.png")


def test_a_loss_that_explodes_is_said_and_the_picture_is_taken(qapp: QApplication, tmp_path: Path) -> None:
    wild = load(
        "hello-rnn",
        ["cell.activation=identity", "training.optimizer=sgd", "training.clip.mode=none", "training.learning_rate=1e6"],
    )
    out = tmp_path / "picture.png"
    with pytest.raises(EngineFailed, match="loss of update"):
        shoot(wild, **{**USUAL, "updates": 1000}, out=out)
    assert out.exists()
