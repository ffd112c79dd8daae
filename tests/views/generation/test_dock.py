"""The generation view: it shows the engine's own numbers of every written symbol, and names what it cannot write."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.app.dress.language import Language, install
from rnnviz.app.export.sheet import Look, sheet
from rnnviz.assembly import from_values
from rnnviz.decoding import Decoding
from rnnviz.engine.training.run import Run
from rnnviz.history import History
from rnnviz.samples import Sample
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.generation.dock import Generation
from rnnviz.views.generation.symbols import uniform
from tests.views.engine_jobs import Engine

Stand = Callable[[type[Generation]], Generation]


@pytest.fixture(scope="module")
def run() -> Run:
    torch.set_num_threads(1)
    made = Run(from_values({"task": {"kind": "dyck", "length": 16}, "cell": {"kind": "rnn", "hidden_size": 6}}))
    made.update()
    return made


@pytest.fixture(scope="module")
def trace(run: Run) -> Trace:
    return replace(run.probe(), run=3)


@pytest.fixture
def view(stand: Stand, engine: Engine, trace: Trace) -> Generation:
    made = stand(Generation)
    made.widget.resize(420, 560)
    made.show(trace, Moment())
    engine.answer()
    made.pace.take("once")
    return made


def finish(qtbot: QtBot, view: Generation, engine: Engine) -> None:
    """Answer until the text has ended."""

    def over() -> bool:
        engine.answer()
        return not view.writing

    qtbot.waitUntil(over)


def test_it_asks_what_the_model_can_write_and_begins_as_the_example_does(view: Generation, trace: Trace) -> None:
    assert view.prompt.toPlainText() == "".join(trace["tokens"][:2])
    assert view.fields.decoding == Decoding(method="sample", length=16)
    assert not view.sentence
    assert view.data() == {}


def test_a_text_is_written_with_the_figures_of_the_engine(qtbot: QtBot, view: Generation, engine: Engine) -> None:
    shown: list[object] = []
    view.shared.requests.text_asked.connect(shown.append)
    wishes: list[object] = []
    view.shared.requests.sampling_asked.connect(wishes.append)
    view.prompt.setPlainText("([")
    view.fields.take({"length": 40, "top_k": 2, "seed": 5})
    view.write()
    finish(qtbot, view, engine)
    text = view.text
    assert text is not None
    writing = engine.run.writings.of(text.number)
    assert shown == [text.number]
    assert wishes == [("([", Decoding(length=40, top_k=2, seed=5))]
    assert len(text) == 40
    assert text.text == writing.text
    assert text.ended == "length"
    np.testing.assert_array_equal(view.data()["log_p"], [each.log_p for each in writing.tokens])
    trace = engine.run.probe(writing=text.number)
    here = trace["loss_steps"]
    np.testing.assert_allclose(-view.data()["log_p"], trace["loss_by_time"][here] * here.sum(), rtol=1e-3, atol=1e-6)
    assert view.page.index[:2].tolist() == [0, 0]  # the prompt is on paper
    greatest = int(np.argmin(view.data()["log_p"]))
    assert view.page.index[2 + greatest] == view.page.index.max()
    assert [bool(mark) for mark in view.page.strips[0]] == [False] * 2 + [True] * 40
    view.page.hovered.emit(2 + 7)
    token = writing.tokens[7]
    symbols = engine.run.task.output_symbols
    assert view.guesses.guesses == tuple(
        (symbols[code], p) for code, p in zip(token.likeliest, token.probabilities, strict=True)
    )
    assert view.guesses.truth == symbols[token.symbol]
    assert f"rank {token.rank + 1}" in view.said.text()
    assert "among 2" in view.said.text()
    view.page.hovered.emit(0)
    assert view.said.text() == "a symbol of the prompt"


def test_symbols_come_one_by_one_at_the_chosen_pace_until_stop(
    qtbot: QtBot, view: Generation, engine: Engine
) -> None:
    view.pace.take("20")
    QTest.mouseClick(view.go, Qt.MouseButton.LeftButton)
    assert view.go.text() == "Stop"
    engine.answer()
    assert view.text is not None
    assert len(view.text) == 1
    qtbot.waitUntil(lambda: bool(engine.waiting))
    assert engine.waiting[0].arguments == {"writing": view.text.number, "have": 1, "count": 1}
    engine.answer()
    QTest.mouseClick(view.go, Qt.MouseButton.LeftButton)
    assert not view.writing
    assert view.go.text() == "Write"
    assert len(view.text) == 2
    assert not view.text.ended


def test_stop_leaves_a_job_under_way_off_and_takes_what_it_has(view: Generation, engine: Engine) -> None:
    view.fields.take({"length": 60})
    view.write()
    engine.answer()
    view.writer.ask_more()
    under_way = engine.waiting[0]
    view.writer.stop()
    assert under_way.over
    assert view.text is not None
    asked = {"writing": view.text.number, "have": len(view.text), "count": 0}
    assert [job.arguments for job in engine.waiting] == [asked]
    engine.answer()
    assert not view.writing


def test_esc_leaves_off_and_what_is_written_stays_where_the_next_prompt_is_refused(
    qtbot: QtBot, view: Generation, engine: Engine
) -> None:
    view.pace.take("20")
    view.write()
    engine.answer()
    assert view.leave_off()
    assert not view.leave_off(), "there is nothing to leave any more"
    written = view.text
    assert written is not None
    assert len(written) == 1
    view.prompt.setPlainText("é")
    view.write()
    engine.answer()
    assert view.problem.isVisible()
    assert view.text is written
    assert len(view.page.page) == len(written.cells)


def test_what_the_model_does_not_know_is_named(view: Generation, engine: Engine) -> None:
    view.prompt.setPlainText("(x(é")
    view.write()
    engine.answer()
    assert view.problem.isVisible()
    assert view.problem.text().startswith("the model has never read “x”, “é”: it knows 4 characters")
    view.prompt.setPlainText("(")
    view.write()
    engine.answer()
    assert not view.problem.isVisible()


def test_a_beam_lists_its_texts_the_likeliest_first(qtbot: QtBot, view: Generation, engine: Engine) -> None:
    view.fields.take({"method": "beam", "beam_width": 3, "length": 5})
    assert view.fields.entries["beam_width"].isVisible()
    assert not view.fields.entries["temperature"].isVisible()
    view.write()
    finish(qtbot, view, engine)
    view.listed.take("beam")
    view.redraw()
    view._list()
    assert view.text is not None
    rows = view.table.texts.rows
    assert len(rows) == 3
    assert rows[0].text == view.text.text
    assert [score for score, _, _ in view.text.texts] == sorted((score for score, _, _ in view.text.texts))[::-1]


def test_samples_through_training_lead_to_their_updates(view: Generation) -> None:
    asked: list[object] = []
    view.shared.requests.update_asked.connect(asked.append)
    history = History()
    view.follow(history)
    assert "1, 2, 4, 8, 16" in view.about.text()
    for update in (4, 1):
        history.samples.append(Sample(update=update, prompt="(", text=f"a\n{update}", log_p=-0.5, symbols=2))
    view.follow(history)
    assert [row.first for row in view.table.texts.rows] == ["1", "4"]
    index = view.table.texts.index(1, 2)
    assert index.data() == "a↵4"
    view.table.clicked.emit(index)
    assert asked == [4]
    for update in range(100, 160):
        history.samples.append(Sample(update=update, prompt="(", text="b", log_p=-0.5, symbols=1))
    view.follow(history)
    bar = view.table.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0  # the newest is seen


def test_the_cursor_of_the_tracks_is_framed_and_a_click_moves_it(
    qtbot: QtBot, view: Generation, engine: Engine
) -> None:
    view.write()
    finish(qtbot, view, engine)
    assert view.text is not None
    trace = replace(engine.run.probe(writing=view.text.number), run=3)
    view.shared.axis.set_length(trace.length)
    view.show(trace, Moment("forward", 4))
    assert view.page.at == 4
    went: list[object] = []
    view.shared.axis.scrubbed.connect(went.append)
    view.page.picked.emit(6)
    assert went == [6]
    view.show(replace(engine.run.probe(), run=3), Moment("forward", 4))
    assert view.symbols.focus == len(view.text) - 1  # the tracks' cursor is of another text
    again: list[object] = []
    view.shared.requests.text_asked.connect(again.append)
    view.page.picked.emit(6)  # the tracks show the example: let them show the text
    view.tracks.setChecked(False)
    view.tracks.setChecked(True)
    assert again == [view.text.number] * 2


def test_return_writes_and_a_dropped_file_is_left_to_the_window(view: Generation, engine: Engine) -> None:
    view.prompt.setFocus()
    QTest.keyClick(view.prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.prompt.toPlainText().startswith("\n")
    view.prompt.setPlainText("(")
    QTest.keyClick(view.prompt, Qt.Key.Key_Return)
    assert [job.kind for job in engine.waiting] == ["write"]
    file = QMimeData()
    file.setUrls([QUrl.fromLocalFile("/a/b.txt")])
    assert not view.prompt.canInsertFromMimeData(file)
    words = QMimeData()
    words.setText("[")
    view.prompt.insertFromMimeData(words)
    assert "[" in view.prompt.toPlainText()


def test_a_view_made_anew_takes_over_the_text(
    qtbot: QtBot, stand: Stand, view: Generation, engine: Engine, trace: Trace
) -> None:
    view.prompt.setPlainText("(((")
    view.fields.take({"temperature": 2.0})
    view.write()
    finish(qtbot, view, engine)
    other = stand(Generation)
    other.restore(view.state())
    other.show(trace, Moment())
    engine.answer()
    assert view.text is not None
    assert other.text is not None
    assert other.text.text == view.text.text
    assert other.prompt.toPlainText() == "((("
    assert other.fields.decoding.temperature == 2.0
    lost = stand(Generation)
    lost.restore({**view.state(), "writing": "3 99", "temperature": "hot"})
    lost.show(trace, Moment())
    engine.answer()
    assert lost.text is None
    assert not lost.problem.isVisible()


def test_a_task_that_writes_nothing_says_why_and_offers_a_preset(stand: Stand, shared: Shared) -> None:
    numbers = Run(from_values({"task": {"kind": "adding", "length": 8}, "cell": {"kind": "rnn", "hidden_size": 4}}))
    engine = Engine(shared.jobs, numbers)
    view = stand(Generation)
    view.show(replace(numbers.probe(), run=5), Moment())
    engine.answer()
    assert view.sentence.endswith("is about numbers, not symbols: there is no text to write")
    asked: list[object] = []
    shared.requests.preset_asked.connect(asked.append)
    view.preset.click()
    assert asked == ["python-lstm"]
    assert view.data() == {}
    view.show(replace(numbers.probe(), run=6), Moment())
    assert view.sentence == "Asking what this model can write…"  # nothing is said of a model that is gone
    engine.answer()
    assert "no text to write" in view.sentence


def test_the_menu_copies_and_draws_again(qtbot: QtBot, view: Generation, engine: Engine) -> None:
    assert [offer.enabled for offer in view.offers()] == [True, False, False]
    view.prompt.setPlainText("(")
    view.write()
    finish(qtbot, view, engine)
    again, _, copy = view.offers()
    copy.act()
    assert view.text is not None
    assert QApplication.clipboard().text() == "(" + view.text.text
    view.fields._draw_seed = lambda: 77
    again.act()
    finish(qtbot, view, engine)
    assert engine.asked[-1].kind == "write"
    assert view.fields.decoding.seed == 77


def test_surprise_is_drawn_against_a_uniform_guess(view: Generation) -> None:
    assert uniform(view.facts) == pytest.approx(math.log(4))
    view.facts = {}
    assert uniform(view.facts) == pytest.approx(math.log(2))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_fits_into_a_narrow_dock(qapp: QApplication, stand: Stand, language: Language) -> None:
    install(qapp, language)
    try:
        assert stand(Generation).widget.minimumSizeHint().width() <= 300
    finally:
        install(qapp, "en")


def test_a_view_made_in_its_place_and_a_picture_have_the_text(
    qtbot: QtBot, view: Generation, engine: Engine, trace: Trace, stand: Stand
) -> None:
    view.write()
    finish(qtbot, view, engine)
    asked = len(engine.asked)
    with sheet(view, None, Look(width=500, height=300, theme="light")) as paper:
        assert paper is not view.widget
    again = stand(Generation)
    again.restore(view.state())
    again.take_findings(view.findings())
    again.show(trace, Moment())
    assert len(engine.asked) == asked
    assert view.text is not None
    assert again.data()["symbols"].tolist() == view.text.symbols
    again.write()
    finish(qtbot, again, engine)
    assert again.text is not view.text
