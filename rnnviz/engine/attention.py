"""Additive attention.

D. Bahdanau, K. Cho, Y. Bengio, "Neural machine translation by jointly learning to align and translate",
ICLR 2015, equation 6 and appendix A.1.2: e_tj = vᵀ tanh(W_a s_{t-1} + U_a h_j), α_t = softmax(e_t),
c_t = Σ_j α_tj h_j. Differs from the paper: the encoder reads in one direction, and the readout sees
the decoder's state alone.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rnnviz.engine import initialise


class AdditiveAttention(nn.Module):
    """Scores of the decoder's last state against every encoder state.

    Parameters
    ----------
    hidden : int
        H of both.
    size : int
        A, hidden units of the score.
    """

    def __init__(self, hidden: int, size: int, generator: np.random.Generator) -> None:
        super().__init__()
        self.query = nn.Parameter(torch.from_numpy(initialise.linear(size, hidden, generator)))
        self.key = nn.Parameter(torch.from_numpy(initialise.linear(size, hidden, generator)))
        self.score = nn.Parameter(torch.from_numpy(initialise.linear(1, size, generator)))

    def keys(self, encoded: Tensor) -> Tensor:
        """Return U_a h_j (S, B, A) of encoder states (S, B, H): once for all decoder steps."""
        return functional.linear(encoded, self.key)

    def forward(self, state: Tensor, keys: Tensor, visible: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores e_t and weights α_t, both (S, B).

        Parameters
        ----------
        state : Tensor (B, H)
            s_{t-1}.
        keys : Tensor (S, B, A)
        visible : Tensor of bool (S, B)
            False where the source is padding; the weight there is 0.
        """
        scores = self.scores(state, keys)
        return scores, self.weights(scores, visible)

    def scores(self, state: Tensor, keys: Tensor) -> Tensor:
        """Return e_t (S, B)."""
        hidden = torch.tanh(functional.linear(state, self.query) + keys)  # (S, B, A)
        return functional.linear(hidden, self.score).squeeze(-1)

    @staticmethod
    def weights(scores: Tensor, visible: Tensor) -> Tensor:
        """Return α_t (S, B) from e_t."""
        return scores.masked_fill(~visible, -torch.inf).softmax(0)


def context(attention: Tensor, encoded: Tensor) -> Tensor:
    """Return c_t = Σ_j α_tj h_j (B, H) from weights (S, B) and encoder states (S, B, H)."""
    return torch.einsum("sb,sbh->bh", attention, encoded)
