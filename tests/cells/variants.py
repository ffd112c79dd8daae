"""Every cell of the table, in each form of its step."""

from __future__ import annotations

from typing import Any

import pytest

from rnnviz.cells import CELLS

FORMS: dict[str, list[dict[str, Any]]] = {
    "rnn": [{"activation": name} for name in ("tanh", "relu", "identity")],
}
"""Cells whose step has several forms, by their fields."""
VARIANTS = [(key, fields) for key in CELLS for fields in FORMS.get(key, [{}])]
IDS = [f"{key}-{'-'.join(fields.values())}".rstrip("-") for key, fields in VARIANTS]
each_variant = pytest.mark.parametrize(("key", "fields"), VARIANTS, ids=IDS)
