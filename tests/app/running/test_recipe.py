from __future__ import annotations

from rnnviz.app.running.recipe import as_it_is, differing, due, with_change
from rnnviz.catalogue import as_values, changed, from_values, load

RATE, BATCH = "training.learning_rate", "training.batch_size"


def test_a_change_is_kept_beside_the_value_the_run_began_with() -> None:
    recipe = load("hello-rnn")
    first = recipe.training.learning_rate
    recipe = with_change(recipe, 10, RATE, 0.5)
    recipe = with_change(recipe, 20, RATE, 0.25)
    recipe = with_change(recipe, 20, RATE, 0.125)
    recipe = with_change(recipe, 20, BATCH, 4)
    assert recipe.training.learning_rate == first
    assert [(c.update, c.field, c.value) for c in recipe.change] == [(10, RATE, 0.5), (20, RATE, 0.125), (20, BATCH, 4)]
    assert from_values(as_values(recipe)) == recipe, "it can be written down and read again"


def test_what_acts_depends_on_how_far_the_run_is() -> None:
    recipe = with_change(with_change(load("hello-rnn"), 10, RATE, 0.5), 20, RATE, 0.25)
    rates = [as_it_is(recipe, update).training.learning_rate for update in (9, 10, 19, 20, 99)]
    assert rates == [load("hello-rnn").training.learning_rate, 0.5, 0.5, 0.25, 0.25]
    assert [len(due(recipe, update)) for update in (9, 10, 20)] == [0, 1, 2]
    assert as_it_is(recipe, 99).change == ()


def test_before_the_first_update_a_change_is_a_value_to_begin_with() -> None:
    recipe = with_change(load("hello-rnn"), 0, RATE, 0.5)
    assert recipe.training.learning_rate == 0.5
    assert recipe.change == ()


def test_differences_are_named_by_field_and_kinds_stand_for_all() -> None:
    one = load("hello-rnn")
    assert differing(one, one) == set()
    assert differing(one, changed(one, {RATE: 0.5, BATCH: 4})) == {RATE, BATCH}
    assert differing(one, changed(one, {"cell.kind": "lstm", RATE: 0.5})) == {"cell.kind"}
