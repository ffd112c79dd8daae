"""The text view: what a unit, a gate, the loss or a gradient says at every character of a long text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QPushButton

from rnnviz.annotations import ANNOTATIONS
from rnnviz.errors import BadInput
from rnnviz.measures import largest
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.colour_bar import shares
from rnnviz.views.dock import Dock
from rnnviz.views.elided import ElidedLabel
from rnnviz.views.figures import lowered, number, power, signed
from rnnviz.views.gate import plain, visible
from rnnviz.views.heat_map import BROKEN, indices
from rnnviz.views.job_bar import JobBar
from rnnviz.views.jobs import Job, JobResult
from rnnviz.views.language import sentence, tr
from rnnviz.views.offer import Offer
from rnnviz.views.scopes import fixed_limit, laid, layer_of, scope_at, units
from rnnviz.views.text.content import Floats, ReadText, flow_row, losses
from rnnviz.views.text.guesses import Guesses
from rnnviz.views.text.page import Page
from rnnviz.views.text.painter import TextPainter

HELD_OUT, EXAMPLE, CLIPBOARD, FILE = "held_out", "example", "clipboard", "file"
LOSS, NOTHING = "loss", "nothing"
DEPENDS = {"depends_target": "target", "depends_loss": "loss", "depends_likeliest": "likeliest"}
STRIPS = ("quotes", "depth", "column", "indentation", "word_start")
"""The annotations that have a row under the text, from the top."""
LONGEST_FLOW = 1000
"""Steps of an example up to which the loss-by-time matrix is asked for."""
DECADES = 4.0
"""Of the ramp that a dependence is drawn on."""
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
        sources = [
            (HELD_OUT, tr("held-out text")), (EXAMPLE, tr("the example")), (CLIPBOARD, tr("the clipboard")),
            (FILE, tr("a file…")),
        ]
        self.source = self.add_chooser("source", tr("Which text is read"), sources)
        self.source.activated.connect(self._choose_source)
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
        self.guesses = Guesses(shared.palette)
        self.said = ElidedLabel(tr("The character under the mouse, else the chosen one"), fills=True)
        self.remark = ElidedLabel(tr("What is shown of the text, and what the model does not know"), fills=True)
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
        self.shown: Floats = np.zeros(0, np.float32)
        """What the cells are coloured by, one number each."""
        self._path = ""
        self._clip = ""
        self._asked: dict[str, Job] = {}
        self._page_of: object = None
        self._failed_for: int | None = None
        self._colour_wanted = ""
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
        return self.source.key == EXAMPLE

    # drawing

    def draw(self, trace: Trace) -> None:
        self._offer(trace)
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
        if self._failed_for != trace.run and "text" not in self._asked:
            self.read()
        return True

    def _offer(self, trace: Trace) -> None:
        layer = layer_of(trace, self.shared.selection.scope)
        cell = trace.cells[layer[0]] if layer else None
        quantities = (*cell.states, *cell.gates) if cell else ()
        words = tr("unit: {symbol}, {label}")
        outputs = [
            ("depends_target", tr("depends on: output of what follows")),
            ("depends_likeliest", tr("depends on: likeliest output")),
        ]
        self.colour.set_entries(
            [
                *((q.name, words.format(symbol=q.symbol, label=tr(q.label))) for q in quantities),
                (LOSS, tr("loss")),
                ("depends_loss", tr("depends on: loss")),
                *([] if self.live else outputs),
                (NOTHING, tr("nothing")),
            ]
        )
        self.colour.take(self._colour_wanted)
        self._colour_wanted = ""

    def _draw_example(self, trace: Trace) -> None:
        texts = [str(token) for token in trace["tokens"].tolist()]
        words = any(len(text) > 1 for text in texts)
        self._put(tuple(texts), partial(Page, texts, words=words))
        self.painter.annotate([])
        held = self.problem if not self.live else ""
        self.remark.setText(held or tr("the example of the tracks: a click moves the cursor there"))
        values: Floats | None = None
        signed_, limit, fixed = False, 1.0, False
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
                signed_, limit, fixed = self._range(trace, name, values)
        self._colour(values, limit, signed_=signed_, fixed=fixed, update=trace.update)

    def _draw_flow(self, trace: Trace) -> None:
        """Colour the example by what the step under the mouse, else the chosen one, else the cursor's depended on."""
        t = self._focus if self._focus is not None else self.moment.t
        scope = scope_at(trace, layer_of(trace, self.shared.selection.scope), t)
        row = flow_row(trace, scope, t)
        if row is None:
            self._colour(None, 1.0, signed_=False, fixed=False, update=trace.update)
            return
        with np.errstate(divide="ignore"):
            self._colour_logs(np.log10(row), trace.update, tr("loss of the next"), t)

    def _draw_reading(self, trace: Trace) -> None:
        reading = self.reading
        assert reading is not None
        self._put(reading, partial(Page, reading.codes))
        self.again.setVisible(trace.update != reading.update and "text" not in self._asked)
        name = self.colour.key
        self.painter.annotate([_mark(reading.annotations[key], key) for key in STRIPS] if self.rows.isChecked() else [])
        self._remark(reading)
        if name == LOSS:
            known = reading.loss[np.isfinite(reading.loss)]
            limit = float(np.quantile(known, 0.98)) if len(known) else 1.0
            self._colour(reading.spread(reading.loss), limit, signed_=False, fixed=False, update=reading.update)
        elif name in DEPENDS:
            self._draw_dependence(reading)
        elif name == NOTHING:
            self._colour(None, 1.0, signed_=False, fixed=False, update=reading.update)
        else:
            self._draw_unit(trace, reading, name)

    def _draw_unit(self, trace: Trace, reading: ReadText, name: str) -> None:
        scope = self.shared.selection.scope
        wanted = f"{scope}.{name}", self.shared.selection.unit
        values = reading.values.get(wanted)
        if values is None:
            self._ask("values", "text_values", {"reading": reading.number, "array": wanted[0], "unit": wanted[1]},
                      partial(self._take_values, reading, wanted), "")
            if len(self.shown) != len(reading.codes):
                self._colour(None, 1.0, signed_=False, fixed=False, update=reading.update)
            return
        signed_, limit, fixed = self._range(trace, name, values)
        self._colour(reading.spread(values), limit, signed_=signed_, fixed=fixed, update=reading.update)

    def _draw_dependence(self, reading: ReadText) -> None:
        step = reading.step_of(self._focus) if self._focus is not None else None
        if self.depends is None or step is None or self.depends[:2] != (step, DEPENDS[self.colour.key]):
            self._colour(None, 1.0, signed_=False, fixed=False, update=reading.update)
            self.heading.setText(tr("point at a character: what did it depend on?"))
            return
        first, logs = self.depends[2:]
        wide = np.full(len(reading.codes), -np.inf)
        wide[reading.places[first : first + len(logs)]] = logs
        assert self._focus is not None
        self._colour_logs(wide, reading.update, self.colour.currentText().partition(": ")[2], self._focus)

    def _range(self, trace: Trace, name: str, values: Floats) -> tuple[bool, float, bool]:
        """Return (signed, limit, whether it is fixed) of a quantity's colours."""
        layer = layer_of(trace, self.shared.selection.scope)
        fixed = fixed_limit(trace, layer, name)
        low = trace.cells[layer[0]].quantity(name).low if layer else -1.0
        known = np.abs(values[np.isfinite(values)])
        fitted = float(np.quantile(known, 0.99)) if len(known) else 1.0
        return low < 0, fixed or max(fitted, 1e-12), fixed is not None

    def _colour(self, values: Floats | None, limit: float, *, signed_: bool, fixed: bool, update: int) -> None:
        count = len(self.painter.page)
        self.shown = np.full(count, np.nan, np.float32) if values is None else values
        if values is None or not count:
            self.painter.colour(np.full(count, 127, np.uint8), signed=True)
            self.heading.setText(tr("text"))
            return
        self.painter.colour(indices(values[:, None], limit, signed=signed_)[:, 0], signed=signed_)
        words = tr("{what}, −{limit} blue · 0 paper · +{limit} orange") if signed_ else tr(
            "{what}, 0 paper · {limit} blue"
        )
        what = self._what()
        said = words.format(what=what, limit=number(limit, 2))
        said += " " + (tr("(fixed)") if fixed else tr("(fitted)"))
        after = tr("after {update} updates").format(update=f"{update:,}")
        self.heading.set_texts(f"{said}, {after}", f"{what}, {after}", what)

    def _what(self) -> str:
        """Return what the cells are coloured by, in words."""
        if self.colour.key == LOSS:
            return tr("loss of what follows, in nats")
        words = tr("{symbol} of unit {unit} of {layer}")
        symbol = self.colour.currentText().partition(": ")[2].partition(",")[0]
        return words.format(symbol=symbol, unit=self.shared.selection.unit, layer=self.shared.selection.scope)

    def _colour_logs(self, logs: Array, update: int, of: str, cell: int) -> None:
        """Colour by a dependence: four powers of ten from the strongest down; the paper is exactly none."""
        finite = logs[np.isfinite(logs)]
        top = float(finite.max()) if len(finite) else 0.0
        found = shares(logs, top - DECADES, top)
        index = np.rint(np.nan_to_num(found, nan=1.0) * (BROKEN - 1)).astype(np.uint8)
        self.painter.colour(index, signed=False)
        with np.errstate(over="ignore"):
            self.shown = np.power(10.0, logs).astype(np.float32)
        text = visible(self.painter.page.names[int(self.painter.page.kind[cell])])
        words = tr("what “{text}” depended on ({of}): faint {low} · full {high}, after {update} updates")
        self.heading.set_texts(
            words.format(text=text, of=of, low=power(top - DECADES), high=power(top), update=f"{update:,}"),
            tr("what “{text}” depended on").format(text=text),
        )

    def _put(self, what: object, make: partial[Page]) -> None:
        """Lay out another text; the same one stays as it is."""
        if what is not self._page_of and what != self._page_of:
            self._page_of = what
            self.at = self.over = None
            self.painter.show_page(make())

    def _remark(self, reading: ReadText) -> None:
        said = []
        total, count = int(reading.facts["total"]), len(reading.codes)
        if total > count:
            said.append(tr("the first {count} of {total} characters").format(count=f"{count:,}", total=f"{total:,}"))
        else:
            said.append(tr("{count} characters").format(count=f"{count:,}"))
        if reading.facts["unknown_count"]:
            some = " ".join(f"“{visible(str(c))}” ×{times}" for c, times in reading.facts["unknown"][:6])
            words = tr("passed over, for the model does not know them: {some} ({kinds} kinds)")
            said.append(words.format(some=some, kinds=reading.facts["unknown_kinds"]))
        finite = reading.loss[np.isfinite(reading.loss)]
        if len(finite):
            said.append(tr("mean loss {loss} nats").format(loss=number(float(finite.mean(dtype=np.float64)))))
        self.remark.setText(" · ".join(said))

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
            said.append(f"{self._symbol()} {signed(value) if self.painter.signed else number(value)}")
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
        for key in STRIPS:
            label = int(reading.annotations[key][cell])
            if label and ANNOTATIONS[key].binary:
                said.append(tr(ANNOTATIONS[key].title))
            elif label:
                said.append(f"{tr(ANNOTATIONS[key].title)} {label}")
        pairs = zip(reading.likeliest[step].tolist(), reading.probabilities[step].tolist(), strict=True)
        truth = chr(int(reading.codes[reading.places[step + 1]])) if step + 1 < len(reading.places) else ""
        self.guesses.show_guesses([(chr(code), share) for code, share in pairs], truth)

    def _symbol(self) -> str:
        if self.colour.key == LOSS:
            return tr("loss")
        if self.colour.key in DEPENDS:
            return tr("dependence")
        symbol = self.colour.currentText().partition(": ")[2].partition(",")[0]
        return f"{symbol}{lowered(self.shared.selection.unit)}"

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
        if self._asked.get("dependence"):
            self._asked["dependence"].cancel()
        arguments = {"reading": reading.number, "at": step, "of": of}
        self._ask("dependence", "text_dependence", arguments, partial(self._take_dependence, reading, step, of), "")

    # asking the engine

    def read(self) -> None:
        """Have the engine read the chosen text with the weights as they are now."""
        if self._asked.get("text"):
            self._asked["text"].cancel()
        arguments: dict[str, object] = {"source": self.source.key}
        if self.source.key == CLIPBOARD:
            arguments = {"source": "text", "text": self._clip}
        elif self.source.key == FILE:
            arguments["path"] = self._path
        run = self.trace.run if self.trace is not None else 0
        self.problem = ""
        self._ask("text", "text", arguments, partial(self._take_text, run), tr("reading the text"))

    def _ask(self, name: str, kind: str, arguments: Mapping[str, object], take: partial[None], words: str) -> None:
        if name in self._asked:
            if dict(arguments) == self._asked[name].arguments:
                return
            self._asked[name].cancel()
        job = self._asked[name] = self.shared.jobs.ask(kind, arguments)
        job.finished.connect(partial(self._done, name, job, take))
        job.failed.connect(partial(self._fail, name, job))
        job.ended.connect(partial(self._forget, name, job))
        if words:
            self.jobs.follow(job, words)

    def _forget(self, name: str, job: Job, _: object = None) -> None:
        if self._asked.get(name) is job:
            del self._asked[name]
        if name == "text" and self.trace is not None and self.reading is None:
            self._failed_for = self.trace.run  # it was cancelled: not asked for again until a person does

    def _done(self, name: str, job: Job, take: partial[None], result: JobResult) -> None:
        if self._asked.get(name) is job:
            del self._asked[name]
            take(result)
            self.redraw()

    def _fail(self, name: str, job: Job, problem: BadInput) -> None:
        self._forget(name, job)
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
            dialog = QFileDialog(self.widget, tr("Read a text"))
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.fileSelected.connect(self.read_file)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
            return
        if self.source.key == CLIPBOARD:
            self._clip = QApplication.clipboard().text()
        if not self.live:
            self.reading = None
            self.read()
        self.redraw()

    def read_file(self, path: str) -> None:
        """Read a file."""
        self._path = path
        self.source.take(FILE)
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
        self._colour_wanted = kept.get("colour", "")
        super().restore(kept)

    def close(self) -> None:
        """Let go of what is shared, and of what was asked for."""
        self.rest.stop()
        self.shared.selection.colour_asked.disconnect(self._take_colour)
        for job in list(self._asked.values()):
            job.cancel()
        super().close()


def _mark(label: Array, key: str) -> npt.NDArray[np.uint8]:
    """Return the colour index of an annotation: full where it is so, or its share of the largest."""
    most = 1 if ANNOTATIONS[key].binary else max(int(label.max(initial=1)), 1)
    if key == "column":
        most = min(most, 100)
    found: npt.NDArray[np.uint8] = np.rint(np.minimum(label / most, 1.0) * (BROKEN - 1)).astype(np.uint8)
    return found
