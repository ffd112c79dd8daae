"""What the window calls an experiment: one that learns a file of a person's own by the file's name."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from rnnviz.catalogue import load, presets
from rnnviz.experiment import Experiment
from rnnviz.views.words.language import tr


def own_file(experiment: Experiment) -> str:
    """Return the name of the file that an experiment learns in place of what its preset does; "" for none."""
    path = getattr(experiment.task, "path", "")
    return Path(path).name if path and path != _path_of_preset(experiment.name) else ""


def called(experiment: Experiment) -> str:
    """Return an experiment's title, in the language that is installed."""
    return own_file(experiment) or (tr(experiment.title) if experiment.title else experiment.name)


def opening(title: str) -> str:
    """Return what a step of undo is called that opens something."""
    return tr("open {title}").format(title=title)


@lru_cache(maxsize=64)
def _path_of_preset(key: str) -> str:
    return str(getattr(load(key).task, "path", "")) if key in presets() else ""
