"""What may stand beside the recurrent layers of a file: linear layers that read out, an embedding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rnnviz.weights.file import FLOATS, TensorInfo, WeightsFile, arrays
from rnnviz.weights.layout import Module

LOOKED_THROUGH = 64 << 20
"""Bytes of tensors that are looked through for what is not finite before they are opened."""
_READOUT = re.compile(
    r"readout|fc\d*|linear\d*|head|decoder|out(put)?|proj(ection)?|classifier|generator|lm_head|dense"
)
_EMBEDDING = re.compile(r"emb\w*|\w*_emb\w*|encoder|inputs|wte|lookup\w*")


@dataclass(frozen=True, kw_only=True)
class Readout:
    """A linear layer: the keys of its weight (K, H) and bias (K,), "" where it has none."""

    weight: str
    bias: str
    outputs: int


@dataclass(frozen=True, kw_only=True)
class Embedding:
    """A table (V, E): its key, and V."""

    weight: str
    count: int


def readouts(file: WeightsFile, hidden_size: int) -> list[Readout]:
    """Return the linear layers that read H numbers: first those whose names say so, then those with a bias."""
    found = []
    for info in _matrices(file, hidden_size):
        prefix = info.name.removesuffix("weight")
        bias = file.tensors.get(f"{prefix}bias")
        named = _called(prefix, _READOUT)
        fits = bias is not None and bias.shape == info.shape[:1] and bias.dtype in FLOATS
        if fits or (named and bias is None):
            made = Readout(weight=info.name, bias=f"{prefix}bias" if fits else "", outputs=info.shape[0])
            found.append((not named, not fits, made))
    return [made for *_, made in sorted(found, key=lambda each: each[:2])]


def embedding(file: WeightsFile, module: Module) -> Embedding | None:
    """Return the table whose rows the module's first layer can read: one called so, else the first without a bias."""
    found = []
    for info in _matrices(file, module.input_size):
        prefix = info.name.removesuffix("weight")
        if f"{prefix}bias" not in file.tensors and not _called(prefix, _READOUT):
            found.append((not _called(prefix, _EMBEDDING), Embedding(weight=info.name, count=info.shape[0])))
    return min(found, key=lambda each: each[0])[1] if found else None


def not_finite(file: WeightsFile, names: Iterable[str]) -> dict[str, int]:
    """Return how many values of tensors are NaN or infinite, of those that have any; nothing of very large ones."""
    known = [name for name in names if name in file.tensors and file.tensors[name].dtype in FLOATS]
    if sum(file.tensors[name].stop - file.tensors[name].start for name in known) > LOOKED_THROUGH:
        return {}
    counts = {name: int((~np.isfinite(values)).sum()) for name, values in arrays(file, known).items()}
    return {name: count for name, count in counts.items() if count}


def _matrices(file: WeightsFile, columns: int) -> list[TensorInfo]:
    """Return the matrices called ``….weight`` of so many columns."""
    return [
        info for name, info in file.tensors.items()
        if (name == "weight" or name.endswith(".weight")) and info.dtype in FLOATS
        and len(info.shape) == 2 and info.shape[1] == columns and info.shape[0] > 0
    ]  # fmt: skip


def _called(prefix: str, words: re.Pattern[str]) -> bool:
    """Tell whether the last named part of a prefix is one of the words; numbers in a list of layers are no name."""
    parts = [part for part in prefix.lower().split(".") if part and not part.isdigit()]
    return bool(parts) and words.fullmatch(parts[-1]) is not None
