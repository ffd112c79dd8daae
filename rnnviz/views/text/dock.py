"""The text view: what a unit, a gate, the loss or a gradient says at every character of a long text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.controls.job_bar import JobBar
from rnnviz.views.frames.dock import Dock
from rnnviz.views.jobs import Job
from rnnviz.views.offer import Offer
from rnnviz.views.scopes import layer_of
from rnnviz.views.text.coloured import Coloured
from rnnviz.views.text.colouring import DEPENDS, LOSS, Colouring
from rnnviz.views.text.content import Floats, ReadText
from rnnviz.views.text.guesses import Guesses
from rnnviz.views.text.marks import STRIPS, marked
from rnnviz.views.text.page import Page
from rnnviz.views.text.painter import TextPainter
from rnnviz.views.text.pointed import Pointed
from rnnviz.views.text.reader import Reader
from rnnviz.views.text.remark import remark
from rnnviz.views.text.source import CLIPBOARD, FILE, HELD_OUT, Source, ask_file, sources
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.language import tr

PRESET = "python-lstm"
LONGEST_FLOW = 1000
"""Steps of an example up to which the loss-by-time matrix is asked for."""
HOVER = 60
"""Milliseconds that the mouse rests on a character before what it depended on is asked for."""


class Text(Dock):
    """Paragraphs of a held-out text, a file, the clipboard, or the example of the tracks."""

    key = "text"
    title = "Reading"
    purpose = (
        "A long text as the model reads it: each character coloured by the chosen unit's state or gate, by the loss of "
        "what follows, or by how much the character under the mouse depended on it. Below: what the model expects next."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.heading.holds, self.heading.most = 60, 2  # beside a list, a narrow dock has half a line for it
        self.source = self.add_chooser("source", tr("Which text is read"), sources())
        self.source.activated.connect(self._choose_source)
        self.chosen = Source(self.source)
        self.colour = self.add_chooser("colour", tr("What the characters are coloured by"))
        self.rows = self.add_toggle(
            "rows", tr("marks"),
            tr(
                "Rows under the text, from the top: inside quotes, bracket depth, line position, indentation, "
                "word start"
            ),
        )
        self.again = self.add_button("again", tr("read again"), tr("Read the text with the weights as they are now"))
        self.again.clicked.connect(self.read)
        self.again.hide()
        self.painter = TextPainter(shared.palette, "view.text.page")
        self.painter.setAccessibleName(tr(self.title))
        self.colouring = Colouring(shared.selection, self.colour, self.painter, self.heading)
        self.guesses = Guesses(shared.palette)
        self.said = ElidedLabel(tr("The character under the mouse, else the chosen one"), fills=True, holds=72, most=2)
        about = tr("What is shown of the text, and what the model does not know")
        self.remark = ElidedLabel(about, fills=True, holds=60, most=2)
        self.remark.setProperty("quiet", True)
        self.jobs = JobBar("view.text.job")
        second = QHBoxLayout()  # a narrow dock has room for two controls in a line
        second.setSpacing(6)
        self.colour.setSizeAdjustPolicy(Chooser.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.colour.setMinimumContentsLength(18)
        self.colour.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for control in (self.colour, self.rows):
            self.bar.removeWidget(control)
            second.addWidget(control)
        self.column.addLayout(second)
        self.column.addWidget(self.painter, 1)
        self.column.addWidget(self.guesses)
        self.column.addWidget(self.said)
        self.column.addWidget(self.remark)
        self.column.addWidget(self.jobs)
        self.reader = Reader(shared.jobs, self.jobs, self.redraw, self._say_problem)
        self.coloured = Coloured(self.colouring, shared.selection, self.reader)
        self.pointed = Pointed(self.painter, self.colouring, self.guesses, self.said)
        self.rest = QTimer(self.painter, singleShot=True, interval=HOVER)
        self.rest.timeout.connect(self._ask_dependence)
        self.painter.hovered.connect(self._hover)
        self.painter.picked.connect(self._pick)
        shared.selection.colour_asked.connect(self._take_colour)

    @property
    def watch(self) -> tuple[str, ...]:
        """The loss-by-time matrix, where the example is coloured by what a step depended on."""
        if self.live and self.colour.key in DEPENDS and self.trace is not None and self.trace.length <= LONGEST_FLOW:
            return tuple(f"gradient_flow/{scope}.hidden" for scope in layer_of(self.trace, self.shared.selection.scope))
        return ()

    @property
    def live(self) -> bool:
        """Whether the example of the trace is shown, rather than a text that was read."""
        return self.chosen.live

    @property
    def reading(self) -> ReadText | None:
        """The text that was read."""
        return self.reader.reading

    @property
    def shown(self) -> Floats:
        """What the cells are coloured by, one number each."""
        return self.colouring.shown

    # drawing

    def draw(self, trace: Trace) -> None:
        self.colouring.offer(trace, live=self.live)
        targets = trace.get("targets")
        real = targets is not None and targets.dtype.kind == "f"
        self.again.setVisible(False)
        if real or not trace.length:
            self.heading.setText(tr("text"))
            words = tr("This task reads numbers, no text: a character model such as python-lstm fills this view.")
            self.say(words if real else tr("No steps in this trace."), PRESET)
            return
        self.say("")
        if self.live or self._needs_reading(trace):
            self._draw_example(trace)
        else:
            self._draw_reading(trace)

    def _needs_reading(self, trace: Trace) -> bool:
        """Ask for the text where there is none of this model; the example stands in until it is there."""
        if self.reader.lacks(trace.run):
            if self.reader.may_ask(trace.run):
                self.read()
            return True
        return False

    def _draw_example(self, trace: Trace) -> None:
        texts = [str(token) for token in trace["tokens"].tolist()]
        words = any(len(text) > 1 for text in texts)
        self.pointed.lay_out(tuple(texts), partial(Page, texts, words=words))
        self.painter.annotate([])
        held = self.reader.problem if not self.live else ""
        self.remark.setText(held or tr("the example of the tracks: a click moves the cursor there"))
        self.coloured.example(trace, self._step)

    def _draw_reading(self, trace: Trace) -> None:
        reading = self.reading
        assert reading is not None
        self.pointed.lay_out(reading, partial(Page, reading.codes))
        self.again.setVisible(trace.update != reading.update and not self.reader.busy)
        rows = STRIPS if self.rows.isChecked() else ()
        self.painter.annotate([marked(reading.annotations[key], key) for key in rows])
        self.remark.setText(remark(reading))
        self.coloured.read(trace, reading, self.pointed.cell)

    # pointing

    @property
    def _laid(self) -> ReadText | None:
        """The text that was read, where it is the one that is laid out."""
        return self.reading if self.pointed.is_on(self.reading) else None

    @property
    def _step(self) -> int:
        """The step of the example that is pointed at, else the cursor's."""
        return self.pointed.cell if self.pointed.cell is not None else self.moment.t

    def mark(self, moment: Moment) -> None:
        """Frame the chosen cell (the cursor's step of the example), and say what is known of it."""
        if self.live or self._laid is None:
            self.pointed.choose_step(moment.t)
        self.pointed.frame()
        self.pointed.say(self.trace, self._laid)

    def _hover(self, cell: int | None) -> None:
        if cell == self.pointed.over:
            return
        self.pointed.over = cell
        self.pointed.frame()
        self._refresh()

    def _pick(self, cell: int) -> None:
        self.pointed.at = cell
        if self._laid is None:
            self.shared.axis.scrub(cell)
        self.pointed.frame()
        self._refresh()

    def _refresh(self) -> None:
        """Follow the character that is pointed at."""
        if self.colour.key in DEPENDS and self.pointed.cell is not None and self.trace is not None:
            if self._laid is not None:
                self.rest.start()
            else:
                self.coloured.flow(self.trace, self._step)
        self.pointed.say(self.trace, self._laid)

    def _ask_dependence(self) -> None:
        reading, of, cell = self.reading, DEPENDS.get(self.colour.key, ""), self.pointed.cell
        step = reading.step_of(cell) if reading is not None and cell is not None else None
        if reading is None or step is None or not of or (step + 1 == len(reading.places) and of != "likeliest"):
            return
        if self.reader.depends is not None and self.reader.depends[:2] == (step, of):
            self.redraw()
        else:
            self.reader.ask_dependence(reading, step, of)

    # asking the engine

    def read(self) -> None:
        """Have the engine read the chosen text with the weights as they are now."""
        self.reader.read(self.trace.run if self.trace is not None else 0, self.chosen.arguments)

    def _say_problem(self) -> None:
        self.redraw()
        self.remark.setText(self.reader.problem)

    def _choose_source(self, _: int) -> None:
        """Take the chosen text; a file is asked for, and the clipboard is read now."""
        if self.source.key == FILE:
            ask_file(self.widget, self.read_file)
            return
        if self.source.key == CLIPBOARD:
            self.chosen.take_clipboard()
        if not self.live:
            self.reader.forget()
            self.read()
        self.redraw()

    def read_file(self, path: str) -> None:
        """Read a file."""
        self.chosen.take_file(path)
        self.reader.forget()
        self.read()
        self.redraw()

    def _take_colour(self, quantity: str) -> None:
        self.colour.take(quantity)
        self.redraw()

    # what every view has

    def data(self) -> Mapping[str, Array]:
        """Return the text, its losses, marks and what it is coloured by."""
        reading, value = self._laid, f"value/{self.colour.key}"
        if self.trace is None or self.sentence:
            return {}
        if reading is None:
            return {"tokens": self.trace["tokens"], value: self.shown}
        marks = {f"annotation/{key}": label for key, label in reading.annotations.items()}
        loss = {"loss": reading.spread(reading.loss)}
        return {"code_points": reading.codes, value: self.shown, **loss, **marks}

    def units(self) -> Mapping[str, str]:
        """Return the unit of what the text is coloured by; a dependence is the gradient of an output or of a loss."""
        key = self.colour.key
        of = "nats" if key in (LOSS, "depends_loss") else "logits" if key in DEPENDS else "1"
        return {f"value/{key}": of}

    def offers(self) -> Sequence[Offer]:
        """Return what the menu offers: read again, a preset, the worst surprise."""
        fresh = tr("The shown pass is always as fresh as the tracks: choose another text to have it read.")
        none = tr("There is no loss of a whole text yet: choose one to have it read.")
        return [
            Offer(title=tr("Read the text again"), act=self.read, why=fresh if self.live else self.sentence),
            Offer(
                title=tr("Go to the greatest loss"), act=self._surprise,
                why="" if self.reading is not None else self.sentence or none,
            ),
            self.preset_offer(PRESET),
        ]

    def _surprise(self) -> None:
        reading = self._laid
        if reading is not None and np.isfinite(reading.loss).any():
            cell = int(reading.places[int(np.nanargmax(reading.loss))])
            self.painter.reveal(cell)
            self._pick(cell)

    def restore(self, state: Mapping[str, str]) -> None:
        """Choose what another view had; the file and the clipboard are not read again."""
        kept = dict(state)
        if kept.get("source") in (FILE, CLIPBOARD):
            kept["source"] = HELD_OUT
        self.colouring.restore(kept.get("colour", ""))
        super().restore(kept)

    def findings(self) -> tuple[object, ...]:
        """Return the text that was chosen and read, also where it was a file or on the clipboard."""
        return self.chosen.kept(), self.reader.kept(), self.pointed.at if self._laid is not None else None

    def take_findings(self, findings: object) -> None:
        """Have the text that another view read."""
        assert isinstance(findings, tuple)
        chosen, read, at = findings
        self.chosen.take(chosen)
        self.reader.take(read)
        self.pointed.keep(at)

    def hand_over(self) -> Sequence[Job]:
        """Give up the reading that is under way."""
        return self.reader.hand_over()

    def resume(self, job: Job) -> None:
        """Wait for a text that another view has asked for."""
        self.reader.resume(job)

    def close(self) -> None:
        """Let go of what is shared, and of what was asked for."""
        self.rest.stop()
        self.shared.selection.colour_asked.disconnect(self._take_colour)
        self.reader.close()
        super().close()
