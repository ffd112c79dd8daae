"""Copies and exports what a view shows, as a picture and as data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow

from rnnviz.app.export.account import account, caption, loss_unit
from rnnviz.app.export.command import command
from rnnviz.app.export.formats import kind_of
from rnnviz.app.notices import Choice
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.settings_store import SettingsStore
from rnnviz.atomic import write_bytes
from rnnviz.errors import BadInput
from rnnviz.history import History
from rnnviz.views.base import View
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr

if TYPE_CHECKING:
    from rnnviz.app.export.sheet import Look

RATIO = 2.0
"""Pixels of a copied picture for one of the screen."""
MOST_COPIED = 200_000
"""Numbers that are copied as text at once, some 6 MB; more of them belong in a file, which is offered first."""


class Menus(Protocol):
    """Whoever knows which view is meant."""

    @property
    def current(self) -> View:
        """The view that a key is meant for."""

    def now(self, view: View, exporting: object) -> View:
        """Return the view that stands in the place of one that was made for another theme or language."""


class Say(Protocol):
    """Whoever says a sentence, with buttons where there is something to choose."""

    def __call__(self, words: str, choices: tuple[Choice, ...] = (), /) -> None:
        """Say it."""


class Exporting(QObject):
    """Acts on the view that it is given, else on the one that the keyboard is meant for.

    Parameters
    ----------
    say : Say
        Told of what was done, in a sentence, and of what can be done instead.
    refuse : callable
        Told of what cannot be done.
    colours : callable
        Returns the colours of the present theme.
    """

    def __init__(
        self, window: QMainWindow, link: EngineLink, menus: Menus, store: SettingsStore,
        say: Say, refuse: Callable[[BadInput], None], colours: Callable[[], Palette],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._link = link
        self._menus = menus
        self._store = store
        self._say = say
        self._refuse = refuse
        self._colours = colours

    def acts(self) -> dict[str, Callable[[View], object]]:
        """Return what the entries of a view's menu do with it."""
        return {
            "copy_picture": self.copy_picture,
            "copy_data": self.copy_data,
            "export_figure": self.ask_picture,
            "export_data": self.ask_data,
            "explain": self.explain,
        }

    def account(self, view: View) -> dict[str, str]:
        """Return what every export of a view carries, as words."""
        return account(view, self._link)

    # pictures

    def copy_picture(self, view: View | None = None) -> None:
        """Put a picture of a view on the clipboard, as large as it is on the screen and twice as fine."""
        from rnnviz.app.export.figure import image  # the window is there sooner without
        from rnnviz.app.export.sheet import Look, sheet

        view = view or self._menus.current
        size = view.widget.size()
        look = Look(
            width=max(size.width(), 320), height=max(size.height(), 160), theme=self._colours().theme,
            ratio=RATIO,
        )
        with sheet(view, self._history, look, caption(view, self._link)) as paper:
            QGuiApplication.clipboard().setImage(image(paper, RATIO, self.account(view)))
        self._say(tr("The picture of “{view}” is on the clipboard.").format(view=tr(view.title)))

    def ask_picture(self, view: View | None = None) -> None:
        """Open the dialog that saves a picture of a view."""
        from rnnviz.app.export.dialog import FigureDialog  # the window is there sooner without

        meant = view or self._menus.current
        dialog = FigureDialog(
            self._window, lambda: self._menus.now(meant, self), self.picture, self._store, self._colours()
        )
        dialog.chosen.connect(self._save_picture)
        dialog.show()
        dialog.activateWindow()

    def picture(self, view: View, kind: str, look: Look) -> bytes:
        """Return the bytes of a picture of a view."""
        from rnnviz.app.export.figure import encoded  # the window is there sooner without
        from rnnviz.app.export.sheet import sheet

        with sheet(view, self._history, look, caption(view, self._link)) as paper:
            return encoded(paper, kind, look.ratio, self.account(view))

    def save_picture(self, view: View, path: Path, look: Look) -> None:
        """Write a picture of a view; the ending of the name says of which kind."""
        data = self.picture(view, kind_of(path), look)
        self._try(path, lambda: write_bytes(path, data))

    def _save_picture(self, asked: tuple[View, Path, Look]) -> None:
        self.save_picture(*asked)

    # data

    def copy_data(self, view: View | None = None) -> None:
        """Put the numbers of a view on the clipboard, as CSV; where they are many, offer a file first."""
        view = view or self._menus.current
        arrays = view.data()
        if not arrays:
            self._say(tr("“{view}” draws nothing that could be copied.").format(view=tr(view.title)))
            return
        count = sum(array.size for array in arrays.values())
        if count > MOST_COPIED:
            words = tr("“{view}” draws {count} numbers: as text on the clipboard they may make other programs wait.")
            self._say(
                words.format(view=tr(view.title), count=f"{count:,}"),
                (
                    (tr("Export data…"), lambda: self.ask_data(self._menus.now(view, self))),
                    (tr("Copy all the same"), lambda: self._copy(self._menus.now(view, self))),
                ),
            )
            return
        self._copy(view)

    def _copy(self, view: View) -> None:
        from rnnviz.data_file import text_of  # the window is there sooner without

        arrays = view.data()
        count = sum(array.size for array in arrays.values())
        unit = loss_unit(view, self._link)
        QGuiApplication.clipboard().setText(text_of(arrays, self.account(view), unit, view.units()))
        words = tr("{count} numbers of “{view}” are on the clipboard.")
        self._say(words.format(count=f"{count:,}", view=tr(view.title)))

    def ask_data(self, view: View | None = None) -> None:
        """Ask for a name, and write the numbers of a view under it."""
        view = view or self._menus.current
        if not view.data():
            self._say(tr("“{view}” draws nothing that could be exported.").format(view=tr(view.title)))
            return
        kinds = [tr("Numbers with units, one a row (*.csv)"), tr("Arrays for numpy (*.npz)")]
        dialog = QFileDialog(self._window, tr("Export data"), self._store.text("export/folder", ""))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(kinds)
        suffix = self._store.text("export/data", "csv", ("csv", "npz"))
        dialog.selectNameFilter(kinds[suffix == "npz"])
        dialog.setDefaultSuffix(suffix)
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("npz" if "npz" in kind else "csv"))
        dialog.selectFile(f"{view.key}.{suffix}")
        dialog.fileSelected.connect(lambda path: self.save_data(view, Path(path)))
        dialog.open()

    def save_data(self, view: View, path: Path) -> None:
        """Write the numbers of a view; the ending of the name says how."""
        from rnnviz.data_file import write_csv, write_npz  # the window is there sooner without

        suffix = "npz" if path.suffix.lower() == ".npz" else "csv"
        self._store.put("export/data", suffix)
        self._store.put("export/folder", str(path.parent))
        write = write_npz if suffix == "npz" else write_csv
        arrays, units, about = view.data(), view.units(), self.account(view)
        self._try(path, lambda: write(path, arrays, about, loss_unit(view, self._link), units))

    # words

    def explain(self, view: View | None = None) -> None:
        """Say what a view shows."""
        from rnnviz.app.export.explanation import Explanation  # the window is there sooner without

        view = view or self._menus.current
        Explanation(view, loss_unit(view, self._link), self._window).show_over(view.widget)

    def copy_command(self) -> None:
        """Put the command on the clipboard that repeats this run."""
        run = self._link.run
        if run is None:
            self._say(tr("There is no run yet that a command could repeat."))
            return
        QGuiApplication.clipboard().setText(command(run.experiment, run.update))
        self._say(tr("The command that repeats this run is on the clipboard."))

    # inside

    @property
    def _history(self) -> History | None:
        return None if self._link.run is None else self._link.run.history

    def _try(self, path: Path, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError as problem:
            self._refuse(BadInput("{file} cannot be written: {reason}", file=path, reason=problem.strerror))
            return
        self._say(tr("Saved: {file}").format(file=path))
