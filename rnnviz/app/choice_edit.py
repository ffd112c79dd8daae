"""A choice between words: a row of buttons for the cell, a list for everything else."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QSizePolicy, QWidget

from rnnviz.app.control import Control
from rnnviz.app.field_words import choice_word
from rnnviz.cells import CELLS
from rnnviz.settings import FieldInfo
from rnnviz.tasks import TASKS
from rnnviz.views.gate import plain
from rnnviz.views.language import tr

MOST_BUTTONS = 4


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


class ButtonsEdit(Control):
    """A row of buttons, one of them pressed."""

    def __init__(self, info: FieldInfo, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = choices_of(info)
        self.group = QButtonGroup(self)
        self.row.setSpacing(4)
        self._path = info.path
        for number, choice in enumerate(self.choices):
            button = QPushButton(choice_word(info.path, choice).partition(" (")[0])
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(_purpose(info.path, choice))
            button.setMinimumWidth(0)
            self.group.addButton(button, number)
            self.row.addWidget(button, 1)
        self.set_value(value)
        self.group.idClicked.connect(self._choose)

    def set_value(self, value: str) -> None:
        """Show another choice; nothing is emitted."""
        button = self.group.button(self.choices.index(value))
        button.setChecked(True)

    def set_name(self, name: str) -> None:
        """Name the buttons for screen readers."""
        for button in self.group.buttons():
            button.setAccessibleName(f"{name}: {button.text()}")

    def set_unavailable(self, reasons: Mapping[str, str]) -> None:
        """Grey the choices that cannot be made, with the reason as their tooltip."""
        for button, choice in zip(self.group.buttons(), self.choices, strict=True):
            button.setEnabled(choice not in reasons)
            words = f"<p>{plain(reasons[choice])}</p>" if choice in reasons else _purpose(self._path, choice)
            button.setToolTip(words)

    def _choose(self, number: int) -> None:
        self.settled.emit(self.choices[number])


def _purpose(path: str, choice: str) -> str:
    """Return the tooltip of a choice, as rich text."""
    if path == "task.kind" and choice in TASKS:
        return f"<p>{plain(tr(TASKS[choice].purpose))}</p>"
    if path == "cell.kind" and choice in CELLS:
        info = CELLS[choice].info
        return f"<p>{plain(tr(info.title))}</p><p>{plain(info.source)}</p>"
    return ""
