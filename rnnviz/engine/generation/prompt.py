"""What a model goes on from: a person's text as the symbols that it has learnt, and which models can go on at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rnnviz.engine.kinds import kind_of
from rnnviz.engine.networks.learner import Learner
from rnnviz.errors import BadInput
from rnnviz.tasks import Batch, PairBatch, Task
from rnnviz.validation import nearest

LONGEST = 2000
"""Symbols of a prompt at most."""
NAMED = 8
"""Unknown symbols that are named at most."""
NO_END = -1

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Prompt:
    """What is gone on from, or translated.

    Attributes
    ----------
    text : str
    codes : int64 (n,)
        Its symbols.
    pair : bool
        It is a source, read by an encoder; else the beginning of the text itself.
    first : int
        What the decoder of a pair reads first.
    end : int
        The output symbol that ends a text; NO_END where none does.
    """

    text: str
    codes: Ints
    pair: bool
    first: int
    end: int


def check(learner: Learner) -> None:
    """Refuse a model that does not predict the symbols that it reads, from left to right.

    Raises
    ------
    BadInput
        Says why it cannot write.
    """
    task, model = learner.task, learner.model
    pair = task.model == "encoder_decoder"
    if not task.output_symbols or not task.symbols:
        raise BadInput("{task} is about numbers, not symbols: there is no text to write", task=task.title)
    if not (pair or task.asks_ahead):
        raise BadInput(
            "{task} asks for an answer, not for the next symbol: a model of it has nothing to go on with",
            task=task.title,
        )
    if (reason := kind_of(model).why_silent(model)) is not None:
        raise reason


def can_write(learner: Learner) -> bool:
    """Tell whether a model predicts the symbols that it reads, from left to right."""
    try:
        check(learner)
    except BadInput:
        return False
    return True


def prompt_of(learner: Learner, pinned: Batch, text: str) -> Prompt:
    """Return a person's text as a prompt; white space around it counts where it is a symbol.

    Parameters
    ----------
    learner : Learner
    pinned : Batch
        Any example of the task: a pair says by it what the decoder reads first and what ends a text.
    text : str

    Raises
    ------
    BadInput
        The model cannot write; the prompt is empty or too long, or has symbols that the model does not know, which
        are named.
    """
    check(learner)
    task = learner.task
    said = task.spelt(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not said:
        raise BadInput("the prompt is empty: give the model at least one symbol to go on from")
    if len(said) > LONGEST:
        raise BadInput("a prompt may have at most {limit} symbols, got {count}", limit=LONGEST, count=len(said))
    place = {symbol: code for code, symbol in enumerate(task.symbols)}
    unknown = Counter(symbol for symbol in said if symbol not in place)
    if unknown:
        raise _unknown(task, unknown)
    codes = np.array([place[symbol] for symbol in said], np.int64)
    first, end = _ends(pinned)
    limit = longest(learner)
    if limit is not None and len(codes) >= limit:
        raise BadInput(
            "this transformer has learnt positions for {limit} steps: the prompt must be shorter, got {count} symbols",
            limit=limit, count=len(codes),
        )
    return Prompt(text=text, codes=codes, pair=isinstance(pinned, PairBatch), first=first, end=end)


def example(prompt: Prompt, inputs: Ints, targets: Ints) -> Batch:
    """Return texts (T, B) with their targets as a batch: with the prompt as source where it is one."""
    length, size = inputs.shape
    everywhere = np.ones((length, size), bool)
    if not prompt.pair:
        return Batch(inputs=inputs, targets=targets, loss_steps=everywhere)
    source = np.repeat(prompt.codes[:, None], size, axis=1)
    return PairBatch(
        inputs=inputs, targets=targets, loss_steps=everywhere, source=source,
        source_lengths=np.full(size, len(source)), lengths=np.full(size, length),
        alignment=np.zeros((size, length, len(source)), np.float32),
    )


def beginning(prompt: Prompt) -> Batch:
    """Return what is read before a symbol is written: the prompt, or a source and what its decoder reads first."""
    codes = np.array([prompt.first], np.int64) if prompt.pair else prompt.codes
    return example(prompt, codes[:, None], np.zeros((len(codes), 1), np.int64))


def usual_prompt(task: Task, pinned: Batch) -> str:
    """Return what a person sees as the prompt at first: how the pinned example begins, or its source."""
    if isinstance(pinned, PairBatch):
        return joined(task.symbols, pinned.source[: int(pinned.source_lengths[0]), 0].tolist())
    return joined(task.symbols, pinned.inputs[: max(min(12, len(pinned.inputs) // 8), 1), 0].tolist())


def joined(symbols: tuple[str, ...], codes: Iterable[int]) -> str:
    """Return symbols as a text: words stand apart."""
    words = any(len(symbol) > 1 for symbol in symbols)
    return (" " if words else "").join(symbols[code] for code in codes)


def longest(learner: Learner) -> int | None:
    """Return how many steps a model can read at all; None where there is no end."""
    positions = getattr(learner.model, "positions", None)
    return None if positions is None else len(positions)


def _ends(pinned: Batch) -> tuple[int, int]:
    """Return what a decoder reads first, and the symbol that ends every target."""
    if not isinstance(pinned, PairBatch):
        return 0, NO_END
    return int(pinned.inputs[0, 0]), int(pinned.targets[int(pinned.lengths[0]) - 1, 0])


def _unknown(task: Task, unknown: Counter[str]) -> BadInput:
    """Return the sentence that names what a model does not know, with a word that is close where there is one."""
    words = any(len(symbol) > 1 for symbol in task.symbols)
    some = []
    for symbol, count in unknown.most_common(NAMED):
        close = nearest(symbol, task.symbols)
        near = f" (→ {close}?)" if words and close in task.symbols else ""
        some.append(f"“{symbol}”{near}" + (f" ×{count}" if count > 1 else ""))
    named = ", ".join(some) + (", …" if len(unknown) > NAMED else "")
    if words:
        return BadInput(
            "the model has never read {some}: its vocabulary has {size} words, such as {known}",
            some=named, size=len(task.symbols), known=", ".join(task.symbols[1:6]),
        )
    return BadInput(
        "the model has never read {some}: it knows {size} characters, {known}",
        some=named, size=len(task.symbols), known=_shown(task.symbols),
    )


def _shown(symbols: tuple[str, ...]) -> str:
    return "".join(symbol for symbol in symbols if symbol.isprintable() and not symbol.isspace())[:100]
