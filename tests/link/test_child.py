"""The child process: a real engine asked as the window asks it, and engines that go wrong."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import torch
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.catalogue import as_values, load
from rnnviz.cells import CELLS
from rnnviz.engine.training.run import Run
from rnnviz.link import child as child_module
from rnnviz.link import messages
from rnnviz.link.child import EngineChild, see_off
from rnnviz.link.frames import Message
from rnnviz.link.watch import QUICK_DEATHS, Failure
from rnnviz.trace import Trace

EXPERIMENT = load("vanishing-rnn", ["threads=1", "cell.hidden_size=8", "task.length=20", "training.batch_size=4"])
INFOS = {key: cell(cell.Fields()).describe() for key, cell in CELLS.items()}


class Engine:
    """A real engine, and everything that it has sent."""

    def __init__(self) -> None:
        self.child = EngineChild()
        self.got: list[Message] = []
        self.failures: list[Failure] = []
        self.runs = 0
        self.child.received.connect(self.got.append)
        self.child.failed.connect(self.failures.append)

    def send(self, message: Message) -> None:
        self.child.send(message.header, message.arrays)

    def start(self, snapshot: Any = None, experiment: Any = None) -> int:
        self.runs += 1
        self.send(messages.start(self.runs, experiment or as_values(EXPERIMENT), snapshot))
        return self.runs

    def wait(self, qtbot: QtBot, kind: str, fits: Callable[[Any], bool] = lambda header: True) -> Message:
        """Return the first new message of a kind; it and those before it are then old."""

        def place() -> int:
            return next((i for i, m in enumerate(self.got) if m.kind == kind and fits(m.header)), -1)

        qtbot.waitUntil(lambda: place() >= 0 or bool(self.failures), timeout=20_000)
        assert not self.failures, self.failures
        found = self.got[place()]
        del self.got[: place() + 1]
        return found

    def trace(self, qtbot: QtBot, run: int, have: int = 0, watch: tuple[str, ...] = ()) -> Trace:
        self.send(messages.pull(run, watch, None, have))
        return messages.message_to_trace(self.wait(qtbot, "trace", lambda header: header["run"] == run), INFOS)


@pytest.fixture(scope="module")
def engine(qapp: QApplication) -> Iterator[Engine]:
    engine = Engine()
    engine.child.start()
    yield engine
    engine.child.close()
    assert not engine.child.running


@pytest.fixture
def ready(engine: Engine, qtbot: QtBot) -> Engine:
    qtbot.waitUntil(lambda: engine.child.is_ready, timeout=30_000)
    assert not engine.failures
    return engine


def in_process(updates: int) -> tuple[Run, list[dict[str, float]]]:
    torch.set_num_threads(1)
    run = Run(EXPERIMENT)
    return run, [run.update() for _ in range(updates)]


def assert_same(found: Trace, wanted: Trace) -> None:
    assert list(found) == list(wanted)
    for name in wanted:
        assert found[name].dtype == wanted[name].dtype
        np.testing.assert_array_equal(found[name], wanted[name], strict=True)
    assert (found.update, found.path, found.cells) == (wanted.update, wanted.path, wanted.cells)


def test_it_says_first_that_it_loads_and_then_what_it_has(engine: Engine, ready: Engine, qtbot: QtBot) -> None:
    header = engine.got[0].header
    assert header == {"kind": "loading"}
    header = engine.wait(qtbot, "ready").header
    assert header["pid"] == engine.child.pid
    assert header["torch"] == torch.__version__
    assert 1 <= header["threads"] <= max(1, (os.cpu_count() or 1) - 1)
    cpu, *others = messages.devices(header)
    assert (cpu.key, cpu.available) == ("cpu", True)
    assert all(device.available or device.reason for device in others)


def test_it_leaves_the_processor_to_the_window(ready: Engine) -> None:
    assert os.getpriority(os.PRIO_PROCESS, ready.child.pid) >= 10


def test_a_trace_of_the_engine_is_the_one_of_a_run_in_process_bit_for_bit(ready: Engine, qtbot: QtBot) -> None:
    number = ready.start()
    started = ready.wait(qtbot, "started").header
    run, rows = in_process(0)
    assert (started["run"], started["update"], started["parameters"]) == (number, 0, run.parameters)
    assert (started["device"], started["threads"]) == ("cpu", 1)
    assert started["task"]["length"] == run.task.length
    first = ready.trace(qtbot, number)
    assert_same(first, run.probe())
    ready.send(messages.update(number, 3))
    second = ready.trace(qtbot, number, have=first.number)
    run, rows = in_process(3)
    assert second.number > first.number
    assert_same(second, run.probe())
    ready.send(messages.update(number, 1))
    got = ready.wait(qtbot, "metrics")
    assert got.arrays["update"].tolist() == [4.0]
    assert got.arrays["loss"].tolist() == [run.update()["loss"]]
    assert len(rows) == 3


def test_metrics_are_the_rows_of_a_run_in_process(ready: Engine, qtbot: QtBot) -> None:
    number = ready.start()
    ready.wait(qtbot, "started")
    ready.send(messages.update(number, 20))
    columns: dict[str, list[float]] = {}
    while columns.get("update", [0.0])[-1] < 20:
        message = ready.wait(qtbot, "metrics", lambda header: header["run"] == number)
        for name, column in message.arrays.items():
            columns.setdefault(name, []).extend(column)
    _, rows = in_process(20)
    wanted = messages.columns(rows)
    assert set(columns) == set(wanted)
    for name in set(wanted) - {"seconds"}:
        np.testing.assert_array_equal(columns[name], wanted[name])


def test_training_goes_on_until_it_is_paused(ready: Engine, qtbot: QtBot) -> None:
    number = ready.start()
    ready.send(messages.train(number, True))
    ready.wait(qtbot, "state", lambda header: header["training"])
    first = ready.trace(qtbot, number)
    second = ready.trace(qtbot, number, have=first.number)
    assert second.update > first.update
    ready.wait(qtbot, "state", lambda header: header["updates_per_second"] > 0)
    ready.send(messages.train(number, False))
    ready.wait(qtbot, "state", lambda header: not header["training"])
    paused = ready.trace(qtbot, number, have=second.number)
    again = ready.trace(qtbot, number, have=0)
    assert again.update == paused.update
    assert_same(again, paused)


def test_a_bad_experiment_is_refused_and_the_run_before_goes_on(ready: Engine, qtbot: QtBot) -> None:
    number = ready.start()
    ready.wait(qtbot, "started")
    ready.send(messages.update(number, 1))
    values = as_values(EXPERIMENT)
    values["cell"]["hidden_size"] = 0
    refused = ready.start(experiment=values)
    header = ready.wait(qtbot, "bad").header
    assert (header["run"], header["about"]) == (refused, "start")
    assert str(messages.problem(header)) == "cell.hidden_size must be between 1 and 4096, got 0"
    ready.send(messages.update(number, 1))
    trace = ready.trace(qtbot, number, have=0)
    run, _ = in_process(2)
    assert_same(trace, run.probe())


def test_a_stopped_process_is_silent_and_then_answers(ready: Engine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ready.child.silent, timeout=10_000) as silent:
        os.kill(ready.child.pid, signal.SIGSTOP)
    assert silent.args is not None
    assert 3.0 < silent.args[0] < 4.0
    with qtbot.waitSignal(ready.child.answered, timeout=10_000):
        os.kill(ready.child.pid, signal.SIGCONT)


def test_a_killed_engine_is_noticed_and_goes_on_from_its_snapshot(ready: Engine, qtbot: QtBot) -> None:
    number = ready.start()
    ready.send(messages.update(number, 5))
    kept = ready.wait(qtbot, "snapshot", lambda header: (header["run"], header["update"]) == (number, 5))
    with qtbot.waitSignal(ready.child.failed, timeout=2000):
        os.kill(ready.child.pid, signal.SIGKILL)
    failure = ready.failures.pop()
    assert (failure.reason, failure.exit_code) == ("signal", signal.SIGKILL)
    assert not ready.child.running
    ready.child.start()
    ready.wait(qtbot, "ready")
    number = ready.start(snapshot=kept.arrays)
    assert ready.wait(qtbot, "started").header["update"] == 5
    ready.send(messages.update(number, 2))
    run, _ = in_process(7)
    assert_same(ready.trace(qtbot, number), run.probe())


def test_a_snapshot_of_another_experiment_is_refused(ready: Engine, qtbot: QtBot) -> None:
    ready.start(snapshot={"model/none": np.zeros(3)})
    assert "start without it" in str(messages.problem(ready.wait(qtbot, "bad").header))


# --- engines that go wrong


def scripted(code: str, **options: Any) -> EngineChild:
    return EngineChild(command=(sys.executable, "-c", code), **options)


def failure_of(qtbot: QtBot, child: EngineChild) -> Failure:
    with qtbot.waitSignal(child.failed, timeout=10_000) as failed:
        child.start()
    assert failed.args is not None
    assert not child.running
    return failed.args[0]  # type: ignore[no-any-return]


def test_a_program_that_is_not_there(qtbot: QtBot) -> None:
    failure = failure_of(qtbot, EngineChild(command=("/nowhere/python", "-m", "rnnviz.engine")))
    assert failure.reason == "not_started"
    assert failure.detail


def test_one_that_leaves_says_why_on_standard_error(qtbot: QtBot) -> None:
    child = scripted("import sys; sys.stderr.write('No module\\nnamed torch'); sys.exit(3)")
    failure = failure_of(qtbot, child)
    assert (failure.reason, failure.exit_code, failure.log) == ("exit", 3, ("No module", "named torch"))
    assert child.log == failure.log


def test_the_log_keeps_the_last_lines(qtbot: QtBot) -> None:
    failure = failure_of(qtbot, scripted("import sys\nfor i in range(1000): sys.stderr.write(f'{i}\\n')"))
    assert failure.log == tuple(str(i) for i in range(800, 1000))


def test_one_that_prints_upon_the_wire_is_given_up(qtbot: QtBot) -> None:
    failure = failure_of(qtbot, scripted("print('Hello, this is no message at all', flush=True); input()"))
    assert failure.reason == "corrupt"
    assert "a message begins with" in failure.detail


def test_one_that_is_not_ready_in_time_is_given_up(qtbot: QtBot) -> None:
    failure = failure_of(qtbot, scripted("input()", starting_seconds=0.3))
    assert (failure.reason, failure.detail) == ("slow_start", "not ready after 0.3 s")


def test_five_quick_deaths_are_hopeless(qtbot: QtBot) -> None:
    child = scripted("raise SystemExit(1)")
    failures = [failure_of(qtbot, child) for _ in range(QUICK_DEATHS)]
    assert [failure.quick_deaths for failure in failures] == [1, 2, 3, 4, 5]
    assert [failure.hopeless for failure in failures] == [False] * 4 + [True]


def test_one_that_does_not_leave_is_killed_without_a_word(qtbot: QtBot) -> None:
    child = scripted("import time; time.sleep(60)")
    with qtbot.assertNotEmitted(child.failed):
        child.start()
        qtbot.waitUntil(lambda: child.pid > 0)
        child.close()
    assert not child.running


def test_one_that_is_asked_to_leave_is_not_waited_for_and_leaves(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_module, "CLOSING_SECONDS", 0.5)
    made, ended = [], []
    for script in ("import sys; sys.stdin.read()", "import time; time.sleep(60)", "import time; time.sleep(60)"):
        child = scripted(script)
        child.start()
        qtbot.waitUntil(lambda child=child: child.pid > 0)  # type: ignore[misc]
        child._process.finished.connect(lambda *_: ended.append(1))
        made.append(child)
    failures: list[Failure] = []
    for child in made:
        child.failed.connect(failures.append)
    for child in (*made[:2], made[0]):  # to ask twice is to ask once
        child.leave()
    assert ended == []  # whoever waits for a process is told of its end meanwhile
    qtbot.waitUntil(lambda: len(ended) == 2)
    made[2].leave()
    see_off()
    assert len(ended) == 3
    assert failures == []


def test_nothing_is_sent_where_nobody_is(qtbot: QtBot) -> None:
    child = EngineChild()
    child.send(*messages.stop())
    child.close()
    child.kill()
    assert (child.running, child.pid, child.log) == (False, 0, ())
