"""A plot keeps a picture of its scene: never an old one, and what moves over it does not draw it again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.views.plots.still_plot import FloatingLine, StillPlot


class Counted(pg.GraphicsObject):
    """An item that fills its box in a colour, and counts how often it does."""

    def __init__(self, box: Any) -> None:
        super().__init__()
        self.setParentItem(box)
        self.box = box
        self.colour = QColor("#102030")
        self.count = 0

    def boundingRect(self) -> Any:
        return self.box.rect()

    def paint(self, painter: Any, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self.count += 1
        painter.fillRect(self.boundingRect(), self.colour)


class Host(QWidget):
    """What lies under a plot; counts how often it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.count += 1


class Stand:
    """A plot on the screen with one item and a line."""

    def __init__(self, qtbot: QtBot) -> None:
        self.host = Host()
        qtbot.addWidget(self.host)
        self.plot = StillPlot()
        self.box = self.plot.getPlotItem().getViewBox()
        self.box.setRange(xRange=(0, 100), yRange=(0, 1), padding=0)
        self.item = Counted(self.box)
        self.line = FloatingLine(self.plot, pg.mkPen("#ff0000", width=2))
        QVBoxLayout(self.host).addWidget(self.plot)
        self.host.resize(500, 200)
        with qtbot.waitExposed(self.host):
            self.host.show()
        qtbot.waitUntil(lambda: self.item.count > 0)
        self.settle()

    def settle(self) -> None:
        """Have everything painted that waits for it."""
        app = pg.mkQApp()
        for _ in range(5):
            app.sendPostedEvents()
            app.processEvents()

    def screen(self) -> QImage:
        """Return what is on the screen of the plot."""
        store = self.host.backingStore().paintDevice()
        assert isinstance(store, QImage)
        viewport = self.plot.viewport()
        at = viewport.mapTo(self.host, QPoint())
        return store.copy(at.x(), at.y(), viewport.width(), viewport.height())

    def at(self, t: float) -> QPoint:
        """Return the pixel of a step, in the middle of the plot's height."""
        room = self.box.mapRectToScene(self.box.rect())
        return QPoint(round(room.left() + t / 100 * room.width()), round(room.center().y()))


@pytest.fixture
def stand(qtbot: QtBot) -> Stand:
    return Stand(qtbot)


RED = QColor("#ff0000")


def test_a_line_moves_without_the_scene_being_drawn(stand: Stand) -> None:
    stand.line.setValue(30)
    stand.settle()
    drawn = stand.item.count
    for t in range(31, 60):
        stand.line.setValue(t)
        stand.settle()
    assert stand.item.count == drawn
    assert stand.line.value() == 59
    shown = stand.screen()
    assert shown.pixelColor(stand.at(59)) == RED
    assert shown.pixelColor(stand.at(58)) == stand.item.colour
    assert shown.pixelColor(stand.at(30)) == stand.item.colour, "nothing is left where it has been"


def test_a_line_moves_without_what_lies_under_its_plot(stand: Stand) -> None:
    under = stand.host.count
    for t in range(30, 60):
        stand.line.setValue(t)
        stand.settle()
    assert stand.host.count == under
    stand.host.update()
    stand.settle()
    assert stand.host.count == under + 1, "it is counted"


def test_columns_are_looked_up_once_for_each_picture(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    """And anew once the box has another range or place."""
    looked: list[Any] = []
    view_range = stand.box.viewRange

    def look() -> Any:
        looked.append(view_range())
        return looked[-1]

    monkeypatch.setattr(stand.box, "viewRange", look)
    stand.line.setValue(30)
    stand.settle()
    looked.clear()
    for t in range(31, 60):
        stand.line.setValue(t)
        stand.settle()
    assert not looked
    stand.box.setXRange(50, 70, padding=0)
    stand.settle()
    room = stand.box.mapRectToScene(stand.box.rect())
    assert stand.plot.columns.x(60) == pytest.approx(room.center().x())
    stand.plot.getPlotItem().getAxis("left").setWidth(90)
    stand.settle()
    moved = stand.box.mapRectToScene(stand.box.rect())
    assert moved.left() > room.left()
    assert stand.plot.columns.x(60) == pytest.approx(moved.center().x())


def test_a_change_in_the_scene_is_on_the_screen(stand: Stand) -> None:
    """Again and again: a scene whose view has not painted hears of no second change."""
    for place, colour in enumerate(("#203040", "#304050", "#405060")):
        drawn = stand.item.count
        stand.item.colour = QColor(colour)
        stand.item.update()
        stand.line.setValue(place)
        stand.settle()
        assert stand.item.count == drawn + 1, "it is drawn once"
        assert stand.screen().pixelColor(stand.at(70)) == QColor(colour)


def test_an_item_leaves_nothing_where_it_was(stand: Stand) -> None:
    paper = stand.plot.grab().toImage().pixelColor(2, 2)
    stand.item.hide()
    stand.settle()
    assert stand.screen().pixelColor(stand.at(70)) == paper


def test_a_picture_asked_for_at_once_shows_what_has_just_changed(stand: Stand) -> None:
    stand.item.colour = QColor("#506070")
    stand.item.update()
    assert stand.plot.grab().toImage().pixelColor(stand.plot.mapFromScene(stand.at(70))) == QColor("#506070")
    stand.settle()
    assert stand.screen().pixelColor(stand.at(70)) == QColor("#506070")


def test_another_size_and_range_are_drawn_anew(stand: Stand) -> None:
    stand.line.setValue(50)
    stand.host.resize(700, 260)
    stand.settle()
    assert stand.screen().pixelColor(stand.at(50)) == RED
    stand.box.setXRange(0, 200, padding=0)
    stand.settle()
    assert stand.screen().pixelColor(stand.at(25)) == RED
    assert stand.screen().pixelColor(stand.at(50)) == stand.item.colour


def test_a_line_is_hidden_and_shown_in_its_own_pixels(stand: Stand) -> None:
    stand.line.setValue(40)
    stand.settle()
    drawn = stand.item.count
    stand.line.hide()
    stand.settle()
    assert not stand.line.isVisible()
    assert stand.screen().pixelColor(stand.at(40)) == stand.item.colour
    stand.line.setVisible(True)
    stand.settle()
    assert stand.screen().pixelColor(stand.at(40)) == RED
    stand.line.setPen(None)
    stand.settle()
    assert stand.screen().pixelColor(stand.at(40)) == stand.item.colour
    assert stand.item.count == drawn


def test_the_screen_is_what_a_fresh_drawing_is(stand: Stand) -> None:
    curve = pg.PlotCurveItem(np.arange(100.0), np.linspace(0, 1, 100), pen="w")
    stand.plot.addItem(curve)
    stand.settle()
    curve.setData(np.arange(100.0), np.linspace(1, 0, 100))
    stand.line.setValue(12)
    stand.settle()
    fresh = stand.plot.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert stand.screen().convertToFormat(QImage.Format.Format_RGB32) == fresh


def test_a_hidden_plot_keeps_no_picture(stand: Stand) -> None:
    assert stand.plot._still is not None
    stand.host.hide()
    assert stand.plot._still is None


def test_what_cannot_be_drawn_leaves_no_painter_behind(qtbot: QtBot) -> None:
    stand = Stand(qtbot)

    class Broken:
        def paint_over(self, painter: Any) -> None:
            raise ValueError("broken")

    stand.plot.floating.append(Broken())
    with pytest.raises(ValueError, match="broken"):
        stand.plot.viewport().repaint()
    assert not stand.plot.viewport().paintingActive()
    stand.plot.floating.pop()
