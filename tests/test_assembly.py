"""Experiments put together from plain values: what fits is chosen, what does not is refused."""

from __future__ import annotations

from typing import Any

import pytest

from rnnviz.assembly import as_values, cell_of, changed, fields, from_values
from rnnviz.cells import CELLS
from rnnviz.errors import BadInput
from rnnviz.tasks import TASKS

KINDS = "gru, gru_before, lstm, lstm_1997, lstm_peephole, rnn"
SMALL: dict[str, Any] = {"task": {"kind": "recall"}, "cell": {"kind": "rnn"}}


def refused(values: Any, given: dict[str, Any] | None = None) -> str:
    with pytest.raises(BadInput) as caught:
        from_values(values, given)
    return str(caught.value)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("task", TASKS)
def test_every_cell_can_be_given_every_task(task: str, cell: str) -> None:
    experiment = from_values({"task": {"kind": task}, "cell": {"kind": cell}})
    assert experiment.model.kind == TASKS[task].model
    assert experiment.model.input == TASKS[task].inputs[0]
    assert cell_of(experiment).info.key == cell
    assert from_values(as_values(experiment)) == experiment


def test_another_kind_drops_the_fields_that_it_lacks() -> None:
    lstm = from_values(SMALL, {"cell.kind": "lstm", "cell.forget_bias": 3.0, "cell.hidden_size": 9})
    gru = changed(lstm, {"cell.kind": "gru"})
    assert gru.cell.hidden_size == 9
    assert not hasattr(gru.cell, "forget_bias")


def test_a_given_field_that_the_kind_lacks_is_an_error() -> None:
    sentence = refused(SMALL, {"cell.kind": "gru", "cell.activation": "relu"})
    assert sentence.startswith("unknown field cell.activation: ")
    assert "cell.recurrent_init" in sentence


def test_a_field_of_a_file_that_its_kind_lacks_is_an_error() -> None:
    assert "unknown field cell.forget_bias" in refused({**SMALL, "cell": {"kind": "rnn", "forget_bias": 1.0}})


def test_another_task_chooses_how_inputs_enter_and_which_model() -> None:
    recall = from_values(SMALL)
    assert (recall.model.kind, recall.model.input) == ("stack", "real")
    translate = changed(recall, {"task.kind": "translate", "model.attention": "additive"})
    assert (translate.model.kind, translate.model.input) == ("encoder_decoder", TASKS["translate"].inputs[0])
    back = changed(translate, {"task.kind": "recall"})
    assert (back.model.kind, back.model.input, back.model.attention) == ("stack", "real", "none")


def test_a_model_that_a_file_spells_out_and_that_does_not_fit_is_an_error() -> None:
    sentence = refused({**SMALL, "model": {"input": "one_hot"}})
    assert sentence == 'model.input must be one of real for the task "recall", got "one_hot"'
    assert "model.kind must be" in refused({**SMALL, "model": {"kind": "encoder_decoder"}})


def test_a_given_model_that_does_not_fit_the_task_is_an_error() -> None:
    assert "model.input must be one of" in refused(SMALL, {"model.input": "embedding"})
    assert "model.kind must be" in refused(SMALL, {"model.kind": "encoder_decoder"})
    assert "model.attention needs" in refused(SMALL, {"model.attention": "additive"})


@pytest.mark.parametrize(
    ("values", "given", "sentence"),
    [
        ({}, {}, "task is missing: an experiment needs a [task]"),
        ({"task": {"kind": "recall"}}, {}, "cell is missing: an experiment needs a [cell]"),
        ({"task": 3, "cell": {"kind": "rnn"}}, {}, "task must be a table of fields, got 3"),
        ({"task": 3, "cell": 4}, {"cell.kind": "rnn"}, "unknown field cell.kind: cell is not a table of fields"),
        ({"task": {}, "cell": {"kind": "rnn"}}, {}, "task.kind is missing"),
        (SMALL, {"cell.kind": "rn"}, f"cell.kind must be one of {KINDS}, got rn"),
        (SMALL, {"cell.kind": ["rnn"]}, f"cell.kind must be one of {KINDS}, got ['rnn']"),
        (SMALL, {"seed.x": 3}, "unknown field seed.x: seed is not a table of fields"),
        (SMALL, {"hidden_size": 3}, "unknown field hidden_size: did you mean cell.hidden_size?"),
        (SMALL, {"activation": "relu"}, "unknown field activation: did you mean cell.activation?"),
        (SMALL, {"task.hidden_size": 3}, "unknown field task.hidden_size: did you mean cell.hidden_size?"),
        (SMALL, {"": 3}, "unknown field : there are "),
        ({**SMALL, "model": 3}, {}, "model must be a table of fields, got 3"),
        (SMALL, {"name": "\ud800"}, "name is not valid Unicode text: "),
        (SMALL, {"seed": 2**70}, "seed must be between 0 and 9223372036854775807, got 1180591620717411303424"),
    ],
)
def test_what_cannot_be_put_together_is_said(values: Any, given: dict[str, Any], sentence: str) -> None:
    assert refused(values, given).startswith(sentence)


def test_live_changes_are_checked_like_the_fields_themselves() -> None:
    def with_change(**change: Any) -> dict[str, Any]:
        return {**SMALL, "change": [{"update": 3, "field": "training.learning_rate", "value": 0.1, **change}]}

    assert from_values(with_change()).change[0].value == 0.1
    assert from_values(with_change(value=1)).change[0].value == 1
    assert "training.learning_rate must be between 0 and 1e+06, got -1.0" in refused(with_change(value=-1.0))
    assert "training.learning_rate must be a number, got true" in refused(with_change(value=True))
    assert "cannot be changed live: it must be one of" in refused(with_change(field="cell.hidden_size", value=3))
    assert "cannot be changed live" in refused(with_change(field="nothing"))
    both = with_change(value=1)
    both["change"].append({"update": 4, "field": "training.learning_rate", "value": True})
    assert "training.learning_rate must be a number, got true" in refused(both)


def test_the_values_given_are_left_as_they_were() -> None:
    values = {"task": {"kind": "recall"}, "cell": {"kind": "lstm", "forget_bias": 2.0}}
    from_values(values, {"cell.kind": "gru", "task.length": 5})
    assert values == {"task": {"kind": "recall"}, "cell": {"kind": "lstm", "forget_bias": 2.0}}


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("task", TASKS)
def test_every_field_can_be_read_back_by_its_path(task: str, cell: str) -> None:
    experiment = from_values({"task": {"kind": task}, "cell": {"kind": cell}})
    found = fields(experiment)
    paths = [info.path for info in found]
    assert len(paths) == len(set(paths))
    assert {"seed", "task.kind", "cell.hidden_size", "training.clip.max_norm"} <= set(paths)
    for info in found:
        assert experiment.value(info.path) == info.default or info.path in {"model.kind", "model.input"}


def test_a_shape_that_a_task_cannot_have_is_one_sentence() -> None:
    values = {"task": {"kind": "adding"}, "cell": {"kind": "rnn"}}
    with pytest.raises(BadInput) as problem:
        from_values(values, {"task.shape": "one_to_many"})
    assert str(problem.value) == (
        'task.shape can be chosen for the task "hello" alone: "adding" is many_to_one by itself'
    )
    given = {"task.kind": "hello", "task.shape": "one_to_many"}
    assert from_values(values, given).value("task.shape") == "one_to_many"
    with pytest.raises(BadInput, match=r'task\.shape = "one_to_many" needs training\.loss_on = "all"'):
        from_values(values, {**given, "training.loss_on": "last"})
