"""References: scored on a run's own held-out examples, each by another route to its figure."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rnnviz.catalogue import load
from rnnviz.comparison import Case, Comparison
from rnnviz.engine.comparing.references import reference
from rnnviz.engine.comparing.runs import compare
from rnnviz.measures import ngram
from rnnviz.measures.autoregression import fit
from rnnviz.tasks import TASKS
from rnnviz.tasks.series import Series


def case(name: str, kind: Any, order: int, *given: str) -> Case:
    return Case("a", None, 1, load(name, list(given)), kind, order)


def text(tmp_path: Path) -> str:
    words = np.random.default_rng(0).choice(["the cat ", "a dog ", "sees ", "the sea "], 400)
    (tmp_path / "a.txt").write_text("".join(words))
    return f"task.path={tmp_path / 'a.txt'}"


def series(*given: str) -> Series:
    experiment = load("sunspots-lstm", list(given))
    found = TASKS["series"](experiment.task)
    assert isinstance(found, Series)
    return found


def test_n_grams_are_scored_symbol_by_symbol(tmp_path: Path) -> None:
    one = case("python-lstm", "ngram", 3, text(tmp_path), "task.length=12")
    task = TASKS["char_lm"](one.experiment.task)
    model = ngram.count(task.training_codes, task.output_size, 3)  # type: ignore[attr-defined]
    batch = task.validation(4)
    losses, right = [], []
    for b in range(4):
        for t in range(12):
            seen = np.asarray(batch.inputs[max(0, t - 1) : t + 1, b], np.int64)
            p = ngram.distribution(model, seen[None])[0]
            losses.append(-math.log(p[batch.targets[t, b]]))
            right.append(p.argmax() == batch.targets[t, b])
    parameters, scores = reference(one, 4)
    assert scores["validation_loss"] == pytest.approx(np.mean(losses))
    assert scores["validation_accuracy"] == pytest.approx(np.mean(right))
    assert scores["validation_perplexity"] == pytest.approx(math.exp(np.mean(losses)))
    assert parameters == model.parameters


def test_longer_grams_know_more_of_a_text_of_words(tmp_path: Path) -> None:
    given = text(tmp_path)
    losses = [reference(case("python-lstm", "ngram", n, given), 16)[1]["validation_loss"] for n in range(1, 6)]
    assert losses == sorted(losses, reverse=True)


def test_ar_says_what_its_coefficients_say_and_early_steps_take_a_shorter_one() -> None:
    task = series()
    training = np.asarray(task.values[: task.training_size, 0], np.float64)
    batch = task.validation(8)
    errors = np.zeros((30, 8))
    for b in range(8):
        for t in range(30):
            phi = fit(training, min(t + 1, 4)).coefficients
            told = phi[0] + sum(phi[i] * float(batch.inputs[t + 1 - i, b, 0]) for i in range(1, len(phi)))
            errors[t, b] = (told - batch.targets[t, b, 0]) ** 2
    parameters, scores = reference(case("sunspots-lstm", "ar", 4), 8)
    assert parameters == 5
    assert scores["validation_loss"] == pytest.approx(errors.mean(), rel=1e-5)
    assert scores["validation_skill"] > 0.3


def test_persistence_has_no_skill_and_the_mean_is_the_mean() -> None:
    batch = series().validation(8)
    parameters, scores = reference(case("sunspots-lstm", "persistence", 1), 8)
    assert (parameters, scores["validation_skill"]) == (0, 0.0)
    assert scores["validation_loss"] == pytest.approx(np.square(batch.inputs - batch.targets).mean(), rel=1e-5)
    parameters, scores = reference(case("sunspots-lstm", "mean", 1), 8)
    assert parameters == 1
    assert scores["validation_loss"] == pytest.approx(np.square(batch.targets).mean(), rel=1e-4)  # 0 is the mean


def test_shuffling_takes_what_ar_had_learnt() -> None:
    ordered, shuffled = (
        {
            kind: reference(case("sunspots-lstm", kind, 9, f"task.order={order}"), 64)[1]["validation_loss"]
            for kind in ("ar", "mean", "persistence")
        }
        for order in ("ordered", "shuffled")
    )
    assert ordered["ar"] < 0.5 * min(ordered["mean"], ordered["persistence"])
    assert shuffled["ar"] == pytest.approx(shuffled["mean"], rel=0.15)
    assert shuffled["persistence"] > 1.5 * shuffled["mean"]  # two independent draws: twice the variance


def test_a_comparison_has_its_references_beside_its_networks() -> None:
    made = Comparison.model_validate({
        "experiment": "sunspots-lstm", "measure": "loss", "updates": 2, "seeds": [1, 2],
        "model": [
            {"label": "AR(2)", "reference": "ar", "order": 2},
            {"label": "LSTM", "set": {"threads": 1}},
        ],
    })  # fmt: skip
    parts = list(compare(made))
    assert parts[-1].done == parts[-1].total == 2 + 2 * 3
    found = [at.outcome for at in parts if at.outcome is not None]
    assert [(each.label, each.updates, each.parameters) for each in found[:2]] == [("AR(2)", 0, 3)] * 2
    assert found[0].measure == found[1].measure == found[0].curve[0][1]
    assert [each.updates for each in found[2:]] == [2, 2]
