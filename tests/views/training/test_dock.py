from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.history import History
from rnnviz.trace import Trace
from rnnviz.views.training.dock import Training
from rnnviz.views.training.learning_curve import LearningCurve

Floats = npt.NDArray[np.float64]
Stand = Callable[[type[Training]], Training]


def grown(history: History, count: int, seed: int = 0, every: int = 10) -> History:
    """Add updates of a falling noisy loss; every so many, held-out scores."""
    rng = np.random.default_rng((seed, len(history)))
    update = np.arange(len(history) + 1, len(history) + count + 1, dtype=np.float64)
    loss = 1 + 3 * np.exp(-update / 50) + rng.normal(0, 0.1, count)
    scored = update % every == 0
    history.extend(
        {
            "update": update,
            "loss": loss,
            "learning_rate": np.full(count, 0.01),
            "accuracy": 1 / (1 + loss),
            "perplexity": np.exp(loss),
            "validation_loss": np.where(scored, loss + 0.1, np.nan),
            "validation_accuracy": np.where(scored, 1 / (1.1 + loss), np.nan),
            "validation_perplexity": np.where(scored, np.exp(loss + 0.1), np.nan),
        }
    )
    return history


def drawn(curve: LearningCurve) -> tuple[Floats, Floats]:
    return curve.batches.line.getData()  # type: ignore[no-any-return]


@pytest.fixture
def dock(stand: Stand) -> Training:
    view = stand(Training)
    view.widget.resize(320, 300)
    return view


def test_an_empty_history_says_what_would_fill_it(dock: Training) -> None:
    dock.follow(History())
    assert "once training has begun" in dock.sentence
    dock.follow(grown(History(), 3))
    assert not dock.sentence
    assert dock.heading.text() == "loss in nats, update 3"
    dock.follow(History())
    assert dock.heading.text() == "", "an older run's update is not said of a fresh one"
    assert dock.sentence


def test_curves_are_the_columns(dock: Training) -> None:
    history = grown(History(), 60)
    dock.follow(history)
    for curve, name in ((dock.loss, "loss"), (dock.score, "accuracy")):
        x, y = drawn(curve)
        assert np.array_equal(x, history["update"])
        assert np.array_equal(y, history[name])
        assert np.array_equal(dock.data()[name], y)
        held_x, held_y = curve.held_out.line.getData()
        assert np.array_equal(held_x, [10, 20, 30, 40, 50, 60])
        assert np.array_equal(held_y, history[f"validation_{name}"][9::10])
        assert np.array_equal(curve.held_out.dots.getData()[0], held_x)
    expected = [history["loss"][max(0, t - 19) : t + 1].mean() for t in range(60)]
    assert np.allclose(dock.loss.batches.mean.getData()[1], expected)


def test_rows_in_pieces_draw_the_same_as_all_at_once(dock: Training, stand: Stand) -> None:
    history = History()
    for count in (1, 2, 700, 3, 900):
        dock.follow(grown(history, count))
    other = stand(Training)
    other.widget.resize(320, 300)
    other.follow(history)
    for one, all_at_once in ((dock.loss, other.loss), (dock.score, other.score)):
        for item in ("line", "mean"):
            piecewise, whole = getattr(one.batches, item).getData(), getattr(all_at_once.batches, item).getData()
            assert np.allclose(piecewise, whole, rtol=1e-12)


def test_a_long_history_draws_no_more_points_than_four_a_pixel(dock: Training) -> None:
    history = grown(History(), 200_000, every=50)
    spike = int(np.argmax(history["loss"]))
    dock.follow(history)
    for curve in (dock.loss.batches, dock.loss.held_out, dock.score.batches):
        assert len(curve.line.getData()[0]) <= 4 * dock.loss.plot.columns
    y = drawn(dock.loss)[1]
    assert y.min() == history["loss"].min()
    assert y.max() == history["loss"][spike]


