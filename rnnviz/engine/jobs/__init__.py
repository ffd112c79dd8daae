"""The table of jobs: what the engine computes for a view beside learning and traces, in parts.

A job is a generator function of a run and its arguments (plain JSON values). It yields (parts done, parts
in all) after each part, which should take some 50 ms, since commands and updates wait meanwhile; it returns
a `Found`. Updates go on between two parts: a job that needs weights which stay takes `Learner.frozen` first.
It raises `BadInput` where it cannot be done. One file a job.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rnnviz.engine.jobs.autoregression import autoregression
from rnnviz.engine.jobs.found import Found
from rnnviz.engine.jobs.heads import heads
from rnnviz.engine.jobs.hunt import hunt, lesion
from rnnviz.engine.jobs.ngram import ngram_held_out, ngram_table
from rnnviz.engine.jobs.parts import JobParts
from rnnviz.engine.jobs.text import text, text_dependence, text_values
from rnnviz.engine.jobs.write import writable, write
from rnnviz.engine.training.run import Run

MakeJob = Callable[[Run, Mapping[str, Any]], JobParts]

JOBS: dict[str, MakeJob] = {
    "autoregression": autoregression,
    "heads": heads,
    "hunt": hunt,
    "lesion": lesion,
    "ngram_held_out": ngram_held_out,
    "ngram_table": ngram_table,
    "text": text,
    "text_dependence": text_dependence,
    "text_values": text_values,
    "writable": writable,
    "write": write,
}

__all__ = ["JOBS", "Found", "JobParts", "MakeJob"]
