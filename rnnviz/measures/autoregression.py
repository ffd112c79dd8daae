"""Autoregression: x_t = c + Σ φ_i x_{t−i} + ε_t, by least squares and by gradient, and what follows from it.

G. E. P. Box, G. M. Jenkins, "Time series analysis" (1970), chapters 3, 5 and 7. Conditional least squares: the first p
values are taken as given, and the sum runs over the rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.errors import BadInput
from rnnviz.measures.statistics import student_t

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Autoregression:
    """AR(p) as it was fitted.

    Attributes
    ----------
    coefficients : float64 (p + 1,)
        c, φ_1, …, φ_p.
    errors : float64 (p + 1,)
        Their standard errors, from the residuals' variance over n − 2p − 1 degrees of freedom (n values).
    variance : float
        Of ε, over those degrees of freedom.
    residuals : float64 (n − p,)
        ε_t of steps p to n − 1.
    """

    coefficients: Floats
    errors: Floats
    variance: float
    residuals: Floats

    @property
    def order(self) -> int:
        """How many values before are looked at, p."""
        return len(self.coefficients) - 1

    @property
    def roots(self) -> npt.NDArray[np.complex128]:
        """Roots of z^p − φ_1 z^{p−1} − … − φ_p, the longest first: inside the unit circle all, it is stationary."""
        return roots_of(self.coefficients[1:])

    @property
    def stationary(self) -> bool:
        """Whether every root lies inside the unit circle."""
        return bool((np.abs(self.roots) < 1).all())

    def interval(self, confidence: float = 0.95) -> tuple[Floats, Floats]:
        """Return (low, high), each (p + 1,), of the coefficients, by Student's t."""
        wide = student_t(confidence, len(self.residuals) - self.order - 1) * self.errors
        return self.coefficients - wide, self.coefficients + wide

    def predict(self, values: Array) -> Floats:
        """Return what it says comes after each of the values (n,) from the p-th on, (n − p + 1,)."""
        lags = _lags(np.asarray(values, np.float64), self.order)
        return np.asarray(self.coefficients[0] + lags @ self.coefficients[1:])


def fit(values: Array, order: int) -> Autoregression:
    """Return AR(p) of values (n,) by least squares, through the QR factors of the lags.

    Fitted to (x − m) / s, mean and deviation of all values: φ is the same, c = m (1 − Σ φ_i) + s c', and what the
    values are counted in, or where their zero lies, costs no digits.

    Raises
    ------
    BadInput
        There are too few values for so many coefficients, or the values before do not tell them apart, as those of a
        series that never moves.
    """
    middle, scale = _scale(values)
    lags, targets = design((np.asarray(values, np.float64) - middle) / scale, order)
    q, r = np.linalg.qr(lags)
    diagonal = np.abs(np.diag(r))
    if diagonal.min() <= len(lags) * np.finfo(np.float64).eps * diagonal.max():
        raise BadInput("an AR({order}) has no one fit to this series: take a smaller order", order=order)
    inverse = np.linalg.inv(r)
    coefficients = inverse @ (q.T @ targets)
    residuals = targets - lags @ coefficients
    variance = float(residuals @ residuals) / (len(targets) - order - 1)
    back = np.eye(order + 1)  # from c', φ to c, φ, but for m
    back[0] = [scale, *[-middle] * order]
    errors = np.sqrt(variance * np.square(back @ inverse).sum(axis=1))  # diagonal of σ² A (XᵀX)⁻¹ Aᵀ, = σ² A R⁻¹ R⁻ᵀ Aᵀ
    coefficients = back @ coefficients
    coefficients[0] += middle
    return Autoregression(
        coefficients=coefficients, errors=errors, variance=variance * scale * scale, residuals=residuals * scale
    )


def roots_of(phi: Array) -> npt.NDArray[np.complex128]:
    """Return the p roots of z^p − φ_1 z^{p−1} − … − φ_p, the longest first; those of φ that ends in zeros are zero."""
    wide = np.asarray(phi, np.float64)
    found = np.zeros(len(wide), np.complex128)
    if np.isfinite(wide).all():
        roots = np.roots(np.r_[1.0, -wide])  # leaves out what is zero
        found[: len(roots)] = roots[np.argsort(-np.abs(roots), kind="stable")]
    else:
        found[:] = np.nan
    return found


