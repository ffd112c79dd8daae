"""The table of the next symbol: a column each n-gram and one for the network, a row each symbol, scores on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from rnnviz.views.gate import plain, visible
from rnnviz.views.palette import BEHIND_WORDS, Palette
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

Index = QModelIndex | QPersistentModelIndex
Floats = npt.NDArray[np.float64]
ROOT = QModelIndex()
SCORES = 3
"""Rows of figures above the symbols."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Shown:
    """What the table shows.

    Attributes
    ----------
    symbols : tuple of str
        A row each.
    chances : float array (rows, columns)
        p of each symbol by each n-gram, and by the network in the last column.
    came : int
        Row of the symbol that came; −1 where it is not known.
    bits : float array (columns,)
        −log₂ p of what came.
    held_out : float array (columns,)
        Bits a symbol on held-out text; NaN where not known yet.
    """

    symbols: tuple[str, ...]
    chances: Floats
    came: int
    bits: Floats
    held_out: Floats


class NextSymbols(QAbstractTableModel):
    """The rows of `Shown`."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self._bar, self._text = QColor(palette.hue), QColor(palette.accent)
        self._bold = QFont(QApplication.font())
        self._bold.setBold(True)
        self.names = (tr("bits"), tr("held out"), "PPL")
        self.tips = (
            tr("−log₂ p of the symbol that came after the cursor"),
            tr("mean −log₂ p a symbol on the held-out text, every model seeing what the network has seen of it"),
            tr("held-out perplexity, 2 to the power of those bits: among how many equal choices a model is in doubt"),
        )

    def show(self, shown: Shown) -> None:
        """Show other numbers; the rows are laid out anew only where there are more or fewer of them."""
        before, self.shown = self.shown, shown
        if before is None or before.chances.shape != shown.chances.shape:
            self.beginResetModel()
            self.endResetModel()
            return
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self.shown is None else SCORES + len(self.shown.symbols)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self.shown is None else 1 + self.shown.chances.shape[1]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or self.shown is None:
            return None
        last = section == self.shown.chances.shape[1]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr("next") if section == 0 else tr("net") if last else str(section)
        if role == Qt.ItemDataRole.ToolTipRole and section:
            words = tr("the network, with its weights as they are") if last else tr("{n}-gram: sees {seen} symbols")
            return plain(words.format(n=section, seen=section - 1))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = self.shown
        if shown is None:
            return None
        row, column = index.row(), index.column()
        came = shown.came >= 0 and row == SCORES + shown.came
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(shown, row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.BackgroundRole if row >= SCORES and column:
                chance = float(shown.chances[row - SCORES, column - 1])
                colour = QColor(self._bar)
                colour.setAlpha(round(BEHIND_WORDS * chance) if 0 <= chance <= 1 else 0)
                return colour
            case Qt.ItemDataRole.FontRole if came:
                return self._bold
            case Qt.ItemDataRole.ForegroundRole if came and column == 0:
                return self._text
            case Qt.ItemDataRole.ToolTipRole if row >= SCORES and column:
                return f"p = {number(float(shown.chances[row - SCORES, column - 1]))}"
            case Qt.ItemDataRole.ToolTipRole:
                return plain(self.tips[row] if row < SCORES else self._symbol_tip(shown, row - SCORES))
        return None

    def _words(self, shown: Shown, row: int, column: int) -> str:
        if row >= SCORES:
            if column == 0:
                return visible(shown.symbols[row - SCORES])
            return percent(float(shown.chances[row - SCORES, column - 1]))
        if column == 0:
            return self.names[row]
        bits = float((shown.bits, shown.held_out, shown.held_out)[row][column - 1])
        if np.isnan(bits):
            return "–"
        if row < 2:
            return f"{bits:.2f}" if bits < 9.995 else number(bits)
        return number(2.0**bits if bits < 1000 else np.inf)

    @staticmethod
    def _symbol_tip(shown: Shown, row: int) -> str:
        words = tr("came next") if row == shown.came else tr("could have come")
        return f"{visible(shown.symbols[row])}: {words}"


def percent(chance: float) -> str:
    """Return a probability in per cent, as short as a narrow column asks for: 42, 3.1, a dot below a tenth."""
    if not np.isfinite(chance):
        return "NaN"
    share = 100 * chance
    if share >= 9.95:
        return f"{share:.0f}"
    return f"{share:.1f}" if share >= 0.05 else "·"


class Cells(QStyledItemDelegate):
    """Figures close to the edge of their cell: seven columns share a narrow dock."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        background = index.data(Qt.ItemDataRole.BackgroundRole)
        if background is not None:
            painter.fillRect(option.rect, background)
        font, colour = index.data(Qt.ItemDataRole.FontRole), index.data(Qt.ItemDataRole.ForegroundRole)
        painter.save()
        if font is not None:
            painter.setFont(font)
        painter.setPen(colour if colour is not None else option.palette.text().color())
        side = int(index.data(Qt.ItemDataRole.TextAlignmentRole))
        painter.drawText(option.rect.adjusted(2, 0, -2, 0), side, str(index.data()))
        painter.restore()


class NgramTable(QTableView):
    """The table on the screen: columns share the width, symbols keep their own."""

    def __init__(self, palette: Palette, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.next = NextSymbols(palette)
        self.setModel(self.next)
        self.setItemDelegate(Cells(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 5)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        self.next.modelReset.connect(self._share_width)
        self.next.modelReset.connect(self._span)

    def _share_width(self) -> None:
        header = self.horizontalHeader()
        for column in range(self.next.columnCount()):
            mode = QHeaderView.ResizeMode.Stretch if column else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
        advance = self.fontMetrics().horizontalAdvance
        self.setColumnWidth(0, max(advance(name) for name in self.next.names) + 8)

    def _span(self) -> None:
        self.setAccessibleName(tr("Probabilities of the next symbol in per cent, by n-grams and by the network"))


def ranked(chances: Sequence[float] | Floats, most: int, came: int) -> list[int]:
    """Return the places of the likeliest symbols, what came among them: last, where it is not one of these."""
    values = np.nan_to_num(np.asarray(chances, np.float64), nan=-1.0)
    found = [int(place) for place in np.argsort(-values, kind="stable")[:most]]
    if came >= 0 and came not in found:
        found[-1:] = [came]
    return found
