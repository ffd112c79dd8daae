"""A choice between words: a list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from rnnviz.app.form.control import Control
from rnnviz.app.form.field_words import choice_word
from rnnviz.cells import CELLS
from rnnviz.settings import FieldInfo
from rnnviz.tasks import TASKS
from rnnviz.views.gate import plain
from rnnviz.views.words.language import tr


def choices_of(info: FieldInfo) -> tuple[str, ...]:
    """Return what can be chosen; the kinds of tasks and cells come from their tables."""
    match info.path:
        case "cell.kind":
            return tuple(CELLS)
        case "task.kind":
            return tuple(TASKS)
    return info.choices


class _List(QComboBox):
    """A list that leaves the wheel to the form unless it has the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ListEdit(Control):
    """A drop-down list of words."""

    def __init__(self, info: FieldInfo, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = choices_of(info)
        self.list = _List()
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for choice in self.choices:
            self.list.addItem(choice_word(info.path, choice))
            self.list.setItemData(self.list.count() - 1, _purpose(info.path, choice), Qt.ItemDataRole.ToolTipRole)
        self.row.addWidget(self.list)
        self.setFocusProxy(self.list)
        self._path = info.path
        self.set_value(value)
        self.list.activated.connect(self._choose)

    def set_value(self, value: str) -> None:
        """Show another choice; nothing is emitted."""
        self.list.setCurrentIndex(self.choices.index(value) if value in self.choices else -1)

    def set_name(self, name: str) -> None:
        """Name the list for screen readers."""
        self.list.setAccessibleName(name)

    def set_unavailable(self, reasons: Mapping[str, str]) -> None:
        """Grey the choices that cannot be made, with the reason as their tooltip."""
        model = self.list.model()
        assert isinstance(model, QStandardItemModel)
        for row, choice in enumerate(self.choices):
            model.item(row).setEnabled(choice not in reasons)
            words = f"<p>{plain(reasons[choice])}</p>" if choice in reasons else _purpose(self._path, choice)
            self.list.setItemData(row, words, Qt.ItemDataRole.ToolTipRole)

    def _choose(self, row: int) -> None:
        self.settled.emit(self.choices[row])


def _purpose(path: str, choice: str) -> str:
    """Return the tooltip of a choice, as rich text."""
    if path == "task.kind" and choice in TASKS:
        return f"<p>{plain(tr(TASKS[choice].purpose))}</p>"
    if path == "cell.kind" and choice in CELLS:
        info = CELLS[choice].info
        return f"<p>{plain(tr(info.title))}</p><p>{plain(info.source)}</p>"
    return ""
