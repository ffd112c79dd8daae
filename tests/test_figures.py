"""What the README claims that networks learn, over seeds: the comparisons themselves, trained whole.

Those that take minutes are run by ``make soak``; each is the run of ``rnnviz compare NAME``.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from rnnviz.catalogue import load
from rnnviz.comparison import Outcome, load_comparison
from rnnviz.engine.comparing.runs import compare
from rnnviz.engine.jobs import JOBS
from rnnviz.engine.training.run import Run

pytestmark = pytest.mark.usefixtures("one_thread")

SEEDS = 20
UPDATES = 60


def outcomes(name: str, models: tuple[str, ...] = (), updates: int = 0) -> dict[str, list[Outcome]]:
    """Return the outcomes of a comparison that comes with the program, by model; of some of them where named."""
    made = load_comparison(name)
    kept = tuple(each for each in made.model if not models or each.label in models)
    made = made.model_copy(update={"model": kept, "updates": updates or made.updates})
    found: dict[str, list[Outcome]] = {each.label: [] for each in kept}
    for at in compare(made):
        if at.outcome is not None:
            found[at.outcome.label].append(at.outcome)
    return found


def finished(run: Run, job: str, arguments: dict[str, Any]) -> Any:
    """Return what a job finds."""
    parts = JOBS[job](run, arguments)
    while True:
        try:
            next(parts)
        except StopIteration as end:
            return end.value


def test_hello_is_right_in_seventeen_of_twenty_seeds_within_sixty_updates_and_after_thirteen_in_the_median() -> None:
    """Of 60 seeds the median is 13 updates, 78 % have it within 20 and 93 % within 39."""
    first = []
    for seed in range(2 * SEEDS):
        run = Run(load("hello-rnn").model_copy(update={"seed": seed, "threads": 1}))
        right = (u for u in range(1, UPDATES + 1) if run.update() and run.validate(1)["validation_accuracy"] == 1.0)
        first.append(next(right, math.inf))
    assert sum(update <= UPDATES for update in first[:SEEDS]) >= 17
    assert np.median(first) == pytest.approx(13, abs=3)
    assert np.mean(np.array(first) <= 20) >= 0.65
    assert np.mean(np.array(first) <= 39) >= 0.85


@pytest.mark.soak
def test_an_lstm_adds_across_fifty_steps_and_a_plain_rnn_does_not() -> None:
    found = outcomes("adding", ("tanh RNN", "LSTM"))
    for each in found["tanh RNN"]:
        assert each.updates == 2500
        assert each.measure >= 0.15
    for each in found["LSTM"]:
        assert min(loss for update, loss in each.curve if update <= 2000) <= 0.01


@pytest.mark.soak
def test_an_lstm_copies_far_below_what_no_memory_can_reach() -> None:
    memoryless = 10 * math.log(8) / 40
    found = outcomes("copying", ("LSTM",), updates=4000)["LSTM"]
    assert np.mean([each.measure for each in found]) <= memoryless / 10


@pytest.mark.soak
def test_an_open_forget_gate_bridges_sixty_words_and_a_plain_rnn_none() -> None:
    found = outcomes("gap", ("tanh RNN", "LSTM, forget bias 3"))
    for each in found["tanh RNN"]:
        if each.value == 60:
            assert each.measure < 0.2  # a guess is right one time in ten
    for each in found["LSTM, forget bias 3"]:
        if each.value in (5, 60):
            assert each.measure >= 0.99


@pytest.mark.soak
@pytest.mark.parametrize("name", ["dates", "translation"])
def test_attention_gets_whole_sequences_right_and_one_vector_falls_behind_where_they_are_long(name: str) -> None:
    found = outcomes(name)
    attends, squeezed = found["with attention"], found["one vector"]
    assert np.mean([each.measure for each in attends]) >= 0.98
    if name == "translation":  # a letter's neighbours know it, too; a word's do not
        assert np.mean([each.scores["aligned"] for each in attends]) >= 0.95
    longest = [np.mean([each.scores["exact_longest"] for each in group]) for group in (attends, squeezed)]
    assert longest[0] > longest[1]


@pytest.mark.soak
def test_a_unit_of_a_trained_python_lstm_tells_brackets_and_is_missed_there() -> None:
    """AUC ≥ 0.9, with shifted labels ≤ 0.55, and held at its mean the loss rises three times as much there."""
    run = Run(load("python-lstm", ["threads=1"]))
    for _ in range(12_000):
        run.update()
    hunt = finished(run, "hunt", {})
    row = hunt.values["labels"].index("brackets")
    best = int(np.argmax(hunt.arrays["told"][row]))
    assert hunt.arrays["told"][row, best] >= 0.9
    assert np.max(hunt.arrays["shuffled"][row]) <= 0.55
    unit = int(hunt.arrays["unit"][best])
    asked = {"reading": hunt.values["reading"], "array": "layer0.hidden", "unit": unit, "label": "brackets"}
    assert finished(run, "lesion", asked).values["ratio"] >= 3
