"""What a view needs to know of a cell: its states, gates and equations, without the cell itself."""

from __future__ import annotations

from dataclasses import dataclass


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
        ``{name@-1}`` for its value one step before.
    """

    result: str
    latex: str
    text: str
    numbers: str


@dataclass(frozen=True, kw_only=True)
class CellInfo:
    """The names and equations of a cell.

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
    source : str
        The paper.
    """

    key: str
    title: str
    states: tuple[Quantity, ...]
    gates: tuple[Quantity, ...]
    equations: tuple[Equation, ...]
    source: str

    def quantity(self, name: str) -> Quantity:
        """Return the state or gate of that name."""
        return next(q for q in (*self.states, *self.gates) if q.name == name)


