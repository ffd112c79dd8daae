"""A dialog that stays open when the theme or the language changes, with everything that was chosen in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from rnnviz.views.palette import Palette


class DressedDialog(QDialog):
    """What is in it is made by `fill`, and made anew for other colours or words.

    Attributes
    ----------
    colours : Palette
    """

    def __init__(self, parent: QWidget | None, colours: Palette) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.colours = colours
        self._inside: QWidget | None = None
        self._around = QVBoxLayout(self)
        self._around.setContentsMargins(0, 0, 0, 0)

    def fill(self, inside: QWidget) -> None:
        """Make what is in the dialog, in the present colours and language."""
        raise NotImplementedError

    def kept(self) -> object:
        """Return what was chosen and typed so far."""
        raise NotImplementedError

    def restore(self, kept: object) -> None:
        """Choose and type again what `kept` returned."""
        raise NotImplementedError

    def dress(self, colours: Palette) -> None:
        """Make everything in other colours, or another language; what was chosen stays."""
        before, self.colours = self._inside, colours
        kept = None if before is None else self.kept()
        focused = self.focusWidget()
        self._inside = QWidget(self)
        self.fill(self._inside)
        if before is None:
            self._around.addWidget(self._inside)
            return
        self.restore(kept)
        self._around.replaceWidget(before, self._inside)
        before.hide()
        before.deleteLater()
        self._inside.show()
        if focused is not None and focused.objectName():
            again = self._inside.findChild(QWidget, focused.objectName())
            if again is not None:
                again.setFocus()


def dress_dialogs(window: QWidget, colours: Palette) -> None:
    """Dress the dialogs of a window that are open."""
    for dialog in window.findChildren(DressedDialog, options=Qt.FindChildOption.FindDirectChildrenOnly):
        dialog.dress(colours)
