"""Which run comes after which: one start at a time, and of those asked for meanwhile the last counts."""

from __future__ import annotations

from weakref import WeakValueDictionary

from rnnviz.app.running.live_run import LiveRun
from rnnviz.experiment import Experiment
from rnnviz.history import History


class Succession:
    """The run that the engine has, the one that it is making, and the one that was asked for last.

    A start is over when its first trace has come, so that each model that is made is seen, even while a slider
    is dragged.

    Attributes
    ----------
    run : LiveRun or None
        The run that the engine has at present.
    newest : LiveRun or None
        The run that was asked for last; the current one again where that was refused.
    first_trace_due : bool
        The current run has no trace yet.
    training : bool
        The engine is to learn on its own, in this run and in those that follow.
    """

    def __init__(self) -> None:
        self.run: LiveRun | None = None
        self.newest: LiveRun | None = None
        self.first_trace_due = False
        self.training = False
        self._runs: WeakValueDictionary[int, LiveRun] = WeakValueDictionary()
        self._count = 0
        self._wanted: LiveRun | None = None
        self._branch_of = 0
        self._in_flight: LiveRun | None = None

    @property
    def settled(self) -> bool:
        """Whether the current run is the one that is wanted, and has been seen."""
        return self._in_flight is None and self._wanted is None and not self.first_trace_due

    @property
    def learning(self) -> bool:
        """Whether the run learns on its own now, and none is on its way in its place."""
        return self.training and self.settled

    @property
    def making(self) -> bool:
        """Whether the engine is making a run."""
        return self._in_flight is not None

    def numbered(self, number: int) -> LiveRun | None:
        """Return a run by its number, None where nobody has it any more."""
        return self._runs.get(number)

    # what is asked for

    def want(self, experiment: Experiment, resume: LiveRun | None, at: int | None = None) -> None:
        """Ask for a model of an experiment, or for a run that goes on, and from there to an update."""
        self._count += 1
        history = resume.history if resume else History()
        run = LiveRun(number=self._count, line=self._count, experiment=experiment, history=history)
        if resume:
            run.head = run.update = max(resume.head, resume.update)
            run.line, run.goal = resume.line or run.line, at
            run.of, run.left, run.before = resume.of, resume.left, resume.before
            run.replaced = dict(resume.replaced)
            run.snapshot, run.snapshot_update, run.stop = resume.snapshot, resume.snapshot_update, resume.stop
        self._wanted = self.newest = run
        self._branch_of = 0

    def new_line(self) -> int:
        """Return the number of a line that no run goes on with yet."""
        self._count += 1
        return self._count

    def branch(self, run: LiveRun) -> None:
        """Ask for a line of its own where a run stands: what comes after it stays with the run that is left."""
        self._count += 1
        made = tuple(change for change in run.experiment.change if change.update <= run.update)
        branch = self._wanted = self.newest = LiveRun(
            number=self._count, line=self._count, experiment=run.experiment.model_copy(update={"change": made}),
            history=run.history.until(run.update), update=run.update, head=run.update, replaced=dict(run.replaced),
        )
        if run.snapshot_update <= run.update:  # what a restart would go on from before the branch has its own
            branch.snapshot, branch.snapshot_update = run.snapshot, run.snapshot_update
        elif run.stop is not None and run.stop.update <= run.update:
            branch.snapshot_update, branch.snapshot = run.stop
        self._branch_of = run.line

    def adopt(self, run: LiveRun) -> None:
        """Show a run that the engine cannot have."""
        self._count += 1
        run.number = self._count
        run.line = run.line or self._count
        self._wanted, self.first_trace_due = None, False
        self.run = self.newest = run

    # what becomes of it

    def next_start(self) -> tuple[LiveRun, int] | None:
        """Return the run to be made now, and the line that it branches from (0: none); None while it must wait."""
        if self._wanted is None or self._in_flight is not None or self.first_trace_due:
            return None
        run, self._wanted = self._wanted, None
        self._in_flight = self._runs[run.number] = run
        of, self._branch_of = self._branch_of, 0
        return run, of

    def is_made(self, number: int | None) -> bool:
        """Tell whether a number is that of the run that the engine is making."""
        return self._in_flight is not None and self._in_flight.number == number

    def begun(self) -> LiveRun:
        """Say that the engine has made the run: it is the current one from now on."""
        assert self._in_flight is not None
        self.run, self._in_flight = self._in_flight, None
        self.first_trace_due = True
        return self.run

    def refused(self) -> bool:
        """Say that there can be no such run; tell whether the current one is the newest again for it."""
        run, self._in_flight = self._in_flight, None
        if self.newest is run and self.run is not None:
            self.newest = self.run
            return True
        return False

    def lost(self) -> None:
        """Say that the engine is gone: what was wanted last is to be made by another one, from its last snapshot."""
        last = self.newest
        self._in_flight, self.first_trace_due = None, False
        if last is not None:
            self.want(last.experiment, last, last.update if last.rewound else None)

    @property
    def goes_on_from(self) -> int | None:
        """The update whose snapshot the next start goes on from; None where there is none."""
        wanted = self._wanted
        return wanted.snapshot_update if wanted is not None and wanted.snapshot is not None else None

    @property
    def goes_back_to(self) -> int | None:
        """The past update that the next start is to come to; None where the run goes on from its end."""
        return self._wanted.goal if self._wanted is not None else None
