"""The engine's figures: each a ratio to plain ``torch.nn`` on the same shapes, in the same process and threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rnnviz.bench.pairs import Pair, paired

if TYPE_CHECKING:
    import numpy as np

    from rnnviz.engine.training.run import Run

SHAPES = ((100, 64), (200, 128), (1000, 64), (1000, 256))
"""T, H of the probe passes; B 1, D 32."""
BATCHES = ((100, 1, 64), (100, 8, 128), (100, 32, 128), (200, 32, 256))
"""T, B, H of training steps."""
Figures = dict[str, float]


def probe_lstm() -> Figures:
    """Probe passes of the float32 LSTM: totals alone, totals and reach, the whole trace; and the peers."""
    found: Figures = {}
    for steps, hidden in SHAPES:
        found |= _probe("lstm", "float32", steps, hidden) | _kernels(steps, hidden)
    return found | _peers("lstm", "float32")


def probe_others() -> Figures:
    """Probe passes of GRU and RNN, and of every cell in float64."""
    found: Figures = {}
    kinds = (("gru", "float32"), ("rnn", "float32"), ("lstm", "float64"), ("gru", "float64"), ("rnn", "float64"))
    for cell, dtype in kinds:
        for steps, hidden in SHAPES[:3]:
            found |= _probe(cell, dtype, steps, hidden)
    return found | _peers("gru", "float32") | _peers("rnn", "float32")


def batch() -> Figures:
    """∂L/∂h over a whole batch of 32."""
    from rnnviz.bench.plain_torch import PlainModel
    from rnnviz.engine.passes import batch_gradient

    found: Figures = {}
    for cell in ("lstm", "gru", "rnn"):
        for steps, hidden in ((100, 128), (200, 256)):
            run = make(cell, "float32", steps, hidden, 32)
            run.update()
            plain = PlainModel(run).over_batch(run)
            current, ways = run.current, run.probe_maker.ways
            assert current is not None
            other = _call(batch_gradient.arrays, run.learner, current, None, ["layer0"], ways)
            found |= _figures(f"{cell} T {steps} H {hidden}", paired(plain, other, rounds=9))
    return found


def training() -> Figures:
    """Forward and backward of a training step of GRU and RNN, against torch's own modules."""
    from rnnviz.bench.plain_torch import PlainModel

    found: Figures = {}
    for cell in ("gru", "rnn"):
        for steps, size, hidden in BATCHES:
            run = make(cell, "float32", steps, hidden, size)
            run.update()
            plain = PlainModel(run).over_batch(run)
            found |= _figures(f"{cell} T {steps} B {size} H {hidden}", paired(plain, _own_step(run), rounds=9))
    return found


def unwatched() -> Figures:
    """Whole training steps that nobody watches, against a hand-written loop that logs the same."""
    from rnnviz.bench.plain_torch import PlainModel

    found: Figures = {}
    for cell, hidden in (("lstm", 128), ("lstm", 256), ("gru", 128)):
        run = make(cell, "float32", 100, hidden, 16, "training.validate_every=0")
        run.update()
        found |= _figures(f"{cell} H {hidden}", paired(PlainModel(run).learning(run), run.update, rounds=25))
    return found


def flow() -> Figures:
    """The loss-by-time matrix of h and c: what it adds to a probe pass, in plain passes; its memory at T 400."""
    from rnnviz.bench.plain_torch import PlainModel

    run = make("lstm", "float32", 100, 64, 1)
    plain = paired(PlainModel(run).forward_backward(run), run.probe)
    watch = ("gradient_flow/*",)
    with_flow = paired(PlainModel(run).forward_backward(run), lambda: run.probe(watch))
    found = {"plain passes": with_flow.ratio - plain.ratio, "plain ms": plain.base_ms, "ms": with_flow.other_ms}
    long = make("lstm", "float32", 400, 128, 1)
    before = _peak()
    long.probe(watch)
    return found | {"T 400 MB": max(_peak() - before, 0.0)}


def long() -> Figures:
    """The probe's ratio to a plain pass at T 10,000, against the one at T 1,000."""
    from rnnviz.bench.plain_torch import PlainModel

    found: Figures = {}
    for steps in (1000, 10_000):
        run = make("lstm", "float32", steps, 64, 1)
        found[str(steps)] = paired(PlainModel(run).forward_backward(run), run.probe, rounds=7, warm=2).ratio
    return found


def cuda() -> Figures:
    """The probe on an NVIDIA GPU against cuDNN's pass; nothing where there is none."""
    import torch

    from rnnviz.bench.plain_torch import PlainModel

    if not torch.cuda.is_available():
        return {}
    found: Figures = {}
    for cell in ("lstm", "gru", "rnn"):
        run = make(cell, "float32", 200, 256, 1, "device=cuda")
        plain = PlainModel(run).forward_backward(run)
        found |= _figures(f"{cell} totals", paired(plain, _pass(run, 1), settle=torch.cuda.synchronize))
        found |= _figures(f"{cell} totals and reach", paired(plain, _pass(run, 2), settle=torch.cuda.synchronize))
    return found


