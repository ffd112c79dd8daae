"""Traces that are left off wherever they can be: nothing is changed by it, and the next one is right."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pytest

from rnnviz.catalogue import load
from rnnviz.engine.patience import Patience, Stopped, go_on, once_more, part, patiently
from rnnviz.engine.training.run import Run
from rnnviz.operation import Operation
from rnnviz.trace import Trace

SMALL = ["threads=1", "training.batch_size=2", "cell.hidden_size=4"]
CLAMP = (Operation(kind="clamp", target="layer0.hidden", first=3, last=5, value=0.0),)
STACK = ("gradient_flow/*", "gradient_flow_coarse/*", "parameter_gradient_flow/*", "gradient_kept@7/*",
         "gradient_lost@7/*", "jacobian_norm/*", "path_norm_log10/*", "lyapunov/*", "lyapunov_free/*",
         "batch_gradient_norm/*", "parameter_gradient_by_step/*")  # fmt: skip
DEAR = ("gradient_flow_coarse/*", "lyapunov/*", "jacobian_norm/*", "path_norm_log10/*")
MODELS = {
    "fast": ("vanishing-rnn", ["task.length=24", "training.loss_on=all"], STACK, ()),
    "lstm": ("adding-lstm", ["task.length=270", "model.layers=2"], ("gradient_flow_coarse/*", "lyapunov/*"), ()),
    "operated": ("vanishing-rnn", ["task.length=24"], (), CLAMP),
    "pair": ("reverse-attention", [], ("gradient_flow/*",), ()),
    "transformer": ("order-transformer", [], ("gradient_flow/*",), ()),
}


def left_after(run: Run, count: int, watch: tuple[str, ...], operations: tuple[Operation, ...]) -> Trace | Patience:
    """Return a trace, or how far it was when it was asked for the so-many-th time whether to go on."""
    asked = itertools.count()
    patience = Patience(lambda: next(asked) >= count)
    try:
        with patience.heard():
            return run.probe(watch, operations=operations)
    except Stopped:
        return patience


@pytest.mark.parametrize("name", MODELS)
def test_wherever_a_trace_is_left_off_the_run_is_as_before_and_the_next_is_right(name: str) -> None:
    preset, sets, watch, operations = MODELS[name]
    small = SMALL if "transformer" not in name else SMALL[:2]
    run = Run(load(preset, [*small, *sets]))
    run.update()
    whole = run.probe(watch, operations=operations)
    before = run.snapshot()
    count, families = 0, set[str]()
    while not isinstance(found := left_after(run, count, watch, operations), Trace):
        assert 0 <= found.share <= 1
        families |= {each.partition("/")[0] for each in found.names}
        count = count + 1 if count < 5 else int(count * 1.7)
    assert count > 3
    after = run.snapshot()
    assert [key for key in before if before[key].tobytes() != after[key].tobytes()] == []
    assert list(found) == list(whole)
    for key in whole:
        np.testing.assert_array_equal(found[key], whole[key], strict=True)


def test_parts_of_parts_add_up_and_who_is_not_heard_asks_nobody() -> None:
    patience = Patience(lambda: False)
    seen = []
    with patience.heard():
        for half in range(2):
            with part(half, 2):
                for quarter in range(2):
                    go_on(quarter, 2)
                    seen.append(patience.share)
    go_on(1, 1)
    assert seen == [0.0, 0.25, 0.5, 0.75]
    assert patience.share == 0.75
    steps = range(1000)
    assert patiently(steps) is steps
    with patience.heard():
        assert list(patiently(steps)) == list(steps)
        assert patiently(steps[:20]) == steps[:20]


class Told(Patience):
    """One that keeps what it is told: of what, whether once more, and which share."""

    def __init__(self) -> None:
        super().__init__(lambda: False)
        self.told: list[tuple[frozenset[str], bool, float]] = []

    def go_on(self, done: float, total: float) -> None:
        self.told.append((self.names, self.again, self._low + self._width * done / total))
        super().go_on(done, total)


@pytest.mark.parametrize(("preset", "sets"), [
    ("vanishing-rnn", ["task.length=300", "model.layers=2"]),
    pytest.param("vanishing-rnn", ["cell.kind=gru_before", "task.length=300"], marks=pytest.mark.soak),
    pytest.param("vanishing-rnn", ["task.length=300", "model.bidirectional=true"], marks=pytest.mark.soak),
])  # fmt: skip
def test_a_pass_that_is_made_once_more_says_so_instead_of_falling_back(preset: str, sets: list[str]) -> None:
    run = Run(load(preset, [*SMALL, *sets]))
    patience = Told()
    with patience.heard():
        trace = run.probe(("batch_gradient_norm/*",))
    assert trace.path == "exact"
    for _, of_one in itertools.groupby(patience.told, lambda each: each[:2]):
        shares = [share for _, _, share in of_one]
        assert shares == sorted(shares)
    seen = [key for key, _ in itertools.groupby((names != frozenset(), again) for names, again, _ in patience.told)]
    assert seen == [(False, False), (False, True), (True, False), (True, True)]


def test_the_share_that_is_said_never_falls_where_a_part_is_done_again() -> None:
    patience = Patience(lambda: False)
    with patience.heard():
        with part(0, 2):
            go_on(3, 4)
            once_more()  # there is more than this part: the whole is not begun anew
            go_on(1, 4)
            assert (patience.share, patience.again) == (0.375, False)
        once_more()
        assert (patience.share, patience.again) == (0.0, True)


@pytest.mark.soak
@pytest.mark.parametrize(("preset", "sets", "watch", "operations"), [
    (
        "vanishing-rnn", ["task.length=4000", "model.layers=4", "training.loss_on=all"],
        ("gradient_flow/layer0.hidden",), (),
    ),
    ("adding-lstm", ["task.length=10000"], DEAR, ()),
    ("adding-lstm", ["task.length=10000"], (), CLAMP),
    ("adding-lstm", ["model.layers=64", "task.length=500"], ("gradient_flow/*",), ()),
    ("adding-lstm", ["model.layers=64", "task.length=500"], ("batch_gradient_norm/*", "jacobian_norm/*"), ()),
])  # fmt: skip
@pytest.mark.parametrize("seconds", [0.1, 0.6, 1.5])
def test_a_long_trace_ends_within_half_a_second(
    preset: str, sets: list[str], watch: tuple[str, ...], operations: tuple[Operation, ...], seconds: float
) -> None:
    run = Run(load(preset, ["cell.hidden_size=16", "training.batch_size=4", *sets]))
    before = run.snapshot()
    clock = time.thread_time  # as on a machine with nothing else to do
    patience = Patience(lambda: clock() >= until)
    until = clock() + seconds
    with pytest.raises(Stopped), patience.heard():
        run.probe(watch, operations=operations)
    assert clock() - until < 0.5
    after = run.snapshot()
    assert [key for key in before if before[key].tobytes() != after[key].tobytes()] == []
    assert np.isfinite(run.probe()["loss"])
