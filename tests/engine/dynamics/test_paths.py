"""Fast and readable path agree on every array they share, whatever the sizes."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from rnnviz.catalogue import load
from rnnviz.engine.networks import losses
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes.fused import fused
from rnnviz.engine.passes.gates import gradients as of_gates
from rnnviz.engine.passes.gates import preactivations
from rnnviz.engine.passes.linearised import linearise
from rnnviz.engine.passes.sweep import sweep
from rnnviz.engine.training.run import Run
from rnnviz.tasks import Batch

SHAPES = {
    "cell": st.sampled_from(["rnn", "relu", "gru", "lstm"]),
    "layers": st.integers(1, 3),
    "sizes": st.integers(1, 4).flatmap(
        lambda b: st.tuples(
            st.just(b),
            *([st.integers(1, 12).filter(lambda n: n != b)] * 2),
        ).filter(lambda sizes: sizes[1] != sizes[2])
    ),
    "steps": st.integers(1, 300),
    "dtype": st.sampled_from(["float32", "float64"]),
    "seed": st.integers(0, 10_000),
}
"""Cell, depth, B, D and H (all different), T, type."""


def made(cell: str, layers: int, inputs: int, hidden: int, steps: int, dtype: str, seed: int, *more: str) -> Run:
    kind = ["cell.kind=rnn", "cell.activation=relu"] if cell == "relu" else [f"cell.kind={cell}"]
    sets = [
        *kind, f"model.layers={layers}", f"task.inputs={inputs}", f"cell.hidden_size={hidden}",
        f"task.length={max(steps, 2)}", f"dtype={dtype}", f"seed={seed}", "threads=1", *more,
    ]
    return Run(load("vanishing-rnn", sets))


def cut(batch: Batch, steps: int) -> Batch:
    """Return the last steps: the task itself has no pass of one."""
    return Batch(
        inputs=batch.inputs[-steps:], targets=batch.targets[-steps:], loss_steps=batch.loss_steps[-steps:]
    )


def close(mine: torch.Tensor, theirs: torch.Tensor, name: str) -> None:
    """Agree to what the type holds, relative to the largest value."""
    theirs = theirs.detach()
    tolerance = 1e-10 if theirs.dtype == torch.float64 else 2e-4
    largest = float(theirs.abs().max()) if theirs.numel() else 0.0
    torch.testing.assert_close(mine, theirs, rtol=0, atol=tolerance * max(largest, 1e-30), msg=name)


@settings(max_examples=20, deadline=None)
@given(**SHAPES, loss_on=st.sampled_from(["all", "last"]), starts=st.booleans())
def test_a_probe_pass_is_the_same_on_both(
    cell: str, layers: int, sizes: tuple[int, ...], steps: int, dtype: str, seed: int, loss_on: str, starts: bool
) -> None:
    _, inputs, hidden = sizes
    run = made(cell, layers, inputs, hidden, steps, dtype, seed, f"training.loss_on={loss_on}")
    model = run.learner.model
    assert isinstance(model, Stack)
    random = torch.Generator().manual_seed(seed)
    states = tuple(tuple(torch.rand_like(s, generator=random) for s in state) for state in model.start(1))
    begin = states if starts else None
    example = cut(run.pinned, steps)
    here = example.loss_steps[:, 0]
    weights = np.stack([here / here.sum(), np.eye(steps)[np.flatnonzero(here)[0]]])
    info = model.layers[0].cell.info
    asked = [
        f"{scope}.{name}" for scope in model.names
        for name in (q.name for q in (*info.states, *info.gates))
    ]
    asked.append("layer0.inputs")  # what a higher layer reads is the state below, whose gradient is another
    sums = [f"{name}_preactivation" for name in (q.name for q in info.gates)] or ["preactivation"]
    asked += [f"{scope}.{name}" for scope in model.names for name in sums]
    slow = sweep(run.learner, example, begin, weights, asked)
    fast = fused(run.learner, example, begin, weights)
    close(fast.outputs, slow.outputs, "outputs")
    close(fast.losses, slow.losses, "losses")
    for place, (scope, layer) in enumerate(zip(model.names, model.layers, strict=True)):
        step = linearise(layer, scope, fast.values, states[place] if starts else None)
        gates = {q.name: fast.values[f"{scope}.{q.name}"] for q in info.gates}
        dh, dc = (fast.gradients.get(f"{scope}.{name}") for name in ("hidden", "cell"))
        assert dh is not None
        more = of_gates(step, gates, dh.mantissa, None if dc is None else dc.mantissa)
        values = {name.removeprefix(f"{scope}."): v for name, v in fast.values.items() if name.startswith(scope)}
        values |= preactivations(step, gates)
        for name in (name for name in slow.values if name.startswith(f"{scope}.")):
            close(values[name.removeprefix(f"{scope}.")], slow.values[name], name)
        found = {q.name: fast.gradients[f"{scope}.{q.name}"].mantissa for q in info.states} | more
        for name in (name for name in asked if name.startswith(f"{scope}.")):
            theirs = slow.gradients[name]
            scaled = theirs.mantissa.double() * torch.from_numpy(np.exp2(theirs.exponent))[..., None]
            close(found[name.removeprefix(f"{scope}.")], scaled.to(theirs.mantissa.dtype), name)


@settings(max_examples=10, deadline=None)
@given(**SHAPES, truncate=st.integers(0, 20))
def test_a_training_step_is_the_same_as_through_the_cells_own_step(
    cell: str, layers: int, sizes: tuple[int, ...], steps: int, dtype: str, seed: int, truncate: int
) -> None:
    batch, inputs, hidden = sizes
    run = made(
        cell, layers, inputs, hidden, steps, dtype, seed, f"training.batch_size={batch}",
        f"training.truncate={truncate}",
    )
    run.update()
    assert run.current is not None
    current = cut(run.current, steps)
    assert current.size == batch
    model = run.learner.model
    assert isinstance(model, Stack)
    fast = run.learner.run(current)
    parameters = list(model.parameters())
    mine = torch.autograd.grad(fast.loss, parameters)
    x = run.learner.tensor(current.inputs)
    states = model.start(current.size)
    pieces = []
    for piece in torch.split(x, truncate) if 0 < truncate < len(x) else (x,):
        states = tuple(tuple(s.detach() for s in state) for state in states)
        ends = []
        for layer, state in zip(model.layers, states, strict=True):
            piece, end = layer.unrolled(piece, state)
            ends.append(end)
        states = tuple(ends)
        pieces.append(piece)
    outputs = model.readout(torch.cat(pieces))
    targets, here = run.learner.tensor(current.targets), run.learner.tensor(current.loss_steps)
    loss = losses.total(run.task.loss, outputs, targets, here)
    close(fast.outputs.detach(), outputs, "outputs")
    for (name, _), a, b in zip(model.named_parameters(), mine, torch.autograd.grad(loss, parameters), strict=True):
        close(a, b, name)
