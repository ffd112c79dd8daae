"""A comparison run: every model with every seed, on the same batches, and what is measured of each.

Runs with one seed draw the same batches whatever their model, since the data have a generator of their own.
References, which learn nothing by updates, are scored on the same held-out examples.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from rnnviz.comparison import Case, Comparison, Plain, cases
from rnnviz.engine.divergence import Diverged
from rnnviz.engine.references import reference
from rnnviz.engine.run import Run
from rnnviz.errors import BadInput

SCORED = 256
"""Held-out examples that the last score of a run is taken over."""
LAGS = slice(10, 51)
"""Steps before the last over which the decay is fitted."""
POINTS = 40
"""Of a learning curve, about."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one run.

    Attributes
    ----------
    label, value, seed
        Of its case.
    parameters, updates : int
    seconds : float
        Of learning alone.
    measure : float
        NaN where the loss was NaN, or the task has no such score.
    curve : tuple of (int, float)
        The measure on held-out data after so many updates; empty where nothing is learnt.
    scores : dict of str to float
        Every score on held-out data in the end, by name ("loss", "accuracy", "aligned"); empty where nothing is learnt.
    """

    label: str
    value: Plain | None
    seed: int
    parameters: int
    updates: int
    seconds: float
    measure: float
    curve: tuple[tuple[int, float], ...] = field(default=())
    scores: dict[str, float] = field(default_factory=dict)


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
        curve: list[tuple[int, float]] = [(0, _named(run.validate(SCORED), comparison.measure))]
        scores: dict[str, float] = {}
        every = max(1, updates // POINTS)
        try:
            for update in range(1, updates + 1):
                run.update()
                if update % every == 0 and update < updates:
                    curve.append((update, _named(run.validate(SCORED), comparison.measure)))
                yield Progress(done=done + update, total=total, case=case)
            scores = run.validate(SCORED)
            measured = _named(scores, comparison.measure)
            curve.append((updates, measured))
        except Diverged:
            measured = math.nan
        done += updates + 1
        yield Progress(done=done, total=total, case=case, outcome=_outcome(case, run, measured, tuple(curve), scores))


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
        "measure must be one of {choices}, got {value}", choices=", ".join([*names, "bits", "decay"]), value=measure
    )


def _decay(run: Run) -> float:
    """Return the slope of log10 ‖∂L/∂h_{T-k}‖ against the lag k, the norm over the first batch and the units."""
    top = list(run.probe_maker.names.cells)[-1]
    norms = run.probe((f"batch_gradient_norm/{top}.hidden",))[f"batch_gradient_norm_log10/{top}.hidden"]
    logs = norms[::-1][LAGS]
    if len(logs) < 2 or not np.isfinite(logs).all():
        return math.nan
    return float(np.polyfit(np.arange(len(logs)), logs, 1)[0])
