"""Comparisons: every one that comes with the program is whole, and what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from rnnviz.comparison import Comparison, cases, comparisons, load_comparison, to_toml
from rnnviz.errors import BadInput

SMALL = """
experiment = "hello-rnn"
measure = "accuracy"
updates = 3
seeds = [4, 5]
[against]
field = "cell.hidden_size"
values = [2, 3]
[[model]]
label = "RNN"
[[model]]
label = "GRU"
set = { "cell.kind" = "gru" }
"""


def written(folder: Path, text: str) -> str:
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return str(path)


@pytest.mark.parametrize("name", comparisons())
def test_every_comparison_loads_and_says_what_it_is_for(name: str) -> None:
    found = load_comparison(name)
    assert found.name == name
    assert found.title
    assert found.purpose.endswith(".")
    assert len(found.seeds) >= 5
    points = len(found.against.values) if found.against else 1
    assert len(cases(found)) == len(found.model) * len(found.seeds) * points


def test_every_case_is_the_base_with_its_own_fields(tmp_path: Path) -> None:
    found = cases(load_comparison(written(tmp_path, SMALL)))
    assert [(case.label, case.value, case.seed) for case in found] == [
        (label, value, seed) for label in ("RNN", "GRU") for value in (2, 3) for seed in (4, 5)
    ]
    assert {case.experiment.cell.kind for case in found if case.label == "GRU"} == {"gru"}
    assert all(case.experiment.cell.hidden_size == case.value for case in found)
    assert all(case.experiment.training.updates == 3 for case in found)
    assert all(case.experiment.seed == case.seed for case in found)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    found = load_comparison(written(tmp_path, SMALL))
    assert load_comparison(written(tmp_path, to_toml(found))) == found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('measure = "accuracy"\n', "", "measure is missing"),
        ('"cell.kind" = "gru"', '"cell.kindd" = "gru"', "the model GRU cannot be made: unknown field cell.kindd"),
        ('field = "cell.hidden_size"', 'field = "cell.size"', "the model RNN cannot be made: unknown field cell.size"),
        ("values = [2, 3]", "values = [2, 0]", "the model RNN cannot be made: cell.hidden_size must be between 1"),
        ('label = "GRU"', 'label = "RNN"', "model.label must differ from one another, got RNN twice"),
        ('label = "RNN"', 'label = "RNN"\nreference = "ar"', "the model RNN cannot be made: ar needs the task series"),
        ('label = "RNN"', 'label = "RNN"\nreference = "magic"', "model[0].reference"),
        ('label = "RNN"', 'label = "RNN"\norder = 0', "model[0].order"),
        ("seeds = [4, 5]", "seeds = [-1]", "seeds must be between 0 and"),
        ("seeds = [4, 5]", "seeds = []", "seeds: "),
        ("seeds = [4, 5]", "seeds = [4, 4]", "seeds must differ from one another, got 4 twice"),
        ("values = [2, 3]", "values = [2, 2]", "against.values must differ from one another, got 2 twice"),
        ("values = [2, 3]", f"values = {list(range(1, 2502))}", "a comparison may have at most 10000 runs, got 10004"),
        ('experiment = "hello-rnn"', 'experiment = "helo"', "unknown experiment helo: did you mean hello-rnn"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in SMALL
    path = written(tmp_path, SMALL.replace(old, new))
    with pytest.raises(BadInput) as caught:
        load_comparison(path)
    assert str(caught.value).startswith(f"{path}: {said}")


def test_n_grams_go_up_to_five(tmp_path: Path) -> None:
    text = 'experiment = "python-lstm"\nmeasure = "bits"\n[[model]]\nlabel = "a"\nreference = "ngram"\norder = 6\n'
    with pytest.raises(BadInput, match="the model a cannot be made: order must be between 1 and 5, got 6"):
        load_comparison(written(tmp_path, text))


def test_an_unknown_name_names_the_nearest() -> None:
    with pytest.raises(BadInput, match="unknown comparison gaps: did you mean gap"):
        load_comparison("gaps")


def test_a_comparison_is_frozen() -> None:
    made = Comparison.model_validate({"experiment": "a", "measure": "loss", "model": [{"label": "x"}]})
    with pytest.raises(ValueError, match="frozen"):
        made.measure = "x"  # type: ignore[misc]
