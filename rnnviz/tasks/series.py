"""The next numbers of a series over time: the user's own, or one that is made here.

The last fifth of the steps (at least one pass) is held out: what is predicted lies after all that was
learnt from. Each column is standardised by mean and deviation of the training part alone, which are
written down with a run, so that nothing of the held-out part leaks into what is learnt.

Made here: a noisy sine of a period of about 25 steps; or the AR(2) process x_t = 2 r cos(2π/25) x_{t-1} − r² x_{t-2}
+ ε_t with r = 0.97 (G. E. P. Box, G. M. Jenkins, "Time series analysis", 1970, chapter 3: pseudo-periodic), of
which nobody can predict more than all but ε.
"""

from __future__ import annotations

import json
import math
from typing import Literal

import numpy as np
import numpy.typing as npt

from rnnviz.errors import BadInput
from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Floats, Ints, Task
from rnnviz.tasks.series_file import Numbers, named, numbers

MADE = 4000
"""Steps of a series that is made here."""
PERIOD = 25.0
NOISE = 0.1
DAMPING = 0.97
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
    generated: Literal["sine", "ar2"] = setting(
        "sine", label="built-in series",
        help="What is made where no file is given: a noisy sine, or an AR(2) process, which swings without a clock.",
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

    def __init__(self, fields: SeriesFields) -> None:
        super().__init__(fields)
        found = numbers(fields.path) if fields.path else made(fields.generated, fields.columns)
        self.length = fields.length
        self.input_size = self.output_size = found.values.shape[1]
        self.data_sha256 = found.sha256 if fields.path else ""
        window, size = self.length + 1, len(found.values)
        if size < 2 * window:
            raise BadInput(
                "{file} is too short: passes of {length} steps need {needed} lines of numbers, found {found}",
                file=found.name, length=self.length, needed=2 * window, found=size,
            )
        self.training_size = size - max(size // HELD_OUT, window)
        self._values = self._scaled(found)

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return windows from anywhere in the training part, read from the zero state."""
        return self._windows(generator.integers(0, self.training_size - self.length, size))

    def validation(self, size: int) -> Batch:
        """Return windows spread evenly over the held-out part."""
        last = len(self._values) - self.length - 1
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

    def _scaled(self, found: Numbers) -> Floats:
        """Return the values (n, D) as the model reads them, and write down how they came about."""
        values = found.values
        if self.fields.scale == "standard":
            with np.errstate(over="ignore", invalid="ignore"):
                mean = values[: self.training_size].mean(axis=0)
                spread = values[: self.training_size].std(axis=0)
                spread[spread == 0] = 1.0  # a column that never moves
                values = (values - mean) / spread
            self.facts = {"series_mean": json.dumps(mean.tolist()), "series_std": json.dumps(spread.tolist())}
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
        windows = self._values[starts + np.arange(self.length + 1)[:, None]]  # (T + 1, B, D)
        return Batch(
            inputs=windows[:-1].copy(), targets=windows[1:].copy(),
            loss_steps=np.ones((self.length, len(starts)), bool),
        )


def made(kind: str, columns: int) -> Numbers:
    """Return a series of `MADE` steps, always the same one."""
    generator = np.random.default_rng((32, columns))
    noise = generator.standard_normal((MADE, columns))
    periods = PERIOD * 1.3 ** np.arange(columns)  # (D,), no two in a simple ratio
    if kind == "sine":
        phase = 2 * np.pi * np.arange(MADE)[:, None] / periods
        return named("the built-in series", np.sin(phase + np.arange(columns)) + NOISE * noise)
    values = np.zeros((MADE, columns))
    back, further = 2 * DAMPING * np.cos(2 * np.pi / periods), -(DAMPING**2)
    for t in range(2, MADE):
        values[t] = back * values[t - 1] + further * values[t - 2] + noise[t]
    return named("the built-in series", values)
