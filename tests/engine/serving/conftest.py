"""A server that is turned by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from tests.engine.serving.desk import Desk, Wire


@pytest.fixture(scope="module")
def wire() -> Wire:
    return Wire()


@pytest.fixture
def desk(wire: Wire) -> Iterator[Desk]:
    before = torch.get_num_threads()
    yield Desk(wire)
    torch.set_num_threads(before)
