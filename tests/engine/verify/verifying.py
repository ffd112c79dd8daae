"""Small runs, and what verification says of them."""

from __future__ import annotations

from rnnviz.catalogue import load
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import verify
from rnnviz.link.checks import Check, failed

SMALL = ["threads=1", "cell.hidden_size=12", "training.batch_size=4"]  # a multiple of the heads of transformers
BRIEF = ["cell.hidden_size=7", "task.length=13", "threads=1", "training.batch_size=4"]
WILD = ["cell.recurrent_gain=4"]
LSTM = [*BRIEF, "cell.kind=lstm"]


def made_run(name: str, sets: list[str], updates: int = 2) -> Run:
    run = Run(load(name, sets))
    for _ in range(updates):
        run.update()
    return run


def all_checks(run: Run) -> list[Check]:
    return [check for part in verify(run) for check in part]


def keys(checks: list[Check]) -> set[str]:
    return {check.key for check in failed(checks)}
