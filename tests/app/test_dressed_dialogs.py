"""Dialogs that are open when the theme or the language changes: other words and colours, the same choices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QApplication, QMainWindow
from safetensors.numpy import save_file

from rnnviz.app.dress import language
from rnnviz.app.dress.dressed_dialog import dress_dialogs
from rnnviz.app.export.dialog import FigureDialog
from rnnviz.app.export.sheet import Look
from rnnviz.app.opened.series_dialog import SeriesDialog
from rnnviz.app.opened.weights_dialog import WeightsDialog
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.surgery.symbol_chooser import SymbolChooser
from rnnviz.catalogue import load
from rnnviz.tasks.series_preview import preview
from rnnviz.views.loss import Loss
from rnnviz.views.palette import PALETTES
from rnnviz.views.words.language import tr
from rnnviz.weights import read


@pytest.fixture
def home(qapp: QApplication) -> Iterator[QMainWindow]:
    made = QMainWindow()
    yield made
    made.close()
    made.deleteLater()
    language.install(qapp, "en")


def turn(qapp: QApplication, home: QMainWindow) -> None:
    language.install(qapp, "ko")
    dress_dialogs(home, PALETTES["dark"])
    qapp.processEvents()


def test_weights(qapp: QApplication, home: QMainWindow, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    arrays = {}
    for prefix in ("one.", "two."):
        for name, shape in (("weight_ih_l0", (12, 3)), ("weight_hh_l0", (12, 3))):
            arrays[prefix + name] = rng.random(shape).astype(np.float32)
        arrays |= {f"{prefix}bias_{way}_l0": np.zeros(12, np.float32) for way in ("ih", "hh")}
    save_file(arrays, tmp_path / "a.safetensors")
    dialog = WeightsDialog(home, read(str(tmp_path / "a.safetensors")), load("hello-rnn"), PALETTES["light"])
    dialog.show()
    dialog.module.setCurrentIndex(1)
    dialog.task.setCurrentIndex(dialog.task.findData("series"))
    dialog.path.set_value("some.csv")
    english, count = dialog.windowTitle(), dialog.table.rowCount()
    turn(qapp, home)
    assert dialog.windowTitle() != english
    assert "a.safetensors" in dialog.windowTitle()
    assert (dialog.module.currentIndex(), dialog.task.currentData()) == (1, "series")
    assert dialog.path.value == "some.csv"
    assert dialog.table.rowCount() == count
    assert dialog.open_button.text() == tr("Open")
    assert dialog.colours is PALETTES["dark"]


def test_series(qapp: QApplication, home: QMainWindow, tmp_path: Path) -> None:
    file = tmp_path / "flow.csv"
    file.write_text("day,flow,level\n" + "".join(f"x{i},{i % 7},{i % 5}.5\n" for i in range(60)), "utf-8")
    dialog = SeriesDialog(home, preview(str(file)), PALETTES["light"])
    dialog.show()
    dialog.tick(1, False)
    english = dialog.verdict.text()
    turn(qapp, home)
    assert [column.name for column in dialog.ticked] == ["level"]
    assert dialog.verdict.text() != english
    item = dialog.table.item(1, 0)
    assert item is not None
    colours = {QColor(PALETTES["dark"].error).name(), QColor(PALETTES["dark"].muted).name()}
    assert item.foreground().color().name() in colours


def test_symbols(qapp: QApplication, home: QMainWindow) -> None:
    dialog = SymbolChooser("abc", lambda: tr("Read another symbol"), home, PALETTES["light"])
    dialog.show()
    dialog.field.setText("x")
    dialog.field.returnPressed.emit()
    english = dialog.windowTitle(), dialog.said.text()
    turn(qapp, home)
    assert dialog.field.text() == "x"
    assert dialog.said.isVisible()
    assert "x" in dialog.said.text()
    assert not {dialog.windowTitle(), dialog.said.text()} & set(english)
    with_one: list[object] = []
    dialog.chosen.connect(with_one.append)
    dialog.field.setText("b")
    dialog.field.returnPressed.emit()
    assert with_one == ["b"]


def test_figure(qapp: QApplication, home: QMainWindow, tmp_path: Path) -> None:
    drawn: list[object] = []

    class Here:
        key, title = Loss.key, Loss.title

    def draw(view: object, kind: str, look: Look) -> bytes:
        drawn.append(view)
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image = QImage(40, 30, QImage.Format.Format_RGB32)
        image.fill(0)
        QImageWriter(buffer, QByteArray(b"PNG")).write(image)
        return bytes(data.data())

    views = [Here(), Here()]
    dialog = FigureDialog(home, lambda: views[0], draw, SettingsStore(tmp_path), PALETTES["light"])  # type: ignore
    dialog.show()
    dialog.kind.setCurrentIndex(dialog.kind.findData("svg"))
    dialog.wide.setValue(512)
    dialog.words.setChecked(False)
    english, before = dialog.windowTitle(), dialog.look
    views.pop(0)  # the views are others after the theme has changed
    turn(qapp, home)
    assert dialog.windowTitle() != english
    assert dialog.look == before
    assert dialog.size_choice.currentData() == "own"
    dialog.show_preview()
    assert drawn[-1] is views[0]
    assert not dialog.preview.pixmap().isNull()
