"""What a comparison is exported as: its table on the clipboard, its numbers as CSV, curves and table as a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

import rnnviz
from rnnviz.app.comparisons.running import Running
from rnnviz.app.comparisons.table import ComparisonTable
from rnnviz.app.export.figure import encoded
from rnnviz.app.export.formats import FORMATS, filters, kind_of
from rnnviz.app.export.names import asks_name
from rnnviz.app.settings_store import SettingsStore
from rnnviz.atomic import write_bytes, write_text
from rnnviz.compared import as_csv, curves, runs, table
from rnnviz.comparison import Comparison
from rnnviz.errors import BadInput
from rnnviz.views.words.language import tr


class Shown(Protocol):
    """The window: the comparison that is chosen, what runs, and where its results stand."""

    comparison: Comparison
    running: Running
    table: ComparisonTable
    results: QWidget

    def refuse(self, problem: BadInput) -> None:
        """Say what cannot be done."""

    def say(self, words: str) -> None:
        """Say what was done."""


class Exports(QObject):
    """Copies and writes for one window."""

    def __init__(self, shown: Shown, window: QWidget, store: SettingsStore) -> None:
        super().__init__(window)
        self._shown, self._window, self._store = shown, window, store

    def copy_table(self) -> None:
        """Put the table on the clipboard, a row a line, columns apart by tabs."""
        QGuiApplication.clipboard().setText(self._shown.table.text)
        self._shown.say(tr("The table is on the clipboard."))

    def ask_data(self) -> None:
        """Ask for a name, and write the table, the runs or the curves under it."""
        kinds = [tr("Table: mean and spread (*.csv)"), tr("Every run (*.csv)"), tr("Learning curves (*.csv)")]
        name = f"{self._shown.comparison.name}.csv"
        dialog = asks_name(
            self._window, tr("Export data"), kinds,
            lambda path: self.save_data(path, kinds.index(dialog.selectedNameFilter())), folder=self._folder,
            suffixes=("csv",), name=name,
        )

    def save_data(self, path: str, which: int = 0) -> None:
        """Write the table (0), the runs (1) or the curves (2) as CSV."""
        running = self._shown.running
        known = running.comparison or self._shown.comparison
        rows: Sequence[object] = (
            table(known, running.outcomes), runs(running.outcomes), curves(running.outcomes)
        )[which]
        self._try(path, lambda: write_text(Path(path), as_csv(rows)))  # type: ignore[arg-type]

    def ask_picture(self) -> None:
        """Ask for a name, and write curves and table as a picture under it."""
        name = f"{self._shown.comparison.name}.png"
        asks_name(
            self._window, tr("Export picture"), filters(), self.save_picture, folder=self._folder,
            suffixes=FORMATS, name=name,
        )

    def save_picture(self, path: str) -> None:
        """Write curves and table as a picture; the ending of the name says of which kind."""
        shown = self._shown
        shown.table.clearSelection()
        known = shown.running.comparison or shown.comparison
        about = {"title": tr(known.title) if known.title else known.name, "rnnviz": rnnviz.__version__}
        data = encoded(shown.results, kind_of(Path(path)), 2.0, about)
        self._try(path, lambda: write_bytes(Path(path), data))

    @property
    def _folder(self) -> str:
        return self._store.text("export/folder", "")

    def _try(self, path: str, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError as problem:
            self._shown.refuse(BadInput("{file} cannot be written: {reason}", file=path, reason=problem.strerror))
            return
        self._shown.say(tr("Saved: {file}").format(file=path))
