"""The error surface of a recurrent network of one unit: a plain beside a cliff, and what descent does at its foot.

R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks", ICML 2013,
section 2.3 and figure 6. Theirs are the network, x_t = w σ(x_{t−1}) + b with the logistic σ, and its loss
after T = 50 steps, (σ(x_T) − 0.7)² from x_0 = 0.5; T, x_0 and the target may be changed here. The range of
w and b that is shown first, where descent starts, its learning rate and its threshold are ours.

Where the cliff is: for large T descent ends in another fixed point of x = w σ(x) + b according to the side
of the unstable one that x_0 lies on, so that the loss breaks along b = x_0 − w σ(x_0), as long as that
point is unstable: w σ'(x_0) > 1. On the cliff ∂x_T/∂x_0 grows like (w σ'(x_0))^T.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LARGE, SHIFT = 2.0**400, 400
"""A factor of the chain rule beyond LARGE is divided by it, and counted."""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """The network of one unit, and what is asked of it.

    Attributes
    ----------
    steps : int
        T, how often it is iterated.
    start : float
        x_0.
    target : float
        What σ(x_T) should be.
    """

    steps: int = 50
    start: float = 0.5
    target: float = 0.7


class Gradient(NamedTuple):
    """The loss at a point and its gradient, (w, b) · 2^exponent, which float64 itself may not hold."""

    loss: float
    w: float
    b: float
    exponent: int

    @property
    def norm(self) -> float:
        """‖∂L/∂(w, b)‖; inf where float64 cannot hold it."""
        return _times_power(math.hypot(self.w, self.b), self.exponent)


class Path(NamedTuple):
    """Gradient descent, one row a step from the start on; it ends early where the next point is not finite.

    Attributes
    ----------
    points : array (n, 2)
        w and b.
    losses, norms : array (n,)
        Loss and gradient norm there, before clipping.
    clipped : int
        How many of the steps were clipped.
    ended : bool
        Whether the next point was not finite.
    """

    points: Floats
    losses: Floats
    norms: Floats
    clipped: int
    ended: bool


def surface(w: npt.ArrayLike, b: npt.ArrayLike, unit: Unit) -> Floats:
    """Return the loss at every pair, shape (len(b), len(w)), all of them iterated together.

    NaN where w or b is not finite.
    """
    across, up = np.asarray(w, np.float64)[None, :], np.asarray(b, np.float64)[:, None]
    x = np.full((up.shape[0], across.shape[1]), unit.start)
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        for _ in range(unit.steps):
            x = across * _sigmoids(x) + up
        loss: Floats = np.square(_sigmoids(x) - unit.target)
    return loss


def gradient(w: float, b: float, unit: Unit) -> Gradient:
    """Return loss and gradient at one point, by the chain rule back through the T steps.

    δ_T = 2 (σ(x_T) − y) σ'(x_T), δ_{t−1} = δ_t w σ'(x_{t−1}), ∂L/∂w = Σ_t δ_t σ(x_{t−1}), ∂L/∂b = Σ_t δ_t.
    """
    states = []
    x = unit.start
    for _ in range(unit.steps):
        shrunk = math.exp(-abs(x))
        sigma = (1.0 if x >= 0 else shrunk) / (1.0 + shrunk)
        states.append((sigma, w * shrunk / ((1.0 + shrunk) * (1.0 + shrunk))))
        x = w * sigma + b
    shrunk = math.exp(-abs(x))
    out = (1.0 if x >= 0 else shrunk) / (1.0 + shrunk)
    missed = out - unit.target
    delta = 2 * missed * shrunk / ((1.0 + shrunk) * (1.0 + shrunk))
    by_w = by_b = 0.0
    exponent = 0
    for sigma, slope in reversed(states):
        by_w += delta * sigma
        by_b += delta
        delta *= slope
        if abs(delta) > LARGE:
            delta, by_w, by_b, exponent = delta / LARGE, by_w / LARGE, by_b / LARGE, exponent + SHIFT
    return Gradient(missed * missed, by_w, by_b, exponent)


def descend(
    start: tuple[float, float], learning_rate: float, threshold: float | None, steps: int, unit: Unit
) -> Path:
    """Follow gradient descent, g ← g · min(1, θ/‖g‖) before each step where there is a threshold θ.

    Parameters
    ----------
    start : pair of float
        w and b.
    threshold : float or None
        θ; None: never clipped.
    """
    w, b = start
    points, losses, norms = [], [], []
    clipped, ended = 0, False
    for step in range(steps + 1):
        here = gradient(w, b, unit)
        points.append((w, b))
        losses.append(here.loss)
        norms.append(here.norm)
        if step == steps:
            break
        if threshold is not None and here.norm > threshold:
            length = math.hypot(here.w, here.b)
            by_w, by_b = threshold * (here.w / length), threshold * (here.b / length)
            clipped += 1
        else:
            by_w, by_b = _times_power(here.w, here.exponent), _times_power(here.b, here.exponent)
        w, b = w - learning_rate * by_w, b - learning_rate * by_b
        if not (math.isfinite(w) and math.isfinite(b)):
            ended = True
            break
    return Path(np.array(points), np.array(losses), np.array(norms), clipped, ended)


def _sigmoids(x: Floats) -> Floats:
    """Return σ(x), in a form whose exponential never overflows."""
    shrunk = np.exp(-np.abs(x))
    found: Floats = np.where(x >= 0, 1.0, shrunk) / (1.0 + shrunk)
    return found


def _times_power(value: float, exponent: int) -> float:
    """Return value · 2^exponent, infinite where float64 cannot hold it."""
    try:
        return math.ldexp(value, exponent)
    except OverflowError:
        return math.copysign(math.inf, value)
