"""That every cell's diagram is the graph of its step, and says what its equations say."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import torch
from torch import Tensor

from rnnviz.cell_info import BEFORE, INPUT, CellInfo, Node
from rnnviz.cells import CELLS, Cell
from rnnviz.cells.tape import Tape
from rnnviz.measures.diagram import gradients, node_values
from tests.cells.variants import each_variant

OUTSIDE = ("before", "inputs")


class Apart(Tape):
    """Goes on from what it records as from something new: what a record's graph holds, it needs directly."""

    def __init__(self) -> None:
        super().__init__()
        self.leaves: dict[str, Tensor] = {}

    def record(self, name: str, value: Tensor) -> Tensor:
        self.values[name] = value
        self.leaves[name] = value.detach().clone().requires_grad_()
        return self.leaves[name]


class Kept(Tape):
    """Keeps the gradient of what it records."""

    def record(self, name: str, value: Tensor) -> Tensor:
        value.retain_grad()
        return super().record(name, value)


def stepped(key: str, fields: dict[str, Any], tape: Tape, size: int = 4) -> tuple[Cell, dict[str, Tensor]]:
    """Compute one step with random numbers; return the cell, and its inputs by the names of the diagram."""
    cell = CELLS[key](CELLS[key].Fields(hidden_size=size, **fields))
    generator = torch.Generator().manual_seed(3)
    parameters = {
        name: torch.randn(*shape, generator=generator, dtype=torch.float64) / math.sqrt(size)
        for name, shape in cell.shapes(3).items()
    }
    x = torch.randn(1, 3, generator=generator, dtype=torch.float64, requires_grad=True)
    before = {
        f"{quantity.name}{BEFORE}": torch.randn(1, size, generator=generator, dtype=torch.float64, requires_grad=True)
        for quantity in cell.info.states
    }
    cell.step(parameters, x, tuple(before.values()), tape)
    return cell, {INPUT: x, **before}


def recorded_sources(info: CellInfo, node: Node, recorded: set[str]) -> set[str]:
    """Return the recorded quantities that arrows lead from, through nodes that nothing records."""
    found: set[str] = set()
    for name in node.of:
        source = info.diagram.node(name)
        through = name not in recorded and source.op not in OUTSIDE
        found |= recorded_sources(info, source, recorded) if through else {name}
    return found


@each_variant
def test_the_arrows_are_the_dependencies_of_the_step(key: str, fields: dict[str, Any]) -> None:
    tape = Apart()
    cell, outside = stepped(key, fields, tape)
    info = cell.describe()
    names = [node.name for node in info.diagram.nodes]
    assert len(names) == len(set(names))
    assert set(tape.values) <= set(names)
    assert {node.name for node in info.diagram.nodes if node.op in OUTSIDE} == set(outside)
    leaves = {**outside, **tape.leaves}
    for name, value in tape.values.items():
        found = torch.autograd.grad(value.sum(), list(leaves.values()), allow_unused=True, retain_graph=True)
        needed = {leaf for leaf, grad in zip(leaves, found, strict=True) if grad is not None}
        assert recorded_sources(info, info.diagram.node(name), set(tape.values)) == needed, name


@each_variant
def test_the_arrows_are_those_of_the_equations(key: str, fields: dict[str, Any]) -> None:
    cell, _ = stepped(key, fields, tape := Tape())
    info = cell.describe()
    for equation in info.equations:
        names = re.findall(r"\{(\w+(?:@-1)?)\}", equation.numbers)[:-1]
        if names:
            node = info.diagram.node(equation.result)
            assert recorded_sources(info, node, set(tape.values)) == set(names)


@each_variant
def test_nodes_come_after_what_they_need_and_nothing_lies_on_another(key: str, fields: dict[str, Any]) -> None:
    info = CELLS[key](CELLS[key].Fields(**fields)).describe()
    seen: set[str] = set()
    for node in info.diagram.nodes:
        assert set(node.of) <= seen
        assert bool(node.of) == (node.op not in OUTSIDE)
        seen.add(node.name)
    places = [node.at for node in info.diagram.nodes]
    assert len(set(places)) == len(places)
    used = {source.name for source, _ in info.diagram.edges}
    assert seen - used <= {state.name for state in info.states}


@each_variant
def test_the_diagram_computes_what_the_step_computes(key: str, fields: dict[str, Any]) -> None:
    cell, outside = stepped(key, fields, tape := Tape())
    info = cell.describe()
    arrays = {name: value.detach().numpy()[0] for name, value in tape.values.items()}
    given = {name: value.detach().numpy()[0] for name, value in outside.items()}
    for name, expected in arrays.items():
        others = {other: value for other, value in arrays.items() if other != name}
        computed = node_values(info.diagram, {**given, **others}).get(name)
        through_matrix = info.diagram.node(name).op == "affine"
        assert (computed is None) == through_matrix
        if computed is not None:
            np.testing.assert_allclose(computed, expected, rtol=1e-12)


@each_variant
def test_what_flows_back_is_autograds(key: str, fields: dict[str, Any]) -> None:
    cell, outside = stepped(key, fields, tape := Kept())
    info = cell.describe()
    generator = torch.Generator().manual_seed(9)
    loss = sum(
        (tape.values[q.name] * torch.randn(1, 4, generator=generator, dtype=torch.float64)).sum() for q in info.states
    )
    assert isinstance(loss, Tensor)
    loss.backward()  # type: ignore[no-untyped-call]
    arrays = {name: value.detach().numpy()[0] for name, value in {**tape.values, **outside}.items()}
    whole = {}
    for name, value in tape.values.items():
        assert value.grad is not None
        whole[name] = value.grad.numpy()[0]
    values = node_values(info.diagram, arrays)
    given = {q.name: whole[q.name] for q in info.states}
    into_a_matrix = {"reset_hidden"} & set(whole)  # what the engine has to say
    nodes, arrows = gradients(info.diagram, values, given | {name: whole[name] for name in into_a_matrix})
    assert set(nodes) >= set(tape.values)
    for name in tape.values:
        np.testing.assert_allclose(nodes[name], whole[name], rtol=1e-10, err_msg=name)
    if key == "lstm":
        highway = outside["cell@-1"].grad
        assert highway is not None
        np.testing.assert_allclose(arrows["cell@-1", "kept"], highway.numpy()[0], rtol=1e-10)


def test_a_state_s_range_is_that_of_its_activation() -> None:
    rnn = CELLS["rnn"]
    ranges = {"tanh": (-1.0, 1.0), "relu": (0.0, math.inf), "identity": (-math.inf, math.inf)}
    for activation, (low, high) in ranges.items():
        fields: dict[str, Any] = {"activation": activation}
        state = rnn(rnn.Fields(**fields)).describe().quantity("hidden")
        assert (state.low, state.high) == (low, high)
