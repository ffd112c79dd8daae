"""The program where there is no display: it trains, and leaves a picture of its window and a summary."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rnnviz.atomic import write_text
from rnnviz.cli.folder import folder_name, prepared
from rnnviz.cli.progress import Progress
from rnnviz.experiment import Experiment

if TYPE_CHECKING:
    from rnnviz.app.changing.stored import Stored
    from rnnviz.app.running.live_run import LiveRun

SIZE = (1600, 1000)


def draw(what: Experiment | Stored, name: str) -> int:
    """Train as long as the experiment says; write ``window.png`` and ``summary.txt`` into ``runs/<name>``.

    A session is drawn as it was left.
    """
    from rnnviz.app.shooting import EngineFailed, shoot

    stored = None if isinstance(what, Experiment) else what
    experiment = what if isinstance(what, Experiment) else what.run.experiment
    folder = prepared(Path("runs") / folder_name(experiment.name))
    picture, text = folder / "window.png", folder / "summary.txt"
    if stored is None:
        total, doing = experiment.training.updates, f"training {experiment.name} for {{}} updates without a window"
    else:
        total, doing = stored.run.update, f"drawing {name} as it was left, at update {{}}"
    sys.stdout.write(f"There is no display: {doing.format(total)}.\n")
    sys.stdout.flush()
    try:
        with Progress(total, experiment.name) as progress:
            run = shoot(
                what, updates=total, moment=None, size=SIZE, theme="light", language="en", views=None,
                out=picture, progress=progress.reach,
            )
    except (EngineFailed, KeyboardInterrupt) as problem:
        sys.stderr.write(f"rnnviz: {str(problem) or 'interrupted'}; the window as it was then: {picture}\n")
        return 1 if isinstance(problem, EngineFailed) else 130
    if run is not None:
        write_text(text, summary(run, name))
    sys.stdout.write(f"The window: {picture}\nThe summary: {text}\n")
    return 0


def summary(run: LiveRun, name: str) -> str:
    """Return what was trained, on what, and what came of it."""
    from rnnviz.history import BY_PARAMETER

    experiment, history, started = run.experiment, run.history, run.started
    lines = [
        f"{experiment.name}: {experiment.title}",
        experiment.purpose,
        "",
        f"{run.update} updates on {started['device']} (threads: {started['threads']}), "
        f"{started['parameters']} parameters",
    ]
    for column in history.names:
        finite = [float(value) for value in history[column] if math.isfinite(value)]
        if finite and column not in {"update", "clip_threshold"} and not column.startswith(BY_PARAMETER):
            words = column.replace("_", " ")
            lines.append(f"{words}: {finite[0]:.4g} at first, {finite[-1]:.4g} at last")
    lines += ["", f"To see it move, where there is a display: rnnviz {name}"]
    if not name.lower().endswith(".rnnviz"):
        lines.append(f"To repeat it: rnnviz run {name}")
    return "\n".join(line for line in lines) + "\n"
