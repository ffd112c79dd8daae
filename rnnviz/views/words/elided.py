"""A label that wraps where it may, ends in … where there is no room, and then holds the whole text in its tooltip."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from rnnviz.views.gate import plain

MOST_LINES = 3
_PIECES = re.compile("[^ ]+(?: [^ ]+)* *")
"""What a text sets apart by several spaces."""


class ElidedLabel(QLabel):
    """Plain text in one line, or in some, never wider than its place.

    Parameters
    ----------
    about : str
        What the tooltip says (after the whole text, where that is cut).
    yields : bool
        Whether it is cut before anything beside it is.
    fills : bool
        Whether it takes the room that is left, whatever it says: another text moves nothing, so that
        no layout is made anew for it.
    holds : int
        Letters that it has room for: where it is narrower than these, it is higher, whatever it says. 0: one line.
    most : int
        Lines at most.
    """

    def __init__(
        self, about: str = "", parent: QWidget | None = None, *, yields: bool = False, fills: bool = False,
        holds: int = 0, most: int = MOST_LINES,
    ) -> None:
        super().__init__(parent)
        self.about = about
        self.yields = yields
        self.fills = fills
        self.holds, self.most = holds, most
        self.lines = 1
        self._texts: tuple[str, ...] = ("",)
        self.setTextFormat(Qt.TextFormat.PlainText)
        wide = QSizePolicy.Policy.Ignored if yields or fills else QSizePolicy.Policy.Preferred
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        self.set_texts(text)

    def set_texts(self, text: str, *shorter: str) -> None:
        """Show a text, or the first of some shorter ones where there is no room for it."""
        if (text, *shorter) != self._texts:
            before, self._texts = self._texts, (text, *shorter)
            self.setAccessibleName(text)
            if self.fills or self._widths(before) == self._widths(self._texts):
                self.update()  # no layout is made anew for other digits
            else:
                super().setText(text)
                self._limit()

    def text(self) -> str:
        return self._texts[0]

    def sizeHint(self) -> QSize:
        if not self.fills:
            return super().sizeHint()
        margins = self.contentsMargins()
        return QSize(0, self.lines * self.fontMetrics().lineSpacing() + 4 + margins.top() + margins.bottom())

    @property
    def shortest(self) -> int:
        """Pixels that the shortest text needs."""
        return min(self._width(text) for text in self._texts)

    def _widths(self, texts: tuple[str, ...]) -> list[int]:
        return [self._width(text) for text in texts]

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._limit()
            self._count()

    def _limit(self) -> None:
        """Take no more room than the text, where the layout would give all there is."""
        if self.yields:
            self.setMaximumWidth(self._width(self.text()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._count()

    def hold(self, letters: int) -> None:
        """Have room for more letters, or fewer."""
        if letters != self.holds:
            self.holds = letters
            self._count()

    def _count(self) -> None:
        """Take as many lines as the letters need that it shall hold."""
        wanted = self.holds * self.fontMetrics().averageCharWidth() / max(self.contentsRect().width(), 1)
        lines = min(max(math.ceil(wanted), 1), self.most)
        if lines != self.lines:
            self.lines = lines
            self.updateGeometry()

    @property
    def cut(self) -> bool:
        """Whether the text has no room in the label."""
        room = self.contentsRect().width()
        if self._width(self.text()) <= room + 2:
            return False
        return self.lines == 1 or len(self._wrapped(self.text(), room, self.lines + 1)) > self.lines

    def _wrapped(self, text: str, room: int, most: int) -> list[str]:
        """Return the first lines of a text, each no wider than the room; all that is left in the last of them.

        Where a text sets things apart by several spaces, lines end there alone: a number stays with its symbol.
        """
        if "  " in text:
            return self._packed(_PIECES.findall(text), room, most)
        layout = QTextLayout(text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        starts: list[int] = []
        layout.beginLayout()
        while len(starts) < most and (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            starts.append(line.textStart())
        layout.endLayout()
        return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]

    def toolTip(self) -> str:
        """Return what the tooltip says now: the text, where it is cut, and what it is about."""
        said = [part for part in (self.text() if self.cut else "", self.about) if part]
        return plain("\n".join(said))

    def event(self, event: QEvent) -> bool:
        """Make the tooltip when somebody asks for it: the text may change many times a second."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = self.toolTip()
            if said:
                QToolTip.showText(event.globalPos(), said, self)
            else:
                QToolTip.hideText()
                event.ignore()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            room = self.contentsRect()
            fitting = (text for text in self._texts if self._width(text) <= room.width() + 2)
            text = next(fitting, None)
            if text is not None or self.lines == 1:
                said = [text or self._texts[-1]]
            else:
                wrapped = (self._wrapped(text, room.width(), self.lines + 1) for text in self._texts)
                fitted = next((lines for lines in wrapped if len(lines) <= self.lines), None)
                said = fitted or self._wrapped(self._texts[-1], room.width(), self.lines)
            line = self.fontMetrics().lineSpacing()
            top = room.top() + (room.height() - line * len(said)) / 2
            for place, words in enumerate(said):
                if self._width(words) > room.width() + 2:  # what fits to the pixel is not cut for a fraction of one
                    words = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
                where = QRect(room.left(), round(top + place * line), room.width(), line)
                painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def _packed(self, pieces: list[str], room: int, most: int) -> list[str]:
        """Return lines of as many pieces as fit."""
        lines = [""]
        for piece in pieces:
            longer = lines[-1] + piece
            if lines[-1] and len(lines) < most and self._width(longer.rstrip()) > room:
                lines.append(piece)
            else:
                lines[-1] = longer
        return [line.rstrip() for line in lines]
