"""What the engine is at while that takes long, in words."""

from __future__ import annotations

from collections.abc import Iterable

from rnnviz.link.frames import Header
from rnnviz.views.words.language import tr

LONG = 0.7
"""Seconds from which on a trace under way can be left off."""
SLOW = 1.0
"""Updates a second; where there are fewer, a stop is seen to wait for one."""


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


def doing(state: Header, *, stopping: bool = False) -> str:
    """Return what the engine is at; "" where that does not take long.

    Parameters
    ----------
    state : dict
        Header of ``state``.
    stopping : bool
        A person has said that it is not to learn on.
    """
    seconds = round(state["seconds"])
    match state["busy"]:
        case "pull":
            return progress(state)
        case "start":
            return tr("busy: building the model")
        case "update" if stopping:
            return tr("stops after this update, which has taken {seconds} s so far").format(seconds=seconds)
        case "update":
            return tr("busy: learning, {seconds} s for this update so far").format(seconds=seconds)
        case "verify":
            return tr("busy: verifying")
        case "go_to":
            percent = round(100 * (state["share"] or 0))
            return tr("busy: replaying updates, {percent} %, {seconds} s").format(percent=percent, seconds=seconds)
    return tr("stops after this update") if stopping and state["updates_per_second"] < SLOW else ""


def share_words(state: Header) -> str:
    """Return how far what is computed just now is, for where it is plain what that is."""
    words = tr("computing: {percent} %, {seconds} s") if state["share"] else tr("computing: {seconds} s")
    return words.format(percent=round(100 * (state["share"] or 0)), seconds=round(state["seconds"]))


def progress(state: Header) -> str:
    """Return what a trace under way is at, for how long, and how much of that is done."""
    words = tr("computing {what}: {percent} %, {seconds} s") if state["share"] else tr("computing {what}: {seconds} s")
    return words.format(
        what=at_work(state["names"]), percent=round(100 * (state["share"] or 0)), seconds=round(state["seconds"])
    )
