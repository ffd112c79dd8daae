"""The text view shows the model's own numbers on whatever text it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.annotations import annotate
from rnnviz.app.dress.language import Language, install
from rnnviz.app.export.sheet import Look, sheet
from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment, Trace
from rnnviz.views.plots.heat_map import BROKEN
from rnnviz.views.text.dock import Text
from tests.views.choosing import choose
from tests.views.engine_jobs import Engine, returned

Stand = Callable[[type[Text]], Text]
Alter = Callable[..., Trace]
SOURCE = "def f(x):\n    return [x, 'a', x]\n\n" * 30


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    torch.set_num_threads(1)
    file = tmp_path_factory.mktemp("texts") / "small.py"
    file.write_text(SOURCE)
    made = Run(
        from_values(
            {"task": {"kind": "char_lm", "path": str(file), "length": 20}, "cell": {"kind": "lstm", "hidden_size": 6}}
        )
    )
    made.update()
    return made


@pytest.fixture(scope="module")
def trace(run: Run) -> Trace:
    return replace(run.probe(), run=3, update=run.updates)


@pytest.fixture
def view(stand: Stand, engine: Engine, trace: Trace) -> Text:
    made = stand(Text)
    made.shared.selection.fit(trace.scopes, 6)
    made.shared.axis.set_length(trace.length)
    made.widget.resize(600, 400)
    return made


def read(view: Text, engine: Engine, trace: Trace, text: str) -> None:
    """Show a text from the clipboard."""
    QApplication.clipboard().setText(text)
    view.show(trace, Moment())
    choose(view, "source", "clipboard")
    engine.answer()


def test_the_held_out_text_is_read_and_coloured_by_the_chosen_unit(view: Text, engine: Engine, trace: Trace) -> None:
    view.shared.selection.choose(unit=4)
    view.show(trace, Moment())
    assert [job.kind for job in engine.asked] == ["text"]
    assert view.jobs.isVisible()
    engine.answer()
    assert not view.jobs.isVisible()
    reading = engine.run.readings.of({"reading": 1})
    values = returned(reading.values("layer0.hidden", 4))
    np.testing.assert_array_equal(view.shown, values)
    expected = np.rint(np.clip(view.shown, -1, 1) * 127 + 127)
    np.testing.assert_array_equal(view.painter.index, expected)
    assert view.data()["code_points"].tolist() == list(map(ord, reading.passage.text))
    view.rows.setChecked(True)
    quotes = annotate(reading.passage.text)["quotes"]
    np.testing.assert_array_equal(view.painter.strips[0] > 0, quotes > 0)
    assert not view.painter.viewport().grab().isNull()


def test_another_unit_or_gate_is_asked_for_once(view: Text, engine: Engine, trace: Trace) -> None:
    view.show(trace, Moment())
    engine.answer()
    first = view.shown.copy()
    choose(view, "colour", "forget_gate")
    engine.answer()
    assert not view.painter.signed
    assert (view.shown != first).any()
    count = len(engine.asked)
    choose(view, "colour", "hidden")
    assert len(engine.asked) == count
    np.testing.assert_array_equal(view.shown, first)
    view.shared.selection.ask_colour("cell")
    assert engine.asked[-1].arguments["array"] == "layer0.cell"


def test_loss_and_guesses_of_the_character_under_the_mouse(view: Text, engine: Engine, trace: Trace) -> None:
    read(view, engine, trace, SOURCE[:50])
    choose(view, "colour", "loss")
    assert view.reading is not None
    np.testing.assert_array_equal(view.shown[:-1], view.reading.loss[:-1])
    view._hover(10)
    assert len(view.guesses.guesses) == 5
    assert view.guesses.truth == SOURCE[11]
    view._hover(49)
    assert view.guesses.truth == ""


def test_what_a_character_depended_on(view: Text, engine: Engine, trace: Trace, qtbot: QtBot) -> None:
    read(view, engine, trace, SOURCE[:80])
    choose(view, "colour", "depends_target")
    view.painter.hovered.emit(60)
    qtbot.waitUntil(lambda: bool(engine.waiting), timeout=2000)
    engine.answer()
    first, logs = engine.run.readings.of({"reading": view.reading.number}).dependence(60, "target", 400)  # type: ignore[union-attr]
    assert first == 0
    np.testing.assert_allclose(view.shown[:61], 10**logs, rtol=1e-5)
    assert (view.shown[61:] == 0).all()
    assert (view.painter.index[61:] == 0).all()
    assert view.painter.index[:61].max() == BROKEN - 1


def test_characters_that_the_model_does_not_know_are_named_and_marked(
    view: Text, engine: Engine, trace: Trace
) -> None:
    read(view, engine, trace, "def é\u202ex")
    assert view.painter.index.tolist()[4:6] == [BROKEN, BROKEN]
    assert "“é” ×1" in view.remark.text()
    assert "“U+202E” ×1" in view.remark.text()
    view._hover(4)
    assert "passed over" in view.said.text()


def test_the_example_is_the_traces_and_a_click_moves_the_cursor(view: Text, trace: Trace) -> None:
    view.show(trace, Moment())
    choose(view, "source", "example")
    np.testing.assert_array_equal(view.shown, trace["layer0.hidden"][:, 0])
    scrubbed: list[int] = []
    view.shared.axis.scrubbed.connect(scrubbed.append)
    view.painter.picked.emit(7)
    assert scrubbed == [7]
    choose(view, "colour", "depends_loss")
    assert view.watch == ("gradient_flow/layer0.hidden",)
    assert view.units() == {"value/depends_loss": "nats"}
    choose(view, "colour", "hidden")
    assert view.units() == {"value/hidden": "1"}
    np.testing.assert_array_equal(view.data()["value/hidden"], trace["layer0.hidden"][:, 0])


def test_the_example_shows_a_row_of_the_loss_by_time_matrix(view: Text, run: Run) -> None:
    watched = replace(run.probe(("gradient_flow/*",)), run=3, update=1)
    view.show(watched, Moment())
    choose(view, "source", "example")
    choose(view, "colour", "depends_loss")
    view._hover(12)
    np.testing.assert_allclose(view.shown, watched["gradient_flow/layer0.hidden"][12], rtol=1e-5)


def test_words_of_an_encoder_decoder_are_coloured_too(
    view: Text, sample_traces: dict[str, Trace]
) -> None:
    pair = sample_traces["pair"]
    view.shared.selection.fit(pair.scopes, 12)
    view.shared.axis.set_length(pair.length)
    view.show(pair, Moment())
    choose(view, "source", "example")
    start = pair.start("decoder.layer0")
    np.testing.assert_array_equal(view.shown[:start], pair["encoder.layer0.hidden"][:, 0])
    np.testing.assert_array_equal(view.shown[start:], pair["decoder.layer0.hidden"][:, 0])
    assert view.painter.page.words


def test_a_task_without_text_says_what_would_fill_the_view(view: Text, engine: Engine) -> None:
    adding = Run(from_values({"task": {"kind": "adding", "length": 8}, "cell": {"kind": "gru", "hidden_size": 3}}))
    view.show(adding.probe(), Moment())
    assert "python-lstm" in view.sentence
    asked: list[str] = []
    view.shared.requests.preset_asked.connect(asked.append)
    view.preset.click()
    assert asked == ["python-lstm"]
    assert not engine.asked


def test_a_refused_text_leaves_the_example_and_says_why(view: Text, engine: Engine, trace: Trace) -> None:
    read(view, engine, trace, "")
    assert "empty" in view.remark.text()
    assert view.painter.page.names
    assert not engine.waiting


def test_cancelling_leaves_the_example_until_a_person_asks_again(view: Text, engine: Engine, trace: Trace) -> None:
    view.show(trace, Moment())
    view.jobs.button.click()
    assert not view.jobs.isVisible()
    view.redraw()
    assert len(engine.asked) == 1
    view.read()
    engine.answer()
    assert view.reading is not None


def test_a_new_model_has_its_text_read_anew(view: Text, engine: Engine, trace: Trace) -> None:
    view.show(trace, Moment())
    engine.answer()
    view.show(replace(trace, run=4), Moment())
    assert engine.waiting[-1].kind == "text"
    assert view.again.isHidden()
    engine.answer()
    view.show(replace(trace, run=4, update=9), Moment())
    assert not view.again.isHidden()


def test_a_hundred_thousand_characters_scroll_and_answer_the_mouse(
    view: Text, engine: Engine, trace: Trace
) -> None:
    read(view, engine, trace, (SOURCE * 100)[:100_000])
    bar = view.painter.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = view.painter.rectangle(99_999).center()
    assert view.painter.cell_at(last) == 99_999
    assert view.painter.cell_at(QPointF(-5, 5)) is None
    seen = view.painter.viewport().height() // view.painter.row_height
    assert bar.maximum() > 100 * seen


@pytest.mark.parametrize("gone", ["outputs", "layer0__hidden", "loss_by_time"])
def test_traces_that_lack_something(view: Text, trace: Trace, altered: Alter, gone: str) -> None:
    view.show(altered(trace, **{gone: None}), Moment())
    choose(view, "source", "example")
    for key in ("hidden", "loss", "depends_loss", "nothing"):
        choose(view, "colour", key)
        view._hover(0)
        view._hover(None)


def test_values_that_are_not_finite_have_a_colour_of_their_own(view: Text, trace: Trace, altered: Alter) -> None:
    broken = np.full_like(trace["layer0.hidden"], np.nan)
    view.show(altered(trace, layer0__hidden=broken), Moment())
    choose(view, "source", "example")
    assert (view.painter.index == BROKEN).all()


def test_no_steps(view: Text, trace: Trace, altered: Alter) -> None:
    view.show(altered(trace, tokens=np.array([], "<U1")), Moment())
    assert view.sentence


@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_fits_into_a_narrow_dock(qapp: QApplication, stand: Stand, trace: Trace, language: Language) -> None:
    install(qapp, language)
    try:
        view = stand(Text)
        view.show(trace, Moment())
        assert view.widget.minimumSizeHint().width() <= 300
    finally:
        install(qapp, "en")


def test_a_view_made_in_its_place_has_the_text_from_the_clipboard(
    view: Text, engine: Engine, trace: Trace, stand: Stand
) -> None:
    """Another theme makes views anew; by then something else may be on the clipboard."""
    read(view, engine, trace, "def g(x):\n    return 'a'\n")
    view._pick(4)
    again = stand(Text)
    again.restore(view.state())
    again.take_findings(view.findings())
    QApplication.clipboard().setText("something else")
    asked = len(engine.asked)
    again.show(trace, Moment())
    assert len(engine.asked) == asked
    assert again.source.key == "clipboard"
    assert again.pointed.at == 4
    np.testing.assert_array_equal(again.data()["code_points"], view.data()["code_points"])
    np.testing.assert_array_equal(again.shown, view.shown)


def test_a_reading_that_is_under_way_goes_on_in_the_view_made_in_its_place(
    view: Text, engine: Engine, trace: Trace, stand: Stand
) -> None:
    view.show(trace, Moment())
    again = stand(Text)
    again.take_findings(view.findings())
    for job in view.hand_over():
        again.resume(job)
    view.reader.close()
    again.show(trace, Moment())
    assert [job.kind for job in engine.waiting] == ["text"]
    engine.answer()
    assert again.reading is not None
    assert again.reading.run == trace.run


def test_a_picture_is_drawn_anew_with_the_text_that_was_read(view: Text, engine: Engine, trace: Trace) -> None:
    view.show(trace, Moment())
    engine.answer()
    asked = len(engine.asked)
    with sheet(view, None, Look(width=500, height=300, theme="light")) as paper:
        assert paper is not view.widget
        assert paper.size().toTuple() == (500, 300)
    assert len(engine.asked) == asked
