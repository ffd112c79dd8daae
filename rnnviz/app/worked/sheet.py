"""The lines of a computation, drawn: formulas typeset, numbers in brackets, and what a second route says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rnnviz.app.worked.layout import BRACKET, Cells, Laid, lay
from rnnviz.app.worked.words import section_title
from rnnviz.views.formula import Picture, svg
from rnnviz.views.gate import plain
from rnnviz.views.language import tr
from rnnviz.views.palette import Palette
from rnnviz.worked import Line
from rnnviz.worked.figures import written

FORMULA = 1.05
"""Height of a formula's letters, of the height of the text."""
NARROW = 640
"""Below this width formulas stand above their numbers."""
MARGIN, HEADER_PAD, VERDICT = 10.0, 5.0, 92.0
ROLES = {"U": "input", "W": "recurrent", "V": "readout"}
Pointed = tuple[Line, str]


class LineSheet(QWidget):
    """As high as its lines are at its width; a section is folded away by a click on its title.

    Attributes
    ----------
    lines : tuple of Line
    folded : set of str
        Sections that are folded away.
    """

    pointed = Signal(object)
    """(Line, the sum that the number under the mouse is, or ""), or None."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("worked.sheet")
        self.colours = palette
        self.lines: tuple[Line, ...] = ()
        self.places = 4
        self.folded: set[str] = set()
        self.marked = ""
        self.laid: list[Laid] = []
        self.headers: list[tuple[str, QRectF]] = []
        self._pictures: dict[str, Picture | None] = {}
        self._here: tuple[Laid | None, Cells | None, tuple[int, int] | None] = (None, None, None)
        self._height, self._width = 0, -1
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._set_one)

    # what is shown

    def show_lines(self, lines: Sequence[Line], places: int | None = None) -> None:
        """Show other lines, or other numbers of the same ones."""
        self.lines = tuple(lines)
        self.places = self.places if places is None else places
        self._here = (None, None, None)
        self.setAccessibleName("\n".join(line.text for line in self.lines))
        if not self.all_set:
            self._idle.start()
        self._changed()

    def show_places(self, places: int) -> None:
        """Show so many decimals."""
        self.show_lines(self.lines, places)

    def fold(self, section: str, folded: bool) -> None:
        """Fold a section away, or bring it back."""
        (self.folded.add if folded else self.folded.discard)(section)
        self._changed()

    def fold_all(self, folded: bool) -> None:
        """Fold every section away, or bring all back."""
        self.folded = {line.section for line in self.lines} if folded else set()
        self._changed()

    def mark(self, field: str) -> None:
        """Mark the numbers of a field in every line; "" for none."""
        if field != self.marked:
            self.marked = field
            self.update()

    # formulas, one at a time when there is nothing else to do

    @property
    def all_set(self) -> bool:
        """Whether every formula is a picture, or cannot be one."""
        return all(line.latex in self._pictures for line in self.lines)

    def set_all(self) -> None:
        """Set every formula now."""
        while not self.all_set:
            self._set_one()

    def _set_one(self) -> None:
        latex = next((line.latex for line in self.lines if line.latex not in self._pictures), "")
        if not latex:
            return
        size = round(FORMULA * QFontMetricsF(self.font()).height(), 1)
        drawing = svg(self._coloured(latex), size, self.colours.text)
        self._pictures[latex] = Picture(drawing) if drawing else None
        if self.all_set:
            self._changed()
        else:
            self._idle.start()
            if len(self._pictures) % 8 == 0:
                self._changed()

    def _coloured(self, latex: str) -> str:
        for name, role in ROLES.items():
            colour = self.colours.weights[role]
            latex = re.sub(rf"(?<![A-Za-z\\_]){name}(?![A-Za-z])", rf"{{\\color{{{colour}}} {name}}}", latex)
        return latex

    # where it stands

    def _changed(self) -> None:
        before = self._height
        self._place(self.width())
        if self._height != before:
            self.updateGeometry()
        self.update()

    def _place(self, width: int) -> int:
        """Lay every line out."""
        metrics = QFontMetricsF(self.font())
        self.laid, self.headers, self._width = [], [], width
        beside = width >= NARROW
        pictures = [self._pictures.get(line.latex) for line in self.lines]
        wide = [
            picture.width if picture is not None else metrics.horizontalAdvance(line.text)
            for picture, line in zip(pictures, self.lines, strict=True)
        ]
        column = min(max(wide, default=0.0) + 12, 0.36 * width) if beside else 0.0
        right = width - MARGIN - VERDICT
        top, section = 4.0, ""
        for line, picture in zip(self.lines, pictures, strict=True):
            if line.section != section:
                section = line.section
                top += 4 if self.headers else 0
                high = metrics.height() + 2 * HEADER_PAD
                self.headers.append((section, QRectF(0, top, width, high)))
                top += high
            if section in self.folded:
                continue
            laid = lay(line, picture, metrics, top, MARGIN + 12, column, right, self.places)
            self.laid.append(laid)
            top = laid.box.bottom()
        self._height = round(top + 8)
        return self._height

    def sizeHint(self) -> QSize:
        return QSize(0, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._height)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width) if width != self._width else self._height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._width:
            self._changed()

    # the mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        found = next((laid for laid in self.laid if laid.box.contains(QPointF(laid.box.left(), point.y()))), None)
        cells = next((each for each in found.cells if each.box.contains(point)), None) if found else None
        here = (found, cells, cells.at(point) if cells is not None else None)
        if here != self._here:
            self._here = here
            self.update()
            if found is None:
                self.pointed.emit(None)
            else:
                spelt = cells is not None and cells.result and here[2] is not None
                self.pointed.emit((found.line, found.line.entry(*here[2], self.places) if spelt and here[2] else ""))
        over_header = any(box.contains(point) for _, box in self.headers)
        self.setCursor(Qt.CursorShape.PointingHandCursor if over_header else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for section, box in self.headers:
            if box.contains(event.position()):
                self.fold(section, section not in self.folded)
                return
        super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._here = (None, None, None)
        self.pointed.emit(None)
        self.update()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._here[0] is not None:
            assert isinstance(event, QHelpEvent)
            QToolTip.showText(event.globalPos(), plain(verdict_words(self._here[0].line)), self)
            return True
        return bool(super().event(event))

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        seen = QRectF(event.rect())
        painter.fillRect(seen, QColor(self.colours.paper))
        for section, box in self.headers:
            if box.intersects(seen):
                self._header(painter, section, box)
        for laid in self.laid:
            if laid.box.intersects(seen):
                self._line(painter, laid)
        if not self.isEnabled():  # the numbers before what is typed now
            veil = QColor(self.colours.paper)
            veil.setAlphaF(0.55)
            painter.fillRect(seen, veil)
        painter.end()

    def _header(self, painter: QPainter, section: str, box: QRectF) -> None:
        painter.fillRect(box, QColor(self.colours.window))
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(self.colours.text))
        high = QFontMetricsF(bold).height()
        middle, left = box.center().y(), MARGIN
        chevron = (
            [QPointF(left + 1, middle - 4), QPointF(left + 5, middle), QPointF(left + 1, middle + 4)]
            if section in self.folded
            else [QPointF(left - 1, middle - 2), QPointF(left + 3, middle + 2), QPointF(left + 7, middle - 2)]
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.colours.muted), 1.6))
        painter.drawPolyline(QPolygonF(chevron))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QColor(self.colours.text))
        painter.drawText(
            QRectF(MARGIN + 14, middle - high / 2, box.width(), high), Qt.AlignmentFlag.AlignVCenter,
            section_title(section),
        )

    def _line(self, painter: QPainter, laid: Laid) -> None:
        here, cells, at = self._here
        if laid is here:
            tint = QColor(self.colours.accent)
            tint.setAlphaF(0.07)
            painter.fillRect(QRectF(0, laid.box.top(), self.width(), laid.box.height()), tint)
        picture = self._pictures.get(laid.line.latex)
        painter.setFont(self.font())
        painter.setPen(QColor(self.colours.text))
        if picture is not None:
            painter.drawImage(laid.formula.topLeft(), picture.image(1.0, self.devicePixelRatioF()))
        else:
            painter.drawText(laid.formula.adjusted(0, 0, 400, 0), Qt.AlignmentFlag.AlignVCenter, laid.line.text)
        for place, text in laid.signs:
            painter.setPen(QColor(self.colours.muted))
            painter.drawText(place, text)
        for each in laid.cells:
            self._matrix(painter, each, at if each is cells else None)
        self._verdict(painter, laid)

    def _matrix(self, painter: QPainter, cells: Cells, at: tuple[int, int] | None) -> None:
        metrics, matrix = QFontMetricsF(self.font()), cells.matrix
        colour = self.colours.weights.get(ROLES.get(matrix.of, ""), self.colours.text)
        if matrix.of and matrix.of == self.marked:
            tint = QColor(self.colours.accent)
            tint.setAlphaF(0.16)
            painter.fillRect(cells.box.adjusted(-1, -1, 1, 1), tint)
        elif cells.result:
            tint = QColor(self.colours.text)
            tint.setAlphaF(0.06)
            painter.fillRect(cells.box.adjusted(-1, -1, 1, 1), tint)
        if at is not None:
            mark = QColor(self.colours.accent)
            mark.setAlphaF(0.3)
            painter.fillRect(cells.cell(*at), mark)
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

    def _verdict(self, painter: QPainter, laid: Laid) -> None:
        """Write how far the second route is from the line, at the right."""
        line = laid.line
        if line.agrees is None:
            return
        assert line.residual is not None
        colour = self.colours.muted if line.agrees else self.colours.error
        text = f"{'✓' if line.agrees else '✗'} {written(line.residual, 1) if line.residual else '0'}"
        painter.setPen(QColor(colour))
        room = QRectF(self.width() - MARGIN - VERDICT, laid.box.top(), VERDICT, laid.box.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


def verdict_words(line: Line) -> str:
    """Return by what second route a line was computed again, and how far that is."""
    if line.residual is None:
        return tr("Not computed again by itself: the sum that it is part of is.")
    kind = line.key.partition("/")[0]
    if kind in ("backward", "gradient"):
        route = tr("by differences of the loss, the number moved up and down")
    else:
        route = tr("by the same sums made in another order")
    words = tr("Computed again {route}: {residual} apart, {tolerance} allowed, of the largest number or 1.")
    return words.format(route=route, residual=f"{line.residual:.1e}", tolerance=f"{line.tolerance:.0e}")
