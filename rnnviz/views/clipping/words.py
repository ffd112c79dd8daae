"""What clipping did, in words."""

from __future__ import annotations

import math

from rnnviz.views.plots.captions import figure
from rnnviz.views.words.language import tr


def what_happened(norm: float, coefficient: float, threshold: float) -> str:
    """Say what clipping did to the length of one gradient."""
    if math.isnan(coefficient):
        return tr("‖g‖ is not finite: this update was skipped")
    if coefficient < 1:
        words = tr("‖g‖ {before} → {after}  × {coefficient}")
        return words.format(before=figure(norm), after=figure(norm * coefficient), coefficient=figure(coefficient))
    if math.isfinite(threshold):
        return tr("‖g‖ {before}, below the threshold").format(before=figure(norm))
    return tr("‖g‖ {before}, not clipped").format(before=figure(norm))


def direction(coefficient: float, threshold: float, cosine: float, share: float) -> str:
    """Say what clipping did to the direction of one gradient; the share is that of entries cut by value."""
    if math.isnan(coefficient):
        return tr("‖g‖ is not finite: this update was skipped")
    if share > 0:
        words = tr("by value: cosine {cosine} to the true gradient: the direction bends; {share} of entries were cut")
        return words.format(cosine=cosine_figure(cosine), share=percent(share))
    if coefficient < 1:
        return tr("by norm: cosine 1 to the true gradient: the direction is kept")
    if math.isfinite(threshold):
        return tr("below the threshold: the direction is kept")
    return tr("not clipped: the direction is kept")


def how_often(share: float, recent_share: float, recent: int, updates: int, skipped: int = 0) -> str:
    """Say how many updates were clipped, of all and of the last ones, and how many were skipped."""
    if not share:
        said = tr("; no update was clipped so far")
    elif recent == updates:
        said = tr("; clipped on {share} of updates").format(share=percent(share))
    else:
        words = tr("; clipped on {recent_share} of the last {recent} updates, {share} of all")
        said = words.format(recent_share=percent(recent_share), recent=recent, share=percent(share))
    if not skipped:
        return said
    return said + tr("; {count} skipped (gradient not finite)").format(count=f"{skipped:,}")


def cosine_figure(cosine: float) -> str:
    """Return a cosine that is never said to be 1 where it is not."""
    return ">0.999" if 0.9995 <= cosine < 1 else figure(cosine)


def percent(share: float) -> str:
    """Return a share in percent that no line end splits, never 0 for some and never 100 for not all."""
    if math.isnan(share):
        return "–"
    if 0 < share < 0.01:
        return "<1\u00a0%"
    if 0.99 < share < 1:
        return ">99\u00a0%"
    return f"{share:.0%}".replace("%", "\u00a0%")
