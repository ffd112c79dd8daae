"""The pin: keeps the curves of the shown run under those of later ones, and lets go of them again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from rnnviz.views.controls.heading_button import heading_button
from rnnviz.views.gate import plain
from rnnviz.views.offer import Offer
from rnnviz.views.update_line import Ghost, UpdateLine
from rnnviz.views.words.language import tr


class PinButton(QWidget):
    """A button that pins, and, while something is pinned, one that lists it.

    Attributes
    ----------
    pin, pinned : QToolButton
    """

    def __init__(self, line: UpdateLine) -> None:
        super().__init__()
        self._line = line
        self._can = False
        words = tr("Keep this run's curves, dashed, under those of later runs, until the window closes")
        self.pin = heading_button("view.training.pin", tr("Pin"), words)
        self.pin.clicked.connect(lambda: line.pin_asked.emit(None))
        self.pinned = heading_button("view.training.pinned", "", tr("The runs that are pinned: remove one, or all"))
        self.pinned.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill)
        self.pinned.setMenu(self.menu)
        for button in (self.pin, self.pinned):
            button.setProperty("framed", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.pin)
        row.addWidget(self.pinned)
        line.ghosted.connect(self._follow)
        self._follow()

    def follow(self, *, can: bool) -> None:
        """Say whether there are curves to keep."""
        self._can = can
        self.pin.setEnabled(can)

    def offers(self) -> list[Offer]:
        """Return the same as entries of a menu."""
        found = [Offer(title=tr("Pin this run's curves"), act=self.pin.click, enabled=self._can)]
        for ghost in self._line.pinned:
            words = tr("Remove {name}").format(name=ghost.name)
            found.append(Offer(title=words, act=_remover(self._line, ghost)))
        return found

    def close_line(self) -> None:
        """Follow the line of updates no longer."""
        self._line.ghosted.disconnect(self._follow)

    def _follow(self, _: object = None) -> None:
        pinned = self._line.pinned
        self.pinned.setVisible(bool(pinned))
        self.pinned.setText(f"{len(pinned)} ▾")

    def _fill(self) -> None:
        self.menu.clear()
        self.menu.setToolTipsVisible(True)
        pinned = self._line.pinned
        for ghost in pinned:
            words = tr("Remove {name}").format(name=ghost.name)
            entry = self.menu.addAction(words.replace("&", "&&"), _remover(self._line, ghost))
            entry.setToolTip(plain(ghost.about))
        self.menu.addSeparator()
        self.menu.addAction(tr("Remove all"), lambda: self._line.unpin(*self._line.pinned))


def _remover(line: UpdateLine, ghost: Ghost) -> Callable[[], None]:
    return lambda: line.unpin(ghost)
