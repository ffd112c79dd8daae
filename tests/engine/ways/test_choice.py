"""Each fast way of a layer against torch's own module and autograd: values, states, gradients, parameters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn

from rnnviz.catalogue import load
from rnnviz.cells.tape import Silent
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.training.run import Run
from rnnviz.engine.ways import by_hand, onednn_lstm, swap
from rnnviz.engine.ways import choice as ways
from rnnviz.engine.ways.echo import Echo
from rnnviz.engine.ways.layers import Layer
from rnnviz.engine.ways.narrow import LstmNarrow
from rnnviz.engine.ways.workspace import LstmWorkspace

CELLS = {"rnn": ("tanh", "relu"), "gru": ("",), "lstm": ("",)}
KINDS = [(cell, activation) for cell, activations in CELLS.items() for activation in activations]
SHAPES = [(1, 1, 2, 3), (2, 3, 3, 2), (13, 2, 4, 5), (12, 3, 7, 4)]
"""T, C, D, H: all different, D below and above H."""

Make = Callable[[Layer, int, int], ways.Way]


def layer_of(cell: str, activation: str, inputs: int, hidden: int, dtype: str) -> Layer:
    sets = [f"cell.kind={cell}", f"cell.hidden_size={hidden}", f"task.inputs={inputs}", f"dtype={dtype}", "threads=1"]
    run = Run(load("vanishing-rnn", sets + ([f"cell.activation={activation}"] if activation else [])))
    assert isinstance(run.learner.model, Stack)
    return run.learner.model.layers[0]


def truth(
    layer: Layer, x: Tensor, start: list[Tensor], direct: Tensor, ends: list[Tensor]
) -> tuple[Tensor, list[Tensor]]:
    """Return all h_t, and the gradients of inputs and start for each loss, by torch's module."""
    wanted = layer.cell.torch_module()
    assert wanted is not None
    module: nn.RNNBase = getattr(nn, wanted[0])(x.shape[-1], layer.cell.hidden_size, dtype=x.dtype, **wanted[1])
    module.load_state_dict({name: value.detach() for name, value in layer.named_parameters()})
    copies = direct.shape[1]
    wide = x.expand(-1, copies, -1).clone().requires_grad_()
    begin = [s.expand(copies, -1).unsqueeze(0).clone().requires_grad_() for s in start]
    y, end = module(wide, begin[0] if len(begin) == 1 else tuple(begin))
    outs = [y, *(end if isinstance(end, tuple) else (end,))]
    found = torch.autograd.grad(outs, [wide, *begin], [direct, *(e.unsqueeze(0) for e in ends)])
    return y.detach()[:, :1], [found[0], *(f[0] for f in found[1:])]


def of_states(layer: Layer, x: Tensor, start: list[Tensor], direct: Tensor, ends: list[Tensor]) -> dict[str, Tensor]:
    """Return ∂L/∂ of the states of every step for each loss, by the cell's own step and autograd."""
    copies = direct.shape[1]
    state = tuple(s.expand(copies, -1) for s in start)
    kept: list[tuple[Tensor, ...]] = []
    for x_t in x.expand(-1, copies, -1):
        state = layer.cell.step(layer.cell_parameters, x_t, state, Silent())
        kept.append(state)
    total = sum((h * d).sum() for (h, *_), d in zip(kept, direct, strict=True))
    total = total + sum((s * e).sum() for s, e in zip(state, ends, strict=True))
    flat = torch.autograd.grad(total, [s for states in kept for s in states])
    count = len(start)
    names = [quantity.name for quantity in layer.cell.info.states]
    return {name: torch.stack(list(flat[place::count])) for place, name in enumerate(names)}


MAKERS: dict[str, Make] = {
    "loops": lambda layer, steps, copies: ways.make_loop(layer, steps, 1, copies),
    "echo": lambda layer, steps, copies: Echo(layer, 1, copies),
    "swap": lambda layer, steps, copies: swap.LstmSwap(
        steps, 1, copies, layer.input_size, layer.cell.hidden_size, next(layer.parameters()).detach()
    ),
    "workspace": lambda layer, steps, copies: LstmWorkspace(
        steps, 1, copies, layer.input_size, layer.cell.hidden_size, next(layer.parameters()).detach()
    ),
    "narrow": lambda layer, steps, copies: LstmNarrow(
        steps, copies, layer.input_size, layer.cell.hidden_size, next(layer.parameters()).detach()
    ),
}


ON_ONEDNN = ("swap", "workspace", "narrow")
"""For the float32 LSTM."""

CASES = [
    (way, dtype, cell, activation)
    for way in MAKERS for dtype in ("float32", "float64") for cell, activation in KINDS
    if way not in ON_ONEDNN or (cell, dtype) == ("lstm", "float32")
]  # fmt: skip


