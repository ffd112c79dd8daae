from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from rnnviz.trace import Moment, Trace
from rnnviz.views.attention.dock import Attention
from tests.views.attention.translations import place, rectangles, shown, softmax, translated
from tests.views.pointing import leave, point


def test_the_image_is_the_matrix(dock: Attention) -> None:
    trace = translated()
    shown(dock, trace)
    image = dock.matrix.heat.item.image
    assert image.shape == (5, 4)
    assert np.abs(image / 254 - trace["decoder.attention"]).max() <= 0.5 / 254 + 1e-6
    assert dock.matrix.heat.item.boundingRect().width() == 4
    (left, right), (top, bottom) = dock.matrix.box.viewRange()
    assert (left, right) == (-0.5, 3.5)
    assert sorted((top, bottom)) == [-0.5, 4.5]


def test_words_stand_on_both_sides(dock: Attention) -> None:
    shown(dock, translated())
    assert dock.matrix.top.words == ("source0", "source1", "source2", "source3")
    assert dock.matrix.left.words == ("낱말0", "낱말1", "낱말2", "낱말3", "낱말4")


def test_the_cursor_marks_the_row_that_is_written(dock: Attention) -> None:
    trace = translated()
    shown(dock, trace, t=4 + 2)
    assert rectangles(dock.matrix.mark) == {(-0.5, 1.5, 3.5, 2.5)}
    assert dock.matrix.left.marked == {2}
    weights = trace["decoder.attention"][2]
    expected = f"낱말2 → source{weights.argmax()}  {weights.max():.2f}"
    assert dock.said.text() == dock.readout(6) == expected
    dock.show(trace, Moment("forward", 1))
    assert rectangles(dock.matrix.mark) == {(0.5, -0.5, 1.5, 4.5)}
    assert dock.matrix.left.marked == frozenset()
    assert dock.matrix.top.marked == {1}
    assert dock.readout(1) == ""


def test_a_click_goes_to_the_row_s_step(dock: Attention) -> None:
    shown(dock, translated())
    dock.widget.grab()
    went: list[int] = []
    dock.shared.axis.scrubbed.connect(went.append)
    QTest.mouseClick(dock.matrix.viewport(), Qt.MouseButton.LeftButton, pos=place(dock, 3, 1))
    assert went == [4 + 3]


def test_the_true_alignment_is_outlined_on_request(dock: Attention) -> None:
    trace = translated()
    shown(dock, trace)
    assert rectangles(dock.matrix.truth) == set()
    dock.truth.setChecked(True)
    cells = {(column - 0.5, row - 0.5, column + 0.5, row + 0.5) for row, column in np.argwhere(trace["alignment"] == 1)}
    assert cells
    assert rectangles(dock.matrix.truth) == cells
    dock.truth.setChecked(False)
    assert rectangles(dock.matrix.truth) == set()
    arrays = {name: array for name, array in trace.arrays.items() if name != "alignment"}
    dock.show(Trace(arrays=arrays), Moment())
    assert dock.truth.isHidden()


def test_lines_hold_the_weights_of_the_row(dock: Attention) -> None:
    trace = translated()
    dock.as_lines.setChecked(True)
    shown(dock, trace, t=4 + 1)
    lines = dock.lines
    assert dock.forms.currentWidget() is lines
    weights = trace["decoder.attention"][1]
    drawn = lines.lines(lines.weights)
    assert [weight for _, weight in drawn] == pytest.approx(weights[weights >= 0.01])
    assert len({line.y2() for line, _ in drawn}) == 1  # one target word
    assert sorted(line.y1() for line, _ in drawn) == [line.y1() for line, _ in drawn]
    dock.show(trace, Moment("forward", 0))
    assert len(lines.lines(lines.weights)) == (trace["decoder.attention"] >= 0.01).sum()
    assert not dock.widget.grab().isNull()
    dock.as_lines.setChecked(False)
    assert dock.forms.currentWidget() is dock.matrix


def test_real_traces(dock: Attention, sample_traces: dict[str, Trace]) -> None:
    pair = sample_traces["pair"]
    for kind in ("lstm", "pair", "gru", "pair"):
        shown(dock, sample_traces[kind])
        assert bool(dock.sentence) == (kind != "pair")
    assert "Translating with attention" not in dock.sentence
    start = pair.start("decoder.layer0")
    assert dock.attention is not None
    assert dock.attention.start == start
    assert dock.matrix.top.words == tuple(pair["tokens"][:start])
    assert dock.matrix.left.words == tuple(pair["target_tokens"])


