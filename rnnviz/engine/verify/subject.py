"""What is verified: one trace as it is drawn, and the same pass by other routes, each made when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import numpy as np
import torch

from rnnviz.engine.kinds import Asked, kind_of
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.networks.window import Window
from rnnviz.engine.passes import pairs
from rnnviz.engine.passes.recorded import Recorded
from rnnviz.engine.patience import ask, in_parts, part
from rnnviz.engine.recorded.names import layer_name
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify.blocks import BlockPass
from rnnviz.engine.verify.cells import PairPass, StackPass, Unrolled, is_written_anew
from rnnviz.engine.verify.checks import LIMIT, SLACK, sensitivity
from rnnviz.engine.verify.full import DEVIATIONS, Rounded
from rnnviz.engine.verify.windows import WindowPass
from rnnviz.engine.ways.choice import Ways
from rnnviz.engine.ways.layers import Layer, State
from rnnviz.tasks import Batch, PairBatch

WHOLE, REACH = 0, 1
"""Rows of the loss weights: the example's own loss, and one step's."""
SEED = 20260101
"""Of every random direction: the same picture gives the same table."""
Precision = Literal["float32", "float64"]
TRUTHS: dict[str, type[Unrolled]] = {
    "bidirectional": StackPass, "encoder_decoder": PairPass, "stack": StackPass, "transformer": BlockPass,
    "window": WindowPass,
}
"""The pass as torch has it, written without the program's own, by the kind of model."""
DRAWS = 2
"""How many times the weights are moved to see what rounding does."""
PRECISION = {"float32": (1e-5, 2e-5), "float64": (1e-12, 1e-10)}
"""Relative tolerances of values and of gradients, by the model's precision."""


