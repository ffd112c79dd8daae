"""The figures by update, growing while the model learns."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.history import History

batches = st.lists(
    st.dictionaries(st.sampled_from(["update", "loss", "accuracy"]), st.floats(allow_nan=False), min_size=1), max_size=8
)


@given(batches, st.integers(1, 700))
def test_columns_hold_what_was_appended_and_nan_elsewhere(rows: list[dict[str, float]], repeat: int) -> None:
    history = History()
    for row in rows:
        history.extend({name: [value] * repeat for name, value in row.items()})
    assert len(history) == len(rows) * repeat
    for name in history.names:
        expected = np.repeat([row.get(name, np.nan) for row in rows], repeat)
        np.testing.assert_array_equal(history[name], expected)


def test_names_are_in_order_of_appearance_and_versions_count_up() -> None:
    history = History()
    history.extend({"update": [1.0], "loss": [0.5]})
    first = history.version
    history.extend({"update": [2.0], "loss": [0.4], "accuracy": [1.0]})
    assert history.names == ("update", "loss", "accuracy")
    assert history.version > first
    assert "accuracy" in history
    assert "perplexity" not in history


def test_nothing_new_changes_nothing() -> None:
    history = History()
    history.extend({})
    history.extend({"update": []})
    assert (len(history), history.version) == (0, 0)


def test_a_column_cannot_be_written_to_and_stays_as_it_was() -> None:
    history = History()
    history.extend({"loss": [1.0, 2.0]})
    column = history["loss"]
    with pytest.raises(ValueError, match="read-only"):
        column[0] = 3
    history.extend({"loss": np.full(5000, 9.0)})
    assert column.tolist() == [1.0, 2.0]


def test_a_restart_forgets_the_rows_after_its_snapshot() -> None:
    history = History()
    history.extend({"update": np.arange(1.0, 11.0), "loss": np.arange(10.0)})
    before = history.version
    history.truncate(4)
    assert history["update"].tolist() == [1, 2, 3, 4]
    assert history.version > before
    history.extend({"update": [5.0]})
    assert np.isnan(history["loss"][4])
    history.truncate(0)
    assert len(history) == 0


def test_a_branch_has_a_history_of_its_own_up_to_where_it_leaves() -> None:
    history = History()
    history.extend({"update": [1.0, 2.0, 3.0], "loss": [3.0, 2.0, 1.0]})
    branch = history.until(2)
    branch.extend({"update": [3.0], "loss": [9.0]})
    assert branch["loss"].tolist() == [3.0, 2.0, 9.0]
    assert history["loss"].tolist() == [3.0, 2.0, 1.0]
    assert len(history.until(0)) == len(History().until(5)) == 0


def test_the_row_of_an_update_is_found_or_the_last_before_it() -> None:
    history = History()
    assert history.row(4) is None
    history.extend({"update": [2.0, 3.0, 5.0], "loss": [1.0, 1.0, 1.0]})
    assert [history.row(update) for update in (1, 2, 4, 5, 9)] == [None, 0, 1, 2, 2]
