"""A comparison run: every model with every seed, on the same batches, and what is measured of each.

Runs with one seed draw the same batches whatever their model, since the data have a generator of their own.
References, which learn nothing by updates, are scored on the same held-out examples.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rnnviz.comparison import Case, Comparison, Outcome, cases
from rnnviz.engine.comparing.references import reference
from rnnviz.engine.training.divergence import Diverged
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput

SCORED = 256
"""Held-out examples that the last score of a run is taken over."""
LAGS = slice(10, 51)
"""Steps before the last over which the decay is fitted."""
POINTS = 40
"""Of a learning curve, about."""
WARM = 3
"""First updates of a run that are not timed: memory and kernels are made ready in them."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far it is: parts done of all, the run that is under way, and what came of it where it has ended."""

    done: int
    total: int
    case: Case
    outcome: Outcome | None = None


def compare(comparison: Comparison) -> Iterator[Progress]:
    """Run every case, an update a part; the last part of each has its outcome.

    Raises
    ------
    BadInput
        The task has no score of that name.
    """
    all_cases = cases(comparison)
    learns = comparison.measure != "decay"
    each = [case.experiment.training.updates if learns and not case.reference else 0 for case in all_cases]
    total, done = sum(each) + len(each), 0
    for case, updates in zip(all_cases, each, strict=True):
        if case.reference:
            done += 1
            yield Progress(done=done, total=total, case=case, outcome=_of_reference(case, comparison.measure))
            continue
        run = Run(case.experiment)
        if not learns:
            measured = _decay(run)
            done += 1
            yield Progress(done=done, total=total, case=case, outcome=_outcome(case, run, measured))
            continue
        measuring = Measuring(run, comparison.measure)
        measuring.point()
        every = max(1, updates // POINTS)
        try:
            for update in range(1, updates + 1):
                measuring.update()
                if update % every == 0 or update == updates:
                    measuring.point()
                yield Progress(done=done + update, total=total, case=case)
            measured = measuring.now
        except Diverged:
            measured, measuring.scores = math.nan, {}
        done += updates + 1
        outcome = _outcome(case, run, measured, tuple(measuring.curve), measuring.scores)
        yield Progress(done=done, total=total, case=case, outcome=outcome)


class Measuring:
    """What is measured of a run while it learns: a score of held-out data, or the time that an update takes.

    Attributes
    ----------
    now : float
        The newest point of the curve; NaN where there is none.
    """

    def __init__(self, run: Run, measure: str) -> None:
        self.run, self.measure = run, measure
        self.now = math.nan
        self.curve: list[tuple[int, float]] = []
        self.scores: dict[str, float] = {}
        self._times: list[float] = []

    def update(self) -> None:
        """Let the run learn from one batch."""
        before = self.run.seconds
        self.run.update()
        self._times.append(self.run.seconds - before)

    def point(self) -> None:
        """Measure once more; nothing where there is nothing to measure yet."""
        if self.measure != "milliseconds":
            self.scores = self.run.validate(SCORED)
            self.now = _named(self.scores, self.measure)
        elif self._times:
            self.now = 1e3 * statistics.median(self._times[WARM:] or self._times)
        else:
            return
        self.curve.append((self.run.updates, self.now))


def _outcome(
    case: Case, run: Run, measured: float, curve: tuple[tuple[int, float], ...] = (),
    scores: dict[str, float] | None = None,
) -> Outcome:
    return Outcome(
        label=case.label, value=case.value, seed=case.seed, parameters=run.parameters, updates=run.updates,
        seconds=run.seconds, measure=measured, curve=curve,
        scores={name.removeprefix("validation_"): value for name, value in (scores or {}).items()},
    )


def _of_reference(case: Case, measure: str) -> Outcome:
    before = time.perf_counter()
    parameters, scores = reference(case, SCORED)
    measured = _named(scores, measure)
    return Outcome(
        label=case.label, value=case.value, seed=case.seed, parameters=parameters, updates=0,
        seconds=time.perf_counter() - before, measure=measured, curve=((0, measured),),
    )


def _named(found: dict[str, float], measure: str) -> float:
    """Return the measure of that name among held-out scores."""
    if measure == "bits":
        return found["validation_loss"] / math.log(2)
    name = f"validation_{measure}"
    if name in found:
        return found[name]
    names = [each.removeprefix("validation_") for each in found]
    raise BadInput(
        "measure must be one of {choices}, got {value}",
        choices=", ".join([*names, "bits", "milliseconds", "decay"]), value=measure,
    )


def _decay(run: Run) -> float:
    """Return the slope of log10 ‖∂L/∂h_{T-k}‖ against the lag k, the norm over the first batch and the units."""
    top = list(run.probe_maker.names.cells)[-1]
    norms = run.probe((f"batch_gradient_norm/{top}.hidden",))[f"batch_gradient_norm_log10/{top}.hidden"]
    logs = norms[::-1][LAGS]
    if len(logs) < 2 or not np.isfinite(logs).all():
        return math.nan
    return float(np.polyfit(np.arange(len(logs)), logs, 1)[0])
