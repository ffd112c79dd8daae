"""Weights that a person has changed for good, put into the model at the update where that was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import torch
from torch import Tensor

from rnnviz.errors import BadInput
from rnnviz.experiment import Change
from rnnviz.weight_change import entry, is_weight


class WeightEdits:
    """The changes of weights in a run's log.

    Setting an entry twice is setting it once: so they may act again on a snapshot of their update, which may
    have been taken before or after them.

    Parameters
    ----------
    parameters : mapping of str to Tensor
    changes : iterable of Change
        Those of fields are left out.

    Raises
    ------
    BadInput
        A weight that the model does not have.
    """

    def __init__(self, parameters: Mapping[str, Tensor], changes: Iterable[Change]) -> None:
        self._parameters = parameters
        self._due: dict[int, list[Change]] = {}
        for change in changes:
            if is_weight(change.field):
                self._find(change.field, change.value)
                self._due.setdefault(change.update, []).append(change)

    def act(self, update: int) -> None:
        """Put in what was changed after so many updates."""
        for change in self._due.get(update, ()):
            self._put(change.field, change.value)

    def forget(self, update: int, reached: int) -> None:
        """Forget what was changed behind an update, up to one that was reached."""
        self._due = {at: changes for at, changes in self._due.items() if not update < at <= reached}

    def make(self, update: int, field: str, value: object) -> float:
        """Change a weight now, and remember it; return what it was.

        Raises
        ------
        BadInput
            There is no such weight, or the value is no finite number.
        """
        before = self._put(field, value)
        change = Change.model_validate({"update": update, "field": field, "value": value})
        self._due.setdefault(update, []).append(change)
        return before

    def _put(self, field: str, value: object) -> float:
        parameter, index, number = self._find(field, value)
        with torch.no_grad():
            before = float(parameter[index])
            parameter[index] = number
        return before

    def _find(self, field: str, value: object) -> tuple[Tensor, tuple[int, ...], float]:
        name, index = entry(field, value)
        if name not in self._parameters:
            raise BadInput("there is no weight {field}: this model has {known}", field=field,
                           known=", ".join(self._parameters))  # fmt: skip
        shape = self._parameters[name].shape
        if len(index) != len(shape) or not all(i < size for i, size in zip(index, shape, strict=True)):
            last = ", ".join(str(size - 1) for size in shape)
            raise BadInput("there is no weight {field}: {name} has entries up to [{last}]", field=field, name=name,
                           last=last)  # fmt: skip
        assert isinstance(value, int | float)
        return self._parameters[name], index, float(value)
