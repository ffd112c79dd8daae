"""The summary: one row for each part of the parameters, sorted by a column; one row is chosen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.plots.captions import figure
from rnnviz.views.weights.parts import Part, in_brief
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class SummaryModel(QAbstractTableModel):
    """The parts in an order; other numbers of the same parts reset nothing."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self.parts: tuple[Part, ...] = ()
        self.order: tuple[int, ...] = ()
        self.sorted_by, self.down = 3, True
        self.sorted_at = self.update = 0
        self.brief = False

    def show_parts(self, parts: Sequence[Part], order: Sequence[int]) -> None:
        """Show parts in an order."""
        names = [(part.parameter, part.gate) for part in parts]
        same = names == [(part.parameter, part.gate) for part in self.parts] and tuple(order) == self.order
        if same:
            self.parts = tuple(parts)
            if parts:
                self.dataChanged.emit(self.index(0, 1), self.index(len(parts) - 1, 3))
            return
        self.beginResetModel()
        self.parts, self.order = tuple(parts), tuple(order)
        self.endResetModel()

    @property
    def _earlier(self) -> bool:
        """Whether the order is that of an earlier update."""
        return bool(self.sorted_by) and self.sorted_at != self.update

    def show_update(self, update: int) -> None:
        """Say where the order is that of an earlier update than this one."""
        if update != self.update:
            self.update = update
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)

    def show_in_brief(self, brief: bool) -> None:
        """Write the names as the equations do, or in words."""
        if brief != self.brief:
            self.brief = brief
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)
            if self.order:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.order) - 1, 0))

    def part(self, row: int) -> Part:
        """Return the part in a row."""
        return self.parts[self.order[row]]

    def rowCount(self, parent: Index = ROOT) -> int:
        return len(self.order)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        part = self.part(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                name = in_brief(part) if self.brief else part.words
                return (name, _figure(part.norm), _figure(part.gradient), log10(part.ratio))[index.column()]
            case Qt.ItemDataRole.ForegroundRole:
                if index.column() == 0 and part.role:
                    return QColor(self.palette.roles[part.role])
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft if index.column() == 0 else Qt.AlignmentFlag.AlignRight
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.ToolTipRole:
                words = tr("{name} {gate}: ‖w‖ {norm}, ‖∂L/∂w‖ {gradient}, ‖Δw‖/‖w‖ {ratio}")
                known = {"norm": number(part.norm), "gradient": number(part.gradient), "ratio": number(part.ratio)}
                return plain(words.format(name=part.parameter, gate=part.gate, **known).replace(" :", ":"))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            arrow = (" ▾" if self.down else " ▴") if section == self.sorted_by else ""
            name = tr("parameter")
            if self._earlier:
                words = tr("sorted at {update}") if self.brief else tr("sorted at update {update}")
                name = words.format(update=f"{self.sorted_at:,}")
            return (name, "‖w‖", "‖g‖", "lg Δ/w")[section] + arrow
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            order = tr("sorted at update {update}").format(update=f"{self.sorted_at:,}") + "\n" if self._earlier else ""
            return plain((
                order + tr("What is learnt, by kernel and gate; click to sort in the order of the model"),
                tr("Norm of the weights as they are; click to sort"),
                tr("Norm of the gradient of the newest update's batch, before clipping; click to sort"),
                tr("log₁₀ of ‖Δw‖/‖w‖, what the newest update changed: about −3 is a rule of thumb for a healthy "
                   "learning rate (A. Karpathy, CS231n); click to sort"),
            )[section])  # fmt: skip
        return None


class Summary(QTableView):
    """The table; a click on a row chooses its part, one on a header sorts anew."""

    chosen = Signal(object)
    """Part that a person chose."""
    sort_asked = Signal(object)
    """Column whose header was clicked."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.rows = SummaryModel(palette)
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.setFrameShape(self.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Parameters by kernel and gate"))
        self.setMinimumHeight(60)
        height = self.fontMetrics().height() + 4
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setMinimumSectionSize(height)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._figures = 0
        for column, widest in ((1, "1.1·10⁻¹⁰"), (2, "1.1·10⁻¹⁰"), (3, "lg Δ/w ▾")):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance(widest) + 12)
            self._figures += self.columnWidth(column)
        header.sectionClicked.connect(self._ask_sort)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self._silent = False

    def show_parts(self, parts: Sequence[Part], order: Sequence[int], chosen: tuple[str, str]) -> None:
        """Show parts in an order, and which of them is chosen."""
        self._silent = True
        known = [part.words for part in self.rows.parts]
        self.rows.show_parts(parts, order)
        if known != [part.words for part in parts]:
            self._fit()
        for row in range(self.rows.rowCount()):
            part = self.rows.part(row)
            if (part.parameter, part.gate) == chosen and self.currentIndex().row() != row:
                self.selectRow(row)
                self.scrollTo(self.rows.index(row, 0))
        self._silent = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where names have no room, write them in brief, and leave ‖g‖ to the tooltip where even those have none."""
        room = self.viewport().width() - self._figures
        self.rows.show_in_brief(room < self._widest(brief=False))
        self.setColumnHidden(2, room < self._widest(brief=True))

    def _widest(self, *, brief: bool) -> int:
        """Return the pixels that the longest name needs."""
        names = (in_brief(part) if brief else part.words for part in self.rows.parts)
        return max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0) + 12

    def _ask_sort(self, column: int) -> None:
        self.sort_asked.emit(column)

    def _choose(self, index: QModelIndex) -> None:
        if not self._silent and index.isValid():
            self.chosen.emit(self.rows.part(index.row()))


def log10(value: float) -> str:
    """Return log10 with one decimal: −3.1, −∞ of zero, – where it is not known."""
    if math.isnan(value):
        return "–"
    if not 0 < value < math.inf:
        return number(math.inf if value > 0 else -math.inf)
    return f"{math.log10(value):.1f}".replace("-", "−")


def _figure(value: float) -> str:
    return "–" if math.isnan(value) else figure(value)
