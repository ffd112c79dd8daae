"""What a worked example is opened from and written to: files of typed numbers, pictures of lines, the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

import rnnviz
from rnnviz.app.export.figure import encoded
from rnnviz.app.export.formats import FORMATS, filters, kind_of
from rnnviz.app.export.names import asks_name
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.worked.sheet import LineSheet
from rnnviz.atomic import write_bytes
from rnnviz.errors import BadInput
from rnnviz.views.palette import PALETTES
from rnnviz.views.words.language import tr
from rnnviz.worked import Line, Typed
from rnnviz.worked.file import load, save, to_toml
from rnnviz.worked.written_out import as_latex, as_text

LEAST_WIDTH = 900
"""Pixels that a picture is wide at least."""


class Work(Protocol):
    """The window: what is typed, the lines that it makes, and where they stand."""

    typed: Typed
    lines: list[Line]

    @property
    def sheet(self) -> LineSheet: ...

    def begin(self, typed: Typed, what: str = "") -> None:
        """Take other numbers."""

    def finish(self) -> None:
        """Have every line checked now."""

    def refuse(self, problem: BadInput) -> None:
        """Say what cannot be done."""

    def say(self, words: str) -> None:
        """Say what was done."""


class Files(QObject):
    """Opens, saves, exports and copies for one window."""

    def __init__(self, work: Work, window: QWidget, store: SettingsStore) -> None:
        super().__init__(window)
        self._work, self._window, self._store = work, window, store

    def copy_text(self) -> None:
        """Put the lines on the clipboard as text."""
        QGuiApplication.clipboard().setText(as_text(self._work.lines, self._work.sheet.places))

    def copy_latex(self) -> None:
        """Put the lines on the clipboard as LaTeX."""
        QGuiApplication.clipboard().setText(as_latex(self._work.lines, self._work.sheet.places))

    def ask_open(self) -> None:
        """Ask for a file of typed numbers."""
        self._ask(tr("Open"), [tr("Worked examples (*.toml)"), tr("All files (*)")], self.open_path)

    def open_path(self, path: str) -> None:
        """Take the numbers of a file; one that cannot be used is named."""
        self._try(lambda: self._work.begin(load(Path(path)), "file"))

    def ask_save(self) -> None:
        """Ask for a name, and write what is typed under it."""
        kinds = [tr("Worked examples (*.toml)")]
        self._ask(tr("Save as"), kinds, self.save_path, ("toml",), "worked-example.toml")

    def save_path(self, path: str) -> None:
        """Write what is typed."""
        self._try(lambda: save(Path(path), self._work.typed), path)

    def ask_picture(self) -> None:
        """Ask for a name, and write a picture of the lines under it."""
        self._ask(tr("Export picture"), filters(), self.save_picture, FORMATS, "worked-example.png")

    def save_picture(self, path: str) -> None:
        """Write a picture of all lines on white; the ending of the name says of which kind."""
        work = self._work
        work.finish()
        paper = LineSheet(PALETTES["light"])
        paper.folded = set(work.sheet.folded)
        paper.show_lines(work.lines, work.sheet.places)
        paper.formulas.set_all()
        width = max(work.sheet.width(), LEAST_WIDTH)
        paper.resize(width, paper.heightForWidth(width))
        about = {"title": tr("Worked example"), "rnnviz": rnnviz.__version__, "numbers": to_toml(work.typed)}
        data = encoded(paper, kind_of(Path(path)), 2.0, about)
        paper.deleteLater()
        self._try(lambda: write_bytes(Path(path), data), path)

    def _ask(
        self, title: str, kinds: Sequence[str], then: Callable[[str], None], suffixes: Sequence[str] = (),
        name: str = "",
    ) -> None:
        folder = self._store.text("export/folder", "")
        asks_name(self._window, title, kinds, then, folder=folder, suffixes=suffixes, name=name)

    def _try(self, act: Callable[[], object], path: str = "") -> None:
        try:
            act()
        except BadInput as problem:
            self._work.refuse(problem)
        except OSError as problem:
            self._work.refuse(BadInput("{file} cannot be written: {reason}", file=path, reason=problem.strerror))
        else:
            if path:
                self._work.say(tr("Saved: {file}").format(file=path))
