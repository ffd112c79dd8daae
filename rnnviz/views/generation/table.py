"""Texts in rows: those that the model wrote through training, or those that a beam holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from rnnviz.views.gate import plain, visible

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Row(NamedTuple):
    """Two figures in words and a text; the update that a click leads to (−1: none); and the whole as a tooltip."""

    first: str
    second: str
    text: str
    update: int = -1
    tip: str = ""


class TextRows(QAbstractTableModel):
    """Rows of three columns."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.titles = ["", "", ""]
        self.tips = ["", "", ""]

    def show(self, titles: Sequence[str], tips: Sequence[str], rows: Sequence[Row]) -> None:
        """Show other rows; the same ones are left as they are."""
        if (list(titles), list(rows)) != (self.titles, self.rows):
            self.beginResetModel()
            self.titles, self.tips, self.rows = list(titles), list(tips), list(rows)
            self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(section) | Qt.AlignmentFlag.AlignVCenter)
        return plain(self.tips[section]) if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(index.column()) | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(row.tip)
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.first, row.second, _in_a_line(row.text))[index.column()]
        return None


class TextTable(QTableView):
    """The table; a click or Return goes to a row's update."""

    chosen = Signal(object)
    """Row."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.texts = TextRows()
        self.setModel(self.texts)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)  # no row is seen in half at the top
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        for column in range(3):
            stretches = column == 2
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.clicked.connect(self._pick)
        self.activated.connect(self._pick)

    def show_rows(
        self, titles: Sequence[str], tips: Sequence[str], rows: Sequence[Row], *, follows: bool = False
    ) -> None:
        """Show other rows; with ``follows`` the new last is seen where the last could be seen."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 1 or self.texts.titles != list(titles)
        self.texts.show(titles, tips, rows)
        if follows and at_end:
            self.scrollToBottom()

    def _pick(self, index: QModelIndex) -> None:
        self.chosen.emit(self.texts.rows[index.row()])


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignLeft if column == 2 else Qt.AlignmentFlag.AlignRight


def _in_a_line(text: str) -> str:
    """Return a text for one line: line ends as signs, spaces as they are."""
    return " ".join(visible(part) for part in text[:400].split(" "))
