"""What every cell of the table keeps to; that it computes what torch computes; that its equations say what it does."""

from __future__ import annotations

import importlib
import math
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

import rnnviz.cells
from rnnviz.cells import CELLS, Cell
from rnnviz.cells.tape import Silent, Tape
from tests.cells.variants import VARIANTS, each_variant

ROOT = Path(rnnviz.cells.__file__).parent.parent.parent
NO_CELLS = {"base", "block", "looking", "tape", "window"}


def made(key: str, hidden_size: int, fields: dict[str, Any]) -> Cell:
    cell = CELLS[key]
    return cell(cell.Fields(hidden_size=hidden_size, **fields))


def random_parameters(cell: Cell, inputs: int, seed: int = 0) -> dict[str, Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return {
        name: torch.randn(*shape, generator=generator, dtype=torch.float64) / math.sqrt(cell.hidden_size)
        for name, shape in cell.shapes(inputs).items()
    }


def one_step(cell: Cell, inputs: int = 3, batch: int = 5) -> tuple[Tape, tuple[Tensor, ...], tuple[Tensor, ...]]:
    """The tape of a step, the states before it and those after it; everything asks for gradients."""
    generator = torch.Generator().manual_seed(1)
    parameters = {name: p.requires_grad_() for name, p in random_parameters(cell, inputs).items()}
    x = torch.randn(batch, inputs, generator=generator, dtype=torch.float64)
    before = tuple(
        torch.randn(batch, cell.hidden_size, generator=generator, dtype=torch.float64) for _ in cell.info.states
    )
    tape = Tape()
    return tape, before, cell.step(parameters, x, before, tape)


def test_every_module_in_the_folder_is_in_the_table() -> None:
    modules = {module.name for module in pkgutil.iter_modules(rnnviz.cells.__path__)} - NO_CELLS
    found = {cell.__module__.rpartition(".")[2] for cell in CELLS.values()}
    assert found == modules
    for name in modules:
        module = importlib.import_module(f"rnnviz.cells.{name}")
        own = {thing for thing in vars(module).values() if isinstance(thing, type) and issubclass(thing, Cell)} - {Cell}
        assert own == {cell for cell in CELLS.values() if cell.__module__ == module.__name__}


def test_the_table_is_sorted_and_its_keys_are_the_cells_own() -> None:
    assert list(CELLS) == sorted(CELLS)
    for key, cell in CELLS.items():
        assert cell.info.key == key
        assert cell.Fields().kind == key


def test_cells_and_tasks_need_no_torch() -> None:
    code = "import sys, rnnviz.cells, rnnviz.tasks, rnnviz.catalogue; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@each_variant
def test_what_the_spec_names_is_recorded_and_nothing_twice(key: str, fields: dict[str, Any]) -> None:
    cell = made(key, 4, fields)
    tape, _, after = one_step(cell)
    names = [quantity.name for quantity in (*cell.info.states, *cell.info.gates)]
    assert set(names) <= set(tape.values)
    assert len(names) == len(set(names))
    assert names[0] == "hidden"
    for quantity, state in zip(cell.info.states, after, strict=True):
        assert tape.values[quantity.name] is state
    tensors = list(tape.values.values())
    assert len({id(tensor) for tensor in tensors}) == len(tensors)
    assert all(tensor.shape == (5, 4) for tensor in tensors)


@each_variant
def test_what_is_recorded_is_what_is_used(key: str, fields: dict[str, Any]) -> None:
    cell = made(key, 4, fields)
    tape, _, after = one_step(cell)
    gradients = torch.autograd.grad(torch.stack(after).sum(), list(tape.values.values()))
    assert all(gradient.isfinite().all() for gradient in gradients)


@each_variant
def test_a_tape_that_keeps_nothing_changes_nothing(key: str, fields: dict[str, Any]) -> None:
    cell = made(key, 4, fields)
    parameters, x = random_parameters(cell, 3), torch.randn(2, 3, dtype=torch.float64)
    state = tuple(torch.randn(2, 4, dtype=torch.float64) for _ in cell.info.states)
    copies = [tensor.clone() for tensor in (*parameters.values(), x, *state)]
    loud, silent = cell.step(parameters, x, state, Tape()), cell.step(parameters, x, state, Silent())
    assert all(torch.equal(a, b) for a, b in zip(loud, silent, strict=True))
    for tensor, copy in zip((*parameters.values(), x, *state), copies, strict=True):
        assert torch.equal(tensor, copy)


@each_variant
def test_values_stay_in_the_range_that_the_spec_gives(key: str, fields: dict[str, Any]) -> None:
    cell = made(key, 8, fields)
    parameters = {name: 30 * p for name, p in random_parameters(cell, 3).items()}
    state = tuple(torch.zeros(4, 8, dtype=torch.float64) for _ in cell.info.states)
    for seed in range(10):
        tape = Tape()
        x = torch.randn(4, 3, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
        state = cell.step(parameters, x, state, tape)
        for quantity in (*cell.info.states, *cell.info.gates):
            values = tape.values[quantity.name]
            assert values.min() >= quantity.low
            assert values.max() <= quantity.high


@pytest.mark.parametrize("key", CELLS)
def test_equations_are_about_what_is_recorded(key: str) -> None:
    tape, _, _ = one_step(made(key, 4, {}))
    for equation in CELLS[key].info.equations:
        assert equation.result in tape.values
        named = re.findall(r"{([^}]*)}", equation.numbers)
        assert named
        assert {name.removesuffix("@-1") for name in named} <= set(tape.values)
    states = {quantity.name for quantity in CELLS[key].info.states}
    assert states <= {equation.result for equation in CELLS[key].info.equations}


@each_variant
def test_equations_with_their_numbers_are_true(key: str, fields: dict[str, Any]) -> None:
    """Every ``x = expression = value`` of one unit is worked out from the recorded numbers, outside torch."""
    cell = made(key, 4, fields)
    tape, before, _ = one_step(cell)
    words = {"σ": lambda a: 1 / (1 + math.exp(-a)), "tanh": math.tanh, "max": max}
    earlier = {f"{quantity.name}@-1": state for quantity, state in zip(cell.info.states, before, strict=True)}
    numbers = {name: values[2, 1].item() for name, values in (tape.values | earlier).items()}
    for equation in cell.describe().equations:
        filled = re.sub(r"{([^}]*)}", lambda match: f"({numbers[match[1]]!r})", equation.numbers)
        sides = [side.strip() for side in filled.replace("·", "*").replace("−", "-").split("=")]
        found = [eval(side, {"__builtins__": {}}, words) for side in sides[1:]]
        assert found[-1] == pytest.approx(numbers[equation.result], rel=0, abs=0)
        assert found[0] == pytest.approx(found[-1], rel=1e-12, abs=1e-15)


@each_variant
def test_shapes_are_torchs(key: str, fields: dict[str, Any]) -> None:
    cell = made(key, 5, fields)
    known = cell.torch_module()
    theirs = getattr(torch.nn, known[0] if known else "RNN")(3, 5)
    blocks = 1 if known else cell.blocks  # what torch lacks has its layout, a block of rows after the other
    ours = {name: shape for name, shape in cell.shapes(3).items() if name != "weight_peephole"}
    assert {f"{name}_l0": shape for name, shape in ours.items()} == {
        name: (blocks * len(parameter), *parameter.shape[1:]) for name, parameter in theirs.named_parameters()
    }


@pytest.mark.parametrize(("key", "fields"), [v for v in VARIANTS if made(v[0], 1, v[1]).torch_module()], ids=str)
@given(
    steps=st.integers(1, 12), batch=st.integers(1, 4), inputs=st.integers(1, 6), hidden=st.integers(1, 9),
    layers=st.integers(1, 3), seed=st.integers(0, 2**31),
)  # fmt: skip
@settings(max_examples=25)
def test_stepping_is_torchs_module(
    key: str, fields: dict[str, Any], steps: int, batch: int, inputs: int, hidden: int, layers: int, seed: int
) -> None:
    cell = made(key, hidden, fields)
    found = cell.torch_module()
    assert found is not None
    name, options = found
    torch.manual_seed(seed)
    module = getattr(torch.nn, name)(inputs, hidden, layers, dtype=torch.float64, **options)
    x = torch.randn(steps, batch, inputs, dtype=torch.float64)
    start = tuple(torch.randn(layers, batch, hidden, dtype=torch.float64) for _ in cell.info.states)
    outputs, last = module(x, start if len(start) > 1 else start[0])

    sequence = list(x)
    for layer in range(layers):
        parameters = {part: getattr(module, f"{part}_l{layer}") for part in cell.shapes(1)}
        state = tuple(each[layer] for each in start)
        for t, x_t in enumerate(sequence):
            state = cell.step(parameters, x_t, state, Silent())
            sequence[t] = state[0]
        for ours, theirs in zip(state, last if len(start) > 1 else (last,), strict=True):
            torch.testing.assert_close(ours, theirs[layer], rtol=0, atol=1e-12)
    torch.testing.assert_close(torch.stack(sequence), outputs, rtol=0, atol=1e-12)


def test_the_linear_network_is_a_product_of_matrices() -> None:
    cell = made("rnn", 4, {"activation": "identity"})
    parameters = random_parameters(cell, 3)
    parameters |= {"bias_ih": torch.zeros(4).double(), "bias_hh": torch.zeros(4).double()}
    start = torch.randn(2, 4, dtype=torch.float64)
    h = start
    for _ in range(7):
        (h,) = cell.step(parameters, torch.zeros(2, 3).double(), (h,), Silent())
    torch.testing.assert_close(h, start @ torch.linalg.matrix_power(parameters["weight_hh"].T, 7), rtol=0, atol=1e-12)
    assert cell.torch_module() is None


def with_open_forget_gate(parameters: dict[str, Tensor], hidden: int) -> dict[str, Tensor]:
    """Parameters of three blocks i, g, o as those of torch's LSTM, its forget gate held at 1."""
    found = {}
    for name, p in parameters.items():
        i, g, o = p.chunk(3, 0)
        shut = torch.zeros_like(i) if "weight" in name else torch.full_like(i, 500.0)
        found[f"{name}_l0"] = torch.cat([i, shut, g, o])
    return found


def over_time(cell: Cell, parameters: dict[str, Tensor], x: Tensor) -> tuple[Tensor, tuple[Tensor, ...]]:
    state = tuple(torch.zeros(x.shape[1], cell.hidden_size, dtype=x.dtype) for _ in cell.info.states)
    outputs = []
    for x_t in x:
        state = cell.step(parameters, x_t, state, Silent())
        outputs.append(state[0])
    return torch.stack(outputs), state


def test_the_lstm_of_1997_is_torchs_whose_forget_gate_is_held_open() -> None:
    cell = made("lstm_1997", 5, {})
    parameters, x = random_parameters(cell, 3), torch.randn(9, 2, 3, dtype=torch.float64)
    module = torch.nn.LSTM(3, 5, dtype=torch.float64)
    module.load_state_dict(with_open_forget_gate(parameters, 5))
    theirs, (_, c) = module(x)
    ours, state = over_time(cell, parameters, x)
    torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-12)
    torch.testing.assert_close(state[1], c[0], rtol=0, atol=1e-12)


def test_without_peepholes_it_is_torchs_lstm_and_with_them_the_gates_see_their_own_cell() -> None:
    cell = made("lstm_peephole", 4, {})
    parameters, x = random_parameters(cell, 3), torch.randn(9, 2, 3, dtype=torch.float64)
    module = torch.nn.LSTM(3, 4, dtype=torch.float64)
    module.load_state_dict({f"{name}_l0": p for name, p in parameters.items() if name != "weight_peephole"})
    closed = parameters | {"weight_peephole": torch.zeros(12, dtype=torch.float64)}
    torch.testing.assert_close(over_time(cell, closed, x)[0], module(x)[0], rtol=0, atol=1e-12)

    p, h, c = parameters, torch.randn(2, 4, dtype=torch.float64), torch.randn(2, 4, dtype=torch.float64)
    to_i, to_f, to_o = (torch.diag(p["weight_peephole"][4 * k : 4 * k + 4]) for k in range(3))
    sums = x[0] @ p["weight_ih"].T + p["bias_ih"] + h @ p["weight_hh"].T + p["bias_hh"]
    i = torch.sigmoid(sums[:, :4] + c @ to_i)
    f = torch.sigmoid(sums[:, 4:8] + c @ to_f)
    new = f * c + i * torch.tanh(sums[:, 8:12])
    o = torch.sigmoid(sums[:, 12:] + new @ to_o)
    found = cell.step(p, x[0], (h, c), Silent())
    torch.testing.assert_close(found[1], new, rtol=0, atol=1e-12)
    torch.testing.assert_close(found[0], o * torch.tanh(new), rtol=0, atol=1e-12)


def test_resetting_before_and_after_the_product_differ_and_agree_where_nothing_is_reset() -> None:
    before, after = made("gru_before", 4, {}), made("gru", 4, {})
    parameters, x = random_parameters(before, 3), torch.randn(9, 2, 3, dtype=torch.float64)
    one, other = over_time(before, parameters, x)[0], over_time(after, parameters, x)[0]
    assert (one - other).abs().max() > 1e-3
    p, h = parameters, torch.randn(2, 4, dtype=torch.float64)  # one step as Cho et al. have it
    gates = torch.sigmoid(x[0] @ p["weight_ih"][:8].T + p["bias_ih"][:8] + h @ p["weight_hh"][:8].T + p["bias_hh"][:8])
    r, z = gates[:, :4], gates[:, 4:]
    n = torch.tanh(x[0] @ p["weight_ih"][8:].T + p["bias_ih"][8:] + (r * h) @ p["weight_hh"][8:].T + p["bias_hh"][8:])
    torch.testing.assert_close(before.step(p, x[0], (h,), Silent())[0], (1 - z) * n + z * h, rtol=0, atol=1e-12)
    opened = parameters["bias_ih"].clone()
    opened[:4] = 500.0
    parameters = parameters | {"bias_ih": opened}
    one, other = over_time(before, parameters, x)[0], over_time(after, parameters, x)[0]
    torch.testing.assert_close(one, other, rtol=0, atol=1e-12)


def test_the_forget_bias_is_the_whole_bias_of_the_forget_gate() -> None:
    biases = made("lstm", 3, {"forget_bias": 2.5}).biases()
    assert sum(part.get(1, 0.0) for part in biases.values()) == 2.5
    assert set(biases) == {"bias_ih", "bias_hh"}
