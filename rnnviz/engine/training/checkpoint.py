"""A snapshot of a run as plain arrays: weights, optimizer, generator, place in the data, carried state."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import numpy as np
import torch

from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.networks.weights import Origin, origin
from rnnviz.engine.training.drawn import Drawn
from rnnviz.engine.ways.layers import State
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.tasks import Task

Arrays = dict[str, np.ndarray]


class Standing(Protocol):
    """What a snapshot is made of, and put back into: where a run stands."""

    learner: Learner
    task: Task
    generator: np.random.Generator
    updates: int
    skipped: int
    seconds: float
    cursor: np.ndarray | None
    states: tuple[State, ...] | None
    current_states: tuple[State, ...] | None
    drawn: Drawn | None

    @property
    def experiment(self) -> Experiment:
        """The values that act."""

    @property
    def optimizer(self) -> torch.optim.Optimizer:
        """The optimizer; asked for only where it has a state, or is given one."""

    @property
    def has_learnt(self) -> bool:
        """Whether the optimizer has a state."""

    def redraw(self, drawn: Drawn | None, states: tuple[State, ...] | None) -> None:
        """Have the batch again that was drawn last, and the states it went on from."""


def save(run: Standing) -> Arrays:
    """Return copies of everything that is needed to go on."""
    found: Arrays = {f"model/{name}": _array(value) for name, value in run.learner.model.state_dict().items()}
    for index, state in (run.optimizer.state_dict()["state"] if run.has_learnt else {}).items():
        for name, value in state.items():
            found[f"optimizer/{index}/{name}"] = _array(torch.as_tensor(value))
    for kind, states in (("state", run.states), ("drawn_state", run.current_states)):
        for layer, state in enumerate(states or ()):
            for index, value in enumerate(state):
                found[f"{kind}/{layer}/{index}"] = _array(value)
    if run.cursor is not None:
        found["cursor"] = run.cursor.copy()
    if run.drawn is not None and run.drawn.cursor is not None:
        found["drawn_cursor"] = run.drawn.cursor.copy()
    started = origin(run.experiment, run.task, run.learner.weights)
    rest = {
        "updates": run.updates,
        "skipped": run.skipped,
        "seconds": run.seconds,
        "generator": run.generator.bit_generator.state,
        "drawn": None if run.drawn is None else {"size": run.drawn.size, "generator": run.drawn.generator},
        **({} if started is None else {"origin": started._asdict()}),
    }
    found["rest"] = np.frombuffer(json.dumps(rest).encode(), np.uint8).copy()
    return found


def origin_of(arrays: Arrays) -> Origin | None:
    """Return what a snapshot says of the file of its weights; None where it does not (they need none, or it is old)."""
    found = json.loads(bytes(np.asarray(arrays["rest"]))).get("origin")
    return None if found is None else Origin(str(found["sha256"]), tuple(map(str, found["symbols"])))


def load(run: Standing, arrays: Arrays) -> None:
    """Put a snapshot of the same experiment back into a run."""
    model = run.learner.model
    weights = {name.removeprefix("model/"): torch.tensor(v) for name, v in arrays.items() if name.startswith("model/")}
    model.load_state_dict(weights)
    state: dict[int, dict[str, Any]] = {}
    for name, value in arrays.items():
        kind, _, place = name.partition("/")
        if kind == "optimizer":
            index, _, key = place.partition("/")
            state.setdefault(int(index), {})[key] = torch.tensor(value)
    if state or run.has_learnt:
        run.optimizer.load_state_dict({"state": state, "param_groups": run.optimizer.state_dict()["param_groups"]})
    run.states = _states(run, arrays, "state")
    run.cursor = _cursor(arrays, "cursor")
    rest = json.loads(bytes(np.asarray(arrays["rest"])))
    run.updates, run.skipped, run.seconds = rest["updates"], rest["skipped"], rest["seconds"]
    run.generator.bit_generator.state = rest["generator"]
    drawn = rest.get("drawn")
    again = None
    if drawn is not None:
        again = Drawn(drawn["size"], drawn["generator"], _cursor(arrays, "drawn_cursor"))
    run.redraw(again, _states(run, arrays, "drawn_state"))


@contextmanager
def belonging() -> Iterator[None]:
    """Say it in one sentence where a snapshot is not this experiment's."""
    try:
        yield
    except (KeyError, ValueError, TypeError, RuntimeError) as problem:  # torch and json on names, sizes, text
        if isinstance(problem, BadInput):
            raise
        raise BadInput("the snapshot does not belong to this experiment: start without it") from None


def _states(run: Standing, arrays: Arrays, kind: str) -> tuple[State, ...] | None:
    layers: dict[int, dict[int, torch.Tensor]] = {}
    for name, value in arrays.items():
        if name.startswith(f"{kind}/"):
            _, layer, index = name.split("/")
            layers.setdefault(int(layer), {})[int(index)] = run.learner.tensor(np.array(value))
    return tuple(tuple(layers[i][j] for j in sorted(layers[i])) for i in sorted(layers)) or None


def _cursor(arrays: Arrays, name: str) -> np.ndarray | None:
    return np.array(arrays[name]) if name in arrays else None


def finite(arrays: Arrays) -> bool:
    """Tell whether every weight of a snapshot is finite."""
    return all(bool(np.isfinite(value).all()) for name, value in arrays.items() if name.startswith("model/"))


def _array(value: torch.Tensor) -> np.ndarray:
    return np.array(value.detach().cpu().numpy())