def test_following_a_long_history_reads_only_new_rows(dock: Training, monkeypatch: pytest.MonkeyPatch) -> None:
    history = grown(History(), 200_000)
    dock.follow(history)
    read: list[int] = []
    extend = dock.loss.batches.extend

    def counted(updates: Floats, values: Floats) -> None:
        read.append(len(values))
        extend(updates, values)

    monkeypatch.setattr(dock.loss.batches, "extend", counted)
    dock.follow(grown(history, 3))
    dock.follow(history)
    assert read == [3, 0]


def test_a_wider_dock_shows_more(dock: Training, qtbot: QtBot) -> None:
    history = grown(History(), 5_000)
    dock.follow(history)
    before = len(drawn(dock.loss)[0])
    dock.widget.resize(900, 300)
    qtbot.waitUntil(lambda: len(drawn(dock.loss)[0]) > 2 * before)
    assert drawn(dock.loss)[1].max() == history["loss"].max()


def test_a_restart_from_a_snapshot_forgets_later_rows(dock: Training) -> None:
    history = grown(History(), 50)
    dock.follow(history)
    history.truncate(20)
    history.extend({"update": np.arange(21.0, 81), "loss": np.full(60, 9.0)})
    dock.follow(history)
    assert np.array_equal(drawn(dock.loss)[1], history["loss"])


def test_another_run_begins_anew(dock: Training) -> None:
    dock.follow(grown(History(), 50))
    second = grown(History(), 5, seed=1)
    dock.follow(second)
    assert np.array_equal(drawn(dock.loss)[1], second["loss"])
    right = dock.loss.plot.box.viewRange()[0][1]
    assert right < 50


def test_the_range_stays_while_rows_fit(dock: Training) -> None:
    history = grown(History(), 100)
    dock.follow(history)
    before = dock.loss.plot.box.viewRange()[0]
    dock.follow(grown(history, 5))
    assert dock.loss.plot.box.viewRange()[0] == before
    dock.follow(grown(history, 100))
    low, high = dock.loss.plot.box.viewRange()[0]
    assert low <= 1
    assert high >= 205


def test_log_heights_are_exponents(dock: Training) -> None:
    history = grown(History(), 40)
    dock.log.setChecked(True)
    dock.follow(history)
    assert np.allclose(drawn(dock.loss)[1], np.log10(history["loss"]))
    assert np.allclose(drawn(dock.score)[1], history["accuracy"])  # a share stays as it is
    low, high = dock.loss.plot.box.viewRange()[1]
    assert low < np.log10(history["loss"].min()) < np.log10(history["loss"].max()) < high
    dock.log.setChecked(False)
    assert np.array_equal(drawn(dock.loss)[1], history["loss"])


def test_a_share_has_a_fixed_range(dock: Training) -> None:
    dock.follow(grown(History(), 40))
    low, high = dock.score.plot.box.viewRange()[1]
    assert -0.1 < low <= 0
    assert 1 <= high < 1.1


def test_the_score_can_be_chosen(dock: Training) -> None:
    history = grown(History(), 30)
    dock.follow(history)
    assert dock.chooser.key == "accuracy"
    for name in ("perplexity", "learning_rate"):
        dock.chooser.setCurrentIndex(dock.chooser.findData(name))
        dock.chooser.activated.emit(dock.chooser.currentIndex())
        assert np.array_equal(drawn(dock.score)[1], history[name])
    dock.chooser.setCurrentIndex(dock.chooser.findData("none"))
    dock.chooser.activated.emit(dock.chooser.currentIndex())
    assert not dock.score.plot.isVisible()
    assert dock.loss.plot.isVisible()


def test_a_choice_survives_a_rebuilt_view(dock: Training, stand: Stand) -> None:
    history = grown(History(), 30)
    dock.follow(history)
    dock.chooser.setCurrentIndex(dock.chooser.findData("perplexity"))
    dock.chooser.activated.emit(dock.chooser.currentIndex())
    dock.log.setChecked(True)
    other = stand(Training)
    other.restore(dock.state())
    other.follow(history)
    assert other.chooser.key == "perplexity"
    assert np.allclose(drawn(other.score)[1], np.log10(history["perplexity"]))


