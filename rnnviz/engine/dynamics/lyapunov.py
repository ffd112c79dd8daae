"""Lyapunov exponents of a layer's dynamics, by a QR decomposition at each step.

G. Benettin, L. Galgani, A. Giorgilli, J.-M. Strelcyn, "Lyapunov characteristic exponents for smooth dynamical
systems", Meccanica 15 (1980); of recurrent networks: R. Vogt, M. Puelma Touzel, E. Shlizerman, G. Lajoie, "On
Lyapunov exponents for RNNs", Frontiers in Applied Mathematics and Statistics 8 (2022). With Q_0 orthonormal,

    J_t Q_{t-1} = Q_t R_t,    λ_j = 1/T Σ_t ln |R_t[j, j]|    (nats a step)

The raw product of Jacobians, whose columns all turn to the leading direction, is never made. Everything is
float64 inside. The exponents stand in the order of Q's columns: the leading one first, and neighbours in
order only where the mean runs long enough to tell them apart.

Along the trace nothing is discarded: the mean begins with the first step, so that over a short trace the
exponents still hold something of Q_0, a fixed random draw. Vogt et al. leave a warm-up out.
"""

from __future__ import annotations

import copy

import torch
from torch import Tensor

from rnnviz.cells.tape import Tape
from rnnviz.engine.dynamics.jacobians import Jacobians, jacobians
from rnnviz.engine.passes.linearised import Linearised, linearise
from rnnviz.engine.patience import go_on

LARGEST = 32
"""So many exponents at most."""
WARM_UP = 100
"""Steps of the free run before the first that counts."""
STEPS, FEWEST = 500, 50
"""Steps of the free run that count, at most and at least …"""
WORK = 4e9
"""… and the products of W_hh with vectors, in multiplications, that they may take together."""


def growth(steps: Jacobians) -> Tensor:
    """Return ln |R_t[j, j]|, float64 (T, m), m = min(n, `LARGEST`).

    A direction that a step reduces below rounding (n ε of all of J_t Q_{t-1}) is lost: −inf, as where units
    of a ReLU are off. NaN from the first step on that is not finite.
    """
    size = steps.size
    count = min(size, LARGEST)
    start = torch.randn(size, count, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    q = torch.linalg.qr(start).Q
    rounding = size * torch.finfo(torch.float64).eps
    found = torch.full((steps.steps, count), torch.nan, dtype=torch.float64)
    for t, finite in enumerate(steps.finite.tolist()):
        go_on(t, steps.steps)
        if not finite:
            break
        q, r = torch.linalg.qr(steps.at(slice(t, t + 1)).push(q.T[None])[0].T)
        diagonal = r.diagonal().abs()
        size_of_all = r.norm()
        if not bool(size_of_all.isfinite()):
            break
        found[t] = torch.where(diagonal > rounding * size_of_all, diagonal, 0.0)
    return found.log_()


def running_mean(logs: Tensor) -> Tensor:
    """Return the mean over the steps so far, (T, m)."""
    return logs.cumsum(0) / torch.arange(1, len(logs) + 1, dtype=logs.dtype)[:, None]


def free_steps(layer: Linearised) -> int:
    """Return how many steps of a free run count: fewer where a step is dear."""
    rows, hidden = layer.weight_hh.shape
    count = min(hidden * len(layer.states), LARGEST)
    return max(FEWEST, min(STEPS, int(WORK / (count * rows * hidden)) - WARM_UP))


def free_run(below: Tensor | None, layer: Linearised, scope: str, steps: int) -> tuple[Jacobians, Tensor]:
    """Run a layer on from the trace's last state, by itself.

    Parameters
    ----------
    below : Tensor (steps, H), or None
        What it reads: the free-running layer below; None: the lowest layer, which reads zeros (not
        a symbol of the task: the zero vector; the biases stay).
    layer : Linearised
    scope : str
    steps : int

    Returns
    -------
    Jacobians, Tensor (steps, H)
        Of every step, float64, and h_t.
    """
    module = copy.deepcopy(layer.layer).cpu().double()
    parameters = {name: value.detach() for name, value in module.cell_parameters.items()}
    read = torch.zeros(steps, module.input_size, dtype=torch.float64) if below is None else below
    ends = [layer.hidden] if layer.cell is None else [layer.hidden, layer.cell]
    start = state = tuple(end[-1:].detach().cpu().double() for end in ends)
    tapes: list[dict[str, Tensor]] = []
    for t, x in enumerate(read):
        go_on(t, len(read))
        tape = Tape()
        tape.record("inputs", x[None])
        state = module.cell.step(parameters, x[None], state, tape)
        tapes.append(tape.values)
    values = {f"{scope}.{name}": torch.cat([values[name] for values in tapes]) for name in tapes[0]}
    return jacobians(linearise(module, scope, values, start)), values[f"{scope}.hidden"]
