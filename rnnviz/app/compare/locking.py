"""What is locked between the two sides: ranges that follow data, and what is chosen in a heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rnnviz.app.compare.side import TRACKS, Side
from rnnviz.views.frames.track import Track
from rnnviz.views.plots.easing import Easing, Lock, LockedEasing


def lock_ranges(sides: Sequence[Side]) -> list[Lock]:
    """Let the ranges that follow data follow those of both sides."""
    locks = []
    for twins in _twins(sides):
        for name in twins[0].easings:
            easing = getattr(twins[0], name, None)
            if isinstance(easing, Easing):
                locks.append(Lock(easing))
                for track in twins:
                    setattr(track, name, locks[-1].end())
    return locks


def lock_choices(sides: Sequence[Side]) -> None:
    """Let what is chosen in a track's heading be chosen on the other side too."""
    for one, other in _twins(sides):
        for track, twin in ((one, other), (other, one)):
            for chooser in track.choosers.values():
                chooser.chosen.connect(_copier(track, twin))


def redraw_stale(sides: Sequence[Side]) -> None:
    """Draw those tracks again whose range the other side has moved since."""
    for side in sides:
        for track in side.tracks:
            easings = (getattr(track, name, None) for name in track.easings)
            if any(isinstance(easing, LockedEasing) and easing.stale for easing in easings):
                track.redraw()


def _twins(sides: Sequence[Side]) -> list[tuple[Track, Track]]:
    """Return the track of each key on both sides."""
    left, right = ({track.key: track for track in side.tracks} for side in sides)
    return [(left[key], right[key]) for key in TRACKS]


def _copier(track: Track, twin: Track) -> Callable[[object], None]:
    return lambda _: twin.restore(track.state())
