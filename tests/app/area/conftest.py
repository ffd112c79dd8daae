from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.area.workspace import Workspace
from rnnviz.views.palette import LIGHT
from tests.app.area.counting_views import First, Second, Third


@pytest.fixture
def workspace(qtbot: QtBot) -> Iterator[Workspace]:
    made = Workspace({"first": First, "second": Second, "third": Third})
    made.make(LIGHT)
    home = QWidget()
    layout = QVBoxLayout(home)
    for view in made.views.values():
        view.widget.setMinimumSize(40, 20)
        layout.addWidget(view.widget)
    qtbot.addWidget(home)
    home.show()
    qtbot.waitExposed(home)
    yield made
    made.close()
