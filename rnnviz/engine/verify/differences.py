"""Gradients against finite differences in float64, many at once along one direction.

Along a direction v of length one the loss changes by ⟨g, v⟩, which holds every entry of the gradient g. Of a random
v, which has all of them, an error e of the gradient changes that by ⟨e, v⟩, which is zero of none but chance: one
direction tests all entries together, and all arrays of a layer take no more passes than one of them. So that each of
them is heard, its share of v is the larger, the less the loss hangs on it: all are to change the loss alike, as far
as `EVEN` allows. Where a layer differs, each of its arrays alone says which it is.

The difference is central, (L(+ε) − L(−ε)) / 2ε, with steps ε from 10⁻² to 10⁻⁷ of what the loss is sensitive to; of
these the one counts at which three neighbouring ε agree best. How well they agree is added to the tolerance, with
what the loss's own rounding does there. Three of the ε are tried first: where they agree among themselves to a tenth
of the tolerance, the others could not say it any better. Whether they agree with the gradient is not asked for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from rnnviz.engine.patience import part
from rnnviz.engine.verify import claims
from rnnviz.engine.verify.checks import LIMIT, checked, skipped
from rnnviz.engine.verify.claims import Claim
from rnnviz.engine.verify.subject import Subject
from rnnviz.link.checks import Check

STEPS = 10.0 ** -np.arange(2, 8)
FIRST = slice(2, 5)
"""Of the steps, those that are tried first: mostly the best."""
TOLERANCE = 1e-6
AGREE = TOLERANCE / 10
"""What the first three may be apart, of what the loss changes by, for the others not to be needed."""
EVEN = 100.0
"""An array's share of a direction is so many times another's at most."""
STEEP = 1e10
"""Where a gradient is larger, the loss leaps within the rounding of what would be changed."""
FLOOR = 1e-8
"""Gradients below this share of the loss are lost in its own rounding."""
ROUNDING = 4 * float(np.finfo(np.float64).eps)
"""Of the loss, relative: some units in the last place."""
ROUTES = ("autograd, float64", "finite difference")


class Direction(NamedTuple):
    """A change of some arrays, all together of length one.

    Attributes
    ----------
    change : dict of str to float64 array
        By array.
    slope : float
        What the gradients say that the loss does along it, for a length of one.
    size : float
        How large that is of such a direction, drawn at random.
    steep : float
        Norm of the gradients.
    """

    change: Mapping[str, np.ndarray]
    slope: float
    size: float
    steep: float


class Question(NamedTuple):
    """One direction, and which loss it is to change.

    Attributes
    ----------
    layer : str
        What its arrays are of.
    direction : Direction
    row : int
        Of the loss weights.
    loss : float
        Sum of what that loss adds up.
    steps : dict of str to int
        Which step of each array is changed, of arrays that have steps.
    slack : float
        By how much of its size the slope may be another for the rounding that the model's own dynamics make grow.
    """

    layer: str
    direction: Direction
    row: int
    loss: float
    steps: Mapping[str, int]
    slack: float = 0.0

    @property
    def sizes(self) -> np.ndarray:
        """The ε of each of `STEPS`."""
        return np.asarray(STEPS / max(1.0, self.direction.steep))


Slopes = Callable[[list[Question], slice], np.ndarray]
"""Returns the central differences (questions, ε) of some of `STEPS`."""
Gradients = Callable[[Question, str], np.ndarray]
"""Returns the gradient of an array of a question."""


def drawn(draw: np.random.Generator, gradients: Mapping[str, np.ndarray]) -> Direction:
    """Draw a direction of some arrays, each of which changes the loss as much as the others, about."""
    ways = {name: draw.standard_normal(gradient.shape) for name, gradient in gradients.items()}
    size = {name: float(np.linalg.norm(gradient) / np.sqrt(gradient.size)) for name, gradient in gradients.items()}
    least = max(size.values()) / EVEN
    share = {name: 1 / max(each, least) for name, each in size.items()}
    length = np.sqrt(sum(each**2 for each in share.values()))
    change = {name: way * (share[name] / length / np.linalg.norm(way)) for name, way in ways.items()}
    return Direction(
        change=change,
        slope=sum(float((gradients[name] * each).sum()) for name, each in change.items()),
        size=float(np.sqrt(sum((size[name] * share[name] / length) ** 2 for name in change))),
        steep=float(np.sqrt(sum(float(np.linalg.norm(gradient)) ** 2 for gradient in gradients.values()))),
    )


def losses_added(subject: Subject, row: int) -> float:
    """Return Σ |ℓ_t| of a row's losses."""
    weights = subject.loss_weights[row]
    return float(np.abs(np.where(weights != 0, subject.precise.losses.numpy() * weights, 0)).sum())


