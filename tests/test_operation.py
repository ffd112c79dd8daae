"""Operations are frozen, checked, and survive being written down."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from rnnviz.operation import Operation


def test_an_operation_survives_json() -> None:
    made = Operation(kind="clamp", target="layer0.forget_gate", index=(3,), first=2, last=9, value=1.0)
    assert Operation.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize(
    "values", [{"kind": "explode"}, {"kind": "cut", "first": -1}, {"kind": "scale", "value": float("nan")}]
)
def test_what_makes_no_sense_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Operation.model_validate(values)
