"""Linear recurrences y_t = a_t ⊙ y_{t∓1} + b_t without a loop over time.

Two ways: by doubling (W. D. Hillis, G. L. Steele, "Data parallel algorithms", CACM 29, 1986; log2 T
passes over whole tensors, for any device), and by odd-even reduction in place on buffers whose views
are made once (the even half of the terms is folded into the odd one, and so on: 2T work, three calls
a level). Products and sums alone, so nothing is lost by division.
"""

from __future__ import annotations

import torch
from torch import Tensor


def linear_recurrence(factors: Tensor, terms: Tensor) -> Tensor:
    """Return y (T, …) with y_t = factors_t ⊙ y_{t-1} + terms_t, y before the first = 0, by doubling."""
    a, b = factors, terms
    reach = 1
    while reach < len(b):
        b = torch.cat([b[:reach], b[reach:] + a[reach:] * b[:-reach]])
        a = torch.cat([a[:reach], a[reach:] * a[:-reach]])
        reach *= 2
    return b


def reverse_recurrence(factors: Tensor, terms: Tensor) -> Tensor:
    """Return y (T, …) with y_t = factors_{t+1} ⊙ y_{t+1} + terms_t; factors of step 0 are not used."""
    shifted = torch.cat([factors[1:], torch.zeros_like(factors[:1])])
    return linear_recurrence(shifted.flip(0), terms.flip(0)).flip(0)


class Forward:
    """y_t = a_t ⊙ y_{t-1} + b_t in place on ``terms``; ``factors`` are used up.

    Attributes
    ----------
    factors, terms : Tensor (T, …)
        Filled by the caller; ``factors[0]`` is not used.
    """

    def __init__(self, factors: Tensor, terms: Tensor) -> None:
        self.factors, self.terms = factors, terms
        self._up: list[tuple[Tensor, Tensor, Tensor, Tensor]] = []
        self._down: list[tuple[Tensor, Tensor, Tensor]] = []
        a, b = factors, terms
        while len(b) > 1:
            pairs, later = len(b) // 2, (len(b) - 1) // 2
            self._up.append((a[1::2], b[1::2], a[0 : 2 * pairs : 2], b[0 : 2 * pairs : 2]))
            if later:
                self._down.append((a[2::2], b[2::2], b[1 : 2 * later : 2]))
            a, b = a[1::2], b[1::2]
        self._down.reverse()

    def run(self) -> Tensor:
        """Return ``terms``, which now hold y."""
        for a, b, a_before, b_before in self._up:
            b.addcmul_(a, b_before)
            a.mul_(a_before)
        for a, b, b_before in self._down:
            b.addcmul_(a, b_before)
        return self.terms


class Backward:
    """y_t = a_t ⊙ y_{t+1} + b_t in place on ``terms``; ``factors`` are used up.

    Attributes
    ----------
    factors, terms : Tensor (T, …)
        Filled by the caller; ``factors[T-1]`` is not used.
    """

    def __init__(self, factors: Tensor, terms: Tensor) -> None:
        self.factors, self.terms = factors, terms
        self._up: list[tuple[Tensor, Tensor, Tensor, Tensor]] = []
        self._down: list[tuple[Tensor, Tensor, Tensor]] = []
        a, b = factors, terms
        while len(b) > 1:
            pairs, later = len(b) // 2, (len(b) - 1) // 2
            self._up.append((a[0 : 2 * pairs : 2], b[0 : 2 * pairs : 2], a[1::2], b[1::2]))
            if later:
                self._down.append((a[1 : 2 * later : 2], b[1 : 2 * later : 2], b[2 : 2 * later + 1 : 2]))
            a, b = a[0::2], b[0::2]
        self._down.reverse()

    def run(self) -> Tensor:
        """Return ``terms``, which now hold y."""
        for a, b, a_after, b_after in self._up:
            b.addcmul_(a, b_after)
            a.mul_(a_after)
        for a, b, b_after in self._down:
            b.addcmul_(a, b_after)
        return self.terms
