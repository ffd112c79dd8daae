"""The lines of a computation, drawn: formulas typeset, numbers in brackets, and what a second route says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rnnviz.app.worked.drawing import HEADER_PAD, MARGIN, Drawing, verdict_room
from rnnviz.app.worked.formulas import Formulas
from rnnviz.app.worked.layout import Cells, Laid, lay
from rnnviz.app.worked.measured import Measure
from rnnviz.app.worked.words import verdict_words
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.worked import Line

NARROW = 640
"""Below this width formulas stand above their numbers."""
Pointed = tuple[Line, str]


class LineSheet(QWidget):
    """As high as its lines are at its width; a section is folded away by a click on its title.

    Attributes
    ----------
    lines : tuple of Line
    folded : set of str
        Sections that are folded away.
    formulas : Formulas
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
        self.formulas = Formulas(self, palette)
        self.formulas.came.connect(self._changed)
        self._by_key: dict[str, Line] = {}
        self._measure: tuple[tuple[str, int], Measure] | None = None
        self._here: tuple[Laid | None, Cells | None, tuple[int, int] | None] = (None, None, None)
        self._height, self._width = 0, -1
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # what is shown

    def show_lines(self, lines: Sequence[Line], places: int | None = None) -> None:
        """Show other lines, or other numbers of the same ones."""
        self._take(lines)
        self.places = self.places if places is None else places
        self._here = (None, None, None)
        self.setAccessibleName("\n".join(line.text for line in self.lines))
        self.formulas.want(line.latex for line in self.lines)
        self._changed()

    def show_verdicts(self, lines: Sequence[Line]) -> None:
        """Show what the second route says of the same lines; they stand where they stood."""
        self._take(lines)
        self.update()

    def _take(self, lines: Sequence[Line]) -> None:
        self.lines = tuple(lines)
        self._by_key = {line.key: line for line in self.lines}

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

    # where it stands

    def _changed(self, _: object = None) -> None:
        before = self._height
        self._place(self.width())
        if self._height != before:
            self.updateGeometry()
        self.update()

    def _measured(self) -> Measure:
        """Return what measures numbers in the present font, to the present decimals."""
        at = self.font().key(), self.places
        if self._measure is None or self._measure[0] != at:
            self._measure = at, Measure(QFontMetricsF(self.font()), self.places)
        self._measure[1].begin()
        return self._measure[1]

    def _place(self, width: int) -> int:
        """Lay every line out."""
        measure = self._measured()
        metrics = measure.metrics
        self.laid, self.headers, self._width = [], [], width
        beside = width >= NARROW
        pictures = [self.formulas.pictures.get(line.latex) for line in self.lines]
        wide = [
            picture.width if picture is not None else metrics.horizontalAdvance(line.text)
            for picture, line in zip(pictures, self.lines, strict=True)
        ]
        column = min(max(wide, default=0.0) + 12, 0.36 * width) if beside else 0.0
        right = width - MARGIN - verdict_room(metrics)
        top, section = 4.0, ""
        for line, picture in zip(self.lines, pictures, strict=True):
            if line.section != section:
                section = line.section
                top += 4 if self.headers else 0
                high = measure.height + 2 * HEADER_PAD
                self.headers.append((section, QRectF(0, top, width, high)))
                top += high
            if section in self.folded:
                continue
            laid = lay(line, picture, measure, top, MARGIN + 12, column, right)
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
            line = self._by_key[self._here[0].line.key]
            QToolTip.showText(event.globalPos(), plain(verdict_words(line)), self)
            return True
        return bool(super().event(event))

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            seen = QRectF(event.rect())
            painter.fillRect(seen, QColor(self.colours.paper))
            drawing = Drawing(
                painter=painter, colours=self.colours, font=self.font(), width=self.width(),
                ratio=self.devicePixelRatioF(), marked=self.marked,
            )
            for section, box in self.headers:
                if box.intersects(seen):
                    drawing.header(section, box, folded=section in self.folded)
            here, cells, at = self._here
            for laid in self.laid:
                if laid.box.intersects(seen):
                    line = self._by_key.get(laid.line.key, laid.line)
                    picture = self.formulas.pictures.get(line.latex)
                    drawing.line(laid, line, picture, here=laid is here, cells=cells, at=at)
            if not self.isEnabled():  # the numbers before what is typed now
                veil = QColor(self.colours.paper)
                veil.setAlphaF(0.55)
                painter.fillRect(seen, veil)
