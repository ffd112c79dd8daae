"""The words of a comparison: what is measured, and how far it is."""

from __future__ import annotations

from rnnviz.app.comparisons.running import Running
from rnnviz.app.form.field_words import choice_word
from rnnviz.compared import Lacking, missing
from rnnviz.comparison import Comparison
from rnnviz.views.words.language import tr


def measure_words(comparison: Comparison) -> str:
    """Return what is measured, with its unit and its good end."""
    match comparison.measure:
        case "accuracy":
            words = tr("held-out accuracy")
        case "exact":
            words = tr("share of exact answers")
        case "bits":
            words = tr("held-out loss, bits a symbol")
        case "loss":
            words = tr("held-out loss")
        case "milliseconds":
            words = tr("milliseconds an update")
        case "decay":
            words = tr("log₁₀ ‖∂L/∂h‖ a step back")
        case other:
            words = other
    ends = {"high": tr("higher is better"), "low": tr("lower is better"), "zero": tr("zero is best")}
    return tr("{measure} ({better})").format(measure=words, better=ends[comparison.better])


def time_words(seconds: float) -> str:
    """Return a time in seconds, minutes or hours."""
    if seconds < 90:
        return tr("{count} s").format(count=max(round(seconds), 1))
    if seconds < 5400:
        return tr("{count} min").format(count=round(seconds / 60))
    return tr("{count} h").format(count=f"{seconds / 3600:.1f}")


def status_words(running: Running, chosen: Comparison) -> str:
    """Return how far it is, or what has come of it; before that what the chosen comparison would train."""
    if running.active and not running.total:
        return tr("Starting an engine of its own…")
    if running.active:
        words = tr("{case}: {percent} % of all is done")
        percent = round(100 * running.done / max(running.total, 1))
        said = words.format(case=case_words(running.comparison or chosen, running.now), percent=percent)
        left = running.seconds_left
        if left is not None:
            said += tr(", about {time} left").format(time=time_words(left))
        return said
    if running.comparison is not None:
        total, lacking = missing(running.comparison, running.outcomes)
        if lacking:
            named = (_lacking_words(running.comparison, each) for each in lacking)
            words = tr("Stopped after {done} of {total} runs; missing: {missing}.")
            return words.format(done=len(running.outcomes), total=total, missing=", ".join(named))
        words = tr("{done} of {total} runs have ended: mean, and lowest to highest over the seeds.")
        return words.format(done=len(running.outcomes), total=total)
    count = len(chosen.model)
    words = tr("{count} models, trained on the same batches in an engine of their own; none has run yet.")
    return words.format(count=count)


def case_words(comparison: Comparison, now: str) -> str:
    """Return a case's name in the window's language: its model's label, and the value."""
    label, dot, value = now.partition(" · ")
    return f"{tr(label)}{dot}{value_words(comparison, value)}"


def value_words(comparison: Comparison, value: object) -> str:
    """Return a value of what is varied, as people read it."""
    if comparison.against is None or not isinstance(value, str):
        return str(value)
    return choice_word(comparison.against.field, value)


def _lacking_words(comparison: Comparison, lacking: Lacking) -> str:
    label = tr(lacking.label)
    name = label if lacking.value is None else f"{label} · {value_words(comparison, lacking.value)}"
    if not lacking.done:
        return name
    return tr("{case} ({done} of {total})").format(case=name, done=lacking.done, total=lacking.wanted)
