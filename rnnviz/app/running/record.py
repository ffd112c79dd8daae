"""What is written beside an experiment that is saved: where it ran, with which versions, how far it came."""

from __future__ import annotations

import platform

import numpy as np

import rnnviz
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.experiment import Experiment


def as_saved(recipe: Experiment, link: EngineLink) -> Experiment:
    """Return the recipe with the device, threads and versions of the run that the engine has."""
    run, engine = link.run, link.engine
    if run is None or not run.started or engine is None:
        return recipe
    record: dict[str, bool | int | float | str] = {
        "rnnviz": rnnviz.__version__,
        "python": engine["python"],
        "platform": platform.platform(),
        "torch": engine["torch"],
        "numpy": np.__version__,
        "updates": run.update,
        "parameters": run.started["parameters"],
        "data_sha256": run.started["task"]["data_sha256"],
        **run.started["task"].get("facts", {}),
    }
    if run.started["weights_sha256"]:
        record["weights_sha256"] = run.started["weights_sha256"]
    training = recipe.training.model_copy(update={"updates": run.update})
    done = tuple(change for change in recipe.change if change.update <= run.update)
    return recipe.model_copy(
        update={
            "device": run.started["device"],
            "threads": run.started["threads"],
            "training": training,
            "change": done,
            "record": record,
        }
    )
