"""The list of a trunk and its branches: what each changed and where it came to; go there, compare, remove."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from rnnviz.app.dress.icons import icon
from rnnviz.app.past.lines import Line, Lines
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

WIDTH, HIGHEST = 640, 320
"""Pixels."""


class LineList(QFrame):
    """A panel over the window that closes by itself; it follows the lines while it is open."""

    def __init__(self, lines: Lines, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("branches")
        self.setProperty("card", True)
        self.setAccessibleName(tr("Branches"))
        self._lines = lines
        self._palette = palette
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self._area)
        self.fill()
        lines.changed.connect(self._follow)

    def _follow(self, _: object) -> None:
        if self.isVisible():
            self.fill()

    def fill(self) -> None:
        """Show the lines as they are now."""
        page = QWidget()
        page.setObjectName("branches.page")
        page.setStyleSheet("#branches\\.page { background: transparent; }")
        grid = QGridLayout(page)
        grid.setContentsMargins(8, 4, 4, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        shown = self._lines.shown
        for place, line in enumerate(shown):
            grid.setRowMinimumHeight(3 * place, 0 if place == 0 else 10)
            self._lay(grid, 3 * place + 1, line)
        if len(shown) < 2:
            note = QLabel(tr("Go back to a past update and change a value there: a branch begins, and this run stays."))
            note.setWordWrap(True)
            note.setProperty("quiet", True)
            grid.setRowMinimumHeight(3, 10)
            grid.addWidget(note, 4, 0, 1, 5)
        grid.setRowStretch(3 * len(shown) + 3, 1)
        old = self._area.takeWidget()
        self._area.setWidget(page)
        if old is not None:
            old.deleteLater()  # later: it may be one of its buttons that was pressed
        self._area.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        height = grid.totalHeightForWidth(WIDTH - 24) if grid.hasHeightForWidth() else page.sizeHint().height()
        self.resize(WIDTH, min(height + 18, HIGHEST))

    def open_above(self, button: QWidget) -> None:
        """Show the panel above a button, inside the screen."""
        self.fill()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), -self.height() - 4))
        room = button.screen().availableGeometry()
        self.move(max(corner.x(), room.left()), max(corner.y(), room.top()))
        self.show()

    def _lay(self, grid: QGridLayout, row: int, line: Line) -> None:
        """Lay a line's name, its loss and its buttons over what is to be said of it, which has the whole width."""
        current = line is self._lines.current
        name = QLabel(line.name)
        name.setObjectName(f"branch.{line.run.line}")
        name.setTextFormat(Qt.TextFormat.PlainText)
        font = name.font()
        font.setBold(current)
        name.setFont(font)
        said = self._about(line)
        about = ElidedLabel(fills=True, holds=len(said), most=2)
        about.setText(said)
        about.setProperty("quiet", True)
        loss = QLabel(tr("loss {loss}").format(loss=number(line.loss) if math.isfinite(line.loss) else "–"))
        words = tr("Mean loss of its last updates; it has come to update {update}")
        loss.setToolTip(plain(words.format(update=f"{line.run.head:,}")))
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(name, row, 0)
        grid.addWidget(about, row + 1, 0, 1, 5)
        grid.addWidget(loss, row, 1, middle)
        if current:
            here = QLabel(tr("shown"))
            here.setProperty("quiet", True)
            grid.addWidget(here, row, 2, 1, 3, middle)
            return
        beside = QCheckBox(tr("compare"))
        beside.setChecked(line in self._lines.beside)
        beside.setToolTip(plain(tr("Draw its curves, dashed, beside those of the shown run")))
        beside.toggled.connect(lambda on: self._lines.set_beside(line, on))
        take = self._button("take", tr("Go there"), tr("Go on with this run where it ended; Undo comes back"), "")
        take.clicked.connect(lambda: self._take(line))
        drop = self._button("drop", "", tr("Remove it from the list; Undo brings it back"), "close")
        drop.clicked.connect(lambda: self._lines.ask_drop(line))
        for column, widget in enumerate((beside, take, drop), 2):
            grid.addWidget(widget, row, column, middle)

    def _about(self, line: Line) -> str:
        head = line.run.head
        updates = tr("1 update") if head == 1 else tr("{count} updates").format(count=f"{head:,}")
        if line.of is None:
            return updates
        where = tr("from the beginning")
        if line.run.left:
            where = tr("from update {update} of {name}").format(update=f"{line.run.left:,}", name=line.of.name)
        return " · ".join(part for part in (line.changed, where, updates) if part)

    def _button(self, name: str, words: str, tip: str, picture: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"branch.{name}")
        button.setText(words)
        button.setAccessibleName(words or tip)
        button.setToolTip(plain(tip))
        button.setProperty("framed", bool(words))
        if picture:
            button.setIcon(icon(picture, self._palette))
        return button

    def _take(self, line: Line) -> None:
        self.hide()
        self._lines.take(line)
