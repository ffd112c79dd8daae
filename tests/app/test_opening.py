from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from rnnviz.app.area.loading import Loading
from rnnviz.app.main_window import MainWindow
from rnnviz.app.opening import Opening
from rnnviz.views import VIEWS
from rnnviz.views.later import Kind, Later
from rnnviz.views.loss import Loss
from tests.app.driving import LONG


def test_what_the_first_painting_did_without_is_made_once_and_after_it(qtbot: QtBot) -> None:
    made: list[int] = []
    owner = QObject()
    opening = Opening(lambda: made.append(1), owner)
    opening.start()
    opening.start()
    assert not made, "not in the middle of painting"
    qtbot.waitUntil(lambda: opening.done)
    opening.start()
    opening.finish()
    assert made == [1]


def test_what_cannot_wait_is_made_at_once(qtbot: QtBot) -> None:
    made: list[int] = []
    owner = QObject()
    opening = Opening(lambda: made.append(1), owner)
    opening.finish()
    opening.start()
    assert made == [1]


def test_files_are_loaded_one_at_a_time_until_told_to_stop(qtbot: QtBot) -> None:
    told: list[str] = []
    owner = QObject()
    kinds: list[Kind] = [Loss, *(kind for kind in VIEWS.values() if isinstance(kind, Later))]

    def tell(kind: Later) -> None:
        told.append(kind.key)
        if len(told) == 2:
            loading.stop()

    loading = Loading(kinds, tell, owner)
    loading.start()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [kind.key for kind in kinds[1:3]]
    loading.start()
    qtbot.waitUntil(lambda: len(told) == len(kinds) - 1, timeout=LONG)


def test_a_window_has_everything_soon_after_it_is_on_the_screen(qtbot: QtBot, resting: MainWindow) -> None:
    qtbot.waitUntil(lambda: resting.parts.opening.done, timeout=LONG)
    assert "training.learning_rate" in resting.parts.form.rows
    docks = resting.parts.docks.docks
    qtbot.waitUntil(lambda: all(docks[key].toolTip() for key in docks), timeout=LONG)
    purpose = VIEWS["flow"].purpose
    assert docks["flow"].toolTip().startswith(purpose[:20])