class Subject:
    """A run's example, on the weights as they are.

    Parameters
    ----------
    run : Run
    reach_from : int or None
        The step whose loss is followed back.
    watch : tuple of str
        Arrays beyond the default ones.

    Attributes
    ----------
    watch : tuple of str
    trace : Trace
        What is drawn, as the window gets it.
    example : Batch
        B = 1, cropped.
    start : tuple of State, or None
        Where it starts.
    """

    def __init__(self, run: Run, reach_from: int | None = None, watch: tuple[str, ...] = ()) -> None:
        self.run, self.watch = run, watch
        self.learner = run.learner
        self.names = run.probe_maker.names
        example: Batch = run.pinned
        states: tuple[State, ...] | None = None
        if run.experiment.probe == "current" and run.current is not None:
            example, states = run.learner.first_of(run.current), run.current_states
        self.example = pairs.cropped(example) if isinstance(example, PairBatch) else example
        self.start = None if states is None else tuple(tuple(s[:1] for s in state) for state in states)
        self.trace = run.probe(watch, reach_from)
        self.arrays = self.trace.arrays
        self.reach = int(self.arrays["reach_from"])
        self.value_tolerance, self.gradient_tolerance = PRECISION[run.experiment.dtype]

    @property
    def long_tolerance(self) -> float:
        """Relative tolerance of gradients that have passed all steps: rounding adds up over them."""
        return self.gradient_tolerance * max(1.0, len(self.example.loss_steps) / 20)

    @property
    def pair(self) -> bool:
        """Whether it is an encoder-decoder."""
        return self.names.pair

    @property
    def blocks(self) -> bool:
        """Whether it is a transformer."""
        return self.learner.model.at_once

    @property
    def truth(self) -> str:
        """The route of the float64 pass: torch's cells, or the cell's own step where torch cannot say it."""
        made, cell = TRUTHS[self.learner.model.kind], self.run.experiment.cell.kind
        return "torch cells, float64" if not made.of_cells or is_written_anew(cell) else "the cell's own step, float64"

    @property
    def window(self) -> int:
        """How many steps it sees, where it is a window without a memory; else 0."""
        model = self.learner.model
        return model.steps if isinstance(model, Window) else 0

    @property
    def both_ways(self) -> bool:
        """Whether it is a stack that reads both ways."""
        return self.names.cut and not self.names.one_way

    @property
    def loss_steps(self) -> np.ndarray:
        """The steps that carry a loss."""
        return np.flatnonzero(self.example.loss_steps[:, 0])

    @property
    def loss_weights(self) -> np.ndarray:
        """Float array (2, T): the whole loss, and the one that is followed back alone."""
        rows = np.zeros((2, len(self.example.loss_steps)))
        rows[WHOLE, self.loss_steps] = 1 / len(self.loss_steps)
        rows[REACH, self.reach] = 1
        return rows

    @property
    def layers(self) -> dict[str, Layer]:
        """The recurrent layers by scope; a transformer has none."""
        return self.learner.model.by_scope

    @property
    def start_in_double(self) -> tuple[State, ...] | None:
        """Where it starts, in float64 on the CPU."""
        if self.start is None:
            return None
        return tuple(tuple(s.detach().cpu().double() for s in state) for state in self.start)

    @cached_property
    def double(self) -> Learner:
        """The same model in float64 on the CPU."""
        return copied(self.learner, torch.device("cpu"), "float64")

    @cached_property
    def moved(self) -> tuple[Learner, ...]:
        """The model in float64 with every weight a unit in its own precision's last place off, up or down; twice."""
        return tuple(self._moved_by(float(np.finfo(self.run.experiment.dtype).eps), draw) for draw in range(DRAWS))

    def _moved_by(self, unit: float, draw: int) -> Learner:
        made = copied(self.double, self.double.device, "float64")
        generator = np.random.default_rng((SEED, draw))
        with torch.no_grad():
            for parameter in made.model.parameters():
                ask()
                signs = torch.from_numpy(generator.choice([-1.0, 1.0], tuple(parameter.shape)))
                parameter.mul_(1 + unit * signs)
        return made

    def along(self, learner: Learner, weights: np.ndarray, gradients: bool = True) -> Recorded:
        """Return the pass by the step-by-step path of a learner, with the gradients of everything."""
        start = self.start
        if start is not None:
            start = tuple(tuple(s.to(learner.device, learner.dtype) for s in state) for state in start)
        return kind_of(learner.model).readable(
            Asked(
                learner=learner, names=self.names, example=self.example, states=start, weights=weights,
                reach=self.reach, gradients=frozenset(self.names.others if gradients else ()), ways=Ways(),
            )
        )

    @cached_property
    def readable(self) -> Recorded:
        """The step-by-step path in the model's own precision."""
        return self.along(self.run.probe_maker.learner, self.loss_weights, gradients=False)

    @cached_property
    def precise(self) -> Recorded:
        """The step-by-step path in float64, with the gradients of everything."""
        return self.along(self.double, self.loss_weights)

    @cached_property
    def _moved_passes(self) -> tuple[Recorded, ...]:
        return tuple(self.along(learner, self.loss_weights) for learner in in_parts(self.moved))

    def follow(self, readable: bool) -> None:
        """Make ready what `slack` needs, and the step-by-step path where it is compared: some passes there and back."""
        if readable:
            with part(0, 4):
                _ = self.readable
        with part(1, 4):
            _ = self.precise
        with part(2, 4, 2):
            _ = self._moved_passes

    @cached_property
    def cells(self) -> Unrolled:
        """Torch's own cells in float64, from the inputs alone."""
        return self._cells_of(self.learner)

    @cached_property
    def _moved_gradients(self) -> dict[str, list[dict[str, np.ndarray]]]:
        """The gradients of torch's cells on weights that are off by a unit of the model's precision, or of float64."""
        fine = [self._moved_by(float(np.finfo(np.float64).eps), draw) for draw in range(DRAWS)]
        made = [self._gradients_of(learner) for learner in in_parts([*self.moved, *fine])]
        return {"model": made[:DRAWS], "double": made[DRAWS:]}

    @cached_property
    def _rounded_gradients(self) -> list[dict[str, np.ndarray]]:
        """The same with slopes that are off by as much as those may be that torch makes in the model's precision."""
        dtype = self.run.experiment.dtype
        kinds = [Rounded(dtype, alike) for alike in (True, False)]
        return [self._gradients_of(self.learner, rounded) for rounded in in_parts(kinds)]

    def move(self) -> None:
        """Make ready what `parameter_slack` and `of_slopes` need: half a dozen passes."""
        with part(0, 3, 2):
            _ = self._moved_gradients
        with part(2, 3):
            _ = self._rounded_gradients if self.cells.of_cells else ()

    def of_slopes(self, name: str, double: bool = False) -> float:
        """Return what rounded slopes may do to ∂L/∂θ of a route that torch follows back; ``double``: in float64."""
        if not self.cells.of_cells:
            return 0.0
        plain = self.cells.gradients(WHOLE)[name]
        moved = max(float(np.abs(one[name] - plain).max()) for one in self._rounded_gradients)
        units = np.finfo(np.float64).eps / np.finfo(self.run.experiment.dtype).eps if double else 1.0
        return float(DEVIATIONS * moved * units)

    def _gradients_of(self, learner: Learner, rounded: Rounded | None = None) -> dict[str, np.ndarray]:
        """Return the gradients of a pass that nothing else is asked of."""
        made = self._cells_of(learner, rounded)
        found = made.gradients(WHOLE)
        made.let_go()
        return found

    def _cells_of(self, learner: Learner, rounded: Rounded | None = None) -> Unrolled:
        state = {name: value.detach().cpu().double() for name, value in learner.model.state_dict().items()}
        made = TRUTHS[self.learner.model.kind]
        return made(self.run.experiment, self.learner.task, state, self.example, self.start, self.loss_weights, rounded)

    def parameter_slack(self, name: str, double: bool = False) -> np.ndarray:
        """Return, for every row of a parameter, what rounding may do to ∂L/∂θ; ``double``: rounding to float64."""
        plain = self.cells.gradients(WHOLE)[name]
        moved = [passed[name] for passed in self._moved_gradients["double" if double else "model"]]
        return np.full(len(plain), max(float(np.abs(one - plain).max()) for one in moved))

    def parameter_spread(self, name: str) -> float:
        """Return how far moved passes in float64 differ in ∂L/∂θ among each other, whatever the plain one says."""
        return float(np.ptp([passed[name] for passed in self._moved_gradients["double"]], axis=0).max())

    @cached_property
    def chaotic(self) -> bool:
        """Whether even float64's rounding is magnified so that two right passes have different gradients."""
        for name in self.names.states:
            plain = self.cells.gradients(WHOLE)[name]
            size = float(np.abs(plain).max())
            for passed in self._moved_gradients["double"]:
                if not SLACK * float(np.abs(passed[name] - plain).max()) <= LIMIT * size:
                    return True
        return False

    def slack(self, name: str, row: int | None = None) -> np.ndarray:
        """Return (T,): what rounding may do to each step of a value (row None) or to the gradient of a row's loss."""

        def of(passed: Recorded) -> np.ndarray:
            if name in ("outputs", "losses"):
                return np.asarray(getattr(passed, name).numpy())
            if row is None:
                return np.asarray(passed.values[layer_name(name)].numpy())
            return np.asarray(passed.gradients[layer_name(name)].values(row))

        plain = of(self.precise)
        found = [sensitivity(plain, of(passed), forward=row is None) for passed in self._moved_passes]
        return np.asarray(np.max(found, axis=0))


def copied(learner: Learner, device: torch.device, precision: Precision) -> Learner:
    """Return a learner with a model of its own, of the same weights."""
    ask()
    made = learner.frozen()
    made.device, made.dtype, made.precision = device, getattr(torch, precision), precision
    made.model.to(device=device, dtype=made.dtype)
    return made