def make(cell: str, dtype: str, steps: int, hidden: int, size: int, *more: str) -> Run:
    """Return a run on the recall task whose gradients stay in range, with the engine's own threads and memory."""
    from rnnviz.catalogue import load
    from rnnviz.engine.machine.allocator import keep_freed_memory
    from rnnviz.engine.training.run import Run

    keep_freed_memory()
    sets = [
        f"cell.kind={cell}", f"dtype={dtype}", f"task.length={steps}", f"cell.hidden_size={hidden}", "task.inputs=32",
        f"training.batch_size={size}", "training.loss_on=all", "cell.recurrent_init=orthogonal",
    ]
    if cell == "lstm":
        sets.append("cell.forget_bias=5")
    return Run(load("vanishing-rnn", [*sets, *more]))


def _probe(cell: str, dtype: str, steps: int, hidden: int) -> Figures:
    from rnnviz.bench.plain_torch import PlainModel

    run = make(cell, dtype, steps, hidden, 1)
    plain = PlainModel(run).forward_backward(run)
    name = f"{cell} {dtype} T {steps} H {hidden}"
    kinds: Iterable[tuple[str, Callable[[], object]]] = (
        ("totals", _pass(run, 1)), ("totals and reach", _pass(run, 2)), ("trace", run.probe)
    )
    found: Figures = {}
    for kind, call in kinds:
        found |= _figures(f"{name} {kind}", paired(plain, call))
    return found


def _kernels(steps: int, hidden: int) -> Figures:
    """Return oneDNN's forward and backward call alone, two losses side by side: what the weight swap cannot do without.

    Nothing where they are not there.
    """
    from rnnviz.bench.plain_torch import PlainModel
    from rnnviz.engine.networks.stack import Stack
    from rnnviz.engine.ways import swap

    if not swap.works():
        return {}
    run = make("lstm", "float32", steps, hidden, 1)
    assert isinstance(run.learner.model, Stack)
    layer = run.learner.model.layers[0]
    way = swap.LstmSwap(steps, 1, 2, layer.input_size, hidden, layer.like.detach())
    x, direct = run.learner.tensor(run.pinned.inputs), layer.like.new_full((steps, 2, hidden), 1e-3)

    def go() -> None:
        way.forward(layer.cell_parameters, x, layer.start(1))
        way.backward(direct)

    plain = PlainModel(run).forward_backward(run)
    return _figures(f"lstm float32 T {steps} H {hidden} two calls", paired(plain, go))


def _peers(cell: str, dtype: str) -> Figures:
    """Return the readable path and the usual ``retain_grad`` loop, T 100, H 64."""
    from rnnviz.bench.plain_torch import PlainModel
    from rnnviz.engine.passes.sweep import sweep

    run = make(cell, dtype, 100, 64, 1)
    plain = PlainModel(run)
    readable = _call(sweep, run.learner, run.pinned, None, _weights(run, 2), run.probe_maker.names.states)
    return {
        **_figures(f"{cell} readable", paired(plain.forward_backward(run), readable, rounds=7)),
        **_figures(f"{cell} retain_grad", paired(plain.forward_backward(run), plain.retaining(run), rounds=7)),
    }


def _pass(run: Run, copies: int) -> Callable[[], object]:
    """Return a pass that leaves all states, gates, gradients and their norms."""
    from rnnviz.engine.passes.fused import fused

    weights, ways = _weights(run, copies), run.probe_maker.ways

    def go() -> None:
        found = fused(run.learner, run.pinned, None, weights, ways)
        for gradient in found.gradients.values():
            gradient.log10_norm()

    return go


def _weights(run: Run, copies: int) -> np.ndarray:
    import numpy as np

    here = run.pinned.loss_steps[:, 0]
    last = np.zeros(len(here))
    last[-1] = 1
    return np.stack([here / here.sum(), last])[:copies]


def _own_step(run: Run) -> Callable[[], object]:
    def go() -> None:
        for parameter in run.learner.model.parameters():
            parameter.grad = None
        assert run.current is not None
        run.learner.run(run.current).loss.backward()  # type: ignore[no-untyped-call]

    return go


def _call(function: Callable[..., object], *arguments: object) -> Callable[[], object]:
    return lambda: function(*arguments)


def _figures(name: str, pair: Pair) -> Figures:
    return {name: pair.ratio, f"{name} ms": pair.other_ms, f"{name} plain ms": pair.base_ms}


def _peak() -> float:
    """Return the largest resident megabytes so far."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
