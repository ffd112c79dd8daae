"""One of the drawings of the flow dock: a sentence, the names of the curves, and the drawing under them."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.flow.arrays import State
from rnnviz.views.plots.captions import Captions
from rnnviz.views.plots.ghosts import not_here
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.language import tr
from rnnviz.views.words.steady_label import SteadyLabel


class FlowPage(QWidget):
    """Draws the flow into one state of a trace.

    Attributes
    ----------
    key : str
        As the dock's chooser has it.
    controls : tuple of QWidget
        What is chosen of this drawing alone.
    """

    key: ClassVar[str]
    letters: ClassVar[int] = 0
    """Letters that the line of what is under the mouse has room for, in two lines where it is narrow; 0: one line."""

    def __init__(self, shared: Shared) -> None:
        super().__init__()
        self.shared = shared
        self.controls: tuple[QWidget, ...] = ()
        self.said = SteadyLabel()
        self.captions = Captions(shared.palette.text)
        self.value = ElidedLabel(tr("What is under the mouse"), fills=True, holds=self.letters, most=2)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        for part in (self.said, self.captions, self.value):
            self.column.addWidget(part)

    @property
    def title(self) -> tuple[str, str]:
        """What is drawn, with units, and the same in fewer words."""
        raise NotImplementedError

    def watch(self, trace: Trace, state: State) -> tuple[str, ...]:
        """Return patterns of what it draws; they end in ``*``, so that a model without it is no error."""
        raise NotImplementedError

    def names(self, trace: Trace, state: State) -> tuple[str, ...]:
        """Return patterns of the arrays that are drawn: what is watched, and the norms that lie beside it."""
        return (*self.watch(trace, state), f"gradient_norm_log10/{state.key}", "loss_steps")

    def draw(self, trace: Trace, state: State) -> str:
        """Draw, and return ""; or a sentence that says what is missing."""
        raise NotImplementedError

    def mark(self, moment: Moment) -> None:
        """Draw what depends on the moment."""

    def choose_loss(self) -> None:
        """Follow another choice of the loss that is followed back."""

    def readout(self, t: int) -> str:
        """Return what is drawn at step t in a few words."""
        return ""


def coming(trace: Trace) -> str:
    """Return the sentence of a drawing whose arrays have been asked for."""
    if trace.operated or trace.beside:
        return not_here(trace)
    return tr("The numbers of this drawing are being computed: they come with the next trace, by themselves.")
