"""A trace that was left off: what is done without, what goes back, and what is asked for next."""

from __future__ import annotations

import pytest

from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.left_off import LeftOff
from rnnviz.link import messages
from rnnviz.operation import Operation
from tests.app.fake_engine import FakeEngine

DEAR, LIGHT = frozenset({"gradient_flow/*"}), frozenset({"*.preactivation"})


def want(link: EngineLink, *groups: frozenset[str], reach: int | None = None) -> None:
    link.want(frozenset().union(*groups), reach, groups)


def left(link: EngineLink, engine: FakeEngine, run: int, *names: str) -> LeftOff:
    """Leave off with the trace that is on its way; return what became of it."""
    found: list[LeftOff] = []
    link.left.connect(found.append)
    link.leave_trace()
    assert engine.of("leave")[-1]["run"] == run
    engine.say(messages.left(run, names, 2.0))
    link.left.disconnect(found.append)
    return found[0]


def watched(engine: FakeEngine) -> frozenset[str]:
    """Return what the last pull asked for."""
    return frozenset(engine.of("pull")[-1]["watch"])


def test_a_view_does_without_what_was_left_off_until_it_is_asked_for(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    want(link, LIGHT)
    engine.give_trace(run, 2)
    want(link, LIGHT, DEAR)
    found = left(link, engine, run, "gradient_flow/layer0.hidden")
    assert found.what == "watch"
    assert found.groups == link.left_off == frozenset({DEAR})
    assert watched(engine) == LIGHT
    want(link, LIGHT, DEAR)
    engine.give_trace(run, 3)
    assert not link.lacking
    link.compute({DEAR})
    want(link, LIGHT, DEAR)
    assert watched(engine) == LIGHT | DEAR
    engine.give_trace(run, 4)


def test_of_what_is_shown_already_that_alone_is_left_off_that_was_computed(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    want(link, LIGHT, DEAR)
    engine.give_trace(run, 2)
    link.update()
    link.painted()
    assert left(link, engine, run, "gradient_flow/layer0.hidden").groups == {DEAR}
    assert watched(engine) == LIGHT


def test_what_ends_alike_but_is_of_another_kind_was_not_computed(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    states = frozenset({"*.hidden"})
    want(link, states, DEAR)
    engine.give_trace(run, 2)
    link.update()
    link.painted()
    assert left(link, engine, run, "gradient_flow/layer0.hidden").groups == {DEAR}
    assert watched(engine) == states


def test_where_the_pass_itself_was_left_off_none_is_asked_for_until_something_else_is_wanted(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    link.painted()
    assert left(link, engine, run).what == "pass"
    count = len(engine.of("pull"))
    link.painted()
    assert len(engine.of("pull")) == count
    link.compute()
    link.painted()
    assert len(engine.of("pull")) == count + 1
    left(link, engine, run)
    link.update()
    link.painted()
    assert len(engine.of("pull")) == count + 2


def test_a_model_that_begins_to_learn_is_seen_again_where_the_pass_itself_was_left_off(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    link.painted()
    assert left(link, engine, run).what == "pass"
    count = len(engine.of("pull"))
    link.train(True)
    link.painted()
    assert len(engine.of("pull")) == count + 1


def test_operations_and_another_loss_go_back_to_what_is_shown(link: EngineLink, engine: FakeEngine, run: int) -> None:
    link.operate([Operation(kind="cut", first=2)])
    assert left(link, engine, run).what == "operations"
    link.operate([])
    engine.give_trace(run, 2)
    want(link, reach=3)
    found = left(link, engine, run)
    assert (found.what, found.reach) == ("reach", None)
    link.read(4)
    assert left(link, engine, run).what == "writing"


def test_a_run_whose_first_trace_is_left_off_learns_all_the_same(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    link.train(True)
    assert link.run is not None
    link.start(link.run.experiment)
    second = engine.take_start()
    assert left(link, engine, second).what == "pass"
    assert engine.of("train")[-1] == {"kind": "train", "run": second, "on": True}
    assert link.left_off == frozenset()


@pytest.mark.parametrize("names", [(), ("gradient_flow/layer0.hidden",)])
def test_the_first_trace_is_asked_for_again_without_what_views_watch(
    link: EngineLink, engine: FakeEngine, run: int, names: tuple[str, ...]
) -> None:
    want(link, DEAR)
    engine.give_trace(run, 2)
    assert link.run is not None
    link.start(link.run.experiment)
    second = engine.take_start()
    assert left(link, engine, second, *names).groups == {DEAR}
    assert watched(engine) == frozenset()


def test_a_cancel_without_a_trace_on_its_way_is_not_sent(link: EngineLink, engine: FakeEngine, run: int) -> None:
    link.leave_trace()
    assert engine.of("leave") == []


def test_what_was_asked_for_is_asked_for_anew_where_the_model_begins_to_learn(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    want(link, LIGHT, DEAR)
    link.train(True)
    assert [message.kind for message in engine.sent][-2:] == ["train", "pull"]
    assert not watched(engine) >= DEAR  # dear arrays come in turn
