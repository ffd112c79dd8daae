"""One symbol that a model wrote, with what it thought of it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rnnviz.measures import entropy
from rnnviz.measures.decoding import Floats

LIKELIEST = 5


class Token(NamedTuple):
    """One written symbol.

    Attributes
    ----------
    symbol : int
    log_p : float
        ln p of it, as the model has it: no temperature, nothing cut.
    log_q : float
        ln of the probability that it was drawn with; that of greedy and beam search is log_p.
    rank : int
        How many symbols were likelier.
    entropy : float
        Of the model's p, in nats.
    choices : int
        Symbols that could have been drawn: those that top-k and top-p left.
    likeliest, probabilities : (k,)
        The likeliest symbols and their p, best first.
    """

    symbol: int
    log_p: float
    log_q: float
    rank: int
    entropy: float
    choices: int
    likeliest: npt.NDArray[np.int64]
    probabilities: npt.NDArray[np.float64]


def token(symbol: int, log_p: Floats, log_q: Floats | None = None) -> Token:
    """Return a symbol as it was chosen from ln p (V,), drawn by ln q (V,)."""
    p, order = np.exp(log_p), np.argsort(-log_p, kind="stable")
    drawn = log_p if log_q is None else log_q
    return Token(
        symbol=symbol, log_p=float(log_p[symbol]), log_q=float(drawn[symbol]),
        rank=int(np.flatnonzero(order == symbol)[0]), entropy=float(entropy(p)), choices=int(np.isfinite(drawn).sum()),
        likeliest=order[:LIKELIEST], probabilities=p[order[:LIKELIEST]],
    )


def columns(tokens: tuple[Token, ...]) -> dict[str, npt.NDArray[Any]]:
    """Return tokens as arrays, one row each."""
    best = max((len(each.likeliest) for each in tokens), default=LIKELIEST)
    return {
        "symbol": np.array([each.symbol for each in tokens], np.int64),
        "log_p": np.array([each.log_p for each in tokens], np.float64),
        "log_q": np.array([each.log_q for each in tokens], np.float64),
        "rank": np.array([each.rank for each in tokens], np.int64),
        "entropy": np.array([each.entropy for each in tokens], np.float64),
        "choices": np.array([each.choices for each in tokens], np.int64),
        "likeliest": np.array([each.likeliest for each in tokens], np.int64).reshape(-1, best),
        "probabilities": np.array([each.probabilities for each in tokens], np.float64).reshape(-1, best),
    }
