"""The generation view: the model goes on from a person's prompt, and every symbol says how it came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy

from rnnviz.errors import BadInput
from rnnviz.history import History
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.asked import Asked
from rnnviz.views.base import Shared
from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.controls.resized import Resized
from rnnviz.views.frames.dock import Dock
from rnnviz.views.gate import breakable
from rnnviz.views.generation.fields import DecodingFields
from rnnviz.views.generation.listing import Listing
from rnnviz.views.generation.prompt_field import PromptField
from rnnviz.views.generation.symbols import ENTROPY, LOSS, Symbols
from rnnviz.views.generation.table import Row
from rnnviz.views.generation.text import Text
from rnnviz.views.generation.writer import AT_ONCE, Writer
from rnnviz.views.jobs import JobResult
from rnnviz.views.offer import Offer
from rnnviz.views.words.language import sentence, tr
from rnnviz.views.words.plain_label import PlainLabel

PRESET = "python-lstm"
LEAST, ROOMY = 200, 340
"""Pixels: of the view's body at least, and from which on lists have titles."""


class Generation(Dock):
    """A prompt, how to go on, the text as it grows, and the texts of earlier updates."""

    key = "generation"
    title = "Generation"
    purpose = (
        "What the model writes after your prompt, one symbol at a time: each is a step of the pass that the tracks "
        "show while it grows, attention included. The darker a symbol, the less the model expected it; under the text "
        "stand the likeliest symbols of that step. Below: what it wrote as training went on, from the same prompt."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        colours = [(LOSS, tr("surprise")), (ENTROPY, tr("uncertainty"))]
        self.colour = self.add_chooser(
            "colour", tr("What the written symbols are coloured by: −ln p of each, or the entropy it was chosen at"),
            colours,
        )
        self.tracks = self.add_toggle(
            "tracks", tr("tracks"),
            tr("Show the text in the tracks as it grows, with its states, gradients and attention; off: the example"),
        )
        self.tracks.setChecked(True)
        self.tracks.toggled.connect(self._turn_tracks)
        self.prompt = PromptField(shared.palette)
        self.prompt.entered.connect(self.write)
        self.go = self.add_button("write", tr("Write"), tr("Let the model write, with the weights as they are now"))
        self.go.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.bar.removeWidget(self.go)
        self.go.clicked.connect(self._press)
        self.fields = DecodingFields()
        paces = [("5", tr("5/s")), ("20", tr("20/s")), (AT_ONCE, tr("at once"))]
        self.pace = Chooser("view.generation.pace", tr("How many symbols a second are written"), paces)
        self.pace.take("20")
        self.choosers["pace"] = self.pace
        self.fields.head.addStretch(1)
        self.fields.head.addWidget(self.pace)
        self.problem = PlainLabel()
        self.problem.setObjectName("view.generation.problem")
        self.problem.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.problem.setProperty("problem", True)
        self.problem.hide()
        self.symbols = Symbols(shared.palette, tr(self.title), self.colour, self.heading)
        self.page, self.guesses, self.said = self.symbols.page, self.symbols.guesses, self.symbols.said
        self.page.picked.connect(self._pick)
        self.listing = Listing()
        self.table, self.listed, self.about = self.listing.table, self.listing.listed, self.listing.about
        self.table.chosen.connect(self._go_to)
        self.listed.chosen.connect(self._list)
        self.choosers["listed"] = self.listed
        self._lay_out()
        self.history: History | None = None
        self.facts: Mapping[str, object] = {}
        """What the job `writable` says of the shown run's model."""
        self._run = -1
        self.asked = Asked(shared.jobs)
        self.writer = Writer(shared.jobs, self.symbols, self.pace)
        self.writer.grown.connect(self._grow)
        self.writer.resumed.connect(self._show_text)
        self.writer.turned.connect(self._show_writing)
        self.writer.refused.connect(self._refuse)
        self._kept: tuple[int, int] = (-1, 0)
        """Run and number of a text that the view before this one had."""
        self._restored = False
        """What is set and typed was taken over from another view of this model."""

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        for line in (head, foot):
            line.setSpacing(6)
        head.addWidget(self.prompt, 1)
        head.addWidget(self.go)
        foot.addWidget(self.about, 1)
        foot.addWidget(self.listed)
        self.column.addLayout(head)
        self.column.addWidget(self.fields)
        self.column.addWidget(self.problem)
        self.column.addWidget(self.page, 3)
        self.column.addWidget(self.guesses)
        self.column.addWidget(self.said)
        self.column.addLayout(foot)
        self.column.addWidget(self.table, 2)
        self.table.setMinimumHeight(2 * self.table.fontMetrics().height() + 16)
        self.body.setMinimumHeight(LEAST)  # less than its parts would like: a low window has no more
        self.resized = Resized(self.body)
        self.resized.changed.connect(self._fit)

    def _fit(self, _: object = None) -> None:
        """Leave the lists' titles out where there is little room."""
        self.listing.fit(roomy=self.body.height() >= ROOMY)

    @property
    def text(self) -> Text | None:
        """What is written, or was last."""
        return self.symbols.text

    # what the model can write

    def draw(self, trace: Trace) -> None:
        if trace.run != self._run:
            self._meet(trace.run)
        self._draw_text()

    def _meet(self, run: int) -> None:
        """Ask what another run's model can write; what the one before wrote goes with it."""
        self._run = run
        self.writer.end()
        self.symbols.text = None
        if self.sentence:  # why another model cannot write
            self.say(tr("Asking what this model can write…"))
        self.asked.ask("writable", "writable", {}, partial(self._learn, run), self._fail)
        if self._kept[0] == run and self._kept[1]:
            self.writer.take_up(run, self._kept[1])

    def _learn(self, run: int, result: JobResult) -> None:
        if run != self._run:
            return
        before, self.facts = self.facts, result.values
        self.say("")
        typed = self.prompt.toPlainText() not in ("", before.get("prompt", ""))
        same = all(before.get(name) == self.facts[name] for name in ("symbols", "pair"))
        known = same or self._restored
        self._restored = False
        if not known:
            decoding = self.facts["decoding"]
            assert isinstance(decoding, Mapping)
            self.fields.take({name: decoding[name] for name in ("method", "length")})
        if not (known and typed):
            self.prompt.setPlainText(str(self.facts["prompt"]))
        self._show_text()

    # writing

    @property
    def writing(self) -> bool:
        """Whether a text grows."""
        return self.writer.writing

    def _press(self) -> None:
        if not self.leave_off():
            self.write()

    def leave_off(self) -> bool:
        writing = self.writer.goes_on
        if writing:
            self.writer.stop()
        return writing

    def write(self, _: object = None) -> None:
        """Begin another text."""
        if self.facts:
            self._complain("")
            self.writer.write(self._run, self.prompt.toPlainText(), self.fields.decoding)

    def write_again(self) -> None:
        """Begin another text, drawn with another seed."""
        self.fields.new_seed()
        self.write()

    def _grow(self, first: bool) -> None:
        if first:
            self.shared.requests.sampling_asked.emit(self.writer.wish)
        if first and self.tracks.isChecked():
            self.show_in_tracks()
        self._show_text()
        self.page.reveal(len(self.page.page) - 1)

    def _show_text(self, _: object = None) -> None:
        self._draw_text()
        self._list()

    def _show_writing(self, _: object = None) -> None:
        """Let the button say what it does."""
        words = tr("Stop") if self.writer.goes_on else tr("Write")
        if self.go.text() != words:
            self.go.setText(words)

    def _fail(self, problem: BadInput) -> None:
        self.facts, self.symbols.text = {}, None
        self.heading.setText("")
        self.say(sentence(problem), PRESET)

    def _refuse(self, problem: BadInput) -> None:
        self._complain(sentence(problem))
        self._show_text()

    def _complain(self, said: str) -> None:
        self.problem.setText(breakable(said))
        self.problem.setVisible(bool(said))

    # drawing

    def _draw_text(self) -> None:
        if not self.sentence:
            self.symbols.draw(self.facts)

    def mark(self, moment: Moment) -> None:
        """Frame the symbol that the tracks' cursor stands at, where they show this text."""
        shown = self.trace is not None and self.trace.is_written and self.text is not None
        self.symbols.at = moment.t if shown and moment.t < len(self.page.page) else None
        self.page.point(self.symbols.at, self.symbols.over)
        self.symbols.tell()

    # texts of earlier updates, or of the beam

    def follow(self, history: History) -> None:
        self.history = history
        self._list()

    def _list(self, _: object = None) -> None:
        beam = self.text.texts if self.text is not None else []
        self.listing.show(beam, self.history)
        self._fit()

    def _go_to(self, row: Row) -> None:
        if row.update >= 0:
            self.shared.requests.update_asked.emit(row.update)

    # pointing

    def _pick(self, cell: int) -> None:
        """Go to the step of a symbol; where the tracks show something else, let them show the text."""
        if self.trace is not None and self.trace.is_written:
            self.shared.axis.scrub(cell)
        else:
            self.show_in_tracks()

    def show_in_tracks(self) -> None:
        """Let the tracks show the text."""
        if self.text is not None and self.text.number:
            self.shared.requests.text_asked.emit(self.text.number)

    def _turn_tracks(self, on: bool) -> None:
        if on:
            self.show_in_tracks()
        elif self.trace is not None and self.trace.is_written:
            self.shared.requests.text_asked.emit(0)

    # what every view has

    def data(self) -> Mapping[str, Array]:
        """Return the text, symbol by symbol, with what the model thought of each."""
        text = self.text
        if text is None or not len(text):
            return {}
        found: dict[str, Array] = {"prompt": np.array(text.prompt), "symbols": np.array(text.symbols)}
        return found | {name: text.columns[name] for name in ("log_p", "log_q", "rank", "entropy", "choices")}

    def findings(self) -> tuple[object, ...] | None:
        """Return the text that was written; one that grows is had again from the engine."""
        return None if self.text is None or self.writing else (self._run, self.facts, self.text)

    def take_findings(self, findings: object) -> None:
        """Have the text of another view."""
        assert isinstance(findings, tuple)
        self._run, self.facts, text = findings
        self._restored = False  # what is typed is of this model
        self.symbols.begin(text)

    def offers(self) -> Sequence[Offer]:
        """Return what the menu offers: another draw, the text in the tracks or to be copied."""
        there = self.text is not None and bool(len(self.text))
        why = "" if there else tr("Nothing is written yet.")
        return [
            Offer(
                title=tr("Write again with another seed"), act=self.write_again,
                why="" if self.facts else tr("Nothing is written yet."),
            ),
            Offer(title=tr("Show the text in the tracks"), act=self.show_in_tracks, why=why),
            Offer(title=tr("Copy the text"), act=self.copy_text, why=why),
        ]

    def copy_text(self) -> None:
        """Put prompt and text on the clipboard; of a translation the text alone."""
        if self.text is not None:
            before = "" if self.facts.get("pair") else "".join(self.text.prompt)
            QApplication.clipboard().setText(before + self.text.text)

    def state(self) -> dict[str, str]:
        """Return what is chosen and typed."""
        kept = {name: str(value) for name, value in self.fields.values.items()}
        writing = f"{self._run} {self.text.number}" if self.text is not None else ""
        return super().state() | kept | {"prompt": self.prompt.toPlainText(), "writing": writing}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take over what another view of this kind had."""
        self.fields.take(state)
        self.prompt.setPlainText(state.get("prompt", ""))
        self._restored = bool(state.get("prompt"))
        run, _, kept = state.get("writing", "").partition(" ")
        if run.isdecimal() and kept.isdecimal():
            self._kept = int(run), int(kept)
        super().restore(state)

    def close(self) -> None:
        """Let go of what is shared, and of what was asked for."""
        self.writer.close()
        self.asked.close()
        super().close()
