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


def close_to(image: QImage, theme: Theme) -> bool:
    """Whether a picture's margin has the colour of a theme's windows."""
    corner = image.pixelColor(image.width() - 2, 60)
    found, wanted = (corner.red(), corner.green(), corner.blue()), rgb(PALETTES[theme].window)
    return max(abs(a - b) for a, b in zip(found, wanted, strict=True)) < 12


def test_a_picture_has_what_was_asked_for(qapp: QApplication, tmp_path: Path) -> None:
    """Size, theme, progress, and of the views only those that were named."""
    whole, part = tmp_path / "whole.png", tmp_path / "part.png"
    told: list[tuple[int, int]] = []
    run = shoot(
        "hello-rnn", **{**USUAL, "size": (1200, 800), "updates": 5}, out=whole,
        progress=lambda done, of: told.append((done, of)),
    )
    image = QImage(str(whole))
    assert image.size().toTuple() == (1200, 800)
    assert close_to(image, "light")
    assert told[-1] == (5, 5)
    assert run is not None
    assert run.history["update"].tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert [path.name for path in tmp_path.iterdir()] == ["whole.png"]
    shoot("hello-rnn", **{**USUAL, "size": (1200, 800), "theme": "dark", "views": ["loss"]}, out=part)
    dark = QImage(str(part))
    assert close_to(dark, "dark")
    right = image.copy(1176, 150, 20, 400), dark.copy(1176, 150, 20, 400)  # where the docks end, and nothing is now
    colours = [len({strip.pixel(x, y) for x in range(20) for y in range(400)}) for strip in right]
    assert colours[0] > colours[1]


@pytest.mark.parametrize(
    ("given", "words"),
    [
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
