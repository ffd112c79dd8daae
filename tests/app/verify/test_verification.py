"""Verify this picture: the table, the badge, and what becomes of both while the model learns."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QTableWidget, QToolButton
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.status_line import StatusLine
from rnnviz.app.verify.verification import Verification
from rnnviz.app.verify.verify_dialog import VerifyDialog
from rnnviz.catalogue import load
from rnnviz.link import messages
from rnnviz.link.checks import Check, checks_to_message
from rnnviz.views.palette import PALETTES
from tests.app.driving import LONG, action, find, press, trace
from tests.app.fake_engine import FakeEngine

GOOD = Check(key="a", title="{array}: fine", values={"array": "h"}, routes=("x", "y"), residual=1e-8, tolerance=1e-6)
WRONG = Check(key="b", title="wrong", routes=("x", "y"), residual=3e-6, tolerance=1e-6)
NONE = Check(key="c", title="none", compared=False, note="not in this model")


class Stand:
    """Verification on an engine without a process."""

    def __init__(self, window: QMainWindow) -> None:
        self.engine = FakeEngine()
        self.link = EngineLink(self.engine)
        self.status = StatusLine()
        window.setCentralWidget(self.status)
        self.verification = Verification(window, self.link, PALETTES["light"], lambda: 3)
        self.verification.dress(self.status, PALETTES["light"])
        self.window = window
        self.link.open()
        self.link.start(load("vanishing-rnn"))
        self.engine.get_ready()
        self.run = self.engine.take_start()
        self.engine.give_trace(self.run, 1)

    @property
    def dialog(self) -> VerifyDialog:
        found = self.window.findChild(VerifyDialog)
        assert isinstance(found, VerifyDialog)
        return found

    @property
    def badge(self) -> QToolButton:
        return self.status.badge

    def answer(self, *checks: Check, update: int = 0) -> None:
        self.engine.say(checks_to_message(self.run, checks, update=update, dtype="float32", device="cpu"))


def test_the_table_stays_where_it_was_put_and_esc_leaves_off_before_it_closes(qtbot: QtBot, stand: Stand) -> None:
    stand.verification.verify()
    stand.dialog.setGeometry(40, 50, 700, 400)
    place = stand.dialog.geometry()
    stand.verification.dress(stand.status, PALETTES["dark"])
    dialog = next(each for each in stand.window.findChildren(VerifyDialog) if each.isVisible())
    assert dialog.geometry() == place
    press(dialog, Qt.Key.Key_Escape)
    assert stand.verification.progress is None
    assert dialog.isVisible()
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not stand.window.findChildren(VerifyDialog))


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[Stand]:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Stand(window)
    window.show()
    yield made
    made.link.close()
    made.link.deleteLater()


def test_asking_opens_the_table_and_shows_how_far_it_is(stand: Stand) -> None:
    assert stand.badge.isHidden()
    stand.verification.verify()
    sent = stand.engine.of("verify")[-1]
    assert (sent["run"], sent["on"], sent["reach_from"]) == (stand.run, True, 3)
    stand.engine.say(messages.verifying(stand.run, 5, 20, 0.251))
    assert stand.badge.text() == "verifying 25 %"
    assert stand.dialog.bar.value() == 251
    assert "5 of 20" in stand.dialog.summary.text()
    assert not stand.dialog.again.isEnabled()


def test_how_far_a_long_part_is_moves_the_bar_which_never_falls(stand: Stand) -> None:
    stand.verification.verify()
    stand.engine.say(messages.verifying(stand.run, 5, 20, 0.25))
    for share, percent in ((0.31, 31), (0.29, 31), (None, 31), (1.0, 99)):
        stand.engine.say(
            messages.state(stand.run, training=False, updates_per_second=0, busy="verify", seconds=9.0, share=share)
        )
        assert stand.badge.text() == f"verifying {percent} %"
    stand.engine.say(messages.verifying(stand.run, 1, 20, 0.01))  # begun anew: the weights were changed
    assert stand.badge.text() == "verifying 1 %"


def test_the_table_has_what_differs_first_and_the_badge_says_it(stand: Stand) -> None:
    stand.verification.verify()
    stand.answer(NONE, GOOD, WRONG)
    table = find(stand.window, QTableWidget, "verification.table")
    texts = [[table.model().index(row, column).data() for column in range(5)] for row in range(table.rowCount())]
    assert texts == [
        ["wrong", "x = y", "3.0·10⁻⁶", "1.0·10⁻⁶", "differs"],
        ["h: fine", "x = y", "1.0·10⁻⁸", "1.0·10⁻⁶", "agrees"],
        ["none", "", "", "", "not compared"],
    ]
    assert stand.badge.text() == "1 of 2 differ"
    assert find(stand.window, QLabel, "verification.summary").text().startswith("1 of 2 differ; the worst is 3 times")
    stand.answer(NONE, GOOD)
    assert stand.badge.text() == "verified 1/1"
    assert "Update 0, float32 on CPU." in stand.badge.toolTip()


def test_copy_takes_the_whole_table(stand: Stand) -> None:
    stand.verification.verify()
    stand.answer(GOOD, WRONG)
    find(stand.window, QPushButton, "verification.copy").click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 4
    assert lines[-1].startswith("1 of 2 differ")


def test_the_badge_is_stale_once_the_model_has_learnt_and_keeps_what_was_found(stand: Stand) -> None:
    stand.verification.verify()
    stand.answer(GOOD)
    assert stand.badge.property("stale") is False
    stand.engine.give_rows(stand.run, 1)
    assert stand.badge.property("stale") is True
    assert stand.badge.text() == "verified 1/1"
    assert "The model has changed since." in stand.badge.toolTip()
    stand.answer(GOOD, update=1)
    assert stand.badge.property("stale") is False


def test_stop_leaves_off_and_another_run_or_a_crash_ends_it(stand: Stand) -> None:
    stand.verification.verify()
    find(stand.window, QPushButton, "verification.stop").click()
    assert stand.engine.of("verify")[-1]["on"] is False
    assert stand.verification.progress is None
    assert stand.badge.isHidden()
    stand.engine.say(messages.verifying(stand.run, 5, 20, 0.251))  # sent before it heard
    assert stand.verification.progress is None
    stand.verification.verify()
    stand.engine.refuse(stand.run, "verify")
    assert stand.verification.progress is None
    stand.verification.verify()
    stand.engine.die()
    assert stand.verification.progress is None


def test_a_check_that_another_model_ended_says_so_until_one_is_asked_for_anew(stand: Stand) -> None:
    stand.link.start(load("vanishing-rnn"))  # is being made
    stand.verification.verify()
    stand.engine.take_start()
    assert stand.verification.progress is None
    assert stand.dialog.summary.text().startswith("The check ended: another model took the place")
    assert stand.dialog.again.isEnabled()
    stand.verification.verify()
    stand.verification.cancel()
    assert stand.dialog.summary.text() == "Nothing has been checked yet."
    stand.link.start(load("vanishing-rnn"))
    stand.engine.take_start()  # nothing was being checked
    assert stand.dialog.summary.text() == "Nothing has been checked yet."


def test_a_click_on_the_badge_opens_the_table_again(stand: Stand) -> None:
    stand.verification.verify()
    stand.answer(GOOD)
    stand.dialog.close()
    stand.badge.click()
    assert any(dialog.isVisible() for dialog in stand.window.findChildren(VerifyDialog))


def test_another_theme_makes_badge_and_table_anew(stand: Stand) -> None:
    stand.verification.verify()
    stand.answer(GOOD, WRONG)
    status = StatusLine()
    stand.window.setCentralWidget(status)
    stand.verification.dress(status, PALETTES["dark"])
    assert status.badge.text() == "1 of 2 differ"
    shown = [dialog for dialog in stand.window.findChildren(VerifyDialog) if dialog.isVisible()]
    assert [dialog.table.rowCount() for dialog in shown] == [2]


def test_a_real_engine_verifies_the_picture_that_is_shown(qtbot: QtBot, resting: MainWindow) -> None:
    action(resting, "verify").trigger()
    qtbot.waitUntil(lambda: resting.verification.result is not None, timeout=LONG)
    result = resting.verification.result
    assert result is not None
    assert (result.run, result.update) == (trace(resting).run, 0)
    assert result.differ == 0
    assert result.compared > 50
    assert resting.parts.status.badge.text() == f"verified {result.compared}/{result.compared}"
    for dialog in resting.findChildren(VerifyDialog):
        dialog.close()
