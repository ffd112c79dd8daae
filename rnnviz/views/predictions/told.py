"""What a trace holds of one column of real targets: what is read, what is asked for, what the model says."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rnnviz.trace import Trace
from rnnviz.views.scopes import manner_of
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]
Steps = npt.NDArray[np.intp]
MOST_READ = 3
"""Columns of inputs that are all drawn where they are not what is asked for; of more, the one of the same place."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Told:
    """One column of targets in the units of the data.

    Attributes
    ----------
    start : int
        Step of the time axis where targets begin.
    steps : int (n,)
        Steps of the time axis that carry a loss.
    truth, prediction : float64 (n,)
    residual : float64 (n,)
        Truth less prediction.
    read_steps : int (T,)
        Steps at which something is read.
    read : float64 (R, T)
        The column that is read, in the same units; where other things are read than are asked for, those.
    same : bool
        Whether what is read is what is asked for, a step later.
    name, unit : str
        Of the column; "" where the task does not say.
    labels : tuple of str
        What the data call the targets of all steps of the axis (a year); () where they say nothing.
    read_labels : tuple of str
    scale : float
        What a residual of the loss's own units is multiplied with.
    mean : float
        Of the column, as far as it was learnt from; NaN where the trace does not say.
    """

    start: int
    steps: Steps
    truth: Floats
    prediction: Floats
    residual: Floats
    read_steps: Steps
    read: Floats
    same: bool
    name: str
    unit: str
    labels: tuple[str, ...]
    read_labels: tuple[str, ...]
    scale: float
    mean: float

    @property
    def rms(self) -> float:
        """Root of the mean squared residual; NaN where there is none."""
        return _root_mean_square(self.residual)

    @property
    def idle_rms(self) -> float:
        """The same of saying what has just been read again; NaN where other things are read than are asked for."""
        here = self.steps - self.start
        return _root_mean_square(self.truth - self.read[0][here]) if self.same else math.nan

    @property
    def mean_rms(self) -> float:
        """The same of saying the mean at every step; NaN where it is not known."""
        return _root_mean_square(self.truth - self.mean)

    def place(self, t: int) -> int | None:
        """Return where step t stands among those that carry a loss."""
        found = int(np.searchsorted(self.steps, t))
        return found if found < len(self.steps) and self.steps[found] == t else None

    def label(self, t: int) -> str:
        """Return what the data call the target of step t; "" where they do not."""
        place = t - self.start
        return self.labels[place] if 0 <= place < len(self.labels) else ""

    def read_label(self, t: int) -> str:
        """Return what the data call what is read at step t, else the step itself."""
        return self.read_labels[t] if 0 <= t < len(self.read_labels) else tr("step {t}").format(t=t)


def columns_of(trace: Trace) -> tuple[str, ...]:
    """Return the names of the columns that are asked for; () where symbols are, or nothing is."""
    targets, outputs = trace.get("targets"), trace.get("outputs")
    known = {"tokens", "loss_steps"} <= set(trace)
    if not known or targets is None or outputs is None or targets.dtype.kind != "f":
        return ()
    if targets.ndim != 2 or targets.shape != outputs.shape:
        return ()
    names = trace.get("target_names")
    width = targets.shape[1]
    if names is None or len(names) != width:
        return tuple(str(n) for n in range(1, width + 1))
    return tuple(map(str, names.tolist()))


def told(trace: Trace, column: int) -> Told | None:
    """Return what a trace holds of a column; None where no numbers are asked for."""
    names = columns_of(trace)
    if not 0 <= column < len(names):
        return None
    scale, mean = (_of(trace, name, column, idle) for name, idle in (("target_scale", 1.0), ("target_mean", math.nan)))
    shift = 0.0 if math.isnan(mean) else mean
    here = np.flatnonzero(trace["loss_steps"].astype(bool))
    with np.errstate(over="ignore", invalid="ignore"):
        truth, prediction = (
            np.asarray(trace[name], np.float64)[here, column] * scale + shift for name in ("targets", "outputs")
        )
        residual = truth - prediction
    inputs = trace.get("inputs")
    same = "asks_ahead" in trace and inputs is not None and inputs.shape == trace["targets"].shape
    if inputs is None or inputs.ndim != 2:
        read = np.empty((0, 0))
    elif same:
        read = np.asarray(inputs[:, [column]], np.float64).T * scale + shift
    else:
        few = inputs.shape[1] <= MOST_READ
        read = np.asarray(inputs if few else inputs[:, column : column + 1], np.float64).T
    name, unit = names[column], trace.get("target_unit")
    return Told(
        start=trace.loss_start, steps=trace.loss_start + here, truth=truth, prediction=prediction, residual=residual,
        read_steps=np.arange(read.shape[1]), read=read, same=same, name="" if name.isdigit() else _name(name),
        unit="" if unit is None else _unit(str(unit)), labels=_words(trace, "target_labels"),
        read_labels=_words(trace, "step_labels"), scale=scale, mean=mean,
    )


def seen_at(trace: Trace, t: int) -> tuple[int, int] | None:
    """Return the steps that a window without memory reads for its prediction at step t; None of other models."""
    inputs = trace.get("inputs")
    if not trace.scopes or manner_of(trace) != "window" or inputs is None or f"{trace.scopes[0]}.hidden" not in trace:
        return None
    wide = trace[f"{trace.scopes[0]}.hidden"].shape[1] // max(inputs.shape[1], 1)
    return max(t - wide + 1, 0), t


def _root_mean_square(values: Floats) -> float:
    with np.errstate(over="ignore", invalid="ignore"):
        return float(np.sqrt(np.square(values).mean())) if len(values) else math.nan


def _name(name: str) -> str:
    """Return what a column of the data that come with the program is called in the window's language."""
    return {"sunspots": tr("sunspots"), "flow": tr("flow")}.get(name, name)


def _unit(unit: str) -> str:
    """Return a unit of the data that come with the program in the window's language."""
    return {"× 10⁸ m³ a year": tr("× 10⁸ m³ a year")}.get(unit, unit)


def _of(trace: Trace, name: str, column: int, idle: float) -> float:
    found = trace.get(name)
    return idle if found is None or not column < len(found) else float(found[column])


def _words(trace: Trace, name: str) -> tuple[str, ...]:
    found = trace.get(name)
    return () if found is None else tuple(map(str, found.tolist()))
