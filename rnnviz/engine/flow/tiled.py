"""The loss-by-time matrix where a step is not known as a linear map: a copy of the example for each loss.

Serves encoder-decoders, transformers, windows and what reads both ways (`rnnviz.engine.flow.matrix` has the rest).
Copies run side by side along the batch, in groups small enough that memory stays bounded however many losses there
are. Of a coarse matrix a copy follows a group of successive losses. Where each layer's steps are linear maps all the
same, a copy's gradients also say what its loss adds to ∂L/∂W at every step (`rnnviz.engine.flow.by_step.along`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.flow import matrix
from rnnviz.engine.flow.rescale import ldexp, powers
from rnnviz.engine.passes.recorded import Gradient, Recorded
from rnnviz.engine.patience import part

GROUP_BYTES = 256 << 20
"""About what the copies of a group may take."""

GRAPH = 8
"""A pass with its graph, in multiples of what it records."""


class Along(NamedTuple):
    """What makes parts of ‖∂L/∂W‖ out of a copy's gradients.

    Attributes
    ----------
    states : tuple of str
        The layer's, as recorded.
    met : Tensor (T, states, H)
        What their gradients are multiplied by, in order of time.
    norm : array ()
        ‖∂L/∂W‖.
    """

    states: tuple[str, ...]
    met: Tensor
    norm: np.ndarray


def copies_at_once(found: Recorded) -> int:
    """Return how many copies of a pass may run side by side."""
    numbers = sum(value.numel() for value in found.values.values())
    return max(1, GROUP_BYTES // (GRAPH * 8 * max(numbers, 1)))


def flows(
    record: Callable[[np.ndarray], Recorded], whole: Recorded, weights: np.ndarray, names: Sequence[str],
    precision: str, weighed: Mapping[str, Along],
) -> dict[str, np.ndarray]:
    """Return `gradient_flow/…`, `gradient_flow_log10/…` (T, steps) and `gradient_flow_residual/…` (steps,).

    And `parameter_gradient_flow/…` (T, steps) of some weights, with `parameter_gradient_norm/…`.

    Parameters
    ----------
    record : callable
        Makes the pass for float weights (C, T), one row a copy.
    whole : Recorded
        The pass with the rows of ``weights``: the example's own loss first.
    weights : float array (2, T)
    names : sequence of str
        States, as recorded.
    precision : str
        Of the matrices, whatever the pass was computed in.
    weighed : mapping of str to Along
        By weight (``decoder.layer0.weight_hh``).

    Raises
    ------
    BadInput
        Matrices that would not fit.
    """
    _check(whole, weights, names, weighed)
    here = np.flatnonzero(weights[0])
    group = copies_at_once(whole)
    logs = {name: np.full((weights.shape[1], len(whole.gradients[name].mantissa)), -np.inf) for name in names}
    sums: dict[str, Tensor] = {}
    exponents = {name: float(whole.gradients[name].exponent[:, 0].max()) for name in names}
    parts = {name: np.zeros((weights.shape[1], len(along.met))) for name, along in weighed.items()}
    for start in range(0, len(here), group):
        steps = here[start : start + group]
        rows = np.zeros((2 + len(steps), weights.shape[1]))
        rows[:2] = weights
        rows[2 + np.arange(len(steps)), steps] = weights[0, steps]
        with part(start // group, math.ceil(len(here) / group)):
            found = record(rows)
        for name in names:
            gradient = found.gradients[name]
            logs[name][steps] = gradient.log10_norm()[2:]
            added = _plain(gradient, slice(2, None), exponents[name]).sum(1)
            sums[name] = sums[name] + added if name in sums else added
        for name, along in weighed.items():
            parts[name][steps] = _parts(along, found)
    made: dict[str, np.ndarray] = {}
    for name, along in weighed.items():
        made[f"parameter_gradient_flow/{name}"] = parts[name]
        made[f"parameter_gradient_norm/{name}"] = along.norm
    for name in names:
        total = _plain(whole.gradients[name], slice(0, 1), exponents[name])[:, 0]
        largest = float(torch.linalg.vector_norm(total, dim=1).max())
        away = torch.linalg.vector_norm(sums[name] - total, dim=1).cpu().numpy()
        with np.errstate(over="ignore", under="ignore"):
            made[f"gradient_flow/{name}"] = (10.0 ** logs[name]).astype(precision)
        made[f"gradient_flow_log10/{name}"] = logs[name].astype(precision)
        made[f"gradient_flow_residual/{name}"] = away / (largest if 0 < largest < math.inf else 1.0)
    return made


def coarse(
    record: Callable[[np.ndarray], Recorded], whole: Recorded, weights: np.ndarray, names: Sequence[str],
    precision: str,
) -> dict[str, np.ndarray]:
    """Return `gradient_flow_coarse/…`, `…_log10/…` (groups, columns) and `gradient_flow_step`; as `flows`."""
    here = np.flatnonzero(weights[0])
    length = max(weights.shape[1], *(len(whole.gradients[name].mantissa) for name in names))
    step = math.ceil(length / matrix.COARSE)
    group = copies_at_once(whole)
    losses = np.array_split(here, np.arange(step, len(here), step))
    logs: dict[str, list[np.ndarray]] = {name: [] for name in names}
    for start in range(0, len(losses), group):
        some = losses[start : start + group]
        rows = np.zeros((2 + len(some), weights.shape[1]))
        rows[:2] = weights
        for place, steps in enumerate(some, 2):
            rows[place, steps] = weights[0, steps]
        with part(start // group, math.ceil(len(losses) / group)):
            found = record(rows)
        for name in names:
            logs[name].append(found.gradients[name].log10_norm()[2:, ::step])
    made: dict[str, np.ndarray] = {"gradient_flow_step": np.array(step)}
    for name in names:
        values = np.concatenate(logs[name])
        with np.errstate(over="ignore", under="ignore"):
            made[f"gradient_flow_coarse/{name}"] = (10.0**values).astype(precision)
        made[f"gradient_flow_coarse_log10/{name}"] = values.astype(precision)
    return made


def _parts(along: Along, found: Recorded) -> np.ndarray:
    """Return (C, T): what each copy's loss adds to ∂L/∂W at every step, along the whole."""
    added = np.zeros((len(found.gradients[along.states[0]].exponent[0]) - 2, len(along.met)))
    for place, state in enumerate(along.states):
        gradient = found.gradients[state]
        met = along.met[:, None, place].to(gradient.mantissa.device)
        products = (gradient.mantissa[:, 2:].double() * met).sum(2).cpu().numpy()
        added += ldexp(products, gradient.exponent[:, 2:]).T
    return added


def _check(whole: Recorded, weights: np.ndarray, names: Sequence[str], weighed: Mapping[str, Along]) -> None:
    columns = [len(whole.gradients[name].mantissa) for name in names] + [len(each.met) for each in weighed.values()]
    need = 8 * weights.shape[1] * (3 * sum(columns[: len(names)]) + sum(columns[len(names) :]))
    matrix.fits(names, sorted(weighed), max(weights.shape[1], *columns), need)


def _plain(gradient: Gradient, copies: slice, exponent: float) -> Tensor:
    """Return the gradients of some copies (T, C, H), float64, in units of 2^exponent."""
    mantissa = gradient.mantissa[:, copies].double()
    own = gradient.exponent[:, copies] - exponent
    return mantissa * powers(own.ravel()).view(*own.shape, 1).to(mantissa)
