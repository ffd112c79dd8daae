"""Several heads: tiled into one image, chosen alone, and those of a transformer."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPointF

from rnnviz.trace import Trace
from rnnviz.views.attention.dock import Attention
from rnnviz.views.attention.heads import attention_of
from tests.views.attention.translations import rectangles, shown, softmax, translated


def test_without_target_words_the_decoder_s_inputs_stand_there() -> None:
    trace = translated()
    arrays = {name: array for name, array in trace.arrays.items() if name != "target_tokens"}
    attention = attention_of(Trace(arrays=arrays))
    assert attention is not None
    assert attention.target == ("→", "낱말0", "낱말1", "낱말2", "낱말3")


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
