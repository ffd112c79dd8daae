"""Models with a spectrum, and the view that shows their traces."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.trace import Moment, Trace
from rnnviz.views.spectrum.dock import Spectrum

Floats = npt.NDArray[np.float64]
FAMILIES = (
    "jacobian_norm", "jacobian_radius", "jacobian_eigenvalues", "recurrent_eigenvalues", "recurrent_norm",
    "path_norm_log10", "lyapunov", "lyapunov_free",
)  # fmt: skip
DRAWINGS = ("eigenvalues", "norms", "reach", "exponents")
EXPERIMENTS: dict[str, dict[str, Any]] = {
    "rnn": {
        "task": {"kind": "recall", "length": 24}, "training": {"loss_on": "last"}, "dtype": "float64",
        "cell": {"kind": "rnn", "hidden_size": 7, "recurrent_init": "gaussian", "recurrent_gain": 1.4},
    },
    "gru": {"task": {"kind": "copying", "blanks": 4}, "cell": {"kind": "gru", "hidden_size": 6}},
    "lstm": {"task": {"kind": "copying", "blanks": 4}, "cell": {"kind": "lstm", "hidden_size": 5}},
    "pair": {
        "task": {"kind": "translate"}, "model": {"attention": "additive"}, "cell": {"kind": "lstm", "hidden_size": 6}
    },
    "both": {
        "task": {"kind": "copying", "blanks": 2}, "model": {"layers": 2, "bidirectional": True},
        "cell": {"kind": "gru", "hidden_size": 4},
    },
}  # fmt: skip


def shown(dock: Spectrum, trace: Trace, drawing: str = "", t: int = 0) -> None:
    if drawing:
        dock.chooser.take(drawing)
    dock.shared.axis.set_length(trace.length)
    dock.shared.selection.fit(trace.scopes, 1)
    dock.show(trace, Moment("forward", t))
    dock.redraw()


def points(item: Any) -> Floats:
    return np.stack(item.getData(), -1).astype(np.float64)


def of_update(trace: Trace, update: int, run: int = 0, **arrays: npt.ArrayLike) -> Trace:
    merged = {**trace.arrays, **{name.replace("__", "/"): np.asarray(value) for name, value in arrays.items()}}
    return Trace(run=run, update=update, arrays=merged, cells=trace.cells)
