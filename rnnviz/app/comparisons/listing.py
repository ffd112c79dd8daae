"""The left side of the window of comparisons: those that come with the program, and one from a file."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from rnnviz.app.comparisons.entry import PURPOSE, Entries
from rnnviz.app.export.names import asks_name
from rnnviz.comparison import ListedComparison
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr


class Listing(QWidget):
    """Lists comparisons by title and purpose.

    Attributes
    ----------
    list : QListWidget
    from_file : QPushButton
    """

    chosen = Signal(object)
    """Name or file of a comparison."""

    def __init__(self, listed: Mapping[str, ListedComparison], palette: Palette) -> None:
        super().__init__()
        self._keys = list(listed)
        self.list = QListWidget()
        self.list.setObjectName("comparisons.list")
        self.list.setProperty("framed", True)
        self.list.setSpacing(2)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setItemDelegate(Entries(palette, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for key, each in listed.items():
            item = QListWidgetItem(tr(each.title))
            item.setData(PURPOSE, tr(each.purpose))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, tr(each.purpose))
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        self.from_file = QPushButton(tr("From a file…"))
        self.from_file.setToolTip(plain(tr("A comparison of your own, as a TOML file")))
        self.from_file.clicked.connect(self.ask_file)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 4, 10)
        column.addWidget(self.list, 1)
        column.addWidget(self.from_file)
        self.list.currentItemChanged.connect(self._pick)

    def mark(self, name: str) -> None:
        """Mark one, silently; none, where it is from a file."""
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(self._keys.index(name) if name in self._keys else -1)

    def set_free(self, free: bool) -> None:
        """Let a person choose, or not: a key among them must not end what has run for an hour."""
        for chooser in (self.list, self.from_file):
            chooser.setEnabled(free)

    def ask_file(self) -> None:
        """Ask for a comparison's file."""
        kinds = [tr("Comparisons (*.toml)"), tr("All files (*)")]
        asks_name(self.window(), tr("Open"), kinds, lambda path: self.chosen.emit(path))

    def _pick(self, item: QListWidgetItem | None, _: object = None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
