from __future__ import annotations

from itertools import pairwise

from rnnviz.app.area.turns import BUDGET, Turns

COSTS = {"light": BUDGET / 8, "middle": BUDGET / 2, "heavy": 3 * BUDGET}
BASE = 0.003


def run(frames: int, costs: dict[str, float]) -> tuple[dict[str, int], list[float]]:
    """Let things wait all the time, those first that waited longest; return how often each was drawn, and loads."""
    turns, served, loads = Turns(), dict.fromkeys(costs, 0), []
    last = dict.fromkeys(costs, -1)
    for frame in range(frames):
        turns.begin()
        load = 0.0
        for key in sorted(costs, key=lambda key: last[key]):
            if not turns.fits(key):
                break
            last[key] = frame
            served[key] += 1
            load += costs[key]
        turns.spend(load / 2)
        turns.spend(load / 2 + BASE)
        loads.append(load)
    return served, loads


def test_on_average_no_more_is_drawn_than_fits_and_nobody_starves() -> None:
    served, loads = run(600, COSTS)
    settled = loads[100:]
    assert sum(settled) / len(settled) <= 1.05 * BUDGET
    assert min(served.values()) > 50
    assert max(settled) <= COSTS["heavy"] + 2 * BUDGET


def test_what_was_saved_up_is_not_spent_on_many_in_one_frame() -> None:
    costs = {str(place): BUDGET / 2 for place in range(9)} | {"rare": 1.5 * BUDGET}
    served, loads = run(300, costs)
    assert min(served.values()) > 20
    assert max(loads[100:]) <= 1.6 * BUDGET, "one that is dear, or so many as fit"


def test_what_is_light_comes_with_every_frame() -> None:
    served, _ = run(100, {"light": COSTS["light"], "other": COSTS["light"]})
    assert min(served.values()) >= 95


def test_what_is_dearer_than_can_be_saved_still_has_its_turn() -> None:
    served, loads = run(200, {"heavy": 10 * BUDGET})
    assert served["heavy"] > 15
    gaps = [frame for frame, load in enumerate(loads) if load]
    assert min(b - a for a, b in pairwise(gaps[3:])) > 2
