"""Experiments by name and from files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.assembly import from_values
from rnnviz.catalogue import DEFAULT, load, presets, to_toml
from rnnviz.cells import CELLS
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.settings import describe
from rnnviz.tasks import TASKS
from rnnviz.toml_file import parse

FILE = """
title = "Mine"
[task]
kind = "recall"
length = 12
[cell]
kind = "lstm"
hidden_size = 5
forget_bias = 3.0
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(FILE, "utf-8")
    return path


def test_the_experiments_of_the_contract_are_there() -> None:
    assert set(presets()) >= {
        "python-lstm", "hello-rnn", "adding-lstm", "copying-gru", "translate-attention", "vanishing-rnn",
        "exploding-rnn", "highway-lstm",
    }  # fmt: skip
    assert DEFAULT == "python-lstm"


@pytest.mark.parametrize("name", presets())
def test_a_preset_is_valid_and_says_what_it_is_for(name: str) -> None:
    experiment = load(name)
    assert (experiment.title, experiment.purpose) == (presets()[name].title, presets()[name].purpose)
    assert experiment.name == name
    assert experiment.title
    assert experiment.purpose.endswith(".")
    assert not experiment.purpose.count("\n")


@pytest.mark.parametrize("name", ["vanishing-rnn", "exploding-rnn", "highway-lstm"])
def test_the_three_on_vanishing_are_as_promised(name: str) -> None:
    experiment = load(name)
    assert experiment.value("task.length") == 100
    assert (experiment.training.loss_on, experiment.training.truncate, experiment.model.layers) == ("last", 0, 1)
    expected: dict[str, tuple[str, object]] = {
        "vanishing-rnn": ("cell.recurrent_init", "torch"),
        "exploding-rnn": ("cell.recurrent_gain", 2.5),
        "highway-lstm": ("cell.forget_bias", 3.0),
    }
    field, value = expected[name]
    assert experiment.value(field) == value


@pytest.mark.parametrize("name", presets())
def test_writing_and_reading_gives_the_same_experiment(name: str, tmp_path: Path) -> None:
    experiment = load(name)
    path = tmp_path / "again.toml"
    path.write_text(to_toml(experiment), "utf-8")
    assert load(str(path)) == experiment


def values_of(section: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Any values that the fields of a section allow, kinds left out."""
    drawn: dict[str, st.SearchStrategy[Any]] = {}
    for info in describe(section):
        if info.path.partition(".")[0] in {"task", "cell", "model"} or info.path.endswith("kind"):
            continue
        match info.kind:
            case "int":
                drawn[info.path] = st.integers(int(info.low or 0), int(info.high or 0))
            case "float":
                drawn[info.path] = st.floats(float(info.low or 0), float(info.high or 0))
            case "choice":
                drawn[info.path] = st.sampled_from(info.choices)
            case "text":
                drawn[info.path] = st.text(st.characters(codec="utf-8"))
    return st.fixed_dictionaries({}, optional=drawn)


@given(st.data())
def test_any_valid_experiment_survives_being_written_down(data: st.DataObject) -> None:
    task, cell = data.draw(st.sampled_from(sorted(TASKS))), data.draw(st.sampled_from(sorted(CELLS)))
    chosen = {
        **data.draw(values_of(Experiment)),
        **{f"task.{name}": value for name, value in data.draw(values_of(TASKS[task].Fields)).items()},
        **{f"cell.{name}": value for name, value in data.draw(values_of(CELLS[cell].Fields)).items()},
        "name": data.draw(st.text(st.characters(codec="utf-8"))),
        "change": data.draw(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "update": st.integers(0, 100),
                        "field": st.just("training.learning_rate"),
                        "value": st.floats(0, 1e6) | st.integers(0, 100),
                    }
                ),
                max_size=3,
            )
        ),
    }
    if chosen.get("task.shape", "many_to_one") != "many_to_one":
        chosen.pop("training.loss_on", None)  # the last loss alone is another shape, and refused
    experiment = from_values({"task": {"kind": task}, "cell": {"kind": cell}}, chosen)
    assert from_values(parse(to_toml(experiment))) == experiment


def test_a_file_is_named_after_itself_and_takes_the_defaults(mine: Path) -> None:
    experiment = load(str(mine))
    assert (experiment.name, experiment.title) == ("mine", "Mine")
    assert experiment.value("cell.forget_bias") == 3.0
    assert experiment.training.batch_size == 32


def test_settings_are_applied_before_anything_is_checked(mine: Path) -> None:
    mine.write_text(FILE.replace("length = 12", "length = 0"), "utf-8")
    assert load(str(mine), ["task.length=3"]).value("task.length") == 3


def test_a_problem_of_the_file_names_the_file_and_one_of_a_setting_does_not(mine: Path) -> None:
    mine.write_text(FILE.replace("length = 12", "lenght = 12"), "utf-8")
    for sets in ([], ["seed=3"]):
        with pytest.raises(BadInput) as caught:
            load(str(mine), sets)
        assert str(caught.value) == f"{mine}: unknown field task.lenght: did you mean task.length?"
    mine.write_text(FILE, "utf-8")
    with pytest.raises(BadInput) as caught:
        load(str(mine), ["task.length=0"])
    assert str(caught.value) == "task.length must be between 2 and 10000, got 0"


def test_broken_toml_names_file_and_line(mine: Path) -> None:
    mine.write_text("seed = 1\n[task\n", "utf-8")
    with pytest.raises(BadInput) as caught:
        load(str(mine))
    assert str(mine) in str(caught.value)
    assert "line 2" in str(caught.value)


def test_unknown_names_name_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cases = {
        "helo-rnn": "unknown experiment helo-rnn: did you mean hello-rnn?",
        "mine.toml": "mine.toml: there is no such file",
        "somewhere/mine": "somewhere/mine: there is no such file",
        "": 'unknown experiment ""; “rnnviz list experiments” shows them all',
        "x" * 5000: "cannot be read: File name too long",
    }
    for name, sentence in cases.items():
        with pytest.raises(BadInput) as caught:
            load(name)
        assert sentence in str(caught.value)
    (tmp_path / "runs").mkdir()
    with pytest.raises(BadInput, match="is a folder"):
        load("runs")
    (tmp_path / "runs" / "experiment.toml").write_text(FILE, "utf-8")
    with pytest.raises(BadInput, match=r"did you mean runs/experiment\.toml\?"):
        load("runs")


def test_one_field_set_to_two_values_is_refused() -> None:
    with pytest.raises(BadInput, match="seed is set twice: to 1 and to 2"):
        load("vanishing-rnn", ["seed=1", "seed=2"])
    assert load("vanishing-rnn", ["seed=4", "seed=4"]).seed == 4


def test_weights_given_as_an_experiment_are_said_to_be_weights(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"\x08\0\0\0\0\0\0\0{}      ")
    with pytest.raises(BadInput, match=r"holds weights, not an experiment: .*set model\.weights="):
        load(str(path))


def test_a_session_is_no_experiment_and_is_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "a.rnnviz"
    file.write_bytes(b"PK\x03\x04")
    with pytest.raises(BadInput, match="is a session, which goes on from where it was left"):
        load(str(file))
