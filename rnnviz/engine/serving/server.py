"""The engine's main loop: commands of the window in, what the run did out."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from typing import Any, NoReturn

import torch

from rnnviz.catalogue import from_values
from rnnviz.engine.devices import devices
from rnnviz.engine.divergence import Diverged
from rnnviz.engine.run import Run
from rnnviz.engine.serving.heart import Heart, Speed
from rnnviz.engine.serving.mailbox import Mailbox
from rnnviz.engine.serving.rows import Rows
from rnnviz.engine.serving.snapshots import Snapshots
from rnnviz.engine.serving.traces import Traces
from rnnviz.engine.serving.verifying import Verifying
from rnnviz.engine.serving.wire import Outbox
from rnnviz.engine.serving.working import Working
from rnnviz.engine.threads import default_threads
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.link import messages
from rnnviz.link.frames import Header, Message

BUSY_SECONDS = 0.5
"""A command that takes longer is named in the engine's state."""


class Served:
    """A run with its number, and what the window is told of it."""

    def __init__(self, run: Run, number: int, outbox: Outbox, now: float) -> None:
        self.run = run
        self.number = number
        self.training = False
        self.owed = 0
        self.rows = Rows(outbox, number)
        self.traces = Traces(outbox, number)
        self.snapshots = Snapshots(outbox, number, now, self.rows)
        self.verifying: Verifying | None = None
        self.working = Working(run, number, outbox)

    @property
    def learning(self) -> bool:
        """Whether an update is to be made now."""
        return self.training or self.owed > 0


