"""What am I looking at? A card over a view: its purpose, what is drawn now, and from which arrays."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from rnnviz.data_file import unit_of
from rnnviz.views.base import View
from rnnviz.views.words.language import tr

WIDTH = 420
MOST = 8
"""Arrays that are named; of more, how many there are."""


class Explanation(QFrame):
    """Goes with the next click or key."""

    def __init__(self, view: View, loss_unit: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("explanation")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        title = _label(tr(view.title))
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        column.addWidget(title)
        column.addWidget(_label(tr(view.purpose)))
        drawn = getattr(view, "heading", None)
        if drawn is not None and drawn.text():
            column.addWidget(_label(tr("Drawn now: {what}").format(what=drawn.text())))
        arrays, units = view.data(), view.units()
        if arrays:
            grid = QGridLayout()
            grid.setHorizontalSpacing(14)
            grid.setVerticalSpacing(1)
            for row, (name, array) in enumerate(list(arrays.items())[:MOST]):
                shape = " × ".join(map(str, array.shape)) or "1"
                for place, words in enumerate((name, shape, unit_of(name, array, loss_unit, units))):
                    label = _label(words, wraps=False)
                    label.setProperty("quiet", True)
                    grid.addWidget(label, row, place)
            grid.setColumnStretch(3, 1)
            column.addLayout(grid)
            if len(arrays) > MOST:
                more = tr("and {count} more arrays").format(count=len(arrays) - MOST)
                column.addWidget(_label(more))
        self.setFixedWidth(round(WIDTH * self.fontMetrics().height() / 16))
        self.setFixedHeight(max(column.heightForWidth(self.width()), column.sizeHint().height()))

    def show_over(self, widget: QWidget) -> None:
        """Show it in the middle of a widget, inside the screen."""
        centre = widget.mapToGlobal(widget.rect().center()) - QPoint(self.width() // 2, self.height() // 2)
        room = widget.screen().availableGeometry()
        x = min(max(centre.x(), room.left()), max(room.right() - self.width(), room.left()))
        y = min(max(centre.y(), room.top()), max(room.bottom() - self.height(), room.top()))
        self.move(x, y)
        self.show()


def _label(words: str, *, wraps: bool = True) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    return label
