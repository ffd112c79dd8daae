"""The description of a run."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from rnnviz.catalogue import load
from rnnviz.experiment import Change, Experiment, RecurrentFields, TaskFields
from rnnviz.settings import describe


def test_an_experiment_cannot_be_changed() -> None:
    experiment = load("vanishing-rnn")
    for section, field in ((experiment, "seed"), (experiment.training.clip, "max_norm")):
        with pytest.raises(ValidationError):
            setattr(section, field, 3)


def test_a_dotted_field_is_found() -> None:
    experiment = load("vanishing-rnn", ["training.clip.max_norm=2.5", "cell.hidden_size=7"])
    assert experiment.value("training.clip.max_norm") == 2.5
    assert experiment.value("cell.hidden_size") == 7
    assert experiment.value("seed") == experiment.seed


def test_what_acts_on_the_running_model_is_marked_live() -> None:
    live = {info.path for info in describe(Experiment) if info.live}
    assert {"training.learning_rate", "training.batch_size", "training.clip.mode", "training.clip.max_norm"} <= live
    assert not live & {"seed", "device", "dtype", "model.layers", "cell.hidden_size", "training.optimizer"}


def test_sections_of_their_own_kind_are_kept_whole() -> None:
    experiment = Experiment(task=TaskFields(kind="x"), cell=RecurrentFields(kind="y", recurrent_gain=2.0))
    assert experiment.model_dump()["cell"]["recurrent_gain"] == 2.0


@pytest.mark.parametrize("value", [True, 3, 0.5, "norm"])
def test_a_change_keeps_the_type_of_its_value(value: bool | int | float | str) -> None:
    change = Change(update=1, field="x", value=value)
    assert type(change.value) is type(value)
