"""A line under a view: how far a job is, the time it still takes, and a button to leave off."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from rnnviz.views.gate import plain
from rnnviz.views.jobs import Job
from rnnviz.views.words.language import tr

PATIENCE = 0.4
"""Seconds before the time that is left is guessed."""


class JobBar(QWidget):
    """Shown while a job runs.

    Parameters
    ----------
    name : str
        Object name of the bar; the button's is ``{name}.cancel``.
    """

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.setObjectName(name)
        self._clock = clock
        self._words = ""
        self._began = 0.0
        self._had = 0
        self.job: Job | None = None
        self.bar = QProgressBar()
        self.bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.bar.setTextVisible(True)
        self.button = QToolButton()
        self.button.setObjectName(f"{name}.cancel")
        self.button.setText(tr("Cancel"))
        self.button.setProperty("framed", True)
        self.button.setToolTip(plain(tr("Leave off; what is shown stays")))
        self.button.clicked.connect(self.cancel)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.bar, 1)
        line.addWidget(self.button)
        self.hide()

    def follow(self, job: Job, words: str) -> None:
        """Show a job under some words until it is over."""
        self.job, self._words, self._began, self._had = job, words, self._clock(), job.done
        self.bar.setRange(0, 0)
        self.bar.setFormat(words)
        self.setAccessibleName(words)
        job.progressed.connect(self._progress)
        for end in (job.finished, job.failed, job.ended):
            end.connect(self._over)
        if job.total:  # another bar has followed it up to here
            self._progress(job)
        self.show()

    def cancel(self) -> None:
        """Leave off with what is under way."""
        if self.job is not None:
            self.job.cancel()

    def _progress(self, job: Job) -> None:
        if job is not self.job:
            return
        self.bar.setRange(0, max(job.total, 1))
        self.bar.setValue(job.done)
        gone = self._clock() - self._began
        words = self._words + " · %p %"
        if gone > PATIENCE and job.done > self._had:
            left = gone * (job.total - job.done) / (job.done - self._had)
            words += " · " + tr("{seconds} s left").format(seconds=max(round(left), 1))
        self.bar.setFormat(words)

    def _over(self, _: object) -> None:
        if self.job is not None and self.job.over:
            self.job = None
            self.hide()
