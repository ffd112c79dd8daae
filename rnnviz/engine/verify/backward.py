"""Checks of the backward pass: gradients of the states, their norms, and the gradients of the parameters."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch.nn import functional

from rnnviz.engine.patience import in_parts, part
from rnnviz.engine.recorded.names import layer_name
from rnnviz.engine.verify import claims
from rnnviz.engine.verify.checks import SLACK, checked, compare
from rnnviz.engine.verify.forward import drawn, fused_hidden, takes_two_paths
from rnnviz.engine.verify.subject import REACH, WHOLE, Subject, copied
from rnnviz.engine.verify.trajectory import Trajectory
from rnnviz.link.checks import Check

DECADES = {"float32": 2e-6, "float64": 1e-11}
"""What one step may add to the error of log10 of a norm; it grows with the steps that the gradient has passed."""
UNITS = 2
"""In the last place of 1: how far p − 1 may be off where torch's cross-entropy takes 1 from p."""
KINDS = (("gradient_norm", WHOLE), ("gradient_reach", REACH))


def two_paths(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield the comparison of the drawn gradients with the step-by-step path, where they came from another."""
    if not takes_two_paths(subject):
        return
    routes = (drawn(subject), "step by step")
    for name in subject.names.states:
        found = subject.readable.gradients[layer_name(name)]
        slack = subject.slack(name, WHOLE)
        yield compare(
            claims.Readable, f"gradient/{name}", routes, subject.arrays[f"gradient/{name}"], found.values(WHOLE),
            subject.gradient_tolerance, slack,
        )
        with np.errstate(over="ignore", under="ignore"):
            reach = 10.0 ** found.log10_norm()[REACH]
        width = np.sqrt(found.mantissa.shape[-1])
        yield compare(
            claims.Readable, f"gradient_reach/{name}", routes, subject.arrays[f"gradient_reach/{name}"], reach,
            subject.gradient_tolerance, subject.slack(name, REACH) * width,
        )


def torch_gradients(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield the comparison of the drawn gradients with plain autograd through torch's cells, from the inputs alone."""
    for name in subject.names.states:
        true = subject.cells.gradients(WHOLE)[name]
        yield compare(
            claims.WholePass, f"gradient/{name}", (drawn(subject), subject.truth), subject.arrays[f"gradient/{name}"],
            true, subject.gradient_tolerance, subject.slack(name, WHOLE),
        )
        reach = np.linalg.norm(subject.cells.gradients(REACH)[name], axis=1)
        yield compare(
            claims.WholePass, f"gradient_reach/{name}", (drawn(subject), subject.truth),
            subject.arrays[f"gradient_reach/{name}"], reach, subject.gradient_tolerance,
            subject.slack(name, REACH) * np.sqrt(subject.cells.gradients(REACH)[name].shape[1]),
        )


def each_step(subject: Subject, trajectory: Trajectory | None) -> Iterator[Check]:
    """Yield that torch's cells pass back the gradients that are drawn, along the drawn states of a stack."""
    if trajectory is None:
        return
    routes = (drawn(subject), subject.truth)
    for kind, row in in_parts(KINDS):
        passed = trajectory.back(subject.loss_weights[row])
        for name in subject.names.states:
            if row == WHOLE:
                found = subject.arrays[f"gradient/{name}"]
                yield compare(
                    claims.Backward, f"gradient/{name}", routes, found, passed.values(name), subject.long_tolerance
                )
            yield decades(subject, f"{kind}_log10/{name}", passed.log10_norm(name))


def decades(subject: Subject, array: str, true: np.ndarray) -> Check:
    """Compare logarithms of norms step by step; minus infinity (exactly zero) must stand where it should."""
    found = subject.arrays[array]
    unit = DECADES[subject.run.experiment.dtype]
    with np.errstate(invalid="ignore"):
        apart = np.where(found == true, 0.0, np.abs(found - true))
    apart = np.where(np.isnan(apart), np.inf, apart)
    passed = np.arange(len(found))[::-1]  # steps that the gradient has passed
    if subject.both_ways:  # on and back through every layer
        passed = np.full(len(found), 2 * len(found))
    allowed = unit * (10 + passed)
    worst = int(np.argmax(apart / allowed))
    return checked(claims.Decades, array, (drawn(subject), subject.truth), apart[worst], allowed[worst])


def norms(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield that the drawn norms are those of the drawn vectors, where these are within the precision."""
    tiny = float(np.finfo(subject.run.experiment.dtype).tiny) ** 0.5
    for name in subject.names.states:
        vectors = subject.arrays[f"gradient/{name}"].astype(np.float64)
        drawn_norm = subject.arrays[f"gradient_norm/{name}"]
        with np.errstate(over="ignore", invalid="ignore"):
            true = np.linalg.norm(vectors, axis=1)
        fits = (true > tiny) & np.isfinite(true) | (true == 0) & (drawn_norm == 0)
        found = np.where(fits, drawn_norm, 0).astype(drawn_norm.dtype)
        routes = (drawn(subject), "numpy")
        yield compare(
            claims.Norm, f"gradient_norm/{name}", routes, found, np.where(fits, true, 0), subject.value_tolerance * 10
        )


def parameters(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield ∂L/∂θ by torch's fused modules against its cells, both in float64."""
    if subject.pair or subject.blocks or any(layer.cell.torch_module() is None for layer in subject.layers.values()):
        return
    cells = subject.cells
    p = {name: value.detach().clone().requires_grad_() for name, value in cells.parameters.items()}
    with part(0, 3):
        _hidden, top = fused_hidden(subject, p)
        outputs = functional.linear(top, p["readout.weight"], p["readout.bias"])
        loss = _loss(subject, outputs)
        found = torch.autograd.grad(loss, list(p.values()))
    with part(1, 3):
        subject.move()
    for name, value in zip(p, found, strict=True):
        true = cells.gradients(WHOLE)[name]
        slack = subject.parameter_slack(name, double=True) + subject.of_slopes(name, double=True) / SLACK
        yield compare(claims.Parameter, name, ("torch.nn, float64", subject.truth), value.numpy(), true, 1e-9, slack)


def training(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield that the gradient of the pass that learns is the plain one (where the graph is not cut)."""
    if 0 < subject.learner.truncate < len(subject.example.loss_steps):
        return
    learner = copied(subject.learner, subject.learner.device, subject.learner.precision)
    named = dict(learner.model.named_parameters())
    rounded = _rounded_losses(subject)
    with torch.enable_grad():
        done = learner.run(subject.example, subject.start)
        found = torch.autograd.grad(done.loss, list(named.values()), allow_unused=True)
    for name, value in zip(named, found, strict=True):
        true = subject.cells.gradients(WHOLE)[name]
        made = np.zeros_like(true) if value is None else value.cpu().numpy()
        rounding = rounded.get(name, 0.0) + subject.of_slopes(name)
        slack = subject.parameter_slack(name) + rounding / SLACK
        yield compare(claims.Training, name, ("training", subject.truth), made, true, subject.gradient_tolerance, slack)


def _rounded_losses(subject: Subject) -> dict[str, float]:
    """Return, by parameter, what p − 1 rounded at every loss does to ∂L/∂θ: torch's cross-entropy takes 1 from p.

    Where the model is nearly sure of a target, that is most of what it learns from.
    """
    if subject.learner.task.loss != "cross_entropy":
        return {}
    upon = torch.zeros_like(subject.cells.outputs)
    targets = torch.from_numpy(np.ascontiguousarray(subject.example.targets[:, 0]))
    unit = float(np.finfo(subject.run.experiment.dtype).eps)
    upon.scatter_(1, targets[:, None], torch.from_numpy(UNITS * unit * subject.loss_weights[WHOLE])[:, None])
    found = subject.cells.of_loss((subject.cells.outputs * upon).sum())
    return {name: float(np.abs(found[name]).max()) for name in subject.cells.parameters}


def _loss(subject: Subject, outputs: torch.Tensor) -> torch.Tensor:
    targets = torch.from_numpy(np.ascontiguousarray(subject.example.targets[:, 0]))
    if subject.learner.task.loss == "cross_entropy":
        each = functional.cross_entropy(outputs, targets, reduction="none")
    else:
        each = (outputs - targets.double()).square().mean(-1)
    scale = torch.from_numpy(subject.loss_weights[WHOLE])
    return torch.where(scale != 0, each * scale, 0.0).sum()
