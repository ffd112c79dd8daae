"""How the model writes: the method, and the numbers that belong to it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from rnnviz.decoding import Decoding
from rnnviz.settings import FieldInfo, describe
from rnnviz.validation import build
from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.controls.number_entry import NumberEntry, Range
from rnnviz.views.gate import plain
from rnnviz.views.words.language import tr

SYMBOLS = {"length": "n", "beam_width": "B", "seed": "#"}
"""What stands before a field that has no symbol of its own."""
STEPS = {"temperature": 1.1, "top_k": 1.0, "top_p": 0.05, "beam_width": 1.0, "length": 10.0, "seed": 1.0}
"""What one press of Up adds, or multiplies by."""


class DecodingFields(QWidget):
    """Method and length in one line; what only this method has in the line under it."""

    changed = Signal(object)
    """None: a person changed something."""

    def __init__(self, draw_seed: Callable[[], int] = lambda: random.randrange(10_000)) -> None:
        super().__init__()
        self._draw_seed = draw_seed
        self._infos = {info.path: info for info in describe(Decoding)}
        titles = [("greedy", tr("greedy")), ("sample", tr("sampling")), ("beam", tr("beam search"))]
        self.method = Chooser("view.generation.method", tr(self._infos["method"].help), titles)
        self.method.take("sample")
        self.method.chosen.connect(self._choose)
        self.entries: dict[str, NumberEntry] = {}
        self._labels: dict[str, QLabel] = {}
        self.head, self._line = QHBoxLayout(), QHBoxLayout()
        for line in (self.head, self._line):
            line.setSpacing(3)
        self.head.addWidget(self.method)
        self._add("length", self.head)
        for name in ("temperature", "top_k", "top_p", "beam_width", "seed"):
            self._add(name, self._line)
        self.dice = QToolButton()
        self.dice.setObjectName("view.generation.dice")
        self.dice.setProperty("framed", True)
        self.dice.setText("⚄")
        self.dice.setToolTip(plain(tr("Draw another seed")))
        self.dice.setAccessibleName(tr("Draw another seed"))
        self.dice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.dice.clicked.connect(self.new_seed)
        self._line.addWidget(self.dice)
        self._line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self.head)
        column.addLayout(self._line)
        self._show()

    def _add(self, name: str, line: QHBoxLayout) -> None:
        info = self._infos[name]
        words = tr("{label}. {help}").format(label=tr(info.label), help=tr(info.help))
        label = QLabel(info.symbol or SYMBOLS[name])
        label.setToolTip(plain(words))
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        entry = NumberEntry(f"view.generation.{name}", words, float(info.default), _range(info))
        entry.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        entry.setMinimumWidth(entry.fontMetrics().horizontalAdvance("0000" if name == "seed" else "0.00") + 14)
        entry.setMaximumWidth(entry.fontMetrics().horizontalAdvance("0") * 8)
        label.setBuddy(entry)
        entry.entered.connect(self._enter)
        line.addWidget(label)
        line.addWidget(entry)
        self.entries[name], self._labels[name] = entry, label

    @property
    def values(self) -> dict[str, str | int | float]:
        """Method and numbers by name."""
        numbers = {name: entry.value for name, entry in self.entries.items()}
        whole = {name: round(value) if self._infos[name].kind == "int" else value for name, value in numbers.items()}
        return {"method": self.method.key, **whole}

    @property
    def decoding(self) -> Decoding:
        """What is set."""
        return build(Decoding, self.values)

    def take(self, values: Mapping[str, object]) -> None:
        """Show other values, silently; what is none is left out."""
        self.method.take(str(values.get("method", "")))
        for name, entry in self.entries.items():
            try:
                if name in values:
                    entry.take(float(str(values[name])))
            except ValueError:
                continue
        self._show()

    def new_seed(self) -> None:
        """Draw another seed."""
        self.entries["seed"].take(self._draw_seed())
        self.changed.emit(None)

    def _choose(self, _: object) -> None:
        self._show()
        self.changed.emit(None)

    def _enter(self, _: object) -> None:
        self.changed.emit(None)

    def _show(self) -> None:
        """Show what the method has."""
        for name, entry in self.entries.items():
            when = self._infos[name].when
            shown = when is None or self.method.key in when[1]
            entry.setVisible(shown)
            self._labels[name].setVisible(shown)
        self.dice.setVisible(self.method.key == "sample")


def _range(info: FieldInfo) -> Range:
    assert info.low is not None
    assert info.high is not None
    return Range(
        low=info.low, high=info.high, step=STEPS[info.path], log=info.path == "temperature", whole=info.kind == "int"
    )
