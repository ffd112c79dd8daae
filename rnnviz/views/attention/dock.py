"""What a decoder looks at while it writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QToolButton

from rnnviz.history import History
from rnnviz.measures import entropy
from rnnviz.past import WORDS, Past, fingerprint
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.attention.entropy_strip import EntropyStrip
from rnnviz.views.attention.heads import AttentionHeads, attention_of, known_attention
from rnnviz.views.attention.lines import AttentionLines
from rnnviz.views.attention.matrix import AttentionMatrix, Cell
from rnnviz.views.attention.operations import operations
from rnnviz.views.attention.over_training import OverTraining
from rnnviz.views.attention.stages import StagesSheet, stages
from rnnviz.views.attention.words import largest_words, line_words, spread_words, weight_words
from rnnviz.views.attention.worth import HeadWorth
from rnnviz.views.base import Shared
from rnnviz.views.frames.dock import Dock
from rnnviz.views.frames.preset import preset_offer
from rnnviz.views.jobs import Job
from rnnviz.views.offer import Offer
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.language import tr
from rnnviz.views.words.loss_unit import loss_unit

ALL = "all"
PRESET = "translate-attention"


class Attention(Dock):
    """Weights between source and target words, as a matrix or as lines at the cursor."""

    key = "attention"
    title = "Attention"
    purpose = (
        "Which source words the decoder looks at while it writes each target word: a row of weights for each, "
        "summing to 1. Click a row to go to its step; the slider goes back to earlier updates."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.head = self.add_chooser("head", tr("The attention head that is shown"))
        self.which = self.add_chooser("which", tr("Whose attention is shown"))
        self.truth = self.add_toggle(
            "truth", tr("alignment"), tr("Outline the true alignment: which source word each target word was made from")
        )
        self.as_lines = self.add_toggle(
            "lines", tr("lines"), tr("Draw the weights at the cursor as lines between words")
        )
        self.as_numbers = self.add_toggle(
            "numbers", tr("numbers"),
            tr("Show the row at the cursor in numbers: scores, softmax, weights times values, context"),
        )  # fmt: skip
        self.spreads = self.add_toggle(
            "entropy", tr("entropy"), tr("Draw the entropy of every row: how spread the attention is, step by step")
        )
        self.as_worth = self.add_toggle(
            "worth", tr("worth"),
            tr("Measure what each head is worth: the loss on held-out examples with it silenced"),
        )  # fmt: skip
        self.exclusive = (self.as_lines, self.as_numbers, self.as_worth)
        for form in self.exclusive:
            form.toggled.connect(partial(self._only, form))
        self.second = QHBoxLayout()
        self.second.setSpacing(6)
        self.over = OverTraining("view.attention.update")
        self.over.chosen.connect(self.redraw)
        for toggle in (*self.exclusive, self.spreads, self.truth):
            self.bar.removeWidget(toggle)
            self.second.addWidget(toggle)
        self.second.addStretch(1)
        self.said = ElidedLabel(tr("The cell under the mouse, else the largest weight at the cursor"))
        self.spread = ElidedLabel(
            tr("How spread the row at the cursor is: 0 nats look at one word, ln S at all S words alike"), fills=True
        )
        self.matrix = AttentionMatrix(shared)
        self.lines = AttentionLines(shared.palette)
        self.numbers = StagesSheet(shared.palette)
        self.worth = HeadWorth(shared)
        self.strip = EntropyStrip(shared.palette)
        self.strip.hide()
        self.forms = QStackedLayout()
        self.column.addLayout(self.second)
        self.column.addWidget(self.said)
        self.column.addWidget(self.spread)
        self.column.addLayout(self.forms, 1)
        self.forms.addWidget(self.matrix)  # only now: the first is shown at once, without a parent as a window
        self.forms.addWidget(self.lines)
        self.forms.addWidget(self.numbers)
        self.forms.addWidget(self.worth)
        self.worth.picked.connect(self._show_head)
        self.column.addWidget(self.strip)
        self.column.addWidget(self.over)
        self.strip.picked.connect(lambda row: self._pick((0, row, 0)))
        self.past: Past | None = None
        self.attention: AttentionHeads | None = None
        self.hover: Cell | None = None
        self.matrix.hovered.connect(self._hover)
        self.matrix.picked.connect(self._pick)
        self.lines.hovered.connect(self._hover_line)
        self.lines.picked.connect(lambda place: self._pick((0, *place)))
        self.hover_line: tuple[int, int] | None = None
        self.matrix.resampled.connect(self.redraw)
        self._say_empty()

    def _say_empty(self) -> None:
        self.heading.setText(tr("attention"))
        self.attention = None
        for control in (self.head, self.which, self.truth, *self.exclusive, self.spreads):
            control.hide()
        words = tr("This model has no attention. Open “Translating with attention” to see what a decoder looks at.")
        self.say(words, PRESET)

    def draw(self, trace: Trace) -> None:
        known = known_attention(trace)
        self.which.set_entries([(name, name.removesuffix(".attention")) for name in known])
        self.attention = attention_of(trace, self.which.key)
        if self.attention is None:
            self._say_empty()
            return
        self.say("")
        self.which.setVisible(len(known) > 1)
        self._offer_past()
        then = self.over.then
        past = None if then is None else self.attention.then(then)
        if past is not None and then is not None:
            self.attention = past
            words = tr("weights α after update {n}, 0 to 1")
            if then.arrays.get(WORDS, fingerprint(trace["tokens"])) != fingerprint(trace["tokens"]):
                words = tr("weights α after update {n}, of other words than these (the probe is the newest batch)")
            self.heading.setText(words.format(n=then.update))
        else:
            self.heading.setText(tr("weights α, 0 to 1"))
        heads = len(self.attention.weights)
        names = [(str(n), tr("head {n}").format(n=n + 1)) for n in range(heads)]
        self.head.set_entries([(ALL, tr("all heads")), *names] if heads > 1 else [])
        self.head.setVisible(heads > 1)
        head = self._head
        self.truth.setVisible(self.attention.alignment is not None)
        for toggle in (*self.exclusive, self.spreads):
            toggle.show()
        truth = self.attention.alignment if self.truth.isChecked() else None
        self.strip.setVisible(self.spreads.isChecked())
        if self.spreads.isChecked():
            self.strip.draw(self.attention.weights if head is None else self.attention.weights[head : head + 1])
        chosen = next((n for n, form in enumerate(self.exclusive, 1) if form.isChecked()), 0)
        self.forms.setCurrentIndex(chosen)
        self.over.setEnabled(not self.as_worth.isChecked())
        for line in (self.said, self.spread):
            line.setVisible(not self.as_worth.isChecked())
        if self.as_worth.isChecked():
            self.heading.setText(tr("what each head is worth"))
            chosen_head = None if head is None else (self.attention.scope, head)
            self.worth.show_of(trace.run, trace.update, chosen_head, loss_unit(trace))
        if self.as_lines.isChecked():
            shown = self.attention.mean if head is None else self.attention.weights[head]
            self.lines.draw(shown, self.attention.source, self.attention.target)
            self.lines.show_truth(truth)
        elif chosen == 0:
            self.matrix.draw(self.attention, head)
            self.matrix.show_truth(truth)

    @property
    def _head(self) -> int | None:
        """The head that is chosen; None: all."""
        return int(self.head.key) if self.head.key.isdigit() else None

    @property
    def watch(self) -> tuple[str, ...]:
        """The products under the scores, where the stages are shown as numbers."""
        if self.attention is None or self.attention.is_decoders or not self.as_numbers.isChecked():
            return ()
        return (f"{self.attention.name}_products*",)

    def _only(self, form: QToolButton, on: bool) -> None:
        """Let one form take the place of the others."""
        for other in self.exclusive if on else ():
            if other is not form:
                other.setChecked(False)

    def _show_head(self, head: tuple[str, int]) -> None:
        """Show a head's weights."""
        self.as_worth.setChecked(False)
        self.which.take(f"{head[0]}.attention")
        self.redraw()  # first the heads of that block
        self.head.take(str(head[1]))
        self.redraw()

    def follow(self, history: History) -> None:
        """Offer the past traces of this attention."""
        self.past = history.past
        if self.attention is not None:
            self._offer_past()

    def _offer_past(self) -> None:
        if self.past is not None and self.attention is not None:
            self.over.follow(self.past, self.attention)

    def mark(self, moment: Moment) -> None:
        if self.attention is None:
            return
        row = self._row(moment.t)
        reads = self.attention.start > 0 and row is None
        column = moment.t if reads and 0 <= moment.t < len(self.attention.source) else None
        self.strip.show_row(row)
        if self.as_numbers.isChecked():
            self._show_numbers(row)
        else:
            form = self.lines if self.as_lines.isChecked() else self.matrix
            if not self.as_worth.isChecked():
                form.show_step(row, column)
        self._say_weight()

    def _show_numbers(self, row: int | None) -> None:
        """Show the stages of a row, of the chosen head."""
        assert self.attention is not None
        if row is None:
            self.numbers.draw(None, (), tr("the encoder reads; the decoder has not begun"))
            return
        attention, head = self.attention, self._head
        scores, weights, values = attention.of_head(head)
        products = None if scores is None or attention.products is None else attention.products[head or 0][row]
        masked = None if scores is None else attention.masked(head or 0, row)
        made = stages(None if scores is None else scores[row], weights[row], values, products, masked)
        self.numbers.draw(made, attention.source)

    def _row(self, t: int) -> int | None:
        """Return the target word that is written at a step of the time axis."""
        return None if self.attention is None else self.attention.row_at(t)

    def _say_weight(self) -> None:
        if self.hover_line is not None and self.attention is not None and self.as_lines.isChecked():
            self.said.setText(line_words(self.attention, *self.hover_line, self._head))
        elif self.hover is not None:
            self.said.setText("" if self.attention is None else weight_words(self.attention, *self.hover))
        else:
            self.said.setText(self.readout(self.moment.t) or tr("the encoder reads; the decoder has not begun"))
        self._say_spread()

    def _say_spread(self) -> None:
        """Say the entropy of the row under the mouse, else of the row at the cursor, in the heads that are shown."""
        head, row = (self._head, self._row(self.moment.t)) if self.hover is None else self.hover[:2]
        if self.hover_line is not None and self.as_lines.isChecked():
            row = self.hover_line[0]
        if self.attention is None or row is None:
            self.spread.setText("")
        else:
            self.spread.setText(spread_words(self.attention, row, head))

    def readout(self, t: int) -> str:
        """Return the source word that is looked at most at a step, and its weight."""
        row = self._row(t)
        return "" if self.attention is None or row is None else largest_words(self.attention, row, self._head)

    def _operations(self) -> Sequence[Offer]:
        if self.attention is None or self.trace is None:
            return ()
        return operations(self, self.trace, self.attention, self.hover, self._head)

    def _measures(self) -> Sequence[Offer]:
        """Offer to measure anew what the heads are worth, where that is shown."""
        if not self.as_worth.isChecked():
            return ()
        return (Offer(title=tr("Measure anew what each head is worth"), act=self.worth.ask),)

    def _hover(self, cell: Cell | None) -> None:
        self.hover = cell
        self.shared.axis.set_hover(None if cell is None or self.attention is None else self.attention.start + cell[1])
        self._say_weight()

    def _hover_line(self, place: tuple[int, int] | None) -> None:
        self.hover_line = place
        self.shared.axis.set_hover(
            None if place is None or self.attention is None else self.attention.start + place[0]
        )
        self._say_weight()

    def _pick(self, cell: Cell) -> None:
        if self.attention is not None:
            self.shared.axis.scrub(self.attention.start + cell[1])

    def data(self) -> Mapping[str, Array]:
        """Return the weights that are shown, and what they are made of."""
        if self.attention is None or self.sentence:
            return {}
        found = {self.attention.name: self.attention.weights, "entropy": entropy(self.attention.weights)}
        if self.attention.scores is not None:
            found[f"{self.attention.name}_scores"] = self.attention.scores
        if self.attention.alignment is not None:
            found["alignment"] = self.attention.alignment
        return found | dict(self.worth.data()) if self.as_worth.isChecked() else found

    def findings(self) -> object:
        """Return what the heads are worth, where that was asked for."""
        return self.worth.findings()

    def take_findings(self, findings: object) -> None:
        """Have what was measured for another view."""
        assert isinstance(findings, tuple)
        self.worth.take_findings(findings)

    def hand_over(self) -> Sequence[Job]:
        """Give up the silencing of the heads."""
        return self.worth.hand_over()

    def resume(self, job: Job) -> None:
        """Wait for the heads that another view had silenced."""
        self.worth.resume(job)

    def close(self) -> None:
        """Let go of what is shared, and of what was asked for."""
        self.worth.cancel()
        super().close()

    def offers(self) -> Sequence[Offer]:
        """Offer to go to the update that is looked back at, surgery, or a preset that has attention."""
        if self.attention is None:
            return (preset_offer(self, PRESET),)
        then = self.over.then
        if then is None:
            return (*self._measures(), *self._operations())
        return (
            Offer(
                title=tr("Go to update {n}").format(n=then.update),
                act=lambda: self.shared.requests.update_asked.emit(then.update),
            ),
            *self._operations(),
        )  # fmt: skip
