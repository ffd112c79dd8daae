"""The unit hunt: every unit of every layer scored against every annotation, and one of them silenced."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.annotations import ANNOTATIONS, annotate
from rnnviz.engine.jobs.found import Found
from rnnviz.engine.jobs.parts import JobParts, Part
from rnnviz.engine.reading import Reading, passage, read
from rnnviz.engine.reading.reading import Clamp
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.measures.hunt import Hunt, joined

LONGEST = 100_000
"""Characters that are hunted over at most."""
MEMORY = 256 << 20
"""Bytes of one layer's units at most: fewer characters where there are more units."""
SCALE = 1000
"""Parts that a hunt is reported in."""


@dataclass
class Progress:
    """Turns the parts of stages that follow one another into parts of the whole."""

    stages: int
    stage: int = 0

    def of(self, done: int, total: int) -> Part:
        """Return the part of the whole that a part of this stage is."""
        return round(SCALE * (self.stage + done / max(total, 1)) / self.stages), SCALE


def hunt(run: Run, arguments: Mapping[str, Any]) -> JobParts:
    """Score the units; arguments as of `rnnviz.engine.reading.passage`, and ``quantity`` (hidden).

    Found, by rows of units of all layers: ``real``, ``shuffled``, ``p`` (K, U), ``chance`` (K,), the shares of
    characters that are labelled (K,), ``unit`` and ``layer`` (U,); ``labels`` (K) and ``layers`` by name.
    """
    if arguments.get("source", "held_out") == "held_out" and run.task.held_out() is None:
        raise BadInput("{task} holds no text out to hunt in: open a preset that does, such as python-lstm",
                       task=type(run.task).title)
    quantity = str(arguments.get("quantity", "hidden"))
    learner = run.learner.frozen()
    layers_read = learner.model.by_scope
    scopes = tuple(layers_read)
    widest = max((layer.cell.hidden_size for layer in layers_read.values()), default=1)
    most = max(min(LONGEST, MEMORY // (4 * widest)), 1000)
    chosen = passage(run.task, {**arguments, "most": min(int(arguments.get("most", most)), most)})
    reading_parts = read(learner, run.updates, chosen)
    progress = Progress(1)
    first = next(reading_parts)
    progress.stages = 1 + 2 * len(scopes)
    yield progress.of(*first)
    reading = yield from _staged(reading_parts, progress)
    labels = annotate(chosen.text)
    kept = {key: labels[key][chosen.places] for key in ANNOTATIONS if labels[key][chosen.places].any()}
    if len(chosen.codes) < 50 or not kept:
        raise BadInput("a hunt needs at least {least} characters that differ in what they stand in, got {found}",
                       least=50, found=len(chosen.codes))
    hunter = Hunt(np.stack(list(kept.values())), np.array([ANNOTATIONS[key].binary for key in kept]))
    parts, units, layers = [], [], []
    for place, scope in enumerate(scopes):
        values = yield from _staged(reading.values(f"{scope}.{quantity}"), progress)
        clean = np.nan_to_num(values, nan=0.0, posinf=3e38, neginf=-3e38)
        for done, scores in hunter.score(clean):
            parts.append(scores)
            yield progress.of(done, len(values))
        progress.stage += 1
        units += list(range(len(values)))
        layers += [place] * len(values)
    scores = joined(parts)
    shares = [float((label != 0).mean()) for label in kept.values()]
    return Found(
        values={
            "reading": run.readings.keep(reading), "characters": reading.length, "total": chosen.total,
            "labels": list(kept), "layers": list(scopes), "quantity": quantity, "shifts": scores.shifted.shape[2],
        },
        arrays={
            "real": scores.real, "told": scores.told(), "shuffled": scores.told_shifted(), "p": scores.p_values(),
            "chance": scores.chance(), "share": np.array(shares), "unit": np.array(units, np.int32),
            "layer": np.array(layers, np.int32),
        },
    )


def _staged(parts: Generator[Part, None, Any], progress: Progress) -> Generator[Part, None, Any]:
    while True:
        try:
            done, total = next(parts)
        except StopIteration as end:
            progress.stage += 1
            return end.value
        yield progress.of(done, total)


def lesion(run: Run, arguments: Mapping[str, Any]) -> JobParts:
    """Silence a unit of a reading, and compare the loss where a label is set with that elsewhere.

    Arguments: ``reading``, ``array``, ``unit``, ``label``, and ``to``: "mean" (the default: the unit says what it
    says on the average, a value that the network is used to, and so tells nothing of the step) or "zero" (for
    a unit that is −0.9 outside brackets and 0.8 inside, 0 is itself a message). A numeric label counts as set
    where it is above its median. Found: mean losses before and after, in nats a character, there and
    elsewhere, and their ratio.
    """
    reading = run.readings.of(arguments)
    array, unit, key = str(arguments["array"]), int(arguments["unit"]), str(arguments["label"])
    if key not in ANNOTATIONS:
        raise BadInput("there is no label {name}: there are {choices}", name=key, choices=", ".join(ANNOTATIONS))
    to, value = str(arguments.get("to", "mean")), 0.0
    if to not in ("mean", "zero"):
        raise BadInput("{field} must be one of {choices}, got {value}", field="to", choices="mean, zero", value=to)
    progress = Progress(2 if to == "mean" else 1)
    if to == "mean":
        values = yield from _staged(reading.values(array, unit), progress)
        value = float(values.mean(dtype=np.float64))
    after = yield from _staged(reading.lesion(Clamp(array=array, unit=unit, value=value)), progress)
    here = _set(reading, key)
    return Found(values={"value": value, **compared(reading.losses, after, here)}, arrays={})


def _set(reading: Reading, key: str) -> npt.NDArray[np.bool_]:
    label = annotate(reading.passage.text)[key][reading.passage.places]
    return label > (0 if ANNOTATIONS[key].binary else np.median(label))


def compared(
    before: npt.NDArray[np.float32], after: npt.NDArray[np.float32], here: npt.NDArray[np.bool_]
) -> dict[str, float | int]:
    """Return mean losses there and elsewhere, before and after, and the ratio of their rises (JSON numbers).

    ``ratio`` is −1 where the loss does not rise elsewhere, so that there is none.
    """
    known = np.isfinite(before) & np.isfinite(after)
    found: dict[str, float | int] = {"characters": int((here & known).sum())}
    for name, place in (("there", here & known), ("elsewhere", ~here & known)):
        for when, values in (("before", before), ("after", after)):
            found[f"{name}_{when}"] = float(values[place].mean(dtype=np.float64)) if place.any() else 0.0
    there = found["there_after"] - found["there_before"]
    elsewhere = found["elsewhere_after"] - found["elsewhere_before"]
    found |= {"there": there, "elsewhere": elsewhere, "ratio": there / elsewhere if elsewhere > 0 else -1.0}
    return found
