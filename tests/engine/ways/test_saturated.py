"""Full cells: 1 − tanh² c is nothing in float32, and may yet be what a gradient far back hangs on."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from rnnviz.catalogue import load
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes import fused
from rnnviz.engine.passes.fused import backward
from rnnviz.engine.passes.linearised import linearise
from rnnviz.engine.passes.recorded import log10_norms
from rnnviz.engine.passes.sweep import sweep
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import verify
from rnnviz.engine.verify.subject import copied
from rnnviz.engine.ways import choice, saturated, swap
from rnnviz.engine.ways.echo import Echo

STEPS, HIDDEN = 60, 6
WAYS = ("swap", "workspace", "echo", "loops")


def full_run(*sets: str) -> Run:
    """Return an LSTM whose unit 0 fills up and never forgets, while what the others carry fades."""
    made = Run(load("highway-lstm", [
        f"task.length={STEPS}", f"cell.hidden_size={HIDDEN}", "cell.forget_bias=-1", "threads=1", *sets,
    ]))
    assert isinstance(made.learner.model, Stack)
    for layer in made.learner.model.layers:
        with torch.no_grad():
            gates = layer.get_parameter("bias_ih_l0").view(4, HIDDEN)
            gates[0, 0], gates[1, 0], gates[2, 0] = -1.0, 6.0, 2.0
            layer.get_parameter("weight_hh_l0").mul_(0.8)
    return made


@pytest.mark.parametrize("way", WAYS)
def test_a_full_cell_keeps_the_digits_of_what_flows_into_it(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way in ("swap", "workspace") and not swap.works():
        pytest.skip("this torch lacks what the swap needs")
    monkeypatch.setattr(choice, "name_of", lambda *_: way)
    run = full_run("training.loss_on=all")
    weights = np.zeros((2, STEPS))
    weights[0, :] = 1 / STEPS
    weights[1, -1] = 1
    found = fused.fused(run.learner, run.pinned, None, weights)
    double = copied(run.learner, torch.device("cpu"), "float64")
    true = sweep(double, run.pinned, None, weights, ("layer0.hidden", "layer0.cell"))
    assert float(true.values["layer0.cell"][:, 0].max()) > 8
    for name in ("layer0.hidden", "layer0.cell"):
        theirs = true.gradients[name].log10_norm()
        np.testing.assert_allclose(found.gradients[name].log10_norm(), theirs, rtol=0, atol=2e-5, err_msg=name)
    assert theirs[1].max() - theirs[1].min() > saturated.FALL


def test_the_workspace_is_read_after_a_thousand_steps_of_large_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """By another route each pass would cost a product over all steps."""
    if not swap.works():
        pytest.skip("this torch lacks what the swap needs")
    run = Run(load("highway-lstm", ["task.length=1000", "cell.hidden_size=16", "cell.forget_bias=6", "threads=1"]))
    assert isinstance(run.learner.model, Stack)
    layer = run.learner.model.layers[0]
    way = swap.LstmSwap(1000, 1, 2, layer.input_size, 16, layer.like.detach())
    x = 3 * run.learner.tensor(run.pinned.inputs)
    with torch.no_grad():
        way.forward(layer.cell_parameters, x, layer.start(1))
        assert float(way.values()["cell"].abs().max()) > 20
        monkeypatch.setattr(way, "_computed", lambda: pytest.fail("it is in the workspace"))
        way.forward(layer.cell_parameters, x, layer.start(1))
        way.values()


@pytest.mark.parametrize(("largest", "apart", "same"), [(100.0, 5e-4, True), (100.0, 2e-3, False), (1.0, 5e-4, False)])
def test_a_cell_near_zero_among_large_ones_may_differ_by_their_rounding(
    largest: float, apart: float, same: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scan adds up terms of the size of the largest cell: what is left of them near zero has lost as many digits."""
    if not swap.works():
        pytest.skip("this torch lacks what the swap needs")
    way = swap.LstmSwap(5, 1, 1, 2, 3, torch.zeros(1))
    gates, cell = (torch.full((5, 1, 3), 0.5),) * 4, torch.zeros(5, 1, 3)
    cell[2] = largest
    monkeypatch.setattr(way, "_computed", lambda: (gates, cell))
    monkeypatch.setattr(way, "_views", lambda: (gates, cell[:-1] + apart))
    assert way._holds(*way._computed()) is same


@pytest.mark.parametrize("way", ["swap", "echo"])
def test_without_it_the_kernels_are_wrong_here(way: str) -> None:
    """Should torch's kernels come to keep these digits, all of this can go."""
    if way == "swap" and not swap.works():
        pytest.skip("this torch lacks what the swap needs")
    run = full_run()
    assert isinstance(run.learner.model, Stack)
    layer = run.learner.model.layers[0]
    inputs = layer.input_size
    made = swap.LstmSwap(STEPS, 1, 1, inputs, HIDDEN, layer.like.detach()) if way == "swap" else Echo(layer, 1, 1)
    loop = choice.make_loop(layer, STEPS, 1, 1)
    x = run.learner.tensor(run.pinned.inputs)
    direct, end = torch.zeros(STEPS, 1, HIDDEN), (torch.zeros(1, HIDDEN), torch.zeros(1, HIDDEN))
    direct[-1] = 1
    for one in (made, loop):
        with torch.no_grad():
            one.forward(layer.cell_parameters, x, layer.start(1))
            one.backward(direct, end)
    right = [loop.gradients["hidden"], loop.gradients["cell"], *loop.start_gradient()]
    assert max(_apart(made, right)) > 0.01
    with torch.no_grad():
        hidden, cell = (log10_norms(made.gradients[name]).T for name in ("hidden", "cell"))
        last = saturated.first_lost(made.values(), made.gradients["hidden"], hidden, cell)
        assert 0 < last < STEPS
        made.sharpen(last)
    assert max(_apart(made, right)) < 1e-4


