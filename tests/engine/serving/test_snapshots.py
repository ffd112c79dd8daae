"""Snapshots of a run: when they are sent, and of which weights."""

from __future__ import annotations

import numpy as np

from rnnviz.engine.serving import snapshots
from rnnviz.engine.serving.rows import Rows
from rnnviz.engine.training.run import Run
from rnnviz.link import messages
from tests.engine.serving.desk import Desk, experiment, kinds, one


def test_a_snapshot_is_sent_once_when_nothing_happens_any_more(desk: Desk) -> None:
    desk.start()
    assert kinds(desk.turn(messages.update(1))) == ["snapshot", "metrics"]  # what it would go back to
    sent = desk.turn()  # waits until a snapshot is due, or until the engine gets itself ready
    while "snapshot" not in kinds(sent):
        sent += desk.turn()
    assert [(m.kind, m.header["update"]) for m in sent if m.kind != "kept"] == [("snapshot", 1)]
    run = Run(experiment())
    run.update()
    for name, array in run.snapshot().items():
        if name != "rest":  # holds a duration
            np.testing.assert_array_equal(one(sent, "snapshot").arrays[name], array)


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
