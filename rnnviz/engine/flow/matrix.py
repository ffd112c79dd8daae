"""The loss-by-time matrix: how much of each step's loss reaches each earlier state, in one sweep back.

Row t, column k: ‖∂loss_by_time[t]/∂h_k‖, for h and c of every layer (`rnnviz.engine.flow.triangle`); the sum of the
row *vectors* is ∂L/∂h_k, and `gradient_flow_residual` says how nearly. Where T × T numbers are too many, the
coarse matrix follows groups of s successive losses (each row the gradient of a group's sum) and keeps every
s-th step.

The same rows, multiplied by what they meet in a weight matrix's gradient, say what step k adds to ∂L/∂W on
behalf of the loss of step t (`parameter_gradient_flow`, see `rnnviz.engine.flow.by_step.along`). Its sum is ‖∂L/∂W‖.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.flow.block import SAFE, Block
from rnnviz.engine.flow.by_step import along
from rnnviz.engine.flow.rescale import ldexp, powers
from rnnviz.engine.flow.triangle import over
from rnnviz.engine.networks import estimate
from rnnviz.engine.passes.linearised import LinearPass
from rnnviz.engine.passes.recorded import LOG10_2, Gradient
from rnnviz.engine.patience import at_work_on, go_on
from rnnviz.errors import BadInput

COARSE = 256
"""Rows and columns of the coarse matrix, at most."""

CEILING = 1 << 30
"""Bytes that matrices may take, however much memory is free."""

SMALL = 64 << 20
"""Bytes that need no question."""

LARGEST = 1000
"""2^LARGEST is a number; a larger power may not be."""


def arrays(passed: LinearPass, wanted: AbstractSet[str]) -> dict[str, np.ndarray]:
    """Return the matrices that are wanted of a stack: `gradient_flow`, `_coarse`, `parameter_gradient_flow`.

    Raises
    ------
    BadInput
        A matrix that would not fit.
    """
    states, coarse, weights = (
        sorted(name.partition("/")[2] for name in wanted if name.startswith(f"{family}/"))
        for family in ("gradient_flow", "gradient_flow_coarse", "parameter_gradient_flow")
    )
    found: dict[str, np.ndarray] = {}
    if states or weights:
        flows = [f"gradient_flow/{name}" for name in states]
        with at_work_on([*flows, *(f"parameter_gradient_flow/{name}" for name in weights)]):
            found |= _fine(passed, states, weights)
    if coarse:
        with at_work_on([f"gradient_flow_coarse/{name}" for name in coarse]):
            found |= _coarse(passed, coarse)
    return found


def _fine(passed: LinearPass, states: list[str], weights: list[str]) -> dict[str, np.ndarray]:
    here = np.flatnonzero(passed.loss_steps)
    length = len(passed.loss_steps)
    _check(passed, states, weights, rows=len(here))
    row = np.full(length, -1)
    row[here[::-1]] = np.arange(len(here))
    above = passed.down_to([*states, *weights])
    triangle = over(passed, above, row, len(here))
    scopes = _scopes(states)
    matrices = [_Matrices(passed, scope, above, len(here)) for scope in scopes]
    residuals = [_Residual(passed, scope, above) for scope in scopes]
    shares = {name: _Shares(passed, name, above, len(here)) for name in weights}
    takers: list[_Matrices | _Residual | _Shares] = [*matrices, *residuals, *shares.values()]
    for block in triangle.back(0, length - 1):
        for taker in takers:
            taker.add(block)
    found: dict[str, np.ndarray] = {}
    for matrix, residual in zip(matrices, residuals, strict=True):
        go_on(1, 1)
        made = zip(matrix.names, matrix.norms, matrix.logs, residual.found(), strict=True)
        for name, norms, logs, away in made:
            if name in states:
                found[f"gradient_flow/{name}"] = _placed(norms, here, 0.0)
                found[f"gradient_flow_log10/{name}"] = _placed(logs, here, -np.inf)
                found[f"gradient_flow_residual/{name}"] = away
    for name, share in shares.items():
        found[f"parameter_gradient_flow/{name}"] = _placed(share.values, here, 0.0)
        found[f"parameter_gradient_norm/{name}"] = share.norm
    return found


def _coarse(passed: LinearPass, states: list[str]) -> dict[str, np.ndarray]:
    here = np.flatnonzero(passed.loss_steps)
    length = len(passed.loss_steps)
    step = math.ceil(length / COARSE)
    groups = math.ceil(len(here) / step)
    row = np.full(length, -1)
    row[here] = groups - 1 - np.arange(len(here)) // step
    above = passed.down_to(states)
    triangle = over(passed, above, row, groups)
    matrices = [_Matrices(passed, scope, above, groups, step) for scope in _scopes(states)]
    for block in triangle.back(0, length - 1):
        for matrix in matrices:
            matrix.add(block)
    found: dict[str, np.ndarray] = {"gradient_flow_step": np.array(step)}
    for matrix in matrices:
        for name, norms, logs in zip(matrix.names, matrix.norms, matrix.logs, strict=True):
            if name in states:
                found[f"gradient_flow_coarse/{name}"] = np.ascontiguousarray(norms.cpu().numpy()[::-1])
                found[f"gradient_flow_coarse_log10/{name}"] = np.ascontiguousarray(logs.cpu().numpy()[::-1])
    return found


class _Matrices:
    """One layer's norms, for h and c, a row a loss (latest first), a column every ``every`` steps."""

    def __init__(self, passed: LinearPass, scope: str, above: list[str], rows: int, every: int = 1) -> None:
        layer = passed.layers[scope]
        self.names = [f"{scope}.{state}" for state in layer.states]
        self.layer = above.index(scope)
        self.every = every
        columns = math.ceil(len(passed.loss_steps) / every)
        self.norms = layer.hidden.new_zeros(columns, rows, len(self.names)).permute(2, 1, 0)  # as blocks have them
        self.logs = torch.full_like(self.norms, -math.inf)

    def add(self, block: Block) -> None:
        """Take a block's norms."""
        start = -block.first % self.every
        norms = block.norms[self.layer][:, :, start :: self.every]  # (states, N, S)
        own = block.exponents[self.layer]
        exponents = torch.from_numpy(own)[:, None].to(norms.device)
        none = norms == 0
        near = np.abs(own).max() <= SAFE[norms.dtype]  # then what the norms are is within their precision, too
        plain = norms
        if own.any():
            plain = norms * (exponents.exp2().to(norms) if near else exponents.exp2())
        if own.max() > LARGEST:
            plain = plain.masked_fill_(none, 0.0)  # 0 · ∞
        at = (block.first + start) // self.every
        place = (slice(None), slice(0, norms.shape[1]), slice(at, at + norms.shape[2]))
        self.norms[place] = plain
        logs = (plain if near else norms).masked_fill(none, 1.0).log10()  # the logarithm of 0 is slow
        logs = (logs if near else logs + exponents * LOG10_2).masked_fill_(none, -math.inf)
        self.logs[place] = logs if bool(norms.sum().isfinite()) else logs.masked_fill_(norms.isinf(), math.nan)


