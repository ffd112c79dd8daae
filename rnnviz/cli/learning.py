"""A run without a window: update after update, until it is done, interrupted, or cannot go on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rnnviz.cli.interruption import Interruption
from rnnviz.cli.progress import Progress

if TYPE_CHECKING:
    from rnnviz.engine.training.run import Run


@dataclass
class Outcome:
    """What came of the updates: their rows, and why they ended early, if they did."""

    rows: list[dict[str, float]] = field(default_factory=list)
    failure: str = ""
    interrupted: bool = False

    @property
    def code(self) -> int:
        """The exit code."""
        return 130 if self.interrupted else 1 if self.failure else 0

    @property
    def status(self) -> str:
        """One word: done, failed, interrupted."""
        return "interrupted" if self.interrupted else "failed" if self.failure else "done"

    @property
    def scores(self) -> dict[str, float]:
        """The newest value of every score, of held-out data too."""
        from rnnviz.history import is_score

        newest = {name: value for row in self.rows for name, value in row.items()}
        return {name: value for name, value in newest.items() if is_score(name)}


def learn(run: Run, updates: int, quiet: bool) -> Outcome:
    """Make so many updates, or as many as there can be."""
    from rnnviz.engine.training.divergence import Diverged

    outcome = Outcome()
    with Interruption() as interruption, Progress(updates, run.experiment.name, quiet) as progress:
        try:
            while run.updates < updates and not interruption.asked:
                outcome.rows.append(run.update())
                progress.reach(run.updates, updates, f"loss {outcome.rows[-1]['loss']:.4g}")
        except Diverged as problem:
            outcome.failure = str(problem)
        except (MemoryError, RuntimeError) as problem:
            if not _is_out_of_memory(problem):
                raise
            outcome.failure = (
                f"update {run.updates + 1} did not fit into memory: "
                "reduce cell.hidden_size, training.batch_size or the task's length"
            )
    outcome.interrupted = interruption.asked and run.updates < updates
    return outcome


def _is_out_of_memory(problem: Exception) -> bool:
    """Recognise torch's several ways of saying it: only CUDA's has a class of its own."""
    words = str(problem).lower()
    return isinstance(problem, MemoryError) or "out of memory" in words or "can't allocate memory" in words
