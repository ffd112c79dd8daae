"""A plot without pyqtgraph's own menu: views have theirs, and nobody would ever open the other."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pyqtgraph as pg
import shiboken6
from PySide6.QtWidgets import QWidgetAction


class Choice:
    """What a control of the menu says while nobody touches it."""

    def __init__(self, control: Any) -> None:
        names = ("isChecked", "value", "maximum")
        self._said = {name: getattr(control, name)() for name in names if hasattr(control, name)}

    def isChecked(self) -> bool:
        """Return whether it is on."""
        return bool(self._said["isChecked"])

    def value(self) -> int:
        """Return its number."""
        return int(self._said["value"])

    def maximum(self) -> int:
        """Return the largest number that it takes."""
        return int(self._said["maximum"])

    def clear(self) -> None:
        """Nothing is listed in it."""


class BarePlotItem(pg.PlotItem):
    """What a plot consists of, without the menu.

    pyqtgraph makes one with every plot, some forty widgets, and asks its controls how curves shall be drawn. All of
    them would be dressed with every change of the theme; and they belong to no other widget, so that Python deletes
    them whenever it finds that the plot is gone. Here they go at once, and what they say is remembered.
    """

    choices: SimpleNamespace | None = None
    """What the controls of every new menu say."""
    ctrl: Any
    ctrlMenu: Any
    stateGroup: Any

    def __init__(self, **options: Any) -> None:
        super().__init__(enableMenu=False, **options)
        made, menu = self.ctrl, self.ctrlMenu
        BarePlotItem.choices = BarePlotItem.choices or _choices(made)
        self.ctrl, self.ctrlMenu, self.stateGroup = BarePlotItem.choices, None, pg.WidgetGroup()
        shiboken6.delete(menu)
        for action in self.children():
            if isinstance(action, QWidgetAction):
                shiboken6.delete(action)  # and the part of the menu that it holds


class BarePlot(pg.PlotWidget):
    """A widget with such a plot.

    Parameters
    ----------
    background : str
    options
        What `pyqtgraph.PlotItem` takes.
    """

    def __init__(self, background: Any = "default", **options: Any) -> None:
        super().__init__(background=background, plotItem=BarePlotItem(**options))


def _choices(menu: Any) -> SimpleNamespace:
    """Return what the controls of a new menu say."""
    return SimpleNamespace(**{name: Choice(control) for name, control in vars(menu).items()})
