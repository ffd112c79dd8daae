"""Making a view shows nothing: it is on the screen where the window puts it, and nowhere before."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.views import VIEWS
from rnnviz.views.base import Shared
from tests.flashes import Flashes


@pytest.mark.parametrize("key", list(VIEWS))
def test_no_part_of_it_flashes_up_as_a_window(qtbot: QtBot, qapp: QApplication, shared: Shared, key: str) -> None:
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    try:
        view = VIEWS[key](shared)
    finally:
        qapp.removeEventFilter(flashes)
    qtbot.addWidget(view.widget)
    assert flashes.seen == []
