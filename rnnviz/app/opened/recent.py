"""Files that were opened or saved last, remembered between starts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from rnnviz.app.settings_store import SettingsStore
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.gate import plain
from rnnviz.views.words.language import tr

MOST = 10
LONGEST = 60
"""Letters of a name in the menu."""
_KEY = "recent"


class Recent(QObject):
    """The newest files first; a file that is gone stays listed until it is asked for or the list is cleared."""

    chosen = Signal(object)
    """Path of a file, as text."""

    def __init__(self, store: SettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store

    @property
    def paths(self) -> list[str]:
        """The files, newest first."""
        try:
            found = json.loads(self._store.text(_KEY, "[]"))
        except (ValueError, RecursionError):
            return []
        return [path for path in found if isinstance(path, str)][:MOST] if isinstance(found, list) else []

    def add(self, path: str | Path) -> None:
        """Put a file first."""
        new = str(Path(path).absolute())
        self._put([new, *(old for old in self.paths if old != new)][:MOST])

    def remove(self, path: str | Path) -> None:
        """Take a file off the list."""
        self._put([old for old in self.paths if old != str(Path(path).absolute())])

    def clear(self) -> None:
        """Forget them all."""
        self._put([])

    def _put(self, paths: list[str]) -> None:
        self._store.put(_KEY, json.dumps(paths, ensure_ascii=True))

    def menu(self, parent: QMenu) -> QMenu:
        """Return a submenu that lists them whenever it is opened."""
        menu = QMenu(tr("Open recent"), parent)
        menu.setObjectName("menu.recent")
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        return menu

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        paths = self.paths
        for path in paths:
            folder, name = Path(path).parent, Path(path).name
            same = [other for other in paths if Path(other).name == name]
            words = name if len(same) == 1 else f"{name} – {folder.name}"
            words = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
            entry = menu.addAction(words.replace("&", "&&"), self._chooser(path))
            entry.setToolTip(plain(path))
        if not paths:
            withhold(menu.addAction(tr("Nothing yet")), tr("Files that you open or save will stand here."))
        menu.addSeparator()
        withhold(menu.addAction(tr("Clear this list"), self.clear), "" if paths else tr("The list is empty."))

    def _chooser(self, path: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(path)
