"""The messages of jobs: what the window has the engine compute beside learning and traces.

A job belongs to a run and has a number, which counts up in the window. ``job`` is answered by any number
of ``job_progress`` and one of ``job_done`` and ``job_bad``, unless it is cancelled or its run is replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rnnviz.errors import BadInput
from rnnviz.link.frames import Message
from rnnviz.trace import Array

KINDS = ("job_progress", "job_done", "job_bad")
"""What the engine says of jobs."""


def job(run: int, number: int, name: str, arguments: Mapping[str, Any]) -> Message:
    """Ask for a job: a key of the engine's table, with plain JSON values."""
    return Message({"kind": "job", "run": run, "number": number, "name": name, "arguments": dict(arguments)})


def cancel_job(run: int, number: int) -> Message:
    """Leave off with a job, begun or not."""
    return Message({"kind": "cancel_job", "run": run, "number": number})


def job_progress(run: int, number: int, done: int, total: int) -> Message:
    """Say how many parts of a job are done."""
    return Message({"kind": "job_progress", "run": run, "number": number, "done": done, "total": total})


def job_done(run: int, number: int, update: int, values: Mapping[str, Any], arrays: Mapping[str, Array]) -> Message:
    """Send what a job found on the weights after so many updates."""
    header = {"kind": "job_done", "run": run, "number": number, "update": update, "values": dict(values)}
    return Message(header, arrays)


def job_bad(run: int, number: int, problem: BadInput) -> Message:
    """Say why a job cannot be done; `messages.problem` gets the sentence back."""
    header = {"kind": "job_bad", "run": run, "number": number}
    return Message({**header, "template": problem.template, "values": problem.values})
