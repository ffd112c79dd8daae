"""The recipe of a run, the values it began with and what was changed live since; and the values that act now."""

from __future__ import annotations

from rnnviz.catalogue import changed, fields
from rnnviz.experiment import Change, Experiment
from rnnviz.weight_change import is_weight

Value = bool | int | float | str


def as_it_is(recipe: Experiment, update: int) -> Experiment:
    """Return the experiment with the values that act after so many updates, and an empty list of changes.

    Weights that were changed are no values of an experiment: they stand in the list alone.
    """
    values = {change.field: change.value for change in due(recipe, update) if not is_weight(change.field)}
    plain = recipe.model_copy(update={"change": ()})
    return changed(plain, values) if values else plain


def due(recipe: Experiment, update: int) -> list[Change]:
    """Return the changes that have been made after so many updates, oldest first."""
    return sorted((change for change in recipe.change if change.update <= update), key=lambda change: change.update)


def with_change(recipe: Experiment, update: int, field: str, value: Value) -> Experiment:
    """Return the recipe with a live change after ``update`` updates; the last of one update and field counts."""
    if update == 0 and not is_weight(field):
        return changed(recipe, {field: value})
    kept = tuple(change for change in recipe.change if (change.update, change.field) != (update, field))
    note = Change(update=update, field=field, value=value)
    return recipe.model_copy(update={"change": (*kept, note)})


def without_changes(recipe: Experiment, update: int, reached: int) -> Experiment:
    """Return the recipe without what was changed behind an update, up to one that was reached."""
    kept = tuple(change for change in recipe.change if not update < change.update <= reached)
    return recipe.model_copy(update={"change": kept})


def differing(one: Experiment, other: Experiment) -> set[str]:
    """Return the fields whose values differ; the kinds alone where tasks or cells are of different kinds."""
    kinds = {path for path in ("task.kind", "cell.kind") if one.value(path) != other.value(path)}
    return kinds or {info.path for info in fields(one) if one.value(info.path) != other.value(info.path)}
