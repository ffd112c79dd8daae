"""How the model learns: loss by update, and under it one of the task's scores."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from rnnviz.history import History, is_score
from rnnviz.trace import Array
from rnnviz.views.base import Shared
from rnnviz.views.controls.chooser import Chooser, Entry
from rnnviz.views.controls.pin_button import PinButton
from rnnviz.views.frames.dock import HistoryDock
from rnnviz.views.offer import Offer
from rnnviz.views.training.fresh_rows import FreshRows
from rnnviz.views.training.learning_curve import VALIDATION, LearningCurve
from rnnviz.views.words.language import tr

NONE = "none"
SHARES = ("accuracy", "recalled")
SHARE_RANGE = (-0.03, 1.03)
"""Range of scores that are shares: 0 to 1, with room for the line."""


class Training(HistoryDock):
    """Loss and scores of the batches with their running means, and of held-out data."""

    at_first = True
    group = "training"
    key = "training"
    title = "Training"
    purpose = (
        "How the model learns: the loss of each update's batch and its running mean, the loss on held-out data, and "
        "under them a score in the same way. Held-out data that do worse than the batches mean learning by heart."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.pin = PinButton(shared.update_line)
        self.bar.addWidget(self.pin)
        self.log = self.add_toggle("log", tr("log"), tr("Draw loss and perplexity on a logarithmic axis"))
        self.loss = LearningCurve(shared, named=True)
        self.score = LearningCurve(shared, named=False)
        self.chooser = Chooser("view.training.score", tr("What is drawn under the loss"))
        self.chooser.chosen.connect(self._choose)
        self.chooser.setSizeAdjustPolicy(Chooser.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setMinimumContentsLength(8)
        self.choosers["score"] = self.chooser
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.chooser, 0, Qt.AlignmentFlag.AlignLeft)  # also where nothing stands beside it
        row.addWidget(self.score.captions, 1)
        self.column.addWidget(self.loss.captions)
        self.column.addWidget(self.loss.plot, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.score.plot, 1)
        self.hover: float | None = None
        self._wanted = ""
        self._fresh = FreshRows()
        self._kept = ("", 0)
        for plot in (self.loss.plot, self.score.plot):
            plot.hovered.connect(self._hover)
        self.loss.plot.box.sigResized.connect(self._resized)
        shared.update_line.placed.connect(self._placed)
        shared.update_line.ghosted.connect(self.redraw)
        self.say(tr("The loss of every update appears here once training has begun: press Train or Next update."))

    def state(self) -> dict[str, str]:
        """Return what a person chose."""
        return super().state() | {"score": self._wanted}

    def restore(self, state: Mapping[str, str]) -> None:
        """Choose what another view of this kind had chosen, once the history offers it."""
        self._wanted = state.get("score", "")
        super().restore(state)

    def _choose(self, score: str) -> None:
        self._wanted = score
        self.redraw()

    def follow(self, history: History) -> None:
        self.history = history
        if not len(history) or "update" not in history:
            self._fresh.forget()
            self.pin.follow(can=False)
            self.heading.setText("")
            self.say(tr("The loss of every update appears here once training has begun: press Train or Next update."))
            return
        self.say("")
        self.pin.follow(can=True)
        entries = _entries(history)
        self.chooser.set_entries(entries)
        self.chooser.take(self._wanted or entries[0][0])
        score = "" if self.chooser.key == NONE else self.chooser.key
        self._read(history, score)
        log = self.log.isChecked()
        self.loss.draw(log=log)
        if score:
            self.score.draw(log=log and score == "perplexity", fixed=SHARE_RANGE if score in SHARES else None)
        self._write(history)

    def _read(self, history: History, score: str) -> None:
        most = self.loss.plot.stretches
        if (score, most) != self._kept:
            self._fresh.forget()
        anew, rows = self._fresh.read(history)
        if anew:
            self._kept = score, most
            self.loss.begin("loss", most)
            self.score.begin(score, most)
            self.score.plot.setVisible(bool(score))
            self.score.captions.setVisible(bool(score))
            self.loss.plot.show_updates(not score)
        ghosts = self.shared.update_line.ghosts
        for drawn in (self.loss, self.score):
            drawn.extend(history, rows)
            drawn.ghosts.take(ghosts, drawn.name, most)
        last = max(float(history["update"][-1]), self.loss.ghosts.last)
        for drawn in (self.loss, self.score):
            drawn.plot.fit_updates(float(history["update"][0]), last, anew=anew)

    def _write(self, history: History) -> None:
        """Say the figures of the update under the mouse, else of the past one that is shown, else of the newest."""
        updates = history["update"]
        row = self.shared.update_line.row_of(history, self.hover)
        words = tr("loss in nats, update {update}") if _in_nats(history) else tr("mean squared error, update {update}")
        said = {"update": f"{updates[row]:,.0f}" if math.isfinite(updates[row]) else "?"}
        self.heading.set_texts(words.format(**said), tr("loss, update {update}").format(**said))
        at = float(updates[row]) if self.hover is not None else None
        for drawn in (self.loss, self.score):
            drawn.plot.show_hover(at)
            drawn.write(history, row)

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        if self.history is None or self.sentence:
            return {}
        score = "" if self.chooser.key == NONE else self.chooser.key
        return self.history.matching("loss", VALIDATION + "loss", score, VALIDATION + score)

    def _resized(self, cause: object) -> None:
        """Read the history again where another width shows more or less of it."""
        if self.history is not None and len(self.history) and self.loss.plot.stretches != self._kept[1]:
            self.redraw()

    def _placed(self, _: object) -> None:
        if self.history is not None and len(self.history) and not self.sentence:
            self._write(self.history)

    def offers(self) -> Sequence[Offer]:
        """Return what can be pinned, and what is pinned and can be let go."""
        return self.pin.offers()

    def close(self) -> None:
        """Let go of what is shared."""
        self.pin.close_line()
        self.shared.update_line.placed.disconnect(self._placed)
        self.shared.update_line.ghosted.disconnect(self.redraw)
        super().close()

    def _hover(self, update: float | None) -> None:
        self.hover = update
        if self.history is not None and len(self.history) and not self.sentence:
            self._write(self.history)


def _in_nats(history: History) -> bool:
    """Tell whether the loss is a cross-entropy: only then is there a perplexity."""
    return "perplexity" in history


def _entries(history: History) -> list[Entry]:
    scores = [name for name in history.names if is_score(name) and not name.startswith(VALIDATION)]
    scores.sort(key=lambda name: name != "accuracy")
    named = [(name, score_name(name)) for name in scores]
    if "learning_rate" in history:
        named.append(("learning_rate", tr("learning rate")))
    return [*named, (NONE, tr("loss alone"))] if scores else [(NONE, tr("loss alone")), *named]


def score_name(column: str) -> str:
    """Return the words for a column of scores, with its unit."""
    match column:
        case "accuracy":
            return tr("accuracy")
        case "perplexity":
            return tr("perplexity")
        case "recalled":
            return tr("recalled")
        case "skill":
            return tr("skill")
        case "exact":
            return tr("exact match")
        case "exact_longest":
            return tr("exact match, longest third")
        case "aligned":
            return tr("on the true alignment")
        case "diagonal":
            return tr("a diagonal guess")
        case _:
            return column.replace("_", " ")
