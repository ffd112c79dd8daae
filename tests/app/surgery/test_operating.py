"""Surgery in the real window: listed, toggled, undone, said at all times, and never learnt from."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListWidget, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from rnnviz.app.export.account import caption
from rnnviz.app.main_window import MainWindow
from rnnviz.app.surgery.operated_bar import OperatedBar, differences
from rnnviz.app.surgery.symbol_chooser import SymbolChooser
from rnnviz.app.verify.verification import Verified
from rnnviz.app.verify.verify_dialog import VerifyDialog
from rnnviz.catalogue import load
from rnnviz.engine.training.run import Run
from rnnviz.operation import Operation
from rnnviz.trace import Trace
from rnnviz.views.controls.number_entry import NumberEntry
from rnnviz.views.words.figures import number
from tests.app.driving import LONG, action, edit, find, press, said, trace

SILENT = Operation(kind="clamp", target="layer0.hidden", index=(0,))
HALF = Operation(kind="scale", target="layer0.hidden", index=(1,), first=1, last=2, value=0.5)


@pytest.fixture
def theatre(qtbot: QtBot, resting: MainWindow) -> Iterator[MainWindow]:
    """The window with the list of operations open; afterwards nothing is operated on."""
    resting.parts.docks.open("surgery")
    yield resting
    resting.surgery.clear()
    resting.editing.undo_stack.clear()
    resting.editing.open(load("hello-rnn"))
    qtbot.waitUntil(lambda: not trace(resting).operated and resting.surgery.experiment == "hello-rnn", timeout=LONG)


def shows(qtbot: QtBot, window: MainWindow, *operations: Operation) -> Trace:
    """Wait for the trace of a pass with some operations."""
    qtbot.waitUntil(lambda: trace(window).operated == operations, timeout=LONG)
    return trace(window)


def bar(window: MainWindow) -> OperatedBar:
    assert window.parts.bar is not None
    return window.parts.bar


def test_an_operation_asked_for_by_a_view_is_shown_against_the_untouched_pass(
    qtbot: QtBot, theatre: MainWindow
) -> None:
    assert bar(theatre).isHidden()
    plain = trace(theatre)
    theatre.workspace.requests.operation_asked.emit(SILENT)
    shown = shows(qtbot, theatre, SILENT)
    assert not shown["layer0.hidden"][:, 0].any()
    assert shown.untouched is not None
    assert set(shown.untouched) == set(shown)
    np.testing.assert_allclose(shown.untouched["layer0.hidden"], plain["layer0.hidden"], rtol=1e-4, atol=1e-6)
    truth = Run(load("hello-rnn")).probe(operations=[SILENT])
    np.testing.assert_array_equal(shown["layer0.hidden"], truth["layer0.hidden"])
    assert bar(theatre).isVisible()
    assert bar(theatre).title.text() == "Operated model: 1 operation"
    assert differences(shown)[0] == bar(theatre).said.text()
    assert number(float(shown["loss"]), 4) in differences(shown)[0]
    kept = theatre.link.run
    assert kept is not None
    newest = kept.history.past.nearest(shown.update)
    assert newest is not None
    assert newest.arrays["layer0.hidden"][:, 0].any()  # the past is of the model that learns


def test_operations_are_listed_switched_changed_removed_and_undone(qtbot: QtBot, theatre: MainWindow) -> None:
    theatre.surgery.add(SILENT)
    theatre.surgery.add(HALF)
    shows(qtbot, theatre, SILENT, HALF)
    words = find(theatre, QLabel, "surgery.said1").text()
    assert words == "hidden state of unit 1 of layer0 multiplied by 0.5 at steps 1–2"
    find(theatre, QCheckBox, "surgery.on0").click()
    shows(qtbot, theatre, HALF)
    assert theatre.surgery.operations[0].on is False
    field = find(theatre, NumberEntry, "surgery.value1")
    field.setFocus()
    for _ in range(3):
        press(field, Qt.Key.Key_Up)
    changed = HALF.model_copy(update={"value": 0.8})
    shows(qtbot, theatre, changed)
    action(theatre, "undo").trigger()  # three presses are one step
    shows(qtbot, theatre, HALF)
    action(theatre, "undo").trigger()
    shows(qtbot, theatre, SILENT, HALF)
    find(theatre, QToolButton, "surgery.remove0").click()
    shows(qtbot, theatre, HALF)
    find(theatre, QPushButton, "surgery.clear").click()
    shows(qtbot, theatre)
    assert bar(theatre).isHidden()
    assert theatre.editing.undo_stack.undoText() == "remove all operations"
    action(theatre, "undo").trigger()
    action(theatre, "undo").trigger()
    shows(qtbot, theatre, SILENT, HALF)
    theatre.surgery.add(HALF.model_copy(update={"value": 0.1}))  # of the same place: instead of it
    assert [each.value for each in theatre.surgery.operations] == [0.0, 0.1]


def test_an_export_and_the_verification_say_that_a_pass_is_operated(qtbot: QtBot, theatre: MainWindow) -> None:
    view = theatre.workspace.views["activations"]
    operation = Operation(kind="clamp", target="layer0.hidden", index=(1,), value=0.0)
    plain = theatre.exporting.account(view)
    assert "operated" not in plain
    theatre.verification.result = Verified(run=0, update=0, dtype="float32", device="cpu", checks=())
    theatre.verification.show()
    dialog = theatre.findChild(VerifyDialog)
    assert isinstance(dialog, VerifyDialog)
    try:
        theatre.surgery.add(operation)
        shows(qtbot, theatre, operation)
        qtbot.waitUntil(lambda: view.trace is not None and bool(view.trace.operated), timeout=LONG)
        said = json.loads(theatre.exporting.account(view)["operated"])
        assert said == [operation.model_dump(mode="json", exclude_defaults=True)]
        assert caption(view, theatre.link).split(" · ")[-2] == "operated"
        assert any("shows an operated one" in label.text() for label in dialog.findChildren(QLabel))
        theatre.surgery.show_bare(True)
        assert not any("shows an operated one" in label.text() for label in dialog.findChildren(QLabel))
    finally:
        dialog.close()
        theatre.verification.result = None


def test_the_untouched_pass_can_be_shown_in_its_place(qtbot: QtBot, theatre: MainWindow) -> None:
    theatre.surgery.add(SILENT)
    operated = shows(qtbot, theatre, SILENT)
    theatre.player.scrub(2)
    moment = theatre.player.moment
    bar(theatre).bare.click()
    assert trace(theatre) is operated.untouched
    assert bar(theatre).title.text() == "Untouched model: 1 operation set aside"
    assert theatre.player.moment == moment
    bar(theatre).bare.click()
    assert trace(theatre).operated == (SILENT,)


@pytest.mark.soak
def test_that_a_pass_is_operated_is_said_however_little_room_there_is(qtbot: QtBot, theatre: MainWindow) -> None:
    theatre.surgery.add(SILENT)
    shows(qtbot, theatre, SILENT)
    shown = bar(theatre)

    def said_whole() -> bool:
        return shown.title.width() >= shown.title.shortest

    theatre.parts.set_lecturing(True)
    qtbot.waitUntil(lambda: not shown.bare.isVisible() and not shown.list.isVisible())
    assert shown.isVisible()
    qtbot.waitUntil(said_whole)
    theatre.parts.set_lecturing(False)
    qtbot.waitUntil(lambda: shown.bare.isVisible() and shown.list.isVisible() and said_whole())
    needed = shown.title.shortest
    for width, buttons in ((needed + shown.bare.width() + 60, [True, False]), (needed + 40, [False, False])):
        shown.resize(width, shown.height())
        assert [shown.bare.isVisible(), shown.list.isVisible()] == buttons
    shown.resize(900, shown.height())
    assert shown.list.isVisible()


def test_another_theme_says_the_same(qtbot: QtBot, theatre: MainWindow) -> None:
    theatre.surgery.add(SILENT)
    shows(qtbot, theatre, SILENT)
    theatre.appearance.turn_theme()  # everything is made anew
    assert bar(theatre).isVisible()
    assert bar(theatre).title.text() == "Operated model: 1 operation"


def test_the_trace_of_the_next_update_is_operated_too(qtbot: QtBot, theatre: MainWindow) -> None:
    theatre.surgery.add(SILENT)
    before = shows(qtbot, theatre, SILENT)
    theatre.link.update(2)
    qtbot.waitUntil(lambda: trace(theatre).update == 2, timeout=LONG)
    after = trace(theatre)
    assert after.operated == (SILENT,)
    assert before.untouched is not None
    assert after.untouched is not None
    assert after.untouched["loss"] < before.untouched["loss"]


def test_a_surgery_that_makes_no_sense_is_said_and_stays_listed_without_effect(
    qtbot: QtBot, theatre: MainWindow
) -> None:
    beyond = SILENT.model_copy(update={"index": (900,)})
    theatre.surgery.add(beyond)
    qtbot.waitUntil(lambda: beyond in theatre.surgery.unfit, timeout=LONG)
    assert "problem" in said(theatre)
    notice = next(notice for notice in theatre.notices.shown if notice.key == "problem")
    assert "layer0.hidden has units 0 to" in notice.text
    assert notice.text in find(theatre, QLabel, "surgery.said0").text()
    assert trace(theatre).operated == ()
    assert bar(theatre).isHidden()
    theatre.surgery.add(SILENT)
    shows(qtbot, theatre, SILENT)


def test_another_model_keeps_what_fits_and_another_experiment_begins_untouched(
    qtbot: QtBot, theatre: MainWindow
) -> None:
    last = SILENT.model_copy(update={"index": (trace(theatre)["layer0.hidden"].shape[1] - 1,)})
    theatre.surgery.set_operations([SILENT, last])
    shows(qtbot, theatre, SILENT, last)
    edit(theatre, "cell.hidden_size", 2)
    shows(qtbot, theatre, SILENT)
    assert list(theatre.surgery.unfit) == [last]
    theatre.documents.open_preset("adding-lstm")
    qtbot.waitUntil(lambda: trace(theatre).length > 20 and not trace(theatre).operated, timeout=LONG)
    assert not theatre.surgery.operations
    action(theatre, "undo").trigger()
    shows(qtbot, theatre, SILENT)
    assert theatre.surgery.operations == (SILENT, last)


def test_another_symbol_is_chosen_in_a_window_beside_the_work(qtbot: QtBot, theatre: MainWindow) -> None:
    theatre.surgery.add(Operation(kind="token", first=1, last=1))
    chooser = find(theatre, SymbolChooser, "symbols")
    assert not chooser.isModal()
    assert theatre.link.run is not None
    symbols = theatre.link.run.started["task"]["symbols"]
    assert find(chooser, QListWidget, "symbols.list").count() == len(symbols)
    field = find(chooser, QLineEdit, "symbols.field")
    field.setText("%%")
    press(field, Qt.Key.Key_Return)
    assert chooser.said.text().startswith("“%%” is not in the vocabulary: the nearest symbol is “")
    symbol = next(each for each in symbols if each != str(trace(theatre)["tokens"][1]))
    field.setText(symbol)
    press(field, Qt.Key.Key_Return)
    shown = shows(qtbot, theatre, Operation(kind="token", first=1, last=1, symbol=symbol))
    assert shown["tokens"][1] == symbol
    qtbot.waitUntil(lambda: not theatre.findChildren(SymbolChooser, "symbols"))


def test_the_menu_of_the_list_offers_what_the_views_on_the_screen_offer(qtbot: QtBot, theatre: MainWindow) -> None:
    assert theatre.parts.panel is not None
    menu = theatre.parts.panel.menu()
    parts = {part.title(): part for part in menu.findChildren(QMenu)}
    assert {"Text", "Gradient norms", "Hidden units", "Loss by step"} <= set(parts)
    assert "Training" not in parts, "what it offers, a pin, is no operation"
    parts["Hidden units"].actions()[0].trigger()
    qtbot.waitUntil(lambda: len(trace(theatre).operated) == 1, timeout=LONG)
    menu.deleteLater()


def test_the_edit_of_a_weight_is_kept_in_the_model_and_in_the_past_in_a_branch(
    qtbot: QtBot, theatre: MainWindow
) -> None:
    window, field = theatre, "weights.layer0.weight_hh_l0[2,1]"
    operation = Operation(kind="weight", target="layer0.weight_hh_l0", index=(2, 1), value=0.75)
    plain = trace(window)["loss"].copy()
    window.surgery.add(operation)
    operated = shows(qtbot, window, operation)["loss"].copy()
    find(window, QPushButton, "surgery.keep0").click()
    run = window.link.run
    assert run is not None
    qtbot.waitUntil(lambda: len(run.experiment.change) == 1, timeout=LONG)
    assert (run.experiment.change[0].field, run.experiment.change[0].value) == (field, 0.75)
    qtbot.waitUntil(lambda: not trace(window).operated and trace(window)["loss"] != plain, timeout=LONG)
    np.testing.assert_allclose(trace(window)["loss"], operated, rtol=1e-6)
    assert window.surgery.operations == ()
    assert window.editing.now == window.editing.baseline, "a weight is no field of the form"
    assert "weight_hh_l0 [2, 1] → 0.75" in window.machine.marks.changes[0][1]
    action(window, "undo").trigger()
    shows(qtbot, window, operation)
    assert trace(window).untouched is not None
    qtbot.waitUntil(lambda: (trace(window).untouched or trace(window))["loss"] == plain, timeout=LONG)
    action(window, "redo").trigger()
    qtbot.waitUntil(lambda: not trace(window).operated, timeout=LONG)

    window.link.update(5)
    qtbot.waitUntil(lambda: trace(window).update == 5, timeout=LONG)
    window.machine.go_to(2)
    qtbot.waitUntil(lambda: trace(window).update == 2 and run.goal is None, timeout=LONG)
    window.surgery.add(operation)
    shows(qtbot, window, operation)
    find(window, QPushButton, "surgery.keep0").click()
    branch = window.editing.newest
    assert branch is not run
    qtbot.waitUntil(lambda: [each.update for each in branch.experiment.change] == [0, 2], timeout=LONG)
    line = window.lines.current
    assert line is not None
    assert "weight_hh_l0 [2, 1] → 0.75" in line.changed
    window.link.update(2)
    qtbot.waitUntil(lambda: trace(window).update == 4, timeout=LONG)
    again = Run(branch.experiment.model_copy(update={"threads": branch.started["threads"]}))
    for _ in range(4):
        again.update()
    np.testing.assert_array_equal(trace(window)["layer0.hidden"], again.probe()["layer0.hidden"])


def test_edits_of_a_weight_that_are_kept_are_undone_one_by_one_also_in_the_past(
    qtbot: QtBot, theatre: MainWindow
) -> None:
    window, field = theatre, "weights.layer0.weight_hh_l0[2,1]"
    window.editing.undo_stack.clear()

    def changes() -> list[tuple[int, float]]:
        return [(each.update, float(each.value)) for each in window.editing.newest.experiment.change]

    def rest(update: int) -> None:
        run = window.editing.newest
        qtbot.waitUntil(lambda: window.link.run is run and run.goal is None and not window.link.changes, timeout=LONG)
        qtbot.waitUntil(lambda: (trace(window).run, trace(window).update) == (run.number, update), timeout=LONG)

    for value in (0.5, 0.75):
        window.editing.keep_weight(field, value, lambda: "keep")
        rest(0)
    assert changes() == [(0, 0.75)]
    assert window.editing.newest.replaced == {field: 0.5}
    action(window, "undo").trigger()
    rest(0)
    assert changes() == [(0, 0.5)]
    action(window, "undo").trigger()
    rest(0)
    begun = changes()[0][1]
    assert begun not in (0.5, 0.75), "what the model began with, not what was there before the last undo"

    window.link.update(2)
    rest(2)
    window.editing.keep_weight(field, 0.25, lambda: "keep")
    rest(2)
    window.link.update(2)
    rest(4)
    trunk = window.editing.newest
    window.machine.go_to(3)
    rest(3)
    action(window, "undo").trigger()
    rest(3)
    assert window.editing.newest is not trunk, "the past is not changed: a branch begins"
    assert [update for update, _ in changes()] == [0, 2, 3]
    window.lines.take(window.lines.shown[0])
    rest(4)
    assert [update for update, _ in changes()] == [0, 2]


def test_a_list_of_operations_survives_json() -> None:
    listed = [SILENT, HALF, Operation(kind="token", symbol=" ", first=0, last=0, on=False)]
    assert [Operation.model_validate_json(each.model_dump_json()) for each in listed] == listed
