"""n-grams: the next symbol from the few before it, by counting, with interpolated Kneser-Ney smoothing.

R. Kneser, H. Ney, "Improved backing-off for m-gram language modeling" (1995), in the interpolated form of S. F. Chen,
J. Goodman, "An empirical study of smoothing techniques for language modeling" (1998), section 4.1.6:

    p(w | h) = max(c(hw) − D, 0) / c(h) + D · N(h) / c(h) · p(w | h')

with h' the history without its oldest symbol, N(h) the number of different symbols seen after h, and below the highest
order counts of different predecessors in the place of c. Under the unigrams lies the uniform distribution over the
alphabet. D = n₁ / (n₁ + 2 n₂) for each order, from the grams that were counted once and twice (a half where no gram
was counted once).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Order:
    """The grams of one length k.

    A gram's key is (the place of its first k − 1 symbols among the grams of that length) · V + its last symbol.

    Attributes
    ----------
    keys : int64 (grams,)
        Sorted.
    counts : float64 (grams,)
        In the highest order how often each occurs, below how many different symbols come before it.
    totals, kinds : float64 (grams of length k − 1,)
        Of each history: the sum of its counts, and how many of them are not zero.
    discount : float
    """

    keys: Ints
    counts: Floats
    totals: Floats
    kinds: Floats
    discount: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Ngram:
    """A model of the next symbol.

    Attributes
    ----------
    alphabet : int
        V.
    orders : tuple of Order
        Of length 1 to n.
    """

    alphabet: int
    orders: tuple[Order, ...]

    @property
    def parameters(self) -> int:
        """Counts that are not zero."""
        return sum(int(np.count_nonzero(order.counts)) for order in self.orders)


def count(codes: npt.NDArray[np.integer], alphabet: int, order: int) -> Ngram:
    """Return the model of a text of symbols (n,), each below `alphabet`, from grams of up to `order` symbols."""
    found = Ngram(alphabet=alphabet, orders=())  # of no text at all
    for found in ladder(codes, alphabet, order):  # noqa: B007 (the last one is wanted)
        pass
    return found


def ladder(codes: npt.NDArray[np.integer], alphabet: int, most: int) -> Iterator[Ngram]:
    """Yield the models of grams of up to 1, 2, … `most` symbols: each takes one more counting of the text.

    Where the text has fewer symbols than `most`, there are as many models as symbols.
    """
    text = np.asarray(codes, np.int64)
    places = np.zeros(len(text) + 1, np.int64)  # of the gram before that begins at each symbol
    below: list[Order] = []
    histories = 1
    waiting: tuple[Ints, Floats] | None = None
    for length in range(1, min(most, len(text)) + 1):
        starts = len(text) - length + 1
        keys, first, which, often = np.unique(
            places[:starts] * alphabet + text[length - 1 :],
            return_index=True, return_inverse=True, return_counts=True,
        )
        if waiting is not None:  # how many different symbols come before it: one for each longer gram that ends in it
            shorter, own = waiting
            counts = np.bincount(places[first + 1], minlength=len(shorter)).astype(np.float64)
            below.append(_order(shorter, counts, alphabet, histories))
            histories = len(shorter)
        own = often.astype(np.float64)
        places, waiting = which, (keys, own)
        yield Ngram(alphabet=alphabet, orders=(*below, _order(keys, own, alphabet, histories)))


def _order(keys: Ints, counts: Floats, alphabet: int, histories: int) -> Order:
    history = keys // alphabet
    return Order(
        keys=keys, counts=counts, discount=_discount(counts),
        totals=np.bincount(history, counts, histories).astype(np.float64),
        kinds=np.bincount(history, counts > 0, histories).astype(np.float64),
    )


def probability(model: Ngram, histories: Ints, symbols: Ints) -> Floats:
    """Return p of each symbol (P,) after its history (P, m); a symbol of -1 in a history is none: it begins later."""
    found = np.full(len(symbols), 1 / model.alphabet)
    for length, order in enumerate(model.orders, 1):
        if length - 1 > histories.shape[1]:
            break
        history = np.zeros(len(symbols), np.int64)
        for back in range(length - 1, 0, -1):
            history = _place(model.orders[length - 1 - back], history, histories[:, -back], model.alphabet)
        seen = (history >= 0) & (order.totals[history] > 0)
        gram = _place(order, history, symbols, model.alphabet)
        counts = np.where(gram >= 0, order.counts[gram], 0.0)
        total = np.where(seen, order.totals[history], 1.0)
        own = np.maximum(counts - order.discount, 0) / total
        below = order.discount * order.kinds[history] / total
        found = np.where(seen, own + below * found, found)
    return found


def distribution(model: Ngram, histories: Ints) -> Floats:
    """Return p of every symbol (P, V) after each history (P, m)."""
    many, size = len(histories), model.alphabet
    each = np.tile(np.arange(size), many)
    return probability(model, np.repeat(histories, size, axis=0), each).reshape(many, size)


def histories(inputs: Ints, order: int) -> Ints:
    """Return what n-grams see of each of the input symbols (T, B): the last n − 1, as (T · B, n − 1), -1 before all."""
    steps, many = inputs.shape
    padded = np.vstack([np.full((order - 1, many), -1), inputs])
    seen = [padded[back : back + steps].ravel() for back in range(1, order)]
    return np.column_stack(seen) if seen else np.zeros((steps * many, 0), np.int64)


def _place(order: Order, history: Ints, symbols: Ints, alphabet: int) -> Ints:
    """Return where each gram stands among those of its length, -1 where it never occurred."""
    keys = np.where((history >= 0) & (symbols >= 0), history * alphabet + symbols, -1)
    at = np.minimum(np.searchsorted(order.keys, keys), len(order.keys) - 1)
    return np.where(order.keys[at] == keys, at, -1)


def _discount(counts: Floats) -> float:
    once, twice = np.count_nonzero(counts == 1), np.count_nonzero(counts == 2)
    return once / (once + 2 * twice) if once else 0.5
