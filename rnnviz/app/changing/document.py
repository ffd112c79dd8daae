"""The document that a window has open: its file, its notes, and what of it has been saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from rnnviz.experiment import Experiment
from rnnviz.operation import Operation


class Mark(NamedTuple):
    """What tells a session from the one that was saved.

    Attributes
    ----------
    parts : tuple of pairs
        What of the features that can tell it one state is known from another by, with the feature's name.
    """

    experiment: Experiment
    update: int
    notes: str
    operations: tuple[Operation, ...]
    parts: tuple[tuple[str, object], ...] = ()


@dataclass(eq=False)
class Document:
    """What a session has besides its run; a preset that was opened begins one without a name.

    Attributes
    ----------
    path : Path or None
        The file that it was opened from or saved in last.
    notes : str
    operations : tuple of Operation
        The list of surgery, kept with the session.
    parts : mapping of str to bytes
        What features kept in the file that is open, by ``<feature>/<name>``.
    saved : Mark or None
        What the file holds.
    recovered : bool
        It was taken up after a crash, and has not been saved since.
    """

    path: Path | None = None
    notes: str = ""
    operations: tuple[Operation, ...] = ()
    parts: Mapping[str, bytes] = field(default_factory=dict)
    saved: Mark | None = None
    recovered: bool = False
