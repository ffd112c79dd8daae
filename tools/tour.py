"""Drives the real window through every view, level of the transport, operation and comparison: ``make tour``.

The pictures stand in the folder that is named (default: runs/tour). A step that does not come about within its
time ends the tour with exit code 1 and says which it was.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from rnnviz.app import open_window
from rnnviz.app.compare.window import CompareWindow
from rnnviz.app.main_window import MainWindow
from rnnviz.operation import Operation
from rnnviz.trace import Moment, Trace
from rnnviz.views import VIEWS

LONGEST = 60.0
UPDATES = 60
SIZES = ((1024, 700), (1600, 1000))
LECTURE = (1280, 720)
FILLED_BY = {"attention": "translate-attention"}
"""Views that another experiment than the default one fills."""


class Late(RuntimeError):
    """A step did not come about."""


class Tour:
    """A window, and pictures of it numbered in their order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        self.window: MainWindow = open_window("python-lstm")
        self.window.resize(*SIZES[-1])

    # how it waits and looks

    def wait(self, what: str, until: Callable[[], bool]) -> None:
        """Let the window live until something holds."""
        end = time.monotonic() + LONGEST
        while not until():
            if time.monotonic() > end:
                raise Late(what)
            QApplication.processEvents()

    def rest(self) -> None:
        """Let everything that was asked for be drawn."""
        end = time.monotonic() + 0.6
        self.wait("all that is watched", lambda: time.monotonic() > end and not self.window.link.lacking)

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """Leave a picture."""
        self.rest()
        self.count += 1
        path = self.folder / f"{self.count:02}-{name}.png"
        (of or self.window).grab().save(str(path))
        sys.stdout.write(f"{path}\n")

    def act(self, key: str) -> None:
        """Trigger an action of the menus."""
        self.window.actions_by_key[key].trigger()

    @property
    def trace(self) -> Trace:
        """What is shown."""
        found = self.window.player.trace
        assert found is not None
        return found

    def open(self, preset: str, updates: int) -> None:
        """Open an experiment and let it learn."""
        if preset != self.window.editing.now.name:
            self.window.documents.open_preset(preset)
        newest = self.window.editing.newest
        shown = self.window.player
        self.wait(f"the first trace of {preset}", lambda: shown.trace is not None and shown.trace.run == newest.number)
        self.window.player.pause()
        self.window.link.update(updates)
        self.wait(f"{updates} updates of {preset}", lambda: self.trace.update >= updates)

    # where it goes

    def views(self) -> None:
        """Every view, docks in front one after another."""
        for key, kind in VIEWS.items():
            preset = FILLED_BY.get(key, "python-lstm")
            if self.window.editing.now.name != preset:
                self.open(preset, UPDATES)
            if kind.place == "dock":
                self.window.parts.docks.open(key)
            self.picture(f"view-{key}")

    def transport(self) -> None:
        """Time step, phase, update; back in time, and a branch."""
        self.open("hello-rnn", UPDATES)
        self.act("first_moment")
        self.act("step_forward")
        self.picture("time-step")
        self.act("phase_backward")
        self.picture("phase-backward")
        self.act("next_update")
        self.wait("the next update", lambda: self.trace.update == UPDATES + 1)
        self.window.player.go_to_update(UPDATES // 2)
        self.wait("a past update", lambda: self.trace.update == UPDATES // 2)
        self.picture("rewound")
        self.window.editing.change({"training.learning_rate": 0.2})
        branch = self.window.editing.newest
        self.wait("the start of a branch", lambda: self.trace.run == branch.number)
        self.window.link.update(20)
        self.wait("a branch", lambda: self.trace.update == UPDATES // 2 + 20)
        self.picture("branch")

    def surgery(self) -> None:
        """Every kind of operation, on its own and undone."""
        symbol = str(self.trace["tokens"][1])
        for operation in (
            Operation(kind="clamp", target="layer0.hidden", index=(0,), value=0.0),
            Operation(kind="scale", target="layer0.hidden", index=(1,), first=1, last=2, value=0.5),
            Operation(kind="weight", target="layer0.weight_hh_l0", index=(0, 1), value=2.0),
            Operation(kind="token", symbol=symbol, first=0, last=0),
            Operation(kind="cut", first=2),
        ):
            self.window.surgery.add(operation)
            self.wait(f"an operated pass: {operation.kind}", lambda one=operation: self.trace.operated == (one,))  # type: ignore[misc]
            self.picture(f"operated-{operation.kind}")
            self.act("undo")
            self.wait("the untouched pass", lambda: not self.trace.operated)

    def comparison(self) -> None:
        """Two models side by side."""
        self.act("compare")
        (pair,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, CompareWindow))
        pair.resize(*SIZES[-1])
        self.wait("both models", lambda: pair.duel.pair is not None)
        self.picture("comparison", pair)
        pair.close()

    def looks(self) -> None:
        """Themes, languages, sizes, layouts and lecture mode."""
        self.open("python-lstm", UPDATES)
        self.window.player.go_to(Moment("backward", 40))
        for theme, language in (("dark", "en"), ("light", "ko")):
            self.window.appearance.set_theme(theme)  # type: ignore[arg-type]
            self.window.appearance.set_language(language)  # type: ignore[arg-type]
            for width, height in SIZES:
                self.window.resize(width, height)
                self.picture(f"{theme}-{language}-{width}")
        for key in ("layout_research", "layout_lecture", "layout_explore"):
            self.act(key)
            self.picture(key)
        self.act("lecture_mode")
        self.rest()
        self.window.resize(*LECTURE)  # as on a projector: offscreen there is no screen to fill
        self.picture("lecture-mode")
        self.act("lecture_mode")


def main() -> int:
    """Go on the tour."""
    parser = argparse.ArgumentParser(description="Drive the window everywhere, and leave pictures.")
    parser.add_argument("--out", default="runs/tour", help="folder of the pictures")
    folder = Path(parser.parse_args().out)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["RNNVIZ_HOME"] = home
        tour = Tour(folder)
        try:
            tour.open("python-lstm", UPDATES)
            for part in (tour.views, tour.transport, tour.surgery, tour.comparison, tour.looks):
                part()
        except Late as problem:
            sys.stderr.write(f"tour: waited {LONGEST:.0f} s for {problem}\n")
            return 1
        finally:
            tour.window.close()
            QApplication.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
