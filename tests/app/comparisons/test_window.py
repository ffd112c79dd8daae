"""Comparisons in the window: a real one runs beside it, its table grows, it can be left off, and nothing stays."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QPainter, QPicture
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.app.comparisons.entry import PURPOSE
from rnnviz.app.comparisons.window import ComparisonsWindow
from rnnviz.app.comparisons.words import case_words, value_words
from rnnviz.app.main_window import MainWindow
from rnnviz.app.settings_store import SettingsStore
from rnnviz.compared import spread_curves
from rnnviz.comparison import Outcome, comparisons, load_comparison
from rnnviz.engine.comparing.runs import compare
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.link import comparison_messages as messages
from rnnviz.link.watch import Failure
from rnnviz.views.palette import PALETTES
from tests.app.driving import action
from tests.app.fake_engine import FakeEngine
from tests.test_comparison import SMALL


class Scene:
    """The window with processes that do what a test says."""

    def __init__(self, folder: Path) -> None:
        self.engines: list[FakeEngine] = []
        self.window = ComparisonsWindow(PALETTES["light"], SettingsStore(folder), self._make)
        self.window.show()

    def _make(self) -> FakeEngine:
        self.engines.append(FakeEngine())
        return self.engines[-1]

    def give(self, label: str, seed: int, measure: float, value: object = None) -> None:
        outcome = Outcome(
            label=label, value=value, seed=seed, parameters=7, updates=2, seconds=1.0, measure=measure,  # type: ignore[arg-type]
            curve=((0, 0.1), (2, measure)),
        )  # fmt: skip
        self.engines[-1].say(messages.compared(outcome))


@pytest.fixture
def scene(qapp: QApplication, tmp_path: Path) -> Iterator[Scene]:
    made = Scene(tmp_path)
    yield made
    if shiboken6.isValid(made.window):
        made.window.close()
    del made.window
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(engine.alive for engine in made.engines if shiboken6.isValid(engine))


@pytest.mark.parametrize("name", comparisons())
def test_each_comparison_is_shown_before_it_runs(scene: Scene, name: str) -> None:
    window = scene.window
    window.choose(name)
    comparison = load_comparison(name)
    assert window.title.text() == comparison.title
    assert window.table.rowCount() == len(comparison.model) * (
        len(comparison.against.values) if comparison.against else 1
    )
    assert len(window.plot.lines) == len(comparison.model)
    assert not any(button.isEnabled() for button in window.export_buttons)
    assert window.asked.seeds == comparison.seeds


def test_the_number_at_the_edge_of_an_axis_is_written(scene: Scene) -> None:
    scene.window.choose("adding")
    scene.window.resize(1024, 700)
    scene.window.grab()
    axis = scene.window.plot.getPlotItem().getAxis("bottom")
    picture = QPicture()
    with QPainter(picture) as painter:
        _, _, words = axis.generateDrawSpecs(painter)
    assert {"0", "2500"} <= {text for _, _, text in words}


def test_an_entry_is_as_high_as_its_title_and_purpose(scene: Scene) -> None:
    entries = scene.window.listing.list
    texts = {entries.item(row).text(): entries.item(row).data(PURPOSE) for row in range(entries.count())}
    assert texts == {each.title: each.purpose for each in comparisons().values()}
    line, heights = entries.fontMetrics().lineSpacing(), []
    for width in (240, 480):
        entries.setFixedWidth(width)
        QApplication.processEvents()
        heights.append([entries.visualItemRect(entries.item(row)).height() for row in range(entries.count())])
    assert min(heights[1]) >= 2 * line
    assert all(wide <= narrow for narrow, wide in zip(*heights, strict=True))
    assert sum(heights[1]) < sum(heights[0]), "more room, fewer lines"
    assert entries.horizontalScrollBar().maximum() == 0


def test_mean_and_band_grow_and_the_rest_is_cancelled(scene: Scene, tmp_path: Path) -> None:
    window = scene.window
    window.choose("sunspots" if "sunspots" in comparisons() else "series")
    window.controls.updates.setValue(2)
    window.controls.seeds.setValue(2)
    window.run()
    assert window.running.active
    assert not window.controls.run_button.isEnabled()
    label = next(model.label for model in window.comparison.model if not model.reference)
    scene.give(label, 1, 0.5)
    scene.give(label, 2, 1.5)
    scene.engines[-1].say(messages.comparing(30, 100, label, None, 2))
    (curve,) = window.plot.curves
    np.testing.assert_allclose(curve.mean, [0.1, 1.0])
    np.testing.assert_allclose((curve.low, curve.high), [[0.1, 0.5], [0.1, 1.5]])
    assert "30 %" in window.status.text()
    assert not window.listing.list.isEnabled()
    assert window.plot.spoken(1.6, 0.0) == f"{label}\nat update 2: 1.00 (0.500 – 1.50)"
    assert "1.00\t0.500 – 1.50\t2\t7\t1.0" in window.table.text
    window.dress(PALETTES["dark"])
    assert len(window.plot.curves) == 1
    window.controls.cancel_button.click()
    assert window.controls.run_button.isEnabled()
    assert len(window.running.outcomes) == 2
    assert window.status.text().startswith("Stopped after 2 of ")
    assert "missing: " in window.status.text()
    assert label not in window.status.text()
    window.exports.copy_table()
    assert window.status.text() == "The table is on the clipboard."
    assert QGuiApplication.clipboard().text() == window.table.text
    for which in range(3):
        window.exports.save_data(str(tmp_path / f"{which}.csv"), which)
        with (tmp_path / f"{which}.csv").open(encoding="utf-8") as file:
            assert len(list(csv.DictReader(file))) == (1, 2, 4)[which]
    window.exports.save_picture(str(tmp_path / "a.png"))
    assert (tmp_path / "a.png").stat().st_size > 1000


def test_what_goes_wrong_is_said(scene: Scene, tmp_path: Path) -> None:
    window = scene.window
    window.run()
    scene.engines[-1].say(messages.not_compared(BadInput("{field} is bad", field="measure")))
    assert window.status.text() == "measure is bad"
    assert not window.running.active
    window.run()
    scene.engines[-1].failed.emit(Failure(reason="exit", detail="", exit_code=1, log=("why",), quick_deaths=1))
    assert "why" in window.status.text()
    (tmp_path / "bad.toml").write_text("x = ", "utf-8")
    window.choose(str(tmp_path / "bad.toml"))
    assert "bad.toml" in window.status.text()


def test_a_row_opens_its_model(scene: Scene, qtbot: QtBot) -> None:
    window = scene.window
    window.choose("gap")
    window.table.selectRow(4)
    with qtbot.waitSignal(window.model_asked) as got:
        window.open_button.click()
    experiment = got.args[0]
    assert isinstance(experiment, Experiment)
    row = window.comparison.model[1], window.comparison.against.values[1]  # type: ignore[union-attr]
    assert experiment.cell.kind == row[0].set.get("cell.kind", "lstm")
    assert experiment.value("task.gap") == row[1]


def test_a_diverged_model_is_named(scene: Scene) -> None:
    scene.window.choose("series")
    scene.window.run()
    scene.give("LSTM", 1, float("nan"))
    assert "diverged" in scene.window.table.text


def test_outcomes_travel_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SMALL, "utf-8")
    comparison = load_comparison(str(tmp_path / "mine.toml"))
    sent = messages.comparison_of(messages.compare(comparison).header)
    assert sent == comparison
    outcomes = [part.outcome for part in compare(comparison) if part.outcome is not None]
    for outcome in outcomes:
        assert messages.outcome_of(messages.compared(outcome)) == outcome
    found = spread_curves(comparison, outcomes)
    assert [curve.label for curve in found] == ["RNN", "GRU"]
    assert found[0].mean[0] == np.mean([o.measure for o in outcomes if o.label == "RNN" and o.value == 2])


def test_a_real_comparison_runs_beside_the_main_window(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "mine.toml").write_text(SMALL, "utf-8")
    action(resting, "comparisons").trigger()
    window = resting.comparisons.window
    assert window is not None
    try:
        window.choose(str(tmp_path / "mine.toml"))
        window.controls.seeds.setValue(1)
        window.run()
        qtbot.waitUntil(lambda: not window.running.active, timeout=60_000)
        assert len(window.running.outcomes) == 4
        assert "4 of 4" in window.status.text()
    finally:
        resting.comparisons.close()
    assert resting.comparisons.window is None


def test_the_values_of_what_is_varied_are_read_as_in_the_form() -> None:
    orders, gaps = load_comparison("iid"), load_comparison("gap")
    assert [value_words(orders, value) for value in ("ordered", "shuffled")] == ["as it happened", "shuffled"]
    assert [value_words(gaps, value) for value in (5, "60")] == ["5", "60"]
    assert case_words(orders, "AR(9) · ordered") == "AR(9) · as it happened"
    assert case_words(gaps, "LSTM") == "LSTM"