def chosen_order(values: Array, most: int) -> int:
    """Return the order from 1 to `most` with the least AIC, n ln(SSR / n) + 2 (p + 1), of values, the same n for each.

    H. Akaike, "A new look at the statistical model identification", 1974.
    """
    wide = np.asarray(values, np.float64)
    scores = []
    for order in range(1, most + 1):
        try:
            residuals = fit(wide[most - order :], order).residuals
        except BadInput:  # too few values, or they do not tell so many coefficients apart
            break
        scores.append(len(residuals) * np.log(max(float(np.square(residuals).mean()), 1e-300)) + 2 * (order + 1))
    return 1 + int(np.argmin(scores)) if scores else 1


def autocorrelation(values: Array, lags: int) -> Floats:
    """Return ρ_1 … ρ_lags of values (n,): Σ (x_t − x̄)(x_{t−k} − x̄) / Σ (x_t − x̄)²; 0 of what never moves."""
    wide = np.asarray(values, np.float64)
    if not len(wide) or (wide == wide[0]).all():  # its mean, rounded, may be another number
        return np.zeros(lags)
    apart = wide - wide.mean()
    apart /= np.abs(apart).max()  # squares neither over- nor underflow
    whole = float(apart @ apart)
    return np.array([float(apart[lag:] @ apart[:-lag]) / whole if lag < len(apart) else 0.0
                     for lag in range(1, lags + 1)])  # fmt: skip


def descend(values: Array, order: int, steps: int) -> Floats:
    """Return the coefficients (steps + 1, p + 1) on the way down the mean squared error, from zero.

    Gradient descent with momentum, at the rate and momentum that are best for the steepest and the flattest direction
    of this quadratic (B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964).
    """
    lags, targets = design(values, order)
    steepness = np.linalg.eigvalsh(2 * lags.T @ lags / len(lags))
    high, low = np.sqrt(steepness[-1]), np.sqrt(max(steepness[0], 0.0))
    rate, momentum = 4 / (high + low) ** 2, ((high - low) / (high + low)) ** 2
    path = np.zeros((steps + 1, order + 1))
    moved = np.zeros(order + 1)
    for step in range(steps):
        gradient = 2 * lags.T @ (lags @ path[step] - targets) / len(lags)
        moved = momentum * moved - rate * gradient
        path[step + 1] = path[step] + moved
    return path


def forecast(model: Autoregression, values: Array, steps: int) -> tuple[Floats, Floats]:
    """Return the mean and the standard deviation, each (steps,), of the next steps after these values (n,).

    The variance h steps ahead is σ² Σ_{j<h} ψ_j², ψ the answer to one shock, coefficients taken for the true ones.
    """
    phi = model.coefficients[1:]
    known = list(np.asarray(values, np.float64)[-model.order :])
    shock = [0.0] * (model.order - 1) + [1.0]
    for _ in range(steps):
        known.append(float(model.coefficients[0] + phi @ known[: -model.order - 1 : -1]))
        shock.append(float(phi @ shock[: -model.order - 1 : -1]))
    psi = np.array(shock[model.order - 1 :][:steps])
    return np.array(known[model.order :]), np.sqrt(model.variance * np.cumsum(psi**2))


def design(values: Array, order: int) -> tuple[Floats, Floats]:
    """Return what AR(p) regresses on (n − p, p + 1): a one and the last p values, the newest first; and its targets."""
    wide = np.asarray(values, np.float64)
    if order < 1 or len(wide) < 2 * order + 2:
        raise BadInput(
            "an AR({order}) needs at least {needed} values to be fitted to, got {found}",
            order=order, needed=2 * order + 2, found=len(wide),
        )
    lags = _lags(wide[:-1], order)
    return np.column_stack([np.ones(len(lags)), lags]), wide[order:]


def _scale(values: Array) -> tuple[float, float]:
    """Return mean and deviation of values (n,); 0 and 1 where they do not move, or are not finite."""
    wide = np.asarray(values, np.float64)
    if not len(wide) or not np.isfinite(wide).all() or (wide == wide[0]).all():
        return 0.0, 1.0
    largest = float(np.abs(wide).max())
    middle = float((wide / largest).mean()) * largest
    away = wide / largest - middle / largest
    return middle, largest * math.sqrt(float(np.square(away).mean()))


def _lags(values: Floats, order: int) -> Floats:
    """Return each value with those before it, the newest first, (n − p + 1, p)."""
    return np.flip(np.lib.stride_tricks.sliding_window_view(values, order), 1)
