"""The fast path of an encoder-decoder's probe: layers on their fast ways, attention step by step between them.

The encoder never needs a graph. The decoder needs one only where it attends, since there each step's
input hangs on the state before it. Where norms leave float32's safe range, `rnnviz.engine.passes.graph`
repeats the pass in float64.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from rnnviz.cells.tape import Tape
from rnnviz.engine.networks import losses
from rnnviz.engine.networks.encoder_decoder import EncoderDecoder, Half
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.passes.fused import backward, through_readout
from rnnviz.engine.passes.graph import Differentiable, by_name, rows_of
from rnnviz.engine.passes.recorded import Recorded, unscaled
from rnnviz.engine.ways.choice import Way, Ways, has_one
from rnnviz.engine.ways.layers import State
from rnnviz.tasks import PairBatch


def possible(model: EncoderDecoder) -> bool:
    """Tell whether every layer of the encoder has a fast way."""
    return all(has_one(layer) for layer in model.encoder.layers)


class _Layers:
    """The layers of the encoder or the decoder on their ways."""

    def __init__(self, name: str, half: Half, steps: int, copies: int, ways: Ways) -> None:
        self.names = [f"{name}.{layer}" for layer in half.names]
        self.layers = half.layers
        self.ways: list[Way] = [
            ways.of(scope, layer, steps, 1, copies) for scope, layer in zip(self.names, self.layers, strict=True)
        ]

    def forward(self, x: Tensor, start: list[State], found: Recorded) -> Tensor:
        """Run over (T, 1, D); write the values down; return the top layer's h (T, 1, H)."""
        for scope, layer, way, state in zip(self.names, self.layers, self.ways, start, strict=True):
            found.values[f"{scope}.inputs"] = x[:, 0]
            x = way.forward(layer.cell_parameters, x, state)
            found.values |= {f"{scope}.{key}": value[:, 0] for key, value in way.values().items()}
        return x

    @property
    def ends(self) -> list[State]:
        """The states after the last step, layer by layer, each (1, H)."""
        return [way.end for way in self.ways]

    def backward(self, direct: Tensor, ends: list[State] | None, found: Recorded) -> list[State]:
        """Run back from (T, C, H); write the gradients down; return those of the states at the start."""
        starts: list[State] = []
        for place in reversed(range(len(self.ways))):
            way = self.ways[place]
            for key, value in backward(way, direct, None if ends is None else ends[place]).items():
                found.gradients[f"{self.names[place]}.{key}"] = value
            starts.insert(0, way.start_gradient())
            if place:
                direct = way.input_gradient()
        return starts


@torch.no_grad()
def fused(learner: Learner, example: PairBatch, weights: np.ndarray, wanted: set[str], ways: Ways) -> Recorded:
    """Run one cropped example (B = 1) forward and backward; as `rnnviz.engine.passes.graph.unroll`.

    Gradients of gates, sums and inputs of layers on a fast way are left to `rnnviz.engine.passes.gates`.
    """
    model, copies = learner.model, len(weights)
    assert isinstance(model, EncoderDecoder)
    source = learner.source(example)
    x = model.encoder.inputs(source.symbols, model.readout.weight)
    encoder = _Layers("encoder", model.encoder, len(x), copies, ways)
    found = Recorded(outputs=x, losses=x, path=encoder.ways[0].name)
    encoded = encoder.forward(x, [layer.start(1) for layer in encoder.layers], found)
    if model.attention is not None:
        direct, ends = _attending(learner, model, example, weights, wanted, encoded, encoder.ends, found)
    else:
        y = model.decoder.inputs(learner.tensor(example.inputs), model.readout.weight)
        decoder = _Layers("decoder", model.decoder, len(y), copies, ways)
        hidden = decoder.forward(y, encoder.ends, found)
        found.outputs, found.losses, into = through_readout(learner, hidden, example, weights)
        ends = decoder.backward(into, None, found)
        direct = encoded.new_zeros(len(encoded), copies, encoded.shape[-1])
    encoder.backward(direct, ends, found)
    return found


def _attending(
    learner: Learner, model: EncoderDecoder, example: PairBatch, weights: np.ndarray, wanted: set[str],
    encoded: Tensor, ends: list[State], found: Recorded,
) -> tuple[Tensor, list[State]]:
    """Run the decoder step by step with autograd; return what arrives at all encoder states, and at the last ones."""
    copies = len(weights)
    tapes: dict[tuple[str, int], Tape] = {}

    def tape(scope: str, t: int) -> Tape:
        return tapes.setdefault((scope, t), Differentiable())

    wide = learner.entering(example).widened(copies)
    assert wide.source is not None
    with torch.enable_grad():
        leaf = encoded.expand(-1, copies, -1).clone().requires_grad_()
        states = [tuple(s.expand(copies, -1).clone().requires_grad_() for s in state) for state in ends]
        outputs = model.decode(wide.source, leaf, list(states), wide.inputs, tape)
        targets = learner.tensor(example.targets).expand(-1, copies)
        each = losses.by_step(learner.task.loss, outputs, targets.contiguous())
        scale = learner.tensor(weights.T)
        total = torch.where(scale != 0, each * scale, 0.0).sum()
    found.outputs, found.losses = outputs[:, 0].detach(), each[:, 0].detach()
    names = by_name(tapes)
    asked = [name for name in names if name in wanted]
    recorded = [tapes[place].values[key] for name in asked for place, key in names[name]]
    flat = [s for state in states for s in state]
    gradients = torch.autograd.grad(total, [*recorded, leaf, *flat], allow_unused=True)
    full = [torch.zeros_like(s) if g is None else g for g, s in zip(gradients, [*recorded, leaf, *flat], strict=True)]
    rest = iter(full)
    for name in asked:
        found.gradients[name] = unscaled(torch.stack([rows_of(next(rest), name) for _ in names[name]]))
    for name, places in names.items():
        rows = [rows_of(tapes[place].values[key].detach(), name)[0] for place, key in places]
        found.values[name] = torch.stack(rows)
    direct = next(rest)
    return direct, [tuple(next(rest) for _ in state) for state in states]
