"""Weights of a person's file put into a model: the recurrent layers, a readout and an embedding where they fit."""

from __future__ import annotations

import json
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from rnnviz.directions import REVERSE, is_reverse
from rnnviz.engine.networks.stack import Stack
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.tasks import Task
from rnnviz.tasks.char_lm import CharLm
from rnnviz.weights import LAYER, Module, Remark, WeightsFile, arrays, choose, embedding, read, readouts, sha256

MOST_NAMED = 3
"""Keys that a remark lists."""


class Loaded(NamedTuple):
    """What came of a file: what is to be said of it, and its fingerprint ("" where there is no file)."""

    remarks: tuple[Remark, ...]
    sha256: str


FRESH = Loaded((), "")


class Origin(NamedTuple):
    """What a snapshot says of the file that its run began with: its fingerprint, and the symbols that it reads."""

    sha256: str
    symbols: tuple[str, ...]


def name_symbols(experiment: Experiment, task: Task, known: Origin | None = None) -> None:
    """Let a text be read in the symbols that the file of the weights names, if it names them.

    Parameters
    ----------
    experiment : Experiment
    task : Task
    known : Origin, optional
        What a snapshot says of the file, which then is not read.

    Raises
    ------
    BadInput
        The text has other symbols, or the file cannot be used.
    """
    if experiment.model.weights and isinstance(task, CharLm):
        symbols = read(experiment.model.weights).symbols() if known is None else known.symbols
        if symbols:
            task.read_as(symbols)


def origin(experiment: Experiment, task: Task, loaded: Loaded) -> Origin | None:
    """Return what a snapshot has to say of the file of weights; None where there is none."""
    if not experiment.model.weights:
        return None
    return Origin(loaded.sha256, task.symbols if isinstance(task, CharLm) else ())


def kept(experiment: Experiment, known: Origin) -> Loaded:
    """Return what is to be said where the weights are those of a snapshot, and their file is not what it was."""
    path = experiment.model.weights
    try:
        same = sha256(path) == known.sha256
    except BadInput:
        words = BadInput(
            "{file} cannot be read any more: the weights are those that were saved, and the fresh start that they had "
            "cannot be gone back to", file=path,
        )  # fmt: skip
    else:
        words = BadInput(
            "{file} has changed: the weights are those that were saved, and the fresh start that they had cannot be "
            "gone back to", file=path,
        )  # fmt: skip
        if same:
            return Loaded((), known.sha256)
    return Loaded((Remark(words, warning=True),), known.sha256)


def named_symbols(task: Task) -> dict[str, str] | None:
    """Return the metadata of a file of weights that `name_symbols` understands; None for a task without symbols."""
    return {"symbols": json.dumps(task.symbols)} if task.symbols else None


def load(model: Stack, experiment: Experiment, task: Task) -> Loaded:
    """Put the weights of ``model.weights`` into a model that was made for them; what the file lacks stays fresh.

    Raises
    ------
    BadInput
        The file cannot be used, or the model does not fit it.
    """
    if not experiment.model.weights:
        return FRESH
    file = read(experiment.model.weights)
    sizes = ("cell.kind", "cell.hidden_size", "model.layers", "model.bidirectional")
    module = choose(file, experiment.model.weights_prefix, {field: experiment.value(field) for field in sizes})
    _check_inputs(file, module, model, task)
    wanted: dict[str, nn.Parameter] = {}  # key of the file → parameter
    for level, keys in zip(model.levels, module.layers, strict=True):
        for scope, layer in zip(level.scopes, level.layers, strict=True):
            for name in LAYER:
                parameter, kind = layer.get_parameter(name + layer.suffix), name + REVERSE * is_reverse(scope)
                if kind in keys:
                    wanted[keys[kind]] = parameter
                else:
                    nn.init.zeros_(parameter)
    remarks = [*_of_biases(file, module), *_of_activation(file, experiment)]
    remarks += _embed(file, module, model, task, wanted)
    remarks += _read_out(file, model, task, wanted)
    values = arrays(file, wanted)
    with torch.no_grad():
        for key, parameter in wanted.items():
            parameter.copy_(torch.from_numpy(values[key]))
    digest = sha256(file.path)
    remarks += [*_of_non_finite(file, values, experiment.dtype), *_of_unused(file, wanted)]
    remarks += _of_another(file, experiment, digest)
    return Loaded(tuple(sorted(remarks, key=lambda each: not each.warning)), digest)


