"""A plot without a menu draws as one with it, and no widget but its own is left of it."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
import shiboken6
from PySide6.QtWidgets import QApplication, QWidgetAction
from pytestqt.qtbot import QtBot

from rnnviz.views.plots.bare_plot import BarePlot


def windows() -> dict[int, str]:
    """Return what there is on no other widget, by its address."""
    found = [each for each in QApplication.allWidgets() if each.parentWidget() is None]
    return {shiboken6.getCppPointer(each)[0]: type(each).__name__ for each in found}


def test_it_leaves_nothing_of_a_menu(qtbot: QtBot) -> None:
    before = windows()
    plot = BarePlot()
    qtbot.addWidget(plot)
    made = {name for address, name in windows().items() if address not in before}
    assert "BarePlot" in made
    assert not made & {"QMenu", "QGroupBox", "QFrame", "QCheckBox"}
    item = plot.getPlotItem()
    assert not [each for each in item.children() if isinstance(each, QWidgetAction)]
    assert item.getMenu() is None
    assert item.getContextMenus(None) is None


def test_curves_are_drawn_as_in_a_plot_with_a_menu(qtbot: QtBot) -> None:
    pictures = []
    for kind in (pg.PlotWidget, BarePlot):
        plot = kind(background="#ffffff")
        qtbot.addWidget(plot)
        plot.resize(300, 200)
        plot.getPlotItem().hideButtons()
        plot.addItem(pg.PlotDataItem(np.arange(9.0), np.arange(9.0) ** 2, pen="#ff0000", symbol="o"))
        plot.plot(np.arange(9.0), pen="#0000ff")
        plot.getPlotItem().removeItem(plot.getPlotItem().curves[0])
        plot.show()
        qtbot.waitExposed(plot)
        pictures.append(plot.grab().toImage())
    assert pictures[0] == pictures[1]
