"""Two models that are compared, as they stand after equally many updates, as the files of a session.

======================  =====================================================
about.json              the update, whether B follows the size of A, where the window stands
a.toml, b.toml          the experiments
a.safetensors, b.…      the engine's snapshots: weights, optimizer, generator
a_history.…, b_…        a column a figure, a row an update
======================  =====================================================
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rnnviz.catalogue import as_written, to_toml
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.session.columns import of_columns, to_columns
from rnnviz.session.tensors import from_bytes, to_bytes
from rnnviz.session.text import to_text
from rnnviz.toml_file import parse
from rnnviz.trace import Array

ABOUT, SIDES = "about.json", ("a", "b")


@dataclass(frozen=True, kw_only=True, eq=False)
class Stand:
    """One of the two.

    Attributes
    ----------
    snapshot : mapping of str to numpy array, or None
        The engine's snapshot; None before there was one.
    columns : mapping of str to numpy array
        Columns of the history up to the update.
    """

    experiment: Experiment
    snapshot: Mapping[str, Array] | None = None
    columns: Mapping[str, Array] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False)
class Standing:
    """Both.

    Attributes
    ----------
    update : int
        Updates that each has done; 0 where there are no snapshots.
    same_size : bool
        B has the hidden size that gives it as many parameters as A.
    place : mapping
        Where the window stands: moment, zoom, selection.
    """

    a: Stand
    b: Stand
    update: int = 0
    same_size: bool = False
    place: Mapping[str, Any] = field(default_factory=dict)


def packed(standing: Standing) -> dict[str, bytes]:
    """Return the files of a session."""
    about = {"update": standing.update, "same_size": standing.same_size, "place": standing.place}
    files = {ABOUT: json.dumps(about).encode()}
    for name, stand in zip(SIDES, (standing.a, standing.b), strict=True):
        files[f"{name}.toml"] = to_toml(stand.experiment).encode()
        if stand.snapshot is not None:
            files[f"{name}.safetensors"] = b"".join(to_bytes(stand.snapshot))
            files[f"{name}_history.safetensors"] = b"".join(of_columns(stand.columns))
    return files


def unpacked(files: Mapping[str, bytes]) -> Standing | None:
    """Return what `packed` made files of; None where there are none.

    Raises
    ------
    BadInput
        A file is damaged; the sentence names it.
    """
    if ABOUT not in files:
        return None
    try:
        about = json.loads(to_text(ABOUT, files[ABOUT]))
        update, same_size, place = int(about["update"]), bool(about["same_size"]), about.get("place")
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise BadInput("{file} is damaged: it does not say where the comparison stands", file=ABOUT) from None
    a, b = (_stand(files, name, update) for name in SIDES)
    whole = a.snapshot is not None and b.snapshot is not None and update > 0
    if not whole:  # as it began
        a, b, update = Stand(experiment=a.experiment), Stand(experiment=b.experiment), 0
    return Standing(a=a, b=b, update=update, same_size=same_size, place=place if isinstance(place, dict) else {})


def _stand(files: Mapping[str, bytes], name: str, update: int) -> Stand:
    try:
        experiment = as_written(parse(to_text(f"{name}.toml", files.get(f"{name}.toml", b""))))
    except BadInput:
        raise BadInput("{file} is damaged: it holds no experiment", file=f"{name}.toml") from None
    snapshot, history = f"{name}.safetensors", f"{name}_history.safetensors"
    if snapshot not in files or history not in files:
        return Stand(experiment=experiment)
    return Stand(
        experiment=experiment, snapshot=from_bytes(snapshot, files[snapshot])[0],
        columns=_columns(history, files[history], update),
    )


def _columns(file: str, data: bytes, update: int) -> dict[str, Array]:
    columns = to_columns(file, data)
    known = columns.get("update", np.zeros(0))
    if not len(known) or known[-1] != update:
        raise BadInput("{file} is damaged: it does not end at update {update}", file=file, update=update)
    return columns
