"""The hunt's table is the engine's scores, ranked; a click chooses, a lesion is told as it was measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.trace import Moment, Trace
from rnnviz.views.hunt.dock import UnitHunt
from rnnviz.views.hunt.scored import Row, lesion_words, verdict
from rnnviz.views.hunt.table import TOLD
from tests.views.choosing import choose
from tests.views.engine_jobs import Engine

Stand = Callable[[type[UnitHunt]], UnitHunt]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    torch.set_num_threads(1)
    file = tmp_path_factory.mktemp("texts") / "small.py"
    file.write_text("def f(x):\n    return [x, 'a', x]\n\n" * 80)
    cell = {"kind": "gru", "hidden_size": 6}
    return Run(from_values({"task": {"kind": "char_lm", "path": str(file), "length": 20}, "model": {"layers": 2},
                            "cell": cell}))


@pytest.fixture(scope="module")
def trace(run: Run) -> Trace:
    return replace(run.probe(), run=3)


@pytest.fixture
def view(stand: Stand, engine: Engine, trace: Trace) -> UnitHunt:
    made = stand(UnitHunt)
    made.shared.selection.fit(trace.scopes, 6)
    made.widget.resize(600, 500)
    made.show(trace, Moment())
    return made


def row(**changed: Any) -> Row:
    plain = {"label": "quotes", "scope": "layer0", "unit": 3, "told": 0.95, "shuffled": 0.51, "p": 0.048,
             "chance": 0.6, "falls": False}
    return Row(**{**plain, **changed})


def test_nothing_is_computed_before_it_is_asked_for(view: UnitHunt, engine: Engine) -> None:
    assert not engine.asked
    assert "Press Hunt" in view.sentence
    assert view.data() == {}


def test_words_are_no_text_to_hunt_in(view: UnitHunt, trace: Trace) -> None:
    words = np.array(["house"] * len(trace.arrays["tokens"]))
    view.show(replace(trace, arrays={**trace.arrays, "tokens": words}), Moment())
    assert "whole words" in view.sentence
    assert view.offers()[0].why == view.sentence
    assert view.preset.isVisibleTo(view.widget)
    assert not view.go.isVisibleTo(view.widget)


def test_the_rows_of_a_picture_are_numbers_not_words(view: UnitHunt, trace: Trace) -> None:
    rows = np.array([" ▂▅█▅▂ "] * len(trace.arrays["tokens"]))
    view.show(replace(trace, arrays={**trace.arrays, "tokens": rows}), Moment())
    assert view.sentence.startswith("This task reads numbers")
    assert view.preset.isVisibleTo(view.widget)


def test_the_best_unit_of_each_label_and_the_ranking_of_one(view: UnitHunt, engine: Engine) -> None:
    view.go.click()
    assert view.jobs.isVisible()
    engine.answer()
    scored = view.scored
    assert scored is not None
    rows = view.table.units.rows
    assert [each.label for each in rows] == list(scored.labels)
    told = scored.arrays["told"]
    for place, best in enumerate(rows):
        assert best.told == np.nanmax(told[place])
    choose(view, "label", "quotes")
    ranked = view.table.units.rows
    assert len(ranked) == scored.units == 12
    assert [each.told for each in ranked] == sorted((each.told for each in ranked), reverse=True)
    index = view.table.units.index(0, TOLD)
    assert index.data() == f"{ranked[0].told:.3f}"
    assert not view.table.grab().isNull()
    assert set(view.data()) >= {"told", "shuffled", "p", "chance", "labels"}


def test_a_click_chooses_the_unit_everywhere_and_colours_the_text(view: UnitHunt, engine: Engine) -> None:
    choose(view, "quantity", "update_gate")
    view.hunt()
    engine.answer()
    coloured: list[str] = []
    view.shared.selection.colour_asked.connect(coloured.append)
    picked = view.table.units.rows[2]
    view.table.clicked.emit(view.table.units.index(2, 0))
    assert (view.shared.selection.scope, view.shared.selection.unit) == (picked.scope, picked.unit)
    assert coloured == ["update_gate"]


@pytest.mark.parametrize("to", ["mean", "zero"])
def test_a_lesion_is_told_as_it_was_measured(view: UnitHunt, engine: Engine, to: str) -> None:
    view.hunt()
    engine.answer()
    choose(view, "to", to)
    view._choose(next(each for each in view.table.units.rows if each.label == "quotes"))
    view.confirm.click()
    engine.answer()
    assert engine.asked[-1].arguments["to"] == to
    (found,) = view.lesions.values()
    assert view.tested.text() == lesion_words(view.row, found)  # type: ignore[arg-type]
    choose(view, "to", "zero" if to == "mean" else "mean")
    assert "Held at" not in view.tested.text()


def test_a_lesion_with_a_reading_that_is_gone_says_so(view: UnitHunt, engine: Engine) -> None:
    view.hunt()
    engine.answer()
    engine.run.readings = type(engine.run.readings)()
    view.lesion()
    engine.answer()
    assert "read the text again" in view.tested.text()


def test_verdicts() -> None:
    assert "Unit 3 of layer0 tells “inside quotes”: AUC 0.95" in verdict(row(), 128)
    assert "No unit tells “inside quotes” well" in verdict(row(told=0.7), 128)
    assert "no more than shifted labels give (0.6)" in verdict(row(told=0.6, p=0.5), 128)
    assert "r² 0.55" in verdict(row(label="column", told=0.55), 128)


def test_lesions_in_words() -> None:
    found = {"value": 0.16, "there": 0.08, "elsewhere": 0.01, "ratio": 8.0}
    assert "8 times as much" in lesion_words(row(), found)
    assert "there alone" in lesion_words(row(), {**found, "elsewhere": -0.01, "ratio": -1.0})
    assert "no more than elsewhere" in lesion_words(row(), {**found, "there": 0.01, "elsewhere": 0.02, "ratio": 0.5})
    assert "not missed" in lesion_words(row(), {**found, "there": -0.01})
    assert "above its median" in lesion_words(row(label="column"), found)


def test_another_model_has_another_hunt(view: UnitHunt, engine: Engine, trace: Trace) -> None:
    view.hunt()
    engine.answer()
    view.show(replace(trace, run=4), Moment())
    assert view.scored is None
    assert "Press Hunt" in view.sentence


def test_what_was_said_of_another_model_goes_with_it(view: UnitHunt, engine: Engine, trace: Trace) -> None:
    """A hunt that failed in one model leaves the next one free to hunt in."""
    view.hunt()
    engine.asked[-1].fail(BadInput("{task} holds no text out: paste one, or open a file", task="Copy ten symbols"))
    assert "holds no text out" in view.sentence
    assert not view.go.isVisible()
    view.show(replace(trace, run=4), Moment())
    assert "Press Hunt" in view.sentence
    assert view.go.isVisible()
    view.hunt()
    view.show(replace(trace, run=5), Moment())
    assert engine.asked[-1].over
    assert view.go.isEnabled()


def test_a_view_made_in_its_place_has_what_was_found(
    view: UnitHunt, engine: Engine, trace: Trace, stand: Stand
) -> None:
    """Another theme, another language or a lecture makes views anew: no hunt is lost for it."""
    view.hunt()
    engine.answer()
    view.lesion()
    engine.answer()
    view._choose(view.table.units.rows[1])
    again = stand(UnitHunt)
    again.take_findings(view.findings())
    again.show(trace, Moment())
    assert again.table.units.rows == view.table.units.rows
    assert (again.row, again.lesions) == (view.row, view.lesions)
    assert again.verdict.text() == view.verdict.text()
    other = stand(UnitHunt)
    other.take_findings(view.findings())
    other.show(replace(trace, run=4), Moment())
    assert "Press Hunt" in other.sentence


@pytest.mark.parametrize("lesion", [False, True])
def test_a_hunt_that_is_under_way_goes_on_in_the_view_made_in_its_place(
    view: UnitHunt, engine: Engine, trace: Trace, stand: Stand, lesion: bool
) -> None:
    view.hunt()
    if lesion:
        engine.answer()
        view.lesion()
    engine.waiting[0].progress(1, 4)
    again = stand(UnitHunt)
    again.take_findings(view.findings())
    (job,) = view.hand_over()
    again.resume(job)
    view.asked.close()
    again.show(trace, Moment())
    assert not job.over
    assert (again.jobs.isVisible(), again.jobs.bar.value(), again.go.isEnabled()) == (True, 1, False)
    engine.answer()
    assert again.scored is not None
    assert again.scored.run == trace.run
    assert len(again.lesions) == lesion
    assert again.go.isEnabled()
    assert not again.jobs.isVisible()


def test_cancelling_leaves_what_there_was(view: UnitHunt, engine: Engine) -> None:
    view.hunt()
    view.jobs.button.click()
    assert engine.asked[-1].over
    assert view.go.isEnabled()
    assert view.scored is None


def test_tasks_without_text_offer_a_preset(view: UnitHunt, engine: Engine) -> None:
    adding = Run(from_values({"task": {"kind": "adding", "length": 8}, "cell": {"kind": "gru", "hidden_size": 3}}))
    view.show(adding.probe(), Moment())
    assert "python-lstm" in view.sentence
    asked: list[str] = []
    view.shared.requests.preset_asked.connect(asked.append)
    view.preset.click()
    assert asked == ["python-lstm"]
