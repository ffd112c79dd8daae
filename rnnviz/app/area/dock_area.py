"""The docks beside the tracks: each in a frame of Qt's own that can be stacked, tabbed, floated and closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QLayout, QMainWindow, QWidget

from rnnviz.views.gate import plain
from rnnviz.views.words.language import tr

LAYOUT_VERSION = 2
"""Counts up when docks change, so that an older remembered layout is refused."""
LOW = 800
"""Pixels: in a lower window all groups but the first share tabs."""
LEFT_WIDTH = 262
RIGHT_SHARE, LEAST_RIGHT, MOST_RIGHT = 0.21, 240, 440
"""Width of the docks on the right: a share of the window's, in pixels at least and at most."""
OPENED_WIDTH, OPENED_HEIGHT = 0.27, 0.5
"""Shares of the window that a dock which is not there at first gets at least when a person opens it."""
WIDEST = 36
"""Per cent of the window's width that a dock which is opened takes at most to be seen whole."""
EDGES = 14
"""Pixels of a dock's edges and its scroll bar."""


class DockArea:
    """The dock frames of a window. The frames stay for its life; what is in them is replaced.

    Parameters
    ----------
    window : QMainWindow
    left : tuple of str
        Keys of the docks whose place is left of the tracks.
    groups : tuple of (tuple of str, float)
        Keys on the right, from top to bottom, with their share of the height; those of one group
        share tabs. Others come last.
    """

    def __init__(
        self, window: QMainWindow, left: tuple[str, ...], groups: tuple[tuple[tuple[str, ...], float], ...]
    ) -> None:
        self._window = window
        self._left = left
        self._groups = groups
        self.docks: dict[str, QDockWidget] = {}
        self._hidden: frozenset[str] = frozenset()
        self._titles: dict[str, str] = {}
        self._dated: dict[str, int] = {}
        self._low: bool | None = None
        self._stacked: list[list[str]] = []
        """Docks that share tabs while the window is low, by the row that they had."""
        self._rooms: dict[str, QTimer] = {}
        self._soon = QTimer(window, singleShot=True, interval=0)  # once the docks have their places
        self._soon.timeout.connect(self._fit)
        window.setDockNestingEnabled(True)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)

    def put(self, key: str, title: str, purpose: str, widget: QWidget) -> QDockWidget:
        """Show a widget in the frame of its key, made where there is none; the older widget is deleted."""
        dock = self.docks.get(key)
        if dock is None:
            dock = self.docks[key] = QDockWidget(self._window)
            dock.setObjectName(f"dock.{key}")
            frame = dock.layout()
            assert frame is not None
            frame.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # else it outgrows its place
            dock.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
            dock.toggleViewAction().triggered.connect(self._opener(key))
        old = dock.widget()
        dock.setWidget(widget)
        if old is not None:
            old.hide()
            old.deleteLater()
        dock.setWindowTitle(title.replace("&", "&&"))
        self._titles[key], self._dated = dock.windowTitle(), {}
        _name_buttons(dock, title)
        self.explain(key, purpose)
        return dock

    def explain(self, key: str, purpose: str) -> None:
        """Say under the mouse what a dock shows."""
        self.docks[key].setToolTip(plain(purpose))

    def date(self, late: Mapping[str, int]) -> None:
        """Say in the titles of some docks of which update what they show is."""
        if late == self._dated:
            return
        for key in late.keys() | self._dated.keys():
            words = tr("{title} · update {update}")
            title = words.format(title=self._titles[key], update=f"{late[key]:,}") if key in late else self._titles[key]
            self.docks[key].setWindowTitle(title)
        self._dated = dict(late)

    def arrange(self, hidden: AbstractSet[str], front: str = "", share: float = 0.0) -> None:
        """Put every dock where it belongs at first.

        Parameters
        ----------
        hidden : set of str
            Keys of those that are not shown.
        front : str
            Key of the one that stands in front of its tabs; "": the first that is shown.
        share : float
            Share of the window's width that the docks on the right take; 0: their first width.
        """
        if not front:
            self._hidden = frozenset(hidden)
        self._stacked, self._low = [], self._window.height() < LOW
        for dock in self.docks.values():
            dock.setFloating(False)
            self._window.removeDockWidget(dock)
        for key in self._left:
            self._window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.docks[key])
        for group, _ in self._right():
            for key in group:
                self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.docks[key])
            for key in group[1:]:
                self._window.tabifyDockWidget(self.docks[group[0]], self.docks[key])
        for key, dock in self.docks.items():
            dock.setVisible(key not in hidden)
        for group, _ in self._right():
            first = next((key for key in group if key not in hidden), None)
            if first is not None:
                self.docks[first].raise_()
        if front in self.docks:
            self.docks[front].raise_()
        if self._low:  # these share tabs with the row above them; a higher window parts them
            self._stacked = [list(group) for group, _ in self._groups_of_right()[2:]]
        self._first_sizes(share)

    def follow_height(self) -> None:
        """Have rows of docks share tabs where the window has become too low for them, else part again."""
        low = self._window.height() < LOW
        if low != self._low:
            self._low = low
            self._soon.start()

    @property
    def stacked(self) -> list[str]:
        """Rows of docks, their keys in one text each, that share tabs while the window is low."""
        return [" ".join(row) for row in self._stacked]

    def settle(self, stacked: Sequence[str] = ()) -> None:
        """Take up another layout, in which these rows share tabs only because the window was low."""
        rows = [[key for key in row.split(" ") if key in self.docks] for row in stacked]
        self._stacked, self._low = [row for row in rows if row], None
        self.follow_height()

    def _fit(self) -> None:
        if self._low:
            self._put_together()
        else:
            self._part()

    def _put_together(self) -> None:
        rows = self._rows()
        for row in rows[2:]:
            self._stacked.append([self._key(dock) for dock in row])
            for dock in row:
                self._window.tabifyDockWidget(rows[1][-1], dock)
        if rows[2:]:
            rows[1][0].raise_()

    def _part(self) -> None:
        """Give the docks that were put together their rows again, but for those that a person has moved since."""
        stacked, self._stacked = self._stacked, []
        for keys in stacked:
            docks = [self.docks[key] for key in keys]
            row = [dock for dock in docks if self._is_right(dock) and self._window.tabifiedDockWidgets(dock)]
            if not row:
                continue
            for dock in row:
                self._window.removeDockWidget(dock)
            self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, row[0])
            for dock in row[1:]:
                self._window.tabifyDockWidget(row[0], dock)
            for dock in row:
                dock.show()
            row[0].raise_()
        if stacked:
            shares = {key: share for group, share in self._groups for key in group}
            tops = [row[0] for row in self._rows()]
            heights = [round(1000 * shares.get(self._key(dock), 1.0)) for dock in tops]
            self._window.resizeDocks(tops, heights, Qt.Orientation.Vertical)

    def _rows(self) -> list[list[QDockWidget]]:
        """Return the docks on the right by rows from the top, those that share tabs in one, the front one first.

        Where a person has put some side by side, there are none.
        """
        rows: list[list[QDockWidget]] = []
        for dock in self.docks.values():
            if self._is_right(dock) and not any(dock in row for row in rows):
                tabs = [dock, *(each for each in self._window.tabifiedDockWidgets(dock) if self._is_right(each))]
                rows.append(sorted(tabs, key=lambda each: each.visibleRegion().isEmpty()))
        rows.sort(key=lambda row: row[0].y())
        edges = {row[0].x() for row in rows}
        return rows if len(edges) == 1 else []

    def _is_right(self, dock: QDockWidget) -> bool:
        right = Qt.DockWidgetArea.RightDockWidgetArea
        return not dock.isHidden() and not dock.isFloating() and self._window.dockWidgetArea(dock) == right

    def _key(self, dock: QDockWidget) -> str:
        return dock.objectName().removeprefix("dock.")

    def show(self, key: str, shown: bool) -> None:
        """Show a dock in front of those that share its place, or hide it."""
        dock = self.docks.get(key)
        if dock is not None:
            dock.setVisible(shown)
            if shown and not dock.isFloating():
                dock.raise_()

    def open(self, key: str) -> None:
        """Show a dock in front, large enough to be read, as where a person opens it from the menu."""
        self.docks[key].show()
        self._make_room(key)
        self._rooms[key].start()

    def _opener(self, key: str) -> Callable[[bool], None]:
        room = QTimer(self._window, singleShot=True, interval=0)  # once the dock has its place
        room.timeout.connect(lambda: self._make_room(key))
        self._rooms[key] = room
        return lambda on: room.start() if on else room.stop()

    def _make_room(self, key: str) -> None:
        """Bring a dock that a person opened to the front, large enough to be read if it is not there at first."""
        dock = self.docks[key]
        if dock.isHidden() or dock.isFloating():
            return
        dock.raise_()
        if key not in self._hidden:
            return
        width, height = round(OPENED_WIDTH * self._window.width()), round(OPENED_HEIGHT * self._window.height())
        place = dock.widget()
        if place is not None:  # no view is scrolled sideways that can be had whole
            width = max(width, min(place.minimumSizeHint().width() + EDGES, WIDEST * self._window.width() // 100))
        if dock.width() < width:
            self._window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
        if dock.height() < height:
            area = self._window.dockWidgetArea(dock)
            others = [
                other for other in self.docks.values()
                if other is not dock and not other.isFloating() and not other.visibleRegion().isEmpty()
                and self._window.dockWidgetArea(other) == area
            ]
            left = sum(other.height() for other in others) + dock.height() - height
            share = left / max(sum(other.height() for other in others), 1)
            heights = [height, *(max(round(share * other.height()), 1) for other in others)]
            self._window.resizeDocks([dock, *others], heights, Qt.Orientation.Vertical)

    def _first_sizes(self, wide: float = 0.0) -> None:
        """Give the sides their first width, the tracks take the rest, and the groups their first heights."""
        width = self._window.width()
        left = [self.docks[key] for key in self._left]
        right = [dock for key, dock in self.docks.items() if key not in self._left and not dock.isHidden()]
        self._window.resizeDocks(left, [LEFT_WIDTH] * len(left), Qt.Orientation.Horizontal)
        share = round(wide * width) or min(max(round(RIGHT_SHARE * width), LEAST_RIGHT), MOST_RIGHT)
        self._window.resizeDocks(right, [share] * len(right), Qt.Orientation.Horizontal)
        shares = {group[0]: round(1000 * share) for group, share in self._right()}
        tops = [self.docks[key] for key in shares]
        self._window.resizeDocks(tops, list(shares.values()), Qt.Orientation.Vertical)

    def _groups_of_right(self) -> list[tuple[tuple[str, ...], float]]:
        groups = [(tuple(key for key in group if key in self.docks), share) for group, share in self._groups]
        placed = {key for group, _ in groups for key in group} | set(self._left)
        rest = tuple(key for key in self.docks if key not in placed)
        return [(group, share) for group, share in [*groups, (rest, 1.0)] if group]

    def _right(self) -> list[tuple[tuple[str, ...], float]]:
        found = self._groups_of_right()
        if self._window.height() >= LOW or len(found) < 3:
            return found
        return [found[0], (tuple(key for group, _ in found[1:] for key in group), 1.0)]


def _name_buttons(dock: QDockWidget, title: str) -> None:
    """Say under the mouse what Qt's own buttons in a dock's title do; it names them Float and Close alone."""
    words = {
        "qt_dockwidget_floatbutton": tr("Take {title} out of the window, or put it back"),
        "qt_dockwidget_closebutton": tr("Close {title}; the View menu opens it again"),
    }
    for name, said in words.items():
        button = dock.findChild(QAbstractButton, name, Qt.FindChildOption.FindDirectChildrenOnly)
        if button is not None:
            button.setToolTip(plain(said.format(title=title)))
            button.setAccessibleName(said.format(title=title))
