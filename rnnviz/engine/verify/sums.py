"""Checks of what must add up: losses over time, losses' own gradients, and what each step adds to ∂L/∂θ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import torch

from rnnviz.directions import as_read, parameter_of
from rnnviz.engine.kinds import kind_of
from rnnviz.engine.passes.levels import reading
from rnnviz.engine.passes.linearised import Linearised
from rnnviz.engine.patience import ask, in_parts
from rnnviz.engine.verify import claims
from rnnviz.engine.verify.checks import checked, compare, skipped
from rnnviz.engine.verify.forward import drawn
from rnnviz.engine.verify.subject import WHOLE, Subject
from rnnviz.engine.verify.trajectory import Trajectory, whole_gradients
from rnnviz.link.checks import Check

GROUPS = 8
"""Losses are followed back in at most so many groups, one group alone at a time."""


def losses(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield that the losses by time add up to the loss."""
    by_time = subject.arrays["loss_by_time"].astype(np.float64)
    loss = float(subject.arrays["loss"])
    size = float(np.abs(by_time).sum()) or 1.0
    apart = abs(float(by_time.sum()) - loss) / size
    yield checked(claims.LossSum, "", (drawn(subject), "sum"), apart, subject.value_tolerance)


def losses_gradients(subject: Subject, trajectory: Trajectory | None) -> Iterator[Check]:
    """Yield that the gradients of groups of losses add up to the gradient of all: Σ_t ∂L_t/∂h_k = ∂L/∂h_k."""
    groups = [own for own in np.array_split(subject.loss_steps, GROUPS) if len(own)]
    weights = np.zeros((len(groups), len(subject.example.loss_steps)))
    for place, own in enumerate(groups):
        weights[place, own] = 1 / len(subject.loss_steps)
    found: list[dict[str, np.ndarray]] = []
    for row in in_parts(list(weights)):
        found.append(_of_group(subject, trajectory, row))
    for name in subject.names.states:
        total = np.sum([each[name] for each in found], axis=0)
        slack = None if trajectory is not None else subject.slack(name, WHOLE)
        yield compare(
            claims.FlowSum, name, (drawn(subject), "sum over losses"), subject.arrays[f"gradient/{name}"], total,
            subject.long_tolerance, slack,
        )


def _of_group(subject: Subject, trajectory: Trajectory | None, weights: np.ndarray) -> dict[str, np.ndarray]:
    """Return the gradients of a group of losses with respect to every state (T, H)."""
    if trajectory is not None:
        passed = trajectory.back(weights)
        return {name: passed.values(name) for name in subject.names.states}
    scale = torch.from_numpy(weights)
    return subject.cells.of_loss(torch.where(scale != 0, subject.cells.losses * scale, 0.0).sum())


def steps(subject: Subject, trajectory: Trajectory | None) -> Iterator[Check]:
    """Yield that what each step adds, δ_k ⊗ h_{k-1} and so on from the drawn arrays, makes up ∂L/∂θ."""
    if not subject.names.linear:
        return
    true = whole_gradients(subject, trajectory)
    for scope, step in linear_steps(subject).items():
        if not held(subject, scope):
            yield skipped(claims.StepSum, scope, claims.Beyond)
            continue
        for name, part in by_steps(subject, scope, step).items():
            array = parameter_of(scope, name)
            slack = None if trajectory is not None else subject.parameter_slack(array)
            made = part.total().numpy().astype(subject.arrays[f"{scope}.hidden"].dtype)
            yield compare(
                claims.StepSum, array, (f"{drawn(subject)}, sum over steps", subject.truth), made, true[array],
                subject.long_tolerance, slack,
            )


def held(subject: Subject, scope: str) -> bool:
    """Tell whether the precision holds every drawn gradient of a layer's states."""
    names = [name for name in subject.names.states if name.startswith(f"{scope}.")]
    return all(bool(np.isfinite(subject.arrays[f"gradient/{name}"]).all()) for name in names)


