"""What a trace is at while it takes long, in words."""

from __future__ import annotations

from collections.abc import Iterable

from rnnviz.link.frames import Header
from rnnviz.views.words.language import tr


def at_work(names: Iterable[str]) -> str:
    """Return words for the arrays that are computed; none: the pass itself."""
    family = next(iter(names), "").partition("/")[0].partition("@")[0]
    match family:
        case "gradient_flow" | "gradient_flow_coarse":
            return tr("the loss-by-time matrix")
        case "parameter_gradient_flow":
            return tr("the weights' gradient by lag")
        case "parameter_gradient_by_step" | "parameter_gradient_share" | "parameter_gradient_norm":
            return tr("the weights' gradient by step")
        case "gradient_kept" | "gradient_lost":
            return tr("what truncation keeps and loses")
        case "jacobian_norm" | "jacobian_radius" | "jacobian_eigenvalues":
            return tr("the Jacobians of the steps")
        case "path_norm_log10":
            return tr("norms of paths through time")
        case "lyapunov" | "lyapunov_by_step" | "lyapunov_free":
            return tr("Lyapunov exponents")
        case "batch_gradient_norm":
            return tr("the gradient over the batch")
    return tr("the pass")


def progress(state: Header) -> str:
    """Return what a trace under way is at, for how long, and how much of that is done."""
    words = tr("computing {what}: {percent} %, {seconds} s") if state["share"] else tr("computing {what}: {seconds} s")
    return words.format(
        what=at_work(state["names"]), percent=round(100 * (state["share"] or 0)), seconds=round(state["seconds"])
    )
