"""The keys of a file in a table: what each should be and what it is; rows can be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QBrush, QColor, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from rnnviz.errors import one_line
from rnnviz.views.gate import plain
from rnnviz.views.words.language import tr

MOST_ROWS = 2000


class KeyTable(QTableWidget):
    """Key, expected, found and a verdict; Ctrl+C and the menu copy the chosen rows, or all where none is chosen."""

    def __init__(self) -> None:
        super().__init__(0, 4)
        self.setObjectName("weights.keys")
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.setHorizontalHeaderLabels([tr("key"), tr("expected"), tr("found"), ""])
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setToolTip(
            plain(tr("D: inputs, H: hidden size, G: blocks of H rows (RNN 1, GRU 3, LSTM 4), K: outputs, V: symbols"))
        )
        copy = QAction(tr("Copy rows"), self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self.text))
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def fill(self, lines: Sequence[tuple[tuple[str, str, str, str], str]]) -> None:
        """Show other lines, each with its colour ("" for the ink)."""
        self.clearSelection()
        self.setRowCount(min(len(lines), MOST_ROWS))
        for number, (line, colour) in enumerate(lines[:MOST_ROWS]):
            for column, words in enumerate(line):
                item = QTableWidgetItem(one_line(words))
                if colour:
                    item.setForeground(QBrush(QColor(colour)))
                self.setItem(number, column, item)
        self.scrollToTop()

    @property
    def text(self) -> str:
        """The chosen rows, or all where none is chosen, with tabs between the columns, under their headings."""
        chosen = sorted({index.row() for index in self.selectedIndexes()}) or list(range(self.rowCount()))
        rows = [[tr("key"), tr("expected"), tr("found"), tr("verdict")]]
        for row in chosen:
            items = [self.item(row, column) for column in range(self.columnCount())]
            rows.append(["" if item is None else item.text() for item in items])
        return "".join("\t".join(row) + "\n" for row in rows)
