"""What came of a run, in words and as JSON."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rnnviz.cli.learning import Outcome

if TYPE_CHECKING:
    from rnnviz.engine.training.run import Run


def summary(run: Run, outcome: Outcome, files: Sequence[Path]) -> dict[str, Any]:
    """Return the result for ``--json``; a figure that is not finite, or that there is none of, is null."""
    return {
        "name": run.experiment.name,
        "status": outcome.status,
        "message": outcome.failure,
        "updates": run.updates,
        "loss": _finite(outcome.rows[-1]["loss"]) if outcome.rows else None,
        "scores": {name: _finite(value) for name, value in outcome.scores.items()},
        "seconds": round(run.seconds, 3),
        "device": run.device,
        "parameters": run.parameters,
        "files": [str(path) for path in files],
    }


def sentence(run: Run, outcome: Outcome) -> str:
    """Return the result in words."""
    figures = {"loss": outcome.rows[-1]["loss"], **outcome.scores} if outcome.rows else {}
    words = ", ".join(f"{name.replace('_', ' ')} {value:.4g}" for name, value in figures.items())
    made = "1 update" if run.updates == 1 else f"{run.updates} updates"
    start = f"{run.experiment.name}: {made} in {run.seconds:.1f} s on {run.device}"
    return f"{start}{', interrupted' if outcome.interrupted else ''}{': ' if words else ''}{words}"


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