def _apart(way: choice.Way, right: list[Tensor]) -> list[float]:
    """Return by which share of its size some step's gradient is off: of h, of c, and of both at the start."""
    found = [way.gradients["hidden"], way.gradients["cell"], *way.start_gradient()]
    apart = [(mine - theirs).norm(dim=-1) / theirs.norm(dim=-1) for mine, theirs in zip(found, right, strict=True)]
    return [float(each.max()) for each in apart]


def test_what_has_not_fallen_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    run = full_run()
    assert isinstance(run.learner.model, Stack)
    layer = run.learner.model.layers[0]
    way = choice.Ways().of("layer0", layer, STEPS, 1, 1)
    monkeypatch.setattr(type(way), "sharpen", lambda self, last: pytest.fail("there was nothing to win back"))
    with torch.no_grad():
        way.forward(layer.cell_parameters, run.learner.tensor(run.pinned.inputs), layer.start(1))
        backward(way, torch.ones(STEPS, 1, HIDDEN))


@pytest.mark.parametrize(("forget", "cell", "lost"), [(1.0, 9.0, True), (0.5, 9.0, False), (1.0, 1.0, False)])
def test_what_is_forgotten_is_not_lost(forget: float, cell: float, lost: bool) -> None:
    """A gradient falls by three decades half-way back: only full cells that never forget have lost much of it."""
    steps = 2000
    gradient = torch.ones(steps, 1, HIDDEN)
    gradient[: steps // 2] = 9.9e-4
    values = {
        "cell": torch.full((steps, 1, HIDDEN), cell), "output_gate": torch.ones(steps, 1, HIDDEN),
        "forget_gate": torch.full((steps, 1, HIDDEN), forget),
    }
    logs = log10_norms(gradient).T
    assert saturated.first_lost(values, gradient, logs, logs) == (steps // 2 - 1 if lost else -1)


@pytest.mark.parametrize(("step", "lost"), [(5, False), (4, True)])
def test_what_is_lost_stops_at_the_step_that_forgets_it(step: int, lost: bool) -> None:
    """The gradient falls before step 5: what step 5 has lost of it goes on to step 4 through the forget gate of 5."""
    gradient = torch.ones(12, 1, HIDDEN)
    gradient[:5] = 1e-5
    values = {"cell": torch.full((12, 1, HIDDEN), 9.0)}
    values |= {name: torch.ones(12, 1, HIDDEN) for name in ("output_gate", "forget_gate")}
    values["forget_gate"][step] = 0
    logs = log10_norms(gradient).T
    assert saturated.first_lost(values, gradient, logs, logs) == (4 if lost else -1)


def test_the_linear_form_keeps_them_too() -> None:
    run = full_run()
    assert isinstance(run.learner.model, Stack)
    trace = run.probe()
    values = {name: torch.from_numpy(np.array(trace[name])) for name in trace.arrays if name.startswith("layer0.")}
    values["layer0.inputs"] = torch.from_numpy(np.array(trace["inputs"]))
    step = linearise(run.learner.model.layers[0], "layer0", values, None)
    cell, output = (trace[f"layer0.{name}"].astype(np.float64) for name in ("cell", "output_gate"))
    assert step.cell_from_hidden is not None
    np.testing.assert_allclose(step.cell_from_hidden, output / np.cosh(cell) ** 2, rtol=1e-5, atol=0)


def test_the_slope_of_cells_beyond_everything_is_zero() -> None:
    cell = torch.tensor([0.0, 1.0, 20.0, 50.0, 1e4, -1e4, torch.inf])
    slope = saturated.slope(cell, torch.ones(7))
    expected = torch.tensor([1.0, 0.41997434, 1.6993417e-17, 0.0, 0.0, 0.0, 0.0])
    torch.testing.assert_close(slope, expected, rtol=1e-5, atol=0)


@pytest.mark.soak
@pytest.mark.parametrize("sets", [[], ["model.layers=2"]], ids=" ".join)
def test_its_picture_is_verified(sets: list[str]) -> None:
    checks = [check for part in verify(full_run(*sets)) for check in part]
    assert [check.key for check in checks if check.passed is False] == []
    (decades,) = [check for check in checks if check.key == "decades/gradient_reach_log10/layer0.hidden"]
    assert decades.compared


@pytest.mark.soak
def test_the_default_experiment_is_verified_while_it_learns() -> None:
    run = Run(load("python-lstm"))
    for _ in range(3):
        for _ in range(30):
            run.update()
        checks = [check for part in verify(run) for check in part]
        assert [check.key for check in checks if check.passed is False] == []
