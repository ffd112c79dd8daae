"""Why a field does not act in an experiment: its kind of model has no use for it, or a file of weights decides it."""

from __future__ import annotations

from collections.abc import Callable

from rnnviz.experiment import Experiment
from rnnviz.views.words.language import tr
from rnnviz.weights import DECIDED

STARTS = ("cell.recurrent_init", "cell.recurrent_gain", "cell.forget_bias")
"""Fields of how weights start, which those of a file do not need."""


def why_inactive(path: str, experiment: Experiment) -> str:
    """Return why a field does not act; "" where it does, as far as the kind of model and the weights have a say."""
    if reason := _of_weights(path, experiment):
        return reason
    of_kind = OF_KIND.get(experiment.model.kind)
    return "" if of_kind is None else of_kind(path, experiment)


def _of_weights(path: str, experiment: Experiment) -> str:
    """Return why a field does not act where weights come from a file, or where they do not."""
    if experiment.model.weights and path in (*DECIDED, *STARTS):
        return tr("The file of the weights decides this: clear “{field}” to choose it.").format(field=tr("weights"))
    if not experiment.model.weights and path == "model.weights_prefix":
        return tr("Acts only with a file of weights.")
    return ""


def _of_transformer(path: str, experiment: Experiment) -> str:
    if path.startswith("cell.") and path != "cell.hidden_size":
        return tr("A transformer's blocks have no cell; of it only the hidden size acts, as their width.")
    if path == "training.truncate":
        return tr("A transformer carries no state from step to step, so there is nothing to cut.")
    return ""


def _of_window(path: str, experiment: Experiment) -> str:
    if path == "model.layers":
        return tr("A window has hidden layers of its own: choose their number below.")
    if path == "cell.hidden_size":
        return "" if experiment.model.hidden_layers else tr("Without a hidden layer there are no hidden units.")
    if path == "model.nonlinearity":
        return "" if experiment.model.hidden_layers else tr("Without a hidden layer nothing is squashed.")
    if path.startswith("cell."):
        return tr("A window has no cell; of it only the hidden size acts, as the units of each hidden layer.")
    if path == "training.truncate":
        return tr("A window's gradient reaches its own steps and no further, so there is nothing to cut.")
    return ""


def _of_pair(path: str, experiment: Experiment) -> str:
    if path == "training.truncate":
        return tr("Gradients run through the whole pass of an encoder and decoder.")
    return ""


OF_KIND: dict[str, Callable[[str, Experiment], str]] = {
    "transformer": _of_transformer, "window": _of_window, "encoder_decoder": _of_pair,
}
"""Kinds of models that leave fields without a use."""
