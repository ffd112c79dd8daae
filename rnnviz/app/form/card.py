"""A card: a framed group of rows under a title that folds it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from rnnviz.app.dress.icons import icon
from rnnviz.views.palette import Palette


class Card(QFrame):
    """A group of rows, open or folded."""

    def __init__(self, title: str, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.header = QToolButton()
        self.header.setProperty("title", True)
        self.header.setText(title)
        self.header.setCheckable(True)
        self.header.setChecked(True)
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.body = QWidget()
        self.rows = QVBoxLayout(self.body)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 3, 10, 7)
        layout.setSpacing(1)
        layout.addWidget(self.header, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.body)
        self.header.toggled.connect(self._fold)
        self.wear(palette)
        self._fold(True)

    def wear(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self._icons = {
            True: icon("chevron_down", palette, palette.muted),
            False: icon("chevron_right", palette, palette.muted),
        }
        self.header.setIcon(self._icons[self.header.isChecked()])

    def set_rows(self, rows: list[QWidget]) -> None:
        """Hold these rows in this order; rows that it holds already stay as they are, focus included."""
        for place in reversed(range(self.rows.count())):
            item = self.rows.itemAt(place)
            if item is not None and item.widget() not in rows:
                self.rows.takeAt(place)
        for place, row in enumerate(rows):
            if self.rows.indexOf(row) != place:
                self.rows.insertWidget(place, row)

    def _fold(self, opened: bool) -> None:
        self.header.setIcon(self._icons[opened])
        self.body.setVisible(opened)
