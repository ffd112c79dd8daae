"""What goes wrong, said in the window: each trouble of the engine, the form and the views becomes one notice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from rnnviz.app.changing.editing import Editing, Problem
from rnnviz.app.moment.player import Player
from rnnviz.app.notices import Choice, Notice, Notices
from rnnviz.app.running.engine_events import Death, Refusal
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.live_run import LiveRun
from rnnviz.catalogue import fields
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.link.frames import Header
from rnnviz.link.messages import problem, remarks
from rnnviz.link.watch import Failure
from rnnviz.views.base import View
from rnnviz.views.words.language import sentence, tr

NOTED = 6.0
"""Seconds after which a notice of what was done goes by itself."""
CALMER = 0.1
"""What the learning rate is multiplied with on request after the loss has become NaN."""


class Troubles(QObject):
    """Listens to what can go wrong and says it."""

    def __init__(
        self, link: EngineLink, editing: Editing, player: Player, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._editing = editing
        self._player = player
        self._notices = notices
        link.refused.connect(self._engine_refused)
        link.died.connect(self._engine_died)
        link.silent.connect(self._engine_silent)
        link.answered.connect(self._engine_answers)
        link.diverged.connect(self._diverged)
        for told in (link.measured, link.placed):
            told.connect(self._moved_on)
        editing.shown.connect(self._changed)
        link.started.connect(self._forgive)
        link.started.connect(self._say_remarks)
        self._remarks: tuple[str, ...] = ()
        self._restored = 0
        self._diverged_with: Experiment | None = None
        self._problem_of: tuple[object, ...] = ()
        self._refused_path = ""

    def say(self, text: Callable[[], str], key: str = "said") -> None:
        """Say a sentence, in the language of the moment when it is read."""
        self._notices.say(lambda: Notice(key=key, text=text()))

    def note(self, text: str, choices: tuple[Choice, ...] = ()) -> None:
        """Say that something was done; where there is something to choose, it waits for that."""
        seconds = 0.0 if choices else NOTED
        self._notices.say(Notice(key="done", text=text, level="info", choices=choices, seconds=seconds))

    def say_problem(self, wrong: BadInput) -> None:
        """Say what is wrong with something that was given."""
        self.say_refused(Problem(path="", problem=wrong))

    def say_refused(self, refused: Problem) -> None:
        """Say why a change was refused, until its field has another value, or something else is open."""
        self.say(lambda: sentence(refused.problem), key="problem")
        self._refused_path = refused.path
        self._problem_of = self._refused_at()

    def say_bug(self, details: str) -> None:
        """Say that the program itself has a fault, with what a report needs."""
        def notice() -> Notice:
            words = tr("Something went wrong inside the program; it goes on. The details help in a report.")
            return Notice(key="bug", text=words, level="error", details=details)

        self._notices.say(notice)

    def view_failed(self, view: View) -> None:
        """Say that a view cannot draw."""
        self.say(
            lambda: tr("“{view}” could not be drawn and is left as it is; the rest goes on.").format(
                view=tr(view.title)
            ),
            key=f"view.{view.key}",
        )

    def _engine_refused(self, refusal: Refusal) -> None:
        if refusal.about == "update":
            self._player.pause()
        self._player.stop_waiting()

    def _engine_died(self, death: Death) -> None:
        self._player.stop_waiting()
        if death.final:
            self._player.pause()
        self._notices.say(lambda: self._death(death))

    def _death(self, death: Death) -> Notice:
        cause = _cause(death.failure)
        if death.final:
            words = tr("{cause} It was started {count} times without success.").format(
                cause=cause, count=death.failure.quick_deaths
            )
            choices = ((tr("Start it again"), self._link.restart),)
            return Notice(key="engine", text=words, level="error", choices=choices, details=death.log)
        if death.update is None:
            words = tr("{cause} It is being started again from fresh weights.").format(cause=cause)
        else:
            words = tr("{cause} It is being started again from update {update}.")
            if death.goal is not None and death.goal < death.update:
                words = tr("{cause} It is being started again from update {update}, and goes back to update {goal}.")
            words = words.format(cause=cause, update=death.update, goal=death.goal)
        return Notice(key="engine", text=words, details=death.log)

    def _engine_silent(self, _: object) -> None:
        def notice() -> Notice:
            words = tr("The engine does not respond. It may be busy; started again, it goes on from its last snapshot.")
            choices = ((tr("Wait"), lambda: None), (tr("Restart"), self._link.restart))
            return Notice(key="silent", text=words, choices=choices)

        self._notices.say(notice)

    def _engine_answers(self, _: object) -> None:
        self._notices.withdraw("silent")

    def _diverged(self, header: Header) -> None:
        self._player.pause()
        self._player.stop_waiting()
        self._restored, self._diverged_with = header["restored"], self._values()
        rate = self._rate_before()

        def notice() -> Notice:
            words = tr("{problem}. Training has stopped, and the weights are those of update {restored} again.").format(
                problem=sentence(problem(header)), restored=header["restored"]
            )
            choices: tuple[tuple[str, Callable[[], object]], ...] = ((tr("Learning rate ÷ 10"), self._calm),)
            if rate is not None:
                choices += ((tr("Back to {rate}").format(rate=f"{rate:g}"), lambda: self._take(rate)),)
            return Notice(key="diverged", text=words[0].upper() + words[1:], level="error", choices=choices)

        self._notices.say(notice)

    def _calm(self) -> None:
        """Go on with a smaller learning rate."""
        self._take(float(f"{self._editing.now.training.learning_rate * CALMER:.3g}"))

    def _take(self, rate: float) -> None:
        path = "training.learning_rate"
        self._editing.change({path: rate}, path=path)

    def _rate_before(self) -> float | None:
        """Return the last smaller rate that the model has learnt with, or else that of the preset; None: neither."""
        run, now = self._link.run, self._editing.now.training.learning_rate
        learnt = run.history["learning_rate"][::-1] if run is not None and "learning_rate" in run.history else ()
        rates = [*map(float, learnt), self._editing.baseline.training.learning_rate]
        return next((rate for rate in rates if rate < now), None)

    def _moved_on(self, run: LiveRun) -> None:
        """Take back what was said of a divergence where the model stands elsewhere: it has learnt again, or gone."""
        if run.update != self._restored:
            self._settle()

    def _changed(self, _: object) -> None:
        """Take back what was said of values that are others now."""
        if self._problem_of and self._problem_of != self._refused_at():
            self._problem_of = ()
            self._notices.withdraw("problem")
        if self._diverged_with is not None and self._values() != self._diverged_with:
            self._settle()

    def _refused_at(self) -> tuple[object, ...]:
        """Return the document that is open, and the value of the field of which a change was refused last."""
        now, path = self._editing.now, self._refused_path
        has = path in {info.path for info in fields(now)}
        return self._editing.document, now.name, now.value(path) if has else None

    def _values(self) -> Experiment:
        """Return the values that act at present, however they came about."""
        return self._editing.now.model_copy(update={"change": ()})

    def _settle(self) -> None:
        if self._diverged_with is not None:
            self._diverged_with = None
            self._notices.withdraw("diverged")

    def _say_remarks(self, run: LiveRun) -> None:
        """Say once what is to be known of the weights that a run starts from; a warning first."""
        found = remarks(run.started)
        said = tuple(sentence(remark.words) for remark in found)
        if said == self._remarks:
            return
        self._remarks = said
        if not found:
            self._notices.withdraw("weights")
            return

        def notice() -> Notice:
            sentences = [sentence(remark.words) for remark in found]
            if found[0].warning:
                return Notice(key="weights", text=sentences[0], details="\n".join(sentences[1:]))
            words = tr("The weights of {file} run. What to know of them stands under Details.")
            text = words.format(file=Path(run.experiment.model.weights).name)
            return Notice(key="weights", text=text, level="info", details="\n".join(sentences))

        self._notices.say(notice)

    def _forgive(self, _: object) -> None:
        self._notices.withdraw("silent")
        self._settle()


def _cause(failure: Failure) -> str:
    """Return what became of the engine's process."""
    match failure.reason:
        case "signal":
            words = tr("The engine was ended by the system (signal {code}).")
        case "not_started":
            words = tr("The engine could not be started: {detail}.")
        case "slow_start":
            words = tr("The engine was not ready in time.")
        case "corrupt":
            words = tr("The engine sent what cannot be read.")
        case _:
            words = tr("The engine stopped unexpectedly (exit code {code}).")
    return words.format(code=failure.exit_code, detail=failure.detail)
