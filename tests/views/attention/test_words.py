"""What is said of a row: how far it is spread, a weight under the mouse, and of rows that are broken."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rnnviz.trace import Moment, Trace
from rnnviz.views.attention.dock import Attention
from rnnviz.views.clipping.words import percent
from tests.views.attention.translations import place, shown, translated


def spread(weights: npt.NDArray[np.generic]) -> str:
    """The entropy of rows in words, by its definition."""
    nats = np.array([-sum(float(a) * math.log(a) for a in row if a > 0) for row in np.atleast_2d(weights)])
    share = (nats / math.log(weights.shape[-1])).mean()
    return f"entropy {nats.mean():.2f} nats, {percent(float(share))} of uniform"


def test_the_entropy_of_the_row_is_said(dock: Attention) -> None:
    trace = translated()
    shown(dock, trace, t=4 + 2)
    assert dock.spread.text() == spread(trace["decoder.attention"][2])
    dock.matrix.hovered.emit((0, 3, 1))
    assert dock.spread.text() == spread(trace["decoder.attention"][3])
    dock.matrix.hovered.emit(None)
    dock.show(trace, Moment("forward", 1))
    assert dock.spread.text() == ""
    even = np.vstack([np.full((4, 4), 0.25), np.eye(4)[:1]]).astype(np.float32)
    shown(dock, Trace(arrays={**trace.arrays, "decoder.attention": even}), t=4)
    assert dock.spread.text() == "entropy 1.39 nats, 100\u00a0% of uniform"
    dock.show(Trace(arrays={**trace.arrays, "decoder.attention": even}), Moment("forward", 8))
    assert dock.spread.text() == "entropy 0.00 nats, 0\u00a0% of uniform"


def test_the_entropy_of_several_heads_is_their_mean(dock: Attention) -> None:
    trace = translated(heads=3)
    shown(dock, trace, t=4)
    weights = trace["decoder.attention"][:, 0]
    assert dock.spread.text() == spread(weights) + ", mean of 3 heads"
    dock.head.setCurrentIndex(dock.head.findData("2"))
    dock.head.activated.emit(dock.head.currentIndex())
    assert dock.spread.text() == spread(weights[2])
    dock.matrix.hovered.emit((1, 0, 0))
    assert dock.spread.text() == spread(weights[1])
    broken = np.full_like(trace["decoder.attention"], np.nan)
    dock.matrix.hovered.emit(None)
    shown(dock, Trace(arrays={**trace.arrays, "decoder.attention": broken}), t=4)
    assert dock.spread.text() == "entropy: the weights are not finite"


def test_the_mouse_reads_out_a_cell(dock: Attention) -> None:
    trace = translated()
    shown(dock, trace, t=5)
    dock.widget.grab()
    at = place(dock, 3, 2)
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(dock.matrix.mapToGlobal(at)), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(dock.matrix.viewport(), move)
    assert dock.said.text() == f"낱말3 → source2  {trace['decoder.attention'][3, 2]:.2f}"
    assert dock.shared.axis.hover == 4 + 3
    QApplication.sendEvent(dock.matrix.viewport(), QEvent(QEvent.Type.Leave))
    assert dock.said.text() == dock.readout(5)
    assert dock.shared.axis.hover is None


def test_a_hover_that_no_longer_exists_is_silent(dock: Attention) -> None:
    shown(dock, translated(rows=9, columns=9))
    dock.matrix.hovered.emit((0, 8, 8))
    shown(dock, translated(rows=2, columns=2))
    assert dock.said.text() == ""


def test_the_entropy_of_every_row_is_drawn(dock: Attention) -> None:
    trace = translated(rows=6, columns=5, heads=2)
    dock.spreads.setChecked(True)
    shown(dock, trace, t=5)
    weights = trace["decoder.attention"].astype(np.float64)
    expected = -(weights * np.log(weights)).sum(axis=-1).mean(axis=0)
    np.testing.assert_allclose(dock.strip.nats, expected, rtol=1e-6)
    assert dock.strip.most == pytest.approx(math.log(5))
    assert f"{expected[2] / math.log(2):.2f} bits" in dock.strip.said(2)
    went: list[int] = []
    dock.shared.axis.scrubbed.connect(went.append)
    QTest.mouseClick(dock.strip, Qt.MouseButton.LeftButton, pos=QPoint(dock.strip.width() - 2, 30))
    assert went == [5 + 5]


@pytest.mark.parametrize("value", [np.nan, np.inf, -1.0, 2.0])
def test_numbers_of_broken_rows_are_survived(dock: Attention, value: float) -> None:
    trace = translated()
    broken = trace["decoder.attention"].copy()
    broken[1, 2] = value
    dock.as_numbers.setChecked(True)
    dock.spreads.setChecked(True)
    shown(dock, Trace(arrays={**trace.arrays, "decoder.attention": broken}), t=5)
    dock.widget.grab()
    assert dock.numbers.text
    dock.as_numbers.setChecked(False)
    image = dock.matrix.heat.item.image
    assert image[1, 2] == (255 if not np.isfinite(value) else 254 if value > 0 else 0)
