"""Checks of what a window cannot remember: outside it a gradient is zero, not small."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rnnviz.engine.verify import claims
from rnnviz.engine.verify.checks import checked
from rnnviz.engine.verify.forward import drawn
from rnnviz.engine.verify.subject import Subject
from rnnviz.engine.verify.trajectory import Trajectory
from rnnviz.link.checks import Check


def reach(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield that no step's loss reaches back further than the window, nor into the steps after it."""
    if not subject.window:
        return
    for name in subject.names.states:
        found = subject.arrays[f"gradient_reach/{name}"]
        back = subject.window if name == subject.names.states[0] else 1  # a hidden layer acts at its own step alone
        outside = np.ones(len(found), bool)
        outside[max(subject.reach - back + 1, 0) : subject.reach + 1] = False
        logs = subject.arrays[f"gradient_reach_log10/{name}"]
        size = float(np.abs(found[outside]).max(initial=0.0))
        if not np.isneginf(logs[outside]).all():
            size = max(size, float(np.finfo(found.dtype).tiny))
        yield checked(claims.Forgotten, f"gradient_reach/{name}", (drawn(subject),), size, 0.0)
