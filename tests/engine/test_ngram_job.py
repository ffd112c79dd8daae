"""The jobs of the n-grams: the measures on the task's own text, scored on what the network is scored on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rnnviz.catalogue import from_values
from rnnviz.engine.jobs import JOBS
from rnnviz.engine.training.run import VALIDATION_SIZE, Run
from rnnviz.errors import BadInput
from rnnviz.measures import ngram
from rnnviz.tasks.char_lm import CharLm
from tests.views.engine_jobs import returned

TEXT = "the cat sat on the mat; the rat ran at the cat.\n" * 40


def run_of(folder: Path) -> Run:
    file = folder / "text.txt"
    file.write_text(TEXT, "utf-8")
    task = {"kind": "char_lm", "path": str(file), "length": 12}
    return Run(from_values({"threads": 1, "task": task, "cell": {"kind": "rnn", "hidden_size": 3}}))


def test_the_table_is_what_each_n_gram_says_after_each_symbol(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    task = run.task
    assert isinstance(task, CharLm)
    tokens = list("the cat")
    found = returned(JOBS["ngram_table"](run, {"tokens": tokens, "first": 2}))
    assert tuple(found.values["symbols"]) == task.symbols
    chances = found.arrays["probabilities"]
    assert chances.shape == (5, 5, task.output_size)
    np.testing.assert_allclose(chances.sum(-1), 1, atol=1e-6)
    codes = [task.symbols.index(token) for token in tokens]
    for order in range(1, 6):
        model = ngram.count(task.training_codes, task.output_size, order)
        for row, t in enumerate(range(2, 7)):
            seen = [-1] * (order - 1) + codes[: t + 1]
            history = np.array([seen[len(seen) - order + 1 :]], np.int64).reshape(1, order - 1)
            np.testing.assert_allclose(chances[order - 1, row], ngram.distribution(model, history)[0], rtol=1e-6)
    # after "the" there is always a space
    assert chances[3, 0, task.symbols.index(" ")] > 0.95


def test_the_scores_are_on_the_steps_of_the_networks_held_out_score(tmp_path: Path) -> None:
    run = run_of(tmp_path)
    task = run.task
    assert isinstance(task, CharLm)
    found = returned(JOBS["ngram_held_out"](run, {}))
    batch = task.validation(VALIDATION_SIZE)
    for order in (1, 3):
        model = ngram.count(task.training_codes, task.output_size, order)
        total = 0.0
        for b in range(VALIDATION_SIZE):
            for t in range(12):
                seen = ([-1] * 5 + batch.inputs[: t + 1, b].tolist())[-(order - 1) :] if order > 1 else []
                history = np.array([seen], np.int64).reshape(1, order - 1)
                total -= np.log(ngram.probability(model, history, np.asarray(batch.targets[t : t + 1, b], np.int64))[0])
        assert found.arrays["loss"][order - 1] == pytest.approx(total / (12 * VALIDATION_SIZE), rel=1e-12)
    assert found.values["network"] == pytest.approx(run.validate()["validation_loss"], rel=1e-6)
    assert (np.diff(found.arrays["loss"][:3]) < 0).all()


def test_the_text_is_counted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_of(tmp_path)
    first = returned(JOBS["ngram_table"](run, {"tokens": ["t"]}))
    monkeypatch.setattr("rnnviz.engine.jobs.ngram.ladder", None)
    again = returned(JOBS["ngram_table"](run, {"tokens": ["t"]}))
    np.testing.assert_array_equal(first.arrays["probabilities"], again.arrays["probabilities"])


def test_what_has_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="'ß' is none of the text's symbols"):
        returned(JOBS["ngram_table"](run_of(tmp_path), {"tokens": ["t", "ß"]}))
    with pytest.raises(BadInput, match="first must be between 0 and 0, got 3"):
        returned(JOBS["ngram_table"](run_of(tmp_path), {"tokens": ["t"], "first": 3}))
    other = Run(from_values({"threads": 1, "task": {"kind": "copying"}, "cell": {"kind": "rnn"}}))
    for name in ("ngram_table", "ngram_held_out"):
        with pytest.raises(BadInput, match="there is nothing to count n-grams in"):
            returned(JOBS[name](other, {}))
