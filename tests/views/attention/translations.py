"""Made-up traces of an encoder-decoder that attends, and what a dock shows of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QPointF

from rnnviz.trace import Moment, Trace
from rnnviz.views.attention.dock import Attention

Floats = npt.NDArray[np.float64]


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
