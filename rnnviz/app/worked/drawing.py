"""How a sheet's headers and lines are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from rnnviz.app.worked.formulas import ROLES
from rnnviz.app.worked.layout import Cells, Laid
from rnnviz.app.worked.measured import BRACKET
from rnnviz.app.worked.words import section_title
from rnnviz.views.equations.formula import Picture
from rnnviz.views.palette import Palette
from rnnviz.worked import Line
from rnnviz.worked.figures import written

MARGIN, HEADER_PAD = 10.0, 5.0
WIDEST_VERDICT = "✓ 2.5·10⁻¹⁶"


def verdict_room(metrics: QFontMetricsF) -> float:
    """Return how wide the column of what the second route says is."""
    return metrics.horizontalAdvance(WIDEST_VERDICT) + 8


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Draws with one painter, in one font and palette.

    Attributes
    ----------
    width : float
        Of the sheet.
    ratio : float
        Pixels of the screen to a point.
    marked : str
        The field whose numbers are marked.
    """

    painter: QPainter
    colours: Palette
    font: QFont
    width: float
    ratio: float
    marked: str

    def header(self, section: str, box: QRectF, *, folded: bool) -> None:
        """Draw the title of a section."""
        painter = self.painter
        painter.fillRect(box, QColor(self.colours.window))
        bold = QFont(self.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        high = QFontMetricsF(bold).height()
        middle, left = box.center().y(), MARGIN
        chevron = (
            [QPointF(left + 1, middle - 4), QPointF(left + 5, middle), QPointF(left + 1, middle + 4)]
            if folded
            else [QPointF(left - 1, middle - 2), QPointF(left + 3, middle + 2), QPointF(left + 7, middle - 2)]
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.colours.muted), 1.6))
        painter.drawPolyline(QPolygonF(chevron))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QColor(self.colours.text))
        room = QRectF(MARGIN + 14, middle - high / 2, box.width(), high)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, section_title(section))

    def line(
        self, laid: Laid, line: Line, picture: Picture | None, *, here: bool, cells: Cells | None,
        at: tuple[int, int] | None,
    ) -> None:
        """Draw a line; the mouse may be over it, and over a number of its cells."""
        painter = self.painter
        if here:
            painter.fillRect(QRectF(0, laid.box.top(), self.width, laid.box.height()), self._tint("accent", 0.07))
        painter.setFont(self.font)
        painter.setPen(QColor(self.colours.text))
        if picture is not None:
            painter.drawImage(laid.formula.topLeft(), picture.image(1.0, self.ratio))
        else:
            painter.drawText(laid.formula.adjusted(0, 0, 400, 0), Qt.AlignmentFlag.AlignVCenter, line.text)
        painter.setPen(QColor(self.colours.muted))
        for place, text in laid.signs:
            painter.drawText(place, text)
        for each in laid.cells:
            self._matrix(each, at if each is cells else None)
        self._verdict(laid.box, line)

    def _matrix(self, cells: Cells, at: tuple[int, int] | None) -> None:
        painter, matrix, metrics = self.painter, cells.matrix, QFontMetricsF(self.font)
        colour = self.colours.weights.get(ROLES.get(matrix.of, ""), self.colours.text)
        around = cells.box.adjusted(-1, -1, 1, 1)
        if matrix.of and matrix.of == self.marked:
            painter.fillRect(around, self._tint("accent", 0.16))
        elif cells.result:
            painter.fillRect(around, self._tint("text", 0.06))
        if at is not None:
            painter.fillRect(cells.cell(*at), self._tint("accent", 0.3))
        if not cells.lone:
            painter.setPen(QPen(QColor(colour if matrix.of in ROLES else self.colours.muted), 1.2))
            box, tick = cells.box, BRACKET - 1
            for x, out in ((box.left() + 0.5, tick), (box.right() - 0.5, -tick)):
                painter.drawPolyline(QPolygonF([
                    QPointF(x + out, box.top()), QPointF(x, box.top()), QPointF(x, box.bottom()),
                    QPointF(x + out, box.bottom()),
                ]))  # fmt: skip
        painter.setPen(QColor(colour))
        for n, row in enumerate(cells.words):
            baseline = cells.box.top() + n * cells.row_height + metrics.ascent()
            for word, right in zip(row, cells.rights, strict=True):
                painter.drawText(QPointF(right - metrics.horizontalAdvance(word), baseline), word)

    def _verdict(self, box: QRectF, line: Line) -> None:
        """Write how far the second route is from the line, at the right."""
        if line.agrees is None:
            return
        assert line.residual is not None
        text = f"{'✓' if line.agrees else '✗'} {written(line.residual, 1) if line.residual else '0'}"
        self.painter.setPen(QColor(self.colours.muted if line.agrees else self.colours.error))
        wide = verdict_room(QFontMetricsF(self.font))
        room = QRectF(self.width - MARGIN - wide, box.top(), wide, box.height())
        self.painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _tint(self, name: str, share: float) -> QColor:
        tint = QColor(getattr(self.colours, name))
        tint.setAlphaF(share)
        return tint
