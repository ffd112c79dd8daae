"""The document that a window has open: its file, its notes, and what of it has been saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.operation import Operation
from rnnviz.regular_file import stamp


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
    stamp : tuple or None
        What tells the file, as it was read or written here last, from one that another program has put there.
    """

    path: Path | None = None
    notes: str = ""
    operations: tuple[Operation, ...] = ()
    parts: Mapping[str, bytes] = field(default_factory=dict)
    saved: Mark | None = None
    recovered: bool = False
    stamp: tuple[int, int, int] | None = None

    @property
    def is_foreign(self) -> bool:
        """Whether the file is there, but is not the one that was read or written here last."""
        found = stamp_of(self.path) if self.path is not None else None
        return found is not None and self.stamp is not None and found != self.stamp


def stamp_of(path: Path) -> tuple[int, int, int] | None:
    """Return what changes when a file does; None where there is none."""
    try:
        return stamp(str(path))
    except BadInput:
        return None
