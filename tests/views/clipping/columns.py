"""Columns of a history as clipping writes them, and what the view draws of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rnnviz.history import History
from rnnviz.views.clipping.dock import Clipping

Stand = Callable[[type[Clipping]], Clipping]


def clipped(norms: list[float] | np.ndarray, threshold: float = 0.25, first: int = 1) -> dict[str, np.ndarray]:
    """Return the columns that clipping by norm writes: a gradient that is not finite is skipped."""
    norm = np.asarray(norms, np.float64)
    coefficient = np.where(np.isfinite(norm), np.minimum(1.0, threshold / np.maximum(norm, 1e-300)), np.nan)
    return {
        "update": np.arange(first, first + len(norm), dtype=np.float64),
        "loss": np.ones(len(norm)),
        "gradient_norm": norm,
        "clip_coefficient": coefficient,
        "clip_threshold": np.full(len(norm), threshold),
    }


def history_of(columns: dict[str, np.ndarray]) -> History:
    history = History()
    history.extend(columns)
    return history


def choose(dock: Clipping, mode: str) -> None:
    dock.mode.take(mode)
    dock.mode.chosen.emit(mode)


def by_parameter(updates: int, parameters: int = 3, seed: int = 0) -> dict[str, np.ndarray]:
    """Return the columns of a run whose parameters have random norms, those of clipping included."""
    norms = np.random.default_rng(seed).exponential(size=(updates, parameters))
    columns = clipped(np.sqrt((norms**2).sum(axis=1)))
    names = ["layer0.weight_ih_l0", "layer0.weight_hh_l0", "readout.weight", *(f"p{n}.weight" for n in range(3, 300))]
    columns |= {f"gradient_norm/{name}": norms[:, n] for n, name in enumerate(names[:parameters])}
    return columns | {"clip_cosine": np.ones(updates), "clipped_share": np.zeros(updates)}


def tops(dock: Clipping) -> np.ndarray:
    """Return the upper edges of the bands that are drawn, (bands, points)."""
    shown = [band.getData()[1] for band in dock.shares.bands]
    return np.array([y for y in shown if y is not None and len(y)])
