"""Jobs of the text view: read a text, colour it by a unit, and say what one of its characters depended on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from rnnviz.annotations import annotate, language_of
from rnnviz.engine.jobs.found import Found
from rnnviz.engine.jobs.parts import JobParts
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.reading import passage, read
from rnnviz.engine.reading.passage import NAMED
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput

MOST_HELD_OUT = 1_000_000
"""Characters of the held-out text times layers: it is read unbidden, which shall take seconds, of 64 layers too."""
SPAN = 400
"""Characters that a dependence is followed back."""


def text(run: Run, arguments: Mapping[str, Any]) -> JobParts:
    """Read a text from the zero state with the weights as they are now; see `rnnviz.engine.reading.passage`.

    Found: ``reading`` (its number), ``text``'s code points, ``places`` of what was read, ``loss`` (m,),
    ``likeliest`` (m, k) code points and ``probabilities``, ``annotation/…`` (n,), and ``unknown`` characters.
    """
    learner = run.learner.frozen()
    if arguments.get("source", "held_out") == "held_out" and isinstance(learner.model, Stack):
        arguments = {"most": MOST_HELD_OUT // len(learner.model.levels), **arguments}
    chosen = passage(run.task, arguments)
    found = yield from read(learner, run.updates, chosen)
    language = language_of(chosen.text)
    labels = annotate(chosen.text, language)
    symbols = np.array([ord(symbol[:1] or " ") for symbol in run.task.output_symbols], np.uint32)
    return Found(
        values={
            "reading": run.readings.keep(found),
            "total": chosen.total,
            "language": language,
            "unknown": [[c, count] for c, count in list(chosen.unknown.items())[:NAMED]],
            "unknown_kinds": len(chosen.unknown),
            "unknown_count": sum(chosen.unknown.values()),
        },
        arrays={
            "text": np.frombuffer(chosen.text.encode("utf-32-le", "surrogatepass"), "<u4"),
            "places": chosen.places.astype(np.int32),
            "loss": found.losses,
            "likeliest": symbols[found.likeliest],
            "probabilities": found.probabilities.astype(np.float16),
            **{f"annotation/{key}": label for key, label in labels.items()},
        },
    )


def text_values(run: Run, arguments: Mapping[str, Any]) -> JobParts:
    """Compute one unit of an array over a reading: ``values`` (m,)."""
    reading = run.readings.of(arguments)
    values = yield from reading.values(str(arguments["array"]), int(arguments["unit"]))
    return Found(values={"update": reading.update}, arrays={"values": values})


def text_dependence(run: Run, arguments: Mapping[str, Any]) -> JobParts:
    """Compute what a character's loss or output depended on: ``log10`` of the norms from character ``first``."""
    reading = run.readings.of(arguments)
    of = str(arguments.get("of", "target"))
    if of not in ("loss", "target", "likeliest"):
        raise BadInput("{field} must be one of {choices}, got {value}", field="of", choices="loss, target, likeliest",
                       value=of)
    yield 0, 1
    first, logs = reading.dependence(int(arguments["at"]), of, int(arguments.get("span", SPAN)))
    return Found(values={"first": first, "update": reading.update}, arrays={"log10": logs})
