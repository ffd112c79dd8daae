"""The values that act in a run at present: those that it began with, and what was changed live since."""

from __future__ import annotations

from collections.abc import Sequence

from rnnviz.catalogue import changed
from rnnviz.experiment import Change, Experiment
from rnnviz.weight_change import is_weight


class LiveFields:
    """The experiment of a run, whose ``change`` list acts an update at a time and grows.

    Parameters
    ----------
    first : Experiment

    Attributes
    ----------
    first : Experiment
        The values that the run began with.
    experiment : Experiment
        The values that act now; its ``change`` list is all that has been written down.
    """

    def __init__(self, first: Experiment) -> None:
        self.first = self.experiment = first
        self._to_come = _in_order(first.change)

    def set(self, update: int, field: str, value: object) -> None:
        """Let another value act, without writing it down.

        Raises
        ------
        BadInput
            The field is not live, or the value breaks its rule; nothing is changed.
        """
        log = self.experiment.change
        probe = Change.model_validate({"update": update, "field": field, "value": value})
        new = changed(self.experiment.model_copy(update={"change": (probe,)}), {field: value})
        self.experiment = new.model_copy(update={"change": log})

    def note(self, update: int, field: str, value: object) -> None:
        """Write a change down, of a field or of a weight."""
        note = Change.model_validate({"update": update, "field": field, "value": value})
        self.experiment = self.experiment.model_copy(update={"change": (*self.experiment.change, note)})

    def act(self, update: int) -> bool:
        """Let the changes act that are due after so many updates; tell whether there were any."""
        due = 0
        while self._to_come and self._to_come[0].update <= update:
            change = self._to_come.pop(0)
            self.set(update, change.field, change.value)
            due += 1
        return due > 0

    def begin_again(self) -> None:
        """Take back what was changed: each change acts again when its update is reached."""
        log = self.experiment.change
        self.experiment = self.first.model_copy(update={"change": log})
        self._to_come = _in_order(log)

    def bring_back(self, update: int, reached: int) -> dict[str, object]:
        """Take what was changed behind an update, up to one reached, out of the log; return the last values."""
        log = self.experiment.change
        gone = [change for change in _in_order(log) if update < change.update <= reached]
        kept = tuple(change for change in log if not update < change.update <= reached)
        self.experiment = self.experiment.model_copy(update={"change": kept})
        self._to_come = [change for change in self._to_come if not change.update <= reached]
        return {change.field: change.value for change in gone}

    def as_run(self, updates: int) -> Experiment:
        """Return the experiment that repeats so many updates."""
        done = tuple(change for change in self.experiment.change if change.update <= updates)
        training = self.first.training.model_copy(update={"updates": updates})
        return self.first.model_copy(update={"change": done, "training": training})


def _in_order(changes: Sequence[Change]) -> list[Change]:
    """Return the changes of fields, oldest first."""
    return sorted((each for each in changes if not is_weight(each.field)), key=lambda change: change.update)
