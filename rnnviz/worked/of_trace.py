"""The weights and the example of a model that runs, as a worked example."""

from __future__ import annotations

import numpy as np

from rnnviz.errors import BadInput
from rnnviz.trace import Trace
from rnnviz.worked.example import Activation
from rnnviz.worked.examples import typed_matrix
from rnnviz.worked.matrices import LARGEST
from rnnviz.worked.steps import MOST_STEPS
from rnnviz.worked.typed import Typed

WATCH = ("weight/*",)
"""Arrays of a trace that are needed beside those that every trace has."""
EXACT = 9
"""Decimals of a float32 weight that are kept: the loss then agrees to seven digits or more."""


def typed_of(trace: Trace, activation: str) -> Typed:
    """Return the numbers of a pass as they would be typed; the loss is the program's, a mean over the steps.

    Raises
    ------
    BadInput
        The model is no Elman network of one layer, or larger than a worked example can be.
    """
    cells = trace.cells
    if tuple(cells) != ("layer0",) or cells["layer0"].key != "rnn" or "weight/readout.weight" not in trace:
        raise BadInput(
            "a worked example needs an Elman RNN of one layer; this model is {model}",
            model=", ".join(cell.key for cell in cells.values()) or "–",
        )
    u, w = (np.asarray(trace[f"weight/layer0.{name}"], np.float64) for name in ("weight_ih_l0", "weight_hh_l0"))
    v, c = (np.asarray(trace[f"weight/readout.{name}"], np.float64) for name in ("weight", "bias"))
    bias = sum(
        (np.asarray(trace[name], np.float64) for name in ("weight/layer0.bias_ih_l0", "weight/layer0.bias_hh_l0")
         if name in trace), np.zeros(len(w)),
    )  # fmt: skip
    x = np.asarray(trace["inputs"], np.float64)
    if max(*u.shape, len(v)) > LARGEST or len(x) > MOST_STEPS:
        raise BadInput(
            "a worked example goes up to {limit} units, inputs and outputs and {steps} steps; this model has {units}, "
            "{inputs} and {outputs}, and {length} steps",
            limit=LARGEST, steps=MOST_STEPS, units=len(w), inputs=u.shape[1], outputs=len(v), length=len(x),
        )
    read_out = np.asarray(trace["layer0.hidden"], np.float64) @ v.T + c
    outputs = np.asarray(trace["outputs"], np.float64)
    if read_out.shape != outputs.shape or not np.allclose(read_out, outputs, rtol=1e-3, atol=1e-3):
        raise BadInput(
            "this model computes more than the equations of the worked example, such as residual connections"
        )
    counts = np.asarray(trace["loss_steps"], bool)
    targets = trace["targets"]
    classes = targets.dtype.kind in "iu"
    rows = []
    for t, counted in enumerate(counts):
        if not counted:
            rows.append("-")
        elif classes:
            rows.append(str(int(targets[t]) + 1))
        else:
            rows.append(typed_matrix(targets[t], EXACT))
    initial = trace.get("layer0.initial_hidden")
    known: dict[str, Activation] = {"tanh": "tanh", "relu": "relu", "identity": "identity"}
    return Typed(
        texts={
            "U": typed_matrix(u, EXACT), "W": typed_matrix(w, EXACT), "V": typed_matrix(v, EXACT),
            "b": typed_matrix(bias, EXACT), "c": typed_matrix(c, EXACT),
            "h0": "" if initial is None else typed_matrix(initial, EXACT),
            "x": typed_matrix(x, EXACT), "y": "\n".join(rows),
        },
        activation=known[activation], loss="cross_entropy" if classes else "mean_squared", over="mean",
    )  # fmt: skip
