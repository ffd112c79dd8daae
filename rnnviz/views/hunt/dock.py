"""The unit hunt: every unit of every layer scored against what stands where, ranked, and put to the test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from rnnviz.annotations import ANNOTATIONS
from rnnviz.errors import BadInput
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.asked import Asked, Take
from rnnviz.views.base import Shared
from rnnviz.views.controls.job_bar import JobBar
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.frames.dock import Dock
from rnnviz.views.hunt.scored import Row, Scored, lesion_words, verdict
from rnnviz.views.hunt.table import HuntTable
from rnnviz.views.jobs import Job, JobResult
from rnnviz.views.offer import Offer
from rnnviz.views.scopes import layer_of
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import sentence, tr
from rnnviz.views.words.plain_label import PlainLabel

PRESET = "python-lstm"
EVERY = "every"
SCORES = "scores"
"""Name of what is asked for: a hunt or a lesion, one at a time."""
MOST = 100
"""Units that are listed for one label."""


class UnitHunt(Dock):
    """A table of units, by how well each tells one label; a click chooses the unit everywhere."""

    key = "hunt"
    title = "Unit hunt"
    purpose = (
        "Which single unit tells what: each scored on held-out text against labels such as “inside quotes”, beside the "
        "same labels shifted round. A click colours the text by the unit; a lesion shows whether it is missed there."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.quantity = self.add_chooser("quantity", tr("What of each unit is scored: its state or a gate"))
        self.label = self.add_chooser("label", tr("The label that units are ranked by"), [(EVERY, tr("each label"))])
        self.to = self.add_chooser(
            "to", tr("What a lesion holds the unit at: its mean over the text, which tells nothing of the step, or 0"),
            [("mean", tr("lesion: mean")), ("zero", tr("lesion: 0"))],
        )
        self._scores = tr("Score every unit with the weights as they are now")
        self.go = self.add_button("go", tr("Hunt"), self._scores)
        self.go.clicked.connect(self.hunt)
        self._silences = tr("Silence the chosen row's unit: is it missed there?")
        self.confirm = self.add_button("confirm", tr("Lesion"), self._silences)
        self.confirm.clicked.connect(self.lesion)
        self.table = HuntTable(shared.palette, "view.hunt.table")
        self.table.chosen.connect(self._choose)
        self.verdict, self.tested = self._line(), self._line()
        self.jobs = JobBar("view.hunt.job")
        second = QHBoxLayout()  # a narrow dock has room for two controls in a line
        second.setSpacing(6)
        for control in (self.label, self.to, self.confirm):
            self.bar.removeWidget(control)
            second.addWidget(control)
        second.addStretch(1)
        self.column.addLayout(second)
        self.column.addWidget(self.verdict)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.tested)
        self.scored: Scored | None = None
        self.row: Row | None = None
        self.lesions: dict[tuple[str, str, int, str], Mapping[str, Any]] = {}
        self._unfit = ""
        self.problem = ""
        self._drawn: tuple[object, ...] = ()
        self._run = -1
        self.asked = Asked(shared.jobs)
        layout = self.widget.layout()
        assert layout is not None
        layout.addWidget(self.jobs)  # seen with or without a table

    def _line(self) -> PlainLabel:
        label = PlainLabel()
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        return label

    def draw(self, trace: Trace) -> None:
        targets = trace.get("targets")
        real = targets is not None and targets.dtype.kind == "f"
        layer = layer_of(trace, self.shared.selection.scope)
        cell = trace.cells[layer[0]] if layer else None
        quantities = (*cell.states, *cell.gates) if cell else ()
        tokens = trace.get("tokens")
        texts = [] if tokens is None else tokens.tolist()
        words = any(len(text) > 1 for text in texts)
        drawn = words and not any(letter.isalnum() for text in texts for letter in text)
        real = real or drawn  # the rows of a picture, drawn as letters
        self.quantity.set_entries([(q.name, f"{q.symbol}, {tr(q.label)}") for q in quantities])
        if trace.run != self._run:
            self._leave(trace.run)
        barren = real or words or bool(self.problem) or not quantities
        self._unfit = self._why_empty(real, words) if real or words else ""
        self.go.setVisible(not barren)
        self.confirm.setVisible(self.scored is not None)
        if self.scored is None:
            self._drawn = ()
            self.heading.setText(tr("unit hunt"))
            self.say(self._why_empty(real, words), PRESET if barren else "")
            self.quantity.setEnabled(not real and not words)
            return
        self.say("")
        self._draw_scored(trace, self.scored)

    def _leave(self, run: int) -> None:
        """Forget what was found in another run's model, and what was said of it."""
        self._run, self.problem = run, ""
        self.asked.cancel(SCORES)
        withhold(self.go, "", self._scores)
        if self.scored is not None and self.scored.run != run:
            self.scored, self.row = None, None
            self.lesions.clear()

    def _why_empty(self, real: bool, words: bool) -> str:
        if real:
            return tr("This task reads numbers, no text: a character model such as python-lstm can be hunted in.")
        if words:
            return tr(
                "This task reads whole words, no text of characters: a character model such as python-lstm can be "
                "hunted in."
            )
        if self.problem:
            return self.problem
        return tr(
            "Press Hunt: every unit of every layer is scored against quotes, brackets, columns, indentation and words "
            "of the text that the task holds out. The longer the model has learnt, the more there is to find."
        )

    def _draw_scored(self, trace: Trace, scored: Scored) -> None:
        entries = [(EVERY, tr("each label")), *((key, tr(ANNOTATIONS[key].title)) for key in scored.labels)]
        self.label.set_entries(entries)
        after = tr("at update {update}").format(update=f"{scored.update:,}")
        words = tr("{count} units over {characters} characters, {after}").format(
            count=scored.units, characters=f"{scored.values['characters']:,}", after=after
        )
        if trace.update != scored.update:
            words += tr("; the model has learnt on since")
        self.heading.set_texts(words, after)
        ratios = self._ratios()
        if self._drawn != (scored, self.label.key):
            self._drawn = (scored, self.label.key)
            every = self.label.key == EVERY
            rows = scored.best() if every else scored.ranked(self.label.key, MOST)
            self.table.units.show(rows, ratios)
            self.table.setColumnHidden(0, not every)
            self.table.fit()
            if self.row not in rows:
                first = max(rows, key=lambda row: (row.tells, row.told), default=None)
                self.row = first if every or not rows else rows[0]
            if self.row is not None:
                self.table.selectRow(rows.index(self.row))
        elif ratios != self.table.units.ratios:
            self.table.units.note(ratios)
        self._say_row(scored)

    def _ratios(self) -> dict[tuple[str, str, int], str]:
        found = {}
        for (label, scope, unit, to), lesion in self.lesions.items():
            if to == self.to.key:
                rises = float(lesion["there"]) > 0
                ratio = float(lesion["ratio"])
                words = f"× {number(ratio, 2)}" if ratio >= 0 else tr("there alone") if rises else tr("none")
                found[label, scope, unit] = words
        return found

    def _say_row(self, scored: Scored) -> None:
        row = self.row
        why = "" if row is not None else no_row()
        withhold(self.confirm, tr("A hunt is under way.") if SCORES in self.asked else why, self._silences)
        self.verdict.setText(verdict(row, scored.units) if row is not None else "")
        lesion = self.lesions.get((row.label, row.scope, row.unit, self.to.key)) if row is not None else None
        if self.problem:
            self.tested.setText(self.problem)
        elif row is not None and lesion is not None:
            self.tested.setText(lesion_words(row, lesion))
        else:
            self.tested.setText(tr("A unit that tells something need not be used for it: Lesion silences it."))

    def mark(self, moment: Moment) -> None:
        """Mark nothing: no number here depends on the moment."""

    def _choose(self, row: Row) -> None:
        """Choose a row's unit in every view, and have the text coloured by it."""
        self.row = row
        if row in self.table.units.rows:
            self.table.selectRow(self.table.units.rows.index(row))
        if self.scored is not None:
            self.shared.selection.choose(scope=row.scope, unit=row.unit)
            self.shared.selection.ask_colour(self.scored.quantity)
            self._say_row(self.scored)

    # asking the engine

    def hunt(self) -> None:
        """Have every unit scored."""
        self.problem = ""
        self.resume(self.shared.jobs.ask("hunt", {"source": "held_out", "quantity": self.quantity.key or "hidden"}))

    def lesion(self) -> None:
        """Have the chosen row's unit silenced."""
        row, scored = self.row, self.scored
        if row is None or scored is None:
            return
        arguments = {
            "reading": scored.values["reading"], "array": f"{row.scope}.{scored.quantity}", "unit": row.unit,
            "label": row.label, "to": self.to.key,
        }
        self.problem = ""
        self.resume(self.shared.jobs.ask("lesion", arguments))

    def resume(self, job: Job) -> None:
        """Wait for a hunt or a lesion, which may have been asked for by the view before this one."""
        take: Take = partial(self._take_hunt, self._run)
        words = tr("hunting")
        if job.kind == "lesion" and self.scored is not None:
            said = job.arguments
            key = (str(said["label"]), str(said["array"]).rpartition(".")[0], int(said["unit"]), str(said["to"]))
            take, words = partial(self._take_lesion, self.scored, key), tr("silencing the unit")
        self.asked.wait(SCORES, job, partial(self._done, take), self._fail, self._end)
        self.jobs.follow(job, words)
        for button in (self.go, self.confirm):
            withhold(button, tr("A hunt is under way."))

    def _end(self) -> None:
        withhold(self.go, "", self._scores)
        self.redraw()

    def _done(self, take: Take, result: JobResult) -> None:
        take(result)
        self._end()

    def _fail(self, problem: BadInput) -> None:
        self.problem = sentence(problem)
        self._end()

    def _take_hunt(self, run: int, result: JobResult) -> None:
        self.scored, self.row = Scored.of(result, run), None
        self.lesions.clear()

    def _take_lesion(self, scored: Scored, key: tuple[str, str, int, str], result: JobResult) -> None:
        if scored is self.scored:
            self.lesions[key] = result.values

    # what every view has

    def findings(self) -> tuple[object, ...] | None:
        """Return what was found, or is looked for, and in which run."""
        if self.scored is None and SCORES not in self.asked:
            return None
        return self._run, self.scored, self.row, dict(self.lesions)

    def take_findings(self, findings: object) -> None:
        """Have what was found for another view."""
        assert isinstance(findings, tuple)
        self._run, self.scored, self.row, self.lesions = findings

    def hand_over(self) -> Sequence[Job]:
        """Give up the hunt or lesion that is under way."""
        return self.asked.hand_over(SCORES)

    def data(self) -> Mapping[str, Array]:
        """Return the scores of all units against all labels."""
        if self.scored is None:
            return {}
        return {**self.scored.arrays, "labels": np.array(self.scored.labels)}

    def offers(self) -> Sequence[Offer]:
        """Return what the menu offers."""
        why = tr("The model has yet to read.") if self.trace is None else self._unfit
        if SCORES in self.asked:
            why = tr("A hunt is under way.")
        return [
            Offer(title=tr("Hunt with the weights as they are now"), act=self.hunt, why=why),
            Offer(
                title=tr("Silence the chosen unit"), act=self.lesion,
                why=why or ("" if self.row is not None else no_row()),
            ),
            self.preset_offer(PRESET),
        ]

    def close(self) -> None:
        """Let go of what is shared, and of what was asked for."""
        self.asked.close()
        super().close()


def no_row() -> str:
    """Return why no unit can be silenced."""
    return tr("No unit is chosen: hunt, then click one of the rows.")
