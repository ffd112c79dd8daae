"""Sums under the gates and gradients of gates, sums and inputs, from the gradients of the states alone.

Every gate of step t acts through h_t and c_t, so its gradient is theirs times a known factor; nothing
more has to be kept while the pass runs.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from torch import Tensor

from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes import fused
from rnnviz.engine.passes.exact import in_order
from rnnviz.engine.passes.levels import in_time
from rnnviz.engine.passes.linearised import Linearised, Reading, left
from rnnviz.engine.passes.recorded import Gradient, Recorded, unscaled
from rnnviz.engine.passes.sums import slopes_under, sums
from rnnviz.engine.patience import ask
from rnnviz.engine.ways.layers import State
from rnnviz.tasks import Batch


def add(
    learner: Learner, example: Batch, states: tuple[State, ...] | None, weights: np.ndarray, found: Recorded, *,
    backward: bool,
) -> None:
    """Add to a stack's pass the sums under the gates, and, where wanted, the gradients of gates, sums and inputs."""
    model = learner.model
    assert isinstance(model, Stack)
    inside = {
        scope: {q.name: in_time(scope, found.values[f"{scope}.{q.name}"]) for q in layer.cell.info.gates}
        for scope, layer in model.by_scope.items()
    }
    steps = fused.linearised(model, found.values, states) if backward else {}
    reads = steps or fused.readings(model, found.values, states)
    for scope, own in inside.items():
        ask()
        sums = preactivations(reads[scope], own)
        found.values |= {f"{scope}.{name}": in_time(scope, value) for name, value in sums.items()}
    for scope, step in steps.items():
        ask()
        hidden = in_order(scope, found.gradients[f"{scope}.hidden"])
        cell = None if step.cell is None else in_order(scope, found.gradients[f"{scope}.cell"]).at(hidden.exponent)
        more = gradients(step, inside[scope], hidden.mantissa, cell)
        found.gradients |= {
            f"{scope}.{name}": in_order(scope, Gradient(mantissa=value, exponent=hidden.exponent))
            for name, value in more.items()
        }
    if not backward:
        return
    into = unscaled(fused.direct(learner, example, weights, found)) if not model.chain else None
    for level in reversed(model.levels):  # what a layer reads goes to both of its directions, and past them
        first, *others = (found.gradients[f"{scope}.inputs"] for scope in level.scopes)
        for other in (*others, *((into,) if level.skip and into is not None else ())):
            first = first.plus(other)
        found.gradients[f"{level.scopes[0]}.inputs"] = into = first


def preactivations(step: Reading | Linearised, values: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the sums under a layer's nonlinearities, (T, H), by the names of the cell.

    Parameters
    ----------
    step : Reading or Linearised
    values : mapping of str to Tensor (T, H)
        The layer's gates, by the names of the cell.
    """
    found = sums(step.layer, step.read, step.before, values)
    if "" in found:
        return {"preactivation": found[""]}
    return {
        f"candidate_{name}" if name.startswith("from_") else f"{name}_preactivation": value
        for name, value in found.items()
    }


def gradients(
    step: Linearised, values: Mapping[str, Tensor], hidden: Tensor, cell: Tensor | None
) -> dict[str, Tensor]:
    """Return ∂L/∂ of a layer's inputs, gates and sums, (T, C, ·), by the names of the cell.

    Parameters
    ----------
    hidden, cell : Tensor (T, C, H)
        ∂L/∂h_t and ∂L/∂c_t.
    """
    to_sums = step.at_sums(hidden, cell, of_input=True)  # (T, C, G, H)
    names = [gate.name for gate in step.layer.cell.info.gates]
    found = {"inputs": to_sums.flatten(2) @ step.weight_ih}
    found |= {f"{name}_preactivation": to_sums[:, :, i] for i, name in enumerate(names)}
    wide = {name: values[name][:, None] for name in names}
    match step.layer.cell.info.key:
        case "lstm":
            assert cell is not None
            assert step.cell is not None
            assert step.cell_before is not None
            found["input_gate"] = cell * wide["candidate"]
            found["forget_gate"] = cell * step.cell_before[:, None]
            found["candidate"] = cell * wide["input_gate"]
            found["output_gate"] = hidden * step.cell.tanh()[:, None]
        case "gru":
            n, size = wide["candidate"], step.before.shape[1]
            p = step.layer.cell_parameters
            of_state = step.before @ p["weight_hh"].detach()[2 * size :].T + p["bias_hh"].detach()[2 * size :]
            slope = slopes_under(step.layer, step.read, step.before, values)
            found["candidate"] = left(values["update_gate"], slope["update_gate"])[:, None] * hidden
            found["update_gate"] = (step.before[:, None] - n) * hidden
            found["candidate_from_input"] = to_sums[:, :, 2]
            found["candidate_from_hidden"] = to_sums[:, :, 2] * wide["reset_gate"]
            found["reset_gate"] = to_sums[:, :, 2] * of_state[:, None]
        case _:
            found["preactivation"] = to_sums[:, :, 0]
    return found