def _check_inputs(file: WeightsFile, module: Module, model: Stack, task: Task) -> None:
    """Refuse weights that read another number of inputs than the task gives."""
    needed, found, key = model.inputs.size, module.input_size, module.layers[0]["weight_ih"]
    if needed == found:
        return
    if task.symbols and model.inputs.kind == "one_hot":
        raise BadInput(
            "{file}: {key} reads {found} symbols, and the task has {needed}: take a text with the {found} symbols of "
            'the model, or name them in the file\'s metadata as "symbols", a JSON list in the model\'s order',
            file=file.path, key=key, found=found, needed=needed,
        )
    if model.inputs.kind == "real":
        raise BadInput(
            "{file}: {key} reads {found} numbers a step, and the task gives {needed}: take a series of {found} columns"
            ", or say in task.columns_used which are read",
            file=file.path, key=key, found=found, needed=needed,
        )
    raise BadInput(
        "{file}: {key} reads {found} numbers a step, and model.embedding_size is {needed}",
        file=file.path, key=key, found=found, needed=needed,
    )


def _embed(
    file: WeightsFile, module: Module, model: Stack, task: Task, wanted: dict[str, nn.Parameter]
) -> list[Remark]:
    """Want the file's embedding where the task has as many symbols; say what order they are taken in."""
    remarks = []
    if model.inputs.kind == "embedding":
        table = embedding(file, module)
        if table is not None and table.count == task.input_size:
            wanted[table.weight] = model.inputs.weight
        elif table is None:
            remarks.append(Remark(BadInput("{file} has no embedding: it is fresh", file=file.path)))
        else:
            remarks.append(Remark(BadInput(
                "{file} has an embedding of {found} symbols where the task has {needed}: the embedding is fresh",
                file=file.path, found=table.count, needed=task.input_size,
            ), warning=True))  # fmt: skip
    if task.symbols and not file.symbols():
        remarks.append(Remark(BadInput(
            "{file} does not name its symbols: they are taken in the order of their code points", file=file.path
        )))  # fmt: skip
    elif task.symbols and file.symbols() != task.symbols:
        remarks.append(Remark(BadInput(
            "{file} names other symbols than those of the task", file=file.path
        ), warning=True))  # fmt: skip
    return remarks


def _read_out(file: WeightsFile, model: Stack, task: Task, wanted: dict[str, nn.Parameter]) -> list[Remark]:
    """Want the file's readout where it has as many outputs as the task."""
    found = [each for each in readouts(file, model.readout.weight.shape[1]) if each.weight not in wanted]
    fitting = next((each for each in found if each.outputs == task.output_size), None)
    if fitting is None:
        if not found:
            words = BadInput(
                "{file} has no readout for {needed} outputs: the readout is fresh",
                file=file.path, needed=task.output_size,
            )
        else:
            words = BadInput(
                "{file}: {key} has {found} outputs where the task has {needed}: the readout is fresh",
                file=file.path, key=found[0].weight, found=found[0].outputs, needed=task.output_size,
            )
        return [Remark(words)]
    wanted[fitting.weight] = model.readout.weight
    if fitting.bias:
        wanted[fitting.bias] = model.readout.bias
    else:
        nn.init.zeros_(model.readout.bias)
    return []


def _of_biases(file: WeightsFile, module: Module) -> list[Remark]:
    if module.biases:
        return []
    return [Remark(BadInput("{file} has no biases: they start at zero", file=file.path))]


def _of_activation(file: WeightsFile, experiment: Experiment) -> list[Remark]:
    if experiment.cell.kind != "rnn":
        return []
    return [Remark(BadInput(
        "{file} does not say which activation its RNN has: cell.activation is {activation}",
        file=file.path, activation=experiment.value("cell.activation"),
    ))]  # fmt: skip


def _of_non_finite(file: WeightsFile, values: dict[str, np.ndarray], dtype: str) -> list[Remark]:
    with np.errstate(over="ignore"):  # float64 beyond float32 becomes infinite, here as in the model
        counts = {key: int((~np.isfinite(array.astype(dtype))).sum()) for key, array in values.items()}
    return [
        Remark(BadInput(
            "{file}: {key} has {count} values that are NaN or infinite" if count > 1 else
            "{file}: {key} has one value that is NaN or infinite", file=file.path, key=key, count=count,
        ), warning=True)
        for key, count in counts.items() if count
    ]  # fmt: skip


def _of_unused(file: WeightsFile, wanted: dict[str, nn.Parameter]) -> list[Remark]:
    left = [key for key in file.tensors if key not in wanted]
    if not left:
        return []
    keys = ", ".join(left[:MOST_NAMED]) + (", …" if len(left) > MOST_NAMED else "")
    return [Remark(BadInput("{file}: {count} tensors are not used: {keys}",
                            file=file.path, count=len(left), keys=keys))]  # fmt: skip


def _of_another(file: WeightsFile, experiment: Experiment, digest: str) -> list[Remark]:
    before = str(experiment.record.get("weights_sha256", ""))
    if before in ("", digest):
        return []
    return [Remark(BadInput(
        "{file} is not the file of the recorded run, so its weights will not come out again "
        "(SHA-256 {before}… then, {now}… now)",
        file=file.path, before=before[:12], now=digest[:12],
    ), warning=True)]  # fmt: skip
