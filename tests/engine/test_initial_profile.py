"""The gradient profile that each initialisation is known for.

H 64, eight N(0, 1) inputs, T 100, loss on the last step, B 32: the slope of log10 ‖∂L/∂h_T-k‖ over lags 10 to 50,
the norm over batch and units. Each draw of the weights gives another slope; mean and spread (one standard
deviation) of a draw are those of torch's own RNNCell, GRUCell and LSTMCell over 60 seeds. LSTMs differ in the forget
gate's whole bias; torch's own start is like 0.

Beside them stand nine published figures. They fit one draw and no mean: the RNN's lies 1.3 and the GRU's
1.7 standard deviations off, while of the first 43 draws of torch's generator (module first, inputs next, the sum of
squares of the last h) one has all nine within a hundredth, and within half of one: seed 6. The same seed has them for
the sum of the last h and for random weights of it. On that draw's weights and inputs this program's cells must give the
published figures.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from rnnviz.cells.tape import Silent
from rnnviz.engine.networks import losses
from rnnviz.engine.ways.layers import Layer
from tests.engine.linear_passes import run_of

SEEDS = 10
PUBLISHED_SEED = 6
TORCHS: dict[str, type[nn.RNNCellBase]] = {"rnn": nn.RNNCell, "gru": nn.GRUCell, "lstm": nn.LSTMCell}
PROFILES = [
    (-0.2516, 0.0191, -0.226, ("cell.kind=rnn",)),
    (-0.1959, 0.0070, -0.184, ("cell.kind=gru",)),
    (-0.2013, 0.0083, -0.200, ("cell.kind=lstm", "cell.forget_bias=0.0")),
    (-0.0699, 0.0066, -0.071, ("cell.kind=lstm", "cell.forget_bias=1.0")),
    (0.0009, 0.0026, 0.000, ("cell.kind=lstm", "cell.forget_bias=3.0")),
    (-0.0601, 0.0029, -0.058, ("cell.kind=rnn", "cell.recurrent_init=orthogonal")),
    (0.0184, 0.0025, 0.018, ("cell.kind=rnn", "cell.recurrent_init=orthogonal", "cell.recurrent_gain=1.5")),
    (0.0941, 0.0090, 0.093, ("cell.kind=rnn", "cell.recurrent_init=gaussian", "cell.recurrent_gain=2.5")),
    (-0.1498, 0.0149, -0.143, ("cell.kind=rnn", "cell.activation=relu", "cell.recurrent_init=orthogonal")),
]


Step = Callable[[Layer, Tensor, tuple[Tensor, ...]], tuple[Tensor, ...]]


def own_step(layer: Layer, x: Tensor, state: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    parameters = {name: value.detach() for name, value in layer.cell_parameters.items()}
    return layer.cell.step(parameters, x, state, Silent())


def torchs_step(layer: Layer, x: Tensor, state: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    """The same weights in torch's own cell."""
    kind = layer.cell.info.key
    options = {"nonlinearity": layer.cell.fields.model_dump()["activation"]} if kind == "rnn" else {}
    cell = TORCHS[kind](x.shape[1], layer.cell.hidden_size, dtype=x.dtype, **options)
    cell.load_state_dict({name: value.detach() for name, value in layer.cell_parameters.items()})
    found = cell(x, state if kind == "lstm" else state[0])
    return tuple(found) if kind == "lstm" else (found,)


def slope(seed: int, sets: tuple[str, ...], step: Step = own_step) -> float:
    """The slope of one draw, by the program's own weights, task and loss."""
    run = run_of(f"seed={seed}", *sets)
    learner, batch = run.learner, run.learner.prepare(run.task.batch(32, np.random.default_rng(seed)))
    layer = learner.model.get_submodule("layer0")
    assert isinstance(layer, Layer)
    state, hidden = tuple(s.requires_grad_() for s in layer.start(32)), []
    for x in learner.tensor(batch.inputs):
        state = step(layer, x, state)
        hidden.append(state[0])
    outputs = learner.model.readout(torch.stack(hidden))
    loss = losses.total(run.task.loss, outputs, learner.tensor(batch.targets), learner.tensor(batch.loss_steps))
    return fitted(loss, hidden)


