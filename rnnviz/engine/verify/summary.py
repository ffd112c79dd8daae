"""What came of all checks, for ``--json``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from rnnviz.engine.training.run import Run
from rnnviz.link.checks import Check, failed, made


def report(run: Run, checks: Sequence[Check]) -> dict[str, Any]:
    """Return the table as plain values."""
    return {
        "experiment": run.experiment.name,
        "update": run.updates,
        "dtype": run.experiment.dtype,
        "device": run.device,
        "torch": torch.__version__,
        "checks": [check.plain() for check in checks],
        "compared": len(made(checks)),
        "failed": [check.key for check in failed(checks)],
        "passed": bool(made(checks)) and not failed(checks),
    }
