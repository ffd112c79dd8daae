"""The generation view: the model goes on from a person's prompt, and every symbol says how it came about."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from rnnviz.decoding import Decoding
from rnnviz.errors import BadInput
from rnnviz.history import History
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.asked import Asked, Take
from rnnviz.views.base import Shared
from rnnviz.views.chooser import Chooser
from rnnviz.views.dock import Dock
from rnnviz.views.gate import breakable, plain
from rnnviz.views.generation.fields import DecodingFields
from rnnviz.views.generation.listing import Listing
from rnnviz.views.generation.prompt_field import PromptField
from rnnviz.views.generation.resized import Resized
from rnnviz.views.generation.symbols import ENTROPY, LOSS, Symbols
from rnnviz.views.generation.table import Row
from rnnviz.views.generation.text import Text
from rnnviz.views.jobs import JobResult
from rnnviz.views.language import sentence, tr
from rnnviz.views.offer import Offer

PRESET = "python-lstm"
AT_ONCE = "once"
LEAST, ROOMY = 200, 340
"""Pixels: of the view's body at least, and from which on lists have titles."""
CHUNK = 25
"""Symbols that are asked for together where they shall come as fast as they can."""


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
        self.preset = QPushButton(tr("open {name}").format(name=PRESET))
        self.preset.setObjectName("view.generation.preset")
        self.preset.setToolTip(plain(tr("Open a preset that fills this view")))
        self.preset.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.preset.clicked.connect(self._open_preset)
        self.preset.hide()
        self.bar.addWidget(self.preset)
        self.prompt = PromptField(shared.palette)
        self.prompt.entered.connect(self.write)
        self.go = self._button("write", tr("Write"), tr("Let the model write, with the weights as they are now"))
        self.go.clicked.connect(self._press)
        self.fields = DecodingFields()
        paces = [("5", tr("5 a second")), ("20", tr("20 a second")), (AT_ONCE, tr("at once"))]
        self.pace = Chooser("view.generation.pace", tr("How many symbols a second are written"), paces)
        self.pace.take("20")
        self.choosers["pace"] = self.pace
        self.fields.head.addStretch(1)
        self.fields.head.addWidget(self.pace)
        self.problem = QLabel()
        self.problem.setObjectName("view.generation.problem")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
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
        self._kept: tuple[int, int] = (-1, 0)
        """Run and number of a text that the view before this one had."""
        self._restored = False
        """What is set and typed was taken over from another view of this model."""
        self._stopping = False
        self._began = 0.0
        self._next = QTimer(self.page, singleShot=True)
        self._next.timeout.connect(self._ask_more)

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

    def _button(self, name: str, words: str, tip: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"view.generation.{name}")
        button.setToolTip(plain(tip))
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        return button

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
        self._end_writing()
        self.symbols.text = None
        if self.sentence:  # why another model cannot write
            self.say(tr("Asking what this model can write…"))
        self._ask("writable", {}, partial(self._learn, run))
        if self._kept[0] == run and self._kept[1]:
            self._ask("kept", {"writing": self._kept[1], "count": 0}, partial(self._resume, run), "write")

    def _resume(self, run: int, result: JobResult) -> None:
        """Have the text again that the view before this one had."""
        if run == self._run and self.text is None:
            text = self.symbols.text = Text(run=run)
            text.take(result)
            self._draw_text()
            self._list()

    def _learn(self, run: int, result: JobResult) -> None:
        if run != self._run:
            return
        before, self.facts = self.facts, result.values
        self.preset.hide()
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
        self._list()
        self._draw_text()

    # writing

    @property
    def writing(self) -> bool:
        """Whether a text grows."""
        return "write" in self.asked or self._next.isActive()

    def _press(self) -> None:
        if self.writing:
            self.stop()
        else:
            self.write()

    def write(self, _: object = None) -> None:
        """Begin another text."""
        if not self.facts:
            return
        self._end_writing()
        self.symbols.begin(Text(run=self._run))
        decoding, prompt = self.fields.decoding, self.prompt.toPlainText()
        self._stopping = False
        self._began = time.monotonic()
        self._complain("")
        asked = {"prompt": prompt, "decoding": decoding.model_dump(mode="json"), "count": self._count}
        self._ask("write", asked, partial(self._take, (prompt, decoding)))
        self._show_writing()

    def stop(self) -> None:
        """Leave off; what is written stays."""
        self._stopping = True
        self._next.stop()
        if self.text is not None and self.text.number and "write" in self.asked:
            asked = {"writing": self.text.number, "have": len(self.text), "count": 0}
            self._ask("write", asked, partial(self._take, None))  # the one under way is left off; what it has, counts
        self._show_writing()

    def write_again(self) -> None:
        """Begin another text, drawn with another seed."""
        self.fields.new_seed()
        self.write()

    @property
    def _count(self) -> int:
        return CHUNK if self.pace.key == AT_ONCE else 1

    def _ask_more(self) -> None:
        text = self.text
        if text is not None and not text.ended and not self._stopping:
            self._began = time.monotonic()
            asked = {"writing": text.number, "have": len(text), "count": self._count}
            self._ask("write", asked, partial(self._take, None))
        self._show_writing()

    def _take(self, wish: tuple[str, Decoding] | None, result: JobResult) -> None:
        text = self.text
        if text is None:
            return
        first = not text.number
        text.take(result)
        if wish is not None:
            self.shared.requests.sampling_asked.emit(wish)
        if first and self.tracks.isChecked():
            self.shared.requests.text_asked.emit(text.number)
        if not text.ended and not self._stopping:
            pause = 0.0 if self.pace.key == AT_ONCE else 1 / float(self.pace.key or "20")
            self._next.start(max(round(1000 * (self._began + pause - time.monotonic())), 0))
        self._draw_text()
        self.page.reveal(len(text.cells) - 1)
        self._list()
        self._show_writing()

    def _end_writing(self) -> None:
        self._next.stop()
        self.asked.cancel("write")
        self._show_writing()

    def _show_writing(self) -> None:
        """Let the button say what it does."""
        words = tr("Stop") if self.writing and not self._stopping else tr("Write")
        if self.go.text() != words:
            self.go.setText(words)

    # asking the engine

    def _ask(self, name: str, arguments: Mapping[str, object], take: Take, kind: str = "") -> None:
        self.asked.ask(
            name, kind or name, arguments, partial(self._done, take), partial(self._fail, name), self._show_writing
        )

    def _done(self, take: Take, result: JobResult) -> None:
        self._show_writing()
        take(result)

    def _fail(self, name: str, problem: BadInput) -> None:
        self._show_writing()
        if name == "writable":
            self.facts, self.symbols.text = {}, None
            self.preset.show()
            self.heading.setText("")
            self.say(sentence(problem))
        elif name != "kept":
            self._complain(sentence(problem))

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

    def _open_preset(self) -> None:
        self.shared.requests.preset_asked.emit(PRESET)

    # what every view has

    def data(self) -> Mapping[str, Array]:
        """Return the text, symbol by symbol, with what the model thought of each."""
        text = self.text
        if text is None or not len(text):
            return {}
        found: dict[str, Array] = {"prompt": np.array(text.prompt), "symbols": np.array(text.symbols)}
        return found | {name: text.columns[name] for name in ("log_p", "log_q", "rank", "entropy", "choices")}

    def offers(self) -> Sequence[Offer]:
        """Return what the menu offers: another draw, the text in the tracks or to be copied."""
        there = self.text is not None and bool(len(self.text))
        return [
            Offer(title=tr("Write again with another seed"), act=self.write_again, enabled=bool(self.facts)),
            Offer(title=tr("Show the text in the tracks"), act=self.show_in_tracks, enabled=there),
            Offer(title=tr("Copy the text"), act=self.copy_text, enabled=there),
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
        self._next.stop()
        self.asked.close()
        super().close()
