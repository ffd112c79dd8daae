"""An experiment put together from plain values: picks the sections of its task and cell, and checks the whole."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from rnnviz.cell_info import CellInfo
from rnnviz.cells import CELLS, Cell
from rnnviz.cells.block import block_of
from rnnviz.cells.looking import looking
from rnnviz.cells.window import WINDOW, units
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment, ModelFields
from rnnviz.models import MODELS
from rnnviz.settings import FieldInfo, describe
from rnnviz.tasks import TASKS
from rnnviz.toml_file import Values, check_plain
from rnnviz.validation import build, paths, unknown
from rnnviz.weight_change import entry, is_weight
from rnnviz.weights import DECIDED, taken

_WEIGHTS = ("model.weights", "model.weights_prefix")
OF_STACKS = ("bidirectional", "residual")
"""What only a stack of recurrent layers may have."""


def from_values(values: Mapping[str, Any], given: Mapping[str, Any] | None = None) -> Experiment:
    """Return a checked experiment from nested plain values and dotted ``given`` ones that overrule them.

    A ``kind`` that is changed by ``given`` drops those of the other values that the new kind lacks. Where
    weights are named, their file decides the sizes.

    Raises
    ------
    BadInput
        Names the field, the rule and the value.
    """
    given = dict(given or {})
    return _assembled(values, {**_sizes_taken(values, given), **given})


def as_written(values: Mapping[str, Any]) -> Experiment:
    """Return the checked experiment of values with every size spelled out; no file of weights is looked into.

    Raises
    ------
    BadInput
        Names the field, the rule and the value.
    """
    return _assembled(values, {})


def _assembled(values: Mapping[str, Any], given: Mapping[str, Any]) -> Experiment:
    """Return the experiment of values that say every size themselves."""
    merged: Values = copy.deepcopy(dict(values))
    for section, table in (("cell", CELLS), ("task", TASKS)):
        old = merged.get(section)
        if f"{section}.kind" in given and isinstance(old, dict):
            new = _class(section, given[f"{section}.kind"], table).Fields.model_fields
            merged[section] = {name: value for name, value in old.items() if name in new and name != "kind"}
    for path, value in given.items():
        _put(merged, path, value)
    check_plain(merged)
    task_class = _class("task", _kind(merged, "task"), TASKS)
    cell_class = _class("cell", _kind(merged, "cell"), CELLS)
    known = [*paths(task_class.Fields, "task"), *paths(cell_class.Fields, "cell"), *paths(Experiment)]
    for path in given:
        if path == "task.shape" and path not in known:
            raise BadInput(
                'task.shape can be chosen for the task "hello" alone: "{task}" is {shape} by itself',
                task=task_class.key, shape=task_class.shape,
            )
        if path not in known:
            raise unknown(path, known)
    task = build(task_class.Fields, merged["task"], "task")
    cell = build(cell_class.Fields, merged["cell"], "cell")
    _fit_model(merged, given, task_class)
    experiment = build(Experiment, {**merged, "task": task, "cell": cell})
    _check_model(experiment, task_class)
    _check_changes(experiment)
    return experiment


def changed(experiment: Experiment, given: Mapping[str, Any]) -> Experiment:
    """Return the experiment with other values of some dotted fields."""
    values = as_values(experiment)
    if any(path in given for path in (*DECIDED, *_WEIGHTS, "task.kind")):
        return from_values(values, given)
    return _assembled(values, given)  # the file of its weights, if it has one, is not needed for this


def as_values(experiment: Experiment) -> Values:
    """Return the nested plain values, every default spelled out."""
    values = experiment.model_dump(mode="json")
    values["task"] = experiment.task.model_dump(mode="json")
    values["cell"] = experiment.cell.model_dump(mode="json")
    return values


def fields(experiment: Experiment) -> list[FieldInfo]:
    """Return the fields of this experiment, those of its task and cell included."""
    top = list(describe(Experiment))
    inner = [
        *describe(type(experiment.task), "task."),
        *describe(type(experiment.cell), "cell."),
    ]
    return [info for info in top if not info.path.startswith(("task.", "cell."))] + inner


def cell_of(experiment: Experiment) -> Cell:
    """Return the cell with the experiment's values."""
    return CELLS[experiment.cell.kind](experiment.cell)


def infos_of(experiment: Experiment) -> dict[str, CellInfo]:
    """Return what a trace's scopes may be, by key: the cell, as a decoder has it, a block, a window and its layers."""
    cell, model = cell_of(experiment).describe(), experiment.model
    known = (cell, looking(cell, model), block_of(model), WINDOW, units(model.nonlinearity))
    return {each.key: each for each in known}


def has_cell(experiment: Experiment) -> bool:
    """Tell whether the cell's equations act."""
    return MODELS[experiment.model.kind].has_cell


def models_of(task: Any) -> tuple[str, ...]:
    """Return the kinds of model that can learn a task, the first one by default."""
    return tuple(key for key, spec in MODELS.items() if spec.learns == task.model)


def _kind(values: Values, section: str) -> Any:
    table = values.get(section)
    if table is None:
        raise BadInput("{field} is missing: an experiment needs a [{section}]", field=section, section=section)
    if not isinstance(table, dict):
        raise BadInput("{field} must be {wanted}, got {value}", field=section, wanted="a table of fields", value=table)
    if "kind" not in table:
        raise BadInput("{field} is missing", field=f"{section}.kind")
    return table["kind"]


