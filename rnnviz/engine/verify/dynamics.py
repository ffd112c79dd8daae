"""Checks of step Jacobians and what follows from them, against Jacobians by automatic differentiation."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch

from rnnviz.directions import as_read, is_reverse
from rnnviz.engine.dynamics.lyapunov import LARGEST
from rnnviz.engine.passes.linearised import Linearised
from rnnviz.engine.patience import ask, go_on
from rnnviz.engine.verify import claims
from rnnviz.engine.verify.cells import cell_step, of_layer
from rnnviz.engine.verify.checks import checked, compare, skipped
from rnnviz.engine.verify.forward import drawn
from rnnviz.engine.verify.subject import Subject
from rnnviz.engine.verify.sums import linear_steps
from rnnviz.engine.verify.trajectory import Trajectory
from rnnviz.engine.verify.watched import decades_of
from rnnviz.link.checks import Check

WORK = 6e8
"""Multiplications that the Jacobians of one layer may take: steps beyond are left out."""
DECOMPOSED = 8
"""Steps at which singular values and eigenvalues are computed, which is dear."""
ITERATED = 1e-4
"""The engine finds largest singular values by iteration, to fewer digits than it computes with."""


def step_jacobians(subject: Subject, scope: str, step: Linearised, steps: np.ndarray) -> np.ndarray:
    """Return J_t (n, n) at some steps, in float64, n = H or 2H: n copies of the state, one a row."""
    state = {name: value.detach().cpu().double() for name, value in subject.learner.model.state_dict().items()}
    p = of_layer(state, scope)
    earlier = [step.before] if step.cell_before is None else [step.before, step.cell_before]
    rows = sum(s.shape[1] for s in earlier)
    found = []
    for place, t in enumerate(steps):
        go_on(place, len(steps))
        held = [s[t].expand(rows, -1).clone().requires_grad_() for s in earlier]
        after = cell_step(subject.run.experiment, p, step.read[t].expand(rows, -1), tuple(held))
        ends = torch.cat(list(after), 1).diagonal().sum()  # row i of the batch gives ∂(entry i)
        found.append(torch.cat(torch.autograd.grad(ends, held), 1).numpy())
    return np.stack(found)


def jacobians(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield norms and radii of the step Jacobians, path norms and Lyapunov exponents along the trace."""
    if not subject.names.linear:
        yield skipped(claims.Jacobian, "jacobian_norm")
        return
    for scope, step in linear_steps(subject).items():
        length, (rows, hidden) = len(step.hidden), step.weight_hh.shape
        size = hidden * len(step.states)
        reach = subject.reach if not subject.pair else length - 1
        if is_reverse(scope):  # in the order in which it reads, as the steps are
            reach = length - 1 - reach
        affordable = max(2, int(WORK / (size * rows * hidden)))
        first = max(0, reach + 1 - affordable)
        steps = np.arange(first, length if first == 0 and length <= affordable else reach + 1)
        found = step_jacobians(subject, scope, step, steps)
        yield from _norms(subject, scope, steps, found)
        yield from _paths(subject, scope, steps, found, reach, hidden)
        if len(steps) == length:
            yield from _lyapunov(subject, scope, found)


def _norms(subject: Subject, scope: str, steps: np.ndarray, found: np.ndarray) -> Iterator[Check]:
    routes = (drawn(subject), "autograd, float64")
    array = f"jacobian_norm/{scope}"
    if array in subject.arrays:
        some = _some(len(steps))
        true = np.linalg.norm(found[some], 2, axis=(1, 2))
        yield compare(
            claims.Jacobian, array, routes, as_read(scope, subject.arrays[array])[steps[some]], true, ITERATED
        )
    array = f"jacobian_radius/{scope}"
    if array in subject.arrays:
        drawn_radius = as_read(scope, subject.arrays[array])[steps]
        there = np.flatnonzero(np.isfinite(drawn_radius))
        there = there[_some(len(there))]
        if len(there):
            true = np.abs(np.linalg.eigvals(found[there])).max(1)
            # eigenvalues of a matrix that is far from normal move more than its entries (Bauer & Fike 1960)
            yield compare(
                claims.Jacobian, array, routes, drawn_radius[there], true, subject.gradient_tolerance * 10
            )


