"""The traces of the current run: one is asked for when the last one is on the screen, or lacks what is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rnnviz.app.running.succession import Succession
from rnnviz.app.running.trace_pull import TracePull
from rnnviz.catalogue import infos_of
from rnnviz.errors import BadInput
from rnnviz.link import messages
from rnnviz.link.frames import Header, Message
from rnnviz.operation import Operation
from rnnviz.trace import Array, Trace


class TraceFeed:
    """Asks the engine for traces, and takes those that come.

    Parameters
    ----------
    runs : Succession
    send : callable
        Says something to the engine.
    """

    def __init__(self, runs: Succession, send: Callable[[Message], None]) -> None:
        self._runs = runs
        self._send = send
        self._pull = TracePull()

    @property
    def lacking(self) -> bool:
        """Whether the last trace lacks something that is wanted."""
        return self._pull.lacking

    # what is wanted

    def want(self, watch: Iterable[str], reach: int | None, together: Iterable[frozenset[str]]) -> None:
        """Say what traces shall hold; where the last one lacks some of it, another is asked for at once."""
        if self._pull.want(watch, reach, together):
            self.ask()

    def operate(self, operations: Sequence[Operation]) -> None:
        """Say which operations traces shall be made with; where they are others, one is asked for at once."""
        if self._pull.operate(operations):
            self.ask()

    def read(self, writing: int) -> None:
        """Have traces made of a text that the model has written; 0: of the example again."""
        if writing != self._pull.writing:
            self._pull.writing = writing
            self.ask()

    # when one is asked for

    def begin(self) -> None:
        """Forget what was shown of another run."""
        self._pull.begin()

    def painted(self) -> None:
        """Say that the last trace is on the screen: the next one may come; of a model that rests a whole one."""
        late = self._pull.partial and not self._runs.learning
        if (late or not self._pull.asked) and not self._runs.first_trace_due:
            self.ask()

    def refused(self) -> None:
        """Say that what is wanted cannot be had: go on without it."""
        self._pull.refused()
        self.ask()

    def ask(self) -> None:
        """Ask for the next trace."""
        run = self._runs.run
        if run is not None:
            self._send(self._pull.message(run.number, learning=self._runs.learning))

    # what comes

    def take(self, header: Header, arrays: Mapping[str, Array]) -> tuple[Trace, Mapping[Operation, BadInput]]:
        """Take a trace of the current run into its past.

        Returns
        -------
        Trace
        mapping of Operation to BadInput
            Those that it was to be made with and that make no sense in this model.
        """
        run = self._runs.run
        assert run is not None
        trace = messages.message_to_trace(Message(header, arrays), infos_of(run.experiment))
        unfit = messages.unfit(header)
        self._pull.came(trace, (*trace.operated, *unfit), header["probe_seconds"])
        if not trace.is_written:  # the past is of one example
            run.history.past.append(trace.untouched or trace)
        return trace, unfit
