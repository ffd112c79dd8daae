"""A note over a view: what it watches is computed just now, or was left off and can be had after all."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rnnviz.views.gate import plain
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.language import tr

HEAD = 2
"""Of a view's first line, which stays: its height, in lines of text."""


class ViewNote(QObject):
    """A strip along the foot of a view, over an older picture; over all but its head where there is none.

    Parameters
    ----------
    view : QWidget
    name, verb : str
        Of the strip; its button's is both.
    words, tip : str
        Of the button.
    act : callable
        Called where the button is pressed.
    whole : bool
        There is no picture.
    """

    def __init__(
        self, view: QWidget, name: str, verb: str, words: str, tip: str, act: Callable[[], object], *, whole: bool
    ) -> None:
        super().__init__(view)
        self._view = view
        self._whole = whole
        self.strip = QFrame(view)
        self.strip.setObjectName(name)
        self.strip.setAutoFillBackground(True)
        self.strip.setFrameShape(QFrame.Shape.NoFrame if whole else QFrame.Shape.StyledPanel)
        self.said = ElidedLabel()
        self.button = QPushButton(words)
        self.button.setObjectName(f"{name}.{verb}")
        self.button.setToolTip(plain(tip))
        self.button.clicked.connect(lambda _=False: act())
        self._lay_out()
        view.installEventFilter(self)
        self._place()
        self.strip.show()
        self.strip.raise_()

    def is_over(self, view: QWidget) -> bool:
        """Return whether it lies over this view, and not over one that stood in its place before."""
        return view is self._view

    def end(self) -> None:
        """Take it away, where the view has not gone with it."""
        if shiboken6.isValid(self) and shiboken6.isValid(self.strip):
            self._view.removeEventFilter(self)
            self.strip.hide()
            self.strip.deleteLater()
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the foot of the view."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return bool(super().eventFilter(watched, event))

    def _lay_out(self) -> None:
        """Put the words beside the button; where there is no picture, above it in the middle."""
        if not self._whole:
            row = QHBoxLayout(self.strip)
            row.setContentsMargins(8, 4, 4, 4)
            row.addWidget(self.said, 1)
            row.addWidget(self.button)
            return
        column = QVBoxLayout(self.strip)
        self.strip.setBackgroundRole(QPalette.ColorRole.Base)
        column.addStretch(1)
        column.addWidget(self.said, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def _place(self) -> None:
        low = self.button.sizeHint().height() + 10
        head = HEAD * self._view.fontMetrics().lineSpacing()
        height = max(self._view.height() - head, low) if self._whole else low
        self.strip.setGeometry(0, self._view.height() - height, self._view.width(), height)


def left_note(view: QWidget, compute: Callable[[], object], *, whole: bool) -> ViewNote:
    """Say that what a view watches was left off; ``compute`` has it after all."""
    tip = tr("Compute after all what this view shows")
    note = ViewNote(view, "left_off", "compute", tr("Compute"), tip, compute, whole=whole)
    note.said.setText(tr("Left off: cancelled"))
    return note


def working_note(view: QWidget, leave: Callable[[], object], *, whole: bool) -> ViewNote:
    """Make a note that says how far what a view watches is; ``leave`` leaves off with it."""
    tip = tr("Leave off with this trace; what is shown stays (Esc)")
    return ViewNote(view, "at_work", "cancel", tr("Cancel"), tip, leave, whole=whole)
