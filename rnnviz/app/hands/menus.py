"""The menu bar: every action of the table, the recent files, and the tracks and docks to show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from rnnviz.app.area.dock_area import DockArea
from rnnviz.app.area.layouts import Layouts
from rnnviz.app.area.track_stack import TrackStack
from rnnviz.app.hands.action_set import ActionSet, menu_titles
from rnnviz.app.opened.recent import Recent
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.words.language import tr


def menu_bar(
    actions: ActionSet, stack: TrackStack, docks: DockArea, recent: Recent, layouts: Layouts | None = None
) -> QMenuBar:
    """Return the menu bar, in the language that is installed."""
    bar = QMenuBar()
    for key, title in menu_titles().items():
        menu = bar.addMenu(title)
        menu.setToolTipsVisible(True)
        menu.setObjectName(f"menu.{key}")
        if key == "view":
            _add_tracks(menu.addMenu(tr("Tracks")), stack)
            _add_docks(menu.addMenu(tr("Docks")), docks)
            if layouts is not None:
                _add_layouts(menu.addMenu(tr("Layout")), actions, layouts)
            menu.addSeparator()
        actions.fill(key, menu.addAction, menu.addSeparator)
        if key == "file":
            first_line = next(action for action in menu.actions() if action.isSeparator())
            menu.insertMenu(first_line, recent.menu(menu))
    return bar


def _add_tracks(menu: QMenu, stack: TrackStack) -> None:
    """One switch a track; all of them follow what is hidden elsewhere. One that is absent says why."""
    menu.setObjectName("menu.tracks")
    menu.setToolTipsVisible(True)
    switches: dict[str, QAction] = {}
    for view in stack.tracks:
        switch = menu.addAction(tr(view.title).replace("&", "&&"))
        switch.setObjectName(f"action.show_{view.key}")
        switch.setCheckable(True)
        switch.toggled.connect(_shower(stack, view.key))
        switches[view.key] = switch
    menu.addSeparator()
    everything = menu.addAction(tr("Show all tracks"), stack.show_all)

    def follow() -> None:
        withhold(everything, stack.why_no_more)
        for key, switch in switches.items():
            why = stack.absence(key)
            switch.setChecked(stack.is_shown(key))
            switch.setEnabled(not why)
            switch.setToolTip(why)

    follow()
    menu.aboutToShow.connect(follow)


def _shower(stack: TrackStack, key: str) -> Callable[[bool], None]:
    return lambda on: stack.set_shown(key, on)


def _add_docks(menu: QMenu, docks: DockArea) -> None:
    for key, dock in docks.docks.items():
        switch = dock.toggleViewAction()
        switch.setObjectName(f"action.show_{key}")
        menu.addAction(switch)


def _add_layouts(menu: QMenu, actions: ActionSet, layouts: Layouts) -> None:
    """The three designs, those that a person has named, and what can be done with them; made when it opens."""

    def fill() -> None:
        menu.clear()
        actions.fill("layout", menu.addAction, lambda: _add_named(menu, layouts))
        if layouts.names:
            rename, delete = menu.addMenu(tr("Rename")), menu.addMenu(tr("Delete"))
            for name in layouts.names:
                shown = name.replace("&", "&&")
                rename.addAction(shown, _with(layouts.ask_rename, name))
                delete.addAction(shown, _with(layouts.delete, name))

    menu.setObjectName("menu.layout")
    menu.aboutToShow.connect(fill)
    fill()


def _add_named(menu: QMenu, layouts: Layouts) -> None:
    menu.addSeparator()
    for name in layouts.names:
        menu.addAction(name.replace("&", "&&"), _with(layouts.apply, name))
    if layouts.names:
        menu.addSeparator()


def _with(act: Callable[[str], object], name: str) -> Callable[[], object]:
    return lambda: act(name)
