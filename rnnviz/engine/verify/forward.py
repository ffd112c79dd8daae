"""Checks of the forward pass: outputs, losses, states, gates and attention."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import nn

from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.patience import ask, hear_on_the_way_back
from rnnviz.engine.recorded.names import layer_name
from rnnviz.engine.verify import claims
from rnnviz.engine.verify.checks import checked, compare, skipped
from rnnviz.engine.verify.subject import Subject
from rnnviz.engine.verify.trajectory import Trajectory
from rnnviz.link.checks import Check


def drawn(subject: Subject) -> str:
    """Return the route of what is drawn."""
    return f"drawn ({subject.trace.path})"


def takes_two_paths(subject: Subject) -> bool:
    """Tell whether what is drawn came from another path than the step-by-step one."""
    same = ("readable", "exact") if subject.pair or subject.blocks else ("readable",)
    return subject.trace.path not in same


def two_paths(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield the comparison of the drawn values with the step-by-step path, where they came from another."""
    subject.follow(takes_two_paths(subject))
    if not takes_two_paths(subject):
        return
    routes = (drawn(subject), "step by step")
    base = subject.value_tolerance
    found = subject.readable
    yield compare(
        claims.Readable, "outputs", routes, subject.arrays["outputs"], found.outputs.cpu().numpy(), base,
        subject.slack("outputs"),
    )
    for name in subject.names.values:
        if not name.endswith("inputs"):
            true = found.values[layer_name(name)].cpu().numpy()
            yield compare(claims.Readable, name, routes, subject.arrays[name], true, base, subject.slack(name))


