"""The parts of a model's parameters: each whole, or by the gates whose rows lie in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rnnviz.cell_info import CellInfo
from rnnviz.directions import REVERSE, scope_of
from rnnviz.trace import Array, Trace
from rnnviz.views.scopes import layer_name
from rnnviz.views.words.language import tr

NORM, GRADIENT, RATIO = "weight_norm", "weight_gradient_norm", "update_ratio"
RECURRENT = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_peephole_l0")
SYMBOLS = ("W_ih", "W_hh", "b_ih", "b_hh", "w_c")
"""As the equations write them."""


class Part(NamedTuple):
    """A parameter, or the rows of it that belong to one gate.

    Attributes
    ----------
    parameter : str
        As ``weights.safetensors`` names it.
    gate : str
        Name of the gate; "" for the whole parameter.
    role : str
        Of the gate, "" for the whole.
    words : str
        For people.
    block, blocks : int
        The how-manieth of how many equal blocks of rows it is.
    norm, gradient, ratio : float
        ‖w‖, ‖∂L/∂w‖ of the newest batch, and ‖Δw‖/‖w‖ of the newest update; NaN where it is not known.
    """

    parameter: str
    gate: str
    role: str
    words: str
    block: int
    blocks: int
    norm: float
    gradient: float
    ratio: float

    @property
    def column(self) -> str:
        """The column of the history that holds its ratio."""
        return f"{RATIO}/{self.parameter}.{self.gate}" if self.gate else f"{RATIO}/{self.parameter}"

    def rows(self, count: int) -> tuple[int, int]:
        """Return its first row, and the one after its last, of a parameter of so many."""
        return self.block * count // self.blocks, (self.block + 1) * count // self.blocks


def parts(trace: Trace, *, by_gate: bool) -> tuple[Part, ...]:
    """Return the parts that a trace has norms of, in the order of the model."""
    found: list[Part] = []
    for name in trace:
        family, _, parameter = name.partition("/")
        if family == NORM:
            found += _of(trace, parameter, by_gate)
    return tuple(found)


def _of(trace: Trace, parameter: str, by_gate: bool) -> list[Part]:
    scope = scope_of(parameter)
    norms = trace[f"{NORM}/{parameter}"]
    cell = trace.cells.get(scope)
    gates = cell.gates if cell is not None else ()
    if "weight_peephole" in parameter:
        gates = tuple(gate for gate in gates if gate.role != "candidate")  # which looks at no cell state
    gates = gates if len(norms) == len(gates) + 1 else ()
    known = [norms, trace.get(f"{GRADIENT}/{parameter}"), trace.get(f"{RATIO}/{parameter}")]
    words = kernel(parameter, trace.cells)
    if not by_gate or not gates:
        return [Part(parameter, "", "", words, 0, 1, *(_at(each, 0) for each in known))]
    return [
        Part(parameter, gate.name, gate.role, f"{words} · {gate.symbol}", n, len(gates),
             *(_at(each, n + 1) for each in known))
        for n, gate in enumerate(gates)
    ]  # fmt: skip


def _at(values: Array | None, place: int) -> float:
    return math.nan if values is None or place >= len(values) else float(values[place])


def kernel(parameter: str, cells: Mapping[str, CellInfo]) -> str:
    """Return a parameter's name for people: layer0 · recurrent."""
    scope, last = scope_of(parameter), parameter.rpartition(".")[2].removesuffix(REVERSE)
    if scope in cells and last in RECURRENT:
        names = (tr("input"), tr("recurrent"), tr("input bias"), tr("recurrent bias"), tr("peepholes"))
        return f"{layer_name((scope,))} · {names[RECURRENT.index(last)]}"
    match parameter:
        case "readout.weight":
            return tr("readout")
        case "readout.bias":
            return tr("readout bias")
    return parameter


def in_brief(part: Part) -> str:
    """Return a part's name as the equations write it, for where there is little room: layer0 W_hh f, encoder.0 b_ih."""
    last = part.parameter.rpartition(".")[2].removesuffix(REVERSE)
    scope = scope_of(part.parameter)
    if last not in RECURRENT or not scope:
        return part.words
    gate = part.words.rpartition(" ")[2] if part.gate else ""
    symbol = SYMBOLS[RECURRENT.index(last)]
    return f"{layer_name((scope,)).replace('coder.layer', 'coder.')} {symbol} {gate}".strip()


def sources(parameter: str, cells: Mapping[str, CellInfo]) -> str:
    """Return the letter of what a parameter's columns are multiplied by: x, h, or "" where it is not known."""
    scope, last = scope_of(parameter), parameter.rpartition(".")[2].removesuffix(REVERSE)
    if scope in cells:
        return {"weight_ih_l0": "x", "weight_hh_l0": "h"}.get(last, "")
    return "h" if parameter == "readout.weight" else ""


def ordered(found: Sequence[Part], column: int, *, down: bool) -> tuple[int, ...]:
    """Return the places of the parts, sorted by a column of the table; what is not known comes last."""
    if column == 0:
        places = range(len(found))
        return tuple(reversed(places)) if down else tuple(places)
    values = [(part.norm, part.gradient, part.ratio)[column - 1] for part in found]
    unknown = math.inf  # what is known comes before it, infinite numbers too
    keys = [(1, unknown) if math.isnan(value) else (0, -value if down else value) for value in values]
    return tuple(sorted(range(len(found)), key=lambda n: keys[n]))
