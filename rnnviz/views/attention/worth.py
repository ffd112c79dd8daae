"""What each head is worth: how the loss on held-out examples rises with the head silenced, asked for and listed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from rnnviz.errors import BadInput
from rnnviz.views.asked import Asked
from rnnviz.views.base import Shared
from rnnviz.views.controls.job_bar import JobBar
from rnnviz.views.jobs import Job, JobResult
from rnnviz.views.palette import Palette
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import sentence, tr
from rnnviz.views.words.plain_label import PlainLabel

Head = tuple[str, int]
"""(scope, number)."""
ROW = 1.5
"""Height of a line, of the text's."""


class WorthSheet(QWidget):
    """A line for each head: by how much the loss rises without it, as a bar and a number."""

    picked = Signal(object)
    """Head that was clicked."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.colours = palette
        self.heads: tuple[Head, ...] = ()
        self.rises: npt.NDArray[np.float64] = np.empty(0)
        self.chosen: Head | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 60)

    def draw(self, heads: Sequence[Head], rises: npt.NDArray[np.float64]) -> None:
        """Show other heads and what the loss gains without each."""
        self.heads, self.rises = tuple(heads), rises
        self.setAccessibleName("\n".join(f"{self.named(head)}: {number(float(rise))}" for head, rise in zip(
            heads, rises, strict=True
        )))  # fmt: skip
        self.update()

    @staticmethod
    def named(head: Head) -> str:
        """Return a head's name."""
        scope, place = head
        return tr("attention") if scope == "decoder" else f"{scope} · " + tr("head {n}").format(n=place + 1)

    def _pitch(self) -> float:
        """Return the height of a line: so that all fit, where they can be read."""
        high = QFontMetricsF(self.font()).height()
        return max(min(ROW * high, self.height() / max(len(self.heads), 1)), 4.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y() / self._pitch())
        if event.button() == Qt.MouseButton.LeftButton and place < len(self.heads):
            self.picked.emit(self.heads[place])
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            pitch, metrics = self._pitch(), QFontMetricsF(self.font())
            names = [self.named(head) for head in self.heads]
            figures = [f"{'+' if rise >= 0 else ''}{number(float(rise))}" for rise in self.rises]
            left = max((metrics.horizontalAdvance(name) for name in names), default=0.0) + 10
            right = self.width() - max((metrics.horizontalAdvance(text) for text in figures), default=0.0) - 8
            finite = np.abs(self.rises[np.isfinite(self.rises)])
            largest = float(finite.max(initial=0.0)) or 1.0
            lowest = float(min(self.rises.min(initial=0.0), 0.0)) if len(finite) == len(self.rises) else 0.0
            zero = left + (right - left) * (-lowest / (largest - lowest))
            font = self.font()
            if pitch < metrics.height():
                font.setPixelSize(max(round(0.8 * pitch), 6))
            painter.setFont(font)
            for n, (name, figure, rise) in enumerate(zip(names, figures, self.rises.tolist(), strict=True)):
                line = QRectF(0, n * pitch, self.width(), pitch)
                if math.isfinite(rise):
                    end = zero + (right - left) * rise / (largest - lowest)
                    colour = QColor(self.colours.high if rise > 0 else self.colours.low)
                    colour.setAlphaF(0.55)
                    bar = QRectF(QPointF(min(zero, end), line.top() + 0.15 * pitch), QPointF(max(zero, end, zero + 1),
                                 line.bottom() - 0.15 * pitch))  # fmt: skip
                    painter.fillRect(bar, colour)
                here = self.heads[n] == self.chosen
                painter.setPen(QColor(self.colours.cursor if here else self.colours.text))
                middle = Qt.AlignmentFlag.AlignVCenter
                painter.drawText(line, int(middle | Qt.AlignmentFlag.AlignLeft), name)
                painter.drawText(line, int(middle | Qt.AlignmentFlag.AlignRight), figure)


class HeadWorth(QWidget):
    """The list with the sentence above it and the job below it; asked for when it is first seen."""

    picked = Signal(object)
    """Head that was clicked."""

    def __init__(self, shared: Shared) -> None:
        super().__init__()
        self.said = PlainLabel()
        self.said.setProperty("quiet", True)
        self.sheet = WorthSheet(shared.palette)
        self.sheet.picked.connect(self.picked)
        self.job_bar = JobBar("view.attention.job")
        self.found: JobResult | None = None
        self.run = -1
        self.unit = ""
        self._jobs = shared.jobs
        self.asked = Asked(shared.jobs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.said)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.job_bar)

    @property
    def heads(self) -> tuple[Head, ...]:
        """The heads that are listed."""
        return () if self.found is None else tuple((str(s), int(n)) for s, n in self.found.values["heads"])

    def show_of(self, run: int, update: int, head: Head | None, unit: str) -> None:
        """Show what is known of a run, its losses in some unit; ask for it where nothing is."""
        self.sheet.chosen, self.unit = head, unit
        self.sheet.update()
        if run != self.run:
            self.run, self.found = run, None
            self.sheet.draw((), np.empty(0))
            self.ask()
        self._say(update)

    def ask(self) -> None:
        """Have the heads silenced one after another, with the weights as they are now."""
        self.resume(self._jobs.ask("heads"))

    def resume(self, job: Job) -> None:
        """Wait for the heads to be silenced, asked for here or by another list."""
        self.asked.wait("heads", job, self._take, self._fail, self._lose)
        self.job_bar.follow(job, tr("silencing each head"))

    def hand_over(self) -> tuple[Job, ...]:
        """Give up what is under way to another list."""
        return self.asked.hand_over("heads")

    def findings(self) -> tuple[int, JobResult | None] | None:
        """Return what was measured, or is, and of which run; None where it is to be asked for."""
        return None if self.found is None and "heads" not in self.asked else (self.run, self.found)

    def take_findings(self, findings: tuple[int, JobResult | None]) -> None:
        """List what was measured for another list."""
        self.run, found = findings
        if found is not None:
            self._list(found)

    def cancel(self) -> None:
        """Leave off with what is under way."""
        self.asked.close()

    def _lose(self) -> None:
        if self.found is None:
            self.said.setText(tr("Cancelled. Its menu measures anew."))

    def _take(self, result: JobResult) -> None:
        self._list(result)
        self._say(result.update)

    def _list(self, result: JobResult) -> None:
        self.found = result
        rises = np.asarray(result.arrays["after"], np.float64) - float(result.values["before"])
        self.sheet.draw(self.heads, rises)

    def _fail(self, problem: BadInput) -> None:
        self.said.setText(sentence(problem))

    def _say(self, update: int) -> None:
        found = self.found
        if found is None:
            return
        said = tr(
            "Loss on {count} held-out examples after update {n}: {loss} {unit}. By how much it rises with one head "
            "silenced at every step:"
        ).format(
            count=found.values["examples"], n=found.update, loss=number(float(found.values["before"])), unit=self.unit
        )
        if update != found.update:
            said += " " + tr("(the model has learnt on since; the menu measures anew)")
        self.said.setText(said)

    def data(self) -> Mapping[str, npt.NDArray[np.generic]]:
        """Return the losses with and without each head."""
        if self.found is None:
            return {}
        return {
            "loss_with_all_heads": np.array(float(self.found.values["before"])),
            "loss_without_head": np.asarray(self.found.arrays["after"]),
            "heads": np.array([f"{scope}/{place}" for scope, place in self.heads]),
        }
