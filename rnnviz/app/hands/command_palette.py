"""The command palette: type a few letters, press Return."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rnnviz.app.hands.command import Command
from rnnviz.app.hands.finding import fit
from rnnviz.app.settings_store import SettingsStore
from rnnviz.views.words.language import tr

RECENT = 12
"""Commands that are remembered."""
MOST = 60
"""Lines that are shown."""
ROUND = 5
"""Pixels of the corners of the chosen line."""
WIDE, HIGH = 40, 13
"""Width in letters, height in lines."""
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def line_height(metrics: QFontMetrics) -> int:
    """Return the pixels of a line."""
    return round(1.7 * metrics.height())


class Line(QStyledItemDelegate):
    """A title, what kind of thing it is, and its keys at the right end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(0, line_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        command: Command = index.data(Qt.ItemDataRole.UserRole)  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        roles = QPalette.ColorRole
        if chosen:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.color(roles.Highlight))
            painter.drawRoundedRect(option.rect, ROUND, ROUND)
            painter.restore()
        ink, faint = option.palette.color(roles.Text), option.palette.color(roles.PlaceholderText)
        inside: QRect = option.rect.adjusted(10, 0, -10, 0)
        metrics = option.fontMetrics
        kind = command.kind
        side = metrics.horizontalAdvance(kind)
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        painter.setPen(faint)
        painter.drawText(inside, middle | right, kind)
        room = inside.width() - side - 18
        title = metrics.elidedText(command.title, Qt.TextElideMode.ElideRight, room)
        painter.setPen(ink)
        painter.drawText(inside, middle, title)
        left = metrics.horizontalAdvance(title) + 14
        if command.hint and room - left > 60:
            painter.setPen(faint)
            hint = metrics.elidedText(command.hint, Qt.TextElideMode.ElideRight, room - left)
            painter.drawText(inside.adjusted(left, 0, 0, 0), middle, hint)


class CommandPalette(QFrame):
    """A field and a list over the window; it goes with Escape, a choice, or the focus."""

    def __init__(self, window: QWidget, found: Callable[[], Sequence[Command]], store: SettingsStore) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("palette")
        self.setProperty("card", True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._find = found
        self._store = store
        self._commands: tuple[Command, ...] = ()
        self.field = QLineEdit()
        self.field.setObjectName("palette.field")
        self.list = QListWidget()
        self.list.setObjectName("palette.list")
        self.list.setItemDelegate(Line(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.none = QLabel()
        self.none.setProperty("quiet", True)
        self.none.setContentsMargins(10, 4, 10, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for part in (self.field, self.list, self.none):
            column.addWidget(part)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self._choose())
        self.hide()

    @property
    def recent(self) -> list[str]:
        """Keys of what was used lately, newest first."""
        return [key for key in self._store.text("commands/recent", "").split("\n") if key]

    def open(self) -> None:
        """Show it over the upper middle of the window, empty."""
        window = self._window
        self._commands = tuple(self._find())
        self.field.setPlaceholderText(tr("Action, view, experiment, field …"))
        self.field.setAccessibleName(tr("Command palette"))
        self.none.setText(tr("Nothing is called so."))
        metrics = self.fontMetrics()
        width = min(WIDE * metrics.averageCharWidth() * 2, window.width() - 40)
        line, frame = line_height(metrics), self.minimumSizeHint().height() - self.list.minimumSizeHint().height()
        lines = min(HIGH, (window.height() - 60 - frame) // line)
        height = lines * line + frame  # the last line is whole
        self.setGeometry((window.width() - width) // 2, min(70, window.height() - height), width, height)
        self.setAutoFillBackground(True)
        self.field.clear()
        self._filter("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _filter(self, typed: str) -> None:
        """Show what fits, best first; what was used lately before all while nothing is typed."""
        recent = {key: place for place, key in enumerate(self.recent)}
        if not typed.strip():
            shown = sorted(self._commands, key=lambda command: recent.get(command.key, RECENT))
        else:
            points = [(fit(typed, command.findable), command) for command in self._commands]
            ranked = [
                (found + (3.0 if command.key in recent else 0.0), command) for found, command in points
                if found is not None
            ]
            shown = [command for _, command in sorted(ranked, key=lambda pair: -pair[0])]
        self.list.clear()
        for command in shown[:MOST]:
            item = QListWidgetItem(command.title)
            item.setData(Qt.ItemDataRole.UserRole, command)
            item.setToolTip(command.hint)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(shown))
        self.none.setVisible(not shown)

    def _choose(self) -> None:
        if self.list.currentRow() < 0:
            return
        command: Command = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        kept = [command.key, *(key for key in self.recent if key != command.key)][:RECENT]
        self._store.put("commands/recent", "\n".join(kept))
        self.close_()
        QTimer.singleShot(0, self._window, command.act)  # once the focus is back in the window

    def close_(self) -> None:
        """Go, and give the keyboard back."""
        self.hide()
        self._window.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list, choose and leave by keys while the field has them."""
        kind = event.type()
        if kind == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if not isinstance(event, QKeyEvent):
            return bool(super().eventFilter(watched, event))
        key = Qt.Key(event.key())
        ours = key in (*_MOVES, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if kind == QEvent.Type.ShortcutOverride and ours:
            event.accept()
            return True
        if kind != QEvent.Type.KeyPress or not ours:
            return bool(super().eventFilter(watched, event))
        if key == Qt.Key.Key_Escape:
            self.close_()
        elif key in _MOVES:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}[key]
            count = max(self.list.count(), 1)
            row = self.list.currentRow() + step
            self.list.setCurrentRow(row % count if abs(step) == 1 else min(max(row, 0), count - 1))
        else:
            self._choose()
        return True
