"""The table of checks, and the sentence under it."""

from __future__ import annotations

from rnnviz.link.checks import Check, sentence, table


def test_the_table_has_failing_rows_first_and_ends_with_a_sentence() -> None:
    values = {"array": "h"}
    good = Check(key="a", title="{array}: fine", values=values, routes=("x", "y"), residual=1e-8, tolerance=1e-6)
    wrong = Check(key="b", title="wrong", routes=("x", "y"), residual=2e-6, tolerance=1e-6)
    none = Check(key="c", title="none", compared=False, note="not in this model")
    lines = table([none, good, wrong])
    assert [line.split()[0] for line in lines] == ["check", "b", "a", "c"]
    assert lines[1].endswith("DIFFERS")
    assert lines[3].endswith("not compared: not in this model")
    assert sentence([none, good, wrong]) == "1 of 2 differ; largest residual/tolerance 2 (b)"
    assert sentence([none, good]) == "1 of 1 agree; largest residual/tolerance 0.01 (a)"
    assert sentence([none]) == "nothing could be compared"
