"""The line that says what is happening: what the shown moment of a pass means, in one sentence."""

from __future__ import annotations

from rnnviz.history import History
from rnnviz.trace import Moment, Trace
from rnnviz.views.gate import visible
from rnnviz.views.scopes import Manner, manner_of
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr


def narrate(trace: Trace, moment: Moment, history: History) -> str:
    """Return what the network does at a moment."""
    match moment.phase:
        case "forward":
            token = visible(str(trace["tokens"][moment.t]))
            return _forward()[manner_of(trace)].format(token=token, t=moment.t)
        case "loss":
            loss = number(float(trace["loss"]))
            if trace.untouched is not None:
                words = tr("Loss: the operated pass costs {loss}, the untouched one {before}.")
                return words.format(loss=loss, before=number(float(trace.untouched["loss"])))
            return tr("Loss: the outputs are compared with the targets; this pass costs {loss}.").format(loss=loss)
        case "backward":
            return _backward()[manner_of(trace)].format(t=moment.t)
        case "clip":
            return _clip(history, trace.update)
    return tr("Update: the optimizer moves the weights; the next pass runs on the new ones.")


def _forward() -> dict[Manner, str]:
    """Return what a step does forward, by the manner in which the layers take the steps."""
    return {
        "onward": tr("Forward: the cell reads “{token}” at t = {t} and updates its state."),
        "both_ways": tr(
            "Forward: at t = {t}, “{token}”, one direction has read what came before, the other all that comes after."
        ),
        "at_once": tr("Forward: at t = {t} every block reads “{token}” and attends to the steps that it may see."),
        "window": tr("Forward: “{token}” enters the window at t = {t}; the oldest step falls out."),
    }


def _backward() -> dict[Manner, str]:
    onward = tr("Backward: the gradient of the loss flows back in time; now at t = {t}.")
    return {
        "onward": onward,
        "both_ways": tr(
            "Backward: through one direction the gradient goes to earlier steps, through the other to later ones; "
            "now at t = {t}."
        ),
        "at_once": tr("Backward: the gradient of the loss flows back to all that was attended to; now at t = {t}."),
        "window": onward,
    }


def waiting_for(stage: str) -> str:
    """Return what keeps the first trace waiting, by the engine link's word for it."""
    words = {
        "starting": tr("Starting the engine…"),
        "loading": tr("Starting the engine: importing torch…"),
        "building": tr("Building the model and making its first trace…"),
        "refused": tr("No model is running: change the experiment, or choose another."),
        "gone": tr("The engine has stopped; the traces that came stay."),
    }
    return words[stage]


def _clip(history: History, update: int) -> str:
    """Return what clipping did in the last update before the shown pass."""
    row = history.row(update)
    if row is None or "gradient_norm" not in history:
        return tr("Clip: a gradient that is too long would be shortened here, before it moves the weights.")
    norm, coefficient = float(history["gradient_norm"][row]), float(history["clip_coefficient"][row])
    if coefficient == 1.0:
        return tr("Clip: the last batch's gradient norm was {norm}; nothing was clipped.").format(norm=number(norm))
    return tr("Clip: the last batch's gradient norm was {norm}; it was scaled by {coefficient}.").format(
        norm=number(norm), coefficient=number(coefficient)
    )
