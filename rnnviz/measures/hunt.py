"""How well each unit alone tells a label: the area under its ROC curve, or its squared correlation.

AUC: the chance that the unit is higher at a labelled step than at an unlabelled one, ties counted by half
(H. Mann, D. Whitney, "On a test of whether one of two random variables is stochastically larger than the
other", 1947), from one ranking of the unit, which all labels and controls share. Below 0.5 the unit falls
where the label is set; `told` is max(AUC, 1 − AUC).

The control: the same labels, shifted round by some thousands of steps. A shift keeps the lengths of all runs
and the gaps between them, and the unit's slowness too, but not what stands where; labels shuffled step by
step would look far more innocent than any slow unit is (K. Harris, "Nonsense correlations in neuroscience",
2020). Correction for the number of units: the share of shifts whose best unit does as well as this one, both
counts with one added (P. Westfall, S. Young, "Resampling-based multiple testing", 1993, the maximum statistic;
T. Nichols, A. Holmes, "Nonparametric permutation tests", 2002; B. Phipson, G. Smyth, 2010).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
SHIFTS = 20
"""Shifted labels: with none of them as good, p is 1/21, below 0.05."""
TOGETHER = 32
"""Units whose products with the labels are made at once."""


def ranks(values: npt.NDArray[np.floating]) -> Singles | Floats:
    """Return the ranks of values (n,), 1 to n, those of equal ones averaged."""
    order = np.argsort(values)
    ordered = values[order]
    new = np.empty(len(values), bool)
    new[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    found = np.empty(len(values))
    if new.all():
        found[order] = np.arange(1.0, len(values) + 1)
        return found
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(values))
    found[order] = np.repeat((starts + ends + 1) / 2, ends - starts)
    return found


def shifts(length: int, count: int = SHIFTS, seed: int = 0) -> npt.NDArray[np.int64]:
    """Return steps to shift by, (count,), spread over the text, each apart from the others and from no shift at all."""
    jitter = np.random.default_rng((seed, length)).uniform(-0.25, 0.25, count)
    return np.round(length * (np.arange(1, count + 1) + jitter) / (count + 1)).astype(np.int64)


@dataclass(frozen=True, kw_only=True, eq=False)
class Scores:
    """How well U units tell K labels, really and with the labels shifted S times.

    Attributes
    ----------
    real : (K, U)
        AUC of a binary label, r of a numeric one.
    shifted : (K, U, S)
    binary : bool (K,)
    """

    real: Floats
    shifted: Singles
    binary: npt.NDArray[np.bool_]

    def told(self) -> Floats:
        """Return (K, U): max(AUC, 1 − AUC), or r²."""
        return _told(self.real, self.binary)

    def told_shifted(self) -> Floats:
        """Return (K, U): the same of the shifted labels, the mean over the shifts."""
        found: Floats = _told(self.shifted, self.binary).mean(-1)
        return found

    def chance(self) -> Floats:
        """Return (K,): what the best of all units reaches on shifted labels, the largest of the shifts."""
        found: Floats = self._best().max(-1)
        return found

    def p_values(self) -> Floats:
        """Return (K, U): how often shifting gives any unit that is as good, corrected for the number of units."""
        best = self._best()  # (K, S)
        as_good = (best[:, None, :] >= self.told()[:, :, None]).sum(-1)
        found: Floats = (1 + as_good) / (1 + best.shape[1])
        found[np.isnan(self.told())] = np.nan
        return found

    def _best(self) -> Floats:
        told = _told(self.shifted, self.binary)
        best: Floats = np.where(np.isnan(told), -np.inf, told).max(1)
        return best


def _told(values: npt.NDArray[np.floating], binary: npt.NDArray[np.bool_]) -> Floats:
    is_binary = binary.reshape(-1, *[1] * (values.ndim - 1))
    wide = values.astype(np.float64)
    found: Floats = np.where(is_binary, np.maximum(wide, 1 - wide), wide * wide)
    return found


class Hunt:
    """Scores units against labels, some units at a time.

    Parameters
    ----------
    labels : (K, N)
    binary : bool (K,)
        Which of them are 0 and 1: these come first.
    count : int
        Shifts.
    """

    def __init__(
        self, labels: npt.NDArray[np.generic], binary: npt.NDArray[np.bool_], count: int = SHIFTS, seed: int = 0
    ) -> None:
        self.binary = np.asarray(binary, bool)
        wide = np.asarray(labels, np.float64)
        self.length = wide.shape[1]
        self._centred = wide - wide.mean(1, keepdims=True)  # (K, N)
        self._size = np.sqrt((self._centred**2).sum(1))  # (K,)
        self._ones = wide.sum(1)
        moved = [np.roll(self._centred.astype(np.float32), int(s), axis=1) for s in shifts(self.length, count, seed)]
        self._all = np.stack(moved, 1).reshape(-1, self.length)  # (K·S, N)
        self._count = count

    def score(self, units: npt.NDArray[np.floating]) -> Iterator[tuple[int, Scores]]:
        """Yield (units done, their scores) in parts.

        Parameters
        ----------
        units : (U, N)
            A row a unit, without NaN.
        """
        for start in range(0, len(units), TOGETHER):
            part = units[start : start + TOGETHER]
            yield start + len(part), self._score(part)

    def _score(self, units: npt.NDArray[np.floating]) -> Scores:
        ranked = np.empty(units.shape)
        for row, unit in zip(ranked, units, strict=True):
            row[:] = ranks(unit)
        ranked -= (self.length + 1) / 2
        ranked /= self.length
        plain = (units - units.mean(1, keepdims=True, dtype=np.float64)).astype(np.float32)
        size = np.sqrt(np.einsum("un,un->u", plain, plain, dtype=np.float64))  # (U,)
        real = np.empty((len(self.binary), len(units)))
        shifted = np.empty((len(self.binary), self._count, len(units)), np.float32)
        rows = self._all.reshape(len(self.binary), self._count, self.length)
        for kind, values in ((True, ranked), (False, plain)):
            chosen = np.flatnonzero(self.binary == kind)
            if not len(chosen):
                continue
            scale = self._scale(chosen, kind)[:, None] * (1.0 if kind else np.where(size > 0, size, np.nan))
            products = rows[chosen[0] : chosen[-1] + 1].reshape(-1, self.length) @ values.T.astype(np.float32)
            middle = 0.5 if kind else 0.0
            shifted[chosen] = products.reshape(len(chosen), self._count, -1) / scale[:, None] + middle
            real[chosen] = self._centred[chosen] @ values.T.astype(np.float64) / scale + middle
        return Scores(real=real, shifted=np.moveaxis(shifted, 1, 2), binary=self.binary)

    def _scale(self, chosen: npt.NDArray[np.intp], binary: bool) -> Floats:
        """Return what turns a product of centred label and ranks/N into AUC − ½, or into r; NaN of a constant label."""
        found = self._ones[chosen] * (self.length - self._ones[chosen]) / self.length if binary else self._size[chosen]
        return np.where(found > 0, found, np.nan)


def joined(parts: list[Scores]) -> Scores:
    """Return the scores of all units from those of some."""
    return Scores(
        real=np.concatenate([part.real for part in parts], 1),
        shifted=np.concatenate([part.shifted for part in parts], 1),
        binary=parts[0].binary,
    )
