"""The table of a comparison: a row for each model and value, with the mean and the spread over its seeds."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from rnnviz.app.comparisons.plot import look
from rnnviz.app.comparisons.words import value_words
from rnnviz.compared import Row, brief, table
from rnnviz.comparison import Comparison, Outcome
from rnnviz.views.palette import Palette
from rnnviz.views.plots.captions import figure
from rnnviz.views.words.language import tr

FIGURES = 1
"""From this column on stand figures."""
Key = tuple[str, object]


class ComparisonTable(QTableWidget):
    """Rows in the colours of the curves; a row is chosen as a whole."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(0, 0)
        self._palette = palette
        self.setObjectName("comparisons.table")
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.horizontalHeader().setHighlightSections(False)
        self.setIconSize(QSize(26, 12))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)

    def fill(self, shown: Comparison, outcomes: Sequence[Outcome]) -> None:
        """Show a row for each model and value, with figures where there are some."""
        known: dict[Key, Row] = {}
        varied = shown.against.field if shown.against else ""
        for row in table(shown, outcomes):
            known[row["model"], row.get(varied)] = row
        columns = [tr("model"), *([tr(shown.against.label) or varied] if shown.against else []), tr("mean"),
                   tr("lowest to highest"), tr("runs"), tr("parameters"), tr("seconds a run")]  # fmt: skip
        values = list(shown.against.values) if shown.against else [None]
        self.setColumnCount(len(columns))
        self.setHorizontalHeaderLabels(columns)
        self.setRowCount(len(shown.model) * len(values))
        line = 0
        for place, contender in enumerate(shown.model):
            for value in values:
                texts = [f"{place + 1}  {tr(contender.label)}", *([value_words(shown, value)] if shown.against else [])]
                texts += _figures(known.get((contender.label, value)), shown.measure)
                for column, text in enumerate(texts):
                    item = QTableWidgetItem(text)
                    if column >= FIGURES:
                        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                    else:
                        item.setData(Qt.ItemDataRole.DecorationRole, self._sample(place))
                        item.setData(Qt.ItemDataRole.UserRole, (place, value))
                    self.setItem(line, column, item)
                line += 1
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    @property
    def picked(self) -> tuple[int, object] | None:
        """Place of the chosen row's model, and the row's value; None where no row is chosen."""
        items = self.selectedItems()
        found = self.item(items[0].row(), 0) if items else None
        return None if found is None else found.data(Qt.ItemDataRole.UserRole)

    @property
    def text(self) -> str:
        """The table as text."""
        head = [self.horizontalHeaderItem(n) for n in range(self.columnCount())]
        lines = ["\t".join(item.text() if item else "" for item in head)]
        for row in range(self.rowCount()):
            cells = [self.item(row, n) for n in range(self.columnCount())]
            lines.append("\t".join(item.text() if item else "" for item in cells))
        return "\n".join(lines)

    def _sample(self, place: int) -> QPixmap:
        """Return a piece of a model's line."""
        colour, dashes = look(self._palette, place)
        ratio = self.devicePixelRatioF()
        made = QPixmap(round(26 * ratio), round(12 * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        with QPainter(made) as painter:
            pen = QPen(QColor(colour), 2.5)
            if dashes:
                pen.setDashPattern(list(dashes))
            painter.setPen(pen)
            painter.drawLine(1, 6, 25, 6)
        return made


def _figures(row: Row | None, measure: str) -> list[str]:
    if row is None:
        return ["…", "", "", "", ""]
    mean, low, high = (row[f"{measure}_{name}"] for name in ("mean", "low", "high"))
    shown = tr("diverged") if math.isnan(mean) else figure(mean)
    spread = "" if math.isnan(mean) else f"{figure(low)} – {figure(high)}"
    count = f"{row['seeds']}" + (tr(", {count} diverged").format(count=row["diverged"]) if row["diverged"] else "")
    seconds = brief(row["seconds"]) if row["updates"] or row["seconds"] else "–"
    return [shown, spread, count, f"{row['parameters']:,}", seconds]