def test_without_attention_a_sentence(dock: Attention, sample_traces: dict[str, Trace]) -> None:
    assert "Translating with attention" in dock.sentence
    shown(dock, sample_traces["rnn"], t=1)
    assert "This model has no attention" in dock.sentence
    assert dock.truth.isHidden()
    assert dock.as_lines.isHidden()
    assert dock.readout(1) == ""


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize("size", [(1, 1), (1, 30), (30, 1), (80, 90)])
@pytest.mark.parametrize("value", [None, np.nan, np.inf, 0.0])
def test_hostile_matrices_are_survived(
    dock: Attention, size: tuple[int, int], value: float | None, lines: bool
) -> None:
    trace = translated(*size)
    if value is not None:
        broken = np.full(size, value, np.float32)
        trace = Trace(arrays={**trace.arrays, "decoder.attention": broken})
    dock.as_lines.setChecked(lines)
    dock.truth.setChecked(True)
    for t in (0, trace.length - 1):
        shown(dock, trace, t)
        assert not dock.widget.grab().isNull()


def test_foreign_words_are_drawn_as_they_are(dock: Attention) -> None:
    tokens = np.array(["<b>x</b>", "a\nb", " ", "x" * 300, "→", "낱말", "낱말", "낱말", "낱말"])
    shown(dock, translated(tokens=tokens))
    assert dock.matrix.top.words == ("<b>x</b>", "a↵b", "·", "x" * 300)
    dock.widget.grab()
    plot = dock.matrix.box.sceneBoundingRect()
    assert plot.width() > 0.4 * dock.matrix.width()
    assert plot.height() > 0.3 * dock.matrix.height()


def test_the_stages_are_numbers_that_agree(dock: Attention, sample_traces: dict[str, Trace]) -> None:
    pair = sample_traces["pair"]
    start = pair.start("decoder.layer0")
    dock.as_numbers.setChecked(True)
    for row in range(len(pair["decoder.attention"])):
        shown(dock, pair, t=start + row)
        found = dock.numbers.row
        assert found is not None
        assert found.scores is not None
        assert found.parts is not None
        np.testing.assert_allclose(softmax(found.scores), found.weights, rtol=1e-4)
        np.testing.assert_allclose(found.weights, pair["decoder.attention"][row], rtol=1e-6)
        states = pair["encoder.layer0.hidden"].astype(np.float64)
        context = pair["decoder.attention"][row].astype(np.float64) @ states
        assert found.context == pytest.approx(float(np.linalg.norm(context)), rel=1e-6)
        size = dock.attention.values.shape[1] if dock.attention and dock.attention.values is not None else 0
        read = pair["decoder.inputs"][row][-size:]  # [embedding, context]
        assert found.context == pytest.approx(float(np.linalg.norm(read)), rel=1e-4)
        assert "Σα = 1" in dock.numbers.text
    shown(dock, pair, t=0)
    assert dock.numbers.row is None
    dock.as_lines.setChecked(True)
    assert not dock.as_numbers.isChecked()


def test_an_empty_dock_offers_a_preset(dock: Attention, sample_traces: dict[str, Trace]) -> None:
    asked: list[str] = []
    dock.shared.requests.preset_asked.connect(asked.append)
    dock.offers()[0].act()
    assert asked == ["translate-attention"]
    assert dock.data() == {}


@pytest.mark.parametrize("heads", [0, 3])
def test_the_mouse_over_a_line_or_a_word_says_the_weight(dock: Attention, heads: int) -> None:
    trace = translated(heads=heads)
    weights = trace["decoder.attention"]
    mean = weights.mean(axis=0) if heads else weights
    dock.as_lines.setChecked(True)
    shown(dock, trace, t=4 + 1)
    dock.widget.grab()
    before, lines = dock.said.text(), dock.lines
    after = f"  (mean of {heads} heads)" if heads else ""
    for column in np.flatnonzero(mean[1] >= 0.01):
        line, weight = next(one for one in lines.lines(lines.weights) if one[1] == pytest.approx(mean[1, column]))
        point(lines, line.pointAt(0.1).toPoint())
        assert dock.said.text() == f"낱말1 → source{column}  {mean[1, column]:.2f}{after}"
        assert weight == pytest.approx(mean[1, column])
    point(lines, QPoint(lines.width() - 2, round(lines.height() * 3.5 / 5)))  # the target word 3
    assert dock.said.text() == f"낱말3 → source{mean[3].argmax()}  {mean[3].max():.2f}{after}"
    assert dock.shared.axis.hover == 4 + 3
    went: list[int] = []
    dock.shared.axis.scrubbed.connect(went.append)
    QTest.mouseClick(lines, Qt.MouseButton.LeftButton, pos=QPoint(lines.width() - 2, round(lines.height() * 3.5 / 5)))
    assert went == [4 + 3]
    leave(lines)
    assert dock.said.text() == before
    assert dock.shared.axis.hover is None


def test_a_weight_that_is_not_finite_is_said_in_the_words_of_other_views(dock: Attention) -> None:
    weights = np.full((5, 4), np.nan, np.float32)
    trace = translated()
    shown(dock, replace(trace, arrays={**trace.arrays, "decoder.attention": weights}), t=4 + 1)
    assert dock.readout(5).endswith("NaN")