def seen(size: float, loss: float) -> bool:
    """Tell whether a difference can see a gradient of this norm."""
    return FLOOR * loss < size < STEEP


def answered(questions: list[Question], slopes: Slopes) -> list[tuple[float, float]]:
    """Return residual and tolerance of each question."""
    with part(0, 2):
        first = slopes(questions, FIRST)
    found = [_judged(each, own, FIRST) for each, own in zip(questions, first, strict=True)]
    open_yet = [i for i, (_, tolerance) in enumerate(found) if not tolerance <= TOLERANCE + 4 * AGREE]
    if open_yet:
        again = [questions[i] for i in open_yet]
        with part(2, 4):
            larger = slopes(again, slice(0, FIRST.start))
        with part(3, 4):
            smaller = slopes(again, slice(FIRST.stop, len(STEPS)))
        for i, before, after in zip(open_yet, larger, smaller, strict=True):
            found[i] = _judged(questions[i], np.concatenate([before, first[i], after]), slice(0, len(STEPS)))
    return found


def checks(
    questions: list[Question], slopes: Slopes, draw: np.random.Generator, gradients: Gradients, joint: type[Claim]
) -> Iterator[Check]:
    """Yield the check of each layer that questions are of; where it differs, of each of its arrays, too.

    Parameters
    ----------
    slopes : callable
    draw : Generator
        Of the directions of arrays alone.
    gradients : callable
    joint : type of Claim
        What is claimed of a layer's arrays together.
    """
    by_layer = _worst(questions, answered(questions, slopes))
    for layer, (residual, tolerance) in by_layer.items():
        own = [each for each in questions if each.layer == layer]
        names = sorted({name for each in own for name in each.direction.change})
        if len(names) == 1:
            yield result(claims.Difference, names[0], residual, tolerance)
            continue
        check = result(joint, layer, residual, tolerance)
        yield check
        if check.passed is False:
            alone = [
                each._replace(layer=name, direction=drawn(draw, {name: gradients(each, name)}))
                for each in own for name in each.direction.change
            ]
            for name, found in _worst(alone, answered(alone, slopes)).items():
                yield result(claims.Difference, name, *found)


def _worst(questions: list[Question], found: list[tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return residual and tolerance of each layer: those of the question whose residual is the largest share."""
    by_layer: dict[str, tuple[float, float]] = {}
    for question, (residual, tolerance) in zip(questions, found, strict=True):
        before = by_layer.get(question.layer)
        if before is None or residual / tolerance >= before[0] / before[1]:
            by_layer[question.layer] = residual, tolerance
    return by_layer


def result(claim: type[Claim], array: str, residual: float, tolerance: float) -> Check:
    """Return the check of an array's differences, or of a layer's."""
    if tolerance > LIMIT:
        return skipped(claim, array, claims.Unresolved)
    return checked(claim, array, ROUTES, residual, tolerance)


def unseen(array: str, *, chaotic: bool) -> Check:
    """Return the check of an array that no difference can be made of."""
    return skipped(claims.Difference, array, claims.Unresolved if chaotic else claims.Zero)


def _judged(question: Question, slopes: np.ndarray, which: slice) -> tuple[float, float]:
    rounding = ROUNDING * question.loss / question.sizes[which]
    residual, tolerance = judged(slopes, question.direction.slope, question.direction.size, rounding)
    return residual, tolerance + question.slack


def judged(slopes: np.ndarray, slope: float, size: float, rounding: np.ndarray) -> tuple[float, float]:
    """Return how far a gradient is from the difference that is to be trusted most, and how far it may be.

    Parameters
    ----------
    slopes : float array
        Differences for each ε, largest first.
    slope, size : float
        What the gradient says along the direction, and how large that is of such a direction.
    rounding : float array
        By how much the loss's rounding may move each difference.
    """
    pairs = np.abs(np.diff(slopes))
    # three in a row: two may agree by chance, and even three where the loss moves by a few units in its last place
    apart = np.maximum(pairs[:-1], pairs[1:]) + rounding[1:-1] / 4
    best = int(np.argmin(np.where(np.isfinite(apart), apart, np.inf)))
    return abs(slopes[best + 1] - slope) / size, TOLERANCE + 4 * apart[best] / size
