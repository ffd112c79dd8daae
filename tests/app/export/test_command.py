"""The command that is copied repeats the experiment exactly."""

from __future__ import annotations

import shlex

import pytest

from rnnviz.app.export.command import command
from rnnviz.app.running.recipe import with_change
from rnnviz.catalogue import load, presets
from rnnviz.cli.parser import Parser
from rnnviz.cli.run import arguments
from rnnviz.experiment import Experiment


def parsed(line: str) -> Experiment:
    """Return what the command line makes of it."""
    program, name, *words = shlex.split(line)
    assert (program, name) == ("rnnviz", "run")
    parser = Parser(prog="rnnviz run", description="")
    arguments(parser)
    given = parser.parse_args(words)
    return load(given.experiment, given.set)


@pytest.mark.parametrize("name", list(presets()))
def test_a_preset_needs_no_settings(name: str) -> None:
    assert command(load(name)) == f"rnnviz run {name}"


@pytest.mark.parametrize("sets", [
    ["cell.kind=gru", "training.learning_rate=0.003", "training.clip.mode=none"],
    ["task.kind=adding", "task.length=17"],
    ["cell.forget_bias=3", "seed=9", "title=it's \"x\"\\ $HOME `y` 한글"],
    ["model.layers=2", "dtype=float64", "training.learning_rate=1e-05"],
])  # fmt: skip
def test_what_differs_is_said_and_parses_back(sets: list[str]) -> None:
    recipe = load("python-lstm", sets)
    assert parsed(command(recipe)) == recipe
    again = parsed(command(recipe, 700))
    assert again.training.updates == 700
    assert again.model_copy(update={"training": recipe.training}) == recipe


def test_live_changes_and_files_of_ones_own_are_repeated_too() -> None:
    live = with_change(load("copying-gru"), 30, "training.learning_rate", 0.1)
    assert parsed(command(live)) == live
    own = load("adding-lstm").model_copy(update={"name": "my own", "title": "Mine"})
    assert parsed(command(own)) == own


def test_only_what_differs_is_said() -> None:
    assert command(load("python-lstm", ["cell.forget_bias=3"])) == "rnnviz run python-lstm --set cell.forget_bias=3.0"