class _Residual:
    """By how much the rows of one layer do not add up to the totals."""

    def __init__(self, passed: LinearPass, scope: str, above: list[str]) -> None:
        layer = passed.layers[scope]
        self.layer = above.index(scope)
        totals = [passed.total[f"{scope}.{state}"] for state in layer.states]
        self.exponent = max(float(total.exponent[:, 0].max()) for total in totals)
        self.away = torch.cat([_units(total, self.exponent) for total in totals], 1)  # (T, states · H)
        self.largest = [float(total.log10_norm()[0].max()) - self.exponent * LOG10_2 for total in totals]

    def add(self, block: Block) -> None:
        """Take a block's rows off the totals."""
        shift = float(powers(block.exponents[self.layer].max() - self.exponent))
        self.away[block.first : block.last + 1].sub_(block.sums[self.layer], alpha=shift)

    def found(self) -> np.ndarray:
        """Return ‖Σ_t ∂L_t/∂s_k − ∂L/∂s_k‖ / max_k ‖∂L/∂s_k‖, (states, T)."""
        norms = torch.linalg.vector_norm(self.away.view(len(self.away), len(self.largest), -1), dim=2)  # (T, states)
        units = [10.0**largest if largest > -math.inf else 1.0 for largest in self.largest]
        return np.stack([each / unit for each, unit in zip(norms.cpu().numpy().T, units, strict=True)])