class Parts(NamedTuple):
    """What each step adds to ∂L/∂θ: the outer product of δ_k (T, G·H) and of what met the weight (T, N), or δ_k.

    Where the candidate met r ⊙ h instead, that is ``reset``. What met peepholes, (T, G·H), is in ``delta`` already.
    """

    delta: torch.Tensor
    met: torch.Tensor | None
    reset: torch.Tensor | None = None

    def total(self) -> torch.Tensor:
        """Return ∂L/∂θ."""
        if self.met is None:
            return self.delta.sum(0)
        if self.reset is None:
            return self.delta.T @ self.met
        size = self.met.shape[1]
        return torch.cat([self.delta[:, :-size].T @ self.met, self.delta[:, -size:].T @ self.reset])

    def norms(self, size: int) -> np.ndarray:
        """Return the norm of what each step adds to each gate's ``size`` rows (T, gates)."""
        blocks = self.delta.shape[1] // size
        sizes = np.linalg.norm(self.delta.numpy().reshape(len(self.delta), blocks, -1), axis=2)
        if self.met is None:
            return np.asarray(sizes)
        met = np.repeat(np.linalg.norm(self.met.numpy(), axis=1)[:, None], blocks, axis=1)
        if self.reset is not None:
            met[:, -1] = np.linalg.norm(self.reset.numpy(), axis=1)
        return np.asarray(sizes * met)

    def shares(self, whole: np.ndarray, size: int) -> np.ndarray:
        """Return ⟨what each step adds to each gate's ``size`` rows, ∂L/∂θ⟩ / ‖∂L/∂θ‖ (T, gates)."""
        blocks = self.delta.shape[1] // size
        against = torch.from_numpy(whole)
        meets = against.expand_as(self.delta) if self.met is None else self.met @ against.T
        if self.met is not None and self.reset is not None:
            meets[:, -size:] = self.reset @ against[-size:].T
        products = (self.delta * meets).numpy().reshape(len(self.delta), blocks, -1).sum(2)
        return np.asarray(products / np.linalg.norm(whole))


def by_steps(subject: Subject, scope: str, step: Linearised) -> dict[str, Parts]:
    """Return what each step adds to the gradient of each of a layer's parameters, from the drawn gradients.

    In the order in which the layer reads.
    """
    ask()
    dh = _double(as_read(scope, subject.arrays[f"gradient/{scope}.hidden"]))[:, None]  # (T, 1, H)
    delta, entering = step.from_hidden * dh, step.to_input * dh  # (T, G, H)
    if step.from_cell is not None:
        dc = _double(as_read(scope, subject.arrays[f"gradient/{scope}.cell"]))[:, None]
        delta, entering = delta + step.from_cell * dc, entering + step.from_cell * dc
    kept = None
    if step.reset is not None:  # r acts through the candidate's product alone
        kept = step.reset.gate * step.before
        through = (delta[:, -1] @ step.candidate_weight) * step.reset.slope
        delta[:, 0], entering[:, 0] = through, through
    looked = {}
    if "weight_peephole" in step.layer.cell_parameters:  # i and f saw the c before, o the c of its own step
        assert step.cell is not None
        assert step.cell_before is not None
        seen = torch.cat([delta[:, 0] * step.cell_before, delta[:, 1] * step.cell_before, delta[:, 3] * step.cell], 1)
        looked["weight_peephole"] = Parts(seen, None)
    delta, entering = delta.flatten(1), entering.flatten(1)
    return looked | {
        "weight_ih": Parts(entering, step.read),
        "weight_hh": Parts(delta, step.before, kept),
        "bias_ih": Parts(entering, None),
        "bias_hh": Parts(delta, None),
    }


def linear_steps(subject: Subject) -> Mapping[str, Linearised]:
    """Return the drawn states and gates of each layer as linear maps, in float64, in the order in which it reads."""
    model = subject.double.model
    return kind_of(model).linearised(model, _drawn_values(subject), subject.start_in_double)


def _drawn_values(subject: Subject) -> dict[str, torch.Tensor]:
    """Return the drawn states and gates, and what each scope read of them (``layer1.inputs``)."""
    model = subject.double.model
    found = {
        f"{scope}.{q.name}": _double(subject.arrays[f"{scope}.{q.name}"])
        for scope, info in subject.names.cells.items() for q in (*info.states, *info.gates)
    }
    if model.levels:
        hidden = {scope: found[f"{scope}.hidden"] for scope in model.by_scope}
        read, _top = reading(model.levels, hidden, _double(subject.arrays["inputs"]))
        return found | {f"{scope}.inputs": value for scope, value in read.items()}
    below: dict[str, torch.Tensor] = {}  # what the next layer of each half reads
    for scope in model.by_scope:
        half = scope.partition(".")[0]
        found[f"{scope}.inputs"] = below[half] if half in below else _double(subject.arrays[f"{half}.inputs"])
        below[half] = found[f"{scope}.hidden"]
    return found


def _double(values: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(values, np.float64).copy())
