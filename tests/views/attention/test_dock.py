from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rnnviz.history import History
from rnnviz.trace import Moment, Trace
from rnnviz.views.attention.dock import Attention
from rnnviz.views.attention.heads import attention_of
from rnnviz.views.clipping.words import percent

Floats = npt.NDArray[np.float64]
Stand = Callable[[type[Attention]], Attention]


def softmax(scores: Floats) -> Floats:
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=-1, keepdims=True))


def translated(rows: int = 5, columns: int = 4, heads: int = 0, **arrays: npt.NDArray[np.generic]) -> Trace:
    """A trace of an encoder-decoder with scaled dot-product attention between random states."""
    rng = np.random.default_rng((rows, columns, heads))
    many = (heads,) if heads else ()
    queries, keys = rng.normal(size=(*many, rows, 8)), rng.normal(size=(*many, columns, 8))
    source = [f"source{n}" for n in range(columns)]
    written = [f"낱말{n}" for n in range(rows)]
    return Trace(
        arrays={
            "tokens": np.array([*source, "→", *written[:-1]]),
            "target_tokens": np.array(written),
            "decoder.attention": softmax(queries @ np.swapaxes(keys, -1, -2)).astype(np.float32),
            "alignment": (rng.random((rows, columns)) < 0.3).astype(np.float32),
            **arrays,
        }
    )


@pytest.fixture
def dock(stand: Stand) -> Attention:
    view = stand(Attention)
    view.widget.resize(320, 260)
    return view


def shown(dock: Attention, trace: Trace, t: int = 0) -> None:
    dock.shared.axis.set_length(trace.length)
    dock.show(trace, Moment("forward", t))


def place(dock: Attention, row: int, column: int) -> QPoint:
    matrix = dock.matrix
    return matrix.mapFromScene(matrix.box.mapViewToScene(QPointF(column, row)))  # type: ignore[no-any-return]


def rectangles(item: object) -> set[tuple[float, float, float, float]]:
    """Return (left, top, right, bottom) of each outline that a curve draws."""
    x, y = item.getData()  # type: ignore[attr-defined]
    if x is None:
        return set()
    corners = zip(x.reshape(-1, 6)[:, :5], y.reshape(-1, 6)[:, :5], strict=True)
    return {(a.min(), b.min(), a.max(), b.max()) for a, b in corners}


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


def test_without_target_words_the_decoder_s_inputs_stand_there() -> None:
    trace = translated()
    arrays = {name: array for name, array in trace.arrays.items() if name != "target_tokens"}
    attention = attention_of(Trace(arrays=arrays))
    assert attention is not None
    assert attention.target == ("→", "낱말0", "낱말1", "낱말2", "낱말3")


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


def test_a_click_goes_to_the_row_s_step(dock: Attention) -> None:
    shown(dock, translated())
    dock.widget.grab()
    went: list[int] = []
    dock.shared.axis.scrubbed.connect(went.append)
    QTest.mouseClick(dock.matrix.viewport(), Qt.MouseButton.LeftButton, pos=place(dock, 3, 1))
    assert went == [4 + 3]


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


def test_heads_are_tiled_into_one_image(dock: Attention) -> None:
    trace = translated(heads=3)
    shown(dock, trace, t=4)
    image, weights = dock.matrix.heat.item.image / 254, trace["decoder.attention"]
    assert image.shape == (2 * 5 + 1, 2 * 4 + 1)
    for head, (top, left) in enumerate([(0, 0), (0, 5), (6, 0)]):
        assert np.allclose(image[top : top + 5, left : left + 4], weights[head], atol=0.5 / 254 + 1e-6)
    assert not image[5].any()
    assert len(rectangles(dock.matrix.mark)) == 3
    matrix = dock.matrix
    assert matrix.cell_at(matrix.box.mapViewToScene(QPointF(5 + 2, 1))) == (1, 1, 2)
    assert matrix.cell_at(matrix.box.mapViewToScene(QPointF(1, 6 + 3))) == (2, 3, 1)
    assert matrix.cell_at(matrix.box.mapViewToScene(QPointF(5 + 2, 6 + 1))) is None  # there is no fourth head
    assert matrix.cell_at(matrix.box.mapViewToScene(QPointF(4, 1))) is None  # between two heads


def test_one_head_can_be_chosen(dock: Attention) -> None:
    trace = translated(heads=3)
    shown(dock, trace)
    assert not dock.head.isHidden()
    dock.head.setCurrentIndex(dock.head.findData("2"))
    dock.head.activated.emit(dock.head.currentIndex())
    assert np.allclose(dock.matrix.heat.item.image / 254, trace["decoder.attention"][2], atol=0.5 / 254 + 1e-6)
    assert dock.matrix.cell_at(dock.matrix.box.mapViewToScene(QPointF(2, 1))) == (2, 1, 2)
    shown(dock, translated())
    assert dock.head.isHidden()
    assert dock.matrix.heat.item.image.shape == (5, 4)


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


def test_a_hover_that_no_longer_exists_is_silent(dock: Attention) -> None:
    shown(dock, translated(rows=9, columns=9))
    dock.matrix.hovered.emit((0, 8, 8))
    shown(dock, translated(rows=2, columns=2))
    assert dock.said.text() == ""


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


def past_of(*traces: Trace) -> History:
    history = History()
    for trace in traces:
        history.past.append(trace)
    return history


