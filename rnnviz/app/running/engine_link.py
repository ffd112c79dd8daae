"""The window's side of the engine: one child process, what it is told, and the runs that it begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject

from rnnviz.app.running.engine_events import Death, Kept, Refusal
from rnnviz.app.running.engine_process import Ended, EngineProcess
from rnnviz.app.running.engine_signals import EngineSignals
from rnnviz.app.running.left_off import Together
from rnnviz.app.running.live_run import LiveRun
from rnnviz.app.running.recipe import Value
from rnnviz.app.running.run_news import RunNews
from rnnviz.app.running.starts import Starts
from rnnviz.app.running.succession import Succession
from rnnviz.app.running.trace_feed import TraceFeed
from rnnviz.experiment import Experiment
from rnnviz.link import job_messages, messages, travel_messages
from rnnviz.link.child import EngineChild
from rnnviz.link.frames import Header, Message
from rnnviz.operation import Operation
from rnnviz.trace import Array


class EngineLink(EngineSignals):
    """Starts the engine and runs in it, keeps the newest snapshot, and asks for traces when told to.

    Parameters
    ----------
    child : EngineChild
        The process that speaks with the engine; the link owns it.

    Attributes
    ----------
    changes : dict
        Live fields that were changed in the newest run, and that the engine has not confirmed yet.
    """

    def __init__(self, child: EngineChild, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = EngineProcess(child, self)
        self._process.staged.connect(self.staged)
        self._process.readied.connect(self._begin)
        self._process.spoke.connect(self._receive)
        self._process.ended.connect(self._mourn)
        child.silent.connect(self.silent)
        child.answered.connect(self.answered)
        self.changes: dict[str, Value] = {}
        self._runs = Succession()
        self._news = RunNews(self, self.changes)
        self._feed = TraceFeed(self._runs, self._process.send)
        self._starts = Starts(self, self._process, self._runs, self._feed, self.changes, self.go_to)
        self._asked = 0
        self._memory: int | None = None

    @property
    def run(self) -> LiveRun | None:
        """The run that the engine has at present."""
        return self._runs.run

    @property
    def newest(self) -> LiveRun | None:
        """The run that was asked for last; the current one again where that was refused."""
        return self._runs.newest

    @property
    def engine(self) -> Header | None:
        """What the engine said of itself when it was ready: torch, python, devices, threads, pid."""
        return self._process.engine

    # commands

    def open(self) -> None:
        """Start the engine's process."""
        self._process.open()

    def close(self) -> None:
        """End the engine."""
        self._process.close()

    def leave(self) -> None:
        """Ask the engine to end, and wait for nothing."""
        self._process.leave()

    def restart(self) -> None:
        """End an engine that does not answer, or has died too often, and start another one where the run was."""
        self._process.restart()
        self._runs.lost()

    def start(self, experiment: Experiment, resume: LiveRun | None = None, at: int | None = None) -> None:
        """Make a model of an experiment, or go on from the newest snapshot of a run, and from there to an update."""
        self.changes.clear()
        self._runs.want(experiment, resume, at)
        self._starts.next()

    def branch(self, run: LiveRun) -> None:
        """Begin a line of its own where a run stands: what comes after it stays with the run that is left."""
        self.changes.clear()
        self._runs.branch(run)
        self._starts.next()

    def new_line(self) -> int:
        """Return the number of a line that no run goes on with yet: for one that a session has kept."""
        return self._runs.new_line()

    def adopt(self, run: LiveRun) -> None:
        """Show a run that the engine cannot have; the one that it has rests."""
        self.changes.clear()
        self._send(messages.stop())
        self._runs.training = False
        self._runs.adopt(run)
        self.staged.emit("")
        self.started.emit(run)

    def keep(self) -> int:
        """Ask for a snapshot of the newest run as it is now; return the number it comes back with, 0 for none."""
        run = self.run
        if run is None or run is not self.newest or run.barred or self.engine is None:
            return 0
        self._asked += 1
        self._send(messages.keep(run.number, self._asked))
        return self._asked

    def update(self, count: int = 1) -> None:
        """Ask for updates."""
        if self.run is not None and not self._is_barred(self.run):
            self._feed.compute()  # another update is another picture
            self._send(messages.update(self.run.number, count))

    def _is_barred(self, run: LiveRun) -> bool:
        """Tell whether the engine cannot have a run, and say why."""
        if run.barred is not None:
            self.refused.emit(Refusal(about="update", problem=run.barred))
        return run.barred is not None

    def train(self, on: bool) -> None:
        """Let the engine learn on its own, in this run and in those that follow."""
        if on and self.run is not None and self._is_barred(self.run):
            return
        self._runs.training = on
        if self.run is not None and not self._runs.first_trace_due:
            self._send(messages.train(self.run.number, on))
            if on:
                self._feed.compute()  # what it learns is another picture
                self._feed.ask_again()

    def go_to(self, update: int, *, near: bool = False) -> None:
        """Go to an update between 0 and the run's head; near: to the snapshot that lies nearest."""
        run = self.run
        if run is not None:
            self._runs.training = False
            run.goal = update
            self._send(travel_messages.go_to(run.number, update, near=near))
            self.placed.emit(run)

    def turn_back(self) -> None:
        """Leave off with a journey to another update."""
        if self.run is not None:
            self._send(travel_messages.turn_back(self.run.number))

    def remember(self, size: int) -> None:
        """Say how many bytes of snapshots the engine may keep."""
        self._memory = size
        self._send(travel_messages.remember(size))

    def forget(self, line: int) -> None:
        """Say that nobody will go back to a line."""
        self._send(travel_messages.forget(line))

    def change(self, field: str, value: Value) -> None:
        """Change a live field of the newest run; of one that is under way once it has started."""
        self.changes[field] = value
        if self.run is not None and self.newest is self.run:
            self._send(messages.change(self.run.number, field, value))

    def verify(self, on: bool, reach_from: int | None = None) -> None:
        """Have the picture checked, or leave off checking it."""
        if self.run is not None:
            self._send(messages.verify(self.run.number, on, reach_from))

    def ask_job(self, number: int, name: str, arguments: Mapping[str, object]) -> None:
        """Have the engine compute something of the current run beside its traces."""
        if self.run is None:
            return
        if self.run.barred is not None:
            self.worked.emit(job_messages.job_bad(self.run.number, number, self.run.barred))
        else:
            self._send(job_messages.job(self.run.number, number, name, arguments))

    def cancel_job(self, number: int) -> None:
        """Leave off with a job."""
        if self.run is not None:
            self._send(job_messages.cancel_job(self.run.number, number))

    def want(self, watch: Iterable[str], reach: int | None, together: Iterable[frozenset[str]] = ()) -> None:
        """Say what traces shall hold; where the last one lacks some of it, another is asked for at once.

        While the model learns, patterns that do not belong ``together`` may come in different traces.
        """
        self._feed.want(watch, reach, together)

    def operate(self, operations: Sequence[Operation]) -> None:
        """Say which operations traces shall be made with; where they are others, one is asked for at once."""
        self._feed.operate(operations)

    def read(self, writing: int) -> None:
        """Have traces made of a text that the model has written, by its number; 0: of the example again."""
        self._feed.read(writing)

    def sample(self, prompt: str, decoding: Mapping[str, object]) -> None:
        """Say what the samples through training go on from, and how they are written."""
        if self.run is not None and self.run.barred is None:
            self._send(messages.sampling(self.run.number, prompt, decoding))

    def leave_trace(self) -> None:
        """Leave off with the trace that is on its way; `left` follows, or the trace comes first."""
        self._feed.leave()

    @property
    def left_off(self) -> frozenset[Together]:
        """What is done without, by the views that watch it, until it is asked for with `compute`."""
        return self._feed.left

    def compute(self, groups: Iterable[Together] = ()) -> None:
        """Have what was left off after all, for some views; or the trace itself."""
        self._feed.compute(groups)

    @property
    def lacking(self) -> bool:
        """Whether the last trace lacks something that a view on the screen wants."""
        return self._feed.lacking

    def painted(self) -> None:
        """Say that the last trace is on the screen: the next one may come; of a model that rests a whole one."""
        self._feed.painted()

    # what the engine says

    def _receive(self, message: tuple[Header, Mapping[str, Array]]) -> None:
        header, arrays = message
        kind = header["kind"]
        if kind == "snapshot":
            self._keep(header, arrays)
        elif self._runs.is_made(header.get("run")):
            if kind in ("started", "bad"):
                self._starts.end(kind, header)
        elif self.run is not None and header.get("run") == self.run.number:
            self._hear_of_run(self.run, Message(header, arrays))

    def _begin(self, header: Header) -> None:
        """Have the engine that is ready make what is wanted."""
        if self._memory is not None:
            self.remember(self._memory)
        self.readied.emit(header)
        self._starts.next()

    def _keep(self, header: Header, arrays: Mapping[str, Array]) -> None:
        """Keep a snapshot, also where its run has just been replaced: undo may want it back."""
        run = self._runs.numbered(header["run"])
        if run is not None:
            run.keep(header["update"], arrays)
            self.kept.emit(Kept(run=run, asked=header.get("asked", 0)))

    def _hear_of_run(self, run: LiveRun, message: Message) -> None:
        match message.kind:
            case "trace":
                self._take_trace(message)
            case "left":
                self._take_left(message.header)
            case "bad":
                self._refuse(message.header)
            case kind:
                if kind == "diverged":
                    self._runs.training = False
                self._news.hear(message, run, newest=run is self.newest)

    def _take_trace(self, message: Message) -> None:
        trace, unfit = self._feed.take(message.header, message.arrays)
        self.unfitted.emit(unfit)
        first, self._runs.first_trace_due = self._runs.first_trace_due, False
        self.staged.emit("")
        self.traced.emit(trace)
        if first:
            self._starts.seen()

    def _take_left(self, header: Header) -> None:
        found = self._feed.has_left(header)
        first = self._runs.first_trace_due and found.what == "pass"  # it goes on without a picture
        if first:
            self._runs.first_trace_due = False
            self.staged.emit("")
        self.left.emit(found)
        if first:
            self._starts.seen()

    def _refuse(self, header: Header) -> None:
        if header["about"] == "change":
            self.changes.clear()
        if header["about"] == "go_to" and self.run is not None:
            self.run.goal = None
            self.placed.emit(self.run)
        if header["about"] == "pull":
            self._feed.refused()
        self.refused.emit(Refusal(about=header["about"], problem=messages.problem(header)))

    # inside

    def _send(self, message: Message) -> None:
        self._process.send(message)

    def _mourn(self, ended: Ended) -> None:
        """Say that the engine is gone; the one that is started in its place goes on where the run was."""
        final = ended.failure.hopeless
        if final:
            self.staged.emit("gone")
        else:
            self._runs.lost()
        update, goal = self._runs.goes_on_from, self._runs.goes_back_to
        self.died.emit(Death(failure=ended.failure, log=ended.log, final=final, update=update, goal=goal))
