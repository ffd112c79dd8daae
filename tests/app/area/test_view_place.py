"""A view's place holds it whole where there is room, and scrolls it where there is none."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.area.dock_area import DockArea
from rnnviz.app.area.view_place import ViewPlace


def place(key: str, height: int) -> ViewPlace:
    widget = QWidget()
    widget.setMinimumSize(100, height)
    made = ViewPlace(key, lambda: None)
    made.fill(widget)
    return made


def test_docks_that_do_not_fit_lie_beside_one_another(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(QWidget())
    window.setMinimumSize(300, 200)
    area = DockArea(window, (), ())
    for key in "abcdef":
        dock = area.put(key, key, "", place(key, 150))
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    window.resize(400, 420)
    with qtbot.waitExposed(window):
        window.show()
    frames = [dock.geometry() for dock in area.docks.values()]
    assert all(one.bottom() < other.top() for one, other in pairwise(frames)), "none lies over one"
    assert all(window.rect().contains(frame) for frame in frames)
    held = area.docks["a"].widget()
    assert isinstance(held, ViewPlace)
    view = held.widget()
    assert view is not None
    assert view.height() == 150, "the view keeps the height that it needs"
    assert held.verticalScrollBar().maximum() > 0, "and is scrolled"


def test_a_place_asks_for_what_its_view_needs(qtbot: QtBot) -> None:
    held = place("a", 150)
    qtbot.addWidget(held)
    assert held.minimumSizeHint().height() == 150
    held.resize(200, 300)
    with qtbot.waitExposed(held):
        held.show()
    view = held.widget()
    assert view is not None
    assert view.height() == 300, "where there is room the view fills it"
    assert held.objectName() == "place.a"


class Tall(QWidget):
    """As a plot: it would like much room, and needs little."""

    def sizeHint(self) -> QSize:
        return QSize(640, 480)


def test_lines_that_wrap_make_no_view_taller_than_its_place(qtbot: QtBot) -> None:
    place, view = ViewPlace("a", lambda: None), QWidget()
    qtbot.addWidget(place)
    column = QVBoxLayout(view)
    words = QLabel("words " * 5)
    words.setWordWrap(True)
    column.addWidget(words)
    column.addWidget(Tall())
    place.fill(view)
    place.resize(220, 180)
    place.show()
    qtbot.waitUntil(lambda: view.height() == place.viewport().height())
    assert not place.verticalScrollBar().isVisible()
