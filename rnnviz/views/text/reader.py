"""What the engine has read for the view: a text, a unit's values on it, and what one character depended on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from rnnviz.errors import BadInput
from rnnviz.trace import Array
from rnnviz.views.asked import Asked, Take
from rnnviz.views.controls.job_bar import JobBar
from rnnviz.views.jobs import Job, JobResult, Jobs
from rnnviz.views.text.content import Floats, ReadText
from rnnviz.views.words.language import sentence, tr

MOST_VALUES = 8
"""Units whose values on a text are kept."""


class Reader:
    """Asks for a text to be read, and for what is lacking of it.

    Parameters
    ----------
    jobs : Jobs
    bar : JobBar
        Shows how far the reading of a text is.
    changed : callable without parameters
        Called when there is more to draw.
    refused : callable without parameters
        Called when something cannot be done; `problem` says what.

    Attributes
    ----------
    reading : ReadText or None
    depends : (step, of, first, log10) or None
        What the last answer on a dependence was.
    problem : str
        Why the last question had no answer.
    """

    def __init__(
        self, jobs: Jobs, bar: JobBar, changed: Callable[[], None], refused: Callable[[], None]
    ) -> None:
        self.reading: ReadText | None = None
        self.depends: tuple[int, str, int, Array] | None = None
        self.problem = ""
        self._jobs = jobs
        self._asked = Asked(jobs)
        self._bar = bar
        self._changed = changed
        self._refused = refused
        self._run = 0
        self._failed_for: int | None = None

    @property
    def busy(self) -> bool:
        """Whether a text is being read."""
        return "text" in self._asked

    def lacks(self, run: int) -> bool:
        """Whether there is no text that this run's model has read."""
        return self.reading is None or self.reading.run != run

    def may_ask(self, run: int) -> bool:
        """Whether a text may be asked for unbidden: none is under way, and none has failed or was cancelled."""
        return self._failed_for != run and not self.busy

    def read(self, run: int, arguments: Mapping[str, object]) -> None:
        """Have the model of a run read a text with its weights as they are now."""
        self.problem = ""
        self._run = run
        self.resume(self._jobs.ask("text", arguments))

    def resume(self, job: Job) -> None:
        """Wait for a text to be read, asked for here or by another reader."""
        self._asked.wait(
            "text", job, partial(self._done, self._take_text), partial(self._fail, "text"), partial(self._lose, "text")
        )
        self._bar.follow(job, tr("reading the text"))

    def hand_over(self) -> tuple[Job, ...]:
        """Give up the reading that is under way to another reader."""
        return self._asked.hand_over("text")

    def kept(self) -> tuple[ReadText | None, tuple[int, str, int, Array] | None, int, int | None]:
        """Return what was read, or is, and in which run, for another reader to take."""
        return self.reading, self.depends, self._run, self._failed_for

    def take(self, kept: tuple[ReadText | None, tuple[int, str, int, Array] | None, int, int | None]) -> None:
        """Have what another reader had."""
        self.reading, self.depends, self._run, self._failed_for = kept

    def forget(self) -> None:
        """Let go of the text: another one was chosen."""
        self.reading = None

    def ask_values(self, reading: ReadText, wanted: tuple[str, int]) -> None:
        """Have the values of a unit of an array over a text, unless they are on their way."""
        arguments = {"reading": reading.number, "array": wanted[0], "unit": wanted[1]}
        if not self._asked.is_for("values", arguments):
            self._ask("values", "text_values", arguments, partial(self._take_values, reading, wanted))

    def ask_dependence(self, reading: ReadText, step: int, of: str) -> None:
        """Have what a read character depended on, the loss or an output there."""
        arguments = {"reading": reading.number, "at": step, "of": of}
        self._ask("dependence", "text_dependence", arguments, partial(self._take_dependence, reading, step, of))

    def close(self) -> None:
        """Leave off with what is under way."""
        self._asked.close()

    def _ask(self, name: str, kind: str, arguments: Mapping[str, object], take: Take) -> Job:
        return self._asked.ask(
            name, kind, arguments, partial(self._done, take), partial(self._fail, name), partial(self._lose, name)
        )

    def _done(self, take: Take, result: JobResult) -> None:
        take(result)
        self._changed()

    def _lose(self, name: str) -> None:
        if name == "text" and self.reading is None:
            self._failed_for = self._run  # it was cancelled: not asked for again until a person does

    def _fail(self, name: str, problem: BadInput) -> None:
        self.problem = sentence(problem)
        if name == "text":
            self._failed_for = self._run
            self.reading = None
        elif name == "values":
            self.reading = None  # the engine let it go
        self._refused()

    def _take_text(self, result: JobResult) -> None:
        self.depends = None
        self._failed_for = None
        self.reading = ReadText.of(result, self._run)

    def _take_values(self, reading: ReadText, wanted: tuple[str, int], result: JobResult) -> None:
        while len(reading.values) >= MOST_VALUES:
            del reading.values[next(iter(reading.values))]
        values: Floats = result.arrays["values"]
        reading.values[wanted] = values

    def _take_dependence(self, reading: ReadText, step: int, of: str, result: JobResult) -> None:
        if reading is self.reading:
            self.depends = step, of, int(result.values["first"]), result.arrays["log10"]
