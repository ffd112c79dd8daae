"""The four files that a run leaves: experiment, weights, metrics, trace."""

from __future__ import annotations

import csv
import importlib.metadata
import io
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save as save_tensors

import rnnviz
from rnnviz.atomic import sweep, write_text, writing
from rnnviz.catalogue import to_toml
from rnnviz.engine.networks.weights import named_symbols
from rnnviz.engine.training.run import Run
from rnnviz.experiment import Experiment
from rnnviz.history import is_score

FIRST_COLUMNS = ("update", "loss", "gradient_norm", "clip_coefficient", "learning_rate", "seconds")
FILES = ("experiment.toml", "weights.safetensors", "metrics.csv", "trace.npz")


def write(folder: Path, run: Run, rows: Sequence[Mapping[str, float]], watch: Iterable[str] = ()) -> list[Path]:
    """Write what a run has come to; returns the paths of the four files.

    Each file is whole or untouched; an older run's files in the folder are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    write_text(folder / "experiment.toml", to_toml(described(run)))
    weights = {name: value.detach().cpu().contiguous() for name, value in run.learner.model.state_dict().items()}
    with writing(folder / "weights.safetensors") as file:
        file.write(save_tensors(weights, named_symbols(run.task)))
    write_text(folder / "metrics.csv", metrics(rows))
    arrays = dict(run.probe(tuple(watch)).arrays)
    with writing(folder / "trace.npz") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    return [folder / name for name in FILES]


def described(run: Run) -> Experiment:
    """Return the experiment as run: device and threads resolved, versions and data written down."""
    record: dict[str, bool | int | float | str] = {
        "rnnviz": rnnviz.__version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        **{name: importlib.metadata.version(name) for name in ("torch", "numpy")},
        "updates": run.updates,
        "skipped": run.skipped,
        "parameters": run.parameters,
        "seconds": round(run.seconds, 3),
        "data_sha256": run.task.data_sha256,
        **run.task.facts,
    }
    repeats = run.as_run
    model = repeats.model
    if model.weights:
        record["weights_sha256"] = run.learner.weights.sha256
        path = os.path.abspath(os.path.expanduser(model.weights))  # so that it repeats from any folder
        model = model.model_copy(update={"weights": path})
    return repeats.model_copy(
        update={"device": run.device, "threads": torch.get_num_threads(), "model": model, "record": record}
    )


def metrics(rows: Sequence[Mapping[str, float]]) -> str:
    """Return the rows as CSV: the fixed columns, the scores in order of appearance, then what clipping did.

    A cell is empty where there is nothing.
    """
    found = dict.fromkeys(name for row in rows for name in row if name != "clip_threshold")
    scores = [name for name in found if is_score(name)]
    rest = [name for name in found if not is_score(name) and name not in FIRST_COLUMNS]
    names = [*FIRST_COLUMNS, *scores, *rest]
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(names)
    for row in rows:
        table.writerow([_cell(name, row) for name in names])
    return out.getvalue()


def _cell(name: str, row: Mapping[str, float]) -> str:
    if name not in row:
        return ""
    return str(int(row[name])) if name == "update" else repr(float(row[name]))
