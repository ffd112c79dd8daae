"""How far the lines are from the second route; nothing is known of it until it has been gone."""

from __future__ import annotations

from dataclasses import dataclass

from rnnviz.worked.differences import Checked, loss_again
from rnnviz.worked.example import Example, Floats
from rnnviz.worked.line import apart


@dataclass(frozen=True, eq=False)
class SecondRoute:
    """Residuals of the lines: None where the second route has not been gone, or tells nothing.

    Attributes
    ----------
    found : Checked or None
    """

    found: Checked | None

    def of_state(self, value: Floats | float, name: str, t: int) -> float | None:
        """Return how far a state or a step's loss is from the same sums made in another order."""
        return None if self.found is None else apart(value, self.found.states[name][t])

    def of_loss(self, value: float) -> float | None:
        """Return how far L is from the same sums made in another order."""
        return None if self.found is None else apart(value, self.found.loss)

    def of_slope(self, value: Floats, name: str, t: int | None = None) -> float | None:
        """Return how far a derivative by a weight, or by a state of a step, is from the differences of the loss."""
        if self.found is None or self.found.kinked:
            return None
        other = self.found.of[name]
        return apart(value, other if t is None else other[t])

    def of_term(self, value: Floats, weight: str, t: int) -> float | None:
        """Return how far one step's term is from the differences of the loss, the weight moved at that step alone."""
        if self.found is None or self.found.kinked:
            return None
        return apart(value, self.found.terms[weight][t])

    def of_descended(self, value: Floats, old: Floats, name: str, rate: float) -> float | None:
        """Return how far a weight is, after a step of descent, from where the differences of the loss would lead it."""
        if self.found is None or self.found.kinked:
            return None
        return apart(value, old - rate * self.found.of[name])

    def of_loss_at(self, value: float, moved: Example) -> float | None:
        """Return how far the loss of other weights is from the same sums made in another order."""
        return None if self.found is None else apart(value, loss_again(moved))
