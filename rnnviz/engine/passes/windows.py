"""The fast path of a window: all steps at once, since none hangs on another but through what both have read.

Back through the hidden layers each step's gradient is its own; into the register, what later windows pass back to the
numbers that they share with this one is added. Where a norm leaves float32's safe range the readable path takes over.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from rnnviz.cells.tape import Silent
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.networks.window import Register, UnitsLayer, Window, activated, onward, windows
from rnnviz.engine.passes.fused import through_readout
from rnnviz.engine.passes.linearised import activation_slope
from rnnviz.engine.passes.recorded import Recorded, unscaled
from rnnviz.engine.ways.layers import State
from rnnviz.tasks import Batch

PATH = "window"


@torch.no_grad()
def at_once(learner: Learner, example: Batch, states: tuple[State, ...] | None, weights: np.ndarray) -> Recorded:
    """Run one example forward and backward, with everything that a window has.

    Parameters and result are those of `rnnviz.engine.passes.sweep.sweep`.
    """
    model = learner.model
    assert isinstance(model, Window)
    lowest, *above = model.layers
    register = lowest.cell
    assert isinstance(register, Register)
    start = states if states is not None else model.start(1)
    x = model.inputs(learner.tensor(example.inputs), model.readout.weight)  # (T, 1, D)
    values: dict[str, Tensor] = {"layer0.inputs": x[:, 0]}
    x = windows(x, start[0][0], register.steps)
    values["layer0.hidden"] = x[:, 0]
    for name, layer in zip(model.names[1:], above, strict=True):
        assert isinstance(layer, UnitsLayer)
        values[f"{name}.inputs"] = x[:, 0]
        a = functional.linear(x, layer.weight, layer.bias)
        x = activated(layer.cell.activation, a, Silent())
        values[f"{name}.preactivation"], values[f"{name}.hidden"] = a[:, 0], x[:, 0]
    outputs, each, direct = through_readout(learner, x, example, weights)
    gradients = {}
    for name, layer in zip(reversed(model.names[1:]), reversed(above), strict=True):
        assert isinstance(layer, UnitsLayer)
        slope = activation_slope(layer.cell.activation, values[f"{name}.preactivation"])[:, None]
        gradients[f"{name}.hidden"] = unscaled(direct)
        into = direct * slope
        gradients[f"{name}.preactivation"] = unscaled(into)
        direct = into @ layer.weight  # (T, C, below)
    whole = onward(direct, register.width)
    gradients["layer0.hidden"] = unscaled(whole)
    gradients["layer0.inputs"] = unscaled(whole[..., : register.width])  # what is read is the newest place
    return Recorded(values=values, outputs=outputs, losses=each, gradients=gradients, path=PATH)
