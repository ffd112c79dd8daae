"""What stands before ∂L/∂c_t in the gradients of an LSTM's gates, for many steps at once."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def through_gates(i: Tensor, f: Tensor, g: Tensor, cell_before: Tensor, out: Sequence[Tensor]) -> None:
    """Fill three tensors with g i (1 − i), c_{t-1} f (1 − f), i (1 − g²): of the sums under i, f and g."""
    through_sigmoid = torch.ops.aten.sigmoid_backward.grad_input
    through_sigmoid(g, i, grad_input=out[0])
    through_sigmoid(cell_before, f, grad_input=out[1])
    torch.ops.aten.tanh_backward.grad_input(i, g, grad_input=out[2])


def through_output(cell: Tensor, o: Tensor, out: Tensor) -> None:
    """Fill a tensor with tanh(c) o (1 − o): what stands before ∂L/∂h_t in the sum under o."""
    torch.ops.aten.sigmoid_backward.grad_input(cell.tanh(), o, grad_input=out)
