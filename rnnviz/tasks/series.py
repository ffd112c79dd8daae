"""The next numbers of a series over time: the user's own, or one that is made here.

The last fifth of the steps (at least one pass) is held out: what is predicted lies after all that was
learnt from. Each column is standardised by mean and deviation of the training part alone, which are
written down with a run, so that nothing of the held-out part leaks into what is learnt.

Made here: a noisy sine of a period of about 25 steps; or the AR(2) process x_t = 2 r cos(2π/25) x_{t-1} − r² x_{t-2}
+ ε_t with r = 0.97 (G. E. P. Box, G. M. Jenkins, "Time series analysis", 1970, chapter 3: pseudo-periodic), of
which nobody can predict more than all but ε; or white noise, of which nobody can predict anything; or two regimes,
a slow and a fast noisy swing that take turns at random, each for 100 steps on average. Real: yearly sunspot numbers
and the yearly flow of the Nile (`resources/data/SOURCES.md`).

Shuffled, the same numbers stand in an order of chance: independent draws of one distribution, in which the numbers
before say nothing of the next. What a sequence model learns is then gone, and saying the mean is the best there is.
"""

from __future__ import annotations

import json
import math
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from rnnviz.errors import BadInput
from rnnviz.experiment import TaskFields
from rnnviz.resources import resources
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Floats, Ints, Task
from rnnviz.tasks.series_file import Numbers, named, numbers

MADE = 4000
"""Steps of a series that is made here."""
PERIOD = 25.0
NOISE = 0.1
DAMPING = 0.97
STAY = 0.99
"""Probability that a regime goes on at a step."""
FAST = 0.4
"""Period of the second regime, in periods of the first."""
REAL = {"sunspots": ("sunspots.csv", "2"), "nile": ("nile.csv", "2")}
"""Series that come with the program: their file, and the column that is the series."""
UNITS = {"nile": "× 10⁸ m³ a year"}
"""What their numbers are in, where they are no mere counts."""
HELD_OUT = 5
"""One part in so many."""


class SeriesFields(TaskFields):
    """Fields of the series."""

    kind: Literal["series"] = setting("series", label="task", help="What the model learns.")
    path: str = setting(
        "", kind="file", label="series",
        help="Your own numbers, a line a step and a column a variable: CSV, text in columns, or .npy, up to 64 MiB; "
        "empty takes one that is made here.",
    )
    columns_used: str = setting(
        "", label="columns of the file",
        help="Which columns of your file are the series, by name or number, parted by commas, such as flow or 2,3; "
        "empty takes all. Columns left out may hold anything, dates too; the first, left out, names the steps.",
    )
    gaps: Literal["refuse", "drop", "fill"] = setting(
        "refuse", label="gaps of the file",
        help="What is done where a cell of your file is empty, NaN, NA or infinite: nothing is learnt, and the cell is "
        "named; the line is dropped; or the last number before is taken again, which tells nothing of what comes.",
    )
    generated: Literal["sine", "ar2", "noise", "regimes", "sunspots", "nile"] = setting(
        "sine", label="built-in series",
        help="What is taken where no file is given: a noisy sine; an AR(2) process, which swings without a clock; "
        "white noise; two regimes that take turns; or real ones: yearly sunspot numbers, the yearly flow of the Nile.",
    )
    order: Literal["ordered", "shuffled"] = setting(
        "ordered", label="order",
        help="As it happened; or the same numbers shuffled, so that nothing before a number says anything about it.",
    )
    columns: int = setting(
        1, low=1, high=64, symbol="D", unit="columns", label="columns",
        help="Variables of a built-in series, each of its own period; a file has its own.",
    )
    scale: Literal["standard", "raw"] = setting(
        "standard", label="scaling",
        help="Standardised: each column less its mean, over its deviation, of the training part; or as they are.",
    )
    length: int = setting(
        50, low=2, high=10_000, scale="log", symbol="T", unit="steps", label="length",
        help="Steps of a pass: how far back a gradient can reach.",
    )


