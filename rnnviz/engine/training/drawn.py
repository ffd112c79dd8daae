"""Where a batch was drawn from: with it a run that goes back has its newest batch again."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from rnnviz.tasks import Batch, Task


class Drawn(NamedTuple):
    """Size of a batch, and the state of the generator and the place in the data just before it."""

    size: int
    generator: dict[str, Any]
    cursor: np.ndarray | None

    def again(self, task: Task) -> Batch:
        """Return the same batch."""
        generator = np.random.Generator(np.random.PCG64())
        generator.bit_generator.state = self.generator
        return task.batch(self.size, generator, self.cursor)
