"""The computation as lines: forward, loss, backward, gradients, and a step of descent."""

from __future__ import annotations

from rnnviz.worked.backward_lines import backward_lines
from rnnviz.worked.descent_lines import descent_lines
from rnnviz.worked.differences import Checked, differences
from rnnviz.worked.example import Example
from rnnviz.worked.forward_lines import forward_lines, whole_loss
from rnnviz.worked.gradient_lines import gradient_lines
from rnnviz.worked.line import Line
from rnnviz.worked.passes import backward, forward
from rnnviz.worked.second_route import SecondRoute


def lines(example: Example, rate: float | None = None) -> list[Line]:
    """Return the whole computation, each line with how far a second route is from it.

    Parameters
    ----------
    rate : float or None
        η of the step of descent; None leaves it out.
    """
    return lines_beside(example, rate, differences(example))


def lines_beside(example: Example, rate: float | None, checked: Checked | None) -> list[Line]:
    """Return the computation: forward, loss, backward, the gradients as sums, and one step of descent.

    Parameters
    ----------
    rate : float or None
        η of the step; None leaves it out.
    checked : Checked or None
        What the second route has found; None before it has been gone: no line says then whether it agrees.
    """
    ahead = forward(example)
    back = backward(example, ahead)
    route = SecondRoute(checked)
    found = [line for t in range(example.length) for line in forward_lines(example, ahead, route, t)]
    found.append(whole_loss(example, ahead, route))
    for t in reversed(range(example.length)):
        found += backward_lines(example, ahead, back, route, t)
    found += gradient_lines(example, ahead, back, route)
    if rate is not None:
        found += descent_lines(example, ahead, back, route, rate)
    return found
