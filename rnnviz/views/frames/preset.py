"""The entry of a view's menu that opens what would fill it."""

from __future__ import annotations

from rnnviz.views.base import View
from rnnviz.views.offer import Offer
from rnnviz.views.words.language import tr


def preset_offer(view: View, preset: str) -> Offer:
    """Return an entry that opens a preset which fills a view."""
    return Offer(
        title=tr("Open {preset}").format(preset=preset),
        act=lambda: view.shared.requests.preset_asked.emit(preset),
    )
