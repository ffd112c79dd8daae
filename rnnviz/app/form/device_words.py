"""Why a model cannot run on a device, in the window's language: the engine says it in English."""

from __future__ import annotations

from rnnviz.views.words.language import tr


def why_not(reason: str) -> str:
    """Return the reason why a device is not available, in the language that is installed."""
    words = {
        "this torch was built without CUDA": tr("this torch was built without CUDA"),
        "no CUDA device was found": tr("no CUDA device was found"),
        "this torch was built without MPS": tr("this torch was built without MPS"),
        "no Apple GPU was found": tr("no Apple GPU was found"),
        "": tr("not available"),
    }
    return words.get(reason, reason)
