"""The table of the next symbol: the engine's n-grams, the trace's network, and scores on what is held out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt

from rnnviz.app.export.sheet import Look, sheet
from rnnviz.catalogue import from_values
from rnnviz.engine.jobs import JOBS
from rnnviz.engine.training.run import Run
from rnnviz.history import History
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.ngram import dock
from rnnviz.views.ngram.dock import NgramView
from rnnviz.views.ngram.table import SCORES, percent, ranked
from tests.views.engine_jobs import Engine, returned

Stand = Callable[[type[NgramView]], NgramView]
TEXT = "the cat sat on the mat; the rat ran at the cat.\n" * 40


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    torch.set_num_threads(1)
    file = tmp_path_factory.mktemp("texts") / "text.txt"
    file.write_text(TEXT, "utf-8")
    task = {"kind": "char_lm", "path": str(file), "length": 16}
    return Run(from_values({"threads": 1, "task": task, "cell": {"kind": "rnn", "hidden_size": 4}}))


@pytest.fixture(scope="module")
def trace(run: Run) -> Trace:
    return replace(run.probe(), run=6)


@pytest.fixture
def view(stand: Stand, engine: Engine, trace: Trace) -> NgramView:
    found = stand(NgramView)
    found.widget.resize(420, 400)
    found.show(trace, Moment(t=5))
    return found


def cell(view: NgramView, row: int, column: int) -> str:
    model = view.table.next
    return str(model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole))


def test_the_table_is_the_engines_n_grams_and_the_networks_softmax(
    view: NgramView, engine: Engine, run: Run, trace: Trace
) -> None:
    assert view.sentence == "Counting the text…"
    engine.answer()
    assert not view.sentence
    shown = view.table.next.shown
    assert shown is not None
    tokens = [str(token) for token in trace["tokens"]]
    counted = returned(JOBS["ngram_table"](run, {"tokens": tokens[:6], "first": 5})).arrays["probabilities"][:, 0]
    scores = np.exp(trace["outputs"][5].astype(np.float64))
    network = scores / scores.sum()
    places = [run.task.symbols.index(symbol) for symbol in shown.symbols]
    np.testing.assert_allclose(shown.chances[:, :5], counted[:, places].T, rtol=1e-6)
    np.testing.assert_allclose(shown.chances[:, 5], network[places], rtol=1e-6)
    came = int(trace["targets"][5])
    assert places[shown.came] == came
    np.testing.assert_allclose(shown.bits, -np.log2([*counted[:, came], network[came]]), rtol=1e-5)
    assert [cell(view, row, 0) for row in range(SCORES)] == ["bits", "held out", "PPL"]
    assert cell(view, 0, 6) == f"{shown.bits[5]:.2f}"


def test_the_cursor_moves_without_another_question(view: NgramView, engine: Engine, trace: Trace) -> None:
    engine.answer()
    asked = len(engine.asked)
    first = view.data()["probabilities"]
    view.show(trace, Moment(t=11))
    assert not np.array_equal(view.data()["probabilities"][:, 1:2], first[:, 1:2])
    assert int(view.data()["t"]) == 11
    view.show(replace(trace, update=3), Moment(t=11))
    assert len(engine.asked) == asked == 2


def test_a_long_pass_is_asked_for_in_parts(
    stand: Stand, engine: Engine, trace: Trace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dock, "MOST", 5 * trace["outputs"].shape[1] * 4)
    view = stand(NgramView)
    view.show(trace, Moment(t=0))
    engine.answer()
    whole = {}
    for t in range(trace.length):
        view.show(trace, Moment(t=t))
        engine.answer()
        whole[t] = view.data()["bits"]
    monkeypatch.setattr(dock, "MOST", 400_000)
    other = stand(NgramView)
    other.show(trace, Moment(t=0))
    engine.answer()
    for t, bits in whole.items():
        other.show(trace, Moment(t=t))
        np.testing.assert_allclose(bits, other.data()["bits"], rtol=1e-6)
    assert sum(job.kind == "ngram_table" for job in engine.asked) > 3


def test_scores_are_the_engines_and_the_networks_follow_the_history(view: NgramView, engine: Engine, run: Run) -> None:
    engine.answer()
    held_out = view.data()["held_out_bits"]
    true = returned(JOBS["ngram_held_out"](run, {}))
    np.testing.assert_allclose(held_out[:5], true.arrays["loss"] / np.log(2), rtol=1e-9)
    assert held_out[5] == pytest.approx(true.values["network"] / np.log(2))
    history = History()
    history.extend({"update": [1.0, 2.0], "loss": [3.0, 2.0], "validation_loss": [1.25, np.nan]})
    view.follow(history)
    assert view.data()["held_out_bits"][5] == pytest.approx(1.25 / np.log(2))
    assert cell(view, 2, 6) == f"{2 ** (1.25 / np.log(2)):.3g}"


def test_rows_are_those_of_the_chosen_model(view: NgramView, engine: Engine) -> None:
    engine.answer()
    view.by.take("3")
    view.by.activated.emit(view.by.currentIndex())
    chances = view.data()["probabilities"][:-1, 2]
    assert (np.diff(chances) <= 1e-9).all()


def test_what_came_is_always_among_the_rows() -> None:
    assert ranked([0.1, 0.5, 0.4], 2, 0) == [1, 0]
    assert ranked([0.1, 0.5, 0.4], 2, 2) == [1, 2]
    assert ranked([np.nan, 0.5], 5, -1) == [1, 0]
    assert [percent(p) for p in (0.42, 0.031, 0.0001, np.nan)] == ["42", "3.1", "·", "NaN"]


def test_where_there_is_no_text_it_says_what_would_fill_it(
    view: NgramView, engine: Engine, shared: Shared, sample_traces: dict[str, Trace]
) -> None:
    engine.answer()
    asked: list[object] = []
    shared.requests.preset_asked.connect(asked.append)
    for kind in ("vanishing", "pair"):
        view.show(sample_traces[kind], Moment())
        assert "python-mlp fills this view" in view.sentence
        assert view.data() == {}
    view.preset.click()
    assert asked == ["python-mlp"]
    engine.run = Run(from_values({"threads": 1, "task": {"kind": "copying"}, "cell": {"kind": "rnn"}}))
    view.show(sample_traces["lstm"], Moment())
    engine.answer()
    assert "there is nothing to count n-grams in" in view.sentence


def test_outputs_that_are_not_finite_are_shown_as_such(
    view: NgramView, engine: Engine, trace: Trace, altered: Callable[..., Trace]
) -> None:
    engine.answer()
    view.show(altered(trace, outputs=np.full_like(trace["outputs"], np.nan)), Moment(t=3))
    assert cell(view, SCORES, 6) == "NaN"
    assert not view.widget.grab().isNull()


def test_a_view_made_in_its_place_and_a_picture_have_what_was_counted(
    view: NgramView, engine: Engine, trace: Trace, stand: Stand
) -> None:
    engine.answer()
    asked = len(engine.asked)
    with sheet(view, None, Look(width=500, height=300, theme="light")) as paper:
        assert paper is not view.widget
    again = stand(NgramView)
    again.take_findings(view.findings())
    again.show(trace, Moment(t=5))
    assert len(engine.asked) == asked
    shown, before = again.table.next.shown, view.table.next.shown
    assert shown is not None
    assert before is not None
    np.testing.assert_array_equal(shown.chances, before.chances)
    np.testing.assert_array_equal(shown.held_out, before.held_out)
