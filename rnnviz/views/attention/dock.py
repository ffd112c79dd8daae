"""What a decoder looks at while it writes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtWidgets import QStackedLayout

from rnnviz.measures import entropy, entropy_share
from rnnviz.trace import Moment, Trace
from rnnviz.views.attention.heads import AttentionHeads, attention_of
from rnnviz.views.attention.lines import AttentionLines
from rnnviz.views.attention.matrix import AttentionMatrix, Cell
from rnnviz.views.base import Shared
from rnnviz.views.clipping.words import percent
from rnnviz.views.dock import Dock
from rnnviz.views.elided import ElidedLabel
from rnnviz.views.language import tr
from rnnviz.views.offer import Offer
from rnnviz.views.surgery import hidings

ALL = "all"


class Attention(Dock):
    """Weights between source and target words, as a matrix or as lines at the cursor."""

    key = "attention"
    title = "Attention"
    purpose = (
        "Which source words the decoder looks at while it writes each target word: a row of weights for each, "
        "summing to 1. Click a row to go to its step."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.head = self.add_chooser("head", tr("The attention head that is shown"))
        self.truth = self.add_toggle(
            "truth", tr("alignment"), tr("Outline the true alignment: which source word each target word was made from")
        )
        self.as_lines = self.add_toggle(
            "lines", tr("lines"), tr("Draw the weights at the cursor as lines between words")
        )
        self.said = ElidedLabel(tr("The cell under the mouse, else the largest weight at the cursor"))
        self.spread = ElidedLabel(
            tr("How spread the row at the cursor is: 0 nats look at one word, ln S at all S words alike"), fills=True
        )
        self.matrix = AttentionMatrix(shared)
        self.lines = AttentionLines(shared.palette)
        self.forms = QStackedLayout()
        self.column.addWidget(self.said)
        self.column.addWidget(self.spread)
        self.column.addLayout(self.forms, 1)
        self.forms.addWidget(self.matrix)  # only now: the first is shown at once, without a parent as a window
        self.forms.addWidget(self.lines)
        self.attention: AttentionHeads | None = None
        self.hover: Cell | None = None
        self.matrix.hovered.connect(self._hover)
        self.matrix.picked.connect(self._pick)
        self._say_empty()

    def _say_empty(self) -> None:
        self.heading.setText(tr("attention"))
        for control in (self.head, self.truth, self.as_lines):
            control.hide()
        self.say(tr("This model has no attention. Open “Translation with attention” to see what a decoder looks at."))

    def draw(self, trace: Trace) -> None:
        self.attention = attention_of(trace)
        if self.attention is None:
            self._say_empty()
            return
        self.say("")
        heads = len(self.attention.weights)
        self.heading.setText(tr("weights α, 0 to 1"))
        names = [(str(n), tr("head {n}").format(n=n + 1)) for n in range(heads)]
        self.head.set_entries([(ALL, tr("all heads")), *names] if heads > 1 else [])
        self.head.setVisible(heads > 1)
        head = int(self.head.key) if self.head.key.isdigit() else None
        self.truth.setVisible(self.attention.alignment is not None)
        self.as_lines.show()
        truth = self.attention.alignment if self.truth.isChecked() else None
        self.forms.setCurrentIndex(1 if self.as_lines.isChecked() else 0)
        if self.as_lines.isChecked():
            shown = self.attention.mean if head is None else self.attention.weights[head]
            self.lines.draw(shown, self.attention.source, self.attention.target)
            self.lines.show_truth(truth)
        else:
            self.matrix.draw(self.attention, head)
            self.matrix.show_truth(truth)

    def mark(self, moment: Moment) -> None:
        if self.attention is None:
            return
        row = self._row(moment.t)
        column = moment.t if 0 <= moment.t < len(self.attention.source) and row is None else None
        form = self.lines if self.as_lines.isChecked() else self.matrix
        form.show_step(row, column)
        self._say_weight()

    def _row(self, t: int) -> int | None:
        """Return the target word that is written at a step of the time axis."""
        if self.attention is None or not 0 <= t - self.attention.start < len(self.attention.target):
            return None
        return t - self.attention.start

    def _say_weight(self) -> None:
        if self.hover is not None:
            self.said.setText(self._weight(*self.hover))
        else:
            self.said.setText(self.readout(self.moment.t) or tr("the encoder reads; the decoder has not begun"))
        self._say_spread()

    def _say_spread(self) -> None:
        """Say the entropy of the row under the mouse, else of the row at the cursor, in the heads that are shown."""
        chosen = int(self.head.key) if self.head.key.isdigit() else None
        head, row = (chosen, self._row(self.moment.t)) if self.hover is None else self.hover[:2]
        weights = None if self.attention is None else self.attention.weights
        if weights is None or row is None or row >= weights.shape[1] or (head is not None and head >= len(weights)):
            self.spread.setText("")
            return
        rows = weights[:, row] if head is None else weights[head : head + 1, row]
        nats, share = float(entropy(rows).mean()), float(entropy_share(rows).mean())
        words = tr("entropy {entropy} nats, {share} of uniform")
        if len(rows) > 1:
            words = tr("entropy {entropy} nats, {share} of uniform, mean of {count} heads")
        known = math.isfinite(nats)
        said = words.format(entropy=f"{nats:.2f}", share=percent(share), count=len(rows)) if known else ""
        self.spread.setText(said or tr("entropy: the weights are not finite"))

    def _weight(self, head: int, row: int, column: int) -> str:
        """Return one weight in words."""
        attention = self.attention
        if attention is None or head >= len(attention.weights) or row >= len(attention.target):
            return ""
        if column >= len(attention.source):
            return ""
        said = f"{attention.target[row]} → {attention.source[column]}  {attention.weights[head, row, column]:.2f}"
        return said if len(attention.weights) == 1 else f"{said}  ({tr('head {n}').format(n=head + 1)})"

    def readout(self, t: int) -> str:
        """Return the source word that is looked at most at a step, and its weight."""
        row = self._row(t)
        if self.attention is None or row is None:
            return ""
        weights = self.attention.mean[row]
        column = int(weights.argmax())
        return f"{self.attention.target[row]} → {self.attention.source[column]}  {weights[column]:.2f}"

    def offers(self) -> Sequence[Offer]:
        """Offer to hide the source word under the mouse, or the one that is looked at most at the cursor."""
        if self.attention is None or self.trace is None:
            return ()
        row = self._row(self.moment.t) if self.hover is None else self.hover[1]
        if self.hover is not None:
            places = [self.hover[2]]
        elif row is not None:
            places = [int(self.attention.mean[row].argmax())]
        else:
            places = [self.moment.t] if 0 <= self.moment.t < len(self.attention.source) else []
        step = None if row is None else self.attention.start + row
        return hidings(self, self.trace, places, step)

    def _hover(self, cell: Cell | None) -> None:
        self.hover = cell
        self.shared.axis.set_hover(None if cell is None or self.attention is None else self.attention.start + cell[1])
        self._say_weight()

    def _pick(self, cell: Cell) -> None:
        if self.attention is not None:
            self.shared.axis.scrub(self.attention.start + cell[1])
