"""A window without a memory: the last steps, and a network on them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.kinds.kind import Asked
from rnnviz.engine.kinds.stack import Stacked, swept, swept_again
from rnnviz.engine.networks.window import Window
from rnnviz.engine.passes import windows
from rnnviz.engine.passes.linearised import Linearised
from rnnviz.engine.passes.recorded import Recorded
from rnnviz.engine.recorded.names import Names, layer_name
from rnnviz.engine.ways.layers import State
from rnnviz.errors import BadInput


class Register(Stacked[Window]):
    """What it carries from step to step is no state that it computes, but what it has read."""

    def names(self, model: Window) -> Names:
        """Return what can be recorded."""
        states = tuple(f"{scope}.hidden" for scope in model.names)
        sums = tuple(f"{scope}.preactivation" for scope in model.names[1:])
        return Names(
            cells={scope: layer.cell.describe() for scope, layer in model.by_scope.items()},
            values=("inputs", *states),
            extras=sums,
            states=states,
            others=("inputs", *sums),
            parameters=tuple(name for name, _ in model.named_parameters()),
        )

    def readable(self, asked: Asked) -> Recorded:
        """Return the pass step by step; its gradients carry their exponents."""
        return swept(asked)

    def record(self, asked: Asked) -> Recorded:
        """Return the pass with all windows at once, but where a norm needs its exponent."""
        if asked.new_tape is not None:
            return self.readable(asked)
        found = windows.at_once(asked.learner, asked.example, asked.states, asked.weights)
        if not (self.beyond(asked, found) or self.faint(asked, found)):
            return found
        inputs = frozenset({layer_name("inputs")})
        return swept(asked, inputs) if found.outputs.dtype == torch.float64 else swept_again(asked, found, inputs)

    def reached(self, asked: Asked, name: str, logs: np.ndarray, begin: int, end: int) -> np.ndarray:
        """Return the steps up to the last that bears a loss, but those that lie outside every window."""
        part = logs[: end + 1]
        return part[~np.isneginf(part)]

    def linearised(
        self, model: Window, values: Mapping[str, Tensor], states: tuple[State, ...] | None
    ) -> Mapping[str, Linearised]:
        """Return nothing: no computed state leads to the next."""
        return {}

    def why_unread(self, model: Window) -> BadInput | None:
        """Return nothing: it reads."""
        return None

    def why_silent(self, model: Window) -> BadInput | None:
        """Return nothing: it writes."""
        return None
