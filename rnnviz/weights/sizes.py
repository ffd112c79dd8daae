"""What a file of weights decides of an experiment: cell, sizes, layers, and how the inputs enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rnnviz.errors import BadInput
from rnnviz.weights.extras import embedding
from rnnviz.weights.file import WeightsFile, read
from rnnviz.weights.layout import Module, modules, refusal

DECIDED = (
    "cell.kind", "cell.hidden_size", "model.layers", "model.bidirectional", "model.input", "model.embedding_size",
)
"""The fields that a file decides."""


def taken(path: str, name: str, explicit: Mapping[str, object], inputs: Sequence[str]) -> dict[str, Any]:
    """Return the fields that a file decides, dotted, with its values.

    Parameters
    ----------
    path, name : str
        ``model.weights`` and ``model.weights_prefix``.
    explicit : mapping of str to object
        Those of `DECIDED` that a person gave.
    inputs : sequence of str
        How inputs may enter the task's model.

    Raises
    ------
    BadInput
        The file cannot be used, has several modules to choose from, or contradicts what was given.
    """
    file = read(path)
    module = choose(file, name, explicit)
    found: dict[str, Any] = _decided(module)
    if "embedding" in inputs:
        entered = explicit.get("model.input")
        if entered == "embedding" or (entered is None and embedding(file, module) is not None):
            found |= {"model.input": "embedding", "model.embedding_size": module.input_size}
        elif entered is None and "one_hot" in inputs:
            found["model.input"] = "one_hot"
    for field, value in found.items():
        if explicit.get(field, value) != value:
            raise _contradiction(file, field, explicit[field], value)
    return found


def choose(file: WeightsFile, name: str, explicit: Mapping[str, object]) -> Module:
    """Return the module of a name; for "" the only one that can be used and that fits what was given.

    Raises
    ------
    BadInput
        There is none, or there are several.
    """
    found = modules(file)
    if not found:
        keys = ", ".join(list(file.tensors)[:4]) + (", …" if len(file.tensors) > 4 else "")
        raise BadInput(
            "{file} has no weights of torch.nn.RNN, GRU or LSTM: "
            "no key ends in weight_hh_l0 or weight_hh; it has {keys}",
            file=file.path, keys=keys or "nothing",
        )
    if name:
        return _named(file, name, found)
    usable = [module for module in found if not module.troubles]
    if not usable:
        raise refusal(file, found[0])
    fitting = [module for module in usable if not _clash(module, explicit)]
    if not fitting:
        field = _clash(usable[0], explicit)
        raise _contradiction(file, field, explicit[field], _decided(usable[0])[field])
    if len(fitting) > 1:
        raise BadInput(
            "{file} has several recurrent modules: choose one of {choices} as model.weights_prefix",
            file=file.path, choices=", ".join(module.name for module in fitting),
        )
    return fitting[0]


def _named(file: WeightsFile, name: str, found: Sequence[Module]) -> Module:
    for module in found:
        if module.name == (name.rstrip(".") or "."):
            if module.troubles:
                raise refusal(file, module)
            return module
    raise BadInput(
        "model.weights_prefix must be one of {choices} for {file}, got {value}",
        file=file.path, choices=", ".join(module.name for module in found), value=name,
    )


def _decided(module: Module) -> dict[str, object]:
    return {
        "cell.kind": module.cell, "cell.hidden_size": module.hidden_size, "model.layers": len(module.layers),
        "model.bidirectional": module.bidirectional,
    }


def _clash(module: Module, explicit: Mapping[str, object]) -> str:
    """Return the first field in which a module is not what was given; "" for none."""
    decided = _decided(module)
    return next((field for field, value in decided.items() if explicit.get(field, value) != value), "")


def _contradiction(file: WeightsFile, field: str, given: object, found: object) -> BadInput:
    return BadInput(
        "{field} is {given}, but the weights in {file} have {found}: leave {field} out, or clear model.weights",
        field=field, given=given, file=file.path, found=found,
    )
