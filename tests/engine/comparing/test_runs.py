"""A comparison's runs: on the same batches, measured on held-out data, and each as it would be alone."""

from __future__ import annotations

import math

import numpy as np
import pytest

from rnnviz.comparison import Comparison, Outcome, cases
from rnnviz.engine.comparing.runs import compare
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.measures.spread import spread

pytestmark = pytest.mark.usefixtures("own_threads")


def comparison(**values: object) -> Comparison:
    base = {
        "experiment": "adding-lstm", "measure": "loss", "updates": 3, "seeds": [1, 2],
        "model": [
            {"label": "RNN", "set": {"cell.kind": "rnn", "cell.hidden_size": 4, "task.length": 8, "threads": 1}},
            {"label": "GRU", "set": {"cell.kind": "gru", "cell.hidden_size": 4, "task.length": 8, "threads": 1}},
        ],
    }  # fmt: skip
    return Comparison.model_validate({**base, **values})


def outcomes(made: Comparison) -> list[Outcome]:
    return [at.outcome for at in compare(made) if at.outcome is not None]


def test_each_outcome_is_that_of_its_run_alone() -> None:
    made = comparison()
    for case, found in zip(cases(made), outcomes(made), strict=True):
        run = Run(case.experiment)
        for _ in range(3):
            run.update()
        assert (found.label, found.seed, found.updates, found.parameters) == (
            case.label, case.seed, 3, run.parameters,
        )
        assert found.measure == run.validate(256)["validation_loss"]
        assert found.curve[-1] == (3, found.measure)
        assert [update for update, _ in found.curve] == [0, 1, 2, 3]


def test_models_with_one_seed_meet_the_same_batches() -> None:
    one, other = (Run(case.experiment) for case in cases(comparison(seeds=[7])))
    for _ in range(2):
        one.update()
        other.update()
        assert one.current is not None
        assert other.current is not None
        np.testing.assert_array_equal(one.current.inputs, other.current.inputs)


def test_progress_ends_at_its_total() -> None:
    parts = list(compare(comparison()))
    assert [at.done for at in parts] == sorted(at.done for at in parts)
    assert parts[-1].done == parts[-1].total


def test_bits_are_nats_over_ln_2() -> None:
    base = {"experiment": "hello-rnn", "updates": 1, "seeds": [1], "model": [{"label": "a", "set": {"threads": 1}}]}
    (nats,) = outcomes(Comparison.model_validate({**base, "measure": "loss"}))
    (bits,) = outcomes(Comparison.model_validate({**base, "measure": "bits"}))
    assert bits.measure == pytest.approx(nats.measure / math.log(2))


def test_decay_of_an_orthogonal_linear_network_is_the_logarithm_of_its_gain() -> None:
    fields = {
        "cell.activation": "identity", "cell.recurrent_init": "orthogonal", "cell.recurrent_gain": 0.9,
        "cell.hidden_size": 8, "dtype": "float64", "threads": 1, "task.length": 60,
    }
    made = comparison(experiment="vanishing-rnn", measure="decay", seeds=[1], model=[{"label": "a", "set": fields}])
    (found,) = outcomes(made)
    assert found.measure == pytest.approx(math.log10(0.9), abs=1e-9)
    assert found.updates == 0


def test_the_time_of_an_update_is_the_median_after_the_first_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    learn, took = Run.update, [9.0, 9.0, 9.0, 0.002, 0.001, 0.5]

    def update(run: Run) -> dict[str, float]:
        before = run.seconds
        row = learn(run)
        run.seconds = before + took[run.updates - 1]
        return row

    monkeypatch.setattr(Run, "update", update)
    for found in outcomes(comparison(measure="milliseconds", updates=6, seeds=[1])):
        assert found.measure == pytest.approx(2.0)
        assert [update for update, _ in found.curve] == [1, 2, 3, 4, 5, 6]
        np.testing.assert_allclose([time for _, time in found.curve], [9e3, 9e3, 9e3, 2.0, 1.5, 2.0])
        assert found.seconds == pytest.approx(27.503)


def test_a_score_that_the_task_does_not_have_names_those_it_has() -> None:
    with pytest.raises(BadInput, match="measure must be one of loss, accuracy, bits, milliseconds, decay, got exact"):
        outcomes(comparison(measure="exact"))


def test_a_spread_leaves_out_what_has_no_figure_and_says_how_many() -> None:
    found = spread([1.0, math.nan, 2.0, 6.0])
    assert (found.mean, found.low, found.high, found.count, found.missing) == (3.0, 1.0, 6.0, 3, 1)
    assert math.isnan(spread([math.nan]).mean)
