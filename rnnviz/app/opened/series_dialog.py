"""The beginning of a table, column by column, with those ticked that are to be learnt."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rnnviz.app.dress.dressed_dialog import DressedDialog
from rnnviz.errors import one_line
from rnnviz.tasks.gaps import is_gap
from rnnviz.tasks.series_preview import Column, Preview, used
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import sentence, tr

REFUSE = "refuse"
"""Nothing has been chosen of gaps."""
TICK = 40
"""Pixels of a tick, with what is around it and its word."""
TICKS = 0
"""The row of ticks, above the table's own."""
LONGEST = 40
"""Characters of a cell that are shown."""


class Chosen(NamedTuple):
    """What is to be learnt of a table: the fields ``task.columns_used`` and ``task.gaps``."""

    columns: str
    gaps: str


class SeriesDialog(DressedDialog):
    """Shows the first lines; columns that are not numbers cannot be ticked, and say where they are not.

    Parameters
    ----------
    parent : QWidget
    preview : Preview
    palette : Palette
    """

    chosen = Signal(object)
    """`Chosen`: names or numbers of the ticked columns, "" for all; what is done with gaps."""

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
        said = QLabel(tr(
            "Tick the columns that are the series: each step is a line, each ticked column a variable. The first "
            "column, where it is not ticked, names the steps."
        ))  # fmt: skip
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
        self.gaps = QComboBox()
        self.gaps.setObjectName("series.gaps")
        self.gaps.setAccessibleName(tr("What is done with gaps"))
        self.gaps.setToolTip(plain(tr(
            "Dropped, the steps before and after a line stand next to each other; filled, the last number before "
            "stands again, which tells nothing of what comes"
        )))  # fmt: skip
        for words, key in (
            (tr("gaps: choose…"), REFUSE), (tr("drop the lines with gaps"), "drop"),
            (tr("fill gaps with the last number"), "fill"),
        ):
            self.gaps.addItem(words, key)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.open_button = self.buttons.addButton(tr("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(inside)
        layout.addWidget(said)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.verdict)
        layout.addWidget(self.gaps, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.buttons)
        self._fill()
        self.table.itemChanged.connect(self._count)
        self.gaps.currentIndexChanged.connect(self._count)
        self._count()

    def kept(self) -> tuple[tuple[int, ...], int]:
        """Return the places of the columns that are ticked, and what is chosen of gaps."""
        return tuple(column.place for column in self.ticked), self.gaps.currentIndex()

    def restore(self, kept: object) -> None:
        """Tick them again, and no others; choose that again."""
        assert isinstance(kept, tuple)
        places, gaps = kept
        for column in self._preview.columns:
            self.tick(column.place, column.place in places)
        self.gaps.setCurrentIndex(gaps)

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
                if column.trouble is None and is_gap(cell):
                    item.setText(cell or tr("(empty)"))
                    item.setForeground(error)
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                elif column.trouble is not None:
                    bad = column.place not in found and column.trouble.values.get("value", "") == one_line(cell)
                    item.setForeground(error if bad else muted)
                    if bad:
                        found.add(column.place)
                else:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column.place, item)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        words = max(self.fontMetrics().horizontalAdvance(word) for word in (tr("numbers"), tr("no numbers")))
        self.table.horizontalHeader().setMinimumSectionSize(words + TICK)

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
        self.gaps.setVisible(any(column.gap for column in ticked))
        words += self._said_of_gaps()
        troubles = [column.trouble for column in preview.columns if column.trouble is not None]
        if troubles:
            first = troubles[0]
            named = type(first)(first.template, **{**first.values, "file": Path(preview.path).name})
            words += "\n" + sentence(named)
        self.verdict.setText(words)
        why = "" if ticked else tr("No column is ticked.")
        if not why and not self.gaps.isHidden() and self.gaps.currentData() == REFUSE:
            why = tr("A ticked column has gaps: choose what becomes of them.")
        withhold(self.open_button, why)

    def _said_of_gaps(self) -> str:
        """Return a line on the gaps of the ticked columns, which names the first; "" where there is none."""
        with_gaps = [column for column in self.ticked if column.gap is not None]
        if not with_gaps:
            return ""
        first = min(with_gaps, key=lambda column: (column.gap or (0, ""))[0])
        line, cell = first.gap or (0, "")
        words = tr("line {line}, column {column} is empty (gaps in all: {count})") if not cell else tr(
            "line {line}, column {column} is not a finite number: {value} (gaps in all: {count})"
        )
        said = words.format(line=line, column=first.place + 1, value=cell, count=sum(one.gaps for one in with_gaps))
        return "\n" + said + (": " + tr("choose what is done with them") if self.gaps.currentData() == REFUSE else "")

    def _accept(self) -> None:
        gaps = REFUSE if self.gaps.isHidden() else str(self.gaps.currentData())
        found = Chosen(used(self.ticked, self._preview.columns), gaps)
        self.accept()
        self.chosen.emit(found)
