"""What clipping does to the gradient of each update."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from rnnviz.history import BY_PARAMETER, History
from rnnviz.trace import Array
from rnnviz.views.base import Shared
from rnnviz.views.clipping.direction import DirectionForm
from rnnviz.views.clipping.norm import NormForm
from rnnviz.views.clipping.shares import SharesForm
from rnnviz.views.clipping.words import direction, how_often, percent, what_happened
from rnnviz.views.frames.dock import HistoryDock
from rnnviz.views.plots.captions import Captions
from rnnviz.views.training.fresh_rows import FreshRows
from rnnviz.views.words.language import tr
from rnnviz.views.words.plain_label import PlainLabel

RECENT = 100
"""Updates of the share that is said beside the one of all updates."""


class Clipping(HistoryDock):
    """The gradient of each update: its length before and after clipping, its parameters, its direction."""

    at_first = True
    group = "clipping"
    key = "clipping"
    title = "Gradient clipping"
    purpose = (
        "The norm of each update's gradient over all parameters together, before and after clipping. By norm, a "
        "longer gradient is shortened to the threshold and keeps its direction. It acts on the update alone: the "
        "gradients along time are not clipped. Or: which parameters make the gradient up, and what clipping leaves of "
        "its direction."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.mode = self.add_chooser(
            "mode", tr("What is drawn of each update's gradient: its norm, its parameters' shares, or its direction"),
            [("norm", tr("norm")), ("share", tr("shares")), ("direction", tr("direction"))],
        )
        self.sentence_label = PlainLabel()
        self.sentence_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.captions = Captions(shared.palette.text)
        self.norm, self.shares, self.direction = NormForm(shared), SharesForm(shared), DirectionForm(shared)
        self.forms: dict[str, NormForm | SharesForm | DirectionForm]
        self.forms = {"norm": self.norm, "share": self.shares, "direction": self.direction}
        self.stack = QStackedLayout()
        self.column.addWidget(self.sentence_label)
        self.column.addWidget(self.captions)
        self.column.addLayout(self.stack, 1)
        for form in self.forms.values():  # only now: the first is shown at once, without a parent as a window
            self.stack.addWidget(form.widget)
            form.plot.hovered.connect(self._hover)
            form.plot.box.sigResized.connect(self._resized)
        self.blank = QWidget()
        self.stack.addWidget(self.blank)
        self.clipped = self.skipped = 0
        self.hover: float | None = None
        self._fresh = FreshRows()
        self._kept: tuple[object, ...] = ()
        shared.update_line.ghosted.connect(self.redraw)
        self.follow(History())
        self.history = None

    def close(self) -> None:
        """Let go of what is shared."""
        self.shared.update_line.ghosted.disconnect(self.redraw)
        super().close()

    @property
    def form(self) -> NormForm | SharesForm | DirectionForm:
        """What is drawn now."""
        return self.forms[self.mode.key]

    def follow(self, history: History) -> None:
        self.history = history
        if not len(history) or not all(name in history for name in ("update", "gradient_norm", "clip_coefficient")):
            self._forget()
            self.heading.setText("")
            self.say(tr("The gradient's norm appears here once training has begun: press Train or Next update."))
            return
        self.say("")
        if self._lacks(history):
            self._forget()
            self.stack.setCurrentWidget(self.blank)
            self.captions.show_captions([])
            self.sentence_label.setText(tr("This run has no such figures: only newer runs write them down."))
            return
        self.stack.setCurrentWidget(self.form.widget)
        self._read(history)
        self.form.draw()
        self._write(history)

    def _forget(self) -> None:
        """Know that no form has read anything that could be drawn or said."""
        self._fresh.forget()
        self._kept = ()

    def _lacks(self, history: History) -> bool:
        if self.form is self.shares:
            return not any(name.startswith(BY_PARAMETER) for name in history.names)
        return not all(name in history for name in self.form.needs)

    def _read(self, history: History) -> None:
        form = self.form
        kept = (self.mode.key, form.plot.stretches)
        if kept != self._kept:
            self._fresh.forget()
        anew, rows = self._fresh.read(history)
        if anew:
            self._kept, self.clipped, self.skipped = kept, 0, 0
            form.begin(history)
        coefficient = history["clip_coefficient"][rows]
        self.clipped += int((coefficient < 1).sum())
        self.skipped += int(np.isnan(coefficient).sum())
        form.extend(history, rows)
        last = float(history["update"][-1])
        if form is not self.shares:  # which draws this run alone
            last = max(last, *(ghost.last for ghost in self.shared.update_line.ghosts), 0.0)
        form.plot.fit_updates(float(history["update"][0]), last, anew=anew)

    def _write(self, history: History) -> None:
        """Say what clipping did to the update under the mouse, else to the shown one, and to how many."""
        updates = history["update"]
        row = self.shared.update_line.row_of(history, self.hover)
        self.form.plot.show_hover(float(updates[row]) if self.hover is not None else None)
        heading = {
            "norm": tr("gradient norm ‖g‖, update {update}"),
            "share": tr("shares of ‖g‖², update {update}"),
            "direction": tr("direction of g, update {update}"),
        }[self.mode.key]
        number = f"{updates[row]:,.0f}"
        self.heading.set_texts(heading.format(update=number), tr("update {update}").format(update=number))
        recent = history["clip_coefficient"][-RECENT:]
        share = self.clipped / len(history)
        self.sentence_label.setText(
            self._what(history, row)
            + how_often(share, float((recent < 1).mean()), len(recent), len(history), self.skipped)
        )
        self.captions.show_captions(self.form.write(history, row))

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        history = self.history
        if history is None or self.sentence or not self._kept:
            return {}
        if self.form is self.shares:
            return history.matching(*(name for name in history.names if name.startswith(BY_PARAMETER)))
        figures = self.direction.needs if self.form is self.direction else ("gradient_norm", "clip_threshold")
        return history.matching(*figures, "clip_coefficient")

    def _what(self, history: History, row: int) -> str:
        """Say what is drawn of one update."""
        norm, coefficient = float(history["gradient_norm"][row]), float(history["clip_coefficient"][row])
        threshold = float(history["clip_threshold"][row]) if "clip_threshold" in history else math.nan
        if self.form is self.direction:
            cosine, share = (float(history[name][row]) for name in self.direction.needs)
            return direction(coefficient, threshold, cosine, share)
        if self.form is self.shares and math.isfinite(coefficient) and norm > 0:
            name, share = self.shares.largest(history, row)
            return tr("{name} makes up {share} of ‖g‖²").format(name=name, share=percent(share))
        return what_happened(norm, coefficient, threshold)

    def _resized(self, cause: object) -> None:
        """Read the history again where another width shows more or less of it."""
        if self.history is not None and self._kept and (self.form.plot.stretches,) != self._kept[1:]:
            self.redraw()

    def _hover(self, update: float | None) -> None:
        self.hover = update
        if self.history is not None and self._kept[:1] == (self.mode.key,):
            self._write(self.history)
