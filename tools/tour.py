"""Drives the real window through every view, level of the transport, operation and comparison: ``make tour``.

The pictures stand in the folder that is named (default: runs/tour), numbered in their order; ``--only`` names the
parts that are gone through. A step that does not come about within its time ends the tour with exit code 1 and says
which it was; so does a view that stays empty, and a read-out without a number.
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

from PySide6.QtCore import QEventLoop, QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from rnnviz.app import open_window
from rnnviz.app.main_window import MainWindow
from rnnviz.operation import Operation
from rnnviz.trace import Moment, Trace
from rnnviz.views import VIEWS
from rnnviz.views.equations.equation_sheet import EquationSheet
from rnnviz.views.frames.dock import Dock
from rnnviz.views.frames.track import Track
from rnnviz.views.generation.dock import Generation
from rnnviz.views.hunt.dock import UnitHunt

LONGEST = 120.0
"""Seconds that a step may take."""
UPDATES = 300
SIZES = ((1024, 700), (1600, 1000))
LECTURE = (1280, 720)
ORDINARY = "python-lstm"
FILLED_BY = {
    "attention": ("translate-attention", 200),
    "autoregression": ("sunspots-ar", 200),
    "predictions": ("sunspots-ar", 200),
}
"""Views that another experiment than the ordinary one fills, and the updates that it needs."""
PAGES = {
    "equations": ("of",), "diagram": ("page",), "text": (), "generation": (), "hunt": (),
    "attention": ("lines", "numbers", "worth"), "flow": ("mode",), "spectrum": ("drawing",), "census": ("when",),
    "state_space": ("colour",), "weights": ("quantity",), "autoregression": ("page",), "ngram": (), "cliff": (),
    "training": ("log",), "history": ("quantity",), "clipping": ("mode",),
}  # fmt: skip
"""Choosers and switches of a view whose every entry is another drawing."""


class Late(RuntimeError):
    """A step did not come about."""


class Tour:
    """A window, and pictures of it numbered in their order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        self.window: MainWindow = open_window(ORDINARY)
        self.window.resize(*SIZES[-1])
        self.window.layout_memory.reset()

    # how it waits and looks

    def wait(self, what: str, until: Callable[[], bool]) -> None:
        """Let the window live until something holds."""
        end = time.monotonic() + LONGEST
        while not until():
            if time.monotonic() > end:
                raise Late(f"waited {LONGEST:.0f} s for {what}")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def rest(self) -> None:
        """Let everything that was asked for come, and be drawn."""
        window, times = self.window, 0

        def rests() -> bool:
            nonlocal times
            sheets = (sheet for sheet in window.findChildren(EquationSheet) if sheet.isVisible())
            settled = window.parts.settled and not window.link.lacking and not window.jobs.busy
            times = times + 1 if settled and all(sheet.all_set for sheet in sheets) else 0
            return times > 20  # what is drawn may ask for more

        self.wait("all that is shown", rests)

    def picture(self, name: str, of: QWidget | None = None, part: QRect | None = None) -> None:
        """Leave a picture of the window, or of something else, or of a part of it."""
        self.rest()
        self.count += 1
        path = self.folder / f"{self.count:02}-{name}.png"
        shown = of or self.window
        shown.grab(part or shown.rect()).save(str(path))
        sys.stdout.write(f"{path}\n")
        sys.stdout.flush()

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
        """Open an experiment and let it learn; it rests in the backward phase, where every view has something."""
        if preset != self.window.editing.now.name:
            self.window.documents.open_preset(preset)
        newest, player = self.window.editing.newest, self.window.player
        came = f"the first trace of {preset}"
        self.wait(came, lambda: player.trace is not None and player.trace.run == newest.number)
        player.pause()
        if self.trace.update < updates:
            self.window.link.update(updates - self.trace.update)
        self.wait(f"{updates} updates of {preset}", lambda: self.trace.update >= updates)
        player.go_to(Moment("backward", round(0.6 * (self.trace.length - 1))))
        self.rest()

    def learn(self, updates: int) -> None:
        """Let the model that is shown learn on."""
        aim = self.trace.update + updates
        self.window.link.update(updates)
        self.wait(f"update {aim}", lambda: self.trace.update >= aim)
        self.rest()

    # where it goes

    def views(self) -> None:
        """Every view, under the mouse where it answers one; docks page by page."""
        for key, kind in VIEWS.items():
            preset, updates = FILLED_BY.get(key, (ORDINARY, UPDATES))
            if self.window.editing.now.name != preset:
                self.open(preset, updates)
            if kind.place == "track":
                self.track(key)
            else:
                self.dock(key)
        self.open(ORDINARY, UPDATES)

    def track(self, key: str) -> None:
        """A track, with the mouse over the middle of it and the line that reads out."""
        view = self.window.workspace.views[key]
        assert isinstance(view, Track)
        self.point(view.plot.viewport())
        self.wait(f"{key} to read out", lambda: self.window.workspace.axis.hover is not None)
        self.rest()
        said = view.readout(self.window.workspace.axis.hover or 0)
        if not any(letter.isdigit() for letter in said) and key != "tokens":
            raise Late(f"{key} reads out no number: {said!r}")
        self.picture(f"track-{key}", self.window, QRect(view.widget.mapTo(self.window, QPoint()), view.widget.size()))
        self.window.workspace.axis.set_hover(None)

    def dock(self, key: str) -> None:
        """A dock in front of its tabs, filled, and each of its pages."""
        self.window.parts.docks.open(key)
        view = self.window.workspace.views[key]
        assert isinstance(view, Dock)
        self.rest()
        if isinstance(view, UnitHunt):
            view.hunt()
            self.rest()
            view.lesion()
        if isinstance(view, Generation):
            view.write()
            self.wait("a text of the model's own", lambda: view.text is not None and not view.writing)
        self.rest()
        if key == "weights":  # gradients, changes and their ratios come while somebody looks at them
            self.learn(20)
        if view.sentence:
            raise Late(f"{key} shows nothing: {view.sentence}")
        self.picture(f"view-{key}")
        for name in PAGES[key]:
            if name in view.toggles:
                view.toggles[name].click()
                self.picture(f"view-{key}-{name}", self.window.parts.docks.docks[key])
                view.toggles[name].click()
                continue
            chooser = view.choosers[name]
            first = chooser.key
            for entry in [str(chooser.itemData(place)) for place in range(chooser.count())]:
                if entry != first:
                    chooser.take(entry)
                    view.redraw()
                    if key == "weights":
                        self.rest()  # the engine is told what the page watches
                        self.learn(1)
                    self.picture(f"view-{key}-{entry.replace('/', '-')}", self.window.parts.docks.docks[key])
            chooser.take(first)
            view.redraw()
        if isinstance(view, Generation):
            view.tracks.setChecked(False)  # the tracks show the example again
        self.window.parts.docks.show(key, kept(key))

    def point(self, at: QWidget) -> None:
        """Move the mouse over the middle of something."""
        middle = at.rect().center()
        QTest.mouseMove(at, middle + QPoint(3, 0))
        QTest.mouseMove(at, middle)

    def transport(self) -> None:
        """Time step, phase, update; a loop; back in time, and a branch beside its trunk."""
        updates = 60
        self.open("hello-rnn", updates)
        self.act("first_moment")
        self.picture("first-step")
        self.act("step_forward")
        self.picture("time-step")
        for phase in ("loss", "backward", "clip", "update"):
            self.act(f"phase_{phase}")
            self.picture(f"phase-{phase}")
        self.window.workspace.axis.set_loop((1, 2))
        self.picture("loop")
        self.window.workspace.axis.set_loop(None)
        self.act("next_update")
        self.wait("the next update", lambda: self.trace.update == updates + 1)
        self.picture("next-update")
        self.act("previous_update")
        self.wait("the update before", lambda: self.trace.update == updates)
        self.picture("previous-update")
        self.window.player.go_to_update(updates // 2)
        self.wait("a past update", lambda: self.trace.update == updates // 2)
        self.picture("rewound")
        self.window.editing.change({"training.learning_rate": 0.2})
        branch = self.window.editing.newest
        self.wait("the start of a branch", lambda: self.trace.run == branch.number)
        self.window.link.update(40)
        self.wait("a branch", lambda: self.trace.update == updates // 2 + 40)
        self.picture("branch-beside-its-trunk")
        self.act("branches")
        self.picture("branches", self.window.parts.transport.list)
        self.act("branches")

    def surgery(self) -> None:
        """Every kind of operation on its own and undone, then all of them listed."""
        self.open(ORDINARY, UPDATES)
        self.window.parts.docks.open("surgery")
        symbol = str(self.trace["tokens"][1])
        operations = (
            Operation(kind="clamp", target="layer0.forget_gate", first=40, last=60, value=0.0),
            Operation(kind="scale", target="layer0.hidden", index=(1,), first=10, last=30, value=2.0),
            Operation(kind="weight", target="layer0.weight_hh_l0", index=(0, 1), value=2.0),
            Operation(kind="token", symbol=symbol, first=0, last=0),
            Operation(kind="cut", first=50),
        )
        for operation in operations:
            self.window.surgery.add(operation)
            self.wait(f"an operated pass: {operation.kind}", lambda one=operation: self.trace.operated == (one,))  # type: ignore[misc]
            self.picture(f"operated-{operation.kind}")
            self.act("undo")
            self.wait("the untouched pass", lambda: not self.trace.operated)
        for operation in operations:
            self.window.surgery.add(operation)
        self.wait("all operations", lambda: self.trace.operated == operations)
        self.picture("operated-by-all", self.window.parts.docks.docks["surgery"])
        self.window.surgery.clear()
        self.wait("the untouched pass", lambda: not self.trace.operated)
        self.window.parts.docks.show("surgery", False)

    def comparison(self) -> None:
        """Two models side by side, fresh and after training; initialisations compared; an example worked out."""
        self.open("hello-rnn", 0)
        self.act("compare")
        pair = self.window.comparing.window
        assert pair is not None
        pair.resize(*SIZES[-1])
        self.wait("both models", lambda: pair.duel.pair is not None)
        pair.player.pause()
        for _ in range(4):
            pair.duel.update(20)
            self.wait("updates of both", lambda: not pair.duel.waiting)
        pair.player.go_to(Moment("backward", 2))
        pair.frame()
        self.picture("compare", pair)
        pair.close()
        self.act("comparisons")
        several = self.window.comparisons.window
        assert several is not None
        several.choose("init")
        several.run()
        self.wait("the comparison of initialisations", lambda: not several.running.active)
        self.picture("comparisons", several)
        several.close()
        self.act("worked_example")
        worked = self.window.working.window
        assert worked is not None
        worked.finish()
        self.picture("worked-example", worked)
        worked.close()

    def hands(self) -> None:
        """What opens over the window: presets, palette, keys, notes, export, verification, a view's menu."""
        self.open(ORDINARY, UPDATES)
        for key, name in (("presets", "preset_browser"), ("palette", "palette"), ("keys", "keys_sheet"),
                          ("notes", "notes"), ("about", "about"), ("export_figure", "figure_dialog"),
                          ("verify", "verification")):  # fmt: skip
            self.act(key)
            shown = self.window.findChild(QWidget, name)
            self.wait(name, lambda: shown is not None and shown.isVisible())  # noqa: B023
            if key == "verify":
                self.wait("the checks", lambda: self.window.verification.progress is None)
            if key == "export_figure":
                preview = self.window.findChild(QWidget, "figure.preview")
                self.wait("the preview", lambda: not preview.pixmap().isNull())  # type: ignore[union-attr]  # noqa: B023
            self.picture(f"hands-{key}", shown)
            assert shown is not None
            shown.close()
        menu = self.window.menus.menu("gates")
        menu.popup(self.window.mapToGlobal(QPoint(600, 300)))
        self.picture("hands-menu-of-a-view", menu)
        menu.close()

    def looks(self) -> None:
        """Themes, languages, sizes, layouts and lecture mode."""
        self.open(ORDINARY, UPDATES)
        window = self.window
        for theme in ("dark", "light"):
            for language in ("en", "ko"):
                window.appearance.set_theme(theme)  # type: ignore[arg-type]
                window.appearance.set_language(language)  # type: ignore[arg-type]
                for width, height in SIZES:
                    window.resize(width, height)
                    self.act("reset_view")
                    self.picture(f"{theme}-{language}-{width}")
            window.appearance.set_language("en")
            for key in ("layout_research", "layout_lecture", "layout_explore"):
                self.act(key)
                self.picture(f"{theme}-{key}")
            self.act("lecture_mode")
            self.rest()
            window.resize(*LECTURE)  # as on a projector: offscreen there is no screen to fill
            self.picture(f"{theme}-lecture-mode")
            self.act("lecture_mode")


def kept(key: str) -> bool:
    """Return whether a dock is one of a first window."""
    return VIEWS[key].at_first


PARTS = ("views", "transport", "surgery", "comparison", "hands", "looks")


def main() -> int:
    """Go on the tour."""
    parser = argparse.ArgumentParser(description="Drive the window everywhere, and leave pictures.")
    parser.add_argument("--out", default="runs/tour", help="folder of the pictures")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, separated by commas")
    given = parser.parse_args()
    folder = Path(given.out)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["RNNVIZ_HOME"] = home
        tour = Tour(folder)
        try:
            tour.open(ORDINARY, UPDATES)
            for part in given.only.split(","):
                getattr(tour, part)()
        except Late as problem:
            sys.stderr.write(f"tour: {problem}\n")
            return 1
        finally:
            tour.window.close()
            QApplication.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
