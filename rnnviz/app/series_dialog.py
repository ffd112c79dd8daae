"""The beginning of a table, column by column, with those ticked that are to be learnt."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rnnviz.app.dressed_dialog import DressedDialog
from rnnviz.errors import one_line
from rnnviz.tasks.series_preview import Column, Preview, used
from rnnviz.views.gate import plain
from rnnviz.views.language import sentence, tr
from rnnviz.views.palette import Palette

TICKS = 0
"""The row of ticks, above the table's own."""
LONGEST = 40
"""Characters of a cell that are shown."""


class SeriesDialog(DressedDialog):
    """Shows the first lines; columns that are not numbers cannot be ticked, and say where they are not.

    Parameters
    ----------
    parent : QWidget
    preview : Preview
    palette : Palette
    """

    chosen = Signal(object)
    """What ``task.columns_used`` is to be: names or numbers of the ticked columns, "" for all."""

    def __init__(self, parent: QWidget, preview: Preview, palette: Palette) -> None:
        super().__init__(parent, palette)
        self.setObjectName("series")
        self._preview = preview
        self.dress(palette)
        self.resize(620, 440)

    def fill(self, inside: QWidget) -> None:
        """Make the table of the first lines, and what is said under it."""
        preview = self._preview
        self.setWindowTitle(tr("Series: {file}").format(file=Path(preview.path).name))
        said = QLabel(tr("Tick the columns that are the series: each step is a line, each ticked column a variable."))
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        self.table = QTableWidget(1 + len(preview.rows), len(preview.columns))
        self.table.setObjectName("series.table")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.verdict = QLabel()
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.open_button = self.buttons.addButton(tr("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(inside)
        layout.addWidget(said)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.verdict)
        layout.addWidget(self.buttons)
        self._fill()
        self.table.itemChanged.connect(self._count)
        self._count()

    def kept(self) -> tuple[int, ...]:
        """Return the places of the columns that are ticked."""
        return tuple(column.place for column in self.ticked)

    def restore(self, kept: object) -> None:
        """Tick them again, and no others."""
        assert isinstance(kept, tuple)
        for column in self._preview.columns:
            self.tick(column.place, column.place in kept)

    @property
    def ticked(self) -> tuple[Column, ...]:
        """The columns that are ticked."""
        items = [self.table.item(TICKS, column.place) for column in self._preview.columns]
        return tuple(
            column for column, item in zip(self._preview.columns, items, strict=True)
            if item is not None and item.checkState() == Qt.CheckState.Checked
        )

    def tick(self, place: int, on: bool) -> None:
        """Tick a column, or not."""
        item = self.table.item(TICKS, place)
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _fill(self) -> None:
        columns = self._preview.columns
        names = [one_line(column.name, LONGEST) or tr("column {n}").format(n=column.place + 1) for column in columns]
        self.table.setHorizontalHeaderLabels(names)
        for column in columns:
            self.table.setItem(TICKS, column.place, self._tick_of(column))
        found: set[int] = set()  # columns whose first cell that is no number has been marked
        muted, error = QBrush(QColor(self.colours.muted)), QBrush(QColor(self.colours.error))
        for row, cells in enumerate(self._preview.rows, 1):
            for column, cell in zip(columns, cells, strict=True):
                item = QTableWidgetItem(one_line(cell, LONGEST))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                if column.trouble is not None:
                    bad = column.place not in found and column.trouble.values.get("value", "") == one_line(cell)
                    item.setForeground(error if bad else muted)
                    if bad:
                        found.add(column.place)
                else:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column.place, item)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setMinimumSectionSize(self.fontMetrics().horizontalAdvance("00000000"))

    def _tick_of(self, column: Column) -> QTableWidgetItem:
        trouble = column.trouble
        item = QTableWidgetItem(tr("numbers") if trouble is None else tr("no numbers"))
        item.setCheckState(Qt.CheckState.Unchecked if trouble is not None else Qt.CheckState.Checked)
        if trouble is None:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        else:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setToolTip(plain(sentence(trouble)))
            item.setForeground(QBrush(QColor(self.colours.error)))
        return item

    def _count(self, _: object = None) -> None:
        """Say how many columns are learnt, and why others cannot be; one at least has to be ticked."""
        preview, ticked = self._preview, self.ticked
        words = tr("{count} of {total} columns are learnt").format(count=len(ticked), total=len(preview.columns))
        if not preview.whole:
            words += "; " + tr("the first {lines} lines were looked at, the rest is when it is opened").format(
                lines=f"{preview.looked_at:,}"
            )
        troubles = [column.trouble for column in preview.columns if column.trouble is not None]
        if troubles:
            first = troubles[0]
            named = type(first)(first.template, **{**first.values, "file": Path(preview.path).name})
            words += "\n" + sentence(named)
        self.verdict.setText(words)
        self.open_button.setEnabled(bool(ticked))

    def _accept(self) -> None:
        found = used(self.ticked, self._preview.columns)
        self.accept()
        self.chosen.emit(found)
