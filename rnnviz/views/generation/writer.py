"""The text as it grows: asked for symbol by symbol at the chosen pace, or in pieces, until it ends or is stopped."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from rnnviz.decoding import Decoding
from rnnviz.errors import BadInput
from rnnviz.views.asked import Asked
from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.generation.symbols import Symbols
from rnnviz.views.generation.text import Text
from rnnviz.views.jobs import JobResult, Jobs

AT_ONCE = "once"
"""The pace that is as fast as it can be."""
CHUNK = 25
"""Symbols that are asked for together where they shall come as fast as they can."""


class Writer(QObject):
    """Has the engine write, and puts what comes into the text that is shown.

    Parameters
    ----------
    jobs : Jobs
    symbols : Symbols
        Shows the text.
    pace : Chooser
        Symbols a second, or `AT_ONCE`.

    Attributes
    ----------
    wish : (str, Decoding)
        The prompt of the newest text, and how it is gone on with.
    """

    grown = Signal(object)
    """Whether what has come is the first of its text."""
    resumed = Signal(object)
    """None: a text that was written earlier is there again."""
    turned = Signal(object)
    """None: it may write now, or have left off."""
    refused = Signal(object)
    """BadInput."""

    def __init__(self, jobs: Jobs, symbols: Symbols, pace: Chooser) -> None:
        super().__init__(symbols.page)
        self._symbols = symbols
        self._pace = pace
        self._asked = Asked(jobs)
        self.wish: tuple[str, Decoding] = ("", Decoding())
        self._stopping = False
        self._before: Text | None = None
        self._began = 0.0
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self.ask_more)

    @property
    def writing(self) -> bool:
        """Whether a text grows."""
        return "write" in self._asked or self._next.isActive()

    @property
    def goes_on(self) -> bool:
        """Whether a text grows that shall grow on."""
        return self.writing and not self._stopping

    def write(self, run: int, prompt: str, decoding: Decoding) -> None:
        """Begin another text."""
        self.end()
        before = self._symbols.text
        self._before = before if before is not None and before.run == run and before.number else None
        self._symbols.begin(Text(run=run))
        self.wish = prompt, decoding
        self._stopping = False
        self._began = time.monotonic()
        self._ask({"prompt": prompt, "decoding": decoding.model_dump(mode="json"), "count": self._count})

    def stop(self) -> None:
        """Leave off; what is written stays."""
        self._stopping = True
        self._next.stop()
        text = self._symbols.text
        if text is not None and text.number and "write" in self._asked:  # it is left off; what it has, counts
            self._ask({"writing": text.number, "have": len(text), "count": 0})
        else:
            self.turned.emit(None)

    def end(self) -> None:
        """Leave off; what is under way is not waited for."""
        self.close()
        self.turned.emit(None)

    def take_up(self, run: int, number: int) -> None:
        """Have the text of a run again that the engine has kept, if it still has it."""
        asked = {"writing": number, "count": 0}
        self._asked.ask("kept", "write", asked, partial(self._resume, run), lambda _: None)

    def close(self) -> None:
        """Leave off with everything."""
        self._next.stop()
        self._asked.close()

    def ask_more(self) -> None:
        """Ask for the next symbols."""
        text = self._symbols.text
        if text is not None and not text.ended and not self._stopping:
            self._began = time.monotonic()
            self._ask({"writing": text.number, "have": len(text), "count": self._count})

    @property
    def _count(self) -> int:
        return CHUNK if self._pace.key == AT_ONCE else 1

    def _ask(self, arguments: Mapping[str, object]) -> None:
        self._asked.ask("write", "write", arguments, self._take, self._refuse, lambda: self.turned.emit(None))
        self.turned.emit(None)

    def _take(self, result: JobResult) -> None:
        text = self._symbols.text
        if text is None:
            self.turned.emit(None)
            return
        first = not text.number
        text.take(result)
        if not text.ended and not self._stopping:
            pause = 0.0 if self._pace.key == AT_ONCE else 1 / float(self._pace.key or "20")
            self._next.start(max(round(1000 * (self._began + pause - time.monotonic())), 0))
        self.grown.emit(first)
        self.turned.emit(None)

    def _refuse(self, problem: BadInput) -> None:
        """Say why; where nothing has been written, what was there before stays."""
        text = self._symbols.text
        if text is not None and not text.number and self._before is not None:
            self._symbols.begin(self._before)
        self.turned.emit(None)
        self.refused.emit(problem)

    def _resume(self, run: int, result: JobResult) -> None:
        if self._symbols.text is None:
            text = self._symbols.text = Text(run=run)
            text.take(result)
            self.resumed.emit(None)
