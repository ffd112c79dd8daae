"""Whether the numbers that are drawn are right: each by independent routes, on the model and data at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import (
    backward,
    batch,
    by_loss,
    differences,
    dynamics,
    forward,
    learning,
    memory,
    sums,
    watched,
)
from rnnviz.engine.verify.subject import Subject
from rnnviz.engine.verify.trajectory import Trajectory
from rnnviz.link.checks import Check

Part = Callable[[Subject, Trajectory | None], Iterator[Check]]

PARTS: tuple[Part, ...] = (
    forward.two_paths,
    forward.torch_values,
    forward.fused_module,
    forward.each_step,
    forward.learning_pass,
    forward.ranges,
    backward.two_paths,
    backward.torch_gradients,
    backward.each_step,
    backward.norms,
    backward.parameters,
    backward.training,
    sums.losses,
    sums.losses_gradients,
    sums.steps,
    memory.reach,
    differences.states,
    differences.parameters,
    learning.clipping,
    learning.watching,
)
"""What is checked of the default arrays, in the order of the table …"""
ON_REQUEST: tuple[Part, ...] = (
    watched.gradients,
    watched.flow,
    watched.truncated,
    watched.shares,
    by_loss.parts,
    dynamics.jacobians,
    dynamics.recurrent,
    batch.norms,
)
"""… and of those that are drawn on request."""
COUNT = len(PARTS) + len(ON_REQUEST)


def verify(run: Run, reach_from: int | None = None) -> Iterator[list[Check]]:
    """Check a run's picture on the weights as they are; yields after each part, `COUNT` times in all.

    Parameters
    ----------
    run : Run
        Nothing of it is changed. It must not learn until the last part is done.
    reach_from : int or None
        The step whose loss is followed back.
    """
    subject = Subject(run, reach_from)
    yield from _parts(subject, PARTS)
    yield from _parts(Subject(run, reach_from, watched.watched(subject)), ON_REQUEST)


def _parts(subject: Subject, parts: tuple[Part, ...]) -> Iterator[list[Check]]:
    trajectory = Trajectory(subject) if subject.names.cut else None
    for part in parts:
        yield list(part(subject, trajectory))
