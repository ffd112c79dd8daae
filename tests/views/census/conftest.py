from __future__ import annotations

import pytest

from rnnviz.views.census.dock import Census
from tests.views.census.counting import Stand


@pytest.fixture
def dock(stand: Stand) -> Census:
    view = stand(Census)
    view.widget.resize(320, 420)
    return view
