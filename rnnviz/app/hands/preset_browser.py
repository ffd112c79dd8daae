"""The experiments that come with the program, as cards: a thumbnail of a real run, a title, a line of purpose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rnnviz.app.hands.finding import fit
from rnnviz.catalogue import Preset, load, presets
from rnnviz.cells import CELLS
from rnnviz.resources import resources
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr

THUMBNAIL = QSize(240, 150)
"""As `tools/thumbnails.py` draws them."""


class PresetBrowser(QDialog):
    """Shows the experiments, and says which one is to be opened."""

    chosen = Signal(object)
    """Key of a preset."""

    def __init__(self, parent: QWidget, palette: Palette, current: str) -> None:
        super().__init__(parent)
        self.setObjectName("preset_browser")
        self.setWindowTitle(tr("Experiments"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._palette = palette
        self._presets = presets()
        self.search = QLineEdit()
        self.search.setObjectName("presets.search")
        self.search.setPlaceholderText(tr("Search"))
        self.search.setAccessibleName(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("presets.list")
        self.list.setAccessibleName(tr("Experiments"))
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setIconSize(THUMBNAIL)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setWordWrap(True)
        self.list.setProperty("cards", True)
        self.list.setSpacing(10)
        room = 2 * self.fontMetrics().lineSpacing() + 14
        self.list.setGridSize(QSize(THUMBNAIL.width() + 24, THUMBNAIL.height() + room + 10))
        self.purpose = QLabel()
        self.purpose.setObjectName("presets.purpose")
        self.purpose.setTextFormat(Qt.TextFormat.PlainText)
        self.purpose.setWordWrap(True)
        self.purpose.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.purpose.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton(tr("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._open)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        for part in (self.search, self.list, self.purpose, buttons):
            column.addWidget(part, 1 if part is self.list else 0)
        self._fill(current)
        self.search.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._tell)
        self.list.itemActivated.connect(lambda _: self._open())
        self.list.itemDoubleClicked.connect(lambda _: self._open())
        self._tell()
        self.resize(860, 700)
        self.list.setFocus()

    def take_over(self, before: PresetBrowser) -> None:
        """Show what a browser in another language or other colours showed."""
        self.search.setText(before.search.text())
        self.list.setCurrentRow(before.list.currentRow())
        if before.search.hasFocus():
            self.search.setFocus()

    def _fill(self, current: str) -> None:
        for preset in self._presets.values():
            picture, icon = thumbnail(preset, self._palette), QIcon()
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # else Qt tints the picture of the chosen one
                icon.addPixmap(picture, mode)
            item = QListWidgetItem(icon, tr(preset.title))
            item.setData(Qt.ItemDataRole.UserRole, preset.key)
            item.setToolTip(tr(preset.purpose))
            item.setSizeHint(self.list.gridSize() - QSize(10, 10))  # else a title of two lines is cut to one
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self.list.addItem(item)
            if preset.key == current:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None:
            self.list.setCurrentRow(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the chosen one among its neighbours, not at the edge."""
        super().showEvent(event)
        self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    def _filter(self, typed: str) -> None:
        first = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            preset = self._presets[item.data(Qt.ItemDataRole.UserRole)]
            words = f"{tr(preset.title)} {preset.title} {preset.key} {tr(preset.purpose)}"
            item.setHidden(bool(typed.strip()) and fit(typed, words) is None)
            first = first or (None if item.isHidden() else item)
        if first is not None and self.list.currentItem().isHidden():
            self.list.setCurrentItem(first)
        self.go.setEnabled(first is not None)

    def _tell(self, *_: object) -> None:
        item = self.list.currentItem()
        preset = None if item is None else self._presets[item.data(Qt.ItemDataRole.UserRole)]
        self.purpose.setText("" if preset is None else tr(preset.purpose))

    def _open(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self._open()
        else:
            super().keyPressEvent(event)


def thumbnail_file(key: str, theme: str) -> Path:
    """Return where the thumbnail of a preset lies."""
    return resources() / "thumbnails" / f"{key}-{theme}.png"


def thumbnail(preset: Preset, palette: Palette) -> QPixmap:
    """Return the thumbnail of a preset; the name of its cell where none has been drawn yet."""
    made = QPixmap(str(thumbnail_file(preset.key, palette.theme)))
    if not made.isNull():
        return made
    made = QPixmap(THUMBNAIL)
    made.fill(QColor(palette.paper))
    with QPainter(made) as painter:
        font = QFont()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        painter.setFont(font)
        painter.setPen(QColor(palette.muted))
        painter.drawText(made.rect(), Qt.AlignmentFlag.AlignCenter, tr(CELLS[load(preset.key).cell.kind].info.title))
    return made
