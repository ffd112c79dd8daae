"""The words of a comparison: what is measured, and how far it is."""

from __future__ import annotations

from rnnviz.comparison import Comparison
from rnnviz.views.language import tr


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
        case "decay":
            words = tr("log10 ‖∂L/∂h‖ a step back")
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
