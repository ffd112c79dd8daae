"""The widget of a track: a heading line and a plot, which folds to the heading where there is nothing to draw."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from rnnviz.views.controls.heading import Heading
from rnnviz.views.words.elided import ElidedLabel


class TrackFrame(QWidget):
    """Heading over plot.

    It is folded where a person wants that, and where nothing can be drawn of a model; the one knows nothing of the
    other, so that another model brings back what a person never folded.

    Attributes
    ----------
    steps_aside : bool
        Whether a track that has nothing to draw folds: where tracks have to line up with others, it keeps its height.
    """

    folded = Signal(object)
    """Whether only the heading is left."""
    asked = Signal(object)
    """Whether a person wants it folded: the heading was clicked twice."""

    def __init__(self, heading: Heading, plot: QWidget) -> None:
        super().__init__()
        self._plot = plot
        self._kept = self._vacant = self._folded = False
        self.steps_aside = False
        self.reason = ElidedLabel(yields=True)
        self.reason.setProperty("quiet", True)
        self.reason.hide()
        heading.add_remark(self.reason, share=100)
        self._heading = heading
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(plot, 1)

    @property
    def is_folded(self) -> bool:
        """Whether only the heading is shown."""
        return self._kept or (self._vacant and self.steps_aside)

    @property
    def is_kept(self) -> bool:
        """Whether a person folded it."""
        return self._kept

    def keep(self, folded: bool) -> None:
        """Fold it as a person wants it."""
        self._kept = folded
        self._arrange()

    def vacate(self, why: str, *shorter: str) -> None:
        """Know why there is nothing to draw, also in fewer words; "" where there is something."""
        self._vacant = bool(why)
        self.reason.set_texts(why, *shorter)
        self._arrange()

    def step_aside(self, on: bool) -> None:
        """Fold where there is nothing to draw, or keep the height."""
        self.steps_aside = on
        self._arrange()

    def _arrange(self) -> None:
        folded = self.is_folded
        self.reason.setVisible(self._vacant and folded)
        if folded == self._folded:
            return
        self._folded = folded
        self._plot.setVisible(not folded)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed if folded else QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        self.folded.emit(folded)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._heading.geometry().contains(event.position().toPoint()) and not (self._vacant and self.steps_aside):
            self.asked.emit(not self._kept)
        else:
            super().mouseDoubleClickEvent(event)