def _units(total: Gradient, exponent: float) -> Tensor:
    """Return the gradient of the whole loss (T, H), float64, in units of 2^exponent."""
    return total.mantissa[:, 0].double() * powers(total.exponent[:, 0] - exponent).to(total.mantissa.device)


class _Shares:
    """What each step adds to a weight's gradient on behalf of each loss."""

    def __init__(self, passed: LinearPass, name: str, above: list[str], rows: int) -> None:
        scope = name.rpartition(".")[0]
        self.layer = above.index(scope)
        met, self.norm = along(passed, name)
        self.met = met.flatten(1).to(passed.layers[scope].hidden)  # (T, states · H)
        self.values = torch.zeros(rows, len(self.met), dtype=torch.float64, device="cpu")

    def add(self, block: Block) -> None:
        """Take a block's products."""
        for piece in block.pieces[self.layer]:
            first, rows = piece.first, piece.rows
            products = torch.matmul(rows, self.met[first : first + len(rows), :, None])[..., 0].double()  # (S, N)
            found = ldexp(products.cpu().numpy(), block.exponents[self.layer][: rows.shape[1]])
            self.values[: rows.shape[1], first : first + len(rows)] = torch.from_numpy(found.T)


def _scopes(states: list[str]) -> list[str]:
    return sorted({state.rpartition(".")[0] for state in states})


def _placed(values: Tensor, here: np.ndarray, rest: float) -> np.ndarray:
    """Return (T, T) with the rows, latest first, in their places; steps without a loss hold ``rest``."""
    found = values.cpu().numpy()[::-1]
    if len(here) == found.shape[1]:
        return np.ascontiguousarray(found)
    placed = np.full((found.shape[1], found.shape[1]), rest, found.dtype)
    placed[here] = found
    return placed


def _check(passed: LinearPass, states: list[str], weights: list[str], rows: int) -> None:
    length = len(passed.loss_steps)
    layers = len(_scopes(states))
    each = 2 * passed.direct.element_size() * max(len(layer.states) for layer in passed.layers.values())
    fits(states, weights, length, (rows + length) * length * (each * layers + 8 * len(weights)))


def fits(states: Sequence[str], weights: Sequence[str], length: int, need: int) -> None:
    """Refuse matrices of some states and weights over so many steps if ``need`` bytes are too many.

    Raises
    ------
    BadInput
        It names what could be watched instead.
    """
    if need <= SMALL:
        return
    limit = min(CEILING, int(estimate.LARGEST_SHARE * estimate.free_memory()))
    if need <= limit:
        return
    name = f"gradient_flow/{states[0]}" if states else f"parameter_gradient_flow/{weights[0]}"
    coarser = f"gradient_flow_coarse/{states[0]}" if states else f"parameter_gradient_by_step/{weights[0]}"
    raise BadInput(
        "{name} over {steps} steps needs about {needed} GB with what else is watched, and {limit} GB may be taken: "
        "watch {coarser} instead",
        name=name, steps=length, needed=f"{need / 1e9:.1f}", limit=f"{limit / 1e9:.1f}", coarser=coarser,
    )