def _class(section: str, kind: Any, table: Mapping[str, Any]) -> Any:
    if not isinstance(kind, str) or kind not in table:
        raise BadInput(
            "{field} must be one of {choices}, got {value}",
            field=f"{section}.kind", choices=", ".join(table), value=kind,
        )
    return table[kind]


def _put(values: Values, path: str, value: Any) -> None:
    *sections, name = path.split(".")
    here = values
    for section in sections:
        inner = here.setdefault(section, {})
        if not isinstance(inner, dict):
            raise BadInput("unknown field {field}: {section} is not a table of fields", field=path, section=section)
        here = inner
    here[name] = value


def _fit_model(merged: Values, given: Mapping[str, Any], task: Any) -> None:
    """Choose what was left open: how this task's inputs enter, and the kind of model it needs.

    Where another task was given, the model's kind and input were chosen for the task before.
    """
    model = merged.setdefault("model", {})
    if not isinstance(model, dict):
        return
    other_task = "task.kind" in given
    for name, fitting in (("input", task.inputs), ("kind", models_of(task))):
        if f"model.{name}" in given:
            continue
        if name not in model or (other_task and model[name] not in fitting):
            model[name] = fitting[0]
    if other_task and model["kind"] != "encoder_decoder" and "model.attention" not in given:
        model["attention"] = "none"
    if model["kind"] != "stack":
        model.update((name, False) for name in OF_STACKS if name in model and f"model.{name}" not in given)


def _check_model(experiment: Experiment, task: Any) -> None:
    model = experiment.model
    if model.kind not in models_of(task):
        raise BadInput(
            'model.kind must be "{needed}" for the task "{task}", got "{value}"',
            needed='" or "'.join(models_of(task)), task=task.key, value=model.kind,
        )
    if model.input not in task.inputs:
        raise BadInput(
            'model.input must be one of {choices} for the task "{task}", got "{value}"',
            choices=", ".join(task.inputs), task=task.key, value=model.input,
        )
    if model.kind != "encoder_decoder" and model.attention != "none":
        raise BadInput('model.attention needs model.kind = "encoder_decoder", got "{value}"', value=model.attention)
    shape = experiment.task.model_dump().get("shape", "")
    if experiment.training.loss_on == "last" and shape in ("one_to_many", "many_to_many_delayed"):
        raise BadInput(
            'task.shape = "{shape}" needs training.loss_on = "all": the last loss alone would make it many_to_one',
            shape=shape,
        )
    for name in OF_STACKS:
        if model.kind != "stack" and getattr(model, name):
            raise BadInput('{field} needs model.kind = "stack", got "{value}"', field=f"model.{name}", value=model.kind)
    MODELS[model.kind].check(experiment)


def _check_changes(experiment: Experiment) -> None:
    """Refuse a change of what cannot change while the model learns, or to a value that breaks the field's rule."""
    for each in experiment.change:
        if is_weight(each.field):
            entry(each.field, each.value)
    fields_changed = [each for each in experiment.change if not is_weight(each.field)]
    if not fields_changed:
        return
    live = [info.path for info in fields(experiment) if info.live]
    before = as_values(experiment.model_copy(update={"change": ()}))
    for field, _, value in dict.fromkeys((each.field, type(each.value), each.value) for each in fields_changed):
        if field not in live:
            raise BadInput(
                "change.field {field} cannot be changed live: it must be one of {choices}",
                field=field, choices=", ".join(live),
            )
        _assembled(before, {field: value})


def _sizes_taken(values: Mapping[str, Any], given: Mapping[str, Any]) -> Values:
    """Return the fields that the weights' file decides, dotted; none where there are no weights.

    What was given beside the weights must agree with them; what was there before they were is overruled.
    """
    path, name = (given.get(field, _value(values, field)) for field in _WEIGHTS)
    kind = given.get("task.kind", _value(values, "task.kind"))
    if not isinstance(path, str) or not path or not isinstance(kind, str) or kind not in TASKS:
        return {}
    check_plain({"model": {"weights": path}})
    if TASKS[kind].model != "stack":
        raise BadInput(
            'model.weights needs a task for a stack of layers, and "{task}" has an encoder and a decoder: '
            "choose another task, or clear model.weights",
            task=kind,
        )
    explicit = {field: given[field] for field in DECIDED if field in given}
    if not any(field in given for field in _WEIGHTS):
        written = {field: _value(values, field) for field in DECIDED if _value(values, field) is not None}
        if "task.kind" in given:
            written.pop("model.input", None)
        if written.get("model.input", "embedding") != "embedding":
            written.pop("model.embedding_size", None)
        explicit = {**written, **explicit}
    found = taken(path, name if isinstance(name, str) else "", explicit, TASKS[kind].inputs)
    for section, fields_of in (("cell", CELLS[found["cell.kind"]].Fields), ("model", ModelFields)):
        inside = {field.partition(".")[2]: value for field, value in found.items() if field.startswith(f"{section}.")}
        try:
            build(fields_of, inside, section)
        except BadInput as problem:  # beyond what a field may be
            raise problem.within(path) from None
    return {field: value for field, value in found.items() if _value(values, field) != value}


def _value(values: Mapping[str, Any], field: str) -> Any:
    """Return the value of a dotted field of one section, or None."""
    section, _, name = field.partition(".")
    table = values.get(section)
    return table.get(name) if isinstance(table, Mapping) else None
