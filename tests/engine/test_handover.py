"""What the server tells the window so that nothing that was done is lost: changes, and runs that are replaced."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import torch

from rnnviz.catalogue import as_values
from rnnviz.link import messages
from tests.engine.serving.desk import Desk, Wire, experiment, kinds, one


@pytest.fixture
def desk() -> Iterator[Desk]:
    before = torch.get_num_threads()
    yield Desk(Wire())
    torch.set_num_threads(before)


def test_a_change_is_confirmed_with_the_update_after_which_it_was_made(desk: Desk) -> None:
    desk.start()
    desk.turn(messages.update(1, 3), times=3)
    sent = desk.turn(messages.change(1, "training.learning_rate", 0.25))
    assert one(sent, "changed").header == {
        "kind": "changed", "run": 1, "update": 3, "field": "training.learning_rate", "value": 0.25,
        "before": None,
    }


def test_a_run_that_is_replaced_leaves_its_newest_weights(desk: Desk) -> None:
    desk.start()
    desk.turn(messages.update(1, 2), times=2)
    sent = desk.start(run=2)
    assert kinds(sent)[:2] == ["snapshot", "started"]
    left = one(sent, "snapshot")
    assert (left.header["run"], left.header["update"]) == (1, 2)
    again = desk.turn(messages.start(3, as_values(experiment()), left.arrays))
    assert one(again, "started").header["update"] == 2
    assert all(np.isfinite(array).all() for name, array in left.arrays.items() if name.startswith("model/"))


def test_a_run_that_has_learnt_nothing_leaves_nothing(desk: Desk) -> None:
    desk.start()
    assert "snapshot" not in kinds(desk.start(run=2))
