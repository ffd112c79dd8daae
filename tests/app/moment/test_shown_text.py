"""A text that the model writes, in the real window: the pass in the tracks grows with it; training keeps samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.catalogue import load
from rnnviz.engine.training.run import Run
from rnnviz.views.generation.dock import Generation
from tests.app.driving import LONG, edit, trace


@pytest.fixture
def desk(qtbot: QtBot, resting: MainWindow) -> Iterator[MainWindow]:
    """The window with the generation view open and ready."""
    resting.parts.docks.open("generation")
    qtbot.waitUntil(lambda: bool(view(resting).facts), timeout=LONG)
    yield resting
    resting.shown_text.leave()
    resting.parts.docks.docks["generation"].hide()


def view(window: MainWindow) -> Generation:
    found = window.workspace.views["generation"]
    assert isinstance(found, Generation)
    return found


def write(qtbot: QtBot, window: MainWindow, prompt: str, length: int, pace: str = "once") -> None:
    made = view(window)
    made.prompt.setPlainText(prompt)
    made.fields.take({"method": "greedy", "length": length})
    made.pace.take(pace)
    made.write()
    qtbot.waitUntil(lambda: not made.writing, timeout=LONG)


def test_the_pass_grows_with_the_text_and_the_bar_leads_back(qtbot: QtBot, desk: MainWindow) -> None:
    lengths: list[int] = []
    desk.player.set_playing(True)
    desk.player.traced.connect(lambda shown: lengths.append(shown.length) if shown.is_written else None)
    write(qtbot, desk, "h", 5, pace="20")
    qtbot.waitUntil(lambda: trace(desk).length == 6, timeout=LONG)
    assert lengths == sorted(lengths)
    assert len(set(lengths)) >= 3  # one more step at a time, as the symbols come
    assert desk.player.moment.t == 5
    assert not desk.player.playing
    text = view(desk).text
    assert text is not None
    assert "".join(trace(desk)["tokens"]) == "h" + text.text
    truth = Run(load("hello-rnn"))
    assert trace(desk).update == truth.updates
    here = trace(desk)["loss_steps"]
    np.testing.assert_allclose(trace(desk)["loss_by_time"][here] * 5, -text.columns["log_p"], rtol=1e-3)
    bar = desk.parts.text_bar
    assert bar is not None
    assert bar.isVisible()
    assert bar.said.text().startswith("A text of the model's own, 5 long")
    bar.back.click()
    qtbot.waitUntil(lambda: not trace(desk).is_written, timeout=LONG)
    assert bar.isHidden()
    assert "".join(trace(desk)["tokens"]) == "hell"


def test_a_shown_text_is_read_by_the_weights_as_they_become_and_the_past_keeps_the_example(
    qtbot: QtBot, desk: MainWindow
) -> None:
    write(qtbot, desk, "h", 8)
    qtbot.waitUntil(lambda: trace(desk).length == 9, timeout=LONG)
    desk.player.next_update()
    qtbot.waitUntil(lambda: trace(desk).update == 1, timeout=LONG)
    assert trace(desk).length == 9
    run = desk.link.run
    assert run is not None
    assert {each.arrays["layer0.hidden"].shape[0] for each in run.history.past.traces} == {4}
    edit(desk, "cell.hidden_size", 4)  # another model: its example is shown
    number = desk.editing.newest.number
    qtbot.waitUntil(lambda: trace(desk).run == number and not trace(desk).is_written, timeout=LONG)
    qtbot.waitUntil(lambda: view(desk).text is None, timeout=LONG)  # docks take a trace in turn


def test_samples_are_kept_while_it_learns_go_with_a_session_and_end_in_hello(
    qtbot: QtBot, desk: MainWindow, tmp_path: Path
) -> None:
    write(qtbot, desk, "h", 4)
    desk.link.update(100)
    run = desk.link.run
    assert run is not None
    qtbot.waitUntil(lambda: trace(desk).update == 100, timeout=LONG)
    qtbot.waitUntil(lambda: len(run.history.samples) == 9, timeout=LONG)
    samples = run.history.samples.all
    assert [each.update for each in samples] == [0, 1, 2, 4, 8, 16, 32, 64, 96]
    assert samples[-1].text == "ello"
    assert samples[-1].log_p > samples[0].log_p
    qtbot.waitUntil(lambda: len(view(desk).table.texts.rows) == 9, timeout=LONG)
    view(desk).table.chosen.emit(view(desk).table.texts.rows[3])
    qtbot.waitUntil(lambda: run.update == 4 and run.goal is None, timeout=LONG)
    desk.machine.newest_update()
    qtbot.waitUntil(lambda: run.update == 100 and run.goal is None, timeout=LONG)
    path = tmp_path / "a.rnnviz"
    with qtbot.waitSignal(desk.sessions.saved, timeout=LONG):
        desk.sessions.save(path)
    desk.documents.open_path(str(path))
    newest = desk.editing.newest
    qtbot.waitUntil(lambda: trace(desk).run == newest.number, timeout=LONG)
    assert newest.history.samples.all == samples
