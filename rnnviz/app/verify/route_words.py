"""What the routes of a check are called in the window's language; the command line and copied tables keep English."""

from __future__ import annotations

from collections.abc import Sequence

from rnnviz.views.words.language import tr


def route_words(routes: Sequence[str]) -> str:
    """Return by which routes a number was computed; what has no other name (numpy, float64) keeps its own."""
    return " = ".join(", ".join(map(_part, route.split(", "))) for route in routes)


def _part(part: str) -> str:
    words = {
        "step by step": tr("step by step"), "torch cells": tr("torch cells"), "engine": tr("engine"),
        "the cell's own step": tr("the cell's own step"), "training": tr("training"), "equation": tr("equation"),
        "finite difference": tr("finite difference"), "sum": tr("sum"), "sum over losses": tr("sum over losses"),
        "sum over steps": tr("sum over steps"), "shares by step": tr("shares by step"),
        "without probes": tr("without probes"), "with probes": tr("with probes"),
    }  # fmt: skip
    paths = {"window": tr("all steps at once"), "readable": tr("step by step"), "exact": tr("exact, slower")}
    if part.startswith("drawn (") and part.endswith(")"):
        path = part.removeprefix("drawn (").removesuffix(")")
        return tr("drawn ({path})").format(path=paths.get(path, path))
    return words.get(part, part)
