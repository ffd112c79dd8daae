"""Broken rules become one sentence with the field, the rule and the value."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from rnnviz.errors import BadInput
from rnnviz.experiment import CellFields, Experiment, TaskFields
from rnnviz.tasks.recall import RecallFields
from rnnviz.validation import build, nearest, paths, unknown

CASES: list[tuple[dict[str, Any], str]] = [
    ({"seed": -1}, "seed must be between 0 and 9223372036854775807, got -1"),
    ({"seed": 2**63}, "seed must be between 0 and 9223372036854775807, got 9223372036854775808"),
    ({"seed": 10**30}, "seed must be between 0 and 9223372036854775807, got 1000000000000000000000000000000"),
    ({"seed": True}, "seed must be a whole number, got true"),
    ({"seed": 64.0}, "seed must be a whole number, got 64.0"),
    ({"seed": "1"}, 'seed must be a whole number, got "1"'),
    ({"dtype": "float16"}, 'dtype must be one of float32, float64, got "float16"'),
    ({"dtype": 3}, "dtype must be one of float32, float64, got 3"),
    ({"name": datetime.date(2026, 1, 2)}, "name must be text, got 2026-01-02"),
    ({"model": 3}, "model must be a table of fields, got 3"),
    ({"model": {"layers": 0}}, "model.layers must be between 1 and 64, got 0"),
    ({"training": {"learning_rate": float("nan")}}, "training.learning_rate must be a finite number, got nan"),
    ({"training": {"learning_rate": 1e7}}, "training.learning_rate must be between 0 and 1e+06, got 10000000.0"),
    ({"training": {"clip": []}}, "training.clip must be a table of fields, got []"),
    ({"training": {"clip": {"mode": "hard"}}}, 'training.clip.mode must be one of none, norm, value, got "hard"'),
    ({"change": 3}, "change must be a list, got 3"),
    ({"change": [3]}, "change[0] must be a table of fields, got 3"),
    ({"change": [{"update": 1, "field": "x"}]}, "change[0].value is missing"),
    (
        {"change": [{"update": 1, "field": "x", "value": 1}, {"update": -1, "field": "x", "value": 1}]},
        "change[1].update: Input should be greater than or equal to 0, got -1",
    ),
    (
        {"change": [{"update": 1, "field": "x", "value": [1]}]},
        "change[0].value must be text, a number, true or false, got [1]",
    ),
    (
        {"change": [{"update": 1, "field": "x", "value": 1, "fields": 2}]},
        "unknown field change[0].fields: did you mean change[0].field?",
    ),
    ({"record": {"x": {}}}, "record.x must be text, a number, true or false, got {}"),
    ({"trainig": {}}, "unknown field trainig: did you mean training?"),
    ({"learning_rate": 1}, "unknown field learning_rate: did you mean training.learning_rate?"),
    ({"training": {"max_norm": 1}}, "unknown field training.max_norm: did you mean training.clip.max_norm?"),
    (
        {"training": {"clip": {"max_nrom": 1}}},
        "unknown field training.clip.max_nrom: did you mean training.clip.max_norm?",
    ),
    ({"training": {"leraning_rate": 1}}, "unknown field training.leraning_rate: did you mean training.learning_rate?"),
    (
        {"training": {"clip": {"zzz": 1}}},
        "unknown field training.clip.zzz: there are training.clip.mode, training.clip.max_norm, "
        "training.clip.max_value",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("values", "sentence"), CASES)
def test_the_sentence_names_field_rule_and_value(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput) as caught:
        build(Experiment, {"task": TaskFields(), "cell": CellFields(), **values})
    assert str(caught.value) == sentence


def test_a_part_names_its_fields_in_full() -> None:
    with pytest.raises(BadInput) as caught:
        build(RecallFields, {"kind": "recall", "lenght": 3}, "task")
    assert str(caught.value) == "unknown field task.lenght: did you mean task.length?"


def test_a_missing_section_is_named() -> None:
    with pytest.raises(BadInput, match="task is missing"):
        build(Experiment, {"cell": CellFields()})


def test_valid_values_are_kept() -> None:
    assert build(RecallFields, {"kind": "recall", "length": 7}).length == 7


def test_paths_reach_into_sections() -> None:
    known = list(paths(Experiment))
    assert {"seed", "training", "training.clip.max_norm", "cell.hidden_size"} <= set(known)
    assert len(known) == len(set(known))


def test_the_unknown_is_never_met_with_silence() -> None:
    known = ["seed", "cell.kind", "cell.hidden_size"]
    assert "cell.hidden_size" in str(unknown("cell.hiddn_size", known))
    assert "there are seed, cell" in str(unknown("nothing.like_it", known))
    assert "there are" in str(unknown("a..b", known))
    assert "there are" in str(unknown("", known))


def test_nearest_is_the_one_spelt_alike_or_all() -> None:
    assert nearest("helo", ["hello", "world"]) == "hello"
    assert nearest("xyz", ["hello", "world"]) == "hello, world"
