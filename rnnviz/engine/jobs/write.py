"""Jobs of the generation view: what a model can write, and some more symbols of a text that it writes."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from rnnviz.decoding import Decoding
from rnnviz.engine.generation import Writing, prompt_of, usual_decoding, usual_prompt
from rnnviz.engine.generation.prompt import check, joined
from rnnviz.engine.generation.token import columns
from rnnviz.engine.jobs.found import Found
from rnnviz.engine.jobs.parts import JobParts
from rnnviz.engine.training.run import Run
from rnnviz.validation import build

PART = 0.03
"""Seconds of a part."""
SHOWN = 8
"""Texts of a beam that are told of."""


def writable(run: Run, arguments: Mapping[str, Any]) -> JobParts:
    """Say what a model can write.

    Found: ``prompt`` and ``decoding`` as they are at first, ``pair`` (a source is translated), ``words`` (symbols
    are words) ``symbols`` that a prompt can be made of, and ``choices``, how many symbols can be written.

    Raises
    ------
    BadInput
        It cannot write; the sentence says why.
    """
    yield 0, 1
    check(run.learner)
    task = run.task
    return Found(
        values={
            "prompt": usual_prompt(task, run.pinned), "decoding": usual_decoding(task).model_dump(),
            "pair": task.model == "encoder_decoder", "words": any(len(symbol) > 1 for symbol in task.symbols),
            "symbols": list(task.symbols), "choices": len(task.output_symbols),
        }
    )


def write(run: Run, arguments: Mapping[str, Any]) -> JobParts:
    """Begin a text with the weights as they are now, or go on with one, by so many symbols.

    Arguments: ``count``; ``writing``, the number of a text to go on with, or ``prompt`` and ``decoding`` of a new
    one; ``have``, how many symbols the asker has already.
    Found: ``writing``, its number; ``update`` of its weights; ``ended`` ("" while there is more to come); ``total``
    symbols; ``prompt`` as symbols and as it is read; from symbol ``have`` on (a beam's all) ``symbols`` and the arrays
    of `rnnviz.engine.generation.token.columns`; ``names`` of the likeliest; ``texts`` of a beam, each (ln p, text,
    whether it has ended); ``tail``, how many of the last symbols no trace of the text has.
    """
    number = int(arguments.get("writing", 0))
    if number:
        writing = run.writings.of(number)
    else:
        decoding = build(Decoding, dict(arguments.get("decoding", {})))
        prompt = prompt_of(run.learner, run.pinned, str(arguments.get("prompt", "")))
        writing = Writing(run.learner.frozen(), run.updates, prompt, decoding)
        number = run.writings.keep(writing)
    goal, total = writing.steps + max(int(arguments.get("count", 1)), 0), writing.decoding.length
    yield writing.steps, total
    while writing.steps < goal and not writing.ended:
        until = time.monotonic() + PART
        while writing.steps < goal and not writing.ended and time.monotonic() < until:
            writing.step()
        yield writing.steps, total
    return _found(writing, number, int(arguments.get("have", 0)))


def _found(writing: Writing, number: int, have: int) -> Found:
    task, tokens = writing.learner.task, writing.tokens
    begin = 0 if writing.decoding.method == "beam" else min(have, len(tokens))
    arrays = columns(tokens[begin:])
    names = {int(code): task.output_symbols[int(code)] for code in arrays["likeliest"].ravel().tolist()}
    texts = []
    if writing.decoding.method == "beam":
        for each in writing.hypotheses[:SHOWN]:
            symbols = [one.symbol for one in each.tokens if one.symbol != writing.prompt.end]
            texts.append([each.score, joined(task.output_symbols, symbols), each.ended])
    return Found(
        values={
            "writing": number, "update": writing.update, "ended": writing.ended, "begin": begin, "total": len(tokens),
            "prompt": [task.symbols[int(code)] for code in writing.prompt.codes],
            "symbols": [task.output_symbols[one.symbol] for one in tokens[begin:]],
            "names": {str(code): name for code, name in names.items()}, "texts": texts, "text": writing.text,
            "tail": _untraced(writing),
        },
        arrays=arrays,
    )


def _untraced(writing: Writing) -> int:
    """Return how many of a long text's last symbols have no step in its trace."""
    text = writing.as_read()
    if text is None or writing.prompt.pair:
        return 0
    return len(writing.prompt.codes) + len(writing.tokens) - len(text.example.loss_steps)
