"""The sums under a layer's nonlinearities, and the slopes there: all steps at once, from what was recorded."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping

import torch
from torch import Tensor

from rnnviz.cell_info import CellInfo, Quantity
from rnnviz.engine.ways import slopes
from rnnviz.engine.ways.layers import Layer

SHUT = 1e-9
"""A gate as near to its lower end, or at the upper one, is shut: its slope is as small."""
OVERFULL = 32.0
"""|c| from which on a cell is shut as well: float32 just holds tanh's slope there, 6·10⁻²⁸, times a gate of 10⁻⁹."""


def sums(
    layer: Layer, read: Tensor, before: Tensor, gates: Mapping[str, Tensor],
    cells: tuple[Tensor, Tensor] | None = None, wanted: Collection[str] | None = None,
) -> dict[str, Tensor]:
    """Return the sum under every gate (T, H) by the gate's name, or the one sum of a cell without gates, by "".

    And the two products that torch's GRU adds up under its candidate, ``from_input`` and ``from_hidden``.

    Parameters
    ----------
    layer : Layer
    read, before : Tensor (T, D), (T, H)
        x_t and h_{t-1}.
    gates : mapping of str to Tensor (T, H)
        By name.
    cells : (Tensor (T, H), Tensor (T, H)), optional
        c_{t-1} and c_t.
    wanted : collection of str, optional
        Gates, of an LSTM, whose sums are nobody else's: the others are left out.
    """
    p = {name: value.detach() for name, value in layer.cell_parameters.items()}
    names, size = [gate.name for gate in layer.cell.info.gates], before.shape[1]
    if wanted is not None and cells is not None and "weight_peephole" not in p:
        return _of_some(p, [names.index(name) for name in wanted], read, before, wanted)
    p = {name: value.to(read.dtype) for name, value in p.items()}
    from_x = torch.addmm(p["bias_ih"], read, p["weight_ih"].T)
    from_h = torch.addmm(p["bias_hh"], before, p["weight_hh"].T)
    if not names:
        return {"": from_x + from_h}
    found, products = {}, list(from_h.chunk(len(names), -1))
    if layer.cell.info.key == "gru":
        found = {"from_input": from_x[:, -size:], "from_hidden": products[-1]}
        products[-1] = gates["reset_gate"] * products[-1]
    elif layer.cell.info.key == "gru_before":
        products[-1] = torch.addmm(p["bias_hh"][-size:], gates["reset_gate"] * before, p["weight_hh"][-size:].T)
    made = {
        name: own + product for name, own, product in zip(names, from_x.chunk(len(names), -1), products, strict=True)
    }
    if "weight_peephole" in p:
        assert cells is not None
        w_i, w_f, w_o = p["weight_peephole"].chunk(3)
        earlier, now = cells
        for name, seen in (("input_gate", w_i * earlier), ("forget_gate", w_f * earlier), ("output_gate", w_o * now)):
            made[name] = made[name] + seen
    return made | found


def _of_some(
    p: Mapping[str, Tensor], places: list[int], read: Tensor, before: Tensor, wanted: Collection[str]
) -> dict[str, Tensor]:
    """Return the sums under some gates of an LSTM without peepholes, which have these places among all."""
    size = before.shape[1]

    def rows(name: str) -> Tensor:
        return torch.cat([p[name][place * size : (place + 1) * size] for place in places]).to(read.dtype)

    found = torch.addmm(rows("bias_ih") + rows("bias_hh"), read, rows("weight_ih").T)
    found.addmm_(before, rows("weight_hh").T)
    return dict(zip(wanted, found.chunk(len(places), -1), strict=True))


def slopes_under(
    layer: Layer, read: Tensor, before: Tensor, values: Mapping[str, Tensor],
    cells: tuple[Tensor, Tensor] | None = None,
) -> dict[str, Tensor]:
    """Return the slope of the nonlinearity over every sum (T, H), as `sums` names them, with all its digits.

    Parameters
    ----------
    values : mapping of str to Tensor (T, H)
        Every gate by name; of a cell without gates h_t by "".
    """
    squashed = {gate.name for gate in layer.cell.info.gates if gate.low < 0} or {""}
    near = [name for name, value in values.items() if _is_full(value, name in squashed)]
    made = {
        name: 1 - value * value if name in squashed else value * (1 - value)
        for name, value in values.items() if name not in near
    }
    if not near:
        return made
    wide = {name: value.double() for name, value in values.items() if name == "reset_gate"}  # what a sum is made of
    both = cells
    if cells is not None and "weight_peephole" in layer.cell_parameters:
        both = cells[0].double(), cells[1].double()
    # of a sum of 30 float32 has but six decimals
    found = sums(layer, read.double(), before.double(), wide, both, near)
    for name in near:
        made[name] = (slopes.of_tanh if name in squashed else slopes.of_sigmoid)(found[name]).to(values[name])
    return made


def full(info: CellInfo, scope: str, values: Mapping[str, Tensor]) -> bool:
    """Tell whether a gate, or the unit of a cell without any, is somewhere so full that its slope loses digits."""
    return any(
        _is_full(value, part.low < 0) for part, value in _bounded(info, scope, values)
    )


def shut(info: CellInfo, scope: str, values: Mapping[str, Tensor]) -> bool:
    """Tell whether one, or a cell, is so full that its slope, or a product of two, may lie below float32's range."""
    cell = values.get(f"{scope}.cell")
    if cell is not None and not float(cell.abs().max()) < OVERFULL:
        return True
    for part, value in _bounded(info, scope, values):
        low, high = (float(end) for end in value.aminmax())
        if not (low > part.low + SHUT and high < part.high):
            return True
    return False


def _bounded(info: CellInfo, scope: str, values: Mapping[str, Tensor]) -> Iterator[tuple[Quantity, Tensor]]:
    for part in info.gates or info.states[:1]:
        value = values.get(f"{scope}.{part.name}")
        if value is not None and part.high - part.low < math.inf:
            yield part, value


def _is_full(value: Tensor, squashed: bool) -> bool:
    """Tell whether a gate is so full somewhere that its slope cannot be made from its value."""
    low, high = (float(end) for end in value.aminmax())
    if not squashed:
        low, high = 2 * low - 1, 2 * high - 1
    return not (low >= -slopes.FULL and high <= slopes.FULL)
