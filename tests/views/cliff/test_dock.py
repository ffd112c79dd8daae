"""What the cliff draws is what `rnnviz.cliff` computes, and nothing that a person does to it breaks that."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from rnnviz.cliff import Unit, descend, gradient, surface
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.cliff.dock import COLUMNS, DESCENT, ROWS, START, WINDOW, Cliff, what_happened
from rnnviz.views.cliff.map import DEPTH, Trail, cut
from rnnviz.views.controls.number_entry import NumberEntry, Range
from rnnviz.views.plots.captions import figure
from rnnviz.views.words.figures import number
from tests.views.pointing import leave, point

Stand = Callable[[type[Cliff]], Cliff]


@pytest.fixture
def dock(stand: Stand) -> Cliff:
    view = stand(Cliff)
    view.widget.resize(320, 460)
    return view


def drawn(trail: Trail) -> np.ndarray:
    x, y = trail.line.getData()
    return np.stack([x, y], axis=1)


def typed(dock: Cliff, name: str, text: str, qtbot: QtBot) -> None:
    entry = dock.fields.entries[name]
    entry.setText(text)
    QTest.keyClick(entry, Qt.Key.Key_Return)


def assert_true(dock: Cliff) -> None:
    """Check image, paths and curves against the numbers that they stand for."""
    w_low, w_high, b_low, b_high = dock.window_shown
    image = dock.map.image.image
    assert image.shape == (ROWS, COLUMNS)
    assert np.allclose(dock.map.box.viewRange(), [[w_low, w_high], [b_low, b_high]])
    rect = dock.map.image.mapRectToParent(dock.map.image.boundingRect())
    assert (rect.left(), rect.right()) == pytest.approx((w_low, w_high))
    assert (rect.top(), rect.bottom()) == pytest.approx((b_low, b_high))
    low, high = (np.log10(end) for end in dock.map.range_of_loss)
    unit = dock.fields.unit
    w, b = w_low + (np.arange(COLUMNS) + 0.5) / COLUMNS * (w_high - w_low), np.arange(ROWS) + 0.5
    shares = np.clip((np.log10(surface(w, b_low + b / ROWS * (b_high - b_low), unit)) - low) / (high - low), 0, 1)
    assert np.abs(image - 254 * DEPTH * shares).max() < 0.51
    for row, column in ((0, 0), (ROWS - 1, 0), (0, COLUMNS - 1), (80, 100), (120, 40)):
        at = w_low + (column + 0.5) / COLUMNS * (w_high - w_low), b_low + (row + 0.5) / ROWS * (b_high - b_low)
        share = np.clip((np.log10(gradient(at[0], at[1], unit).loss) - low) / (high - low), 0, 1)
        assert image[row, column] == pytest.approx(254 * DEPTH * share, abs=0.51)
    values = dock.fields.values
    for trail, curve, threshold in (
        (dock.map.clipped, dock.clipped_curve, values["threshold"]), (dock.map.plain, dock.plain_curve, None)
    ):
        path = descend(dock.start, values["rate"], threshold, DESCENT, unit)
        x, y = cut(path.points, dock.window_shown)
        assert np.allclose(drawn(trail), np.stack([x, y], axis=1), equal_nan=True)
        assert np.allclose(curve.getData()[1], np.log10(np.maximum(path.losses, 1e-4)))
        assert any(np.array_equal(each, path.points) for name, each in dock.data().items() if name.endswith("_path"))
    data = dock.data()
    assert np.allclose(data["loss"], surface(data["w"], data["b"], unit), equal_nan=True)


def test_the_default_is_the_papers_network_with_both_paths(dock: Cliff) -> None:
    assert dock.fields.unit == Unit()
    assert_true(dock)
    high = surface(np.linspace(3.5, 7, 50), np.linspace(-4, -1, 50), Unit()).max()
    assert dock.map.range_of_loss[1] == pytest.approx(high, rel=0.01)
    assert dock.said.text() == "Without clipping, step 41 jumps to w = 55.8, b = 79.2"
    assert "clipped 0.00789" in dock.captions.text
    assert "not clipped 0.0900" in dock.captions.text


def test_dragging_moves_the_start_and_keeps_the_map(dock: Cliff, qtbot: QtBot) -> None:
    image = dock.map.image.image
    dock.map.box.picked.emit(QPointF(6.0, -2.8))
    assert dock.start == (6.0, -2.8)
    assert dock.map.start.getData()[0][0] == 6.0
    assert dock.map.image.image is image
    assert "the longest step is" in dock.said.text()
    assert_true(dock)
    dock.map.box.picked.emit(QPointF(99.0, -99.0))
    assert dock.start == (WINDOW[1], WINDOW[2])


def test_a_click_of_the_mouse_places_the_start(dock: Cliff, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dock.map.box.width() > 100)
    place = dock.map.mapFromScene(dock.map.box.mapViewToScene(QPointF(5.5, -1.5)))
    QTest.mouseMove(dock.map.viewport(), place)
    QTest.mouseClick(dock.map.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: dock.start != START)
    assert dock.start == pytest.approx((5.5, -1.5), abs=0.05)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("steps", "20", 20), ("rate", "1", 1), ("threshold", "0.05", 0.05), ("first", "−0.5", -0.5),
        ("target", "0.4", 0.4),
    ],
)
def test_every_field_draws_anew(dock: Cliff, qtbot: QtBot, name: str, text: str, value: float) -> None:
    typed(dock, name, text, qtbot)
    assert dock.fields.values[name] == value
    assert_true(dock)


def test_the_wheel_zooms_at_the_mouse_and_the_loss_follows(dock: Cliff, qtbot: QtBot) -> None:
    before = dock.map.image.image
    dock.map.box.zoomed.emit((0.5, QPointF(5.0, -2.0)))
    assert dock.window_shown == pytest.approx((4.25, 6.0, -3.0, -1.5))
    assert dock.map.image.image is before
    qtbot.waitUntil(lambda: dock.map.image.image is not before)
    assert_true(dock)


def test_zooming_ends_somewhere(dock: Cliff, qtbot: QtBot) -> None:
    for factor in (1e-9, 1e30):
        dock.map.box.zoomed.emit((factor, QPointF(5.0, -2.0)))
        qtbot.waitUntil(lambda: dock.surface_of is not None and dock.surface_of[0] == dock.window_shown)
        assert np.isfinite(dock.map.box.viewRange()).all()
    assert dock.window_shown[1] - dock.window_shown[0] == pytest.approx(1000)
    assert not dock.widget.grab().isNull()


def test_cursor_keys_move_the_start(dock: Cliff, qtbot: QtBot) -> None:
    dock.map.setFocus()
    QTest.keyClick(dock.map, Qt.Key.Key_Right)
    QTest.keyClick(dock.map, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert dock.start == pytest.approx((START[0] + 0.035, START[1] - 0.3))


def test_descent_beyond_all_numbers_is_said(dock: Cliff, qtbot: QtBot) -> None:
    dock.map.box.zoomed.emit((30.0, QPointF(5.0, -2.0)))
    typed(dock, "steps", "200", qtbot)
    typed(dock, "first", "0", qtbot)
    typed(dock, "rate", "100", qtbot)
    dock.map.picked.emit((60.0, -30.0))
    assert np.isfinite(drawn(dock.map.clipped)[1:]).all()
    assert "Without clipping, step 1 jumps to" in dock.said.text() or "beyond all numbers" in dock.said.text()
    assert not dock.widget.grab().isNull()
    ended = descend((40.0, -20.0), 0.1, None, 5, Unit(steps=2000, start=0.0))
    assert what_happened(ended, WINDOW)[0] == "Without clipping, step 1 jumps beyond all numbers"


def test_reset_goes_back_to_the_paper(dock: Cliff, qtbot: QtBot) -> None:
    typed(dock, "steps", "7", qtbot)
    dock.map.picked.emit((4.0, -1.5))
    dock.map.zoomed.emit((0.5, (5.0, -2.0)))
    button = dock.widget.findChild(QToolButton, "view.cliff.reset")
    assert isinstance(button, QToolButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (dock.start, dock.window_shown, dock.fields.unit) == (START, WINDOW, Unit())
    assert_true(dock)


def test_a_view_made_anew_takes_the_settings_over(dock: Cliff, stand: Stand, qtbot: QtBot) -> None:
    typed(dock, "target", "0.35", qtbot)
    dock.map.picked.emit((4.2, -1.25))
    dock.map.zoomed.emit((0.5, (5.0, -2.0)))
    other = stand(Cliff)
    other.restore(dock.state())
    assert other.state() == dock.state()
    assert_true(other)


def test_traces_change_nothing(dock: Cliff, sample_trace: Trace) -> None:
    said = dock.said.text()
    dock.show(sample_trace, Moment())
    assert dock.said.text() == said


def test_a_hidden_cliff_computes_nothing(shared: Shared, qtbot: QtBot) -> None:
    view = Cliff(shared)
    qtbot.addWidget(view.widget)
    view.restore({"steps": "9.0"})
    assert view.surface_of is None
    with qtbot.waitExposed(view.widget):
        view.widget.show()
    assert_true(view)
    view.close()


def test_a_path_is_cut_at_the_edges_of_the_map() -> None:
    window = (0.0, 1.0, 0.0, 1.0)
    path = np.array([[0.5, 0.5], [0.75, 0.5], [2.75, 0.5], [2.75, 9.0], [-1e12, 1e12], [0.5, -1.0], [0.5, 2.0]])
    x, y = cut(path, window)
    expected = np.array([[np.nan] * 2, [0.5, 0.5], [0.75, 0.5], [1.0, 0.5], [np.nan] * 2, [0.5, 0.0], [0.5, 1.0]])
    assert np.allclose(np.stack([x, y], axis=1), expected, equal_nan=True, atol=1e-6)
    assert cut(path[:1], window)[0].size == 0
    x, y = cut(np.array([[0.5, 0.5], [1e308, -1e308], [-1e308, 1e308]]), window)
    assert np.allclose([x[1:3], y[1:3]], [[0.5, 1.0], [0.5, 0.0]])


@pytest.mark.parametrize(("text", "value"), [("3", 3.0), ("abc", 1.0), ("inf", 1.0), ("1e9", 10.0), ("-1", 0.1)])
def test_an_entry_keeps_to_its_range(qtbot: QtBot, text: str, value: float) -> None:
    entry = NumberEntry("entry", "tip", 1.0, Range(low=0.1, high=10, step=2, log=True))
    qtbot.addWidget(entry)
    entry.setText(text)
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert entry.value == value
    assert entry.text() == f"{value:g}"
    heard: list[float] = []
    entry.entered.connect(heard.append)
    QTest.keyClick(entry, Qt.Key.Key_Up)
    assert entry.value == min(2 * value, 10)
    assert heard == ([entry.value] if value < 10 else [])


def test_its_losses_are_exported_as_what_they_are(dock: Cliff) -> None:
    own = dock.units()
    losses = {"loss", "clipped_loss", "plain_loss", "clipped_norm", "plain_norm"}
    assert own == dict.fromkeys(losses, "squared error")
    assert losses <= set(dock.data())


def place_on(dock: Cliff, w: float, b: float) -> QPoint:
    return dock.map.mapFromScene(dock.map.box.mapViewToScene(QPointF(w, b)))  # type: ignore[no-any-return]


def test_the_mouse_over_the_map_says_the_loss_and_its_gradient_there(dock: Cliff, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dock.map.box.width() > 100)
    before = dock.said.text()
    at = place_on(dock, 5.0, -2.2)
    point(dock.map.viewport(), at)
    qtbot.waitUntil(lambda: dock.hover is not None)
    over = dock.hover or (0.0, 0.0)
    assert over == pytest.approx((5.0, -2.2), abs=0.02)
    here = gradient(*over, dock.fields.unit)
    said = dock.said.text()
    assert said == (
        f"w = {figure(over[0])}, b = {figure(over[1])}: "
        f"loss {number(here.loss)} (squared error), ‖∂L/∂(w, b)‖ {number(here.norm)}"
    )
    leave(dock.map.viewport())
    assert dock.hover is None
    assert dock.said.text() == before


def test_the_mouse_over_the_curves_says_both_losses_of_a_step_and_a_click_leads_to_no_update(
    dock: Cliff, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: dock.curves.box.width() > 100)
    asked: list[object] = []
    dock.shared.requests.update_asked.connect(asked.append)
    dock.shared.update_line.place(7)
    assert not dock.curves.position_line.isVisible()
    at = dock.curves.mapFromScene(dock.curves.box.mapViewToScene(QPointF(20, -2)))
    point(dock.curves.viewport(), at)
    qtbot.waitUntil(lambda: dock.hover_step == 20)
    losses = {name: figure(float(path.losses[20])) for name, path in dock.paths.items()}
    assert dock.captions.text == f"loss at step 20  clipped {losses['clipped']}  not clipped {losses['plain']}"
    QTest.mouseClick(dock.curves.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked == []
