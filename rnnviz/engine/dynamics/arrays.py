"""The dynamics of every layer along a pass: norms and eigenvalues of its step Jacobians, paths, exponents.

s = h, or [h, c] of an LSTM; J_t = ∂s_t/∂s_{t-1} with what the layer reads held fixed, so that of an
encoder-decoder with attention only the recurrence itself is seen. t* is the step whose loss is followed
back; of an encoder's scopes, which carry no loss, the last step, where it hands over. It is computed on the
CPU, whatever the model runs on, by a fixed number of operations: the same pass gives the same arrays.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.dynamics import lyapunov
from rnnviz.engine.dynamics.jacobians import Jacobians, jacobians
from rnnviz.engine.dynamics.paths import path_norms_log10
from rnnviz.engine.dynamics.singular import largest_singular_values, singular_values
from rnnviz.engine.passes.linearised import Linearised, LinearPass

SMALL = 32
"""Up to this size singular values are computed from the matrices themselves, which is faster."""
BLOCK = 256
"""Steps whose largest singular values are sought together."""
EIGEN_WORK = 6e7
"""The eigenvalues of so many steps are computed that N · n³ stays below this (n 256: 3, some 0.1 s)."""


@torch.no_grad()
def arrays(passed: LinearPass, wanted: AbstractSet[str]) -> dict[str, np.ndarray]:
    """Return those of the wanted arrays that tell of dynamics.

    Parameters
    ----------
    passed : LinearPass
    wanted : set of str
        ``jacobian_norm/layer0``; eigenvalues come with the radius, both kinds of exponents together.
    """
    found: dict[str, np.ndarray] = {}
    for scope, layer in passed.layers.items():
        asked = {name.partition("/")[0] for name in wanted if name.partition("/")[2] == scope}
        made = _of_layer(layer, asked, _end(scope, layer, passed.reach))
        found |= {f"{kind}/{scope}": values for kind, values in made.items()}
    free = [name.removeprefix("lyapunov_free/") for name in wanted if name.startswith("lyapunov_free/")]
    return found | _free(passed, set(free))


def recurrent_blocks(layer: Linearised) -> Tensor:
    """Return W_hh gate by gate (G, H, H), on the CPU."""
    hidden = layer.weight_hh.shape[1]
    return layer.weight_hh.cpu().view(-1, hidden, hidden)


def jacobian_norms(steps: Jacobians) -> np.ndarray:
    """Return σ_max of every J_t, float64 (T,), within 1e-4 of itself; NaN where J_t is not finite."""
    if steps.size <= SMALL:
        found = singular_values(steps.matrices())
    else:
        parts = (steps.at(slice(first, first + BLOCK)) for first in range(0, steps.steps, BLOCK))
        found = torch.cat([_norms(part) for part in parts])
    return np.asarray(torch.where(steps.finite, found, torch.nan).numpy())


def eigen_steps(count: int, size: int, end: int) -> np.ndarray:
    """Return the steps (n,) whose Jacobians' eigenvalues are computed: evenly spaced, ``end`` among them."""
    number = max(1, min(count, int(EIGEN_WORK / size**3)))
    if number == 1:
        return np.array([end])
    places = np.round(np.linspace(0, count - 1, number)).astype(np.int64)
    places[np.abs(places - end).argmin()] = end
    return places


def jacobian_eigenvalues(steps: Jacobians, places: np.ndarray) -> np.ndarray:
    """Return the eigenvalues of some steps' Jacobians, largest first, as (N, n, 2); NaN where not finite."""
    chosen = steps.at([int(place) for place in places])
    found = _eigenvalues(chosen.matrices())
    found[~chosen.finite.numpy()] = np.nan
    return found


def _end(scope: str, layer: Linearised, reach: int) -> int:
    return len(layer.hidden) - 1 if scope.startswith("encoder.") else reach


def _of_layer(layer: Linearised, asked: set[str], end: int) -> dict[str, np.ndarray]:
    found: dict[str, np.ndarray] = {}
    if asked & {"recurrent_eigenvalues", "recurrent_norm"}:
        found |= _recurrent(layer, asked)
    if not asked & {
        "jacobian_norm", "jacobian_radius", "jacobian_eigenvalues", "path_norm_log10", "lyapunov", "lyapunov_by_step"
    }:
        return found
    steps = jacobians(layer)
    if "jacobian_norm" in asked:
        found["jacobian_norm"] = jacobian_norms(steps)
    if asked & {"jacobian_radius", "jacobian_eigenvalues"}:
        places = eigen_steps(steps.steps, steps.size, end)
        values = jacobian_eigenvalues(steps, places)
        radius = np.full(steps.steps, np.nan)
        radius[places] = np.hypot(values[..., 0], values[..., 1]).max(1)
        found |= {"jacobian_radius": radius, "jacobian_eigenvalues": values, "jacobian_eigenvalues_at": places}
    if "path_norm_log10" in asked:
        found["path_norm_log10"] = path_norms_log10(steps, end)
    if asked & {"lyapunov", "lyapunov_by_step"}:
        means = lyapunov.running_mean(lyapunov.growth(jacobians(layer, torch.float64))).numpy()
        found |= {"lyapunov": means[-1], "lyapunov_by_step": means}
    return found


def _recurrent(layer: Linearised, asked: set[str]) -> dict[str, np.ndarray]:
    blocks, found = recurrent_blocks(layer), {}
    if "recurrent_eigenvalues" in asked:
        found["recurrent_eigenvalues"] = _eigenvalues(blocks)
    if "recurrent_norm" in asked:
        found["recurrent_norm"] = np.asarray(singular_values(blocks).numpy())
    return found


def _free(passed: LinearPass, scopes: set[str]) -> dict[str, np.ndarray]:
    """Return the exponents of the free run of some scopes; a layer reads the one below, the lowest zeros."""
    found: dict[str, np.ndarray] = {}
    for stack in _stacks(passed.layers):
        named = [place for place, scope in enumerate(stack) if scope in scopes]
        below: Tensor | None = None
        count = min((lyapunov.free_steps(passed.layers[stack[place]]) for place in named), default=0)
        for scope in stack[: named[-1] + 1] if named else ():
            steps, hidden = lyapunov.free_run(below, passed.layers[scope], scope, lyapunov.WARM_UP + count)
            below = hidden + below if below is not None and passed.skips(scope) else hidden
            if scope in scopes:
                logs = lyapunov.growth(steps)[lyapunov.WARM_UP :]
                found[f"lyapunov_free/{scope}"] = logs.mean(0).numpy()
                found[f"lyapunov_free_steps/{scope}"] = np.array(count)
    return found


def _stacks(scopes: Iterable[str]) -> list[list[str]]:
    """Return the scopes stack by stack, lowest first: an encoder and its decoder run free apart."""
    halves: dict[str, list[str]] = {}
    for scope in scopes:
        halves.setdefault(scope.rpartition(".")[0], []).append(scope)
    return list(halves.values())


def _norms(steps: Jacobians) -> Tensor:
    return largest_singular_values(
        lambda v: steps.push(v[:, None])[:, 0], lambda u: steps.pull(u[:, None])[:, 0],
        steps.steps, steps.size, steps.gain.dtype,
    )


def _eigenvalues(matrices: Tensor) -> np.ndarray:
    """Return eigenvalues (N, n, 2), real and imaginary part, float64, largest size first.

    NaN where a matrix is not finite, or LAPACK finds none (entries near the end of the precision).
    """
    values = np.stack([_eigenvalues_of(matrix) for matrix in matrices.unbind(0)])
    order = np.argsort(-np.abs(values), axis=1, kind="stable")
    values = np.take_along_axis(values, order, axis=1)
    return np.stack([values.real, values.imag], -1)


def _eigenvalues_of(matrix: Tensor) -> np.ndarray:
    unknown = np.full(len(matrix), complex(np.nan, np.nan))
    if not bool(matrix.isfinite().all()):
        return unknown
    try:
        return np.asarray(torch.linalg.eigvals(matrix).to(torch.complex128).numpy())
    except RuntimeError:  # LinAlgError: its iteration did not converge
        return unknown
