"""The window of the worked example: what is typed on the left, the whole computation on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QUndoStack
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from rnnviz.app.beside import BesideWindow
from rnnviz.app.hands.key_focus import KeyFocus
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.window_lecture import WindowLecture
from rnnviz.app.worked.bar import PLACES, Bar, fill_examples
from rnnviz.app.worked.checking import Checking
from rnnviz.app.worked.files import Files
from rnnviz.app.worked.inputs import Inputs
from rnnviz.app.worked.retyped import Retyped
from rnnviz.app.worked.sheet import LineSheet, Pointed
from rnnviz.app.worked.words import status_words
from rnnviz.errors import BadInput
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import sentence, tr
from rnnviz.worked import Example, Line, Typed, read
from rnnviz.worked.computation import lines_beside
from rnnviz.worked.differences import Checked
from rnnviz.worked.examples import HELLO
from rnnviz.worked.file import from_toml, to_toml
from rnnviz.worked.reading import read_rate

SIZE = (1280, 820)
LEAST_SIZE = (820, 520)
SOON = 10
"""Milliseconds after a key until the lines are computed again: keys that come together are one change."""
TYPED, GEOMETRY, DECIMALS, SPLIT = "worked/typed", "worked/geometry", "worked/decimals", "worked/split"
WITH_LINES = ("copy_text", "copy_latex", "picture")


class WorkedWindow(BesideWindow):
    """Computes again at each key; what is wrong is said at its field, and the lines before it stay, dimmed.

    Attributes
    ----------
    typed : Typed
    inputs : Inputs
    bar : Bar
    sheet : LineSheet
    lines : list of Line
    checking : Checking
        The second route, gone once a person pauses.
    files : Files
    lecture : WindowLecture
    """

    model_asked = Signal(object)
    """The numbers of the present model are wanted; None."""

    def __init__(self, palette: Palette, store: SettingsStore | None = None) -> None:
        super().__init__()
        self.setObjectName("worked")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*SIZE)
        self._store = store or SettingsStore()
        self.typed = from_toml(self._store.text(TYPED, "")) or HELLO
        self.lines: list[Line] = []
        self._example: tuple[Example, float | None] | None = None
        self.undo_stack = QUndoStack(self)
        self._serial = 0
        self._sheet: LineSheet | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._keys = KeyFocus(app, self)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.compute)
        self.checking = Checking(self)
        self.checking.found.connect(self._show_verdicts)
        self.files = Files(self, self, self._store)
        self.lecture = WindowLecture(self, self._show_controls)
        self._actions: dict[str, QAction] = {}
        for key, slot, keys in self._table():
            action = QAction(self)
            action.setObjectName(f"worked.action.{key}")
            action.triggered.connect(lambda _=False, slot=slot: slot())
            action.setShortcuts([QKeySequence(each) for each in keys])
            self.addAction(action)
            self._actions[key] = action
        self.dress(palette)
        geometry = self._store.state(GEOMETRY)
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)

    def _table(self) -> list[tuple[str, Callable[[], object], tuple[str, ...]]]:
        files = self.files
        return [
            ("open", files.ask_open, ("Ctrl+O",)), ("save", files.ask_save, ("Ctrl+S",)),
            ("picture", files.ask_picture, ("Ctrl+E",)), ("close", self.close, ("Ctrl+W",)),
            ("undo", self.undo_stack.undo, ("Ctrl+Z",)), ("redo", self.undo_stack.redo, ("Ctrl+Shift+Z", "Ctrl+Y")),
            ("copy_text", files.copy_text, ("Ctrl+Shift+C",)), ("copy_latex", files.copy_latex, ("Ctrl+Shift+L",)),
            ("model", lambda: self.model_asked.emit(None), ()),
            ("fold", lambda: self.sheet.fold_all(True), ()), ("unfold", lambda: self.sheet.fold_all(False), ()),
        ]  # fmt: skip

    # making

    def dress(self, palette: Palette, scale: float = 1.0) -> None:
        """Make everything in the colours and the language that are chosen; of text alone, it has no line to widen."""
        self.setWindowTitle(tr("Worked example – rnnviz"))
        words = {
            "open": tr("Open…"), "save": tr("Save as…"), "picture": tr("Export picture…"), "close": tr("Close"),
            "undo": tr("Undo"), "redo": tr("Redo"), "copy_text": tr("Copy as text"),
            "copy_latex": tr("Copy as LaTeX"), "model": tr("The numbers of the present model"),
            "fold": tr("Fold all"), "unfold": tr("Unfold all"),
        }
        for key, action in self._actions.items():
            action.setText(words[key])
        self.lecture.dress(palette)
        self._menus()
        before = self._sheet
        places = before.places if before is not None else round(self._store.number(DECIMALS, 4))
        self.inputs = Inputs(self.typed, palette)
        self.inputs.changed.connect(self._changed)
        self.inputs.focused.connect(self._focused)
        self._sheet = LineSheet(palette)
        self.sheet.folded = set(before.folded) if before is not None else set()
        self.sheet.places = min(max(places, PLACES[0]), PLACES[1])
        self.sheet.pointed.connect(self._pointed)
        self.bar = Bar(self._actions, self.begin, self.sheet.places)
        self.bar.placed.connect(self._show_places)
        self._lay_out()
        self._pointed(None)
        self._show_controls(self.lecture.on)
        self.compute()

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        area.setWidget(self.sheet)
        self.readout = QLabel()
        self.readout.setObjectName("worked.readout")
        self.readout.setTextFormat(Qt.TextFormat.PlainText)
        self.readout.setWordWrap(True)
        self.readout.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.readout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.readout.setContentsMargins(10, 0, 10, 0)
        self.readout.setFixedHeight(3 * self.readout.fontMetrics().lineSpacing() + 4)
        card = QFrame()
        card.setProperty("card", True)
        right = QVBoxLayout(card)
        right.setContentsMargins(1, 6, 1, 4)
        right.setSpacing(4)
        right.addWidget(self.bar)
        right.addWidget(area, 1)
        right.addWidget(self.readout)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.inputs)
        self.split.addWidget(card)
        self.split.setStretchFactor(1, 1)
        self.split.setCollapsible(0, False)
        self.split.setCollapsible(1, False)
        state = self._store.state(SPLIT)
        if state.isEmpty() or not self.split.restoreState(state):
            self.split.setSizes([360, SIZE[0] - 360])
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8 if self.lecture.on else 0, 6, 8, 8)
        column.addWidget(self.split)
        self.setCentralWidget(page)

    @property
    def sheet(self) -> LineSheet:
        """The lines."""
        assert self._sheet is not None
        return self._sheet

    def _menus(self) -> None:
        bar = self.menuBar()
        bar.clear()
        act = {**self._actions, "lecture": self.lecture.action}
        for title, keys in (
            (tr("&File"), ("open", "save", "", "picture", "", "close")),
            (tr("&Edit"), ("undo", "redo", "", "copy_text", "copy_latex")),
            (tr("&View"), ("fold", "unfold", "", "lecture")),
        ):
            menu = bar.addMenu(title)
            for key in keys:
                if key:
                    menu.addAction(act[key])
                else:
                    menu.addSeparator()
        fill_examples(bar.addMenu(tr("E&xamples")), self._actions, self.begin)

    def _show_controls(self, lecturing: bool) -> None:
        """Leave the lines alone on the screen for a lecture, or bring back what acts on them."""
        self.menuBar().setVisible(not lecturing)
        self.inputs.setVisible(not lecturing)
        self.bar.set_controls(not lecturing)

    # what is typed

    def begin(self, typed: Typed, what: str = "") -> None:
        """Take other numbers, as one step that can be undone."""
        if typed != self.typed:
            self._serial += 1
            self.undo_stack.push(Retyped(self.typed, typed, self._take, what or "example", self._serial))

    def _changed(self, told: tuple[Typed, str]) -> None:
        typed, what = told
        self.undo_stack.push(Retyped(self.typed, typed, self._take, what, self._serial))

    def _take(self, typed: Typed) -> None:
        self.typed = typed
        self.inputs.take(typed)
        self.checking.cancel()
        self._soon.start()

    def _focused(self, name: str) -> None:
        self._serial += 1  # typing in a field once it has been left is another step
        self.sheet.mark(name)

    # what is shown

    def compute(self) -> None:
        """Read what is typed, and show the lines, or what is wrong; the second route follows."""
        self._soon.stop()
        self.checking.cancel()
        found = read(self.typed)
        rate, trouble = None, ""
        try:
            rate = read_rate(self.typed)
        except BadInput as problem:
            trouble = sentence(problem)
        self.inputs.say(found if isinstance(found, list) else [], trouble)
        self.sheet.setEnabled(isinstance(found, Example))
        for action in WITH_LINES:
            self._actions[action].setEnabled(isinstance(found, Example))
        if isinstance(found, Example):
            self._example = found, rate
            self.lines = lines_beside(found, rate, None)
            self.sheet.show_lines(self.lines)
            self.checking.begin(found)
            self.bar.say(status_words(self.lines, checking=True))
            return
        if self.lines and not self.sheet.lines:  # the sheet is new, the numbers are those before
            self.sheet.show_lines(self.lines)
        words = tr("{count} of the fields on the left cannot be used; the lines are those of the numbers before.")
        self.bar.say(words.format(count=len(found)), wrong=True)

    def finish(self) -> None:
        """Have every line checked now."""
        self.checking.finish()

    def _show_verdicts(self, checked: Checked) -> None:
        assert self._example is not None
        self.lines = lines_beside(*self._example, checked)
        self.sheet.show_verdicts(self.lines)
        differ = any(line.agrees is False for line in self.lines)
        self.bar.say(status_words(self.lines, checking=False), wrong=differ)

    def _pointed(self, pointed: Pointed | None) -> None:
        if pointed is None:
            self.inputs.light(frozenset())
            self.readout.setText(tr("Point at a number of a shaded result to see the sum that it is."))
            self._hush(True)
            return
        line, spelt = pointed
        self._hush(False)
        self.inputs.light(line.uses)
        self.readout.setText(spelt or line.text)

    def _hush(self, quiet: bool) -> None:
        """Write what is read out in the ink, or quietly: what could be."""
        if quiet != self.readout.property("quiet"):
            self.readout.setProperty("quiet", quiet)
            self.readout.style().polish(self.readout)

    def _show_places(self, places: int) -> None:
        self._store.put(DECIMALS, float(places))
        self.sheet.show_places(places)

    def say(self, words: str) -> None:
        """Say what was done."""
        self.bar.say(words)

    def refuse(self, problem: BadInput) -> None:
        """Say what cannot be done."""
        self.bar.say(sentence(problem), wrong=True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember what is typed and where the window is."""
        self.lecture.turn(False)
        self._soon.stop()
        self.checking.cancel()
        self._store.put(TYPED, to_toml(self.typed))
        self._store.put(GEOMETRY, self.saveGeometry())
        self._store.put(SPLIT, self.split.saveState())
        self.closed.emit(self)
        super().closeEvent(event)
