"""The list of operations: each with its switch, its words, its value, and a button that removes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rnnviz.app.dress.icons import icon
from rnnviz.app.surgery.operated_bar import differences
from rnnviz.app.surgery.operating import Surgery
from rnnviz.errors import BadInput
from rnnviz.operation import Operation
from rnnviz.views.base import View
from rnnviz.views.controls.number_entry import NumberEntry, Range
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import sentence, tr
from rnnviz.views.words.operation_words import HIDDEN_SCORE, words

VALUED = ("clamp", "scale", "weight")
LARGEST = 1e9


class Row(QFrame):
    """One operation."""

    def __init__(self, surgery: Surgery, place: int, palette: Palette) -> None:
        super().__init__()
        self._surgery, self._place = surgery, place
        self._serial = 0
        self.on = QCheckBox()
        self.on.setObjectName(f"surgery.on{place}")
        self.on.setToolTip(plain(tr("Switch this operation on or off")))
        self.on.clicked.connect(lambda on: surgery.switch(place, on))
        self.said = QLabel()
        self.said.setObjectName(f"surgery.said{place}")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        tip = tr("The value: what it is clamped to, multiplied by or set to (Up and Down change it by 0.1)")
        self.value = NumberEntry(f"surgery.value{place}", tip, 0.0, Range(low=-LARGEST, high=LARGEST, step=0.1))
        self.value.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.value.setFixedWidth(self.value.fontMetrics().horizontalAdvance("−0.12345") + 16)
        self.value.entered.connect(self._set)
        self.value.editingFinished.connect(self._end_drag)
        self.keep = QPushButton(tr("Keep in the model"))
        self.keep.setObjectName(f"surgery.keep{place}")
        tip = tr(
            "Write this value into the weights: the model learns on with it, and the log of changes has it. Where the "
            "run stands in its past, a branch begins. Undo puts back what stood there."
        )
        self.keep.setToolTip(plain(tip))
        self.keep.clicked.connect(lambda _=False: surgery.keep(place))
        self.remove = QToolButton()
        self.remove.setObjectName(f"surgery.remove{place}")
        self.remove.setIcon(icon("close", palette))
        self.remove.setAutoRaise(True)
        self.remove.setAccessibleName(tr("Remove this operation"))
        self.remove.setToolTip(plain(tr("Remove this operation")))
        self.remove.clicked.connect(lambda _=False: surgery.remove(place))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 3, 0, 3)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.on, 0, 0, middle)
        grid.addWidget(self.said, 0, 1)
        grid.addWidget(self.remove, 0, 2, middle)
        for row, part in ((1, self.value), (2, self.keep)):  # side by side they would push Remove out of a narrow dock
            grid.addWidget(part, row, 1, 1, 2, Qt.AlignmentFlag.AlignLeft)

    def show_operation(self, operation: Operation, problem: BadInput | None) -> None:
        """Show an operation, and why it makes no sense where that is so."""
        said = words(operation)
        self.on.setChecked(operation.on)
        self.on.setAccessibleName(said)
        self.value.setVisible(operation.kind in VALUED and operation.value != HIDDEN_SCORE)
        self.keep.setVisible(operation.kind == "weight" and bool(operation.index) and problem is None)
        if not self.value.hasFocus() or self.value.value != operation.value:
            self.value.take(operation.value)
        self.said.setText(f"{said}\n{sentence(problem)}" if problem else said)
        self.said.setEnabled(operation.on and problem is None)

    def _set(self, value: float) -> None:
        self._surgery.set_value(self._place, value, self._serial)

    def _end_drag(self) -> None:
        self._serial += 1


class SurgeryPanel(QFrame):
    """All operations of the shown experiment.

    Parameters
    ----------
    offering : callable
        Returns the views on the screen whose offers the button lists.
    """

    def __init__(self, surgery: Surgery, offering: Callable[[], Sequence[View]], palette: Palette) -> None:
        super().__init__()
        self.setObjectName("surgery")
        self.setProperty("card", True)
        self._surgery = surgery
        self._offering = offering
        self._palette = palette
        self._rows: list[Row] = []
        self._shown: object = None
        self.heading = self._label("surgery.heading")
        self.add = QPushButton(tr("Operate…"))
        self.add.setObjectName("surgery.add")
        tip = tr("What can be done at the looped steps, or at the cursor, to the chosen unit")
        self.add.setToolTip(plain(tip))
        self.add.clicked.connect(lambda _=False: self._open_menu())
        self.clear = QPushButton(tr("Remove all"))
        self.clear.setObjectName("surgery.clear")
        self.clear.clicked.connect(lambda _=False: surgery.clear())
        bar = QHBoxLayout()
        bar.addWidget(self.add)
        bar.addWidget(self.clear)
        bar.addStretch(1)
        self.note = self._label("surgery.note")
        self.note.setProperty("quiet", True)
        self.list = QVBoxLayout()
        self.list.setSpacing(2)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.note)
        column.addLayout(self.list)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        inside.setAutoFillBackground(False)  # the card's own colour, not the window's
        self.area.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.setSpacing(6)
        layout.addLayout(bar)
        layout.addWidget(self.heading)
        layout.addWidget(self.area, 1)
        surgery.changed.connect(self.follow)
        self.follow()

    @staticmethod
    def _label(name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMinimumWidth(1)
        return label

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are shown."""
        return tuple(self._rows)

    def follow(self, _: object = None) -> None:
        """Show the list as it is."""
        surgery = self._surgery
        operated = surgery.trace is not None and bool(surgery.trace.operated)
        self.heading.setText(differences(surgery.trace)[0] if operated and surgery.trace else "")
        self.heading.setVisible(bool(self.heading.text()))
        now = (surgery.operations, tuple(surgery.unfit))
        if now == self._shown:
            return
        self._shown = now
        why = "" if surgery.operations else tr("Nothing is operated on.")
        withhold(self.clear, why, tr("Remove all operations (undo brings them back)"))
        self.note.setVisible(not surgery.operations)
        self.note.setText(
            tr("Nothing is operated on. Silence a unit, clamp a gate, cut the gradient, let another symbol be read: "
               "choose it here or from the menu of a track (right click), for the looped steps or the one under "
               "the mouse. The pass is computed again and shown against the untouched one; learning goes on "
               "untouched.")
        )  # fmt: skip
        while len(self._rows) > len(surgery.operations):
            row = self._rows.pop()
            self.list.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(surgery.operations):
            row = Row(surgery, len(self._rows), self._palette)
            self._rows.append(row)
            self.list.addWidget(row)
        for row, operation in zip(self._rows, surgery.operations, strict=True):
            row.show_operation(operation, surgery.unfit.get(operation) if operation.on else None)

    def menu(self) -> QMenu:
        """Return the menu of the operations that the views on the screen offer."""
        menu = QMenu(self)
        for view in self._offering():
            offers = [offer for offer in view.offers() if offer.operates]
            if not offers:
                continue
            part = menu.addMenu(tr(view.title).replace("&", "&&"))
            part.setToolTipsVisible(True)
            for offer in offers:
                withhold(part.addAction(offer.title.replace("&", "&&"), offer.act), offer.why)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def let_go(self) -> None:
        """Follow the surgery no more."""
        self._surgery.changed.disconnect(self.follow)
