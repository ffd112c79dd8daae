"""The computation as lines: forward, loss, backward, gradients, and a step of descent."""

from __future__ import annotations

from rnnviz.worked.backward_lines import backward_lines
from rnnviz.worked.descent_lines import descent_lines
from rnnviz.worked.differences import differences
from rnnviz.worked.example import Example
from rnnviz.worked.forward_lines import forward_lines, whole_loss
from rnnviz.worked.gradient_lines import gradient_lines
from rnnviz.worked.line import Line
from rnnviz.worked.passes import backward, forward


def lines(example: Example, rate: float | None = None) -> list[Line]:
    """Return the whole computation: forward, loss, backward, the gradients as sums, and one step of descent.

    Parameters
    ----------
    rate : float or None
        η of the step; None leaves it out.
    """
    ahead = forward(example)
    back = backward(example, ahead)
    checked = differences(example)
    found = [line for t in range(example.length) for line in forward_lines(example, ahead, checked, t)]
    found.append(whole_loss(example, ahead, checked))
    for t in reversed(range(example.length)):
        found += backward_lines(example, ahead, back, checked, t)
    found += gradient_lines(example, ahead, back, checked)
    if rate is not None:
        found += descent_lines(example, ahead, back, rate)
    return found
