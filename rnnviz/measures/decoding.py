"""From outputs to the next symbol: the softmax with a temperature, what is cut from it, draws, and a beam's step.

Top-k: A. Fan, M. Lewis, Y. Dauphin, "Hierarchical neural story generation", ACL 2018. Top-p, the nucleus:
A. Holtzman, J. Buys, L. Du, M. Forbes, Y. Choi, "The curious case of neural text degeneration", ICLR 2020.
Beam search over translations: I. Sutskever, O. Vinyals, Q. Le, NIPS 2014. All in float64, over the last axis.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def log_softmax(outputs: npt.NDArray[Any], temperature: float = 1.0) -> Floats:
    """Return ln p (…, V) of outputs (…, V) over a temperature τ > 0: y/τ − ln Σ exp(y/τ)."""
    scaled = np.asarray(outputs, np.float64) / temperature
    scaled = scaled - scaled.max(axis=-1, keepdims=True)
    with np.errstate(divide="ignore"):
        found: Floats = scaled - np.log(np.exp(scaled).sum(axis=-1, keepdims=True))
    return found


def top_k(log_p: Floats, k: int) -> Floats:
    """Return ln q (…, V): the k likeliest symbols alone, their probabilities made to sum to 1; 0 cuts nothing.

    Of equally likely symbols at the edge those stay that come first.
    """
    if not 0 < k < log_p.shape[-1]:
        return log_p
    return _kept(log_p, ranks(log_p) < k)


def top_p(log_p: Floats, p: float) -> Floats:
    """Return ln q (…, V): the fewest of the likeliest symbols whose probabilities reach p together; 1 cuts nothing."""
    if p >= 1:
        return log_p
    order = np.argsort(-log_p, axis=-1, kind="stable")
    shares = np.take_along_axis(np.exp(log_p), order, axis=-1)
    before = np.cumsum(shares, axis=-1) - shares  # mass of the likelier ones: the first always stays
    keep = np.zeros(log_p.shape, bool)
    np.put_along_axis(keep, order, before < p, axis=-1)
    return _kept(log_p, keep)


def shaped(outputs: npt.NDArray[Any], *, temperature: float, k: int, p: float) -> Floats:
    """Return ln q (…, V) of what is drawn from: temperature first, then top-k, then top-p of what that leaves."""
    return top_p(top_k(log_softmax(outputs, temperature), k), p)


def ranks(log_p: Floats) -> Ints:
    """Return the rank of each symbol (…, V), 0 the likeliest; of equals the first comes first."""
    order = np.argsort(-log_p, axis=-1, kind="stable")
    found = np.empty(log_p.shape, np.int64)
    np.put_along_axis(found, order, np.broadcast_to(np.arange(log_p.shape[-1]), log_p.shape), axis=-1)
    return found


def drawn(log_q: Floats, number: float) -> int:
    """Return the symbol, of one row (V,), that a number from 0 to below 1 falls on, along the sum of probabilities."""
    ends = np.cumsum(np.exp(log_q))
    symbol = int(np.searchsorted(ends, number * ends[-1], side="right"))
    last = int(np.flatnonzero(np.isfinite(log_q))[-1])
    return min(symbol, last)  # rounding may put the number past the last end


def extended(scores: Floats, log_p: Floats, width: int) -> tuple[Ints, Ints, Floats]:
    """Extend every text of a beam by every symbol, and keep the likeliest.

    Parameters
    ----------
    scores : (B,)
        ln p of each text so far.
    log_p : (B, V)
        ln p of each next symbol after it.
    width : int

    Returns
    -------
    (n,) each, best first, n at most ``width``
        Which text is extended, by which symbol, and ln p of the whole; impossible ones are left out.
    """
    whole = (scores[:, None] + log_p).ravel()
    order = np.argsort(-whole, kind="stable")[:width]
    order = order[np.isfinite(whole[order])]
    parents, symbols = np.divmod(order, log_p.shape[1])
    return parents.astype(np.int64), symbols.astype(np.int64), whole[order]


def _kept(log_p: Floats, keep: npt.NDArray[np.bool_]) -> Floats:
    cut = np.where(keep, log_p, -np.inf)
    return log_softmax(cut)
