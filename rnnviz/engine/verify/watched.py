"""Checks of what is drawn on request: flow, shares, truncation, Jacobians and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rnnviz.directions import as_read, parameter_of
from rnnviz.engine.patience import in_parts
from rnnviz.engine.recorded.names import layer_name
from rnnviz.engine.updates.weight_watch import FAMILIES
from rnnviz.engine.verify import claims
from rnnviz.engine.verify.backward import DECADES
from rnnviz.engine.verify.checks import SLACK, checked, compare, skipped
from rnnviz.engine.verify.forward import drawn
from rnnviz.engine.verify.subject import WHOLE, Subject
from rnnviz.engine.verify.sums import by_steps, held, linear_steps
from rnnviz.engine.verify.trajectory import Trajectory, whole_gradients
from rnnviz.link.checks import Check

LARGEST_FLOW = 600 * 600
"""Entries of a loss-by-time matrix; a larger one is not computed to be checked."""
ROWS = 3
"""Rows of the matrix that are checked one by one."""
PIECES = 3
"""Truncation is checked with the pass cut into so many pieces."""


def watched(subject: Subject) -> tuple[str, ...]:
    """Return the arrays on request that are checked; ``subject`` is one of the default arrays."""
    length = len(subject.example.loss_steps)
    left_out = ["gradient_flow_coarse/", "lyapunov_by_step/", "lyapunov_free/", "gradient_norm/"]
    if length * length > LARGEST_FLOW:
        left_out += ["gradient_flow/", "parameter_gradient_flow/"]
    left_out += [f"{family}/" for family in FAMILIES]
    names = [name for name in subject.names.watchable if not name.startswith(tuple(left_out))]
    if is_cut(subject):
        steps = cut(subject)
        names += [f"gradient_{kind}@{steps}/{name}" for kind in ("kept", "lost") for name in subject.names.states]
    return tuple(names)


def is_cut(subject: Subject) -> bool:
    """Tell whether what truncation keeps and loses is had of the model."""
    return subject.names.one_way or subject.both_ways


def cut(subject: Subject) -> int:
    """Return after how many steps the graph is cut."""
    return max(1, -(-len(subject.example.loss_steps) // PIECES))


def gradients(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield the gradients of gates, sums, inputs and attention against the step-by-step path in float64."""
    for name in subject.names.others:
        found = subject.arrays.get(f"gradient/{name}")
        if found is None:
            continue
        true = subject.precise.gradients[layer_name(name)].values(WHOLE)
        routes = (drawn(subject), "step by step, float64")
        slack = subject.slack(name, WHOLE) + _of_states(subject, name) / SLACK
        yield compare(claims.OnRequest, f"gradient/{name}", routes, found, true, subject.gradient_tolerance, slack)
        if name in subject.cells.kept:
            yield compare(
                claims.WholePass, f"gradient/{name}", (drawn(subject), subject.truth), found,
                subject.cells.gradients(WHOLE)[name], subject.gradient_tolerance, slack,
            )


def _of_states(subject: Subject, name: str) -> float:
    """Return what the rounding of states does to ∂L/∂z = ∂L/∂h_t ⊙ (h_{t-1} − n_t): all of it where both are 1."""
    scope, _, gate = name.rpartition(".")
    if not gate.startswith("update_gate"):
        return 0.0
    gradient = subject.arrays[f"gradient/{scope}.hidden"]
    return float(np.finfo(gradient.dtype).eps * np.abs(gradient).max())


def flow(subject: Subject, trajectory: Trajectory | None) -> Iterator[Check]:
    """Yield rows of the loss-by-time matrix against one loss followed back alone, and that its columns add up."""
    for name in subject.names.states:
        array = f"gradient_flow/{name}"
        if array not in subject.arrays:
            yield skipped(claims.FlowRow, array)
            continue
        here = subject.loss_steps
        rows = sorted({int(here[i]) for i in np.linspace(0, len(here) - 1, ROWS).round().astype(int)})
        checks = [_flow_row(subject, trajectory, name, t) for t in in_parts(rows)]
        yield max(checks, key=lambda check: check.ratio)
        residual = subject.arrays.get(f"gradient_flow_residual/{name}")
        if residual is not None:
            worst = float(np.max(residual)) if np.isfinite(residual).all() else np.inf
            yield checked(
                claims.FlowResidual, f"gradient_flow_residual/{name}", (drawn(subject), "sum over losses"), worst,
                subject.long_tolerance,
            )


