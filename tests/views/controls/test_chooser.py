"""A list in a view's heading."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.views.controls.chooser import Chooser

POLICIES = [Chooser.SizeAdjustPolicy.AdjustToContents, Chooser.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon]


@pytest.mark.parametrize("policy", POLICIES, ids=["as wide as its words", "of a given width"])
def test_it_has_room_once_there_is_something_to_choose(qtbot: QtBot, policy: Chooser.SizeAdjustPolicy) -> None:
    host, chooser = QWidget(), Chooser("view.some.list", "What is drawn")
    qtbot.addWidget(host)
    chooser.setSizeAdjustPolicy(policy)
    chooser.setMinimumContentsLength(8)
    QHBoxLayout(host).addWidget(chooser)
    host.resize(400, 60)
    host.show()
    assert chooser.width() == 0
    chooser.set_entries([("accuracy", "accuracy"), ("bits", "bits")])
    qtbot.waitUntil(lambda: chooser.width() > 60)