def torch_values(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield the comparison of the drawn values with torch's cells, from the inputs alone."""
    routes, base, cells = (drawn(subject), subject.truth), subject.value_tolerance, subject.cells
    for name in subject.names.values:
        if name in cells.kept or name in cells.beside:
            found = subject.arrays[name]
            yield compare(claims.WholePass, name, routes, found, cells.value(name), base, subject.slack(name))
    outputs = cells.outputs.detach().numpy()
    slack = subject.slack("outputs")
    yield compare(claims.WholePass, "outputs", routes, subject.arrays["outputs"], outputs, base, slack)
    weights = subject.loss_weights[0]
    by_time = np.where(weights != 0, cells.losses.detach().numpy() * weights, 0.0)
    slack = np.where(weights != 0, subject.slack("losses") * weights, 0.0)
    yield compare(claims.WholePass, "loss_by_time", routes, subject.arrays["loss_by_time"], by_time, base, slack)
    total = np.array([float(cells.loss_of(0).detach())])
    yield compare(claims.WholePass, "loss", routes, subject.arrays["loss"], total, base, np.array([slack.max()]))


def fused_module(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield the comparison of the drawn hidden states with torch.nn.RNN, GRU or LSTM, layer on layer."""
    if subject.pair or subject.blocks or any(layer.cell.torch_module() is None for layer in subject.layers.values()):
        yield skipped(claims.WholePass, "torch.nn")
        return
    found, _top = fused_hidden(subject)
    for scope, value in found.items():
        name = f"{scope}.hidden"
        check = compare(
            claims.WholePass, name, (drawn(subject), "torch.nn, float64"), subject.arrays[name],
            value.detach().numpy(), subject.value_tolerance, subject.slack(name),
        )
        yield Check(**{**vars(check), "key": f"module/{name}"})


def fused_hidden(
    subject: Subject, parameters: dict[str, torch.Tensor] | None = None
) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
    """Return h (T, H) of every scope by torch's fused modules in float64, and what the readout reads (T, H or 2H)."""
    p = subject.cells.parameters if parameters is None else parameters
    model = subject.double.model
    assert isinstance(model, Stack)
    x = model.inputs(subject.double.tensor(subject.example.inputs), p["readout.weight"])
    if "inputs.weight" in p:
        x = p["inputs.weight"][torch.from_numpy(subject.example.inputs)]
    found: dict[str, torch.Tensor] = {}
    handed_on = []
    for level in model.levels:
        ask()
        layer, ways = level.layers[0], len(level.scopes)
        wanted = layer.cell.torch_module()
        assert wanted is not None
        name, options = wanted
        size = layer.cell.hidden_size
        module: nn.RNNBase = getattr(nn, name)(
            layer.input_size, size, device="meta", bidirectional=ways == 2, **options
        )
        own = f"{level.scopes[0]}."
        given = {key.removeprefix(own): value for key, value in p.items() if key.startswith(own)}
        begin = tuple(torch.zeros(ways, 1, size, dtype=torch.float64) for _ in layer.cell.info.states)
        if subject.start is not None:
            starts = [subject.start[model.names.index(scope)] for scope in level.scopes]
            begin = tuple(torch.stack([s.detach().cpu().double() for s in kind]) for kind in zip(*starts, strict=True))
        y, _ = torch.func.functional_call(module, given, (x, begin if len(begin) > 1 else begin[0]))
        found |= dict(zip(level.scopes, y[:, 0].chunk(ways, -1), strict=True))
        x = y + x if level.skip else y
        handed_on.append(x)
    hear_on_the_way_back(handed_on)
    return found, x[:, 0]


def each_step(subject: Subject, trajectory: Trajectory | None) -> Iterator[Check]:
    """Yield that every drawn state and gate of a stack follows from the drawn state before it."""
    if trajectory is None:
        return
    base = subject.value_tolerance
    for name, true in trajectory.states.items():
        yield compare(claims.EachStep, name, (drawn(subject), subject.truth), subject.arrays[name], true, base)
    for name, true in trajectory.gates.items():
        yield compare(claims.EachGate, name, (drawn(subject), "equation, float64"), subject.arrays[name], true, base)
    routes = (drawn(subject), subject.truth)
    yield compare(claims.EachStep, "outputs", routes, subject.arrays["outputs"], trajectory.outputs(), base)
    outputs = torch.from_numpy(np.array(subject.arrays["outputs"], np.float64))
    weights = subject.loss_weights[0]
    by_time = np.where(weights != 0, trajectory.losses(outputs).numpy() * weights, 0.0)
    yield compare(claims.EachStep, "loss_by_time", routes, subject.arrays["loss_by_time"], by_time, base)


def learning_pass(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield that the pass that learns gives the outputs that are drawn."""
    start = subject.start
    with torch.no_grad():
        done = subject.learner.run(subject.example, start)
    routes = (drawn(subject), "training")
    outputs = done.outputs[:, 0].cpu().numpy()
    yield compare(
        claims.Trained, "outputs", routes, subject.arrays["outputs"], outputs, subject.value_tolerance,
        subject.slack("outputs"),
    )


def ranges(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield that what a sigmoid, softmax or tanh returned is within its range, exactly."""
    for scope, info in subject.names.cells.items():
        for quantity in (*info.gates, *info.states):
            if (quantity.low, quantity.high) not in ((0.0, 1.0), (-1.0, 1.0)):
                continue
            values = subject.arrays[f"{scope}.{quantity.name}"]
            out = float(np.maximum(values - quantity.high, quantity.low - values).max())
            claim = claims.UnitRange if quantity.low == 0 else claims.TanhRange
            out = float("inf") if np.isnan(out) else max(out, 0.0)
            yield checked(claim, f"{scope}.{quantity.name}", (drawn(subject),), out, 0.0)
    looked = [name for name in subject.names.values if name.endswith(".attention")]
    if not looked:
        yield skipped(claims.RowSum, "decoder.attention")
    for name in looked:
        weights = subject.arrays[name]
        out = max(float(np.max(weights - 1)), float(np.max(-weights)), 0.0)
        yield checked(claims.UnitRange, name, (drawn(subject),), out, float(np.finfo(weights.dtype).eps))
        apart = float(np.abs(weights.sum(-1, dtype=np.float64) - 1).max())
        yield checked(claims.RowSum, name, (drawn(subject), "sum"), apart, subject.value_tolerance)
        if subject.blocks and subject.run.experiment.model.causal:
            later = float(np.abs(np.triu(weights, 1)).max())
            yield checked(claims.NoFuture, name, (drawn(subject),), later, 0.0)
