"""How a decoder looks back at the encoder: a score of each encoder state, a softmax over them, a weighted sum.

Additive: D. Bahdanau, K. Cho, Y. Bengio, "Neural machine translation by jointly learning to align and translate",
ICLR 2015, equation 6 and appendix A.1.2: e_tj = vᵀ tanh(W_a s_{t-1} + U_a h_j), α_t = softmax(e_t),
c_t = Σ_j α_tj h_j, which the decoder reads beside its input. Differs from the paper: the encoder reads in one
direction, and the readout sees the decoder's state alone.

Dot and general: M.-T. Luong, H. Pham, C. D. Manning, "Effective approaches to attention-based neural machine
translation", EMNLP 2015, sections 3.1 and 3.3: the decoder steps first, e_tj = s_tᵀ h_j or s_tᵀ W_a h_j, and the
readout sees s̃_t = tanh(W_c [c_t; s_t]); with input feeding the next step reads s̃_t beside its input.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rnnviz.cells.tape import Tape
from rnnviz.engine import initialise
from rnnviz.experiment import ModelFields

OVER_SOURCE = ("attention_scores", "attention")
"""What a decoder's step records (S, B); all else is (B, H)."""


class Head(NamedTuple):
    """A head: the scope that it is of, its number, and where its sum lies in the scope's ``context``."""

    scope: str
    number: int
    units: slice


class Attention(nn.Module):
    """What all scores share."""

    @abstractmethod
    def keys(self, encoded: Tensor) -> Tensor:
        """Return what is scored (S, B, ·) of encoder states (S, B, H): once for all decoder steps."""

    @abstractmethod
    def scores(self, state: Tensor, keys: Tensor) -> Tensor:
        """Return e_t (S, B) of a decoder state (B, H)."""

    @staticmethod
    def weights(scores: Tensor, visible: Tensor, tape: Tape) -> Tensor:
        """Return α_t (S, B) from e_t; the weight is 0 where ``visible`` is False: the source is padding there."""
        return tape.softmax(scores.masked_fill(~visible, -torch.inf), 0)


class AdditiveAttention(Attention):
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
        """Return U_a h_j (S, B, A)."""
        return functional.linear(encoded, self.key)

    def scores(self, state: Tensor, keys: Tensor) -> Tensor:
        """Return e_t (S, B) of s_{t-1}."""
        hidden = torch.tanh(functional.linear(state, self.query) + keys)  # (S, B, A)
        return functional.linear(hidden, self.score).squeeze(-1)


class LuongAttention(Attention):
    """Scores of the decoder's new state, and the attentional vector s̃_t that is made with what they find.

    ``weight`` (H, H) is W_a, of the general score; ``combine`` (H, 2H) is W_c.
    """

    def __init__(self, hidden: int, general: bool, generator: np.random.Generator) -> None:
        super().__init__()
        self.weight: nn.Parameter | None = None
        if general:
            self.weight = nn.Parameter(torch.from_numpy(initialise.linear(hidden, hidden, generator)))
        self.combine = nn.Parameter(torch.from_numpy(initialise.linear(hidden, 2 * hidden, generator)))

    def keys(self, encoded: Tensor) -> Tensor:
        """Return W_a h_j, or h_j itself, (S, B, H)."""
        return encoded if self.weight is None else functional.linear(encoded, self.weight)

    def scores(self, state: Tensor, keys: Tensor) -> Tensor:
        """Return e_t (S, B) of s_t."""
        return torch.einsum("bh,sbh->sb", state, keys)

    def attentional(self, found: Tensor, state: Tensor) -> Tensor:
        """Return s̃_t (…, H) of c_t and s_t."""
        return functional.linear(torch.cat([found, state], -1), self.combine).tanh()

    def over_time(self, states: Tensor, encoded: Tensor, visible: Tensor) -> Tensor:
        """Return s̃ (T, B, H) of all decoder states (T, B, H) at once, where no step reads the one before."""
        scores = torch.einsum("tbh,sbh->tbs", states, self.keys(encoded))
        weights = scores.masked_fill(~visible.T, -torch.inf).softmax(-1)
        return self.attentional(torch.einsum("tbs,sbh->tbh", weights, encoded), states)


def attention_of(fields: ModelFields, hidden: int, generator: np.random.Generator) -> Attention | None:
    """Return the attention that an experiment asks for."""
    match fields.attention:
        case "none":
            return None
        case "additive":
            return AdditiveAttention(hidden, fields.attention_size, generator)
    return LuongAttention(hidden, fields.attention == "general", generator)


def context(attention: Tensor, encoded: Tensor) -> Tensor:
    """Return c_t = Σ_j α_tj h_j (B, H) from weights (S, B) and encoder states (S, B, H)."""
    return torch.einsum("sb,sbh->bh", attention, encoded)
