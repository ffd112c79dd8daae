"""Sums under the gates and gradients of gates, sums and inputs, from the gradients of the states alone.

Every gate of step t acts through h_t and c_t, so its gradient is theirs times a known factor; nothing
more has to be kept while the pass runs.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from rnnviz.engine.passes.linearised import Linearised, Reading


def preactivations(step: Reading | Linearised, values: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the sums under a layer's nonlinearities, (T, H), by the names of the cell.

    Parameters
    ----------
    step : Reading or Linearised
    values : mapping of str to Tensor (T, H)
        The layer's gates, by the names of the cell.
    """
    p = step.layer.cell_parameters
    from_x = torch.addmm(p["bias_ih"].detach(), step.read, p["weight_ih"].detach().T)
    from_h = torch.addmm(p["bias_hh"].detach(), step.before, p["weight_hh"].detach().T)
    gates = [gate.name for gate in step.layer.cell.info.gates]
    if not gates:
        return {"preactivation": from_x + from_h}
    found = {}
    if step.layer.cell.info.key == "gru":
        size = step.before.shape[1]
        found = {"candidate_from_input": from_x[:, -size:], "candidate_from_hidden": from_h[:, -size:]}
        from_h = torch.cat([from_h[:, :-size], values["reset_gate"] * from_h[:, -size:]], -1)
    parts = (from_x + from_h).chunk(len(gates), -1)
    return {f"{gate}_preactivation": part for gate, part in zip(gates, parts, strict=True)} | found


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
            z, n = wide["update_gate"], wide["candidate"]
            size = step.before.shape[1]
            p = step.layer.cell_parameters
            of_state = step.before @ p["weight_hh"].detach()[2 * size :].T + p["bias_hh"].detach()[2 * size :]
            found["candidate"] = (1 - z) * hidden
            found["update_gate"] = (step.before[:, None] - n) * hidden
            found["candidate_from_input"] = to_sums[:, :, 2]
            found["candidate_from_hidden"] = to_sums[:, :, 2] * wide["reset_gate"]
            found["reset_gate"] = found["candidate"] * (1 - n * n) * of_state[:, None]
        case _:
            found["preactivation"] = to_sums[:, :, 0]
    return found
