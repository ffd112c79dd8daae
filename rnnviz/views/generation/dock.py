"""The generation view: the model goes on from a person's prompt, and every symbol says how it came about."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from rnnviz.decoding import Decoding
from rnnviz.errors import BadInput, placed
from rnnviz.history import History
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.chooser import Chooser
from rnnviz.views.dock import Dock
from rnnviz.views.elided import ElidedLabel
from rnnviz.views.figures import number
from rnnviz.views.gate import plain, visible
from rnnviz.views.generation.fields import DecodingFields
from rnnviz.views.generation.prompt_field import PromptField
from rnnviz.views.generation.resized import Resized
from rnnviz.views.generation.table import Row, TextTable
from rnnviz.views.generation.text import Text
from rnnviz.views.heat_map import BROKEN, indices
from rnnviz.views.jobs import Job, JobResult
from rnnviz.views.language import tr
from rnnviz.views.offer import Offer
from rnnviz.views.text.guesses import Guesses
from rnnviz.views.text.page import Page
from rnnviz.views.text.painter import TextPainter

PRESET = "python-lstm"
AT_ONCE = "once"
LEAST, ROOMY = 200, 340
"""Pixels: of the view's body at least, and from which on lists have titles."""
CHUNK = 25
"""Symbols that are asked for together where they shall come as fast as they can."""
LOSS, ENTROPY = "loss", "entropy"
SAMPLES, BEAM = "samples", "beam"


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
        self.page = TextPainter(shared.palette, "view.generation.page")
        self.page.setAccessibleName(tr(self.title))
        self.page.hovered.connect(self._hover)
        self.page.picked.connect(self._pick)
        self.guesses = Guesses(shared.palette)
        self.said = ElidedLabel(tr("The symbol under the mouse, else the newest"), fills=True)
        self.table = TextTable("view.generation.samples")
        self.table.chosen.connect(self._go_to)
        self.listed = Chooser(
            "view.generation.listed", tr("Which texts are listed"),
            [(SAMPLES, tr("through training")), (BEAM, tr("texts of the beam"))],
        )
        self.listed.chosen.connect(self._list)
        self.choosers["listed"] = self.listed
        self.about = ElidedLabel(tr("Which texts are listed"), fills=True)
        self._lay_out()
        self.text: Text | None = None
        self.history: History | None = None
        self.over: int | None = None
        self.at: int | None = None
        self.facts: Mapping[str, object] = {}
        """What the job `writable` says of the shown run's model."""
        self._run = -1
        self._asked: dict[str, Job] = {}
        self._drawn_of: tuple[object, ...] = ()
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
        roomy = self.body.height() >= ROOMY
        self.table.horizontalHeader().setVisible(roomy)
        self.about.setVisible(roomy or not self.table.texts.rows or not self.listed.isHidden())

    def _button(self, name: str, words: str, tip: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"view.generation.{name}")
        button.setToolTip(plain(tip))
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        return button

    # what the model can write

    def draw(self, trace: Trace) -> None:
        if trace.run != self._run:
            self._meet(trace.run)
        self._draw_text()

    def _meet(self, run: int) -> None:
        """Ask what another run's model can write; what the one before wrote goes with it."""
        self._run = run
        self._end_writing()
        self.text = None
        if self.sentence:  # why another model cannot write
            self.say(tr("Asking what this model can write…"))
        self._ask("writable", {}, partial(self._learn, run))
        if self._kept[0] == run and self._kept[1]:
            self._ask("kept", {"writing": self._kept[1], "count": 0}, partial(self._resume, run), "write")

    def _resume(self, run: int, result: JobResult) -> None:
        """Have the text again that the view before this one had."""
        if run == self._run and self.text is None:
            self.text = Text(run=run)
            self.text.take(result)
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
        return "write" in self._asked or self._next.isActive()

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
        self.text = Text(run=self._run)
        self.over = self.at = None
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
        if self.text is not None and self.text.number and "write" in self._asked:
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
        job = self._asked.pop("write", None)
        if job is not None:
            job.cancel()
        self._show_writing()

    def _show_writing(self) -> None:
        """Let the button say what it does."""
        words = tr("Stop") if self.writing and not self._stopping else tr("Write")
        if self.go.text() != words:
            self.go.setText(words)

    # asking the engine

    def _ask(
        self, name: str, arguments: Mapping[str, object], take: Callable[[JobResult], None], kind: str = ""
    ) -> None:
        if name in self._asked:
            self._asked.pop(name).cancel()
        job = self._asked[name] = self.shared.jobs.ask(kind or name, arguments)
        job.finished.connect(partial(self._done, name, job, take))
        job.failed.connect(partial(self._fail, name, job))
        job.ended.connect(partial(self._forget, name, job))

    def _forget(self, name: str, job: Job, _: object = None) -> bool:
        known = self._asked.get(name) is job
        if known:
            del self._asked[name]
        self._show_writing()
        return known

    def _done(self, name: str, job: Job, take: Callable[[JobResult], None], result: JobResult) -> None:
        if self._forget(name, job):
            take(result)

    def _fail(self, name: str, job: Job, problem: BadInput) -> None:
        if not self._forget(name, job) or name == "kept":
            return
        words = {key: tr(value) for key, value in problem.values.items()}
        said = placed(tr(problem.template).format(**words), problem.values)
        if name == "writable":
            self.facts, self.text = {}, None
            self.preset.show()
            self.heading.setText("")
            self.say(said)
        else:
            self._complain(said)

    def _complain(self, said: str) -> None:
        self.problem.setText(said)
        self.problem.setVisible(bool(said))

    # drawing

    def _draw_text(self) -> None:
        text = self.text
        drawn = text, text.version if text is not None else 0, self.colour.key, bool(self.facts)
        if self.sentence or drawn == self._drawn_of:
            return
        if drawn[:2] != self._drawn_of[:2]:
            self._put([] if text is None else text.cells)
        self._drawn_of = drawn
        if text is None or not len(text):
            self.page.annotate([])
            self.heading.setText(tr("type a prompt and press Write"))
            self._say()
            return
        values = text.spread(self._values(text))
        limit = self._limit
        self.page.colour(indices(values[:, None], limit, signed=False)[:, 0], signed=False)
        marks = np.zeros(len(values), np.uint8)
        marks[len(text.prompt) :] = BROKEN - 1
        self.page.annotate([marks])
        self._say_heading(text, limit)
        self._say()

    def _put(self, cells: list[str]) -> None:
        """Lay out a text that has grown; what is scrolled to stays."""
        bar = self.page.verticalScrollBar()
        scrolled = bar.value()
        self.page.show_page(Page(cells, words=any(len(cell) > 1 for cell in cells)))
        bar.setValue(scrolled)

    def _values(self, text: Text) -> Array:
        return -text.columns["log_p"] if self.colour.key != ENTROPY else text.columns["entropy"]

    @property
    def _limit(self) -> float:
        """What a model that has learnt nothing has: ln K, the entropy of a uniform guess."""
        count = self.facts.get("choices", 2)
        return math.log(max(count if isinstance(count, int) else 2, 2))

    def _say_heading(self, text: Text, limit: float) -> None:
        what = tr("−ln p of each symbol") if self.colour.key != ENTROPY else tr("entropy at each symbol")
        words = tr("{what}, 0 paper · {limit} nats blue (uniform)").format(what=what, limit=number(limit, 2))
        after = tr("after {update} updates").format(update=f"{text.update:,}")
        self.heading.set_texts(f"{words}, {after}", f"{what}, {after}", after)

    def mark(self, moment: Moment) -> None:
        """Frame the symbol that the tracks' cursor stands at, where they show this text."""
        shown = self.trace is not None and self.trace.is_written and self.text is not None
        self.at = moment.t if shown and moment.t < len(self.page.page) else None
        self.page.point(self.at, self.over)
        self._say()

    @property
    def _focus(self) -> int | None:
        """Which written symbol is told of: that under the mouse, at the cursor, else the newest."""
        text = self.text
        if text is None or not len(text):
            return None
        for cell in (self.over, self.at):
            if cell is not None and 0 <= cell - len(text.prompt) < len(text):
                return cell - len(text.prompt)
        return len(text) - 1 if self.over is None else None

    def _say(self) -> None:
        text, place = self.text, self._focus
        if text is None or place is None:
            self.said.setText("" if text is None else tr("a symbol of the prompt"))
            self.guesses.show_guesses([])
            return
        figures = {name: text.columns[name][place] for name in ("log_p", "log_q", "rank", "entropy", "choices")}
        self.said.setText(" · ".join([
            f"“{visible(text.symbols[place])}”",
            f"p {number(math.exp(figures['log_p']))}",
            tr("rank {rank}").format(rank=int(figures["rank"]) + 1),
            *self._drawn(figures),
            tr("entropy {entropy} nats").format(entropy=number(float(figures["entropy"]))),
            tr("symbol {place} of {count}").format(place=place + 1, count=len(text)),
        ]))  # fmt: skip
        self.guesses.show_guesses(text.guesses(place), text.symbols[place])

    def _drawn(self, figures: Mapping[str, float]) -> list[str]:
        """Return how a symbol was drawn, where that differs from the model's own probabilities."""
        if figures["log_p"] == figures["log_q"]:
            return []
        words = tr("drawn with {q} among {count}")
        return [words.format(q=number(math.exp(figures["log_q"])), count=int(figures["choices"]))]

    # texts of earlier updates, or of the beam

    def follow(self, history: History) -> None:
        self.history = history
        self._list()

    def _list(self, _: object = None) -> None:
        beam = self.text.texts if self.text is not None else []
        self.listed.setVisible(bool(beam))
        self._show_rows(beam)
        self._fit()

    def _show_rows(self, beam: Sequence[tuple[float, str, bool]]) -> None:
        if beam and self.listed.key == BEAM:
            ended = {True: tr("ended"), False: tr("grows")}
            rows = [Row(number(score), ended[over], text, tip=text) for score, text, over in beam]
            tips = [tr("ln p of the whole text"), tr("Whether its end token has come"), tr("What was written")]
            self.table.show_rows(["ln p", "", tr("text")], tips, rows)
            self.about.setText(tr("The beam's {count} likeliest texts").format(count=len(rows)))
            return
        samples = self.history.samples.all if self.history is not None else ()
        rows = [
            Row(f"{each.update:,}", number(-each.log_p), each.text, each.update,
                tr("after {update} updates, −ln p {loss} nats a symbol, from “{prompt}”: {text}").format(
                    update=f"{each.update:,}", prompt=each.prompt, text=each.text, loss=number(-each.log_p)))
            for each in samples
        ]  # fmt: skip
        tips = [
            tr("Updates before it was written; a click goes there"),
            tr("Mean −ln p of what was written, in nats a symbol"), tr("What was written"),
        ]
        self.table.show_rows([tr("update"), "−ln p", tr("text")], tips, rows, follows=True)
        said = tr("What it wrote through training: a click goes to that update")
        self.about.setText(said if rows else tr("Train: it writes at updates 1, 2, 4, 8, 16, 32, 64, 96 …"))

    def _go_to(self, row: Row) -> None:
        if row.update >= 0:
            self.shared.requests.update_asked.emit(row.update)

    # pointing

    def _hover(self, cell: int | None) -> None:
        if cell != self.over:
            self.over = cell
            self.page.point(self.at, cell)
            self._say()

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
        for job in list(self._asked.values()):
            job.cancel()
        super().close()
