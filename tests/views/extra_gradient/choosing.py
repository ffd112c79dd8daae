"""How a person chooses an extra curve, and what is drawn then."""

from __future__ import annotations

import numpy as np

from rnnviz.history import History
from rnnviz.trace import Moment, Trace
from rnnviz.views.gradient_norms import GradientNorms
from tests.views.extra_gradient.conftest import Floats


def show(view: GradientNorms, trace: Trace) -> None:
    view.shared.axis.set_length(trace.length)
    view.show(trace, Moment())


def choose(view: GradientNorms, kind: str) -> None:
    """Choose as a person does."""
    place = view.also.findData(kind)
    view.also.setCurrentIndex(place)
    view.also.activated.emit(place)


def drawn(view: GradientNorms, kind: str) -> tuple[Floats, Floats]:
    """Return (steps, log10 values) of all lines of a kind."""
    found = [line.curve.getData() for line in view.extra.lines[kind] if not line.empty]
    if not found:
        return np.empty(0), np.empty(0)
    return np.concatenate([steps for steps, _ in found]), np.concatenate([values for _, values in found])


def after(coefficient: float, update: float = 1.0) -> History:
    history = History()
    history.extend({"update": [update], "gradient_norm": [2.0], "clip_coefficient": [coefficient]})
    return history
