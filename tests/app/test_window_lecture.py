"""Lecture mode of the windows beside the main one: larger, without controls, and back as they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from rnnviz.app.beside import Beside
from rnnviz.app.compare.window import CompareWindow
from rnnviz.app.comparisons.window import ComparisonsWindow
from rnnviz.app.dress.appearance import Appearance
from rnnviz.app.lecture import LARGER
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.worked.window import WorkedWindow
from rnnviz.catalogue import load
from rnnviz.views.palette import PALETTES
from tests.app.fake_engine import FakeEngine

Kind = WorkedWindow | ComparisonsWindow | CompareWindow


class Keeper(Beside[WorkedWindow]):
    """Keeps one window."""

    def __init__(self, appearance: Appearance, store: SettingsStore) -> None:
        super().__init__(appearance)
        self.store = store

    def make(self) -> WorkedWindow:
        return WorkedWindow(PALETTES["light"], self.store)


def made(kind: type[Kind], store: SettingsStore) -> Kind:
    if issubclass(kind, CompareWindow):
        return kind(load("hello-rnn"), PALETTES["light"], (FakeEngine(), FakeEngine()), store)
    return kind(PALETTES["light"], store)


@pytest.fixture
def appearance(qapp: QApplication, tmp_path: Path) -> Iterator[Appearance]:
    font = qapp.font()
    made = Appearance(qapp, SettingsStore(tmp_path))
    yield made
    qapp.setFont(font)


def controls(window: Kind) -> list[bool]:
    """Return whether what acts is seen."""
    if isinstance(window, WorkedWindow):
        parts: list[QWidget] = [window.inputs, window.menuBar(), window.bar.decimals]
    elif isinstance(window, ComparisonsWindow):
        parts = [window.listing, window.controls, window.foot]
    else:
        assert isinstance(window, CompareWindow)
        parts = [window.page.head.control, window.page.head.fields, *window.page.foot._buttons]
    return [part.isVisible() for part in parts]


@pytest.mark.parametrize("kind", [WorkedWindow, ComparisonsWindow, CompareWindow], ids=lambda kind: kind.__name__)
def test_f11_makes_it_larger_without_controls_and_escape_brings_them_back(
    qapp: QApplication, tmp_path: Path, kind: type[Kind]
) -> None:
    window = made(kind, SettingsStore(tmp_path))
    window.show()
    qapp.processEvents()
    assert all(controls(window))
    QTest.keyClick(window, Qt.Key.Key_F11)
    qapp.processEvents()
    assert not any(controls(window))
    assert window.lecture.action.isChecked()
    window.dress(PALETTES["dark"], LARGER)  # made anew in the midst of it
    qapp.processEvents()
    assert not any(controls(window))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    window.dress(PALETTES["light"], 1.0)
    qapp.processEvents()
    assert not window.lecture.on
    assert all(controls(window))
    window.close()
    del window
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_type_is_larger_as_long_as_the_lecture_lasts(
    qapp: QApplication, appearance: Appearance, tmp_path: Path
) -> None:
    keeper = Keeper(appearance, SettingsStore(tmp_path))
    keeper.open()
    window = keeper.window
    assert window is not None
    qapp.processEvents()
    before = window.font().pointSizeF()
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert appearance.scale == LARGER
    assert window.font().pointSizeF() == pytest.approx(LARGER * before, rel=0.05)
    keeper.close()
    assert keeper.window is None
    assert appearance.scale == 1.0, "one that is closed lectures no more"
    del window
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_two_lectures_end_one_after_the_other(qapp: QApplication, appearance: Appearance) -> None:
    one, other = object(), object()
    appearance.enlarge(one, 1.6)
    appearance.enlarge(other, 1.6)
    appearance.enlarge(one, 1.0)
    assert appearance.scale == 1.6
    appearance.enlarge(other, 1.0)
    assert appearance.scale == 1.0
