"""A label that ends in … where there is no room, and then holds the whole text in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from rnnviz.views.gate import plain


class ElidedLabel(QLabel):
    """Plain text in one line, never wider than its place.

    Parameters
    ----------
    about : str
        What the tooltip says (after the whole text, where that is cut).
    yields : bool
        Whether it is cut before anything beside it is.
    fills : bool
        Whether it takes the room that is left, whatever it says: another text moves nothing, so that
        no layout is made anew for it.
    """

    def __init__(
        self, about: str = "", parent: QWidget | None = None, *, yields: bool = False, fills: bool = False
    ) -> None:
        super().__init__(parent)
        self.about = about
        self.yields = yields
        self.fills = fills
        self._texts: tuple[str, ...] = ("",)
        self.setTextFormat(Qt.TextFormat.PlainText)
        wide = QSizePolicy.Policy.Ignored if yields or fills else QSizePolicy.Policy.Preferred
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self._tip()

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
            self._tip()

    def text(self) -> str:
        return self._texts[0]

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().lineSpacing() + 4) if self.fills else super().sizeHint()

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

    def _limit(self) -> None:
        """Take no more room than the text, where the layout would give all there is."""
        if self.yields:
            self.setMaximumWidth(self._width(self.text()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    @property
    def cut(self) -> bool:
        """Whether the text is wider than the label."""
        return self._width(self.text()) > self.contentsRect().width() + 2

    def _tip(self) -> None:
        said = [part for part in (self.text() if self.cut else "", self.about) if part]
        self.setToolTip(plain("\n".join(said)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        fitting = (text for text in self._texts if self._width(text) <= room.width() + 2)
        text = next(fitting, self._texts[-1])
        text = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        painter.end()
