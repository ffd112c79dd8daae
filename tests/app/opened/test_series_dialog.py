"""The dialog of a table: what is ticked is learnt, and what cannot be ticked says why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.app.opened.series_dialog import TICKS, SeriesDialog
from rnnviz.tasks.series_preview import preview
from rnnviz.views.palette import PALETTES
from tests.app.driving import LONG, drop, trace


def table(folder: Path, rows: int = 300) -> Path:
    file = folder / "flow.csv"
    lines = "".join(f"1999-{i},{i % 7},{i % 5}.5\n" for i in range(rows))
    file.write_text("day,flow,level\n" + lines, "utf-8")
    return file


def dialog(qtbot: QtBot, folder: Path) -> SeriesDialog:
    made = SeriesDialog(None, preview(str(table(folder))), PALETTES["dark"])  # type: ignore[arg-type]
    qtbot.addWidget(made)
    return made


def test_numbers_are_ticked_and_words_cannot_be(qtbot: QtBot, tmp_path: Path) -> None:
    shown = dialog(qtbot, tmp_path)
    assert [column.name for column in shown.ticked] == ["flow", "level"]
    day = shown.table.item(TICKS, 0)
    assert day is not None
    assert not day.flags() & Qt.ItemFlag.ItemIsEnabled
    assert "line 2, column 1 is not a number" in day.toolTip()
    assert "flow.csv: line 2, column 1 is not a number" in shown.verdict.text()
    assert shown.verdict.text().startswith("2 of 3 columns are learnt")
    header = shown.table.horizontalHeaderItem(1)
    assert header is not None
    assert header.text() == "flow"
    first = shown.table.item(1, 1)
    assert first is not None
    assert first.text() == "0"
    shown.tick(0, True)
    assert len(shown.ticked) == 2


def test_one_column_at_least_is_learnt(qtbot: QtBot, tmp_path: Path) -> None:
    shown = dialog(qtbot, tmp_path)
    said: list[object] = []
    shown.chosen.connect(said.append)
    shown.tick(1, False)
    shown.tick(2, False)
    assert not shown.open_button.isEnabled()
    shown.tick(2, True)
    assert shown.open_button.isEnabled()
    shown.open_button.click()
    assert said == [("level", "refuse")]


def test_a_table_that_is_dropped_is_learnt_as_ticked(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    before = resting.editing.now
    drop(resting, table(tmp_path))
    shown = resting.findChild(SeriesDialog)
    assert shown is not None
    assert resting.editing.now == before  # nothing is learnt before it is said what
    shown.open_button.click()
    qtbot.waitUntil(lambda: trace(resting)["inputs"].shape[1] == 2, timeout=LONG)
    now = resting.editing.now
    assert (now.value("task.columns_used"), Path(str(now.value("task.path"))).name) == ("flow,level", "flow.csv")
    one = tmp_path / "one.csv"
    one.write_text("".join(f"{i % 9}\n" for i in range(300)))
    drop(resting, one)  # of one column: the choice of the table before is no longer one
    qtbot.waitUntil(lambda: trace(resting)["inputs"].shape[1] == 1, timeout=LONG)
    assert resting.editing.now.value("task.columns_used") == ""


def test_what_is_done_with_gaps_has_to_be_chosen(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "gaps.csv"
    file.write_text("day,flow\n" + "".join(f"d{i},{'' if i % 50 == 9 else i % 7}\n" for i in range(300)), "utf-8")
    drop(resting, file)
    shown = resting.findChild(SeriesDialog)
    assert shown is not None
    assert "line 11, column 2 is empty (gaps in all: 6): choose what is done with them" in shown.verdict.text()
    assert not shown.open_button.isEnabled()
    shown.gaps.setCurrentIndex(shown.gaps.findData("drop"))
    assert shown.open_button.isEnabled()
    shown.dress(PALETTES["light"])
    assert shown.gaps.currentData() == "drop"
    shown.open_button.click()
    qtbot.waitUntil(lambda: "target_labels" in trace(resting), timeout=LONG)
    assert str(trace(resting)["target_labels"][0]).startswith("d")
    now = resting.editing.now
    assert (now.value("task.columns_used"), now.value("task.gaps")) == ("flow", "drop")
    assert resting.link.run is not None
    assert resting.link.run.started["task"]["facts"]["series_gaps"] == 6
    resting.layouts.lecture()
    lectured = {"predictions", "gradient_norms", "activations"}  # an Elman RNN has no gates
    qtbot.waitUntil(lambda: {view.key for view in resting.parts.stack.shown} == lectured)
    resting.layouts.explore()
    # of one column, it asks too
    file.write_text("".join(f"{'nan' if i == 4 else i % 7}\n" for i in range(300)), "utf-8")
    drop(resting, file)
    qtbot.waitUntil(lambda: len(resting.findChildren(SeriesDialog)) > 0)
    again = resting.findChildren(SeriesDialog)[-1]
    assert not again.open_button.isEnabled()
    again.reject()