@pytest.mark.parametrize(("way", "dtype", "cell", "activation"), CASES)
@pytest.mark.parametrize(("steps", "copies", "inputs", "hidden"), SHAPES)
def test_a_way_equals_torchs_module(
    way: str, dtype: str, cell: str, activation: str, steps: int, copies: int, inputs: int, hidden: int
) -> None:
    if way in ON_ONEDNN and not swap.works():
        pytest.skip("this torch lacks what the swap needs")
    layer = layer_of(cell, activation, inputs, hidden, dtype)
    generator = torch.Generator().manual_seed(steps)

    def draw(*shape: int) -> Tensor:
        return torch.randn(shape, generator=generator, dtype=next(layer.parameters()).dtype)

    states = len(layer.cell.info.states)
    x, start = draw(steps, 1, inputs), [draw(1, hidden) for _ in range(states)]
    direct, ends = draw(steps, copies, hidden), [draw(copies, hidden) for _ in range(states)]
    hidden_states, gradients = truth(layer, x, start, direct, ends)
    states_truth = of_states(layer, x, start, direct, ends)
    made = MAKERS[way](layer, steps, copies)
    rtol, atol = (1e-4, 2e-5) if dtype == "float32" else (1e-10, 1e-12)
    for _ in range(2):  # the second pass on the same buffers finds nothing of the first
        with torch.no_grad():
            found = made.forward(layer.cell_parameters, x, tuple(start))
            made.backward(direct.clone(), tuple(ends))
        torch.testing.assert_close(found, hidden_states, rtol=rtol, atol=atol)
        torch.testing.assert_close(made.input_gradient(), gradients[0], rtol=rtol, atol=atol)
        for mine, theirs in zip(made.start_gradient(), gradients[1:], strict=True):
            torch.testing.assert_close(mine, theirs, rtol=rtol, atol=atol)
        assert set(made.gradients) == set(states_truth)
        for name, value in states_truth.items():
            torch.testing.assert_close(made.gradients[name], value, rtol=rtol, atol=atol, msg=name)