class Server:
    """Obeys the window; one thread, one run at a time.

    Parameters
    ----------
    mailbox : Mailbox
        Where commands come from.
    outbox : Outbox
        Where messages go.
    make_run : callable
        Makes the run of an experiment, or raises `BadInput`.
    """

    def __init__(self, mailbox: Mailbox, outbox: Outbox, make_run: Callable[[Experiment], Run] = Run) -> None:
        self._mailbox = mailbox
        self._outbox = outbox
        self._make_run = make_run
        self._served: Served | None = None
        self._made = 0
        self._doing: tuple[str, float] | None = None
        self._speed = Speed()
        self._threads = default_threads()
        self._obeys: dict[str, Callable[[Served, Header], None]] = {
            "update": self._update,
            "train": self._train,
            "change": self._change,
            "pull": self._pull,
            "verify": self._verify,
            "keep": self._keep,
            "job": lambda served, header: served.working.ask(header),
            "cancel_job": lambda served, header: served.working.cancel(header["number"]),
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
        Heart(self._outbox, self._beat_state).start()
        while True:
            self.turn()

    def turn(self) -> None:
        """Obey what waits in the mailbox, learn once where that is asked for, and report.

        While the picture is checked, learning waits, and one part of the checks is made instead; a job shares
        the time with it.
        """
        for command in self._mailbox.take(self._patience()):
            self._obey(command)
        served = self._served
        if served and served.verifying:
            if not served.verifying.go_on():
                served.verifying = None
                self._send_state()
        elif served:
            if served.working.busy:
                self._doing = ("job", time.monotonic())
                served.working.go_on()
                self._doing = None
            if served.learning:
                self._learn(served)
        if served := self._served:
            self._report(served)

    def _patience(self) -> float | None:
        """Return how long to wait for a command (seconds; None: for ever)."""
        if self._served is None:
            return None
        busy = self._served.learning or self._served.verifying or self._served.working.busy
        return 0.0 if busy else self._served.snapshots.patience(time.monotonic())

    def _obey(self, command: Message) -> None:
        if command.kind == "start":
            self._start(command)
        elif command.kind == "stop":
            self._stop()
        elif self._served and command.header["run"] == self._served.number:
            self._obeys[command.kind](self._served, command.header)

    def _start(self, command: Message) -> None:
        number = command.header["run"]
        self._doing = ("start", time.monotonic())
        threads = torch.get_num_threads()
        try:
            torch.set_num_threads(self._threads)
            run = self._make_run(from_values(command.header["experiment"]))
            if command.arrays:
                _restore(run, command)
        except BadInput as problem:
            torch.set_num_threads(threads)
            self._outbox.send(messages.bad(number, "start", problem))
            return
        finally:
            self._doing = None
        if self._served:
            self._served.snapshots.leave(self._served.run)
        self._served = Served(run, number, self._outbox, time.monotonic())
        self._outbox.send(
            messages.started(
                number, update=run.updates, device=run.device, threads=torch.get_num_threads(),
                parameters=run.parameters, task=_task(run),
                weights_sha256=run.learner.weights.sha256, remarks=run.learner.weights.remarks,
            )
        )
        self._send_state()

    def _stop(self) -> None:
        if self._served:
            self._halt(self._served)
            self._served.traces.drop()
            self._served.verifying = None

    def _update(self, served: Served, header: Header) -> None:
        served.owed += header["count"]

    def _train(self, served: Served, header: Header) -> None:
        if served.training != header["on"]:
            served.training = header["on"]
            self._send_state()

    def _change(self, served: Served, header: Header) -> None:
        try:
            served.run.change(header["field"], header["value"])
        except BadInput as problem:
            self._outbox.send(messages.bad(served.number, "change", problem))
        else:
            self._outbox.send(messages.changed(served.number, served.run.updates, header["field"], header["value"]))
            if header["field"] == "probe":
                served.traces.renew()

    def _pull(self, served: Served, header: Header) -> None:
        served.traces.ask(header)

    def _verify(self, served: Served, header: Header) -> None:
        on = header["on"]
        served.verifying = Verifying(served.run, served.number, header["reach_from"], self._outbox) if on else None
        if not on:
            self._send_state()

    def _keep(self, served: Served, header: Header) -> None:
        try:
            served.snapshots.keep(served.run, header["asked"])
        except BadInput as problem:
            self._outbox.send(messages.bad(served.number, "keep", problem))

    def _learn(self, served: Served) -> None:
        self._doing = ("update", time.monotonic())
        served.snapshots.secure(served.run, self._doing[1])
        try:
            row = served.run.update()
        except Diverged as problem:
            self._diverged(served, problem)
        except BadInput as problem:
            self._halt(served)
            self._outbox.send(messages.bad(served.number, "update", problem))
        else:
            served.rows.append(row)
            served.snapshots.change(time.monotonic())
            served.owed = max(served.owed - 1, 0)
            self._made += 1
        self._doing = None

    def _diverged(self, served: Served, problem: Diverged) -> None:
        now = time.monotonic()
        served.rows.send(now, learning=False)
        served.snapshots.go_back(served.run, now)
        served.traces.renew()
        self._outbox.send(
            messages.diverged(
                served.number, update=problem.update, restored=served.run.updates,
                array=problem.array, step=problem.step, problem=problem,
            )
        )
        self._halt(served)

    def _halt(self, served: Served) -> None:
        served.training, served.owed = False, 0
        self._send_state()

    def _report(self, served: Served) -> None:
        """Send what is due: rows first, so that the window has those of the trace that it gets."""
        served.rows.send(time.monotonic(), served.learning)
        counting = served.owed > 0 and not served.training
        if not counting and served.traces.due(served.run, served.learning):
            self._doing = ("pull", time.monotonic())
            served.traces.answer(served.run)
            self._doing = None
        served.snapshots.send(served.run, time.monotonic())

    def _send_state(self, speed: float = 0.0) -> None:
        if message := self._state(speed):
            self._outbox.send(message)

    def _beat_state(self) -> Message | None:
        """Return the state with the speed of the last second; called by the heart."""
        return self._state(self._speed.measure(time.monotonic(), self._made))

    def _state(self, speed: float) -> Message | None:
        served, doing = self._served, self._doing
        if served is None:
            return None
        if doing is None and (verifying := served.verifying) is not None:
            doing = ("verify", verifying.began)
        long = doing is not None and time.monotonic() - doing[1] >= BUSY_SECONDS
        return messages.state(
            served.number, training=served.training, updates_per_second=speed, busy=doing[0] if doing and long else ""
        )


def _restore(run: Run, command: Message) -> None:
    try:
        run.restore(dict(command.arrays))
    except (KeyError, ValueError, RuntimeError):  # what torch and json say of names, sizes and text that do not fit
        raise BadInput("the snapshot does not belong to this experiment: start without it") from None


def _task(run: Run) -> dict[str, Any]:
    task = run.task
    return {
        "length": task.length,
        "input_size": task.input_size,
        "output_size": task.output_size,
        "symbols": list(task.symbols),
        "output_symbols": list(task.output_symbols),
        "data_sha256": task.data_sha256,
        "facts": dict(task.facts),
    }
