"""Samples through training as a part of a session."""

from __future__ import annotations

from collections.abc import Mapping

from rnnviz.app.changing.editing import Editing
from rnnviz.samples import from_json

FILE = "samples.json"


class SamplePart:
    """Keeps the samples of the newest run up to its newest snapshot."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def pack(self) -> Mapping[str, bytes]:
        """Return the samples as a file; nothing where there are none."""
        run = self._editing.newest
        update = run.snapshot_update if run.snapshot is not None else 0
        kept = run.history.samples.until(update)
        return {FILE: kept.to_json().encode()} if len(kept) else {}

    def unpack(self, files: Mapping[str, bytes]) -> None:
        """Take up the samples of the session that is opened."""
        self._editing.newest.history.samples.restore(from_json(files.get(FILE, b"[]").decode()))