@pytest.mark.skipif(not hasattr(torch, "mkldnn_rnn_layer"), reason="torch was built without oneDNN")
@pytest.mark.parametrize(("steps", "longest"), [(1, 4), (4, 4), (5, 4), (13, 4), (12, 1), (7, 128)])
@pytest.mark.parametrize(("batch", "copies", "narrow"), [(1, 1, True), (1, 2, True), (1, 2, False), (3, 3, False)])
def test_a_way_back_by_hand_is_the_same_in_pieces(
    steps: int, longest: int, batch: int, copies: int, narrow: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over a batch, too, each example of which has states of its own to start from."""
    monkeypatch.setattr(by_hand, "LONGEST", longest)
    layer = layer_of("lstm", "", 4, 6, "float32")
    generator = torch.Generator().manual_seed(steps)
    x = torch.randn(steps, batch, 4, generator=generator)
    start = tuple(torch.randn(batch, 6, generator=generator) for _ in range(2))
    direct = torch.randn(steps, copies, 6, generator=generator)
    end = tuple(torch.randn(copies, 6, generator=generator) for _ in range(2))
    made = LstmNarrow(steps, copies, 4, 6, x) if narrow else LstmWorkspace(steps, batch, copies, 4, 6, x)
    loop = ways.make_loop(layer, steps, batch, copies)
    with torch.no_grad():
        for _ in range(2):
            for way in (made, loop):
                way.forward(layer.cell_parameters, x, start)
                way.backward(direct.clone(), end)
            pairs = [(way.gradients["hidden"], way.gradients["cell"], way.input_gradient(), *way.start_gradient())
                     for way in (made, loop)]  # fmt: skip
            for mine, theirs in zip(*pairs, strict=True):
                torch.testing.assert_close(mine, theirs, rtol=1e-4, atol=2e-5)


@pytest.mark.skipif(not hasattr(torch, "mkldnn_rnn_layer"), reason="torch was built without oneDNN")
@pytest.mark.parametrize("factor", [float("nan"), 0.0])
def test_a_pass_that_tells_nothing_of_the_workspace_leaves_no_verdict_on_it(
    factor: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdicts: dict[tuple[int, ...], bool] = {}
    monkeypatch.setattr(onednn_lstm, "_in_workspace", verdicts)
    layer = layer_of("lstm", "", 4, 6, "float32")
    x, start = torch.ones(5, 1, 4), (torch.zeros(1, 6), torch.zeros(1, 6))
    made = LstmWorkspace(5, 1, 2, 4, 6, x)
    with torch.no_grad():
        made.forward({name: factor * value for name, value in layer.cell_parameters.items()}, x, start)
        made.backward(torch.ones(5, 2, 6))
        assert not verdicts
        made.forward(layer.cell_parameters, x, start)
        made.backward(torch.ones(5, 2, 6))
    assert len(verdicts) == 1


@pytest.mark.parametrize(
    ("hidden", "batch", "copies", "kind"),
    [(4, 1, 1, LstmNarrow), (64, 1, 2, LstmNarrow), (256, 1, 2, LstmWorkspace), (4, 2, 2, LstmWorkspace),
     (4, 1, 64, swap.LstmSwap), (64, 32, 32, swap.LstmSwap), (96, 32, 32, LstmWorkspace)],
)  # fmt: skip
def test_steps_back_are_made_by_hand_where_losses_are_few_or_steps_wide(
    hidden: int, batch: int, copies: int, kind: type[object]
) -> None:
    if not swap.works():
        pytest.skip("this torch lacks what the swap needs")
    found = ways.Ways().of("layer0", layer_of("lstm", "", 2, hidden, "float32"), 3, batch, copies)
    assert isinstance(found, kind)


@pytest.mark.skipif(not hasattr(torch, "mkldnn_rnn_layer"), reason="torch was built without oneDNN")
@pytest.mark.parametrize("copies", [1, 2])
def test_a_gradient_beyond_float32_is_said_to_be_so_and_warns_of_nothing(copies: int) -> None:
    """Warnings are errors here."""
    layer = layer_of("lstm", "", 4, 6, "float32")
    x, start = torch.randn(9, 1, 4), (torch.zeros(1, 6), torch.zeros(1, 6))
    made = LstmNarrow(9, copies, 4, 6, x)
    with torch.no_grad():
        parameters = {name: value.clone() for name, value in layer.cell_parameters.items()}
        made.forward(parameters, x, start)
        made._p["weight_hh"].mul_(1e20)
        direct = torch.zeros(9, copies, 6)
        direct[-1] = 1
        made.backward(direct)
        assert not made.hidden_gradient[0].isfinite().any()
        assert made.hidden_gradient[-1].isfinite().all()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(("cell", "activation"), [*KINDS, ("rnn", "identity")])
def test_a_loop_over_a_batch_has_torchs_parameter_gradients(cell: str, activation: str, dtype: str) -> None:
    layer = layer_of(cell, activation, 4, 6, dtype)
    parameters = dict(layer.named_parameters())
    like = next(layer.parameters())
    x = torch.randn(9, 3, 4, dtype=like.dtype)
    start = tuple(torch.randn(3, 6, dtype=like.dtype) for _ in layer.cell.info.states)
    direct = torch.randn(9, 3, 6, dtype=like.dtype)
    y, _ = layer.unrolled(x, start)
    expected = torch.autograd.grad(y, list(parameters.values()), direct)
    loop = ways.make_loop(layer, 9, 3, 3)
    with torch.no_grad():
        loop.forward(layer.cell_parameters, x, start)
        loop.backward(direct)
        rtol, atol = (1e-4, 1e-4) if dtype == "float32" else (1e-10, 1e-12)
        for name, mine, theirs in zip(parameters, loop.parameter_gradients(), expected, strict=True):
            torch.testing.assert_close(mine, theirs, rtol=rtol, atol=atol, msg=name)


@pytest.mark.skipif(not hasattr(torch, "mkldnn_rnn_layer"), reason="torch was built without oneDNN")
def test_the_torch_that_is_pinned_has_what_the_swap_needs() -> None:
    """Without this, every other test of the swap would be skipped where it is broken."""
    assert swap.works() or not torch.__version__.startswith("2.13.")


def test_what_does_not_agree_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another torch whose private operation means something else: the echo input takes over."""
    layer = layer_of("lstm", "", 4, 6, "float32")
    honest = swap.LstmSwap.start_gradient
    monkeypatch.setattr(swap.LstmSwap, "start_gradient", lambda self: tuple(1.01 * s for s in honest(self)))
    swap.works.cache_clear()
    try:
        assert not swap.works()
        assert ways.name_of(layer, 2) == "echo"
    finally:
        monkeypatch.undo()
        swap.works.cache_clear()


def test_buffers_are_kept_for_the_next_pass_and_let_go_after_many() -> None:
    layer = layer_of("gru", "", 4, 6, "float32")
    kept = ways.Ways()
    first = kept.of("layer0", layer, 5, 1, 2)
    assert kept.of("layer0", layer, 5, 1, 2) is first
    for steps in range(6, 6 + ways.KEPT):
        kept.of("layer0", layer, steps, 1, 2)
    assert kept.of("layer0", layer, 5, 1, 2) is not first
