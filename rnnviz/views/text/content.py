"""What the text view shows: a reading that the engine made, or the example that the trace follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.trace import Array, Trace
from rnnviz.views.jobs import JobResult
from rnnviz.views.scopes import Layer, laid, units

Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, kw_only=True, eq=False)
class ReadText:
    """A text that the engine read.

    Attributes
    ----------
    number, run, update : int
        Of the reading, the model, and the updates that its weights had seen.
    codes : uint32 (n,)
        The text's code points.
    places : (m,)
        Which of them the model read; it passed over the others.
    loss : (m,)
    likeliest, probabilities : (m, k)
        Code points that may follow, best first.
    annotations : mapping of str to (n,)
    values : dict
        What has come of (array, unit): (m,) each.
    facts : mapping
        total, language, unknown, unknown_kinds, unknown_count.
    """

    number: int
    run: int
    update: int
    codes: npt.NDArray[np.uint32]
    places: Array
    loss: Floats
    likeliest: Array
    probabilities: Floats
    annotations: Mapping[str, Array]
    facts: Mapping[str, Any]
    values: dict[tuple[str, int], Floats] = field(default_factory=dict)

    @classmethod
    def of(cls, result: JobResult, run: int) -> ReadText:
        """Return what the job "text" found."""
        arrays = result.arrays
        marks = {name.partition("/")[2]: arrays[name] for name in arrays if name.startswith("annotation/")}
        return cls(
            number=int(result.values["reading"]), run=run, update=result.update, codes=arrays["text"],
            places=arrays["places"], loss=arrays["loss"], likeliest=arrays["likeliest"],
            probabilities=arrays["probabilities"], annotations=marks, facts=result.values,
        )

    def spread(self, values: Floats) -> Floats:
        """Return values (m,) of what was read on the whole text (n,), NaN where the model passed over it."""
        found = np.full(len(self.codes), np.nan, np.float32)
        found[self.places] = values
        return found

    def step_of(self, cell: int) -> int | None:
        """Return which of the read characters a cell is, None where the model passed over it."""
        place = int(np.searchsorted(self.places, cell))
        return place if place < len(self.places) and self.places[place] == cell else None


def losses(trace: Trace) -> Floats:
    """Return the loss of each step of the time axis in nats (or squared error), NaN where none falls."""
    found = np.full(trace.length, np.nan, np.float32)
    if "loss_by_time" in trace:
        here = np.asarray(trace["loss_steps"], bool)
        values = np.where(here, trace["loss_by_time"] * max(int(here.sum()), 1), np.nan)
        found[trace.loss_start :] = values
    return found


def losing(trace: Trace) -> npt.NDArray[np.bool_]:
    """Return which steps of the time axis carry a loss."""
    found = np.zeros(trace.length, bool)
    if "loss_by_time" in trace:
        found[trace.loss_start :] = trace["loss_steps"]
    return found


def unit_values(trace: Trace, layer: Layer, name: str, unit: int) -> Floats | None:
    """Return a quantity of one unit (the last one where there are fewer) on the time axis; None where it is not there.

    NaN where the layer has no step.
    """
    found = laid(trace, layer, name)
    if found is None:
        return None
    values = np.full(trace.length, np.nan, np.float32)
    values[found[0]] = found[1][:, min(unit, units(trace, layer) - 1)]
    return values


def flow_row(trace: Trace, scope: str, t: int) -> Floats | None:
    """Return ‖∂loss_by_time[t]/∂h_k‖ on the time axis, NaN where the scope has no step; None where it is not there.

    Parameters
    ----------
    t : int
        Step of the time axis.
    """
    matrix = trace.get(f"gradient_flow/{scope}.hidden")
    row = t - trace.loss_start
    if matrix is None or not 0 <= row < len(matrix):
        return None
    found = np.full(trace.length, np.nan, np.float64)
    start = trace.start(scope)
    found[start : start + matrix.shape[1]] = matrix[row]
    return found
