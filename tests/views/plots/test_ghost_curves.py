"""Ghosts: another run's mean beside the shown one's, drawn once, within the same range."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rnnviz.history import History
from rnnviz.views.base import Shared
from rnnviz.views.palette import LIGHT
from rnnviz.views.plots.thinned import SHORTEST_MEAN
from rnnviz.views.shared import Selection, TimeAxis
from rnnviz.views.training.dock import Training
from rnnviz.views.update_line import Ghost


def history(losses: np.ndarray) -> History:
    found = History()
    found.extend({"update": np.arange(1.0, len(losses) + 1), "loss": losses})
    return found


@pytest.fixture
def view(qapp: QApplication) -> Iterator[Training]:
    made = Training(Shared(palette=LIGHT, axis=TimeAxis(), selection=Selection()))
    made.widget.resize(500, 400)
    yield made
    made.close()
    made.widget.deleteLater()


def compare(view: Training, *histories: History) -> tuple[Ghost, ...]:
    ghosts = tuple(
        Ghost(line=place, name=f"Branch {place}", history=each) for place, each in enumerate(histories, 1)
    )
    view.shared.update_line.compare(ghosts)
    return ghosts


def test_a_ghost_is_the_running_mean_of_its_own_losses(view: Training) -> None:
    losses = np.random.default_rng(0).uniform(5.0, 9.0, 90)
    view.follow(history(np.linspace(2.0, 1.0, 40)))
    compare(view, history(losses))
    (line,) = view.loss.ghosts._lines
    mean = [losses[max(0, n - SHORTEST_MEAN) : n].mean() for n in range(1, 91)]
    np.testing.assert_allclose(line.getData()[1], mean, rtol=1e-12)
    (low, high) = view.loss.plot.viewRange()[1]
    assert low <= 1.0
    assert high >= max(mean)
    assert view.loss.plot.viewRange()[0][1] >= 90
    assert [caption.value for caption in view.loss.captions.captions if caption.label == "Branch 1"] == [
        f"{mean[39]:.2f}"
    ]
    view.log.setChecked(True)
    np.testing.assert_allclose(line.getData()[1], np.log10(mean), rtol=1e-12)


def test_ghosts_come_and_go_and_new_rows_draw_none_of_them_anew(view: Training) -> None:
    own = history(np.linspace(2.0, 1.0, 40))
    view.follow(own)
    compare(view, history(np.full(30, 3.0)), history(np.full(9, np.nan)), history(np.empty(0)))
    lines = list(view.loss.ghosts._lines)
    assert len(lines) == 2, "one of them has no losses at all"
    own.extend({"update": [41.0], "loss": [1.0]})
    view.follow(own)
    assert view.loss.ghosts._lines == lines
    compare(view)
    assert view.loss.ghosts._lines == []
    assert [caption.label for caption in view.loss.captions.captions][:1] == ["batch"]


def test_the_shown_past_update_is_marked_and_its_figures_are_said(view: Training) -> None:
    view.follow(history(np.arange(50.0)))
    view.shared.update_line.place(20)
    assert view.loss.plot.position_line.isVisible()
    assert view.loss.plot.position_line.value() == 20
    assert "update 20" in view.heading.text()
    assert view.loss.captions.captions[0].value == "19.0"
    view.shared.update_line.place(None)
    assert not view.loss.plot.position_line.isVisible()
    assert "update 50" in view.heading.text()


def test_a_click_on_a_curve_asks_for_its_update(view: Training) -> None:
    view.follow(history(np.arange(1.0, 101.0)))
    view.widget.show()
    asked: list[float] = []
    view.shared.requests.update_asked.connect(asked.append)
    plot = view.loss.plot
    at = plot.mapFromScene(plot.box.mapViewToScene(QPointF(40.0, 50.0)))
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    view.widget.hide()
    (update,) = asked
    assert update == pytest.approx(40.0, abs=2.0)
