"""A slider over past updates, at whose right end is now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from rnnviz.past import Past, PastTrace
from rnnviz.views.attention.heads import AttentionHeads
from rnnviz.views.gate import plain
from rnnviz.views.words.language import tr


class OverTraining(QWidget):
    """Chooses one of some past traces, or none: now."""

    chosen = Signal(object)
    """PastTrace, or None for now."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.traces: tuple[PastTrace, ...] = ()
        self._offered: tuple[int, int, str, tuple[int, ...]] | None = None
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName(name)
        tip = tr("Past updates on the same example: the right end is now")
        self.slider.setToolTip(plain(tip))
        self.slider.setAccessibleName(tip)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setRange(0, 0)
        self.said = QLabel(tr("now"))
        self.said.setProperty("quiet", True)
        self.said.setMinimumWidth(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.slider, 1)
        line.addWidget(self.said)
        self.slider.valueChanged.connect(self._moved)
        self.hide()

    @property
    def then(self) -> PastTrace | None:
        """The past trace that is chosen; None: now."""
        place = self.slider.value()
        return self.traces[place] if place < len(self.traces) else None

    def follow(self, past: Past, attention: AttentionHeads) -> None:
        """Offer the past traces that hold an attention in the shape that is shown."""
        shape = attention.weights.shape
        now = (id(past), past.version, attention.name, shape)
        if now != self._offered:
            self._offered = now
            alike = shape[1:] if len(attention.weights) == 1 else shape
            self.offer([each for each in past.traces if _shape(each, attention.name) in (alike, shape)])

    def offer(self, traces: Sequence[PastTrace]) -> None:
        """Offer other past traces; the chosen update stays chosen, or the one nearest to it, and now stays now."""
        before = self.then
        self.traces = tuple(traces)
        self.slider.blockSignals(True)
        self.slider.setRange(0, len(self.traces))
        self.slider.setValue(len(self.traces) if before is None else self._nearest(before.update))
        self.slider.blockSignals(False)
        self.setVisible(bool(self.traces))
        self._say()

    def _nearest(self, update: int) -> int:
        places = range(len(self.traces))
        return min(places, key=lambda n: abs(self.traces[n].update - update), default=0)

    def _say(self) -> None:
        then = self.then
        self.said.setText(tr("now") if then is None else tr("update {n}").format(n=then.update))

    def _moved(self, place: int) -> None:
        self._say()
        self.chosen.emit(self.then)


def _shape(past: PastTrace, name: str) -> tuple[int, ...] | None:
    found = past.arrays.get(name)
    return None if found is None else found.shape