class Series(Task):
    """x_t the numbers of a step, target x_{t+1}."""

    key = "series"
    title = "Next number of a series"
    purpose = "Numbers over time, made here or from a file of yours; the network predicts the next ones."
    Fields = SeriesFields
    fields: SeriesFields
    inputs = ("real",)
    loss = "squared_error"
    asks_ahead = True

    def __init__(self, fields: SeriesFields) -> None:
        super().__init__(fields)
        if fields.path:
            found = numbers(fields.path, fields.columns_used, fields.gaps)
        else:
            found = built_in(fields.generated, fields.columns)
        self.length = fields.length
        self.input_size = self.output_size = found.values.shape[1]
        self.data_sha256 = found.sha256 if fields.path else ""
        window, size = self.length + 1, len(found.values)
        if size < 2 * window:
            raise BadInput(
                "{file} is too short: passes of {length} steps need {needed} lines of numbers, found {found}",
                file=found.name, length=self.length, needed=2 * window, found=size,
            )
        if (found.values == found.values[0]).all():
            raise BadInput(
                "{file} says the same on every line, {value} in column 1: there is nothing to predict",
                file=found.name, value=f"{found.values[0, 0]:g}",
            )
        self.training_size = size - max(size // HELD_OUT, window)
        width = self.input_size
        self._unit = "" if fields.path else UNITS.get(fields.generated, "")
        self._names = np.array(found.columns or [f"{n}" for n in range(1, width + 1)])
        self._labels, self._mean, self._spread = np.array(found.labels, np.str_), np.zeros(width), np.ones(width)
        self.values = self._scaled(found)
        """What the model reads, float32 (n, D): the first `training_size` steps are learnt from."""

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return windows from anywhere in the training part, read from the zero state."""
        return self._windows(generator.integers(0, self.training_size - self.length, size))

    def validation(self, size: int) -> Batch:
        """Return windows spread evenly over the held-out part."""
        last = len(self.values) - self.length - 1
        return self._windows(np.linspace(self.training_size, last, size).astype(np.int64))

    def scores(self, predicted: Ints | Floats, batch: Batch, loss: float) -> dict[str, float]:
        """Return ``skill``: 1 − the squared error over that of saying the last numbers again (persistence).

        A. H. Murphy, "Skill scores based on the mean square error and their relationships to the correlation
        coefficient", Monthly Weather Review 116 (1988), with persistence as the reference forecast.
        """
        steps = batch.loss_steps
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            error = np.square(np.float64(predicted) - batch.targets)[steps].mean()
            idle = np.square(np.float64(batch.inputs) - batch.targets)[steps].mean()
            skill = float(1 - error / idle)
        return {"skill": skill} if math.isfinite(skill) else {}

    def of_targets(self, batch: Batch, index: int = 0) -> dict[str, npt.NDArray[Any]]:
        """Return each column's name, the unit, mean and deviation where they were taken out, and the steps' names."""
        found: dict[str, npt.NDArray[Any]] = {"target_names": self._names, "target_unit": np.array(self._unit)}
        if self.fields.scale == "standard":
            found |= {"target_mean": self._mean, "target_scale": self._spread}
        if batch.starts is not None and len(self._labels):
            labels = self._labels[int(batch.starts[index]) :][: self.length + 1]
            found |= {"step_labels": labels[:-1], "target_labels": labels[1:]}
        return found

    def _scaled(self, found: Numbers) -> Floats:
        """Return the values (n, D) as the model reads them, and write down how they came about."""
        values = found.values
        if self.fields.order == "shuffled":
            chance = np.random.default_rng(33).permutation(len(values))
            values, self._labels = values[chance], self._labels[chance] if len(self._labels) else self._labels
        if found.gaps:
            self.facts = {"series_gaps": found.gaps}
        if self.fields.scale == "standard":
            with np.errstate(over="ignore", invalid="ignore"):
                mean = values[: self.training_size].mean(axis=0)
                spread = values[: self.training_size].std(axis=0)
                spread[spread == 0] = 1.0  # a column that never moves
                values = (values - mean) / spread
            self._mean, self._spread = mean, spread
            self.facts = {
                **self.facts, "series_mean": json.dumps(mean.tolist()), "series_std": json.dumps(spread.tolist())
            }
        with np.errstate(over="ignore"):
            scaled = values.astype(np.float32)
        wrong = np.argwhere(~np.isfinite(scaled))
        if len(wrong):
            raise BadInput(
                "{file}: column {column} has numbers beyond float32: scale them down",
                file=found.name, column=wrong[0, 1] + 1,
            )
        return scaled

    def _windows(self, starts: npt.NDArray[np.int64]) -> Batch:
        windows = self.values[starts + np.arange(self.length + 1)[:, None]]  # (T + 1, B, D)
        return Batch(
            inputs=windows[:-1].copy(), targets=windows[1:].copy(),
            loss_steps=np.ones((self.length, len(starts)), bool), starts=starts,
        )


def built_in(kind: str, columns: int) -> Numbers:
    """Return a series that needs no file of the user's.

    Raises
    ------
    BadInput
        More columns are asked for than a real series has.
    """
    if kind not in REAL:
        return made(kind, columns)
    if columns != 1:
        raise BadInput("task.columns must be {wanted}, got {value}", wanted=f"1 with {kind}", value=columns)
    name, column = REAL[kind]
    return numbers(str(resources() / "data" / name), column)


def made(kind: str, columns: int) -> Numbers:
    """Return a series of `MADE` steps (values float64 (MADE, columns)), always the same one."""
    generator = np.random.default_rng((32, columns))
    noise = generator.standard_normal((MADE, columns))
    periods = PERIOD * 1.3 ** np.arange(columns)  # (D,), no two in a simple ratio
    if kind == "sine":
        phase = 2 * np.pi * np.arange(MADE)[:, None] / periods
        return named("the built-in series", np.sin(phase + np.arange(columns)) + NOISE * noise)
    if kind == "noise":
        return named("the built-in series", noise)
    if kind == "regimes":
        fast = np.cumsum(generator.random((MADE, columns)) > STAY, axis=0) % 2  # (n, D), 1 in the second regime
        pace = np.where(fast == 1, 1 / (FAST * periods), 1 / periods)  # turns a step
        return named("the built-in series", np.sin(2 * np.pi * np.cumsum(pace, axis=0)) + NOISE * noise)
    values = np.zeros((MADE, columns))
    back, further = 2 * DAMPING * np.cos(2 * np.pi / periods), -(DAMPING**2)
    for t in range(2, MADE):
        values[t] = back * values[t - 1] + further * values[t - 2] + noise[t]
    return named("the built-in series", values)
