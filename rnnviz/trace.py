"""The trace: a read-only record of one pass, and the moment in it that is shown.

Letters of the shapes, everywhere in this project: T time, B batch, D input, H hidden,
K output, S source, N heads, L layers.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.cell_info import CellInfo, turned
from rnnviz.directions import is_reverse
from rnnviz.operation import Operation

Array = npt.NDArray[Any]

PHASES = ("forward", "loss", "backward", "clip", "update")


@dataclass(frozen=True)
class Moment:
    """Where in a pass we are: a phase of the update, and a step of time."""

    phase: str = "forward"
    t: int = 0


def frozen(array: npt.ArrayLike) -> Array:
    """Return the values as an array that cannot be written to (copied where it could)."""
    found = np.asarray(array)
    if found.flags.writeable:
        found = found.copy()
        found.setflags(write=False)
    return found


@dataclass(frozen=True, kw_only=True, eq=False)
class Trace:
    """One probe pass, whole: names to arrays, time first.

    Attributes
    ----------
    run, number : int
        Which model it came from (a new one counts up), and the how-manieth trace of it.
    update : int
        Updates that the weights had seen.
    path : str
        How it was computed: "workspace", "swap", "loops" or "echo" (the fast ways), "readable" or "exact".
    arrays : mapping of str to numpy array
        The arrays of the contract, read-only.
    cells : mapping of str to CellInfo
        What the recurrent scopes record (``layer0``, ``decoder.layer0``).
    operated : tuple of Operation
        What was operated on in this pass: not the model that learns.
    untouched : Trace or None
        Of an operated pass: the trace of the same weights and example without operations, by the same path.
    beside : bool
        It is the untouched trace of an operated one, and holds no more than that.
    watched : frozenset of str
        Patterns of what was asked for beyond the contract's default arrays, where the window asked.
    """

    run: int = 0
    number: int = 0
    update: int = 0
    path: str = "readable"
    arrays: Mapping[str, Array] = field(default_factory=dict)
    cells: Mapping[str, CellInfo] = field(default_factory=dict)
    operated: tuple[Operation, ...] = ()
    untouched: Trace | None = None
    beside: bool = False
    watched: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        safe = {name: frozen(array) for name, array in self.arrays.items()}
        object.__setattr__(self, "arrays", MappingProxyType(safe))
        cells = {scope: turned(info) if is_reverse(scope) else info for scope, info in self.cells.items()}
        object.__setattr__(self, "cells", MappingProxyType(cells))

    def __getitem__(self, name: str) -> Array:
        return self.arrays[name]

    def __contains__(self, name: object) -> bool:
        return name in self.arrays

    def __iter__(self) -> Iterator[str]:
        return iter(self.arrays)

    def get(self, name: str) -> Array | None:
        """Return an array, or None where this trace does not hold it."""
        return self.arrays.get(name)

    def matching(self, *patterns: str) -> dict[str, Array]:
        """Return the arrays whose names match any of the patterns (as `wanted` reads them), in the trace's order."""
        names = wanted(self.arrays, patterns)
        return {name: array for name, array in self.arrays.items() if name in names}

    @property
    def length(self) -> int:
        """Steps on the one time axis: T, or S + T_dec of an encoder-decoder."""
        return len(self.arrays["tokens"])

    @property
    def scopes(self) -> tuple[str, ...]:
        """The recurrent layers, in order of depth, encoder before decoder."""
        return tuple(self.cells)

    @property
    def gated(self) -> bool:
        """Whether any of its layers has gates."""
        return any(cell.gates for cell in self.cells.values())

    @property
    def is_written(self) -> bool:
        """Whether it is of a text that the model has written, not of the example."""
        return "written" in self.arrays

    def start(self, scope: str) -> int:
        """Return the step of the time axis where a scope, or a whole half of a pair, begins (0, or S for a decoder)."""
        found = self.arrays.get(f"{scope}.start", self.arrays.get(f"{scope}.layer0.start"))
        return 0 if found is None else int(found)

    def on_axis(self, name: str) -> tuple[Array, Array]:
        """Return (steps, values) of a time-first array, laid on the one time axis."""
        values = self.arrays[name]
        scope = name.rpartition("/")[2].rpartition(".")[0]
        start = self.start(scope)
        return np.arange(start, start + len(values)), values

    @property
    def loss_start(self) -> int:
        """Step of the time axis where `outputs`, `targets` and `loss_by_time` begin (S for a decoder)."""
        return self.length - len(self.arrays["loss_steps"])

    @property
    def reach_step(self) -> int:
        """Step of the time axis whose loss the reach belongs to."""
        return self.loss_start + int(self.arrays["reach_from"])


def wanted(names: Iterable[str], patterns: Iterable[str]) -> set[str]:
    """Return the names that match any pattern.

    ``*`` matches any characters but the ``/`` that sets gradients apart, so that ``layer0.*`` asks for
    no gradient and ``gradient/*`` for all of them; ``*`` alone matches everything.
    """
    known = list(names)
    return {name for pattern in patterns for name in known if _matches(name, pattern)}


def _matches(name: str, pattern: str) -> bool:
    if pattern == "*":
        return True
    parts, wild = name.split("/"), pattern.split("/")
    return len(parts) == len(wild) and all(map(fnmatch.fnmatchcase, parts, wild))
