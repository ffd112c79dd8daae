from __future__ import annotations

from rnnviz.app.running.watch_turns import LIGHT, SHARE, WatchTurns

GATES = frozenset({"*.preactivation", "*_preactivation"})
FLOW = frozenset({"gradient_flow/*"})
SPECTRUM = frozenset({"jacobian_norm/*", "jacobian_eigenvalues/*"})
GROUPS = (GATES, FLOW, SPECTRUM)
PLAIN = 0.005
SECONDS = {GATES: LIGHT / 2, FLOW: 6 * LIGHT, SPECTRUM: 10 * LIGHT}


class Engine:
    """Answers pulls at a pace, taking as long as what they ask for takes."""

    def __init__(self) -> None:
        self.now = 0.0
        self.turns = WatchTurns(lambda: self.now)
        self.spent = 0.0

    def trace(self) -> frozenset[frozenset[str]]:
        """Make the next trace; return the groups that it holds whole."""
        held = self.turns.some(GROUPS)
        whole = frozenset(group for group in GROUPS if group <= held)
        assert held == frozenset().union(*whole), "what belongs together is in one trace"
        took = PLAIN + sum(SECONDS[group] for group in whole)
        self.now += 0.08 + took
        self.spent += sum(SECONDS[group] for group in whole & {FLOW, SPECTRUM})
        self.turns.came(took)
        return whole


def test_light_arrays_are_in_every_trace_and_dear_ones_come_in_turn() -> None:
    engine = Engine()
    for _ in range(4):  # plain, and each group once
        engine.trace()
    began, spent = engine.now, engine.spent
    traces = [engine.trace() for _ in range(200)]
    assert all(GATES in trace for trace in traces)
    assert not any({FLOW, SPECTRUM} <= trace for trace in traces)
    for dear in (FLOW, SPECTRUM):
        assert sum(dear in trace for trace in traces) > 10
    assert (engine.spent - spent) / (engine.now - began) < 1.1 * SHARE


def test_each_is_met_alone_so_that_its_cost_is_known() -> None:
    engine = Engine()
    met = [engine.trace() for _ in range(4)]
    assert met[0] == frozenset()
    assert [len(trace - {GATES}) for trace in met[1:]].count(1) >= 2
    assert frozenset().union(*met) == set(GROUPS)


def test_a_model_that_rests_has_time_for_everything() -> None:
    engine = Engine()
    assert engine.turns.all(GROUPS) == GATES | FLOW | SPECTRUM
    engine.turns.came(1.0)
    assert engine.turns.some(GROUPS) == frozenset(), "of several that are new nobody knows which it was"


def test_another_model_is_learnt_anew() -> None:
    engine = Engine()
    for _ in range(10):
        engine.trace()
    engine.turns.begin()
    assert engine.turns.some(GROUPS) == frozenset()
