"""The lists in the headings of tracks, away for a lecture."""

from __future__ import annotations

from collections.abc import Iterable

from rnnviz.views.base import View
from rnnviz.views.frames.track import Track


def put_away_choosers(views: Iterable[View]) -> None:
    """Leave the lists of tracks no room: whether they are shown is the track's own affair."""
    for view in views:
        for chooser in view.choosers.values() if isinstance(view, Track) else ():
            chooser.setMaximumWidth(0)
