from __future__ import annotations

import pytest

from rnnviz.views.clipping.dock import Clipping
from tests.views.clipping.columns import Stand


@pytest.fixture
def dock(stand: Stand) -> Clipping:
    view = stand(Clipping)
    view.widget.resize(320, 260)
    return view
