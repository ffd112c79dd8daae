"""Every derivative of a worked example once more, by differences of the loss: the route that knows no chain rule.

The disturbed passes that begin at one step run side by side, by another way of writing the sums (einsum) than the
lines use. A weight that is moved at one step alone gives that step's term of the gradient, one that is moved at all
of them the sum.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
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
LASTING, PASSING = ("W", "U", "a", "h"), ("V", "o")
"""What is moved at one step alone: what goes on to later steps, and what acts on that step's loss only."""
TERMS = ("U", "W", "V")
Whole = npt.NDArray[np.int64]


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
    terms : dict of str to array
        Of U, W and V: what each step has in the gradient, a matrix a step.
    kinked : bool
        A ReLU stands so near to its kink that differences tell nothing.
    """

    states: dict[str, Floats]
    loss: float
    of: dict[str, Floats]
    terms: dict[str, Floats]
    kinked: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class _Plain:
    """The undisturbed pass: h before each step, and what L is made of before it."""

    states: dict[str, Floats]
    before: list[Floats]
    reached: list[float]

    @property
    def loss(self) -> float:
        return self.reached[-1]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Moved:
    """Passes in which a number each is moved: those in these rows the entry (i, j) by so much."""

    name: str
    rows: Whole
    i: Whole
    j: Whole
    by: Floats
    scales: Floats


def differences(example: Example) -> Checked:
    """Return every derivative by differences."""
    slices = sliced_differences(example)
    while True:
        try:
            next(slices)
        except StopIteration as end:
            found: Checked = end.value
            return found


def sliced_differences(example: Example) -> Generator[None, None, Checked]:
    """Return the same, in slices of some milliseconds: other things may be done between them."""
    e, plain = example, _plain(example)
    of = dict(zip(WEIGHTS, _slopes(e, plain, WEIGHTS, 0, ends=False), strict=True))
    rows: dict[str, list[Floats]] = {name: [] for name in (*LASTING, *PASSING)}
    for t in range(e.length):
        yield
        for name, found in zip(rows, _slopes(e, plain, tuple(rows), t, ends=True), strict=True):
            rows[name].append(found)
    by_step = {name: np.array(found) for name, found in rows.items()}
    states = plain.states
    reach = 1 + float(np.abs(e.x).max(initial=0)) + float(np.abs(states["h"]).max(initial=0))
    kinked = e.activation == "relu" and bool((np.abs(states["a"]) < KINK * reach).any())
    return Checked(
        states=states, loss=plain.loss, of={**of, **{name: by_step[name] for name in ("a", "h", "o")}},
        terms={name: by_step[name] for name in TERMS}, kinked=kinked,
    )


def loss_again(example: Example) -> float:
    """Return L by the second route's sums."""
    return _plain(example).loss


def _plain(e: Example) -> _Plain:
    """Return the pass in which nothing is moved."""
    h, total = e.h0, 0.0
    before, reached = [h], [total]
    kept: dict[str, list[Floats]] = {"a": [], "h": [], "o": [], "answer": [], "losses": []}
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(e.length):
            a = np.einsum("hd,d->h", e.U, e.x[t]) + np.einsum("ij,j->i", e.W, h) + e.b
            h = squash(e.activation, a)
            o = np.einsum("kh,h->k", e.V, h) + e.c
            loss = loss_of(e, o, e.y[t]) if e.counts[t] else np.zeros(())
            total += e.weight_of_step * float(loss)
            before.append(h)
            reached.append(total)
            for name, found in (("a", a), ("h", h), ("o", o), ("answer", answer_of(e, o)), ("losses", loss)):
                kept[name].append(found)
    return _Plain(states={name: np.array(rows) for name, rows in kept.items()}, before=before, reached=reached)


def _slopes(e: Example, plain: _Plain, names: tuple[str, ...], begin: int, *, ends: bool) -> Iterator[Floats]:
    """Yield ∂L by differences for all entries of some weights or states.

    Parameters
    ----------
    begin : int
        The step from which they are moved.
    ends : bool
        They are moved at that step alone; those that act on its loss only come last.
    """
    shapes = {
        **{name: getattr(e, name).shape for name in WEIGHTS}, "a": e.h0.shape, "h": e.h0.shape, "o": e.c.shape,
    }  # fmt: skip
    moved: list[_Moved] = []
    count = lasting = 0
    for name in names:
        size = int(np.prod(shapes[name]))
        at = np.repeat(np.arange(size), len(SHIFTS))
        wide = shapes[name][1] if len(shapes[name]) == 2 else 1
        scales = np.maximum(1.0, np.abs(getattr(e, name).ravel())) if name in WEIGHTS else np.ones(size)
        by = (scales[:, None] * np.array(SHIFTS)).ravel()
        rows = count + np.arange(len(at))
        moved.append(_Moved(name=name, rows=rows, i=at // wide, j=at % wide, by=by, scales=scales))
        count += len(at)
        if not (ends and name in PASSING):
            lasting = count
    with np.errstate(over="ignore", invalid="ignore"):
        losses = _losses(e, plain, moved, begin, (count, lasting), ends=ends)
        for each in moved:
            four = losses[each.rows].reshape(-1, len(SHIFTS))
            coarse = (four[:, 0] - four[:, 1]) / (2 * STEP * each.scales)
            fine = (four[:, 2] - four[:, 3]) / (STEP * each.scales)
            yield ((4 * fine - coarse) / 3).reshape(shapes[each.name])


def _losses(
    e: Example, plain: _Plain, moved: list[_Moved], begin: int, counts: tuple[int, int], *, ends: bool
) -> Floats:
    """Return L of every disturbed pass; only as many as last are followed beyond the first step."""
    h = np.tile(plain.before[begin], (counts[0], 1))
    total = np.full(counts[0], plain.reached[begin])
    over: Floats = np.zeros(0)
    for t in range(begin, e.length):
        act = {each.name: each for each in moved} if not ends or t == begin else {}
        a = np.einsum("hd,d->h", e.U, e.x[t]) + np.einsum("ij,nj->ni", e.W, h) + e.b
        for name, factor in (("U", e.x[t]), ("W", h), ("b", None), ("a", None)):
            _move(a, act.get(name), factor)
        h = squash(e.activation, a)
        _move(h, act.get("h"), None)
        o = np.einsum("kh,nh->nk", e.V, h) + e.c
        for name, factor in (("V", h), ("c", None), ("o", None)):
            _move(o, act.get(name), factor)
        if e.counts[t]:
            total = total + e.weight_of_step * loss_of(e, o, e.y[t])
        if t == begin and counts[1] < counts[0]:
            over = total[counts[1] :] + (plain.loss - plain.reached[t + 1])
            h, total = h[: counts[1]], total[: counts[1]]
    return np.concatenate([total, over])


def _move(values: Floats, moved: _Moved | None, factor: Floats | None) -> None:
    """Move entry i of each pass, by so much times entry j of what the weight is multiplied by."""
    if moved is None:
        return
    times: Floats | float = 1.0
    if factor is not None:
        times = factor[moved.j] if factor.ndim == 1 else factor[moved.rows, moved.j]
    values[moved.rows, moved.i] += moved.by * times