def _paths(
    subject: Subject, scope: str, steps: np.ndarray, found: np.ndarray, reach: int, hidden: int
) -> Iterator[Check]:
    array = f"path_norm_log10/{scope}"
    if array not in subject.arrays or subject.pair:
        return
    product, exponent = np.eye(hidden, found.shape[2]), 0.0
    drawn_path = as_read(scope, subject.arrays[array])
    apart = [abs(float(drawn_path[reach]))]
    some = set((reach - 1 - _some(reach - int(steps[0]))).tolist())
    for k in range(reach, steps[0], -1):
        ask()
        product = product @ found[k - steps[0]]
        largest = float(np.abs(product).max())
        if largest > 0:
            product, exponent = product / largest, exponent + np.log10(largest)
        if k - 1 not in some:
            continue
        with np.errstate(divide="ignore", invalid="ignore"):
            true = np.log10(np.linalg.norm(product[:, :hidden], 2)) + exponent
            apart.append(0.0 if true == drawn_path[k - 1] else abs(true - float(drawn_path[k - 1])))
    worst = max(np.inf if np.isnan(a) else a for a in apart)
    routes = (drawn(subject), "autograd, float64")
    yield checked(claims.Path, array, routes, worst, ITERATED + decades_of(subject, len(steps)))


def _some(count: int) -> np.ndarray:
    """Return a few places of so many, both ends among them."""
    places = np.linspace(0, count - 1, min(count, DECOMPOSED)) if count else np.zeros(0)
    return np.unique(places.round().astype(np.int64))


def _lyapunov(subject: Subject, scope: str, found: np.ndarray) -> Iterator[Check]:
    array = f"lyapunov/{scope}"
    if array not in subject.arrays:
        return
    size = found.shape[1]
    draw = torch.Generator().manual_seed(0)  # the same first directions as the engine's: the mean depends on them
    start = torch.randn(size, min(size, LARGEST), generator=draw, dtype=torch.float64).numpy()
    q, _ = np.linalg.qr(start)
    logs = []
    for jacobian in found:
        ask()
        q, r = np.linalg.qr(jacobian @ q)
        with np.errstate(divide="ignore"):
            logs.append(np.log(np.abs(np.diagonal(r))))
    true, drawn_exponents = np.mean(logs, axis=0), subject.arrays[array]
    # directions that a step reduces to rounding are minus infinity there, and say nothing here
    lost = ~np.isfinite(drawn_exponents) | (np.min(logs, axis=0) < np.log(1e-6))
    told = np.flatnonzero(~np.logical_or.accumulate(lost))
    if not len(told):
        yield skipped(claims.Lyapunov, array)
        return
    routes = (drawn(subject), "numpy QR, float64")
    apart = float(np.abs(true[told] - drawn_exponents[told]).max())
    yield checked(claims.Lyapunov, array, routes, apart, subject.gradient_tolerance * 500)


def recurrent(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield what is said of W_hh alone, against numpy's decompositions."""
    for scope, layer in () if subject.window else subject.layers.items():
        weight = layer.cell_parameters["weight_hh"].detach().cpu().double().numpy()
        blocks = weight.reshape(-1, weight.shape[1], weight.shape[1])
        array, routes = f"recurrent_norm/{scope}", (drawn(subject), "numpy, float64")
        if array in subject.arrays:
            true = np.linalg.norm(blocks, 2, axis=(1, 2))
            yield compare(claims.Matrix, array, routes, subject.arrays[array], true, subject.value_tolerance)
        array = f"recurrent_eigenvalues/{scope}"
        if array in subject.arrays:
            true = np.abs(np.linalg.eigvals(blocks)).max(1)
            radius = np.linalg.norm(subject.arrays[array], axis=2).max(1)
            yield compare(claims.Matrix, array, routes, radius, true, subject.gradient_tolerance)
