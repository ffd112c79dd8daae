"""Traces that take long, left off in the window: what is shown stays, and what was left off is to be had after all."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from rnnviz.app import open_window
from rnnviz.app.main_window import MainWindow
from rnnviz.link import messages
from rnnviz.operation import Operation
from rnnviz.trace import Trace

CLAMP = Operation(kind="clamp", target="layer0.forget_gate", first=10, last=20, value=0.0)


def test_a_trace_that_takes_long_says_what_it_is_at_and_offers_to_leave_off(resting: MainWindow) -> None:
    window, status = resting, resting.parts.status

    def tell(busy: str, seconds: float) -> None:
        window.link.told.emit(
            messages.state(
                1, training=False, updates_per_second=0.0, busy=busy, seconds=seconds,
                names=["gradient_flow/layer0.hidden"], share=0.34,
            ).header
        )

    tell("pull", 0.6)
    assert status.busy.text() == "computing the loss-by-time matrix: 34 %, 1 s"
    assert (status.cancel.isHidden(), window.leaving.can_leave) == (True, False)
    tell("pull", 2.2)
    assert (status.cancel.isHidden(), window.leaving.can_leave) == (False, True)
    status.cancel.click()  # nothing is on its way: the engine is not told
    assert status.cancel.isHidden()
    tell("pull", 2.7)
    assert window.leaving.leave()  # Esc
    assert not window.leaving.leave()
    tell("verify", 2.2)
    assert status.cancel.isHidden()
    tell("", 0.0)
    assert status.busy.text() == ""


@pytest.mark.soak
def test_at_ten_thousand_steps_whatever_takes_long_is_left_off_at_once(qtbot: QtBot) -> None:
    window = open_window("adding-lstm")

    def now() -> Trace:
        assert window.player.trace is not None
        return window.player.trace

    qtbot.waitUntil(lambda: window.player.trace is not None, timeout=60_000)
    window.player.pause()
    for path, value in (("cell.hidden_size", 16), ("training.batch_size", 4), ("task.length", 10_000)):
        window.editing.change({path: value}, path=path)
    qtbot.waitUntil(lambda: now().length == 10_000, timeout=120_000)
    shown = window.player.trace

    window.surgery.add(CLAMP)
    qtbot.waitUntil(lambda: window.leaving.can_leave, timeout=20_000)
    assert window.parts.status.cancel.isVisible()
    window.parts.status.cancel.click()
    qtbot.waitUntil(lambda: not window.surgery.operations, timeout=3_000)
    assert window.player.trace is shown
    assert "redo" in window.notices.shown[-1].text

    window.parts.docks.open("spectrum")
    view = window.workspace.views["spectrum"]
    qtbot.waitUntil(lambda: window.leaving.can_leave, timeout=20_000)
    assert window.leaving.leave()
    qtbot.waitUntil(lambda: bool(window.link.left_off), timeout=3_000)
    assert frozenset(view.watch) in window.link.left_off
    assert window.player.trace is shown
    window.link.update(1)
    qtbot.waitUntil(lambda: now().update == 1, timeout=60_000)
    assert not frozenset(view.watch) <= now().watched
    window.leaving.compute(frozenset({frozenset(view.watch)}))
    qtbot.waitUntil(lambda: frozenset(view.watch) <= now().watched, timeout=120_000)
    assert not window.notices.shown
    window.close()
    window.deleteLater()
