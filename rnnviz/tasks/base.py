"""What a task is: it makes batches from a generator, says what is held out, and scores outputs."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt

from rnnviz.experiment import TaskFields

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Shape = Literal["one_to_one", "one_to_many", "many_to_one", "many_to_many_delayed", "many_to_many"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Batch:
    """Examples of one update, time first.

    Attributes
    ----------
    inputs : int64 (T, B) symbols, or float32 (T, B, D)
    targets : int64 (T, B) symbols, or float32 (T, B, K); 0 where no loss falls
    loss_steps : bool (T, B)
        Where a loss falls.
    carry : bool (B,) or None
        True where the example goes on where the last batch's stopped, so that the state is carried.
    cursor : int64 array or None
        Where the task stands in its data after this batch; given back to make the next.
    starts : int64 (B,) or None
        Step of the task's data at which each example begins; None where examples are no part of one stretch.
    """

    inputs: Ints | Floats
    targets: Ints | Floats
    loss_steps: Bools
    carry: Bools | None = None
    cursor: Ints | None = None
    starts: Ints | None = None

    @property
    def size(self) -> int:
        """B."""
        return int(self.loss_steps.shape[1])


@dataclass(frozen=True, kw_only=True, eq=False)
class PairBatch(Batch):
    """Source and target sequences, padded at their end; `inputs` are what the decoder reads.

    Attributes
    ----------
    source : int64 (S, B)
    source_lengths : int64 (B,)
        Each at least 1.
    lengths : int64 (B,)
        Steps of each target; `loss_steps` is False past them.
    alignment : float32 (B, T, S)
        1 where the source position is what the target token was made from, else 0.
    """

    source: Ints
    source_lengths: Ints
    lengths: Ints
    alignment: Floats


def last_only(batch: Batch) -> Batch:
    """Return the batch with the last loss-bearing step of each example alone."""
    steps = np.arange(len(batch.loss_steps))[:, None]  # (T, 1)
    last = np.where(batch.loss_steps, steps, -1).max(axis=0)  # (B,)
    return replace(batch, loss_steps=batch.loss_steps & (steps == last))


class Task(ABC):
    """One kind of task, with the values of its fields.

    All randomness comes in by argument (a numpy Generator), so that the same seed makes the same
    batches. Held-out data are drawn from what training never sees.

    Attributes
    ----------
    length : int
        T: steps of a pass. Of an encoder-decoder: the longest target.
    input_size : int
        D, or the number of symbols V.
    output_size : int
        K: numbers, or symbols to choose from.
    symbols : tuple of str
        Text of each input symbol; empty where inputs are real numbers.
    output_symbols : tuple of str
        Text of each output symbol; empty where outputs are real numbers.
    data_sha256 : str
        Fingerprint of the data read from files; empty where all is generated.
    facts : mapping of str to plain values
        What else is written down of the data with a run, such as how they were scaled.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    purpose: ClassVar[str]
    Fields: ClassVar[type[TaskFields]]
    inputs: ClassVar[tuple[Literal["real", "one_hot", "embedding"], ...]]
    """How inputs may enter the model; the first is the default."""
    model: ClassVar[Literal["stack", "encoder_decoder"]] = "stack"
    loss: ClassVar[Literal["cross_entropy", "squared_error"]]
    shape: Shape = "many_to_many"
    """What comes in and where the losses attach, as A. Karpathy (2015) names it."""
    asks_ahead: bool = False
    """Whether what is asked for at a step is read at the next: who sees later steps sees the answers."""
    blank: str = ""
    """The input symbol of a step at which nothing is given; empty where something always is."""

    length: int
    input_size: int
    output_size: int
    symbols: tuple[str, ...] = ()
    output_symbols: tuple[str, ...] = ()
    data_sha256: str = ""
    facts: Mapping[str, bool | int | float | str] = MappingProxyType({})

    def __init__(self, fields: TaskFields) -> None:
        self.fields = fields

    @abstractmethod
    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return the next batch of training data.

        Parameters
        ----------
        size : int
            B.
        generator : numpy.random.Generator
        cursor : int64 array or None
            The last batch's; None, or one of another batch size, starts afresh.
        """

    @abstractmethod
    def validation(self, size: int) -> Batch:
        """Return held-out examples: always the same ones for a size."""

    def held_out(self) -> Ints | None:
        """Return the held-out data as one stretch of symbols (n,); None where they are no stretch."""
        return None

    def example(self, generator: np.random.Generator) -> Batch:
        """Return the one example (B = 1) that the probe is pinned to."""
        return self.batch(1, generator)

    def scores(self, predicted: Ints | Floats, batch: Batch, loss: float) -> dict[str, float]:
        """Score what a model predicted; called at every update, so it is cheap.

        Parameters
        ----------
        predicted : int64 (T, B), the likeliest symbol of each step; or float32 (T, B, K) outputs
        batch : Batch
        loss : float
            Of the batch, as the engine computed it.

        Returns
        -------
        dict of str to float
            Cross-entropy tasks: ``accuracy``, the share of loss-bearing steps whose likeliest symbol is the
            target, and ``perplexity``, exp(loss). Pairs of sequences: ``exact``, the share of targets that are
            right throughout; given the true symbols before, so it is also that of greedy decoding.
        """
        if self.loss != "cross_entropy" or not batch.loss_steps.any():
            return {}
        right = (predicted == batch.targets) & batch.loss_steps
        with np.errstate(over="ignore"):
            found = {
                "accuracy": float(right.sum() / batch.loss_steps.sum()),
                "perplexity": float(np.exp(np.float64(loss))),
            }
        if isinstance(batch, PairBatch):
            found["exact"] = float((right | ~batch.loss_steps).all(axis=0).mean())
        return found

    def held_out_scores(self, predicted: Ints | Floats, batch: Batch) -> dict[str, float]:
        """Score what would be too dear, or too noisy, for every update: on held-out data alone.

        Returns
        -------
        dict of str to float
            Pairs of sequences: ``exact_longest``, the share of targets that are right throughout among those of the
            longest third of the sources (all that are as long as the shortest of them): where a bottleneck shows.
        """
        if not isinstance(batch, PairBatch) or self.loss != "cross_entropy":
            return {}
        right = ((predicted == batch.targets) | ~batch.loss_steps).all(axis=0)
        lengths = batch.source_lengths
        third = np.sort(lengths)[-max(1, len(lengths) // 3)]
        return {"exact_longest": float(right[lengths >= third].mean())}

    def attention_scores(self, attention: Floats, batch: PairBatch) -> dict[str, float]:
        """Score attention weights (B, T, S) where the true alignment is known; called on held-out data."""
        return {}

    def of_targets(self, batch: Batch, index: int = 0) -> dict[str, npt.NDArray[Any]]:
        """Return what a trace says, for people, of the numbers that one example asks for.

        Returns
        -------
        dict of str to array
            Those of these that the task knows: ``target_mean`` and ``target_scale`` float64 (K,), so that a target
            times its scale plus its mean is in the data's own units; ``target_names`` (K,); ``target_unit`` ();
            ``step_labels`` and ``target_labels`` (T,), which name what is read and what is asked for (a year).
        """
        return {}

    def spelt(self, text: str) -> list[str]:
        """Return what a person's text is made of, whether it is a symbol or not: characters, or words and marks.

        White space that is no symbol parts words and is left out. Of a source, capital and small letters stand for
        each other where one of them alone is a symbol.
        """
        known = set(self.symbols)
        words = any(len(symbol) > 1 for symbol in self.symbols)
        parts = re.findall(r"[\w'-]+|[^\w\s]", text) if words else list(text)
        if not self.asks_ahead:
            parts = [next((one for one in (part, part.lower(), part.upper()) if one in known), part) for part in parts]
        return [part for part in parts if part in known or not part.isspace()]

    def tokens(self, batch: Batch, index: int = 0) -> npt.NDArray[np.str_]:
        """Return the text of each input step of one example (T,), for the token track."""
        if self.symbols:
            return np.array([self.symbols[int(i)] for i in batch.inputs[:, index]])
        return np.array([" ".join(f"{v:.2g}" for v in row[:3]) for row in batch.inputs[:, index]])
