"""Draws the thumbnails of the presets browser from real runs: ``python tools/thumbnails.py [NAME ...]``.

Each is one view of the run after some updates, in both themes, 240 by 150 pixels of at most 64 colours.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["RNNVIZ_HOME"] = tempfile.mkdtemp(prefix="rnnviz-thumbnails-")

from PIL import Image
from PySide6.QtWidgets import QApplication

from rnnviz.app import open_window
from rnnviz.app.export.sheet import Look
from rnnviz.app.main_window import MainWindow
from rnnviz.catalogue import presets
from rnnviz.views.palette import Theme

FOLDER = Path(__file__).parents[1] / "resources" / "thumbnails"
SIZE = (240, 150)
LARGE = (480, 300)
COLOURS = 64
UPDATES = 150
THEMES: tuple[Theme, ...] = ("light", "dark")
VIEWS = {
    "adding-lstm": "cell_state",
    "brackets-lstm": "cell_state",
    "carousel-lstm": "cell_state",
    "cho-gru": "gates",
    "copy-transformer": "attention",
    "copying-gru": "gates",
    "dates-attention": "attention",
    "deep-gru": "gradient_norms",
    "digits-gru": "gates",
    "hello-delayed": "activations",
    "hello-one-to-many": "activations",
    "hello-rnn": "activations",
    "highway-lstm": "gates",
    "neighbours-lstm": "activations",
    "nile-gru": "predictions",
    "noise-lstm": "predictions",
    "numbers-attention": "attention",
    "order-lstm": "gates",
    "order-transformer": "attention",
    "peephole-lstm": "cell_state",
    "python-lstm": "activations",
    "python-transformer": "attention",
    "regimes-gru": "predictions",
    "reverse-attention": "attention",
    "series-gru": "predictions",
    "sunspots-ar": "predictions",
    "sunspots-lstm": "predictions",
    "sunspots-mlp": "predictions",
    "sunspots-shuffled": "predictions",
    "translate-attention": "attention",
    "translate-bottleneck": "activations",
    "translate-dot": "attention",
    "translate-general": "attention",
    "truncated-gru": "gates",
}
"""The view that shows what an experiment is about; gradient norms where none is named."""


def main(names: Sequence[str]) -> None:
    """Draw the thumbnails of some presets, or of all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    for name in names or list(presets()):
        window = open_window(name)
        window.player.pause()
        try:
            draw(window, name, lambda: app.processEvents())
        finally:
            window.close()


def draw(window: MainWindow, name: str, live: Callable[[], object]) -> None:
    """Let a window learn, and draw its thumbnails."""

    def wait(fact: Callable[[], bool]) -> None:
        while not fact():
            live()
            time.sleep(0.01)

    player = window.player
    wait(lambda: player.trace is not None)
    window.link.update(UPDATES)
    wait(lambda: player.trace is not None and player.trace.update >= UPDATES)
    player.go_to(type(player.moment)("forward", player.length // 2))
    view = window.workspace.views[VIEWS.get(name, "gradient_norms")]
    window.menus.reveal(view.key)
    assert player.trace is not None
    view.show(player.trace, player.moment)
    for theme in THEMES:
        look = Look(width=LARGE[0], height=LARGE[1], theme=theme, worded=False, line_width=2.4)
        picture = Image.open(io.BytesIO(window.exporting.picture(view, "png", look))).convert("RGB")
        small = picture.resize(SIZE, Image.Resampling.LANCZOS).quantize(COLOURS, dither=Image.Dither.NONE)
        path = FOLDER / f"{name}-{theme}.png"
        small.save(path, optimize=True)
        sys.stdout.write(f"{path.name} {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1:])
