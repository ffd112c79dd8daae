"""What is said of a read text: how much of it is there, what the model passed over, and of each character."""

from __future__ import annotations

import numpy as np

from rnnviz.annotations import ANNOTATIONS
from rnnviz.trace import Trace
from rnnviz.views.gate import visible
from rnnviz.views.text.content import ReadText, losses
from rnnviz.views.text.marks import STRIPS
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr


def remark(reading: ReadText) -> str:
    """Return the line on a whole text."""
    said = []
    total, count = int(reading.facts["total"]), len(reading.codes)
    if total > count:
        said.append(tr("the first {count} of {total} characters").format(count=f"{count:,}", total=f"{total:,}"))
    else:
        said.append(tr("{count} characters").format(count=f"{count:,}"))
    if reading.facts["unknown_count"]:
        some = " ".join(f"“{visible(str(c))}” ×{times}" for c, times in reading.facts["unknown"][:6])
        words = tr("passed over, for the model does not know them: {some} ({kinds} kinds)")
        said.append(words.format(some=some, kinds=reading.facts["unknown_kinds"]))
    finite = reading.loss[np.isfinite(reading.loss)]
    if len(finite):
        said.append(tr("mean loss {loss} nats").format(loss=number(float(finite.mean(dtype=np.float64)))))
    return " · ".join(said)


def marks_of(reading: ReadText, cell: int) -> list[str]:
    """Return what the annotations say of a character: inside quotes, bracket depth 2."""
    said = []
    for key in STRIPS:
        label = int(reading.annotations[key][cell])
        if label and ANNOTATIONS[key].binary:
            said.append(tr(ANNOTATIONS[key].title))
        elif label:
            said.append(f"{tr(ANNOTATIONS[key].title)} {label}")
    return said


def words_of_read(reading: ReadText, cell: int, *, loss: bool) -> list[str]:
    """Return what is known of a character of a read text: its loss, where that is to be said, and its marks."""
    step = reading.step_of(cell)
    if step is None:
        return [tr("not in the model's vocabulary: passed over")]
    said = []
    if loss and np.isfinite(reading.loss[step]):
        said.append(tr("loss {loss} nats").format(loss=number(float(reading.loss[step]))))
    return said + marks_of(reading, cell)


def guesses_of(reading: ReadText, cell: int) -> tuple[list[tuple[str, float]], str]:
    """Return the likeliest next characters with their probabilities, and the one that follows; none where unread."""
    step = reading.step_of(cell)
    if step is None:
        return [], ""
    pairs = zip(reading.likeliest[step].tolist(), reading.probabilities[step].tolist(), strict=True)
    truth = chr(int(reading.codes[reading.places[step + 1]])) if step + 1 < len(reading.places) else ""
    return [(chr(code), share) for code, share in pairs], truth


def words_of_step(trace: Trace, t: int, *, loss: bool) -> list[str]:
    """Return what is known of a symbol of the example: its loss, where that is to be said, and its probability."""
    value = float(losses(trace)[t])
    if not np.isfinite(value):
        return []
    words = tr("loss {loss} nats, p {p} of what follows") if loss else tr("p {p} of what follows")
    return [words.format(loss=number(value), p=number(float(np.exp(-value))))]
