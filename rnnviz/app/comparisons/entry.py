"""An entry of the list of comparisons: a bold title over its purpose, which is quiet."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rnnviz.app.dress.theme import mixed
from rnnviz.views.palette import Palette

PURPOSE = Qt.ItemDataRole.UserRole + 1
"""Where an item keeps the second part of its text."""
ACROSS, DOWN, BETWEEN, ROUND = 9, 6, 2, 5
WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
HIGHEST = 10_000
"""Pixels that no text needs."""
Index = QModelIndex | QPersistentModelIndex


class Entries(QStyledItemDelegate):
    """Paints entries as high as their texts are at the list's width."""

    def __init__(self, palette: Palette, entries: QListWidget) -> None:
        super().__init__(entries)
        self._list = entries
        self._chosen = QColor(mixed(palette.accent, palette.panel, 0.18))
        self._over = QColor(mixed(palette.text, palette.panel, 0.05))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._list.viewport().width() - 2 * self._list.spacing()
        title, purpose = self._places(QRect(0, 0, width, HIGHEST), option, index)
        return QSize(width, purpose.bottom() + 1 + DOWN if purpose.height() else title.bottom() + 1 + DOWN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state, roles = option.state, QPalette.ColorRole
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            way = QPainterPath()
            way.addRoundedRect(option.rect, ROUND, ROUND)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(way, self._chosen if chosen else self._over)
        group = option.palette.currentColorGroup() if state & QStyle.StateFlag.State_Enabled else (
            QPalette.ColorGroup.Disabled
        )
        title, purpose = self._places(option.rect, option, index)
        painter.setFont(_bold(option.font))
        painter.setPen(option.palette.color(group, roles.Text))
        painter.drawText(title, WRAPPED, str(index.data()))
        painter.setFont(option.font)
        if group != QPalette.ColorGroup.Disabled:
            painter.setPen(option.palette.color(roles.Text if chosen else roles.PlaceholderText))
        painter.drawText(purpose, WRAPPED, str(index.data(PURPOSE) or ""))
        painter.restore()

    def _places(self, rect: QRect, option: QStyleOptionViewItem, index: Index) -> tuple[QRect, QRect]:
        """Return where the title and the purpose stand."""
        room = QRect(rect.left() + ACROSS, rect.top() + DOWN, rect.width() - 2 * ACROSS, HIGHEST)
        title = QFontMetrics(_bold(option.font)).boundingRect(room, WRAPPED, str(index.data()))
        room.setTop(title.bottom() + 1 + BETWEEN)
        purpose = option.fontMetrics.boundingRect(room, WRAPPED, str(index.data(PURPOSE) or ""))
        title.setRight(room.right())
        purpose.setRight(room.right())
        return title, purpose


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made
