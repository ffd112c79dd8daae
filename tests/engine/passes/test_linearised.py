"""The coefficients of every cell against autograd through its own step."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rnnviz.catalogue import load
from rnnviz.cells.tape import Tape
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes.linearised import Linearised, linearise
from rnnviz.engine.training.run import Run

CELLS = [("rnn", "tanh"), ("rnn", "relu"), ("rnn", "identity"), ("gru", ""), ("lstm", ""), ("gru_before", ""),
         ("lstm_1997", ""), ("lstm_peephole", "")]  # fmt: skip


@pytest.mark.parametrize(("cell", "activation"), CELLS)
def test_a_step_back_equals_autograd_through_the_cells_step(cell: str, activation: str) -> None:
    chosen = [f"cell.activation={activation}"] if activation else []
    run = Run(
        load(
            "vanishing-rnn",
            [f"cell.kind={cell}", *chosen, "cell.hidden_size=5", "task.inputs=3", "dtype=float64", "threads=1"],
        )
    )
    model = run.learner.model
    assert isinstance(model, Stack)
    (layer,) = model.layers
    generator = torch.Generator().manual_seed(3)
    if cell == "lstm_peephole":  # they start shut
        with torch.no_grad():
            layer.get_parameter("weight_peephole_l0").copy_(torch.randn(15, generator=generator))

    def draw(width: int) -> torch.Tensor:
        return torch.randn(1, width, generator=generator, dtype=torch.float64)

    names = [quantity.name for quantity in layer.cell.info.states]
    before = tuple(draw(5).requires_grad_() for _ in names)
    x = draw(3).requires_grad_()
    tape = Tape()
    tape.record("inputs", x)
    after = layer.cell.step({key: value.detach() for key, value in layer.cell_parameters.items()}, x, before, tape)
    values = {f"layer0.{key}": value.detach() for key, value in tape.values.items()}
    values |= {f"layer0.{name}": state.detach() for name, state in zip(names, after, strict=True)}
    found = linearise(layer, "layer0", values, tuple(state.detach() for state in before))

    ends = [draw(5) for _ in names]
    truth = torch.autograd.grad(after, [x, *before], ends)
    dx, *states = _back(found, *ends)
    for mine, theirs in zip([dx, *states], truth, strict=True):
        np.testing.assert_allclose(mine.numpy(), theirs.numpy(), rtol=1e-12, atol=1e-15)


def _back(step: Linearised, dh: torch.Tensor, dc: torch.Tensor | None = None) -> list[torch.Tensor]:
    """One step back, as the module's equations have it."""
    delta, epsilon = step.from_hidden * dh[:, None], step.to_input * dh[:, None]
    before = []
    if dc is not None:
        assert step.from_cell is not None
        assert step.cell_from_hidden is not None
        assert step.keep_cell is not None
        dc = dc + step.cell_from_hidden * dh
        delta, epsilon = delta + step.from_cell * dc[:, None], epsilon + step.from_cell * dc[:, None]
        before = [step.keep_cell * dc]
    if step.reset is not None:
        into_reset = delta[:, 2] @ step.weight_hh[10:]
        delta[:, 0], epsilon[:, 0] = step.reset.slope * into_reset, step.reset.slope * into_reset
        to_hidden = delta[:, :2].flatten(1) @ step.weight_hh[:10] + step.reset.gate * into_reset
    else:
        to_hidden = delta.flatten(1) @ step.weight_hh
    if step.keep_hidden is not None:
        to_hidden = to_hidden + step.keep_hidden * dh
    return [epsilon.flatten(1) @ step.weight_ih, to_hidden, *before]
