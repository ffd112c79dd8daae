"""The entry of a view's menu that opens what would fill it."""

from __future__ import annotations

from rnnviz.views.base import Shared, View
from rnnviz.views.offer import Offer
from rnnviz.views.words.language import tr


def opening(shared: Shared, preset: str) -> str:
    """Return what is written on a button that opens a preset."""
    return tr("Open “{title}”").format(title=shared.requests.title_of(preset))


def preset_offer(view: View, preset: str) -> Offer:
    """Return an entry that opens a preset which fills a view."""
    return Offer(
        title=opening(view.shared, preset),
        act=lambda: view.shared.requests.preset_asked.emit(preset),
    )
