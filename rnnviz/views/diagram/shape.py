"""Where the losses attach, in words."""

from __future__ import annotations

import numpy as np

from rnnviz.trace import Trace
from rnnviz.views.scopes import boundary
from rnnviz.views.words.language import tr


def shape_of(trace: Trace) -> str:
    """Return the shape of the task as the pass shows it: one-to-one, one-to-many, many-to-one, synchronous, delayed."""
    found = trace.get("loss_steps")
    if found is None or not np.any(found):
        return tr("no loss")
    here = np.flatnonzero(found)
    if boundary(trace) is not None:
        return tr("encoder-decoder: one sequence in, another out")
    given = trace.get("input_steps")
    if len(found) == 1:
        return tr("one-to-one: a single step")
    if len(here) == len(found) and given is not None and np.flatnonzero(given).tolist() == [0]:
        return tr("one-to-many: one input, a loss at every step")
    if len(here) == len(found):
        return tr("many-to-many, synchronous: a loss at every step")
    if len(here) == 1 and here[0] == len(found) - 1:
        return tr("many-to-one: one loss, at the end")
    if here[-1] == len(found) - 1 and len(here) == len(found) - here[0]:
        return tr("many-to-many, delayed: losses from t = {t} on").format(t=int(here[0]))
    return tr("losses at {n} of {count} steps").format(n=len(here), count=len(found))
