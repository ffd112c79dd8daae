"""What every control of the form has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rnnviz.app.form.typed_field import TypedField, Unfinished


class Control(QWidget):
    """A widget with which a person sets one field; only what a person does is emitted."""

    moved = Signal(object)
    """The value, while it is being dragged, turned or typed."""
    settled = Signal(object)
    """The value, once it stands."""
    refused = Signal(object)
    """BadInput: what was typed cannot be taken; the value stays what it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)
        self.line: TypedField | None = None
        """Where something is typed."""

    def set_value(self, value: Any) -> None:
        """Show another value; nothing is emitted."""
        raise NotImplementedError

    def set_name(self, name: str) -> None:
        """Name it for screen readers."""
        raise NotImplementedError

    def set_home(self, home: Any) -> None:
        """Say which value the preset has."""

    def unfinished(self) -> Unfinished | None:
        """Return what has been typed and not entered yet."""
        return None

    def resume(self, typed: Unfinished) -> None:
        """Go on with what was typed in another control of the same field; nothing is emitted."""

    def set_unavailable(self, reasons: Mapping[str, str]) -> None:
        """Grey the choices that cannot be made, with the reason as their tooltip."""
