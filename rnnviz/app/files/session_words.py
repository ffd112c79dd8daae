"""What is said of a session that is damaged, or that the engine cannot take up."""

from __future__ import annotations

from rnnviz.app.changing.stored import Stored
from rnnviz.errors import BadInput
from rnnviz.views.words.language import tr


def why_barred(problem: BadInput, stored: Stored) -> BadInput:
    """Return why the engine cannot take a session up, in the words of what a person can do about it."""
    path = getattr(stored.run.experiment.task, "path", "")
    if path and problem.template.startswith("the snapshot does not belong"):
        return BadInput("{file} has changed: its symbols are no longer those of the session's weights", file=path)
    return problem


def what_is_left(stored: Stored) -> str:
    """Say what the rest of a damaged session would give."""
    if stored.run.snapshot is None:
        return tr("Its weights cannot be read: the rest would begin afresh.")
    return tr("The rest can be opened, at update {update}.").format(update=stored.run.update)
