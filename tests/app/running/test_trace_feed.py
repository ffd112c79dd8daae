"""When traces are asked for, and what they are to hold."""

from __future__ import annotations

from rnnviz.app.running.engine_events import Refusal
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.operation import Operation
from rnnviz.trace import Trace
from tests.app.fake_engine import FakeEngine


def test_other_operations_are_asked_for_at_once(link: EngineLink, engine: FakeEngine, run: int) -> None:
    cut = Operation(kind="cut", first=2)
    link.operate([cut])
    assert [Operation.model_validate(each) for each in engine.of("pull")[-1]["operations"]] == [cut]
    count = len(engine.of("pull"))
    link.operate([cut])
    assert len(engine.of("pull")) == count
    link.operate([])
    assert engine.of("pull")[-1]["operations"] == []


def test_a_trace_without_what_was_asked_for_is_lacking(link: EngineLink, engine: FakeEngine, run: int) -> None:
    link.operate([Operation(kind="cut", first=2)])
    engine.give_trace(run, 2)
    assert link.lacking


def test_while_it_learns_dear_arrays_come_in_turn_and_a_rest_brings_the_whole(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    dear, light = frozenset({"gradient_flow/*"}), frozenset({"*.preactivation"})
    traces: list[Trace] = []
    link.traced.connect(traces.append)
    number = 1

    def trace(seconds: float) -> frozenset[str]:
        nonlocal number
        number += 1
        link.painted()
        pull = engine.of("pull")[-1]
        assert sorted([*pull["watch"], *pull["coming"]]) == sorted(dear | light), "updates leave behind what will be"
        engine.give_trace(run, number, update=number, seconds=seconds)
        assert traces[-1].watched == frozenset(pull["watch"])
        return traces[-1].watched

    link.want(dear | light, None, [dear, light])
    assert engine.of("pull")[-1]["watch"] == sorted(dear | light)
    engine.give_trace(run, number)
    link.train(True)
    assert [trace(0.011), trace(9.0)] == [light, light | dear], "what is not known yet comes one at a time"
    assert trace(0.011) == trace(0.011) == light, "it was dear"
    assert link.lacking
    link.painted()
    link.train(False)
    asked = len(engine.of("pull"))
    link.painted()
    link.painted()
    assert [pull["watch"] for pull in engine.of("pull")[asked:]] == [sorted(dear | light)]
    engine.give_trace(run, 99)
    assert not link.lacking


def test_after_started_a_trace_is_pulled_and_then_one_for_each_that_is_painted(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    assert [pull["have"] for pull in engine.of("pull")] == [-1]
    link.painted()
    link.painted()  # one is on its way already
    assert [pull["have"] for pull in engine.of("pull")] == [-1, 1]
    engine.give_trace(run, 2)
    link.painted()
    assert engine.of("pull")[-1]["have"] == 2


def test_what_views_want_is_asked_for_at_once_and_only_where_the_trace_lacks_it(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    count = len(engine.of("pull"))
    link.want({"gradient_flow/*", "*.preactivation"}, None)
    link.want({"gradient_flow/*", "*.preactivation"}, None)
    assert len(engine.of("pull")) == count + 1
    assert engine.of("pull")[-1]["watch"] == ["*.preactivation", "gradient_flow/*"]
    link.want({"gradient_flow/*"}, None)
    assert len(engine.of("pull")) == count + 1, "less is wanted: the next trace will do"
    link.want({"gradient_flow/*"}, 3)
    assert engine.of("pull")[-1]["reach_from"] == 3


def test_a_wish_that_cannot_be_met_is_not_repeated(link: EngineLink, engine: FakeEngine, run: int) -> None:
    refused: list[Refusal] = []
    link.refused.connect(refused.append)
    link.want({"*.hidden"}, 99)
    engine.refuse(run, "pull")
    assert [r.about for r in refused] == ["pull"]
    assert (engine.of("pull")[-1]["watch"], engine.of("pull")[-1]["reach_from"]) == ([], None)
    count = len(engine.of("pull"))
    link.want({"*.hidden"}, 99)
    assert len(engine.of("pull")) == count
