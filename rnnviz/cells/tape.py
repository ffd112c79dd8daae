"""The tape: where a step names what it computes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor, nn


class Tape:
    """Keeps what a step records, by name.

    ``record`` returns the tensor it was given; the step goes on with what is returned, so that what
    was recorded is what was used and receives its gradient, and so that an operation on the model
    can put another tensor in its place.
    """

    def __init__(self) -> None:
        self.values: dict[str, Tensor] = {}

    def record(self, name: str, value: Tensor) -> Tensor:
        """Keep ``value`` (B, H) under the ``name`` of a state or gate, and return it."""
        self.values[name] = value
        return value

    def tanh(self, value: Tensor) -> Tensor:
        """Return tanh of a value; what follows gradients may give its slope more digits than autograd does."""
        return value.tanh()

    def sigmoid(self, value: Tensor) -> Tensor:
        """Return σ of a value; as `tanh`."""
        return value.sigmoid()

    def written(self, kept: Tensor, new: Tensor) -> Tensor:
        """Return (1 − kept) ⊙ new, of a gate that keeps what was; as `tanh`."""
        return (1 - kept) * new

    def softmax(self, scores: Tensor, over: int) -> Tensor:
        """Return the softmax of scores over one axis; as `tanh`."""
        return scores.softmax(over)

    def norm(self, layer: nn.Module, value: Tensor) -> Tensor:
        """Return what a layer norm makes of a value; as `tanh`."""
        found: Tensor = layer(value)
        return found

    def enter(self, state: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        """Return the states that a step goes on from: those given, unless an operation cuts their gradient."""
        return state


class Silent(Tape):
    """A tape that keeps nothing."""

    def record(self, name: str, value: Tensor) -> Tensor:
        """Return ``value``."""
        return value
