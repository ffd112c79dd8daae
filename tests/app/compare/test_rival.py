"""The rival: on the same task and batches, whatever else differs."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from rnnviz.app.compare.rival import Rival
from rnnviz.app.compare.sizes import parameters
from rnnviz.catalogue import changed, load
from rnnviz.engine.serving.beginning import told_task
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment


@pytest.fixture
def base(qapp: QApplication) -> Experiment:
    return load("vanishing-rnn", ["task.length=12", "cell.hidden_size=8", "seed=3"])


def test_at_first_it_is_another_cell_of_the_same_size(base: Experiment) -> None:
    rival = Rival(base)
    assert rival.experiment.cell.kind != base.cell.kind
    assert rival.experiment.cell.hidden_size == base.cell.hidden_size
    assert (rival.experiment.task, rival.experiment.seed) == (base.task, base.seed)


def test_a_model_without_a_cell_differs_in_something_that_acts(base: Experiment) -> None:
    transformer = load("order-transformer")
    rival = Rival(transformer)
    assert rival.experiment.cell == transformer.cell
    assert rival.experiment.training.learning_rate == transformer.training.learning_rate / 2
    paths = {info.path for info in rival.fields}
    assert {"cell.hidden_size", "model.heads"} <= paths
    assert not paths & {"cell.kind", "cell.recurrent_init"}
    rival = Rival(base)
    rival.begin(transformer)
    assert rival.experiment == transformer, "another cell is no difference there"


def test_nothing_that_makes_the_batches_can_differ(base: Experiment) -> None:
    paths = {info.path for info in Rival(base).fields}
    assert {"cell.kind", "cell.hidden_size", "model.layers", "training.learning_rate"} <= paths
    assert not {path for path in paths if path.startswith("task.")} | (paths & {"seed", "training.batch_size"})


def test_what_differs_is_said_and_can_be_taken_back(base: Experiment) -> None:
    rival = Rival(base)
    rival.set("cell.kind", "rnn")
    rival.set("cell.hidden_size", 16)
    assert len(rival.differences) == 1
    assert "8 → 16" in rival.differences[0]
    rival.copy_base()
    assert rival.experiment == base
    assert rival.differences == []


def test_what_cannot_be_is_refused_and_leaves_it_as_it_is(base: Experiment) -> None:
    rival = Rival(base)
    refused: list[BadInput] = []
    rival.refused.connect(refused.append)
    before = rival.experiment
    rival.set("cell.hidden_size", 0)
    assert isinstance(refused[0], BadInput)
    assert rival.experiment == before


def test_the_same_number_of_parameters_is_kept_while_other_fields_change(base: Experiment) -> None:
    rival, run = Rival(base), Run(base)
    rival.set_same_size(True)
    rival.know_task(told_task(run), run.parameters)
    for kind in ("gru", "lstm"):
        rival.set("cell.kind", kind)
        made = Run(rival.experiment)
        assert made.parameters == parameters(rival.experiment, told_task(run))
        assert abs(made.parameters - run.parameters) < 0.3 * run.parameters
        assert rival.experiment.cell.hidden_size < base.cell.hidden_size
    rival.set("cell.hidden_size", 20)
    assert not rival.same_size


def test_a_preset_on_the_same_task_keeps_seed_and_batch() -> None:
    base = changed(load("vanishing-rnn"), {"seed": 9, "training.batch_size": 7})
    rival = Rival(base)
    assert "highway-lstm" in dict(rival.presets)
    assert "hello-rnn" not in dict(rival.presets)
    rival.take("highway-lstm")
    preset = load("highway-lstm")
    assert rival.experiment.cell == preset.cell
    assert (rival.experiment.seed, rival.experiment.training.batch_size) == (9, 7)


def test_beside_another_model_it_differs_in_the_same(base: Experiment) -> None:
    rival = Rival(base)
    rival.copy_base()
    rival.set("training.learning_rate", 0.5)
    rival.begin(changed(base, {"cell.hidden_size": 5}))
    assert rival.experiment.cell.hidden_size == 5
    assert rival.experiment.training.learning_rate == 0.5


def test_a_model_that_cannot_be_counted_refuses_when_asked_alone(base: Experiment) -> None:
    rival = Rival(base)
    refused: list[BadInput] = []
    rival.refused.connect(refused.append)
    rival.know_task({"input_size": 1, "output_size": 1, "output_symbols": [], "length": 100}, 1)
    assert refused == []
    rival.set_same_size(True)
    assert len(refused) == 1
    assert not rival.same_size
