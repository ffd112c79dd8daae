"""The server on real runs, turned by hand: what is answered, when, and what is left as it was."""

from __future__ import annotations

import os

import numpy as np
import torch

from rnnviz.catalogue import as_values, load
from rnnviz.engine.serving import traces
from rnnviz.engine.training.run import Run
from rnnviz.link import job_messages, messages
from rnnviz.link.frames import Message
from rnnviz.operation import Operation
from tests.engine.serving.desk import SIZES, SMALL, Desk, experiment, kinds, one, pull

UNBOUNDED = ["cell.activation=relu", "training.clip.mode=none"]
WILD = [*SMALL, *UNBOUNDED, "training.optimizer=sgd", "training.learning_rate=1e6"]


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


def test_after_a_divergence_what_was_set_acts_from_the_good_weights_on_and_never_again_by_itself(desk: Desk) -> None:
    rate = "training.learning_rate"
    desk.start(sets=[*SMALL, *UNBOUNDED, "training.optimizer=sgd", f"{rate}=0.0001"])
    desk.turn(messages.update(1, 2))
    desk.turn(messages.train(1, False))
    sent = desk.turn(messages.change(1, rate, 1e6))[:0]
    for _ in range(60):
        sent += desk.turn(messages.train(1, "diverged" not in kinds(sent)))
    restored = one(sent, "diverged").header["restored"]
    assert restored < 2, "the change lies behind the good weights"
    told = [(each.kind, each.header["update"]) for each in sent if each.kind in ("changed", "diverged")]
    assert [kind for kind, _ in told] == ["changed", "diverged"], "it is known by the time that the divergence is said"
    assert told[0][1] == restored
    assert one(sent, "changed").header["value"] == 1e6
    sent = desk.turn(messages.change(1, rate, 0.0002), messages.update(1, 5))
    for _ in range(20):
        sent += desk.turn(messages.train(1, False))
    rows = np.concatenate([each.arrays["learning_rate"] for each in sent if each.kind == "metrics"])
    assert rows.tolist() == [0.0002] * 5
    assert "diverged" not in kinds(sent)


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
