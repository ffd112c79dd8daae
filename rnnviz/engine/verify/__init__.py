"""Whether the numbers that are drawn are right: each by independent routes, on the model and data at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.patience import go_on, part
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import (
    backward,
    batch,
    by_loss,
    dynamics,
    forward,
    learning,
    memory,
    of_parameters,
    of_states,
    room,
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
    of_states.states,
    of_parameters.parameters,
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
PASSES: dict[Part, int] = {
    forward.two_paths: 50, forward.torch_values: 11, backward.torch_gradients: 12, backward.each_step: 55,
    backward.parameters: 130, backward.training: 15, sums.losses_gradients: 100, sums.steps: 30,
    learning.clipping: 30, learning.watching: 20, watched.gradients: 70, watched.flow: 90,
    watched.truncated: 100, watched.shares: 30, by_loss.parts: 60, dynamics.jacobians: 30, batch.norms: 30,
}
"""How long a part takes, about, in passes forward through torch's cells: measured on a few models; others take one."""
BY_LAYER: dict[Part, Callable[[Learner], int]] = {
    of_states.states: of_states.passes, of_parameters.parameters: of_parameters.passes,
}
"""The same of those that take the longer, the more layers there are."""


class Checking:
    """The checks of a run's picture, part by part.

    A part that is left off (`rnnviz.engine.patience`) has said nothing, and is begun anew by the next call.

    Parameters
    ----------
    run : Run
        Nothing of it is changed. It must not learn until the last part is done.
    reach_from : int or None
        The step whose loss is followed back.

    Attributes
    ----------
    done : int
        How many of `COUNT` parts are done.
    """

    def __init__(self, run: Run, reach_from: int | None = None) -> None:
        self._run, self._reach_from = run, reach_from
        self._subject: Subject | None = None
        self._trajectory: Trajectory | None = None
        passes = PASSES | {each: of(run.learner) for each, of in BY_LAYER.items()}
        self._passes = [passes.get(each, 1) for each in (*PARTS, *ON_REQUEST)]
        self.done = 0

    @property
    def share(self) -> float:
        """How much of everything is done."""
        return sum(self._passes[: self.done]) / sum(self._passes)

    def go_on(self) -> list[Check]:
        """Return the checks of the next part.

        Raises
        ------
        BadInput
            They would not fit into memory, or the step that is followed back carries no loss.
        """
        if self._subject is None:
            room.check(self._run)
        with part(sum(self._passes[: self.done]), sum(self._passes), self._passes[self.done]):
            go_on(0, 1)
            begins = self._subject is None or (self.done == len(PARTS) and not self._subject.watch)
            if begins:
                with part(0, 5):
                    self._begin(watched.watched(self._subject) if self._subject is not None else ())
            assert self._subject is not None
            with part(1, 5, 4) if begins else part(0, 1):
                found = list((*PARTS, *ON_REQUEST)[self.done](self._subject, self._trajectory))
        self.done += 1
        return found

    def _begin(self, watch: tuple[str, ...]) -> None:
        """Make what is checked from here on, in place of what was."""
        subject = Subject(self._run, self._reach_from, watch)
        self._trajectory = Trajectory(subject) if subject.names.cut else None
        self._subject = subject


def verify(run: Run, reach_from: int | None = None) -> Iterator[list[Check]]:
    """Check a run's picture on the weights as they are; yields after each part, `COUNT` times in all.

    Parameters
    ----------
    run : Run
        Nothing of it is changed. It must not learn until the last part is done.
    reach_from : int or None
        The step whose loss is followed back.
    """
    checking = Checking(run, reach_from)
    while checking.done < COUNT:
        yield checking.go_on()
