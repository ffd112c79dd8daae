"""What the kinds whose layers are a cell's steps share."""

from __future__ import annotations

from collections.abc import Mapping

from torch import nn

from rnnviz.cell_info import CellInfo
from rnnviz.engine.recorded.names import Names, sums_of
from rnnviz.engine.ways.layers import Layer


def names_of_cells(
    model: nn.Module, info: CellInfo, cells: Mapping[str, CellInfo], inputs: tuple[str, ...], free: tuple[str, ...],
    attention: tuple[str, ...] = (), *, one_way: bool = False, pair: bool = False,
) -> Names:
    """Return what can be recorded of layers of one cell.

    Parameters
    ----------
    info : CellInfo
        Of that cell.
    cells : mapping of str to CellInfo
        What is shown of each scope.
    inputs, attention : tuple of str
        What layers read, and how they look at other steps.
    free : tuple of str
        Scopes that can run on by themselves.
    one_way, pair : bool
        As `Names` has them.
    """
    states = tuple(f"{scope}.{q.name}" for scope in cells for q in info.states)
    gates = tuple(f"{scope}.{q.name}" for scope in cells for q in info.gates)
    sums = tuple(f"{scope}.{name}" for scope in cells for name in sums_of(info))
    return Names(
        cells=dict(cells),
        values=(*inputs, *states, *gates, *attention),
        extras=sums,
        states=states,
        others=(*inputs, *gates, *attention, *sums),
        parameters=tuple(name for name, _ in model.named_parameters()),
        linear=True,
        one_way=one_way,
        cut=not pair,
        free=free,
        pair=pair,
        recurrent=True,
    )


def units_of_layer(layer: Layer, key: str) -> int:
    """Return how many numbers a step has of what a layer records."""
    return layer.input_size if key == "inputs" else layer.cell.hidden_size
