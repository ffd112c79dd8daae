"""The menu of every view: what it offers itself, then copying, exporting, explaining, moving and hiding."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from rnnviz.app.area.workspace import Workspace, on_screen
from rnnviz.app.hands.action_set import ActionSet
from rnnviz.app.screen import Screen
from rnnviz.views.base import View
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.words.language import tr

STANDARD = ("copy_picture", "copy_data", "export_figure", "export_data", "explain")
"""Actions that stand in every view's menu; there they act on that view."""
MOST_OPERATIONS = 5
"""Acts of surgery in a menu itself; more go to a menu of their own, so that copying and exporting stay at hand."""


class ViewMenus(QObject):
    """Gives each view its menu, by the right button or by the keyboard, and knows which one keys are meant for."""

    def __init__(
        self, workspace: Workspace, parts: Screen, parent: QObject, say: Callable[[str], object]
    ) -> None:
        super().__init__(parent)
        self._say = say
        self._workspace = workspace
        self._parts = parts
        self._actions: ActionSet | None = None
        self.acts: dict[str, Callable[[View], object]] = {}
        """What a standard action does with a view."""
        self._last = ""
        workspace.made.connect(self._take)

    def use(self, actions: ActionSet, acts: dict[str, Callable[[View], object]]) -> None:
        """Say what the window's actions are, and what they do with a view."""
        self._actions, self.acts = actions, acts

    def _take(self, view: View) -> None:
        widget = view.widget
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(lambda at: self.open(view.key, widget.mapToGlobal(at)))

    @property
    def current(self) -> View:
        """The view that a key is meant for: with the focus, else under the mouse, else meant last, else the first."""
        app = QApplication.focusWidget(), QApplication.widgetAt(QCursor.pos())
        keys = [key for key in map(_key_of, app) if key in self._workspace.views]
        seen = [view.key for view in self._workspace.seen()]
        self._last = next((key for key in (*keys, self._last, *seen) if key in seen), next(iter(self._workspace.views)))
        return self._workspace.views[self._last]

    def now(self, view: View, _: object = None) -> View:
        """Return the view that stands in the place of one that was made for another theme or language."""
        return self._workspace.views[view.key]

    def open_current(self) -> None:
        """Open the menu of the current view in its middle."""
        view = self.current
        self.open(view.key, view.widget.mapToGlobal(view.widget.rect().center()))

    def open(self, key: str, at: QPoint) -> None:
        """Open the menu of a view at a place of the screen."""
        self._last = key
        menu = self.menu(key)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def menu(self, key: str) -> QMenu:
        """Return the menu of a view."""
        view = self._workspace.views[key]
        menu = QMenu(view.widget.window())
        menu.setObjectName(f"menu.view.{key}")
        menu.setToolTipsVisible(True)
        menu.setAccessibleName(tr(view.title))
        offers = view.offers()
        many = sum(offer.operates for offer in offers) > MOST_OPERATIONS
        surgery: QMenu | None = None
        for offer in offers:
            if many and offer.operates and surgery is None:
                surgery = menu.addMenu(tr("Surgery"))
                surgery.setObjectName("entry.surgery")
                surgery.setToolTipsVisible(True)
            within = surgery if surgery is not None and offer.operates else menu
            entry = within.addAction(offer.title.replace("&", "&&"))
            withhold(entry, offer.why)
            entry.triggered.connect(_calling(offer.act))
        if not menu.isEmpty():
            menu.addSeparator()
        filled = bool(view.data())
        for name in STANDARD:
            entry = self._entry(menu, name, view)
            if "data" in name and not filled:
                withhold(entry, tr("There are no numbers in this view yet."))
        menu.addSeparator()
        if view.place == "track":
            self._parts.stack.add_moves(key, menu)
        hide = menu.addAction(tr("Hide"), lambda: self.hide(view))
        hide.setObjectName("entry.hide")
        return menu

    def hide(self, view: View) -> None:
        """Hide a view; the menu bar and the palette bring it back."""
        if view.place == "track":
            self._parts.stack.set_shown(view.key, False)
        else:
            self._parts.docks.show(view.key, False)

    def reveal(self, key: str) -> None:
        """Show a view in front, or say why a track takes no room; it comes with a model that fills it."""
        if self._workspace.kinds[key].place == "track":
            self._parts.stack.set_shown(key, True)
            why = self._parts.stack.absence(key)
            if why:
                self._say(why)
        else:
            self._parts.docks.open(key)

    def is_shown(self, key: str) -> bool:
        """Return whether a view is not hidden (it may be in a tab behind another)."""
        if self._workspace.kinds[key].place == "track":
            return self._parts.stack.is_shown(key)
        return not self._parts.docks.docks[key].isHidden() and on_screen(self._parts.docks.docks[key])

    def _entry(self, menu: QMenu, name: str, view: View) -> QAction:
        assert self._actions is not None
        action, act = self._actions[name], self.acts[name]
        entry = menu.addAction(action.text())
        entry.setObjectName(f"entry.{name}")
        entry.setIcon(action.icon())
        entry.setToolTip(action.toolTip())
        keys = action.shortcuts()
        if keys:
            entry.setText(f"{action.text()}\t{keys[0].toString(keys[0].SequenceFormat.NativeText)}")
        entry.triggered.connect(_calling(lambda: act(view)))
        return entry


def _key_of(widget: QWidget | None) -> str:
    """Return the key of the view that a widget is part of."""
    while widget is not None:
        if widget.objectName().startswith("view.") and widget.objectName().count(".") == 1:
            return widget.objectName().removeprefix("view.")
        widget = widget.parentWidget()
    return ""


def _calling(act: Callable[[], object]) -> Callable[[], None]:
    """Return a slot: what a signal carries is not for the function."""

    def slot(*_: object) -> None:
        act()

    return slot
