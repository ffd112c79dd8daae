"""How a picture of a view shall be: its kind, size and theme, with a preview; the last choice is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from rnnviz.app.dress.dressed_dialog import DressedDialog
from rnnviz.app.export.formats import FORMATS
from rnnviz.app.export.names import asks_name
from rnnviz.app.export.sheet import Look
from rnnviz.app.settings_store import SettingsStore
from rnnviz.views.base import View
from rnnviz.views.palette import Palette, Theme
from rnnviz.views.words.language import tr

LEAST, MOST = (240, 120), (6000, 6000)
SIZES = {"slide": (1280, 720), "wide": (1200, 480), "column": (640, 420), "square": (800, 800)}
RATIOS = (1, 2, 3, 4)
PREVIEW = (360, 240)
PAUSE = 200
"""Milliseconds after the last change until the preview is drawn."""
Drawer = Callable[[View, str, Look], bytes]


class FigureDialog(DressedDialog):
    """Asks, and says with `chosen` what was asked for.

    Parameters
    ----------
    view : callable
        Returns the view, which is another one after the theme has changed.
    draw : callable
        Returns the bytes of a picture of a view.
    """

    chosen = Signal(object)
    """(View, Path, Look)."""

    def __init__(
        self, parent: QWidget, view: Callable[[], View], draw: Drawer, store: SettingsStore, palette: Palette
    ) -> None:
        super().__init__(parent, palette)
        self.setObjectName("figure_dialog")
        self._view = view
        self._draw = draw
        self._store = store
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.show_preview)
        self.dress(palette)
        self._timer.start(0)

    def fill(self, inside: QWidget) -> None:
        """Make the controls, and the preview beside them."""
        self.setWindowTitle(tr("Export picture: {view}").format(view=tr(self._view().title)))
        self._make_controls()
        self.preview = QLabel()
        self.preview.setObjectName("figure.preview")
        self.preview.setFixedSize(*PREVIEW)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setAccessibleName(tr("Preview"))
        self._lay_out(inside)
        for box in (self.kind, self.size_choice, self.ratio, self.theme):
            box.currentIndexChanged.connect(self._changed)
        for spin in (self.wide, self.high):
            spin.valueChanged.connect(self._typed)
        self.words.toggled.connect(self._changed)
        self._changed()

    def kept(self) -> dict[str, object]:
        """Return what is chosen, by the names of the controls."""
        boxes: dict[str, object] = {name: str(box.currentData()) for name, box in self._boxes().items()}
        return {**boxes, "width": self.wide.value(), "height": self.high.value(), "words": self.words.isChecked()}

    def restore(self, kept: object) -> None:
        """Choose it again."""
        assert isinstance(kept, dict)
        for name, box in self._boxes().items():
            box.setCurrentIndex(max(box.findData(kept[name]), 0))
        if kept["size"] == "own":
            self.wide.setValue(kept["width"])
            self.high.setValue(kept["height"])
        self.words.setChecked(kept["words"])

    def _boxes(self) -> dict[str, QComboBox]:
        return {"kind": self.kind, "size": self.size_choice, "ratio": self.ratio, "theme": self.theme}

    def _make_controls(self) -> None:
        store = self._store
        self.kind = _choice("kind", [(one, one.upper()) for one in FORMATS], store.text("export/kind", "png", FORMATS))
        names = {
            "slide": tr("Slide, 16 : 9"), "wide": tr("Wide"), "column": tr("Column of a paper"), "square": tr("Square"),
        }
        entries = [*names.items(), ("own", tr("Own size"))]
        self.size_choice = _choice("size", entries, store.text("export/size", "wide", (*SIZES, "own")))
        self.wide, self.high = QSpinBox(), QSpinBox()
        shown = SIZES.get(str(self.size_choice.currentData()), SIZES["wide"])
        for spin, name, least, most, value in zip(
            (self.wide, self.high), ("width", "height"), LEAST, MOST, shown, strict=True
        ):
            spin.setObjectName(f"figure.{name}")
            spin.setRange(least, most)
            spin.setSuffix(" px")
            spin.setValue(round(store.number(f"export/{name}", value)))
        ratios = [(str(ratio), f"{ratio} ×") for ratio in RATIOS]
        self.ratio = _choice("ratio", ratios, store.text("export/ratio", "2", tuple(map(str, RATIOS))))
        self.ratio.setToolTip(tr("Pixels of the picture for each pixel of the size: text and lines stay as large"))
        themes = [("light", tr("Light")), ("dark", tr("Dark"))]
        self.theme = _choice("theme", themes, store.text("export/theme", "light", ("light", "dark")))
        self.words = QCheckBox(tr("Title above, experiment and version below"))
        self.words.setObjectName("figure.words")
        self.words.setChecked(store.flag("export/words", True))

    def _lay_out(self, inside: QWidget) -> None:
        form = QFormLayout()
        form.addRow(tr("Format"), self.kind)
        form.addRow(tr("Size"), self.size_choice)
        pair = QHBoxLayout()
        for part in (self.wide, QLabel("×"), self.high):
            pair.addWidget(part)
        pair.addStretch(1)
        form.addRow("", pair)
        form.addRow(tr("Resolution"), self.ratio)
        form.addRow(tr("Theme"), self.theme)
        form.addRow("", self.words)
        buttons = QDialogButtonBox()
        save = buttons.addButton(tr("Save as…"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setObjectName("figure.save")
        save.setDefault(True)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._ask_name)
        buttons.rejected.connect(self.close)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(form)
        row.addWidget(self.preview)
        column = QVBoxLayout(inside)
        column.addLayout(row)
        column.addWidget(buttons)

    @property
    def look(self) -> Look:
        """What is chosen."""
        theme: Theme = "dark" if self.theme.currentData() == "dark" else "light"
        ratio = float(self.ratio.currentData()) if self.kind.currentData() == "png" else 1.0
        size = {"width": self.wide.value(), "height": self.high.value()}
        return Look(**size, theme=theme, ratio=ratio, worded=self.words.isChecked())

    def _changed(self, _: object = None) -> None:
        size = SIZES.get(str(self.size_choice.currentData()))
        if size is not None:
            for spin, value in zip((self.wide, self.high), size, strict=True):
                spin.blockSignals(True)
                spin.setValue(value)
                spin.blockSignals(False)
        self.ratio.setEnabled(self.kind.currentData() == "png")
        self._timer.start()

    def _typed(self, _: object = None) -> None:
        own = self.size_choice.findData("own")
        self.size_choice.blockSignals(True)
        self.size_choice.setCurrentIndex(own)
        self.size_choice.blockSignals(False)
        self._timer.start()

    def show_preview(self) -> None:
        """Draw the picture small."""
        found = QImage.fromData(self._draw(self._view(), "png", replace(self.look, ratio=1.0)))
        scaled = found.scaled(
            self.preview.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        self.preview.setPixmap(QPixmap.fromImage(scaled))

    def _ask_name(self) -> None:
        self._remember()
        kind = str(self.kind.currentData())
        asks_name(
            self, tr("Export picture"), [f"{kind.upper()} (*.{kind})"], self.save,
            folder=self._store.text("export/folder", ""), suffixes=(kind,), name=f"{self._view().key}.{kind}",
        )

    def save(self, path: str) -> None:
        """Have the picture written, and close."""
        self._remember()
        self._store.put("export/folder", str(Path(path).parent))
        self.chosen.emit((self._view(), Path(path), self.look))
        self.close()

    def _remember(self) -> None:
        for name, box in self._boxes().items():
            self._store.put(f"export/{name}", str(box.currentData()))
        self._store.put("export/width", float(self.wide.value()))
        self._store.put("export/height", float(self.high.value()))
        self._store.put("export/words", self.words.isChecked())


def _choice(name: str, entries: list[tuple[str, str]], key: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(f"figure.{name}")
    for data, words in entries:
        box.addItem(words, data)
    box.setCurrentIndex(max(box.findData(key), 0))
    return box
