"""The ranked units: a row each, with a bar, what shifted labels give, p, and what silencing did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from rnnviz.annotations import ANNOTATIONS
from rnnviz.views.gate import plain
from rnnviz.views.hunt.scored import Row, told_words
from rnnviz.views.palette import BEHIND_WORDS, Palette
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

Index = QModelIndex | QPersistentModelIndex
LABEL, UNIT, TOLD, SHUFFLED, CHANCE, LESION = range(6)
ROOT = QModelIndex()
YIELD = (SHUFFLED, CHANCE)
"""Columns that are left out, in this order, where a narrow dock has no room for them: the sentence above has both."""
BAR = 6
"""Letters that a bar is at least as wide as."""


class RankedUnits(QAbstractTableModel):
    """Rows of a hunt, and the ratios of lesions by (label, scope, unit)."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.ratios: dict[tuple[str, str, int], str] = {}
        self.many = False
        """The rows are of several layers, which are to be named."""
        self.titles = [
            tr("label"), tr("unit"), tr("AUC or r²"), tr("shifted"), "p", tr("lesion"),
        ]
        self.tips = [
            tr("What stands where in the text"),
            tr("The unit; ↓ where it falls when the label is set or larger"),
            tr(
                "How well the unit alone tells it: AUC from ½ to 1, or r² from 0 to 1; the mark is the best of all "
                "units on shifted labels"
            ),
            tr("The same with the labels shifted round by thousands of characters, the mean over 20 shifts"),
            tr("How often shifted labels give any unit that is as good: corrected for the number of units"),
            tr("How many times as much the loss rises there as elsewhere when the unit is silenced"),
        ]

    def show(self, rows: Sequence[Row], ratios: Mapping[tuple[str, str, int], str]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, self.ratios = list(rows), dict(ratios)
        self.many = len({row.scope for row in rows}) > 1
        self.endResetModel()

    def note(self, ratios: Mapping[tuple[str, str, int], str]) -> None:
        """Show other lesions."""
        self.ratios = dict(ratios)
        if self.rows:
            self.dataChanged.emit(self.index(0, LESION), self.index(len(self.rows) - 1, LESION))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        return plain(self.tips[section]) if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if index.column() == LABEL else Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(told_words(row))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match index.column():
            case 0:
                return tr(ANNOTATIONS[row.label].title)
            case 1:
                return f"{f'{row.scope} · ' if self.many else ''}{row.unit}{' ↓' if row.falls else ''}"
            case 2:
                return f"{row.told:.3f}"
            case 3:
                return f"{row.shuffled:.3f}"
            case 4:
                return f"{'≤ ' if row.p < 0.05 else ''}{number(row.p, 2)}"
        return self.ratios.get((row.label, row.scope, row.unit), "")


class Bars(QStyledItemDelegate):
    """A bar behind the number: from ½ or 0 to 1, with a mark where chance ends."""

    def __init__(self, palette: Palette, parent: QTableView) -> None:
        super().__init__(parent)
        self._palette = palette

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(2, 3, -2, -3)
        if chosen:
            painter.fillRect(option.rect, option.palette.highlight())
        base = 0.5 if row.binary else 0.0
        painter.fillRect(box, QColor(self._palette.grid))
        bar = QColor(self._palette.hue)
        bar.setAlpha(BEHIND_WORDS)
        painter.fillRect(QRectF(box.left(), box.top(), box.width() * _share(row.told, base), box.height()), bar)
        mark = box.left() + box.width() * _share(row.chance, base)
        painter.fillRect(QRectF(mark - 1, box.top(), 2, box.height()), QColor(self._palette.muted))
        painter.setPen(QColor(self._palette.text))
        painter.drawText(box.adjusted(0, 0, -4, 0), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                         str(index.data()))


def _share(value: float, base: float) -> float:
    return min(max((value - base) / (1 - base), 0.0), 1.0)


class HuntTable(QTableView):
    """The table; a click or Return chooses a row."""

    chosen = Signal(object)
    """Row."""

    def __init__(self, palette: Palette, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.units = RankedUnits()
        self.setModel(self.units)
        self.setItemDelegateForColumn(TOLD, Bars(palette, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        for column in range(self.units.columnCount()):
            stretches = column == TOLD
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.units.modelReset.connect(self.fit)
        self.units.dataChanged.connect(self.fit)
        self.clicked.connect(self._pick)
        self.activated.connect(self._pick)

    def fit(self) -> None:
        """Leave columns out until the bars can be read; that of lesions is there once one was made."""
        self.setColumnHidden(LESION, not self.units.ratios)
        taken = {
            column: max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))
            for column in (LABEL, UNIT, SHUFFLED, CHANCE, LESION)
            if column in YIELD or not self.isColumnHidden(column)
        }
        room = self.viewport().width() - max(
            BAR * self.fontMetrics().averageCharWidth(), self.horizontalHeader().sectionSizeHint(TOLD)
        )
        for column in YIELD:
            hides = sum(taken.values()) > room
            if hides:
                del taken[column]
            self.setColumnHidden(column, hides)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _pick(self, index: QModelIndex) -> None:
        self.chosen.emit(self.units.rows[index.row()])
