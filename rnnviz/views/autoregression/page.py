"""What the pages of the dock share: names with numbers above, a drawing, and a line that says what it comes to."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rnnviz.views.autoregression.fitted import Fitted, Floats
from rnnviz.views.base import Shared
from rnnviz.views.plots.captions import Captions
from rnnviz.views.words.steady_label import SteadyLabel


class Page:
    """One drawing of a fit; it keeps what it shows."""

    def __init__(self, shared: Shared) -> None:
        self.palette = shared.palette
        self.widget = QWidget()
        self.captions = Captions(shared.palette.text)
        self.said = SteadyLabel()
        self.column = QVBoxLayout(self.widget)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        self.column.addWidget(self.captions)
        self.fitted: Fitted | None = None
        self.learnt: Floats | None = None
        self.summary = ""

    def show(self, fitted: Fitted, learnt: Floats | None) -> None:
        """Draw a fit, and the learnt coefficients (p + 1,) beside it where there are as many."""
        fresh = fitted is not self.fitted
        self.fitted = fitted
        self.learnt = learnt if learnt is not None and len(learnt) == fitted.order + 1 else None
        self.draw(fitted, fresh)
        self.said.setText(self.summary)

    def draw(self, fitted: Fitted, fresh: bool) -> None:
        """Draw; ``fresh`` is False where only what is learnt has changed."""
        raise NotImplementedError
