"""A view drawn once more, off the screen, for a picture of any size and theme."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from rnnviz.app.dress.theme import style_sheet, widget_palette
from rnnviz.history import History
from rnnviz.views.base import Shared, View
from rnnviz.views.frames.track import Track
from rnnviz.views.palette import PALETTES, Palette, Theme
from rnnviz.views.plots.step_axis import StepAxis
from rnnviz.views.plots.still_plot import FloatingLine, StillPlot
from rnnviz.views.shared import Selection, TimeAxis
from rnnviz.views.words.language import tr

MARGIN = 12
CONTROLS = (QAbstractButton, QAbstractSpinBox, QSlider)
IDLE = "nothing"
"""What a list chooses that need not be said."""
FLAT = """
QComboBox, QComboBox:disabled { border: 0; background: transparent; padding: 0; }
QComboBox::drop-down { width: 0; border: 0; } QComboBox::down-arrow { image: none; width: 0; }
"""


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a picture shall look.

    Attributes
    ----------
    width, height : int
        Pixels at the usual size of text.
    theme : "light" or "dark"
    worded : bool
        Whether a line above says what it is, and one below what it is from.
    line_width : float
        Pixels of a curve.
    ratio : float
        Pixels of the picture for one of these: lines that do not scale are made so much wider.
    """

    width: int
    height: int
    theme: Theme
    worded: bool = True
    line_width: float = 1.6
    ratio: float = 1.0


@contextmanager
def sheet(view: View, history: History | None, look: Look, caption: str = "") -> Iterator[QWidget]:
    """Give a widget that shows what a view shows, in another size and other colours.

    It has its own time axis and selection, so that nothing on the screen follows it. Where a view made
    anew would not show the same arrays (a job has found what the first one draws), a picture of that one
    is given instead, as large as it is.
    """
    axis, selection = TimeAxis(), Selection()
    axis.length, axis.range, axis.loop = view.shared.axis.length, view.shared.axis.range, view.shared.axis.loop
    shown = view.shared.selection
    selection.scope, selection.unit, selection.reach_from = shown.scope, shown.unit, shown.reach_from
    palette = PALETTES[look.theme]
    with _drawn_finely(look.theme):
        twin = type(view)(Shared(palette=palette, axis=axis, selection=selection, line_width=look.line_width))
    if isinstance(twin, Track):
        _number_steps(twin, palette)
    paper = _paper(twin, look, tr(view.title) if look.worded else "", caption if look.worded else "")
    try:
        paper.show()
        _settle(paper)
        if hasattr(view, "state") and hasattr(twin, "restore"):
            twin.restore(view.state())
        findings = view.findings()
        if findings is not None:
            twin.take_findings(findings)
        if view.trace is not None:
            twin.show(view.trace, view.moment)
        if history is not None:
            twin.follow(history)
        _settle(paper)
        _refine(paper, look.ratio)
        yield paper if _same(view, twin) else view.widget
    finally:
        twin.close()
        paper.hide()
        paper.deleteLater()


@contextmanager
def _drawn_finely(theme: Theme) -> Iterator[None]:
    """Have plots made in the colours of a theme; what is drawn later on the screen stays as it is."""
    names = ("background", "foreground")
    before = {name: pg.getConfigOption(name) for name in names}
    pg.setConfigOptions(background=PALETTES[theme].paper, foreground=PALETTES[theme].text)
    try:
        yield
    finally:
        pg.setConfigOptions(**before)


def _paper(twin: View, look: Look, title: str, caption: str) -> QWidget:
    palette = PALETTES[look.theme]
    paper = QWidget()
    paper.setObjectName("sheet")
    paper.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    paper.setPalette(widget_palette(palette))
    paper.setStyleSheet(
        f"QWidget {{ color: {palette.text}; }} {style_sheet(palette)} {FLAT}"
        f"\n#sheet {{ background: {palette.paper}; }} QFrame[card=\"true\"] {{ border: 0; }}"
    )
    column = QVBoxLayout(paper)
    column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    column.setSpacing(4)
    if title:
        column.addWidget(_line(title, bold=True))
    column.addWidget(twin.widget, 1)
    if caption:
        column.addWidget(_line(caption))
    paper.setFixedSize(QSize(look.width, look.height))
    return paper


def _number_steps(track: Track, palette: Palette) -> None:
    """Write the numbers of the steps under a track: in a picture no ruler stands by it."""
    plot = track.plot.getPlotItem()
    bottom = StepAxis("bottom", palette)
    bottom.setLabel("t", color=palette.muted)
    plot.setAxisItems({"bottom": bottom})
    plot.showAxis("bottom")


def _line(words: str, *, bold: bool = False) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("quiet", not bold)
    if bold:
        font = QFont(label.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        label.setFont(font)
    return label


def _settle(paper: QWidget) -> None:
    """Have every layout done."""
    for _ in range(3):
        QApplication.sendPostedEvents(paper)
        QApplication.sendPostedEvents()


def _refine(paper: QWidget, ratio: float) -> None:
    """Draw curves smooth and in one piece, for a picture is painted once; leave out what is there to be pressed."""
    for control in paper.findChildren(QWidget):
        idle = isinstance(control, QComboBox) and control.currentData() == IDLE
        idle = idle or (isinstance(control, QLineEdit) and not control.text())
        if isinstance(control, CONTROLS) or idle:
            control.hide()
    for plot in paper.findChildren(pg.GraphicsView):
        plot.setAntialiasing(True)
        for item in plot.scene().items():
            if isinstance(item, pg.PlotCurveItem):
                item.opts["antialias"] = True
                item.setSegmentedLineMode("off")
                item.setPen(_wider(item.opts["pen"], ratio))
            elif isinstance(item, pg.ScatterPlotItem):
                item.opts["useCache"] = False  # marks as shapes, not as small pictures
            elif isinstance(item, pg.InfiniteLine):
                item.setPen(_wider(item.pen, ratio))
        if isinstance(plot, StillPlot):
            plot.keeps = False
            for line in plot.floating:
                if isinstance(line, FloatingLine) and line.pen is not None:
                    line.setPen(_wider(line.pen, ratio))
    _settle(paper)


def _wider(pen: QPen, ratio: float) -> QPen:
    """Return a pen of so many times the width."""
    made = QPen(pg.mkPen(pen))
    made.setWidthF(max(made.widthF(), 1.0) * ratio)
    return made


def _same(view: View, twin: View) -> bool:
    """Return whether two views draw arrays of the same names and shapes."""
    one, other = view.data(), twin.data()
    return one.keys() == other.keys() and all(np.shape(one[name]) == np.shape(other[name]) for name in one)
