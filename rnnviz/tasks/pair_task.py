"""What tasks of pairs of symbol sequences share: their symbols, their tokens, and how attention is scored."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rnnviz.experiment import TaskFields
from rnnviz.tasks.base import Batch, Bools, Floats, PairBatch, Task
from rnnviz.tasks.packing import Pair, packed

START, END = "→", "."
"""What the decoder reads first, and what it writes last."""


class PairTask(Task):
    """Symbols in, symbols out until the end token; the true alignment is known.

    Attributes
    ----------
    source_length : int
        S: symbols of the longest source.
    """

    model = "encoder_decoder"
    inputs = ("embedding", "one_hot")
    loss = "cross_entropy"
    shape = "many_to_many_delayed"
    source_length: int

    def __init__(self, fields: TaskFields, source: tuple[str, ...], target: tuple[str, ...]) -> None:
        super().__init__(fields)
        self.symbols = source
        self.output_symbols = (START, END, *target)
        self.input_size, self.output_size = len(self.symbols), len(self.output_symbols)
        self._source_index = {symbol: i for i, symbol in enumerate(self.symbols)}
        self._target_index = {symbol: i for i, symbol in enumerate(self.output_symbols)}

    def pair(self, source: list[str], target: list[str], sources: list[tuple[int, ...]]) -> Pair:
        """Return an example from its symbols and the places of the source that each of the target was made from.

        The end token is added to the target.
        """
        return Pair(
            source=[self._source_index[symbol] for symbol in source],
            target=[*(self._target_index[symbol] for symbol in target), self._target_index[END]],
            sources=[*sources, ()],
        )

    def packed(self, pairs: list[Pair]) -> PairBatch:
        """Return a batch of examples."""
        return packed(pairs, self._target_index[START])

    def content(self, batch: PairBatch) -> Bools:
        """Return where a target symbol was made from symbols of the source (T, B)."""
        return (batch.alignment.any(-1).T) & batch.loss_steps

    def attention_scores(self, attention: Floats, batch: PairBatch) -> dict[str, float]:
        """Score attention (B, T, S) against the true alignment.

        Returns
        -------
        dict of str to float
            ``aligned``: the share of symbols with a known origin whose largest weight is on it; empty where
            there is none.
        """
        content = self.content(batch)
        if not content.any():
            return {}
        examples, steps = np.arange(batch.size), np.arange(len(content))[:, None]
        hits = batch.alignment[examples, steps, attention.argmax(-1).T]  # (T, B)
        return {"aligned": float(hits[content].mean())}

    def tokens(self, batch: Batch, index: int = 0) -> npt.NDArray[np.str_]:
        """Return the source's symbols, then those that the decoder reads, without padding (S + T,)."""
        assert isinstance(batch, PairBatch)
        source = batch.source[: batch.source_lengths[index], index]
        inputs = batch.inputs[: batch.lengths[index], index]
        return np.array([*(self.symbols[int(i)] for i in source), *(self.output_symbols[int(i)] for i in inputs)])