def _flow_row(subject: Subject, trajectory: Trajectory | None, name: str, t: int) -> Check:
    weights = np.zeros(len(subject.example.loss_steps))
    weights[t] = 1 / len(subject.loss_steps)
    slack = None
    if trajectory is not None:
        with np.errstate(over="ignore", under="ignore"):
            true = 10.0 ** trajectory.back(weights).log10_norm(name)
    else:
        true = np.linalg.norm(subject.cells.of_loss(subject.cells.losses[t] * weights[t])[name], axis=1)
        slack = subject.slack(name, WHOLE) * np.sqrt(subject.arrays[f"gradient/{name}"].shape[1])
    found = subject.arrays[f"gradient_flow/{name}"][t]
    routes = (drawn(subject), subject.truth)
    return compare(claims.FlowRow, f"gradient_flow/{name}", routes, found, true, subject.long_tolerance, slack)


def truncated(subject: Subject, trajectory: Trajectory | None) -> Iterator[Check]:
    """Yield what truncation keeps and loses against a graph that is cut.

    Where time runs one way, a piece keeps what its own losses give it, each piece's followed back alone. Where layers
    read both ways a path may leave its piece and come back, and what is carried is dropped at every cut.
    """
    if trajectory is None or not is_cut(subject):
        return
    steps, weights = cut(subject), subject.loss_weights[WHOLE]
    pieces = [slice(begin, begin + steps) for begin in range(0, len(weights), steps)]
    whole = trajectory.back(weights)
    if subject.both_ways:
        within = [(slice(None), trajectory.back(weights, cut=steps))]
    else:
        within = [(piece, trajectory.back(_only(weights, piece))) for piece in in_parts(pieces)]
    for name in subject.names.states:
        total = whole.values(name)
        kept = np.zeros_like(total)
        for piece, passed in within:
            kept[piece] = passed.values(name)[piece]
        for kind, true in (("kept", kept), ("lost", total - kept)):
            array = f"gradient_{kind}@{steps}/{name}"
            if array in subject.arrays:
                yield compare(
                    claims.Truncated, array, (drawn(subject), subject.truth), subject.arrays[array],
                    np.linalg.norm(true, axis=1), subject.long_tolerance,
                )


def _only(weights: np.ndarray, piece: slice) -> np.ndarray:
    """Return the weights of a piece's losses, and zero elsewhere."""
    found = np.zeros_like(weights)
    found[piece] = weights[piece]
    return found


def shares(subject: Subject, trajectory: Trajectory | None) -> Iterator[Check]:
    """Yield what each step adds to ∂L/∂θ, as norms and as signed shares, and that the shares add up."""
    if not subject.names.linear:
        return
    true = whole_gradients(subject, trajectory)
    for scope, step in linear_steps(subject).items():
        if not held(subject, scope):
            yield skipped(claims.ByStep, scope, claims.Beyond)
            continue
        size = step.hidden.shape[1]
        for name, part in by_steps(subject, scope, step).items():
            whole = true[parameter_of(scope, name)]
            norm = float(np.linalg.norm(whole))
            if not 0 < norm < np.inf:
                continue
            yield from _shares(subject, f"{scope}.{name}", {
                "parameter_gradient_by_step": as_read(scope, part.norms(size)),
                "parameter_gradient_share": as_read(scope, part.shares(whole, size)),
            }, norm)


def _shares(subject: Subject, name: str, true: dict[str, np.ndarray], norm: float) -> Iterator[Check]:
    """Yield the checks of one parameter's arrays; slack where the pass may differ by rounding that has grown."""
    slack = None
    if subject.pair:
        scope, _, short = name.rpartition(".")
        slack = np.full(1, subject.parameter_slack(f"{scope}.{short}_l0").max())
    for family, values in true.items():
        array = f"{family}/{name}"
        if array in subject.arrays:
            wide = None if slack is None else np.full(len(values), slack[0])
            yield compare(
                claims.ByStep, array, (drawn(subject), "numpy"), subject.arrays[array], values,
                subject.long_tolerance, wide,
            )
    for family, claim in (
        ("parameter_gradient_share", claims.ShareSum), ("parameter_gradient_flow", claims.ParameterFlowSum),
    ):
        array = f"{family}/{name}"
        if array in subject.arrays:
            total = np.array([subject.arrays[array].astype(np.float64).sum()])
            yield compare(claim, array, ("sum", subject.truth), total, np.array([norm]), subject.long_tolerance, slack)


def decades_of(subject: Subject, length: int) -> float:
    """Return how far a logarithm may be after so many steps."""
    return DECADES[subject.run.experiment.dtype] * (10 + length)
