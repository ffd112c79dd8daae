"""The window of the worked example: typing changes numbers, faults stand at their fields, undo, memory, files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.worked.measured import BRACKET, COLUMN_GAP, Measure, Measured, words_of
from rnnviz.app.worked.sheet import LineSheet
from rnnviz.app.worked.window import WorkedWindow
from rnnviz.views.palette import PALETTES
from rnnviz.worked import Line, Matrix
from rnnviz.worked.examples import EXAMPLES
from rnnviz.worked.figures import written
from rnnviz.worked.written_out import as_text
from tests.app.driving import action


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path)


@pytest.fixture
def worked(qapp: QApplication, store: SettingsStore) -> Iterator[WorkedWindow]:
    made = WorkedWindow(PALETTES["light"], store)
    made.show()
    yield made
    if shiboken6.isValid(made):
        made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def line(window: WorkedWindow, key: str) -> Line:
    return next(each for each in window.lines if each.key == key)


def test_typing_a_number_changes_the_lines_and_undo_brings_them_back(qtbot: QtBot, worked: WorkedWindow) -> None:
    before = line(worked, "loss/L").result
    edit = worked.inputs.fields["U"].edit
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(0)
    edit.setTextCursor(cursor)
    QTest.keyClicks(edit, "1")  # 0.3 becomes 10.3
    qtbot.waitUntil(lambda: float(line(worked, "loss/L").result) != float(before))
    assert line(worked, "forward/1/a").result[0] == pytest.approx(10.3 + 0.1)
    assert worked.sheet.lines == tuple(worked.lines)
    QTest.keyClicks(edit, "2")
    assert worked.undo_stack.count() == 1, "keys in one field are one step"
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: float(line(worked, "loss/L").result) == float(before))
    assert edit.toPlainText().startswith("0.3")
    worked.undo_stack.redo()
    qtbot.waitUntil(lambda: float(line(worked, "forward/1/a").result[0]) > 10)


def test_what_is_wrong_stands_at_its_field_and_the_lines_wait(worked: WorkedWindow) -> None:
    kept = worked.lines
    worked.inputs.fields["U"].edit.setPlainText("1 2 3 4\n1 a 3 4\n1 2 3 4")
    worked.compute()
    problem = worked.inputs.fields["U"].problem
    assert problem.text() == "U, row 2, column 2: “a” is not a number"
    assert problem.isVisible()
    assert worked.inputs.fields["U"].edit.extraSelections()
    assert worked.lines is kept
    assert not worked.sheet.isEnabled()
    worked.dress(PALETTES["dark"])  # other colours, the same faults
    problem = worked.inputs.fields["U"].problem
    assert problem.text().startswith("U, row 2")
    worked.inputs.fields["U"].edit.setPlainText("1 2 3 4\n1 2 3 4\n1 2 3 4")
    worked.inputs.fields["V"].edit.setPlainText("1 2\n1 2\n1 2\n1 2")
    worked.compute()
    assert not problem.isVisible()
    assert "V h cannot be multiplied" in worked.inputs.fields["V"].problem.text()


def test_sizes_choices_and_the_learning_rate(qtbot: QtBot, worked: WorkedWindow) -> None:
    worked.inputs.spins["H"].setValue(4)
    worked.compute()
    assert line(worked, "forward/1/h").result.shape == (4,)
    worked.inputs.rate.setText("x")
    worked.inputs.rate.textEdited.emit("x")
    worked.compute()
    assert worked.inputs.rate_problem.isVisible()
    assert not any(each.section == "descent" for each in worked.lines)
    worked.inputs.rate.textEdited.emit("0.5")
    worked.inputs.over.setCurrentIndex(1)
    worked.inputs.over.activated.emit(1)
    worked.compute()
    assert worked.typed.over == "mean"
    assert float(line(worked, "loss/L").result) == pytest.approx(
        float(np.mean([line(worked, f"forward/{t}/loss").result for t in range(1, 5)]))
    )


@pytest.mark.parametrize("listed", EXAMPLES, ids=lambda listed: listed.key)
def test_every_example_is_drawn_at_every_width(worked: WorkedWindow, listed: object) -> None:
    worked.begin(listed.typed)  # type: ignore[attr-defined]
    worked.compute()
    sheet = LineSheet(PALETTES["dark"])
    sheet.show_lines(worked.lines)
    sheet.formulas.set_all()
    for width in (320, 700, 1400):
        high = sheet.heightForWidth(width)
        sheet.resize(width, high)
        assert not sheet.grab().isNull()
        bottoms = [laid.box.bottom() for laid in sheet.laid]
        assert bottoms == sorted(bottoms)
        assert bottoms[-1] <= high
        assert len(sheet.laid) == len(worked.lines)
    assert worked.bar.status.text().startswith(f"{len(worked.lines)} lines; ")


def test_a_result_under_the_mouse_is_spelt_out_and_its_fields_light_up(worked: WorkedWindow) -> None:
    sheet = worked.sheet
    sheet.formulas.set_all()
    QApplication.processEvents()
    laid = sheet.laid[0]
    result = next(cells for cells in laid.cells if cells.result)
    assert result.at(result.cell(1, 0).center()) == (1, 0)
    at = result.cell(1, 0).center()
    button, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(QEvent.Type.MouseMove, at, sheet.mapToGlobal(at), button, button, keys)
    QApplication.sendEvent(sheet, moved)
    assert worked.readout.text().startswith("a₁[2] = (−0.1)·1 + 0.5·0")
    assert worked.readout.text().endswith("= −0.1000")
    header = next(box for section, box in sheet.headers if section == "forward/1")
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPointF(header.center()).toPoint())
    assert all(each.line.section != "forward/1" for each in sheet.laid)
    sheet.fold_all(True)
    assert not sheet.laid
    sheet.fold_all(False)
    assert len(sheet.laid) == len(worked.lines)


def test_what_is_typed_is_remembered(qapp: QApplication, store: SettingsStore, worked: WorkedWindow) -> None:
    worked.begin(EXAMPLES[1].typed)
    worked.close()
    again = WorkedWindow(PALETTES["dark"], store)
    assert dict(again.typed.texts) == dict(EXAMPLES[1].typed.texts)
    again.close()
    again.deleteLater()


def test_files_pictures_and_the_clipboard(worked: WorkedWindow, tmp_path: Path) -> None:
    worked.files.save_path(str(tmp_path / "a.toml"))
    before = worked.typed
    worked.begin(EXAMPLES[2].typed)
    worked.files.open_path(str(tmp_path / "a.toml"))
    assert dict(worked.typed.texts) == dict(before.texts)
    worked.files.open_path(str(tmp_path / "none.toml"))
    assert "none.toml" in worked.bar.status.text()
    worked.compute()
    worked.begin(EXAMPLES[2].typed)
    worked.compute()
    worked.sheet.fold_all(True)  # an export leaves out what is folded away
    worked.sheet.fold("forward/1", False)
    for kind in ("png", "svg", "pdf"):
        worked.files.save_picture(str(tmp_path / f"lines.{kind}"))
        assert (tmp_path / f"lines.{kind}").stat().st_size > 1000
    assert QImage(str(tmp_path / "lines.png")).width() >= 1800
    worked.files.copy_text()
    assert QGuiApplication.clipboard().text() == as_text(worked.lines, 4)
    worked.files.copy_latex()
    assert "align*" in QGuiApplication.clipboard().text()


def test_the_second_route_follows_a_pause_and_typing_leaves_it(qtbot: QtBot, worked: WorkedWindow) -> None:
    def under_way() -> bool:
        return worked.checking.active

    worked.compute()
    assert under_way()
    assert all(each.agrees is None for each in worked.lines)
    qtbot.waitUntil(lambda: not under_way())
    assert all(each.agrees for each in worked.lines)
    assert worked.sheet.lines == tuple(worked.lines)
    assert worked.bar.status.text().startswith(f"{len(worked.lines)} lines; {len(worked.lines)} computed again")
    worked.inputs.fields["b"].edit.setPlainText("1 1 1")
    assert not under_way()
    worked.compute()
    assert all(each.agrees is None for each in worked.lines)
    worked.finish()
    assert all(each.agrees for each in worked.lines)


def test_numbers_are_as_wide_as_they_are_written(qapp: QApplication) -> None:
    metrics = QFontMetricsF(qapp.font())
    rng = np.random.default_rng(2)
    grids = [rng.normal(size=(4, 3)) * 10.0**power for power in range(-6, 7)]
    grids += [np.zeros((2, 2)), np.array([[np.nan, 1.0], [np.inf, -2.5]]), np.array([[-10.0, 9.5], [100.25, -1.0]])]
    for values in grids:
        part = Matrix(values)
        found = Measure(metrics, 4).of(part)
        words = words_of(part, found.decimals)
        assert words == tuple(tuple(written(float(v), found.decimals) for v in row) for row in part.grid)
        x = BRACKET + 2
        for n, right in enumerate(found.rights):
            x += max(metrics.horizontalAdvance(row[n]) for row in words)
            assert right == pytest.approx(x, abs=1e-6)
            x += COLUMN_GAP


def test_a_key_measures_only_what_it_changes(worked: WorkedWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    worked.compute()
    measured: list[Matrix] = []
    one = Measure._matrix

    def counting(self: Measure, part: Matrix) -> Measured:
        measured.append(part)
        return one(self, part)

    monkeypatch.setattr(Measure, "_matrix", counting)
    worked.inputs.fields["c"].edit.setPlainText("0 0.1 0 0.2")
    worked.compute()
    shown = sum(isinstance(part, Matrix) for each in worked.lines for part in each.shown)
    assert 0 < len(measured) < 0.6 * shown
    assert not any(part.of in ("U", "W", "V", "x", "y") for part in measured)


def test_the_numbers_of_the_present_model(qtbot: QtBot, resting: MainWindow) -> None:
    action(resting, "worked_example").trigger()
    worked = resting.working.window
    assert worked is not None
    try:
        worked.model_asked.emit(None)
        qtbot.waitUntil(lambda: worked.typed.over == "mean", timeout=30_000)
        worked.compute()
        trace = resting.player.trace
        assert trace is not None
        assert float(line(worked, "loss/L").result) == pytest.approx(float(trace["loss"]), abs=1e-6)
        np.testing.assert_allclose(line(worked, "forward/2/h").result, trace["layer0.hidden"][1], atol=1e-6)
    finally:
        resting.working.close()
    assert resting.working.window is None
    assert resting.workspace.showing.also_watched == frozenset()
