"""Checks of what learning does: clipping, and that watching leaves the weights alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch

from rnnviz.engine.training.divergence import Diverged
from rnnviz.engine.training.run import Run
from rnnviz.engine.updates.clip import clip, norm
from rnnviz.engine.verify import claims
from rnnviz.engine.verify.checks import checked, skipped
from rnnviz.engine.verify.subject import Subject
from rnnviz.engine.verify.trajectory import Trajectory, whole_gradients
from rnnviz.link.checks import Check

UPDATES = 2
"""Updates that are made with and without a probe in between, on a copy of the run."""


def clipping(subject: Subject, trajectory: Trajectory | None) -> Iterator[Check]:
    """Yield the identities of clipping on the example's own gradient, at a third of its norm."""
    true = whole_gradients(subject, trajectory)
    dtype = subject.learner.dtype
    plain = [torch.from_numpy(np.asarray(value)).to(dtype) for value in true.values()]
    before = norm(plain)
    if not 0 < before < np.inf:
        yield skipped(claims.ClippedNorm, "", claims.Zero)
        return
    base, fields = subject.value_tolerance, subject.run.experiment.training.clip
    found = [g.clone() for g in plain]
    limit = before / 3
    clip(found, fields.model_copy(update={"mode": "norm", "max_norm": limit}))
    whole, cut = _flat(plain), _flat(found)
    routes = ("engine", "numpy, float64")
    yield checked(claims.ClippedNorm, "", routes, abs(float(np.linalg.norm(cut)) / limit - 1), base)
    kept = whole / np.linalg.norm(whole) - cut / np.linalg.norm(cut)
    yield checked(claims.ClippedDirection, "", routes, float(np.linalg.norm(kept)), base)
    found = [g.clone() for g in plain]
    bound = float(np.abs(whole).max()) / 3
    clip(found, fields.model_copy(update={"mode": "value", "max_value": bound}))
    apart = float(np.abs(_flat(found) - np.clip(whole, -bound, bound)).max()) / bound
    yield checked(claims.ClippedValue, "", routes, apart, base)


def _flat(gradients: list[torch.Tensor]) -> np.ndarray:
    """Return all entries in float64, scaled so that their squares stay in range."""
    return np.concatenate([g.double().numpy().ravel() for g in gradients])


def watching(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield that a copy of the run learns the same weights, bit for bit, with and without probes before updates."""
    threads = torch.get_num_threads()
    run = subject.run
    arrays = run.snapshot()
    try:
        twin = Run(run.as_run, arrays)
    finally:
        torch.set_num_threads(threads)
    learnt = []
    try:
        for looks in (False, True):
            twin.restore(arrays)
            for _update in range(UPDATES):
                if looks:
                    twin.probe()
                twin.update()
            learnt.append({name: value.clone() for name, value in twin.learner.model.state_dict().items()})
    except Diverged:
        yield skipped(claims.Untouched, "", claims.Stops)
        return
    unwatched, watched = learnt
    apart = max(float((unwatched[name] - watched[name]).abs().max()) for name in watched)
    same = all(torch.equal(unwatched[name], watched[name]) for name in watched)
    yield checked(claims.Untouched, "", ("without probes", "with probes"), apart if not same else 0.0, 0.0)
