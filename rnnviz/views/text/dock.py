"""The text view: what a unit, a gate, the loss or a gradient says at every character of a long text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from rnnviz.errors import BadInput
from rnnviz.measures import largest
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.asked import Asked, Take
from rnnviz.views.base import Shared
from rnnviz.views.dock import Dock
from rnnviz.views.elided import ElidedLabel
from rnnviz.views.figures import number, signed
from rnnviz.views.gate import plain, visible
from rnnviz.views.job_bar import JobBar
from rnnviz.views.jobs import Job, JobResult
from rnnviz.views.language import sentence, tr
from rnnviz.views.offer import Offer
from rnnviz.views.scopes import laid, layer_of, scope_at, units
from rnnviz.views.text.colouring import DEPENDS, LOSS, NOTHING, Colouring
from rnnviz.views.text.content import Floats, ReadText, flow_row, losses
from rnnviz.views.text.guesses import Guesses
from rnnviz.views.text.marks import STRIPS, marked
from rnnviz.views.text.page import Page
from rnnviz.views.text.painter import TextPainter
from rnnviz.views.text.remark import marks_of, remark
from rnnviz.views.text.source import CLIPBOARD, FILE, HELD_OUT, Source, ask_file, sources

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
        self.again = self._button("again", tr("read again"), tr("Read the text with the weights as they are now"))
        self.again.clicked.connect(self.read)
        self.preset = self._button("preset", tr("open python-lstm"), tr("Open a preset that fills this view"))
        self.preset.clicked.connect(lambda: shared.requests.preset_asked.emit("python-lstm"))
        self.painter = TextPainter(shared.palette, "view.text.page")
        self.painter.setAccessibleName(tr(self.title))
        self.colouring = Colouring(shared.selection, self.colour, self.painter, self.heading)
        self.guesses = Guesses(shared.palette)
        self.said = ElidedLabel(tr("The character under the mouse, else the chosen one"), fills=True, holds=60, most=2)
        about = tr("What is shown of the text, and what the model does not know")
        self.remark = ElidedLabel(about, fills=True, holds=60, most=2)
        self.remark.setProperty("quiet", True)
        self.jobs = JobBar("view.text.job")
        second = QHBoxLayout()  # a narrow dock has room for two controls in a line
        second.setSpacing(6)
        for control in (self.colour, self.rows):
            self.bar.removeWidget(control)
            second.addWidget(control)
        second.addStretch(1)
        self.column.addLayout(second)
        self.column.addWidget(self.painter, 1)
        self.column.addWidget(self.guesses)
        self.column.addWidget(self.said)
        self.column.addWidget(self.remark)
        self.column.addWidget(self.jobs)
        self.reading: ReadText | None = None
        self.at: int | None = None
        self.over: int | None = None
        self.depends: tuple[int, str, int, Array] | None = None
        """(step, of, first, log10): what the last answer on a dependence was."""
        self.problem = ""
        self.asked = Asked(shared.jobs)
        self._page_of: object = None
        self._failed_for: int | None = None
        self.rest = QTimer(self.painter, singleShot=True, interval=HOVER)
        self.rest.timeout.connect(self._ask_dependence)
        self.painter.hovered.connect(self._hover)
        self.painter.picked.connect(self._pick)
        shared.selection.colour_asked.connect(self._take_colour)

    def _button(self, name: str, words: str, tip: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"view.text.{name}")
        button.setText(words)
        button.setAccessibleName(tip)
        button.setToolTip(plain(tip))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.hide()
        self.bar.addWidget(button)
        return button

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
    def shown(self) -> Floats:
        """What the cells are coloured by, one number each."""
        return self.colouring.shown

    # drawing

    def draw(self, trace: Trace) -> None:
        self.colouring.offer(trace, live=self.live)
        targets = trace.get("targets")
        real = targets is not None and targets.dtype.kind == "f"
        self.preset.setVisible(real or not trace.length)
        self.again.setVisible(False)
        if real or not trace.length:
            self.heading.setText(tr("text"))
            words = tr("This task reads numbers, no text: a character model such as python-lstm fills this view.")
            self.say(words if real else tr("No steps in this trace."))
            return
        self.say("")
        if self.live or self._needs_reading(trace):
            self._draw_example(trace)
        else:
            self._draw_reading(trace)

    def _needs_reading(self, trace: Trace) -> bool:
        """Ask for the text where there is none of this model; the example stands in until it is there."""
        if self.reading is not None and self.reading.run == trace.run:
            return False
        if self._failed_for != trace.run and "text" not in self.asked:
            self.read()
        return True

    def _draw_example(self, trace: Trace) -> None:
        texts = [str(token) for token in trace["tokens"].tolist()]
        words = any(len(text) > 1 for text in texts)
        self._put(tuple(texts), partial(Page, texts, words=words))
        self.painter.annotate([])
        held = self.problem if not self.live else ""
        self.remark.setText(held or tr("the example of the tracks: a click moves the cursor there"))
        values: Floats | None = None
        is_signed, limit, fixed = False, 1.0, False
        name = self.colour.key
        if name == LOSS:
            values = losses(trace)
            limit = largest(values)
        elif name in DEPENDS:
            self._draw_flow(trace)
            return
        elif name != NOTHING:
            layer = layer_of(trace, self.shared.selection.scope)
            found = laid(trace, layer, name)
            if found is not None:
                unit = min(self.shared.selection.unit, units(trace, layer) - 1)
                values = np.full(trace.length, np.nan, np.float32)
                values[found[0]] = found[1][:, unit]
                is_signed, limit, fixed = self.colouring.range_of(trace, name, values)
        self.colouring.paint(values, limit, signed=is_signed, fixed=fixed, update=trace.update)

    def _draw_flow(self, trace: Trace) -> None:
        """Colour the example by what the step under the mouse, else the chosen one, else the cursor's depended on."""
        t = self._focus if self._focus is not None else self.moment.t
        scope = scope_at(trace, layer_of(trace, self.shared.selection.scope), t)
        row = flow_row(trace, scope, t)
        if row is None:
            self.colouring.paint(None, 1.0, signed=False, fixed=False, update=trace.update)
            return
        with np.errstate(divide="ignore"):
            self.colouring.paint_logs(np.log10(row), trace.update, tr("loss of the next"), t)

    def _draw_reading(self, trace: Trace) -> None:
        reading = self.reading
        assert reading is not None
        self._put(reading, partial(Page, reading.codes))
        self.again.setVisible(trace.update != reading.update and "text" not in self.asked)
        name = self.colour.key
        rows = STRIPS if self.rows.isChecked() else ()
        self.painter.annotate([marked(reading.annotations[key], key) for key in rows])
        self.remark.setText(remark(reading))
        if name == LOSS:
            known = reading.loss[np.isfinite(reading.loss)]
            limit = float(np.quantile(known, 0.98)) if len(known) else 1.0
            self.colouring.paint(reading.spread(reading.loss), limit, signed=False, fixed=False, update=reading.update)
        elif name in DEPENDS:
            self._draw_dependence(reading)
        elif name == NOTHING:
            self.colouring.paint(None, 1.0, signed=False, fixed=False, update=reading.update)
        else:
            self._draw_unit(trace, reading, name)

    def _draw_unit(self, trace: Trace, reading: ReadText, name: str) -> None:
        scope = self.shared.selection.scope
        wanted = f"{scope}.{name}", self.shared.selection.unit
        values = reading.values.get(wanted)
        if values is None:
            arguments = {"reading": reading.number, "array": wanted[0], "unit": wanted[1]}
            if not self.asked.is_for("values", arguments):
                self._ask("values", "text_values", arguments, partial(self._take_values, reading, wanted))
            if len(self.shown) != len(reading.codes):
                self.colouring.paint(None, 1.0, signed=False, fixed=False, update=reading.update)
            return
        is_signed, limit, fixed = self.colouring.range_of(trace, name, values)
        self.colouring.paint(reading.spread(values), limit, signed=is_signed, fixed=fixed, update=reading.update)

    def _draw_dependence(self, reading: ReadText) -> None:
        step = reading.step_of(self._focus) if self._focus is not None else None
        if self.depends is None or step is None or self.depends[:2] != (step, DEPENDS[self.colour.key]):
            self.colouring.paint(None, 1.0, signed=False, fixed=False, update=reading.update)
            self.heading.setText(tr("point at a character: what did it depend on?"))
            return
        first, logs = self.depends[2:]
        wide = np.full(len(reading.codes), -np.inf)
        wide[reading.places[first : first + len(logs)]] = logs
        assert self._focus is not None
        self.colouring.paint_logs(wide, reading.update, self.colour.currentText().partition(": ")[2], self._focus)

    def _put(self, what: object, make: partial[Page]) -> None:
        """Lay out another text; the same one stays as it is."""
        if what is not self._page_of and what != self._page_of:
            self._page_of = what
            self.at = self.over = None
            self.painter.show_page(make())

    # pointing

    @property
    def _focus(self) -> int | None:
        """The cell under the mouse, else the chosen one."""
        return self.at if self.over is None else self.over

    def mark(self, moment: Moment) -> None:
        """Frame the chosen cell (the cursor's step of the example), and say what is known of it."""
        count = len(self.painter.page)
        if self.live or self._page_of is not self.reading:
            self.at = moment.t if moment.t < count else None
        self.painter.point(self.at, self.over)
        self._say(self._focus)

    def _say(self, cell: int | None) -> None:
        page = self.painter.page
        if cell is None or not 0 <= cell < len(page):
            self.said.setText(tr("point at a character"))
            self.guesses.show_guesses([])
            return
        said = [f"“{visible(page.names[int(page.kind[cell])])}”", tr("character {t}").format(t=f"{cell:,}")]
        value = float(self.shown[cell]) if cell < len(self.shown) else float("nan")
        if self.colour.key != NOTHING and np.isfinite(value):
            said.append(f"{self.colouring.symbol} {signed(value) if self.painter.signed else number(value)}")
        reading = self.reading
        if reading is not None and self._page_of is reading:
            self._say_reading(reading, cell, said)
        elif self.trace is not None:
            loss = losses(self.trace)[cell]
            if np.isfinite(loss):
                said.append(tr("loss {loss} nats, p {p} of what follows").format(
                    loss=number(float(loss)), p=number(float(np.exp(-loss)))))
            self.guesses.show_guesses([])
        self.said.setText(" · ".join(said))

    def _say_reading(self, reading: ReadText, cell: int, said: list[str]) -> None:
        step = reading.step_of(cell)
        if step is None:
            said.append(tr("not in the model's vocabulary: passed over"))
            self.guesses.show_guesses([])
            return
        if self.colour.key != LOSS and np.isfinite(reading.loss[step]):
            said.append(tr("loss {loss} nats").format(loss=number(float(reading.loss[step]))))
        said += marks_of(reading, cell)
        pairs = zip(reading.likeliest[step].tolist(), reading.probabilities[step].tolist(), strict=True)
        truth = chr(int(reading.codes[reading.places[step + 1]])) if step + 1 < len(reading.places) else ""
        self.guesses.show_guesses([(chr(code), share) for code, share in pairs], truth)

    def _hover(self, cell: int | None) -> None:
        if cell == self.over:
            return
        self.over = cell
        self.painter.point(self.at, cell)
        self._refresh()

    def _pick(self, cell: int) -> None:
        self.at = cell
        if self._page_of is not self.reading:
            self.shared.axis.scrub(cell)
        self.painter.point(self.at, self.over)
        self._refresh()

    def _refresh(self) -> None:
        """Follow the character that is pointed at."""
        if self.colour.key in DEPENDS and self._focus is not None and self.trace is not None:
            if self._page_of is self.reading:
                self.rest.start()
            else:
                self._draw_flow(self.trace)
        self._say(self._focus)

    def _ask_dependence(self) -> None:
        reading, of = self.reading, DEPENDS.get(self.colour.key, "")
        step = reading.step_of(self._focus) if reading is not None and self._focus is not None else None
        if reading is None or step is None or not of or (step + 1 == len(reading.places) and of != "likeliest"):
            return
        if self.depends is not None and self.depends[:2] == (step, of):
            self.redraw()
            return
        arguments = {"reading": reading.number, "at": step, "of": of}
        self._ask("dependence", "text_dependence", arguments, partial(self._take_dependence, reading, step, of))

    # asking the engine

    def read(self) -> None:
        """Have the engine read the chosen text with the weights as they are now."""
        run = self.trace.run if self.trace is not None else 0
        self.problem = ""
        job = self._ask("text", "text", self.chosen.arguments, partial(self._take_text, run))
        self.jobs.follow(job, tr("reading the text"))

    def _ask(self, name: str, kind: str, arguments: Mapping[str, object], take: Take) -> Job:
        return self.asked.ask(
            name, kind, arguments, partial(self._done, take), partial(self._fail, name), partial(self._lose, name)
        )

    def _done(self, take: Take, result: JobResult) -> None:
        take(result)
        self.redraw()

    def _lose(self, name: str) -> None:
        if name == "text" and self.trace is not None and self.reading is None:
            self._failed_for = self.trace.run  # it was cancelled: not asked for again until a person does

    def _fail(self, name: str, problem: BadInput) -> None:
        self.problem = sentence(problem)
        if name == "text":
            self._failed_for = self.trace.run if self.trace is not None else None
            self.reading = None
        elif name == "values" and self.reading is not None:
            self.reading = None  # the engine let it go
        self.redraw()
        self.remark.setText(self.problem)

    def _take_text(self, run: int, result: JobResult) -> None:
        self.depends = None
        self._failed_for = None
        self.reading = ReadText.of(result, run)

    def _take_values(self, reading: ReadText, wanted: tuple[str, int], result: JobResult) -> None:
        while len(reading.values) >= 8:
            del reading.values[next(iter(reading.values))]
        reading.values[wanted] = result.arrays["values"]

    def _take_dependence(self, reading: ReadText, step: int, of: str, result: JobResult) -> None:
        if reading is self.reading:
            self.depends = step, of, int(result.values["first"]), result.arrays["log10"]

    def _choose_source(self, _: int) -> None:
        """Take the chosen text; a file is asked for, and the clipboard is read now."""
        if self.source.key == FILE:
            ask_file(self.widget, self.read_file)
            return
        if self.source.key == CLIPBOARD:
            self.chosen.take_clipboard()
        if not self.live:
            self.reading = None
            self.read()
        self.redraw()

    def read_file(self, path: str) -> None:
        """Read a file."""
        self.chosen.take_file(path)
        self.reading = None
        self.read()
        self.redraw()

    def _take_colour(self, quantity: str) -> None:
        self.colour.take(quantity)
        self.redraw()

    # what every view has

    def data(self) -> Mapping[str, Array]:
        """Return the text, its losses, marks and what it is coloured by."""
        reading = self.reading
        if self.trace is None or self.sentence:
            return {}
        if reading is None or self._page_of is not reading:
            return {"tokens": self.trace["tokens"], "value": self.shown}
        marks = {f"annotation/{key}": label for key, label in reading.annotations.items()}
        loss = {"loss": reading.spread(reading.loss)}
        return {"code_points": reading.codes, "value": self.shown, **loss, **marks}

    def offers(self) -> Sequence[Offer]:
        """Return what the menu offers: read again, a preset, the worst surprise."""
        return [
            Offer(title=tr("Read the text again"), act=self.read, enabled=not self.live and not self.sentence),
            Offer(title=tr("Go to the greatest loss"), act=self._surprise, enabled=self.reading is not None),
            Offer(title=tr("Open python-lstm"), act=lambda: self.shared.requests.preset_asked.emit("python-lstm")),
        ]

    def _surprise(self) -> None:
        reading = self.reading
        if reading is not None and self._page_of is reading and np.isfinite(reading.loss).any():
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

    def close(self) -> None:
        """Let go of what is shared, and of what was asked for."""
        self.rest.stop()
        self.shared.selection.colour_asked.disconnect(self._take_colour)
        self.asked.close()
        super().close()