def test_the_slider_goes_back_through_the_training(dock: Attention) -> None:
    rng = np.random.default_rng(0)
    traces = []
    for update in (0, 10, 20):
        trace = translated()
        weights = softmax(rng.normal(size=trace["decoder.attention"].shape)).astype(np.float32)
        traces.append(Trace(update=update, arrays={**trace.arrays, "decoder.attention": weights}))
    other = Trace(update=5, arrays=translated(rows=9, columns=9).arrays)
    dock.follow(past_of(*traces, other))
    shown(dock, traces[-1], t=5)
    assert not dock.over.isHidden()
    assert dock.over.slider.maximum() == 3  # that of other words is no past of these
    assert not [offer for offer in dock.offers() if "update" in offer.title]
    items = len(dock.matrix.scene().items())
    dock.over.slider.setValue(1)
    assert "update 10" in dock.heading.text()
    assert np.abs(dock.matrix.heat.item.image / 254 - traces[1]["decoder.attention"]).max() < 0.5 / 254 + 1e-3
    asked: list[int] = []
    dock.shared.requests.update_asked.connect(asked.append)
    dock.offers()[0].act()
    assert asked == [10]
    dock.follow(past_of(*traces, Trace(update=30, arrays=traces[0].arrays)))
    assert dock.over.then is not None
    assert dock.over.then.update == 10
    dock.over.slider.setValue(dock.over.slider.maximum())
    assert "update" not in dock.heading.text()
    assert np.abs(dock.matrix.heat.item.image / 254 - traces[2]["decoder.attention"]).max() < 0.5 / 254 + 1e-6
    assert len(dock.matrix.scene().items()) == items


def test_many_large_heads_are_one_item(dock: Attention) -> None:
    rng = np.random.default_rng(0)
    few = translated(heads=1)
    shown(dock, few)
    items = len(dock.matrix.scene().items())
    weights = rng.random((16, 512, 512), np.float32)
    weights /= weights.sum(axis=-1, keepdims=True)
    tokens = np.array(["가"] * 1024)
    many = Trace(arrays={"tokens": tokens, "decoder.attention": weights})
    dock.spreads.setChecked(True)
    shown(dock, many, t=700)
    image, (rows, columns) = dock.matrix.heat.item.image, dock.matrix.block
    assert rows > 1
    assert columns > 1
    box = dock.matrix.box.size()
    assert box.height() <= image.shape[0] < 2 * box.height() + 8  # no fewer pixels than the screen's, nor many more
    assert box.width() <= image.shape[1] < 2 * box.width() + 8
    assert image.dtype == np.uint8
    high, wide = (size // block for size, block in zip(dock.matrix.pitch, (rows, columns), strict=True))
    for head in (0, 6, 15):
        y, x = head // 4 * high, head % 4 * wide
        for row, column in ((0, 0), (17, 40), (high - 2, wide - 2)):
            block = weights[head, row * rows : (row + 1) * rows, column * columns : (column + 1) * columns]
            assert image[y + row, x + column] == int(np.float32(block.max()) * 254 + 0.5)
    left, top = dock.matrix._corners()[6]
    assert dock.matrix.cell_at(dock.matrix.box.mapViewToScene(QPointF(top + 300, left + 70))) == (6, 70, 300)
    assert len(dock.matrix.scene().items()) == items
    assert len(dock.strip.nats) * weights.shape[0] * weights.shape[2] <= 2 << 17
    dock.widget.grab()


def test_a_transformer_s_heads_look_at_their_own_sequence(dock: Attention) -> None:
    rng = np.random.default_rng(1)
    arrays: dict[str, npt.NDArray[np.generic]] = {"tokens": np.array(list("abcdef"))}
    for block in (0, 1, 10):
        scores = rng.normal(size=(2, 6, 6))
        arrays |= {
            f"block{block}.attention_scores": scores, f"block{block}.attention": softmax(scores),
            f"block{block}.value": rng.normal(size=(2, 6, 3)),
        }  # fmt: skip
    trace = Trace(arrays=arrays)
    shown(dock, trace, t=2)
    assert [dock.which.itemData(n) for n in range(3)] == [f"block{n}.attention" for n in (0, 1, 10)]
    assert not dock.which.isHidden()
    assert dock.matrix.left.words == dock.matrix.top.words[:6] == tuple("abcdef")
    dock.which.take("block10.attention")
    dock.head.take("1")
    dock.as_numbers.setChecked(True)
    found = dock.numbers.row
    assert found is not None
    context = trace["block10.attention"][1, 2] @ trace["block10.value"][1]
    assert found.context == pytest.approx(float(np.linalg.norm(context)))
    assert set(dock.data()) == {"block10.attention", "block10.attention_scores", "entropy"}


def test_an_empty_dock_offers_a_preset(dock: Attention, sample_traces: dict[str, Trace]) -> None:
    asked: list[str] = []
    dock.shared.requests.preset_asked.connect(asked.append)
    dock.offers()[0].act()
    assert asked == ["translate-attention"]
    assert dock.data() == {}


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


def test_a_past_attention_over_other_words_says_so(dock: Attention) -> None:
    now = translated()
    tokens = now["tokens"].copy()
    tokens[0] = "elsewhere"
    past = Trace(update=3, arrays={**now.arrays, "tokens": tokens})
    dock.follow(past_of(past, Trace(update=4, arrays=now.arrays)))
    shown(dock, now, t=5)
    dock.over.slider.setValue(0)
    assert "update 3, of other words than these" in dock.heading.text()
    dock.over.slider.setValue(1)
    assert "other words" not in dock.heading.text()
