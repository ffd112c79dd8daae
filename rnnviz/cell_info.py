"""What a view needs to know of a cell: its states, gates, equations and diagram, without the cell itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

BEFORE = "@-1"
"""After a state's name: its value one step before."""
BLOCK = "block"
"""Key of a transformer's block."""
INPUT = "inputs"
"""What the layer reads at the step."""

Op = Literal[
    "inputs", "before", "affine", "sum", "product", "one_minus", "sigmoid", "tanh", "relu", "identity", "function",
    "norm", "attention", "mix", "feed", "shift",
]  # fmt: skip
"""What a node computes; "affine": a learnt matrix times each source, plus biases; "function": one not said which;
"shift": the second source goes in front of the first, whose end falls out.

Of a block: "norm", the layer norm; "attention", the weights of queries on keys; "mix", the weighted sum of the values;
"feed", the feed-forward network.
"""


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """Something a cell computes at every step and records under its name.

    Attributes
    ----------
    name : str
        Field-standard name, the array's last part: ``forget_gate``.
    label : str
        Words for people (the window translates them).
    symbol : str
        The letter of the equations: f.
    role : str
        Which colour it has everywhere: input, forget, candidate, output, reset, update, hidden, cell.
    low, high : float
        The range its nonlinearity allows (±inf where there is none).
    """

    name: str
    label: str
    symbol: str
    role: str
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Equation:
    """One line of a cell's step.

    Attributes
    ----------
    result : str
        Name of the array on its left side.
    latex : str
        The equation as printed in the paper, for vectors.
    text : str
        The same for one unit, in plain characters.
    numbers : str
        A template whose ``{name}`` stands for an array's value at the chosen unit and step;
        ``{name@-1}`` for its value one step before. Of what is recorded for every place that is looked at, it is the
        value at the one with the largest weight, which is ``{place}``; ``{head}`` is the head that the unit is of.
    """

    result: str
    latex: str
    text: str
    numbers: str


@dataclass(frozen=True, kw_only=True)
class Node:
    """One place of a cell's diagram where something is computed.

    Attributes
    ----------
    name : str
        The array that the step records, a state's with ``@-1`` for the step before, ``inputs``, or a name
        of its own where nothing is recorded.
    op : str
    of : tuple of str
        Names of the nodes that it is computed from: the arrows that end here.
    at : (float, float)
        Column, from the left, and row, from the top, in the diagram.
    rail : float or None
        Row along which arrows to sums run from here, and those of a state before to other rows; None: straight.
    turn : "across" or "along"
        How arrows that turn leave here: "across" the rows first, or from the way out "along" the row.
    """

    name: str
    op: Op
    of: tuple[str, ...] = ()
    at: tuple[float, float]
    rail: float | None = None
    turn: Literal["across", "along"] = "across"


@dataclass(frozen=True, kw_only=True)
class Diagram:
    """A cell's step as a graph: it says the same as the equations, with a place for each part.

    Attributes
    ----------
    nodes : tuple of Node
        In order of computation.
    """

    nodes: tuple[Node, ...]

    def node(self, name: str) -> Node:
        """Return the node of that name."""
        return next(node for node in self.nodes if node.name == name)

    @property
    def edges(self) -> Iterator[tuple[Node, Node]]:
        """Go through the arrows, (source, target)."""
        for target in self.nodes:
            for source in target.of:
                yield self.node(source), target


@dataclass(frozen=True, kw_only=True)
class CellInfo:
    """The names, equations and diagram of a cell.

    Attributes
    ----------
    key, title : str
        Short name in files and commands; name for people.
    states : tuple of Quantity
        What is carried from step to step, ``hidden`` first.
    gates : tuple of Quantity
        What else each step records (gates, candidates).
    equations : tuple of Equation
        The step, in order of computation.
    diagram : Diagram
        The same as a graph.
    source : str
        The paper.
    others : tuple of Quantity
        What else has a name and a letter: the stages of a block.
    looking : tuple of Equation
        Of a decoder: how it attends; `attends` "before" its step, or "after".
    carried : bool
        Whether the states go on to the next step; False where each step's are its own.
    back : bool
        It reads from the last step to the first: ``@-1`` is the state of the step after.
    """

    key: str
    title: str
    states: tuple[Quantity, ...]
    gates: tuple[Quantity, ...]
    equations: tuple[Equation, ...]
    diagram: Diagram
    source: str
    others: tuple[Quantity, ...] = ()
    looking: tuple[Equation, ...] = ()
    attends: Literal["", "before", "after"] = ""
    carried: bool = True
    back: bool = False

    @property
    def lines(self) -> tuple[Equation, ...]:
        """The equations in order of computation, those of a decoder's attention among them."""
        return (*self.looking, *self.equations) if self.attends == "before" else (*self.equations, *self.looking)

    @property
    def is_block(self) -> bool:
        """Whether it is a transformer's block."""
        return self.key == BLOCK

    @property
    def named(self) -> tuple[Quantity, ...]:
        """Everything that has a name and a letter."""
        return (*self.states, *self.gates, *self.others)

    def quantity(self, name: str) -> Quantity:
        """Return what has that name."""
        return next(q for q in self.named if q.name == name)


@cache
def turned(info: CellInfo) -> CellInfo:
    """Return what a cell is where it reads from the last step to the first: the state before is that of step t + 1."""
    equations = tuple(
        replace(each, latex=each.latex.replace("t-1", "t+1"), text=each.text.replace("₋₁", "₊₁"))
        for each in info.equations
    )
    return info if info.back else replace(info, equations=equations, back=True)
