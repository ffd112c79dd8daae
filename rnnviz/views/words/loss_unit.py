"""The unit of a loss, and with it of every gradient: states and gates are plain numbers."""

from __future__ import annotations

from rnnviz.trace import Trace
from rnnviz.views.words.language import tr


def in_unit(written: str, unit: str) -> str:
    """Return a number that is written out with its unit; words ("not finite") stay as they are."""
    return f"{written} {unit}" if unit and written[-1:].isdigit() else written


def loss_unit(trace: Trace) -> str:
    """Return "nats" of a cross-entropy, "squared error" where numbers are asked for."""
    targets = trace.get("targets")
    return tr("squared error") if targets is not None and targets.dtype.kind == "f" else tr("nats")
