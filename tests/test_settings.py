"""What the form, the file and the command line need to know of a field."""

from __future__ import annotations

from typing import Literal

import pytest

from rnnviz.cells import CELLS
from rnnviz.experiment import Experiment
from rnnviz.settings import FieldInfo, Section, describe, setting
from rnnviz.tasks import TASKS

ALL: list[FieldInfo] = [
    *describe(Experiment),
    *[info for key, cell in CELLS.items() for info in describe(cell.Fields, f"cell({key}).")],
    *[info for key, task in TASKS.items() for info in describe(task.Fields, f"task({key}).")],
]


class Inner(Section):
    depth: int = setting(2, low=1, high=9, label="depth", help="How deep.", live=True)


class Outer(Section):
    mode: Literal["a", "b"] = setting("a", label="mode", help="Which.")
    plain: str = "not a field of the form"
    rate: float = setting(0.5, low=0.0, high=1.0, scale="log", unit="1/s", symbol="η", label="rate", help="How fast.")
    on: bool = setting(True, label="on", help="Whether.")
    path: str = setting("", label="file", help="Where.", kind="file", when=("mode", ("b",)))
    inner: Inner = Inner()


def test_every_setting_is_described_in_order_and_sections_within() -> None:
    assert [(info.path, info.kind) for info in describe(Outer)] == [
        ("mode", "choice"), ("rate", "float"), ("on", "bool"), ("path", "file"), ("inner.depth", "int"),
    ]  # fmt: skip


def test_a_description_holds_what_was_declared() -> None:
    rate = next(info for info in describe(Outer, "outer.") if info.path == "outer.rate")
    assert (rate.low, rate.high, rate.scale, rate.unit, rate.symbol) == (0.0, 1.0, "log", "1/s", "η")
    assert (rate.label, rate.help, rate.default, rate.live) == ("rate", "How fast.", 0.5, False)
    mode = next(describe(Outer))
    assert mode.choices == ("a", "b")
    assert next(info for info in describe(Inner)).live


@pytest.mark.parametrize("info", ALL, ids=lambda info: info.path)
def test_every_field_can_be_shown_and_checked(info: FieldInfo) -> None:
    assert info.label
    assert info.help.endswith(".")
    if info.kind in {"int", "float"}:
        assert info.low is not None
        assert info.high is not None
        assert info.low <= info.default <= info.high
        assert info.low > 0 or info.scale == "linear" or info.low == 0
    if info.kind == "choice" and not info.path.endswith(".kind"):
        assert info.default in info.choices
        assert len(info.choices) > 1


@pytest.mark.parametrize("info", [info for info in ALL if info.when], ids=lambda info: info.path)
def test_a_condition_names_a_sibling_and_values_that_it_can_have(info: FieldInfo) -> None:
    assert info.when is not None
    name, allowed = info.when
    sibling = next(other for other in ALL if other.path == f"{info.path.rpartition('.')[0]}.{name}")
    assert set(allowed) <= set(sibling.choices)
