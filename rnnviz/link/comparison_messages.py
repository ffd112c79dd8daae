"""The messages of a comparison, which runs in an engine process of its own.

``compare`` is answered by any number of ``comparing`` and ``compared``, and one ``compared_all`` or
``not_compared``. To cancel it, the process is ended.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rnnviz.comparison import Comparison, Outcome, from_toml, to_toml
from rnnviz.errors import BadInput
from rnnviz.link.frames import Header, Message


def compare(comparison: Comparison) -> Message:
    """Run every case of a comparison."""
    return Message({"kind": "compare", "comparison": to_toml(comparison)})


def comparison_of(header: Header) -> Comparison:
    """Return the comparison of a ``compare`` message."""
    return from_toml(header["comparison"])


def comparing(done: int, total: int, label: str, value: Any, seed: int) -> Message:
    """Say how many parts are done, and which case is under way."""
    return Message(
        {"kind": "comparing", "done": done, "total": total, "label": label, "value": value, "seed": seed}
    )


def compared(outcome: Outcome) -> Message:
    """Send what came of one case."""
    plain = {name: getattr(outcome, name) for name in ("label", "value", "seed", "parameters", "updates")}
    figures = np.array([outcome.seconds, outcome.measure], np.float64)
    curve = np.array(outcome.curve, np.float64).reshape(-1, 2)
    scores = np.array(list(outcome.scores.values()), np.float64)
    arrays = {"figures": figures, "curve": curve, "scores": scores}
    return Message({"kind": "compared", **plain, "scores": list(outcome.scores)}, arrays)


def outcome_of(message: Message) -> Outcome:
    """Return the outcome of a ``compared`` message."""
    plain = {name: message.header[name] for name in ("label", "value", "seed", "parameters", "updates")}
    seconds, measure = (float(value) for value in message.arrays["figures"])
    curve = tuple((int(update), float(value)) for update, value in message.arrays["curve"])
    named = zip(message.header["scores"], message.arrays["scores"], strict=True)
    scores = {name: float(value) for name, value in named}
    return Outcome(**plain, seconds=seconds, measure=measure, curve=curve, scores=scores)


def compared_all() -> Message:
    """Say that every case has ended."""
    return Message({"kind": "compared_all"})


def not_compared(problem: BadInput) -> Message:
    """Say why the comparison cannot be run."""
    return Message({"kind": "not_compared", "template": problem.template, "values": problem.values})
