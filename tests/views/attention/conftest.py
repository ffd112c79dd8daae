"""An attention dock on a screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rnnviz.views.attention.dock import Attention

Stand = Callable[[type[Attention]], Attention]


@pytest.fixture
def dock(stand: Stand) -> Attention:
    view = stand(Attention)
    view.widget.resize(320, 260)
    return view
