"""Every derivative of a worked example once more, by differences of the loss: the route that knows no chain rule.

All the disturbed passes run side by side in one, by another way of writing the sums (einsum) than the lines use.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rnnviz.worked.example import WEIGHTS, Example, Floats
from rnnviz.worked.passes import answer_of, loss_of, squash

STEP = 1e-3
"""Of the differences; with h and h/2 together the error is of the fourth order."""
KINK = 4 * STEP
"""So near to its kink a ReLU has no derivative that differences could find."""
SHIFTS = (STEP, -STEP, STEP / 2, -STEP / 2)


@dataclass(frozen=True, kw_only=True, eq=False)
class Checked:
    """What the other route finds.

    Attributes
    ----------
    states : dict of str to array
        a, h, o and the answer of the undisturbed pass, and its losses.
    loss : float
    of : dict of str to array
        ∂L/∂ each weight, and ("a", "h", "o": a row a step) each state, by differences.
    kinked : bool
        A ReLU stands so near to its kink that differences tell nothing.
    """

    states: dict[str, Floats]
    loss: float
    of: dict[str, Floats]
    kinked: bool


def differences(example: Example) -> Checked:
    """Return every derivative by differences."""
    shapes = {name: getattr(example, name).shape for name in WEIGHTS}
    length, units, outputs = example.length, len(example.h0), len(example.c)
    shapes |= {"a": (length, units), "h": (length, units), "o": (length, outputs)}
    places = [(name, flat) for name, shape in shapes.items() for flat in range(int(np.prod(shape)))]
    count = 1 + len(SHIFTS) * len(places)
    moved = {name: np.zeros((count, int(np.prod(shape)))) for name, shape in shapes.items()}
    scales = np.ones(len(places))
    for n, (name, flat) in enumerate(places):
        if name in WEIGHTS:
            scales[n] = max(1.0, abs(float(getattr(example, name).ravel()[flat])))
        for k, shift in enumerate(SHIFTS):
            moved[name][1 + len(SHIFTS) * n + k, flat] = shift * scales[n]
    with np.errstate(over="ignore", invalid="ignore"):
        losses, states = _passes(example, {name: moved[name].reshape(count, *shape) for name, shape in shapes.items()})
        four = losses[1:].reshape(len(places), len(SHIFTS))
        coarse = (four[:, 0] - four[:, 1]) / (2 * STEP * scales)
        fine = (four[:, 2] - four[:, 3]) / (STEP * scales)
        slopes = (4 * fine - coarse) / 3
    of, start = {}, 0
    for name, shape in shapes.items():
        size = int(np.prod(shape))
        of[name] = slopes[start : start + size].reshape(shape)
        start += size
    reach = 1 + float(np.abs(example.x).max(initial=0)) + float(np.abs(states["h"]).max(initial=0))
    kinked = example.activation == "relu" and bool((np.abs(states["a"]) < KINK * reach).any())
    return Checked(states=states, loss=float(losses[0]), of=of, kinked=kinked)


def _passes(example: Example, moved: dict[str, npt.NDArray[np.float64]]) -> tuple[Floats, dict[str, Floats]]:
    """Return L of every disturbed pass (N,), and the states of the first, which is not disturbed."""
    e = example
    w = {name: getattr(e, name) + moved[name] for name in WEIGHTS}
    h = np.broadcast_to(e.h0, (len(w["b"]), len(e.h0)))
    total = np.zeros(len(w["b"]))
    kept: dict[str, list[Floats]] = {"a": [], "h": [], "o": [], "answer": [], "losses": []}
    for t in range(e.length):
        a = np.einsum("nhd,d->nh", w["U"], e.x[t]) + np.einsum("nij,nj->ni", w["W"], h) + w["b"] + moved["a"][:, t]
        h = squash(e.activation, a) + moved["h"][:, t]
        o = np.einsum("nkh,nh->nk", w["V"], h) + w["c"] + moved["o"][:, t]
        losses = loss_of(e, o, e.y[t]) if e.counts[t] else np.zeros(len(o))
        total = total + e.weight_of_step * losses
        for name, found in (("a", a), ("h", h), ("o", o), ("answer", answer_of(e, o)), ("losses", losses)):
            kept[name].append(found[0])
    return total, {name: np.array(rows) for name, rows in kept.items()}
