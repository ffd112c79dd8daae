"""Decoding: how a model that predicts symbols writes, one symbol after another."""

from __future__ import annotations

from typing import Literal

from rnnviz.settings import Section, setting

Method = Literal["greedy", "sample", "beam"]


class Decoding(Section):
    """What becomes of the probabilities of the next symbol; the rules are in `rnnviz.measures.decoding`.

    The temperature acts first, then top-k, then top-p; they shape what "sample" draws from and nothing else.
    """

    method: Method = setting(
        "sample", label="method",
        help="Greedy takes the likeliest symbol of each step; sampling draws one; beam search keeps several texts and "
        "gives the likeliest as a whole.",
    )
    temperature: float = setting(
        0.8, low=0.01, high=100.0, scale="log", symbol="τ", label="temperature",
        help="Outputs are divided by it before the softmax: below 1 likely symbols become likelier, above 1 all become "
        "alike. The temperature is 1 in training.", when=("method", ("sample",)),
    )
    top_k: int = setting(
        0, low=0, high=100_000, symbol="k", unit="symbols", label="top-k",
        help="Draw among the k likeliest symbols only; 0: among all (Fan et al. 2018).", when=("method", ("sample",)),
    )
    top_p: float = setting(
        1.0, low=0.001, high=1.0, symbol="p", label="top-p",
        help="Draw among the fewest symbols whose probabilities reach p together, the nucleus; 1: among all "
        "(Holtzman et al. 2020).", when=("method", ("sample",)),
    )
    beam_width: int = setting(
        4, low=1, high=256, unit="texts", label="beam width",
        help="Texts that are kept from step to step; 1 is greedy.", when=("method", ("beam",)),
    )
    length: int = setting(
        60, low=1, high=2000, scale="log", unit="symbols", label="length",
        help="Symbols that are written at most; an end token ends before.",
    )
    seed: int = setting(
        0, low=0, high=999_999_999, label="seed",
        help="What the draws begin from: the same seed on the same weights writes the same text.",
        when=("method", ("sample",)),
    )
