"""Tab bars of docks: those that Qt leaves lying in the window's corner, and those whose titles it cuts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QTabBar

from rnnviz.views.words.language import tr

_AFTER = (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ChildAdded)


class StrayTabs(QObject):
    """Keeps a window free of tab bars that belong to no dock.

    WORKAROUND QMainWindow (Qt 6.8 to 6.10): where docks are taken out and restored, a tab bar that it made and does
    not use stays visible at the window's top left, over the menu. Qt itself puts unused ones outside the window, and
    sets the place of each that it uses, so that moving a stray one out is all that is needed.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.tidy)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _AFTER:
            self._soon.start()
        return False

    @property
    def strays(self) -> list[QTabBar]:
        """The tab bars that lie above the tracks, where no dock is."""
        bars = self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        top = self._window.centralWidget().geometry().top()
        return [bar for bar in bars if bar.isVisible() and 0 <= bar.geometry().top() < top]

    def tidy(self) -> None:
        """Put the strays outside the window, and let tabs say their whole titles: where there are many, they scroll."""
        bars = self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for bar in bars:
            if bar.elideMode() != Qt.TextElideMode.ElideNone:
                bar.setElideMode(Qt.TextElideMode.ElideNone)
                bar.setUsesScrollButtons(True)
            bar.setAccessibleName(tr("Views that share this place"))  # in the language of now
        for bar in self.strays:
            bar.move(-500 - bar.width(), -500 - bar.height())
        for bar in bars:  # Tab goes to none that lies outside the window
            seen = self._window.rect().intersects(bar.geometry())
            bar.setFocusPolicy(Qt.FocusPolicy.TabFocus if seen else Qt.FocusPolicy.NoFocus)
