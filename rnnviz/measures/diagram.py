"""A cell's diagram in numbers: what every node holds, and the gradient along every arrow.

Only what acts on each unit by itself is computed here, from what the step has recorded; a learnt matrix is not in
a trace, so nothing is said of what goes through one beyond what is recorded on its other side.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.cell_info import Diagram, Node

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]


def node_values(diagram: Diagram, recorded: Mapping[str, Array]) -> dict[str, Floats]:
    """Return what the nodes hold at one step, (H,); a node that cannot be known is left out.

    Parameters
    ----------
    recorded : mapping of str to array (H,)
        By the names of the nodes; what is recorded is taken as it is.
    """
    found: dict[str, Floats] = {}
    for node in diagram.nodes:
        if node.name in recorded:
            found[node.name] = np.asarray(recorded[node.name], np.float64)
        elif node.of and all(name in found for name in node.of):
            value = _computed(node, [found[name] for name in node.of])
            if value is not None:
                found[node.name] = value
    return found


def gradients(
    diagram: Diagram, values: Mapping[str, Floats], recorded: Mapping[str, Array]
) -> tuple[dict[str, Floats], dict[tuple[str, str], Floats]]:
    """Return ∂L/∂ of the nodes, and what flows back along the arrows, (source, target), each (H,).

    Parameters
    ----------
    values : mapping of str to array (H,)
        As `node_values` returns them.
    recorded : mapping of str to array (H,)
        Whole gradients, of the states at least: what comes from outside the cell is in them.

    Returns
    -------
    nodes, arrows
        Those that can be known. A node's gradient is the recorded one, else the sum over its arrows.
    """
    nodes: dict[str, Floats] = {}
    arrows: dict[tuple[str, str], Floats] = {}
    targets: dict[str, list[str]] = {}
    for source, target in diagram.edges:
        targets.setdefault(source.name, []).append(target.name)
    for node in reversed(diagram.nodes):
        out = [(node.name, target) for target in targets.get(node.name, ())]
        if node.name in recorded:
            nodes[node.name] = np.asarray(recorded[node.name], np.float64)
        elif out and node.op not in ("before", "inputs") and all(arrow in arrows for arrow in out):
            nodes[node.name] = np.sum([arrows[arrow] for arrow in out], axis=0)
        if node.name in nodes:
            for name in node.of:
                slope = _slope(node, name, values)
                if slope is not None:
                    with np.errstate(invalid="ignore", over="ignore"):
                        arrows[name, node.name] = nodes[node.name] * slope
    return nodes, arrows


def _computed(node: Node, of: list[Floats]) -> Floats | None:
    with np.errstate(over="ignore", invalid="ignore"):
        match node.op:
            case "sum":
                return np.asarray(np.sum(of, axis=0))
            case "product":
                return np.asarray(np.prod(of, axis=0))
            case "one_minus":
                return 1 - of[0]
            case "sigmoid":
                return np.asarray(0.5 * (1 + np.tanh(0.5 * of[0])))
            case "tanh":
                return np.asarray(np.tanh(of[0]))
            case "relu":
                return np.maximum(of[0], 0)
            case "identity":
                return of[0]
    return None


def _slope(node: Node, source: str, values: Mapping[str, Floats]) -> Floats | float | None:
    """Return ∂ node / ∂ source for each unit by itself; None where it cannot be known."""
    own = values.get(node.name)
    with np.errstate(over="ignore", invalid="ignore"):
        match node.op:
            case "sum" | "identity":
                return 1.0
            case "one_minus":
                return -1.0
            case "product":
                others = [values.get(name) for name in node.of if name != source]
                known = [other for other in others if other is not None]
                return np.asarray(np.prod(known, axis=0)) if len(known) == len(others) else None
            case "sigmoid":
                return None if own is None else own * (1 - own)
            case "tanh":
                return None if own is None else 1 - own * own
            case "relu":
                return None if own is None else (own > 0).astype(np.float64)
    return None
