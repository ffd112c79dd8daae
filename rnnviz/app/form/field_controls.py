"""Which control a field has: by its kind, a number, a choice, a switch, a text or a file."""

from __future__ import annotations

import secrets
from typing import Any

from PySide6.QtWidgets import QCheckBox, QToolButton, QWidget

from rnnviz.app.dress.icons import icon
from rnnviz.app.form.choice_edit import ListEdit
from rnnviz.app.form.control import Control
from rnnviz.app.form.log_slider import NumberEdit
from rnnviz.app.form.text_edit import FileEdit, TextEdit
from rnnviz.settings import FieldInfo
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr

_SEEDS = 1_000_000
"""A fresh seed is below this, short enough to be read out."""


class SwitchEdit(Control):
    """On or off."""

    def __init__(self, value: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setChecked(value)
        self.row.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.clicked.connect(self._switch)

    def set_value(self, value: bool) -> None:
        """Show on or off; nothing is emitted."""
        self.box.setChecked(value)

    def set_name(self, name: str) -> None:
        """Name the box for screen readers."""
        self.box.setAccessibleName(name)

    def _switch(self, on: bool) -> None:
        self.settled.emit(on)


class SeedEdit(NumberEdit):
    """A seed: no slider, but a button that draws another."""

    def __init__(self, info: FieldInfo, value: int, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(info, value, parent)
        self.button = QToolButton()
        self.wear(palette)
        self.button.setToolTip(tr("Draw another seed"))
        self.button.setAccessibleName(tr("Draw another seed"))
        self.button.clicked.connect(self._draw_lots)
        self.row.addWidget(self.button)

    def wear(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self.button.setIcon(icon("dice", palette))

    def _draw_lots(self) -> None:
        self._take(secrets.randbelow(_SEEDS))
        self._settle()


def control_for(info: FieldInfo, value: Any, palette: Palette) -> Control:
    """Return the control of a field, showing a value."""
    match info.kind:
        case _ if info.path in ("cell.kind", "task.kind") or info.kind == "choice":
            return ListEdit(info, value)
        case "int" if info.path == "seed":
            return SeedEdit(info, value, palette)
        case "int" | "float":
            return NumberEdit(info, value)
        case "bool":
            return SwitchEdit(value)
        case "file":
            return FileEdit(info, value, palette)
    return TextEdit(info, value)
