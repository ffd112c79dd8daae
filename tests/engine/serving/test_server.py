"""The server on real runs, turned by hand: what is answered, when, and what is left as it was."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
import torch

from rnnviz.catalogue import as_values, load
from rnnviz.engine.run import Run
from rnnviz.engine.serving import snapshots, traces
from rnnviz.engine.serving.mailbox import Mailbox
from rnnviz.engine.serving.rows import Rows
from rnnviz.engine.serving.server import Server
from rnnviz.engine.serving.wire import Outbox
from rnnviz.engine.verify import COUNT
from rnnviz.experiment import Experiment
from rnnviz.link import job_messages, messages
from rnnviz.link.checks import failed, made, message_to_checks
from rnnviz.link.frames import Decoder, Message
from rnnviz.operation import Operation
from rnnviz.trace import Trace

SIZES = ["cell.hidden_size=8", "task.length=20", "training.batch_size=4"]
SMALL = ["threads=1", *SIZES]
UNBOUNDED = ["cell.activation=relu", "training.clip.mode=none"]
WILD = [*SMALL, *UNBOUNDED, "training.optimizer=sgd", "training.learning_rate=1e6"]


class Wire:
    """An outbox, and what comes out at the other end of its pipe."""

    def __init__(self) -> None:
        self._incoming, outgoing = os.pipe()
        self.outbox = Outbox(outgoing, closed=lambda: None)
        self.read: queue.Queue[Message] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        decoder = Decoder()
        while data := os.read(self._incoming, 1 << 16):
            for message in decoder.feed(data):
                self.read.put(message)


class Desk:
    """A server without a run, turned by hand."""

    def __init__(self, wire: Wire) -> None:
        self.mailbox = Mailbox()
        self.outbox, self._read = wire.outbox, wire.read
        self.server = Server(self.mailbox, self.outbox)

    def turn(self, *commands: Message, times: int = 1) -> list[Message]:
        """Put commands into the mailbox, turn the server, and return what it sends."""
        for command in commands:
            self.mailbox.put(command)
        for _ in range(times):
            self.server.turn()
        self.outbox.send(messages.beat())  # marks the end
        return list(iter(self._read.get, messages.beat()))

    def start(self, run: int = 1, sets: list[str] = SMALL) -> list[Message]:
        return self.turn(messages.start(run, as_values(experiment(sets))))


def experiment(sets: list[str] = SMALL) -> Experiment:
    return load("vanishing-rnn", sets)


def kinds(sent: list[Message]) -> list[str]:
    return [message.kind for message in sent if message.kind != "state"]


def one(sent: list[Message], kind: str) -> Message:
    (found,) = [message for message in sent if message.kind == kind]
    return found


def pull(have: int = 0, run: int = 1, reach: int | None = None, watch: tuple[str, ...] = ()) -> Message:
    return messages.pull(run, watch, reach, have)


@pytest.fixture(scope="module")
def wire() -> Wire:
    return Wire()


@pytest.fixture
def desk(wire: Wire) -> Iterator[Desk]:
    before = torch.get_num_threads()
    yield Desk(wire)
    torch.set_num_threads(before)


def test_a_start_with_a_pull_gives_the_first_trace_at_once(desk: Desk) -> None:
    sent = desk.turn(messages.start(1, as_values(experiment())), pull())
    assert kinds(sent) == ["started", "trace"]
    assert one(sent, "trace").header["number"] == 1


def test_a_pull_waits_until_there_is_something_new(desk: Desk) -> None:
    desk.start()
    assert kinds(desk.turn(pull())) == ["trace"]
    assert kinds(desk.turn(pull(have=1))) == []
    sent = desk.turn(messages.update(1))
    assert kinds(sent) == ["snapshot", "metrics", "trace"]
    header = one(sent, "trace").header
    assert (header["number"], header["update"]) == (2, 1)
    assert kinds(desk.turn(messages.update(1))) == ["metrics"]  # one pull, one trace


def test_another_watch_or_reach_is_answered_without_an_update(desk: Desk) -> None:
    desk.start(sets=[*SMALL, "training.loss_on=all"])
    first = one(desk.turn(pull()), "trace")
    watched = one(desk.turn(pull(have=1, watch=("gradient_flow/*",))), "trace")
    more = set(watched.arrays) - set(first.arrays)
    assert "gradient_flow/layer0.hidden" in more
    assert all(name.startswith("gradient_flow") for name in more)
    reached = one(desk.turn(pull(have=2, reach=3, watch=("gradient_flow/*",))), "trace")
    assert int(reached.arrays["reach_from"]) == 3
    assert kinds(desk.turn(pull(have=3, reach=3, watch=("gradient_flow/*",)), times=1)) == []


def test_the_latest_pull_is_the_one_that_is_answered(desk: Desk) -> None:
    desk.start(sets=[*SMALL, "training.loss_on=all"])
    sent = desk.turn(pull(reach=1), pull(reach=2), pull(reach=3))
    assert int(one(sent, "trace").arrays["reach_from"]) == 3


def test_a_counted_update_is_finished_before_it_is_shown(desk: Desk) -> None:
    desk.start()
    sent = desk.turn(messages.update(1, 5), pull(), times=5)
    assert [message.header["update"] for message in sent if message.kind == "trace"] == [5]
    assert kinds(sent)[-2:] == ["metrics", "trace"]


def test_commands_and_pulls_of_another_run_are_dropped(desk: Desk) -> None:
    desk.start(run=4)
    change = messages.change(3, "training.learning_rate", 1.0)
    for command in (messages.update(3), messages.train(5, True), change, pull(run=3)):
        assert desk.turn(command) == []
    assert one(desk.turn(pull(run=4)), "trace").header["update"] == 0


def test_nothing_happens_before_a_start(desk: Desk) -> None:
    assert desk.turn(messages.update(1), messages.train(1, True), pull(), messages.stop()) == []


def test_a_refused_start_leaves_the_run_before_bit_for_bit(desk: Desk) -> None:
    threads = (os.cpu_count() or 1) + 1  # never what the engine would choose
    sets = [*SIZES, f"threads={threads}"]
    desk.start(sets=sets)
    desk.turn(messages.update(1))
    values = as_values(experiment())
    values["cell"]["hidden_size"] = 0
    assert kinds(desk.turn(messages.start(2, values))) == ["bad"]
    assert torch.get_num_threads() == threads
    trace = one(desk.turn(messages.update(1), pull()), "trace")
    run = Run(experiment(sets))
    run.update()
    run.update()
    wanted = run.probe()
    assert list(trace.arrays) == list(wanted)
    for name in wanted:
        np.testing.assert_array_equal(trace.arrays[name], wanted[name], strict=True)


def test_a_live_change_acts_on_the_next_update_and_a_bad_one_on_none(desk: Desk) -> None:
    desk.start()
    sent = desk.turn(messages.change(1, "training.learning_rate", 0.5), messages.update(1))
    assert one(sent, "metrics").arrays["learning_rate"].tolist() == [0.5]
    for field, value in (("training.learning_rate", -1.0), ("cell.hidden_size", 3), ("no.such", 1)):
        header = one(desk.turn(messages.change(1, field, value)), "bad").header
        assert (header["about"], field in str(messages.problem(header))) == ("change", True)
    assert one(desk.turn(messages.update(1)), "metrics").arrays["learning_rate"].tolist() == [0.5]


def test_a_change_of_what_is_probed_is_shown_at_once(desk: Desk) -> None:
    desk.start()
    sent = desk.turn(messages.update(1), pull())
    assert kinds(desk.turn(pull(have=1), messages.change(1, "training.learning_rate", 0.5))) == ["changed"]
    shown = desk.turn(messages.change(1, "probe", "current"))
    assert not np.array_equal(one(shown, "trace").arrays["inputs"], one(sent, "trace").arrays["inputs"])


def test_a_bad_pull_is_said_and_the_next_is_answered(desk: Desk) -> None:
    desk.start()
    header = one(desk.turn(pull(reach=3)), "bad").header  # the loss is on the last step alone
    assert header["about"] == "pull"
    assert kinds(desk.turn(pull())) == ["trace"]


def test_stop_ends_the_learning_and_forgets_what_waits(desk: Desk) -> None:
    desk.start()
    first = one(desk.turn(messages.train(1, True), messages.update(1, 100), pull()), "trace")
    desk.mailbox.put(pull(have=first.header["number"]))
    sent = desk.turn(messages.stop())
    assert not one(sent, "state").header["training"]
    assert kinds(desk.turn(messages.update(1))) == ["metrics"]
    assert kinds(desk.turn(pull())) == ["trace"]


def test_watching_does_not_change_what_is_learnt(desk: Desk) -> None:
    desk.start()
    watched = [desk.turn(messages.update(1), pull(have=i, watch=("*",))) for i in range(10)]
    run = Run(experiment())
    for sent in watched:
        assert one(sent, "metrics").arrays["loss"][0] == run.update()["loss"]
    assert all("trace" in kinds(sent) for sent in watched)


def test_a_loss_that_is_not_finite_ends_the_training_and_goes_back_to_good_weights(desk: Desk) -> None:
    desk.start(sets=WILD)
    sent = desk.turn(messages.train(1, True), times=1)
    while "diverged" not in kinds(sent):
        sent += desk.turn(messages.train(1, True))
    header = one(sent, "diverged").header
    assert header["update"] > 1
    assert header["restored"] < header["update"]
    assert str(header["update"]) in str(messages.problem(header))
    assert not [message for message in sent if message.kind == "state"][-1].header["training"]
    losses = np.concatenate([message.arrays["loss"] for message in sent if message.kind == "metrics"])
    assert len(losses) == header["update"] - 1
    trace = one(desk.turn(messages.train(1, False), pull()), "trace")
    assert trace.header["update"] == header["restored"]
    assert np.isfinite(trace.arrays["loss"])
    assert "metrics" in kinds(desk.turn(messages.update(1)))


def test_a_snapshot_is_sent_once_when_nothing_happens_any_more(desk: Desk) -> None:
    desk.start()
    assert kinds(desk.turn(messages.update(1))) == ["snapshot", "metrics"]  # what it would go back to
    sent = desk.turn()  # waits until a snapshot is due
    assert [(m.kind, m.header["update"]) for m in sent if m.kind != "kept"] == [("snapshot", 1)]
    run = Run(experiment())
    run.update()
    for name, array in run.snapshot().items():
        if name != "rest":  # holds a duration
            np.testing.assert_array_equal(sent[0].arrays[name], array)


def test_a_snapshot_that_is_asked_for_while_learning_comes_in_order_with_every_row_before_it(desk: Desk) -> None:
    desk.start()
    sent = desk.turn(messages.train(1, True), times=7)
    sent += desk.turn(messages.keep(1, asked=5), times=3)
    asked = next(n for n, m in enumerate(sent) if m.kind == "snapshot" and m.header["asked"] == 5)
    rows = [m for m in sent[:asked] if m.kind == "metrics"]
    assert sent[asked].header["update"] == 7
    assert np.concatenate([m.arrays["update"] for m in rows]).tolist() == list(range(1, 8))
    resumed, alone = Run(experiment()), Run(experiment())
    resumed.restore(dict(sent[asked].arrays))
    for _ in range(12):
        alone.update()
    for _ in range(5):
        resumed.update()
    for name, array in alone.snapshot().items():
        if name != "rest":
            np.testing.assert_array_equal(resumed.snapshot()[name], array)


def test_a_snapshot_of_another_run_is_not_sent(desk: Desk) -> None:
    desk.start()
    assert not [m for m in desk.turn(messages.keep(2, asked=1)) if m.kind == "snapshot"]


def test_snapshots_while_learning_come_at_their_time(desk: Desk) -> None:
    held = snapshots.Snapshots(desk.outbox, 1, now=0.0, rows=Rows(desk.outbox, 1))
    run = Run(experiment())
    for now in np.arange(0.0, 25.0, 0.1):
        run.update()
        held.change(float(now))
        assert desk.outbox.drain(5)
        held.send(run, float(now) + 0.05)
    sent = desk.turn(messages.stop())
    assert [m.header["update"] for m in sent] == [101, 201]


def test_weights_are_good_once_an_update_from_them_has_gone_well(desk: Desk) -> None:
    run = Run(experiment())
    held = snapshots.Snapshots(desk.outbox, 1, now=0.0, rows=Rows(desk.outbox, 1))
    held.secure(run, 0.0)
    run.update()
    held.change(0.1)
    assert desk.outbox.drain(5)
    held.send(run, 10.0)
    held.go_back(run, 10.1)
    assert run.updates == 0
    for now in (20.0, 20.1):
        run.update()
        held.change(now)
        assert desk.outbox.drain(5)
        held.send(run, now)
    run.update()
    held.go_back(run, 20.2)
    assert run.updates == 1
    assert [m.header["update"] for m in desk.turn(messages.stop())] == [0, 1, 1]


class Clock:
    """A clock that a probe moves on."""

    def __init__(self, costs: float) -> None:
        self.now = 0.0
        self.costs = costs

    def __call__(self) -> float:
        return self.now


def test_a_pull_with_operations_gets_what_can_be_done_and_what_is_wrong_with_the_rest(desk: Desk) -> None:
    run = Run(experiment())
    silent = Operation(kind="clamp", target="layer0.hidden", index=(0,))
    beyond = Operation(kind="clamp", target="layer0.hidden", index=(9999,))
    made = traces.Traces(desk.outbox, 1)
    made.ask(messages.pull(1, (), None, 0).header)
    made.answer(run)
    made.ask(messages.pull(1, (), None, 1, [silent, beyond]).header)
    assert made.due(run, learning=False)  # no update lies between, but it is another pass
    assert run.operable().sort([silent, beyond])[0] == [silent]
    made.answer(run)
    made.ask(messages.pull(1, (), None, 2, [silent, beyond]).header)
    assert not made.due(run, learning=False)


class Dear(Run):
    """A run whose probe takes its time by a clock."""

    clock: Clock

    def probe(
        self, watch: tuple[str, ...] = (), reach_from: int | None = None, operations: Sequence[Operation] = (),
        writing: int = 0,
    ) -> Trace:
        self.clock.now += self.clock.costs
        return super().probe(watch, reach_from, operations, writing)


def times_of_traces(desk: Desk, costs: float, update: float, until: float, pulls_after: float = 0.0) -> list[float]:
    """Return when traces were made while a run learns whose probe and updates take so many seconds."""
    clock = Clock(costs)
    run = Dear(experiment())
    run.clock = clock
    made = traces.Traces(desk.outbox, 1, clock)
    found: list[float] = []
    while clock.now < until:
        if not made.asked and (not found or clock.now >= found[-1] + pulls_after):
            made.ask(pull(have=len(found)).header)
        if made.due(run, learning=True):
            found.append(clock.now)
            made.answer(run)
        clock.now += update
        run.updates += 1
    return found


DEAR = [(0.001, 20), (0.003, 13), (0.006, 10), (0.03, 10), (0.05, 8), (0.3, 2)]


@pytest.mark.parametrize(("costs", "expected"), DEAR)
def test_the_dearer_a_trace_the_fewer_are_made_while_learning(desk: Desk, costs: float, expected: int) -> None:
    assert abs(len(times_of_traces(desk, costs, update=0.001, until=1.0)) - expected) <= 1


@pytest.mark.parametrize("update", [0.001, 0.009, 0.0235, 0.031, 0.05, 0.08])
def test_however_long_updates_take_as_many_traces_come(desk: Desk, update: float) -> None:
    found = times_of_traces(desk, 0.005, update, until=6.0, pulls_after=0.02)
    assert 10.0 <= (len(found) - 1) / (found[-1] - found[0]) <= 10.4
    assert max(np.diff(found)) <= traces.ENOUGH + update + 0.005 + 1e-9


def test_an_update_longer_than_a_traces_turn_gets_one_trace_and_none_is_made_up_for(desk: Desk) -> None:
    slow = times_of_traces(desk, 0.005, update=0.3, until=6.0)
    assert np.diff(slow) == pytest.approx(0.305)
    late = np.diff(times_of_traces(desk, 0.005, update=0.001, until=20.0, pulls_after=1.0))
    assert (late > 0.99).all()


def test_after_a_long_wait_at_most_one_trace_comes_early(desk: Desk) -> None:
    clock = Clock(0.005)
    run = Dear(experiment())
    run.clock = clock
    made = traces.Traces(desk.outbox, 1, clock)
    clock.now = 100.0
    times: list[float] = []
    while clock.now < 101.0:
        if not made.asked:
            made.ask(pull(have=len(times)).header)
        if made.due(run, learning=True):
            times.append(clock.now)
            made.answer(run)
        clock.now += 0.023
        run.updates += 1
    assert len(times) <= 12
    assert min(np.diff(times)[1:]) >= traces.ENOUGH - 0.028


def test_verifying_goes_part_by_part_and_ends_with_all_checks(desk: Desk) -> None:
    desk.start()
    sent = desk.turn(messages.verify(1, True))
    assert kinds(sent) == ["verifying"]
    sent = desk.turn(times=COUNT - 1)
    assert [message.header["done"] for message in sent if message.kind == "verifying"] == list(range(2, COUNT + 1))
    found = one(sent, "verified")
    checks = message_to_checks(found)
    assert (found.header["update"], found.header["dtype"], found.header["device"]) == (0, "float32", "cpu")
    assert failed(checks) == []
    assert len(made(checks)) > 50


def test_learning_waits_for_the_checks_and_pulls_do_not(desk: Desk) -> None:
    desk.start()
    sent = desk.turn(messages.verify(1, True), messages.train(1, True), messages.update(1, 2), pull())
    assert kinds(sent) == ["verifying", "trace"]
    assert one(sent, "trace").header["update"] == 0
    sent = desk.turn(times=COUNT - 1)
    assert "metrics" not in kinds(sent)
    assert one(sent, "verified").header["update"] == 0
    turns = (kinds(desk.turn()) for _ in range(200))  # rows wait while something is still unread
    assert any("metrics" in sent for sent in turns)
    desk.turn(messages.stop())


def test_checks_can_be_left_off(desk: Desk) -> None:
    desk.start()
    desk.turn(messages.verify(1, True), times=2)
    assert kinds(desk.turn(messages.verify(1, False), messages.update(1))) == ["snapshot", "metrics"]
    desk.turn(messages.verify(1, True))
    assert "verifying" not in kinds(desk.turn(messages.stop(), messages.update(1)))


def test_checks_of_a_step_without_a_loss_are_refused(desk: Desk) -> None:
    desk.start()
    sent = desk.turn(messages.verify(1, True, reach_from=2))
    assert one(sent, "bad").header["about"] == "verify"
    assert kinds(desk.turn(messages.update(1))) == ["snapshot", "metrics"]


def test_samples_are_sent_at_their_updates_and_change_nothing(desk: Desk) -> None:
    sets = ["cell.hidden_size=6", "threads=1"]
    desk.turn(messages.start(1, as_values(load("hello-rnn", sets))))
    wish = messages.sampling(1, "h", {"method": "greedy", "length": 3})
    sent = desk.turn(wish, messages.update(1, 5), messages.sampling(1, "h", {"length": 0}), times=5)
    made = [messages.sample_of(message.header) for message in sent if message.kind == "sample"]
    assert [each.update for each in made] == [0, 1, 2, 4]
    assert {(each.prompt, each.method, each.symbols) for each in made} == {("h", "greedy", 3)}
    assert one(sent, "bad").header["about"] == "sampling"
    alone = Run(load("hello-rnn", sets))
    for _ in range(5):
        alone.update()
    assert desk.server._served is not None
    for name, value in desk.server._served.run.learner.model.state_dict().items():
        assert torch.equal(value, alone.learner.model.state_dict()[name])
    numbers = desk.turn(messages.start(2, as_values(experiment())), messages.update(2, 2), times=3)
    assert "sample" not in kinds(numbers)  # nothing to write


def test_a_text_that_is_written_is_pulled_as_it_grows(desk: Desk) -> None:
    desk.turn(messages.start(1, as_values(load("hello-rnn", ["threads=1"]))))

    def write(number: int, arguments: dict[str, object]) -> list[Message]:
        sent = desk.turn(job_messages.job(1, number, "write", arguments), times=3)
        assert "job_done" in kinds(sent)
        return [each for each in sent if each.kind == "trace"]

    assert write(1, {"prompt": "he", "count": 1}) == []
    first = one(desk.turn(messages.pull(1, (), None, 0, writing=1)), "trace")
    assert first.arrays["tokens"].shape == (3,)
    assert kinds(desk.turn(messages.pull(1, (), None, 1, writing=1))) == []
    grown = write(2, {"writing": 1, "count": 2})  # the pull that waits is answered when there is more
    assert grown[-1].arrays["written"].tolist() == [False, False, True, True, True]
