"""Everything that is typed for a worked example: choices, sizes, symbols and matrices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from rnnviz.app.worked.matrix_edit import MatrixEdit
from rnnviz.app.worked.words import activations, losses, sums, tips
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr
from rnnviz.worked import FIELDS, Mistyped, Typed
from rnnviz.worked.sizes import LIMITS, sizes, with_size
from rnnviz.worked.typed import place

PLACES: dict[str, tuple[int, int, int]] = {
    "U": (0, 0, 1), "W": (0, 1, 1), "V": (1, 0, 1), "b": (1, 1, 1), "c": (2, 0, 1), "h0": (2, 1, 1),
    "x": (3, 0, 1), "y": (3, 1, 1),
}  # fmt: skip
"""Row, column and columns of each field in the grid."""
WIDTH = 330


class Inputs(QScrollArea):
    """The left side of the window.

    Attributes
    ----------
    typed : Typed
    fields : dict of str to MatrixEdit
    """

    changed = Signal(object)
    """(Typed, what was changed) by a person."""
    focused = Signal(object)
    """Name of the field that has the keyboard, "" for none."""

    def __init__(self, typed: Typed, palette: Palette) -> None:
        super().__init__()
        self.typed = typed
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(8)
        self.activation = _choice("activation", tr("What squashes the sum a"), activations())
        self.loss = _choice("loss", tr("What an answer costs"), losses())
        self.over = _choice("over", tr("How L is made of the losses of the steps"), sums())
        form = QFormLayout()
        form.setSpacing(5)
        form.addRow(tr("Activation φ"), self.activation)
        form.addRow(tr("Loss ℓ"), self.loss)
        form.addRow(tr("Whole loss L"), self.over)
        self.symbols = _line(
            "symbols", tr("Names of the classes, in order (h e l o): x and y may then be typed in them")
        )
        self.symbols.setPlaceholderText(tr("none: numbers"))
        form.addRow(tr("Symbols"), self.symbols)
        self.rate = _line("rate", tr("Learning rate of the one step of gradient descent at the end"))
        form.addRow(tr("Learning rate η"), self.rate)
        self.rate_problem = QLabel()
        self.rate_problem.setWordWrap(True)
        self.rate_problem.setProperty("problem", True)
        self.rate_problem.hide()
        form.addRow(self.rate_problem)
        column.addLayout(form)
        column.addLayout(self._sizes())
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        named = tips()
        roles = {"U": "input", "W": "recurrent", "V": "readout"}
        self.fields: dict[str, MatrixEdit] = {}
        for name in FIELDS:
            colour = palette.weights[roles[name]] if name in roles else palette.text
            field = MatrixEdit(name, named[name], colour, palette)
            field.typed.connect(self._typed)
            field.focused.connect(self._focused)
            row, at, span = PLACES[name]
            grid.addWidget(field, row, at, 1, span, Qt.AlignmentFlag.AlignTop)
            self.fields[name] = field
        column.addLayout(grid)
        column.addStretch(1)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        for name, box in self.choices.items():
            box.activated.connect(lambda _, name=name, box=box: self._choose(name, str(box.currentData())))
        for name, edit in self.lines.items():
            edit.textEdited.connect(lambda text, name=name: self._choose(name, text))
        self.take(typed)

    @property
    def choices(self) -> dict[str, QComboBox]:
        """The boxes, by what they choose."""
        return {"activation": self.activation, "loss": self.loss, "over": self.over}

    @property
    def lines(self) -> dict[str, QLineEdit]:
        """The lines of text, by what they are."""
        return {"symbols": self.symbols, "rate": self.rate}

    def _sizes(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.spins: dict[str, QSpinBox] = {}
        words = {
            "D": tr("Numbers of one input x: columns of U"), "H": tr("Hidden units: rows of U"),
            "K": tr("Outputs: rows of V"), "T": tr("Steps: lines of x"),
        }
        for letter, tip in words.items():
            label = QLabel(letter)
            spin = QSpinBox()
            spin.setObjectName(f"worked.{letter}")
            spin.setRange(1, LIMITS[letter])
            spin.setAccessibleName(tip)
            spin.setKeyboardTracking(False)
            for part in (label, spin):
                part.setToolTip(plain(tr("{what}. What is new is 0, what is too much is cut off.").format(what=tip)))
            spin.valueChanged.connect(lambda value, letter=letter: self._size(letter, value))
            spin.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            row.addWidget(label)
            row.addWidget(spin, 1)
            self.spins[letter] = spin
        return row

    def take(self, typed: Typed) -> None:
        """Show other numbers and choices, silently."""
        self.typed = typed
        for name, field in self.fields.items():
            field.take(typed.texts.get(name, ""))
        for name, box in self.choices.items():
            box.setCurrentIndex(box.findData(getattr(typed, name)))
        for name, edit in self.lines.items():
            if edit.text() != getattr(typed, name):
                edit.setText(getattr(typed, name))
        self._follow_sizes()

    def say(self, wrong: Sequence[Mistyped], rate: str = "") -> None:
        """Say what is wrong, each at its field."""
        at = {problem.at: problem for problem in wrong}
        for name, field in self.fields.items():
            problem = at.get(name)
            field.say(problem, None if problem is None else place(self.typed, problem))
        self.rate_problem.setVisible(bool(rate))
        self.rate_problem.setText(rate)

    def light(self, names: frozenset[str]) -> None:
        """Show which fields a line uses."""
        for name, field in self.fields.items():
            field.light(name in names)

    def _follow_sizes(self) -> None:
        for letter, size in sizes(self.typed).items():
            spin = self.spins[letter]
            spin.blockSignals(True)
            spin.setValue(size)
            spin.blockSignals(False)

    def _typed(self, told: tuple[str, str]) -> None:
        name, text = told
        self._tell(self.typed.typed(name, text), name)

    def _choose(self, name: str, value: str) -> None:
        self._tell(replace(self.typed, **{name: value}), name)  # type: ignore[arg-type]

    def _size(self, letter: str, value: int) -> None:
        typed = with_size(self.typed, letter, value)
        self.take(typed)
        self.changed.emit((typed, f"size {letter}"))

    def _tell(self, typed: Typed, what: str) -> None:
        if typed != self.typed:
            self.typed = typed
            self._follow_sizes()
            self.changed.emit((typed, what))

    def _focused(self, told: tuple[str, bool]) -> None:
        name, on = told
        self.focused.emit(name if on else "")


def _choice(name: str, tip: str, entries: dict[str, str]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(f"worked.{name}")
    box.setToolTip(plain(tip))
    box.setAccessibleName(tip)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    for data, words in entries.items():
        box.addItem(words, data)
    return box


def _line(name: str, tip: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(f"worked.{name}")
    line.setToolTip(plain(tip))
    line.setAccessibleName(tip)
    return line
