"""An encoder that reads a source and a decoder that writes a target."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.kinds.kind import Asked, Ints, Kind
from rnnviz.engine.kinds.recurrent import names_of_cells, units_of_layer
from rnnviz.engine.networks.attention import OVER_SOURCE, LuongAttention
from rnnviz.engine.networks.encoder_decoder import Carried, EncoderDecoder, Memory
from rnnviz.engine.networks.entering import Entering
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.passes import fused_pairs, graph, spoilt
from rnnviz.engine.passes.linearised import Linearised, linearise
from rnnviz.engine.passes.recorded import Recorded
from rnnviz.engine.recorded.names import Names
from rnnviz.engine.ways.layers import State
from rnnviz.errors import BadInput
from rnnviz.tasks import PairBatch

ATTENTION = {f"decoder.{name}" for name in (*OVER_SOURCE, "context", "attentional")}
"""What the fast path has the gradients of, beside the states."""


class Pair(Kind[EncoderDecoder]):
    """It reads pairs of sequences: of a source it writes the target."""

    def names(self, model: EncoderDecoder) -> Names:
        """Return what can be recorded."""
        info, scopes = model.encoder.layers[0].cell.describe(), tuple(model.by_scope)
        attention: tuple[str, ...] = ()
        if model.attention is not None:
            made = (*OVER_SOURCE, "context", *(["attentional"] if isinstance(model.attention, LuongAttention) else []))
            attention = tuple(f"decoder.{name}" for name in made)
        cells = dict.fromkeys(scopes, info) | {scopes[-1]: model.info}
        return names_of_cells(model, info, cells, ("encoder.inputs", "decoder.inputs"), scopes, attention, pair=True)

    def readable(self, asked: Asked) -> Recorded:
        """Return the pass as one graph."""
        return self._unrolled(asked, double=False)

    def record(self, asked: Asked) -> Recorded:
        """Return the pass on its fast path where the encoder's layers have one and it has what is wanted."""
        learner, example = asked.learner, asked.example
        assert isinstance(learner.model, EncoderDecoder)
        assert isinstance(example, PairBatch)
        wanted = asked.wanted | asked.extras
        fast = asked.new_tape is None and wanted <= set(asked.names.states) | ATTENTION
        if fast and fused_pairs.possible(learner.model):
            found = fused_pairs.fused(learner, example, asked.weights, wanted, asked.ways)
        else:
            found = self.readable(asked)
        lost = self.beyond(asked, found) or self._spoilt(asked, found) or self.faint(asked, found)
        return self._unrolled(asked, double=True) if lost or self.settled(asked, found) else found

    def _spoilt(self, asked: Asked, found: Recorded) -> bool:
        """Tell whether slopes of full gates may have spoilt what flows back; see `rnnviz.engine.passes.spoilt`."""
        model = asked.learner.model
        assert isinstance(model, EncoderDecoder)
        if found.path == "readable":
            return False
        scopes = [scope for scope in asked.names.cells if spoilt.falls(scope, found.gradients)]
        steps = self.linearised(model, found.values, None) if scopes else {}
        return any(spoilt.loses(scope, steps[scope], found.gradients) for scope in scopes)

    @staticmethod
    def _unrolled(asked: Asked, double: bool) -> Recorded:
        return graph.unroll(asked.learner, asked.example, None, asked.weights, asked.wanted, double, asked.tape)

    def reached(self, asked: Asked, name: str, logs: np.ndarray, begin: int, end: int) -> np.ndarray:
        """Return all of the encoder, and of the decoder the steps up to the last that bears a loss."""
        return logs if name.startswith("encoder.") else logs[: end + 1]

    def units(self, model: EncoderDecoder, scope: str, key: str, seen: int) -> int:
        """Return a layer's own size; of what the decoder looks at the source's length, and else its hidden size."""
        layers = model.by_scope
        if scope in layers:
            return units_of_layer(layers[scope], key)
        return seen if key in OVER_SOURCE else layers["decoder.layer0"].cell.hidden_size

    def linearised(
        self, model: EncoderDecoder, values: Mapping[str, Tensor], states: tuple[State, ...] | None
    ) -> Mapping[str, Linearised]:
        """Return the layers as linear maps; the decoder begins where the encoder ended."""
        found = {}
        for scope, layer in model.by_scope.items():
            start: State | None = None
            if scope.startswith("decoder."):
                source = scope.replace("decoder.", "encoder.", 1)
                start = tuple(values[f"{source}.{q.name}"][-1:] for q in layer.cell.info.states)
            found[scope] = linearise(layer, scope, values, start)
        return found

    def why_unread(self, model: EncoderDecoder) -> BadInput | None:
        """Return that it reads pairs."""
        return BadInput("an encoder-decoder reads pairs, no running text: its example is shown")

    def why_silent(self, model: EncoderDecoder) -> BadInput | None:
        """Return nothing: it writes."""
        return None

    def reader(self, learner: Learner, beginning: Entering) -> DecoderReader:
        """Return what carries the decoder's states on."""
        return DecoderReader(learner, beginning)


class DecoderReader:
    """A decoder that reads on: the source is read once, and the decoder's states are carried from symbol to symbol."""

    def __init__(self, learner: Learner, beginning: Entering) -> None:
        assert isinstance(learner.model, EncoderDecoder)
        self._learner, self._model, self._beginning = learner, learner.model, beginning

    @torch.no_grad()
    def begin(self) -> Tensor:
        """Read the source, and what the decoder reads first."""
        source = self._beginning.source
        assert source is not None
        encoded, states = self._model.encode(source)
        self._memory, self._carried = self._model.memory(encoded, source.lengths), self._model.begin(states)
        return self._step(self._beginning.inputs[0])

    @torch.no_grad()
    def read(self, symbols: Ints) -> Tensor:
        """Read one more symbol of each text."""
        return self._step(self._learner.tensor(symbols))

    def keep(self, parents: Ints) -> None:
        """Go on from the states of these texts."""
        chosen = self._learner.tensor(parents)
        self._memory = Memory(*(part[:, chosen] for part in self._memory))
        states, fed = self._carried
        self._carried = Carried(
            [tuple(s[chosen] for s in state) for state in states], None if fed is None else fed[chosen]
        )

    def _step(self, codes: Tensor) -> Tensor:
        x = self._model.decoder.inputs(codes, self._model.readout.weight)
        outputs, self._carried = self._model.step(x, self._carried, self._memory)
        return outputs
