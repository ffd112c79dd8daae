"""The engine's main loop: commands of the window in, what the run did out."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from typing import NoReturn

import torch

from rnnviz.engine.machine.devices import devices
from rnnviz.engine.machine.threads import default_threads
from rnnviz.engine.serving.beginning import begin
from rnnviz.engine.serving.calling import Calling
from rnnviz.engine.serving.heart import Heart
from rnnviz.engine.serving.mailbox import Mailbox
from rnnviz.engine.serving.readying import Readying
from rnnviz.engine.serving.served import Served
from rnnviz.engine.serving.shelf import Shelf
from rnnviz.engine.serving.telling import Telling
from rnnviz.engine.serving.travelling import MakeRun, Travelling
from rnnviz.engine.serving.verifying import Verifying
from rnnviz.engine.serving.wanting import Wanting
from rnnviz.engine.serving.wire import Outbox
from rnnviz.engine.training.divergence import Diverged
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.link import messages
from rnnviz.link.frames import Header, Message


class Server:
    """Obeys the window; one thread, one run at a time.

    Parameters
    ----------
    mailbox : Mailbox
        Where commands come from.
    outbox : Outbox
        Where messages go.
    make_run : callable
        Makes the run of an experiment, going on from a snapshot where there is one, or raises `BadInput`.
    """

    def __init__(self, mailbox: Mailbox, outbox: Outbox, make_run: MakeRun = Run) -> None:
        self._mailbox = mailbox
        self._outbox = outbox
        self._make_run = make_run
        self._served: Served | None = None
        self._telling = Telling(outbox)
        self._threads = default_threads()
        self._shelf = Shelf()
        self._readying = Readying(time.monotonic())
        self._obeys: dict[str, Callable[[Served, Header], None]] = {
            "update": self._update,
            "train": self._train,
            "change": self._change,
            "pull": self._pull,
            "leave": lambda served, _: served.traces.leave(),
            "verify": self._verify,
            "keep": self._keep,
            "job": lambda served, header: served.working.ask(header),
            "cancel_job": lambda served, header: served.working.cancel(header["number"]),
            "sampling": lambda served, header: served.sampling.ask(header),
            "go_to": self._go_to,
            "turn_back": self._turn_back,
        }

    def serve(self) -> NoReturn:
        """Say that the engine is ready, and obey for ever."""
        torch.set_num_threads(self._threads)
        known = [messages.DeviceInfo(**device._asdict()) for device in devices()]
        self._outbox.send(
            messages.ready(
                torch=torch.__version__, python=platform.python_version(), devices=known,
                threads=self._threads, pid=os.getpid(),
            )
        )
        Heart(self._outbox, self._telling.beat).start()
        while True:
            self.turn()

    def turn(self) -> None:
        """Obey what waits in the mailbox, learn once where that is asked for, and report.

        While the picture is checked or the run is on its way to another update, learning waits, and one part of
        that is done instead; a job shares the time with learning.
        """
        commands = self._mailbox.take(self._patience())
        for command in commands:
            self._obey(command)
        if commands or self._busy:
            self._readying.stir(time.monotonic())
        else:
            self._readying.go_on(time.monotonic())
        served = self._served
        if served:
            served.traces.settle()
        if served and served.verifying:
            with self._telling.doing("verify", served.verifying.patience, served.verifying.began):
                more = served.verifying.go_on()
            if not more:
                served.verifying = None
                self._telling.send()
        elif served and served.journey:
            self._travel(served, served.journey)
        elif served:
            if served.working.busy:
                with self._telling.doing("job"):
                    served.working.go_on()
            if served.learning:
                self._learn(served)
        if served := self._served:
            self._report(served)

    def _patience(self) -> float | None:
        """Return how long to wait for a command (seconds; None: for ever)."""
        if self._served is None:
            return None
        if self._busy:
            return 0.0
        served, now = self._served, time.monotonic()
        wait, quiet = served.snapshots.patience(now), self._readying.patience(now)
        wait = served.keeping.patience(now) if wait is None else wait
        return quiet if wait is None else wait if quiet is None else min(wait, quiet)

    @property
    def _busy(self) -> bool:
        """Whether there is more to do without a command."""
        served = self._served
        return served is not None and bool(
            served.learning or served.verifying or served.working.busy or served.journey
        )

    def _obey(self, command: Message) -> None:
        if command.kind == "start":
            self._start(command)
        elif command.kind == "stop":
            self._stop()
        elif command.kind == "remember":
            self._shelf.set_budget(command.header["size"])
        elif command.kind == "forget":
            self._shelf.forget(command.header["line"])
        elif command.kind == "shelve":
            if self._served and command.header["run"] == self._served.number:
                self._shelf.put(self._served.keeping.line, command.header["update"], dict(command.arrays))
        elif self._served and command.header["run"] == self._served.number:
            self._obeys[command.kind](self._served, command.header)

    def _start(self, command: Message) -> None:
        threads = torch.get_num_threads()
        torch.set_num_threads(self._threads)
        try:
            with self._telling.doing("start"):
                served = begin(command, self._served, self._shelf, self._outbox, self._make_run)
        except BadInput as problem:
            torch.set_num_threads(threads)
            self._outbox.send(messages.bad(command.header["run"], "start", problem))
            return
        self._telling.served = self._served = served
        self._telling.send()

    def _stop(self) -> None:
        if self._served:
            self._halt(self._served)
            self._served.traces.drop()
            self._served.verifying = self._served.journey = None

    def _update(self, served: Served, header: Header) -> None:
        served.owed += header["count"]

    def _train(self, served: Served, header: Header) -> None:
        if served.training != header["on"]:
            served.training = header["on"]
            self._telling.send()

    def _change(self, served: Served, header: Header) -> None:
        try:
            if served.place.rewound:
                raise BadInput("update {update} is past: a change there begins a branch", update=served.run.updates)
            before = served.run.change(header["field"], header["value"])
        except BadInput as problem:
            self._outbox.send(messages.bad(served.number, "change", problem))
        else:
            field, value = header["field"], header["value"]
            self._outbox.send(messages.changed(served.number, served.run.updates, field, value, before))
            if before is not None:
                served.snapshots.change(time.monotonic())
            if before is not None or field == "probe":
                served.traces.renew()
                if served.verifying:  # what was checked so far was of another picture
                    self._check(served, served.verifying.reach_from)

    def _pull(self, served: Served, header: Header) -> None:
        served.traces.ask(header)

    def _verify(self, served: Served, header: Header) -> None:
        if header["on"]:
            self._check(served, header["reach_from"])
        else:
            served.verifying = None
            self._telling.send()

    def _check(self, served: Served, reach_from: int | None) -> None:
        """Begin to check the picture."""
        calling = Calling(self._mailbox, served.number, lambda pull: served.traces.lacks(pull, served.run))
        served.verifying = Verifying(served.run, served.number, reach_from, self._outbox, calling.away)

    def _go_to(self, served: Served, header: Header) -> None:
        """Set out to another update; from its head the run leaves a snapshot here and in the window."""
        run, head = served.run, served.place.head
        if not 0 <= header["update"] <= head:
            problem = BadInput("update must be between 0 and {last}, got {update}", last=head, update=header["update"])
            self._outbox.send(messages.bad(served.number, "go_to", problem))
            return
        served.verifying = None
        if served.learning:
            self._halt(served)
        served.rows.send(time.monotonic(), learning=False)
        if served.journey:
            served.journey.turn_back()
        if not served.place.rewound:
            served.keeping.take(run)
            served.snapshots.send_now(run, time.monotonic())
        served.journey = Travelling(
            run, served.keeping, header["update"], near=header["near"], make_run=self._make_run,
            unwanted=lambda: self._is_called_elsewhere(served.number),
        )

    def _is_called_elsewhere(self, run: int) -> bool:
        """Tell whether a journey of a run is to end, or to go elsewhere: both begin with the way back."""
        waiting = self._mailbox.waiting
        return any(each.kind in ("turn_back", "go_to") and each.header["run"] == run for each in waiting)

    def _turn_back(self, served: Served, header: Header) -> None:
        if served.journey:
            served.journey.turn_back()
            served.journey = None
            served.place.arrive(time.monotonic())

    def _travel(self, served: Served, journey: Travelling) -> None:
        try:
            with self._telling.doing("go_to", journey.patience, journey.began):
                if journey.go_on():
                    return
        except BadInput as problem:
            journey.turn_back()
            self._outbox.send(messages.bad(served.number, "go_to", problem))
        served.journey = None
        served.place.arrive(time.monotonic())

    def _replay(self, served: Served) -> None:
        """Learn an update again whose row the window has."""
        began = time.perf_counter()
        try:
            served.run.replay()
        except BadInput as problem:
            self._halt(served)
            self._outbox.send(messages.bad(served.number, "update", problem))
        else:
            served.keeping.learn(served.run, time.perf_counter() - began)
            served.owed = max(served.owed - 1, 0)
            self._telling.made += 1

    def _keep(self, served: Served, header: Header) -> None:
        try:
            served.snapshots.keep(served.run, header["asked"])
        except BadInput as problem:
            self._outbox.send(messages.bad(served.number, "keep", problem))

    def _learn(self, served: Served) -> None:
        with self._telling.doing("update"):
            if served.place.rewound:
                self._replay(served)
            else:
                self._go_on(served)

    def _go_on(self, served: Served) -> None:
        """Learn an update that has not been made before."""
        served.keeping.begin(served.run)
        began = time.perf_counter()
        served.snapshots.secure(served.run, time.monotonic())
        if not served.run.updates:
            served.sampling.take()
        try:
            row = served.run.update()
        except Diverged as problem:
            self._diverged(served, problem)
        except BadInput as problem:
            self._halt(served)
            self._outbox.send(messages.bad(served.number, "update", problem))
        else:
            served.rows.append(row)
            served.place.head = served.run.updates
            served.snapshots.change(time.monotonic())
            served.keeping.learn(served.run, time.perf_counter() - began)
            served.owed = max(served.owed - 1, 0)
            self._telling.made += 1
            served.sampling.take()

    def _diverged(self, served: Served, problem: Diverged) -> None:
        now, reached = time.monotonic(), served.run.updates
        served.rows.send(now, learning=False)
        served.snapshots.go_back(served.run, now)
        served.place.head = served.run.updates
        self._shelf.truncate(served.keeping.line, served.run.updates)
        served.traces.renew()
        for field, value in served.run.bring_back(reached).items():  # what a person has set stays set
            self._change(served, {"field": field, "value": value})
        self._outbox.send(
            messages.diverged(
                served.number, update=problem.update, restored=served.run.updates,
                array=problem.array, step=problem.step, problem=problem,
            )
        )
        self._halt(served)

    def _halt(self, served: Served) -> None:
        served.training, served.owed = False, 0
        self._telling.send()

    def _report(self, served: Served) -> None:
        """Send what is due: rows first, so that the window has those of the trace that it gets.

        A snapshot that is due does not wait for a trace, which may take long: what has been learnt is safe before.
        """
        now = time.monotonic()
        self._send_snapshot(served)
        served.rows.send(now, served.learning)
        served.place.send(now, served.journey, at_once=not (served.learning or served.journey))
        counting = served.owed > 0 and not served.training
        if not counting and not served.journey and served.traces.due(served.run, served.learning):
            wanting = Wanting(self._mailbox, served.number, served.traces.asked)
            with self._telling.doing("pull", wanting.patience):
                served.traces.answer(served.run, wanting.patience)
        self._send_snapshot(served)
        served.keeping.send(time.monotonic())

    @staticmethod
    def _send_snapshot(served: Served) -> None:
        if not (served.place.rewound or served.journey):
            served.snapshots.send(served.run, time.monotonic())