def test_a_loss_without_scores_stands_alone(dock: Training) -> None:
    history = History()
    history.extend({"update": [1.0, 2.0], "loss": [4.0, 3.0]})
    dock.follow(history)
    assert not dock.score.plot.isVisible()
    assert "squared error" in dock.heading.text()
    dock.follow(grown(History(), 5))
    assert dock.score.plot.isVisible()
    assert "nats" in dock.heading.text()


def test_the_newest_figures_are_said(dock: Training) -> None:
    history = grown(History(), 34)
    dock.follow(history)
    assert "update 34" in dock.heading.text()
    assert dock.loss.captions.text.startswith(f"batch {history['loss'][-1]:#.3g}")
    assert dock.loss.captions.text.endswith(f"held out {history['validation_loss'][29]:#.3g}")


def test_the_mouse_asks_for_an_older_update(dock: Training) -> None:
    history = grown(History(), 100)
    dock.follow(history)
    view = dock.loss.plot
    at = view.mapFromScene(view.box.mapViewToScene(QPointF(42, 2)))
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(view.mapToGlobal(at)), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view.viewport(), move)
    update = int(dock.heading.text().split()[-1])
    assert abs(update - 42) <= 1
    assert f"batch {history['loss'][update - 1]:#.3g}" in dock.loss.captions.text
    assert dock.score.plot.hover_line.value() == update
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert "update 100" in dock.heading.text()
    assert not dock.score.plot.hover_line.isVisible()


def test_what_is_not_finite_is_marked(dock: Training) -> None:
    history = History()
    loss = np.array([3.0, np.nan, 2.0, np.inf, 1.0])
    scored = np.array([np.nan, 2.0, np.nan, np.inf, np.nan])
    history.extend({"update": np.arange(1.0, 6), "loss": loss, "validation_loss": scored})
    dock.follow(history)
    assert np.array_equal(drawn(dock.loss)[1], [3.0, 2.0, 1.0])
    assert np.array_equal(dock.loss.batches.crosses.getData()[0], [2, 4])
    assert np.array_equal(dock.loss.held_out.crosses.getData()[0], [4])  # NaN there is "not scored"
    low, high = dock.loss.plot.box.viewRange()[1]
    assert ((low < dock.loss.batches.crosses.getData()[1]) & (dock.loss.batches.crosses.getData()[1] < high)).all()


def test_zero_on_a_logarithmic_axis_is_marked(dock: Training) -> None:
    history = History()
    history.extend({"update": [1.0, 2.0, 3.0], "loss": [1.0, 0.0, 0.1]})
    dock.log.setChecked(True)
    dock.follow(history)
    assert np.array_equal(dock.loss.batches.zeros.getData()[0], [2])
    assert np.isnan(drawn(dock.loss)[1][1])


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize(
    "loss", [[np.nan], [1.0], [np.nan] * 5, [np.inf, -np.inf], [1e300, -1e300, 1.0], [0.0, 0.0], [5.0, 5.0], [1e-320]]
)
def test_hostile_losses_are_survived(dock: Training, loss: list[float], log: bool) -> None:
    dock.log.setChecked(log)
    history = History()
    update = np.arange(1.0, len(loss) + 1)
    history.extend({"update": update, "loss": loss, "perplexity": loss, "validation_loss": loss})
    dock.follow(history)
    dock.follow(history)
    for curve in (dock.loss, dock.score):
        assert np.isfinite(curve.plot.box.viewRange()).all()
    assert not dock.widget.grab().isNull()


def test_a_trace_changes_nothing(dock: Training, sample_traces: dict[str, Trace]) -> None:
    dock.follow(grown(History(), 5))
    before = drawn(dock.loss)[1].copy()
    for trace in sample_traces.values():
        dock.show(trace, dock.moment)
    assert np.array_equal(drawn(dock.loss)[1], before)
