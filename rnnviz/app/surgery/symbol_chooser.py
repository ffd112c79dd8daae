"""A small window beside the work in which a symbol of the vocabulary is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from rnnviz.app.dress.dressed_dialog import DressedDialog
from rnnviz.app.running.live_run import LiveRun
from rnnviz.app.surgery.operating import Surgery
from rnnviz.errors import BadInput
from rnnviz.operation import Operation
from rnnviz.validation import nearest_symbol
from rnnviz.views.gate import visible
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr
from rnnviz.views.words.operation_words import when


class SymbolChooser(DressedDialog):
    """Every symbol of a vocabulary, found by typing; the window stays usable meanwhile.

    Parameters
    ----------
    title : callable
        Returns what the symbol is read for, in the present language.
    """

    chosen = Signal(object)
    """The symbol."""

    def __init__(self, symbols: Sequence[str], title: Callable[[], str], parent: QWidget, palette: Palette) -> None:
        super().__init__(parent, palette)
        self.setObjectName("symbols")
        self.setModal(False)
        self.symbols, self._title = tuple(symbols), title
        self.dress(palette)
        self.resize(260, 340)
        self.field.setFocus()

    def fill(self, inside: QWidget) -> None:
        """Make the field and the list."""
        self.setWindowTitle(tr("Read another symbol"))
        title = self._title()
        self.field = QLineEdit()
        self.field.setObjectName("symbols.field")
        self.field.setPlaceholderText(tr("a symbol of the vocabulary"))
        self.field.setAccessibleName(title)
        self.list = QListWidget()
        self.list.setObjectName("symbols.list")
        for symbol in self.symbols:
            entry = QListWidgetItem(visible(symbol))
            entry.setData(Qt.ItemDataRole.UserRole, symbol)
            self.list.addItem(entry)
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.hide()
        about = QLabel(title)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        layout = QVBoxLayout(inside)
        layout.addWidget(about)
        layout.addWidget(self.field)
        layout.addWidget(self.said)
        layout.addWidget(self.list, 1)
        self.field.textChanged.connect(self._find)
        self.field.returnPressed.connect(self._enter)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)

    def kept(self) -> tuple[str, int, bool]:
        """Return what is typed, which symbol is marked, and whether it was said that there is no such symbol."""
        return self.field.text(), self.list.currentRow(), not self.said.isHidden()

    def restore(self, kept: object) -> None:
        """Type it again."""
        assert isinstance(kept, tuple)
        text, row, said = kept
        self.field.setText(text)
        self.list.setCurrentRow(row)
        if said:
            self._say_unknown(text)

    def _find(self, text: str) -> None:
        """Leave the symbols in sight that hold what was typed."""
        self.said.hide()
        for place in range(self.list.count()):
            entry = self.list.item(place)
            symbol = str(entry.data(Qt.ItemDataRole.UserRole))
            entry.setHidden(bool(text) and text not in symbol and text not in entry.text())

    def _enter(self) -> None:
        """Take what was typed, or say that there is no such symbol."""
        text = self.field.text()
        known = next((symbol for symbol in self.symbols if text in (symbol, visible(symbol))), None)
        seen = [self.list.item(place) for place in range(self.list.count()) if not self.list.item(place).isHidden()]
        if known is None and text and len(seen) == 1:
            known = str(seen[0].data(Qt.ItemDataRole.UserRole))
        if known is not None:
            self._choose(known)
            return
        self._say_unknown(text)

    def _say_unknown(self, text: str) -> None:
        words = tr("“{symbol}” is not in the vocabulary: the nearest symbol is “{nearest}”")
        self.said.setText(words.format(symbol=text, nearest=visible(nearest_symbol(text, self.symbols))))
        self.said.show()

    def _take(self, entry: QListWidgetItem) -> None:
        self._choose(str(entry.data(Qt.ItemDataRole.UserRole)))

    def _choose(self, symbol: str) -> None:
        self.chosen.emit(symbol)
        self.close()


def choose_symbol(
    window: QWidget, surgery: Surgery, run: LiveRun | None, operation: Operation, palette: Palette
) -> SymbolChooser | None:
    """Let a person choose which symbol is read instead; None where there is nothing to choose from."""
    trace = surgery.trace
    if run is None or trace is None or operation.first is None:
        return None
    t = operation.first
    reads_source = t < trace.loss_start  # an encoder's half of the axis
    symbols = run.started["task"]["symbols" if reads_source or trace.loss_start == 0 else "output_symbols"]
    if not symbols:
        surgery.refused.emit(BadInput("this model reads numbers, not symbols: clamp its inputs instead"))
        return None
    token = visible(str(trace["tokens"][t])) if t < trace.length else ""

    def title() -> str:
        return tr("Read instead of “{token}” {when}:").format(token=token, when=when(t, operation.last))

    chooser = SymbolChooser(symbols, title, window, palette)
    chooser.chosen.connect(lambda symbol: surgery.add(operation.model_copy(update={"symbol": symbol})))
    chooser.show()
    return chooser
