"""What the engine is at while that takes long, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rnnviz.link.frames import Header
from rnnviz.views.words.language import tr

LONG = 0.7
"""Seconds from which on a trace under way can be left off."""
CAN_LEAVE = frozenset({"pull", "go_to", "verify"})
"""Of what the engine may be at, what can be left off."""
BY_LAYER = frozenset({
    "jacobian_norm", "jacobian_radius", "jacobian_eigenvalues", "path_norm_log10", "lyapunov", "lyapunov_by_step",
    "lyapunov_free",
})
"""Families that are computed layer by layer: with each their share begins anew."""
SLOW = 1.0
"""Updates a second; where there are fewer, a stop is seen to wait for one."""


def at_work(names: Iterable[str]) -> str:
    """Return words for the arrays that are computed, with the layer where they are one layer's; none: the pass."""
    names = list(names)
    words, layer = _words(_family_of(names)), _layer(names)
    return f"{words} ({layer})" if layer else words


def _layer(names: Sequence[str]) -> str:
    """Return the layer that arrays are of, where they are computed layer by layer; "": they are not."""
    scopes = {name.partition("/")[2] for name in names}
    return scopes.pop() if len(scopes) == 1 and _family_of(names) in BY_LAYER else ""


def _family_of(names: Sequence[str]) -> str:
    return next(iter(names), "").partition("/")[0].partition("@")[0]


def _words(family: str) -> str:
    match family:
        case "gradient_flow" | "gradient_flow_coarse":
            return tr("the loss-by-time matrix")
        case "parameter_gradient_flow":
            return tr("the weights' gradient by lag")
        case "parameter_gradient_by_step" | "parameter_gradient_share" | "parameter_gradient_norm":
            return tr("the weights' gradient by step")
        case "gradient_kept" | "gradient_lost":
            return tr("what truncation keeps and loses")
        case "jacobian_norm":
            return tr("the Jacobians of the steps")
        case "jacobian_radius" | "jacobian_eigenvalues":
            return tr("the eigenvalues of the steps' Jacobians")
        case "path_norm_log10":
            return tr("norms of paths through time")
        case "lyapunov" | "lyapunov_by_step":
            return tr("Lyapunov exponents")
        case "lyapunov_free":
            return tr("Lyapunov exponents of the free run")
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
            percent = min(int(100 * (state["share"] or 0)), 99)  # as the badge has it
            return tr("busy: verifying, {percent} %, {seconds} s").format(percent=percent, seconds=seconds)
        case "go_to":
            percent = _percent(state)
            return tr("busy: replaying updates, {percent} %, {seconds} s").format(percent=percent, seconds=seconds)
    return tr("stops after this update") if stopping and state["updates_per_second"] < SLOW else ""


def share_words(state: Header) -> str:
    """Return how far what is computed just now is, for where it is plain what that is."""
    layer = _layer(state["names"])
    if layer and not state["again"] and state["share"]:
        words = tr("computing {what}: {percent} %, {seconds} s")
    elif state["again"]:
        words = tr("computing once more with all digits: {percent} %, {seconds} s")
    else:
        words = tr("computing: {percent} %, {seconds} s") if state["share"] else tr("computing: {seconds} s")
    return words.format(what=layer, percent=_percent(state), seconds=round(state["seconds"]))


def progress(state: Header) -> str:
    """Return what a trace under way is at, for how long, and how much of that is done."""
    if state["again"]:
        words = tr("computing {what} once more, with all digits: {percent} %, {seconds} s")
    elif state["share"]:
        words = tr("computing {what}: {percent} %, {seconds} s")
    else:
        words = tr("computing {what}: {seconds} s")
    return words.format(
        what=at_work(state["names"]), percent=_percent(state), seconds=round(state["seconds"])
    )


def _percent(state: Header) -> int:
    """Return the share in hundredths; never 100, which is the end: after a pass its arrays are still gathered."""
    return min(round(100 * (state["share"] or 0)), 99)
