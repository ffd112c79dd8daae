"""The line over a track's plot: what is drawn, which line is which, and controls."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rnnviz.views.plots.legend import Legend
from rnnviz.views.words.elided import ElidedLabel

LEFT = 8
SPACING = 12
SPARE = 40
"""Pixels that must be free before the legend comes back from the second line, so that it does not flutter."""


class Heading(QWidget):
    """A title, a remark, a legend, and controls at the right end.

    Where they do not fit side by side, the legend goes to a line of its own; where the remark still does not fit, it
    follows there if it has more room.

    Parameters
    ----------
    about : str
        What the title's tooltip says.
    right : int
        Pixels kept free at the right edge.
    """

    def __init__(self, about: str, right: int) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.title = ElidedLabel(about, yields=True)
        self.legend = Legend()
        self.wrapped = self.lowered = False
        self._right = right
        self._remarks: list[QWidget] = []
        self._shares: list[int] = []
        self._controls: list[QWidget] = []
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        for line in (self._first, self._second):
            line.setSpacing(SPACING)
        self._first.addWidget(self.title, 100)
        self._first.addWidget(self.legend)
        self._first.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(LEFT, 3, right, 1)
        lines.setSpacing(0)
        lines.addLayout(self._first)
        lines.addLayout(self._second)

    def add_remark(self, widget: QWidget, share: int = 0) -> None:
        """Put something after the title, with a share of the room (the title's is 100)."""
        self._remarks.append(widget)
        self._shares.append(share)
        self._first.insertWidget(len(self._remarks), widget, share)

    def add_control(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self._controls.append(widget)
        self._first.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        done = bool(super().event(event))
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def _arrange(self) -> None:
        """Move the legend to the line where it fits."""
        legend = self.legend.sizeHint().width()
        remarks = [widget for widget in self._remarks if not widget.isHidden()]
        controls = [widget for widget in self._controls if not widget.isHidden()]
        beside = [min(widget.sizeHint().width(), widget.maximumWidth()) for widget in (*remarks, *controls)]
        needed = LEFT + self.title.shortest + sum(beside) + legend + SPACING * (len(beside) + 2) + self._right
        wrapped = legend > 0 and needed + (SPARE if self.wrapped else 0) > self.width()
        wanted = sum(beside[: len(remarks)])
        above = self.width() - (needed - legend - wanted)
        below = self.width() - LEFT - legend - SPACING * len(remarks) - self._right
        stays, moves = (SPARE, 0) if self.lowered else (0, SPARE)
        self._lower(wrapped and wanted > 0 and above < wanted + stays and below > above + moves)
        if wrapped == self.wrapped:
            return
        self.wrapped = wrapped
        if wrapped:
            self._first.removeWidget(self.legend)
            self._second.insertWidget(0, self.legend)
        else:
            self._second.removeWidget(self.legend)
            self._first.insertWidget(1 + (0 if self.lowered else len(self._remarks)), self.legend)

    def _lower(self, lowered: bool) -> None:
        """Put the remarks behind the legend on the second line, or back behind the title."""
        if lowered == self.lowered:
            return
        self.lowered = lowered
        for place, widget in enumerate(self._remarks):
            if lowered:
                self._first.removeWidget(widget)
                self._second.addWidget(widget, 1)
            else:
                self._second.removeWidget(widget)
                self._first.insertWidget(1 + place, widget, self._shares[place])
