"""The beginning of a run: from nothing, from a snapshot that came with the command, or from one that is kept here."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import torch

from rnnviz.catalogue import as_written, from_values
from rnnviz.engine.serving.keeping import Keeping
from rnnviz.engine.serving.served import Served
from rnnviz.engine.serving.shelf import Shelf
from rnnviz.engine.serving.travelling import MakeRun
from rnnviz.engine.serving.wire import Outbox
from rnnviz.engine.training.run import Run
from rnnviz.link import messages
from rnnviz.link.frames import Message


def begin(command: Message, before: Served | None, shelf: Shelf, outbox: Outbox, make_run: MakeRun) -> Served:
    """Make the run that a command asks for, in place of the one before, and tell the window of it.

    Raises
    ------
    BadInput
        There can be no such run; the one before goes on.
    """
    header = command.header
    number = header["run"]
    arrays, values = _snapshot(command, before, shelf), header["experiment"]
    run = make_run(as_written(values) if arrays else from_values(values), arrays)
    if before and not before.place.rewound:
        before.keeping.take(before.run)
        before.snapshots.leave(before.run)
    line, of = header["line"], header["of"]
    if line != of:
        shelf.inherit(line, of, run.updates)
    shelf.truncate(line, run.updates)
    served = Served(run, number, outbox, time.monotonic(), Keeping(shelf, line, number, outbox))
    outbox.send(
        messages.started(
            number, update=run.updates, device=run.device, threads=torch.get_num_threads(),
            parameters=run.parameters, task=told_task(run),
            weights_sha256=run.learner.weights.sha256, remarks=run.remarks,
        )
    )
    return served


def _snapshot(command: Message, before: Served | None, shelf: Shelf) -> dict[str, np.ndarray]:
    """Return the snapshot that a start goes on from: what is kept here, or what came with it; {}: none."""
    of, update = command.header["of"], command.header["update"]
    if before and update and (before.keeping.line, before.run.updates) == (of, update):
        return before.run.snapshot()
    kept = shelf.before(of, update)
    return kept.arrays if kept is not None and kept.update == update > 0 else dict(command.arrays)


def told_task(run: Run) -> dict[str, Any]:
    """Return what the window is told of a run's task."""
    task = run.task
    return {
        "length": task.length,
        "input_size": task.input_size,
        "output_size": task.output_size,
        "symbols": list(task.symbols),
        "output_symbols": list(task.output_symbols),
        "data_sha256": task.data_sha256,
        "facts": dict(task.facts),
    }
