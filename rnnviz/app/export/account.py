"""Where an export is from: the experiment, its update, the seed, the versions, and the command that repeats it."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping

import numpy as np
import pyqtgraph
import PySide6

import rnnviz
from rnnviz.app.export.command import command
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.views.base import View


def account(view: View, link: EngineLink) -> dict[str, str]:
    """Return what every export of a view carries, as words."""
    return dict(_lines(view, link))


def _lines(view: View, link: EngineLink) -> Iterator[tuple[str, str]]:
    yield "view", view.key
    yield "title", view.title
    yield "purpose", view.purpose
    run = link.run
    if run is not None:
        recipe = run.experiment
        yield "experiment", recipe.name
        yield "seed", str(recipe.seed)
        yield "updates", str(run.update)
        if view.trace is not None:
            yield "trace_of_update", str(view.trace.update)
            yield "phase", view.moment.phase
            yield "step", str(view.moment.t)
            if view.trace.operated:
                listed = [each.model_dump(mode="json", exclude_defaults=True) for each in view.trace.operated]
                yield "operated", json.dumps(listed, ensure_ascii=False)
        yield "layer", view.shared.selection.scope
        yield "unit", str(view.shared.selection.unit)
        yield "device", str(run.started.get("device", ""))
        yield "dtype", recipe.dtype
        yield "command", command(recipe, run.update)
    yield from versions(link).items()


def versions(link: EngineLink) -> Mapping[str, str]:
    """Return the versions of what computed and drew."""
    engine = {} if link.engine is None else {"torch": str(link.engine["torch"])}
    return {
        "rnnviz": rnnviz.__version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "pyside6": PySide6.__version__,
        "pyqtgraph": pyqtgraph.__version__,
        **engine,
    }


def loss_unit(view: View, link: EngineLink) -> str:
    """Return the unit of the loss: nats of a cross-entropy, else of the squared error."""
    targets = None if view.trace is None else view.trace.get("targets")
    if targets is None and link.run is not None:
        return "nats" if "perplexity" in link.run.history else "1"
    return "squared error" if targets is not None and targets.dtype.kind == "f" else "nats"


def caption(view: View, link: EngineLink) -> str:
    """Return the line under an exported picture."""
    run = link.run
    words = []
    if run is not None:
        update = run.update if view.trace is None else view.trace.update
        words = [run.experiment.name, f"update {update:,}", f"seed {run.experiment.seed}"]
        if view.trace is not None and view.trace.operated:
            words.append("operated")
    return " · ".join([*words, f"rnnviz {rnnviz.__version__}"])
