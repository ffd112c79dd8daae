"""n-grams of 1 to 5 symbols of the text that is learnt from: what each says next, and its score on what is held out."""

from __future__ import annotations

import weakref
from collections.abc import Generator, Mapping
from typing import Any

import numpy as np
import torch

from rnnviz.engine.jobs.found import Found
from rnnviz.engine.jobs.parts import JobParts, Part
from rnnviz.engine.training.run import VALIDATION_SIZE, Run
from rnnviz.errors import BadInput
from rnnviz.measures.ngram import Ngram, distribution, histories, ladder, probability
from rnnviz.tasks.char_lm import CharLm

LONGEST_GRAM = 5
PORTION = 2000
"""Steps whose probabilities are looked up between two parts."""

_counted: weakref.WeakKeyDictionary[CharLm, tuple[Ngram, ...]] = weakref.WeakKeyDictionary()
"""The text of a task does not change, so it is counted once."""


def ngram_table(run: Run, arguments: Mapping[str, Any]) -> JobParts:
    """Say what each n-gram gives after some symbols; arguments: ``tokens``, their texts, and ``first``.

    Found: ``orders`` (how many n-grams), ``symbols``, ``first``; array ``probabilities`` (orders, m, V), after each
    token from ``first`` on, in the order of the task's symbols.

    Raises
    ------
    BadInput
        The task has no text, or a token is none of its symbols.
    """
    task = _text_of(run)
    place = {symbol: index for index, symbol in enumerate(task.symbols)}
    tokens = [str(token) for token in arguments.get("tokens", ())]
    first = int(arguments.get("first", 0))
    unknown = next((token for token in tokens if token not in place), None)
    if unknown is not None:
        raise BadInput("{value} is none of the text's symbols", value=repr(unknown))
    if not 0 <= first < len(tokens):
        raise BadInput("{field} must be between {low} and {high}, got {value}", field="first", low=0,
                       high=len(tokens) - 1, value=first)
    models = yield from _models(task)
    codes = np.array([place[token] for token in tokens], np.int64)[:, None]
    found = []
    for order, model in enumerate(models, 1):
        found.append(distribution(model, histories(codes, order)[first:]))
        yield LONGEST_GRAM + order, 2 * LONGEST_GRAM
    return Found(
        values={"orders": len(models), "symbols": list(task.symbols), "first": first},
        arrays={"probabilities": np.stack(found).astype(np.float32)},
    )


def ngram_held_out(run: Run, arguments: Mapping[str, Any]) -> JobParts:
    """Score each n-gram on the very steps that the network's held-out score is taken over, seeing what it has seen.

    Found: array ``loss`` (orders,), nats a symbol; ``parameters`` (orders,), counts that are not zero; ``network``,
    the network's loss there with its weights as they are now.
    """
    task = _text_of(run)
    models = yield from _models(task)
    batch = run.learner.scored(task.validation(VALIDATION_SIZE))
    inputs, targets = np.asarray(batch.inputs, np.int64), np.asarray(batch.targets, np.int64)
    here = batch.loss_steps.ravel()
    losses = []
    for order, model in enumerate(models, 1):
        seen, next_ones = histories(inputs, order)[here], targets.ravel()[here]
        total = 0.0
        for begin in range(0, len(seen), PORTION):
            piece = slice(begin, begin + PORTION)
            total -= float(np.log(probability(model, seen[piece], next_ones[piece])).sum())
        losses.append(total / len(seen))
        yield LONGEST_GRAM + order, 2 * LONGEST_GRAM
    with torch.no_grad():
        network = float(run.learner.run(batch).loss)
    return Found(
        values={"orders": len(models), "parameters": [model.parameters for model in models], "network": network},
        arrays={"loss": np.array(losses)},
    )


def _text_of(run: Run) -> CharLm:
    if not isinstance(run.task, CharLm):
        raise BadInput("{task} has no running text: there is nothing to count n-grams in", task=run.task.title)
    return run.task


def _models(task: CharLm) -> Generator[Part, None, tuple[Ngram, ...]]:
    """Return the models of 1 to 5 symbols, counted where that has not been done yet."""
    if task not in _counted:
        models = []
        for model in ladder(task.training_codes, task.output_size, LONGEST_GRAM):
            models.append(model)
            yield len(models), 2 * LONGEST_GRAM
        _counted[task] = tuple(models)
    return _counted[task]