def fitted(loss: Tensor, hidden: list[Tensor]) -> float:
    """The slope of log10 ‖∂L/∂h_T-k‖ over lags 10 to 50."""
    gradients = torch.autograd.grad(loss, hidden)
    logs = np.array([float(g.double().norm().log10()) for g in gradients])[::-1]
    return float(np.polyfit(np.arange(10, 51), logs[10:51], 1)[0])


def published_draw(layer: Layer) -> tuple[dict[str, Tensor], Tensor]:
    """The weights of torch's own module, started as the layer's cell asks, and the inputs that are drawn after them."""
    wanted = layer.cell.torch_module()
    assert wanted is not None
    start = layer.cell.fields.model_dump()
    size, gain = layer.cell.hidden_size, start["recurrent_gain"]
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(PUBLISHED_SEED)
        module = getattr(nn, wanted[0])(8, size, **wanted[1])
        if start["recurrent_init"] == "orthogonal":
            nn.init.orthogonal_(module.weight_hh_l0, gain)
        if start["recurrent_init"] == "gaussian":
            module.weight_hh_l0.normal_(0, gain / math.sqrt(size))
        if start.get("forget_bias"):
            module.bias_ih_l0[size : 2 * size] = start["forget_bias"]
            module.bias_hh_l0[size : 2 * size] = 0.0
        x = torch.randn(100, 32, 8)
    return {name.removesuffix("_l0"): value.detach() for name, value in module.named_parameters()}, x


@pytest.mark.parametrize(
    ("mean", "spread", "published", "sets"), PROFILES, ids=[" ".join(profile[3]) for profile in PROFILES]
)
def test_the_gradient_falls_as_fast_as_with_torchs_cells(
    mean: float, spread: float, published: float, sets: tuple[str, ...]
) -> None:
    found = [slope(seed, sets) for seed in range(SEEDS)]
    error = spread * math.sqrt(1 / SEEDS + 1 / 60)  # of the difference of two means
    assert np.mean(found) == pytest.approx(mean, abs=3.5 * error)
    assert np.mean(found) == pytest.approx(published, abs=2.5 * spread)
    assert np.std(found) < 2 * spread


@pytest.mark.parametrize("sets", [profile[3] for profile in PROFILES], ids=" ".join)
def test_a_draw_falls_as_fast_in_torchs_own_cell(sets: tuple[str, ...]) -> None:
    precise = (*sets, "dtype=float64")  # at a gain of 2.5 what rounds otherwise goes another way
    assert slope(1, precise) == pytest.approx(slope(1, precise, torchs_step), abs=1e-6)


@pytest.mark.parametrize(("published", "sets"), [profile[2:] for profile in PROFILES], ids=str)
def test_the_published_figures_are_those_of_one_draw_of_torchs(published: float, sets: tuple[str, ...]) -> None:
    layer = run_of(*sets).learner.model.get_submodule("layer0")
    assert isinstance(layer, Layer)
    parameters, inputs = published_draw(layer)
    state, hidden = tuple(s.requires_grad_() for s in layer.start(32)), []
    for x in inputs:
        state = layer.cell.step(parameters, x, state, Silent())
        hidden.append(state[0])
    assert fitted(hidden[-1].square().sum(), hidden) == pytest.approx(published, abs=0.01)


@pytest.mark.soak
@pytest.mark.parametrize(("mean", "sets"), [(profile[0], profile[3]) for profile in PROFILES])
def test_the_mean_of_many_draws_is_torchs_within_a_hundredth(mean: float, sets: tuple[str, ...]) -> None:
    assert np.mean([slope(seed, sets) for seed in range(60)]) == pytest.approx(mean, abs=0.01)
