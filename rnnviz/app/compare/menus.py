"""The menus of the views of a comparison: copy, export, explain, move, hide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMainWindow, QMenu

from rnnviz.app.area.track_stack import TrackStack
from rnnviz.app.compare.difference import DifferenceTrack
from rnnviz.app.compare.side import Side
from rnnviz.app.export.command import command
from rnnviz.app.export.exporting import Exporting, Say
from rnnviz.app.settings_store import SettingsStore
from rnnviz.errors import BadInput
from rnnviz.views.base import View
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr


class PairExporting(Exporting):
    """Exports what two models have between them: its account names both."""

    rival: Side

    def account(self, view: View) -> dict[str, str]:
        """Return the account of the left model, with the command that repeats the right one."""
        run = self.rival.link.run
        about = super().account(view)
        return about if run is None else {**about, "compared_with": command(run.experiment, run.update)}


class TrackMenus(QObject):
    """Gives each view of a comparison its menu."""

    def __init__(
        self, window: QMainWindow, sides: tuple[Side, ...], store: SettingsStore, say: Say,
        refuse: Callable[[BadInput], None], colours: Callable[[], Palette],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._current: View | None = None
        self._taken: dict[tuple[object, str], View] = {}
        self.exporters = [Exporting(window, side.link, self, store, say, refuse, colours) for side in sides]
        self.between = PairExporting(window, sides[0].link, self, store, say, refuse, colours)
        self.between.rival = sides[1]

    @property
    def current(self) -> View:
        """The view whose menu was opened last."""
        assert self._current is not None
        return self._current

    def now(self, view: View, exporting: object) -> View:
        """Return the view that stands in the place of one that was made for another theme or language."""
        return self._taken.get((exporting, view.key), view)

    def take(self, view: View, exporting: Exporting, stack: TrackStack | None = None) -> None:
        """Give a view its menu; one in a stack can be moved there."""
        self._taken[exporting, view.key] = view
        widget = view.widget
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(
            lambda at: self._open(self.menu(view, exporting, stack), widget.mapToGlobal(at))
        )

    def menu(self, view: View, exporting: Exporting, stack: TrackStack | None = None) -> QMenu:
        """Return the menu of a view."""
        self._current = view
        menu = QMenu(self._window)
        menu.setToolTipsVisible(True)
        between = isinstance(view, DifferenceTrack)
        titles = {
            "copy_picture": tr("Copy picture"), "copy_data": tr("Copy data"),
            "export_figure": tr("Export picture…"), "export_data": tr("Export data…"),
            "explain": tr("What am I looking at?"),
        }
        acts = exporting.acts()
        for key, title in titles.items():
            if between and key in ("copy_picture", "export_figure"):
                continue  # such a picture is drawn anew from one trace
            entry = menu.addAction(title, _calling(acts[key], view))
            entry.setObjectName(f"entry.{key}")
            if "data" in key and not view.data():
                withhold(entry, tr("There are no numbers in this view yet."))
        if stack is not None:
            menu.addSeparator()
            stack.add_moves(view.key, menu)
            menu.addAction(tr("Hide"), lambda: stack.set_shown(view.key, False))
        return menu

    @staticmethod
    def _open(menu: QMenu, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)


def _calling(act: Callable[[View], object], view: View) -> Callable[[], None]:
    def slot(*_: object) -> None:
        act(view)

    return slot
