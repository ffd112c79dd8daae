"""The window of the worked example: what is typed on the left, the whole computation on the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence, QUndoStack
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QScrollArea,
    QSpinBox,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

import rnnviz
from rnnviz.app.export.figure import FORMATS, encoded
from rnnviz.app.key_focus import KeyFocus
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.worked.inputs import Inputs
from rnnviz.app.worked.retyped import Retyped
from rnnviz.app.worked.sheet import LineSheet, Pointed
from rnnviz.app.worked.words import example_title
from rnnviz.atomic import writing
from rnnviz.errors import BadInput
from rnnviz.views.gate import plain
from rnnviz.views.language import sentence, tr
from rnnviz.views.palette import PALETTES, Palette
from rnnviz.worked import Example, Line, Typed, lines, read
from rnnviz.worked.examples import EXAMPLES, HELLO
from rnnviz.worked.file import from_toml, load, save, to_toml
from rnnviz.worked.reading import read_rate
from rnnviz.worked.written_out import as_latex, as_text

SIZE = (1280, 820)
LEAST_SIZE = (820, 520)
SOON = 30
"""Milliseconds after a key until the lines are computed again."""
PLACES = (2, 8)
TYPED, GEOMETRY, DECIMALS, SPLIT = "worked/typed", "worked/geometry", "worked/decimals", "worked/split"


class WorkedWindow(QMainWindow):
    """Computes again at each key; what is wrong is said at its field, and the lines before it stay, dimmed.

    Attributes
    ----------
    typed : Typed
    inputs : Inputs
    sheet : LineSheet
    lines : list of Line
    """

    closed = Signal(object)
    """This window."""
    model_asked = Signal(object)
    """The numbers of the present model are wanted; None."""

    def __init__(self, palette: Palette, store: SettingsStore | None = None) -> None:
        super().__init__()
        self.setObjectName("worked")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*SIZE)
        self._store = store or SettingsStore()
        self._palette = palette
        self.typed = from_toml(self._store.text(TYPED, "")) or HELLO
        self.lines: list[Line] = []
        self.undo_stack = QUndoStack(self)
        self._serial = 0
        self._sheet: LineSheet | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._keys = KeyFocus(app, self)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.compute)
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
        return [
            ("open", self.ask_open, ("Ctrl+O",)), ("save", self.ask_save, ("Ctrl+S",)),
            ("picture", self.ask_picture, ("Ctrl+E",)), ("close", self.close, ("Ctrl+W",)),
            ("undo", self.undo_stack.undo, ("Ctrl+Z",)), ("redo", self.undo_stack.redo, ("Ctrl+Shift+Z", "Ctrl+Y")),
            ("copy_text", self.copy_text, ("Ctrl+Shift+C",)), ("copy_latex", self.copy_latex, ("Ctrl+Shift+L",)),
            ("model", lambda: self.model_asked.emit(None), ()),
            ("fold", lambda: self.sheet.fold_all(True), ()), ("unfold", lambda: self.sheet.fold_all(False), ()),
        ]  # fmt: skip

    # making

    def dress(self, palette: Palette) -> None:
        """Make everything in the colours and the language that are chosen."""
        self._palette = palette
        self.setWindowTitle(tr("Worked example – rnnviz"))
        words = {
            "open": tr("Open…"), "save": tr("Save as…"), "picture": tr("Export picture…"), "close": tr("Close"),
            "undo": tr("Undo"), "redo": tr("Redo"), "copy_text": tr("Copy as text"),
            "copy_latex": tr("Copy as LaTeX"), "model": tr("The numbers of the present model"),
            "fold": tr("Fold all"), "unfold": tr("Unfold all"),
        }
        for key, action in self._actions.items():
            action.setText(words[key])
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
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setWidget(self.sheet)
        self.status = QLabel()
        self.status.setObjectName("worked.status")
        self.status.setWordWrap(True)
        self.readout = QLabel()
        self.readout.setObjectName("worked.readout")
        self.readout.setTextFormat(Qt.TextFormat.PlainText)
        self.readout.setWordWrap(True)
        self.readout.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.readout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.readout.setFixedHeight(3 * self.readout.fontMetrics().lineSpacing() + 4)
        card = QFrame()
        card.setProperty("card", True)
        right = QVBoxLayout(card)
        right.setContentsMargins(1, 6, 1, 4)
        right.setSpacing(4)
        right.addLayout(self._bar())
        right.addWidget(self.area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 10, 0)
        foot.addWidget(self.readout)
        right.addLayout(foot)
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
        column.setContentsMargins(0, 6, 8, 8)
        column.addWidget(self.split)
        self.setCentralWidget(page)
        self._pointed(None)
        self.compute()

    @property
    def sheet(self) -> LineSheet:
        """The lines."""
        assert self._sheet is not None
        return self._sheet

    def _menus(self) -> None:
        bar = self.menuBar()
        bar.clear()
        act = self._actions
        for title, keys in (
            (tr("&File"), ("open", "save", "", "picture", "", "close")),
            (tr("&Edit"), ("undo", "redo", "", "copy_text", "copy_latex")),
            (tr("&View"), ("fold", "unfold")),
        ):
            menu = bar.addMenu(title)
            for key in keys:
                if key:
                    menu.addAction(act[key])
                else:
                    menu.addSeparator()
        self._fill_examples(bar.addMenu(tr("E&xamples")))

    def _fill_examples(self, menu: QMenu) -> None:
        for listed in EXAMPLES:
            menu.addAction(example_title(listed.key), lambda typed=listed.typed: self.begin(typed))
        menu.addSeparator()
        menu.addAction(self._actions["model"])

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(6)
        row.addWidget(self.status, 1)
        decimals = QSpinBox()
        decimals.setObjectName("worked.decimals")
        decimals.setRange(*PLACES)
        decimals.setValue(self.sheet.places)
        decimals.setSuffix(" " + tr("decimals"))
        tip = tr("Decimals that are shown; what is computed keeps all of float64")
        decimals.setToolTip(plain(tip))
        decimals.setAccessibleName(tip)
        decimals.valueChanged.connect(self._show_places)
        self.decimals = decimals
        row.addWidget(decimals)
        for key, words in (("examples", tr("Examples")), ("copy", tr("Copy"))):
            button = QToolButton()
            button.setObjectName(f"worked.{key}")
            button.setProperty("framed", True)
            button.setText(words + " ▾")
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            menu = QMenu(button)
            if key == "examples":
                self._fill_examples(menu)
            else:
                menu.addAction(self._actions["copy_text"])
                menu.addAction(self._actions["copy_latex"])
            button.setMenu(menu)
            row.addWidget(button)
        return row

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
        self._soon.start()

    def _focused(self, name: str) -> None:
        self._serial += 1  # typing in a field once it has been left is another step
        self.sheet.mark(name)

    # what is shown

    def compute(self) -> None:
        """Read what is typed, and show the lines, or what is wrong."""
        self._soon.stop()
        found = read(self.typed)
        rate, trouble = None, ""
        try:
            rate = read_rate(self.typed)
        except BadInput as problem:
            trouble = sentence(problem)
        self.inputs.say(found if isinstance(found, list) else [], trouble)
        self.sheet.setEnabled(isinstance(found, Example))
        for action in ("copy_text", "copy_latex", "picture"):
            self._actions[action].setEnabled(isinstance(found, Example))
        if isinstance(found, Example):
            self.lines = lines(found, rate)
            self.sheet.show_lines(self.lines)
        self._say_status(0 if isinstance(found, Example) else len(found))

    def _say_status(self, wrong: int) -> None:
        self.status.setProperty("problem", bool(wrong))
        self.status.style().polish(self.status)
        if wrong:
            words = tr("{count} of the fields on the left cannot be used; the lines are those of the numbers before.")
            self.status.setText(words.format(count=wrong))
            return
        made = [line for line in self.lines if line.agrees is not None]
        differ = [line for line in made if not line.agrees]
        if differ:
            words = tr("{differ} of {total} lines differ from the second route; the first: {line}")
            self.status.setText(words.format(differ=len(differ), total=len(made), line=differ[0].text))
            return
        worst = max((line.residual or 0.0 for line in made), default=0.0)
        words = tr("{total} lines; {count} computed again by a second route agree, at most {residual} apart")
        self.status.setText(words.format(total=len(self.lines), count=len(made), residual=f"{worst:.0e}"))

    def _pointed(self, pointed: Pointed | None) -> None:
        if pointed is None:
            self.inputs.light(frozenset())
            self.readout.setText(tr("Point at a number of a shaded result to see the sum that it is."))
            self.readout.setEnabled(False)
            return
        line, spelt = pointed
        self.readout.setEnabled(True)
        self.inputs.light(line.uses)
        self.readout.setText(spelt or line.text)

    def _show_places(self, places: int) -> None:
        self._store.put(DECIMALS, float(places))
        self.sheet.show_places(places)

    # files and the clipboard

    def copy_text(self) -> None:
        """Put the lines on the clipboard as text."""
        QGuiApplication.clipboard().setText(as_text(self.lines, self.sheet.places))

    def copy_latex(self) -> None:
        """Put the lines on the clipboard as LaTeX."""
        QGuiApplication.clipboard().setText(as_latex(self.lines, self.sheet.places))

    def ask_open(self) -> None:
        """Ask for a file of typed numbers."""
        dialog = self._dialog(tr("Open"), [tr("Worked examples (*.toml)"), tr("All files (*)")])
        dialog.fileSelected.connect(self.open_path)
        dialog.open()

    def open_path(self, path: str) -> None:
        """Take the numbers of a file; one that cannot be used is named."""
        self._try(lambda: self.begin(load(Path(path)), "file"))

    def ask_save(self) -> None:
        """Ask for a name, and write what is typed under it."""
        dialog = self._dialog(tr("Save as"), [tr("Worked examples (*.toml)")], "toml")
        dialog.selectFile("worked-example.toml")
        dialog.fileSelected.connect(self.save_path)
        dialog.open()

    def save_path(self, path: str) -> None:
        """Write what is typed."""
        self._try(lambda: save(Path(path), self.typed), path)

    def ask_picture(self) -> None:
        """Ask for a name, and write a picture of the lines under it."""
        dialog = self._dialog(tr("Export picture"), [f"{kind.upper()} (*.{kind})" for kind in FORMATS], "png")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(next(kind for kind in FORMATS if f"*.{kind}" in chosen))
        )
        dialog.selectFile("worked-example.png")
        dialog.fileSelected.connect(self.save_picture)
        dialog.open()

    def save_picture(self, path: str) -> None:
        """Write a picture of all lines on white; the ending of the name says of which kind."""
        kind = Path(path).suffix.lower().removeprefix(".")
        paper = LineSheet(PALETTES["light"])
        paper.folded = set(self.sheet.folded)
        paper.show_lines(self.lines, self.sheet.places)
        paper.set_all()
        width = max(self.sheet.width(), 900)
        paper.resize(width, paper.heightForWidth(width))
        about = {"title": tr("Worked example"), "rnnviz": rnnviz.__version__, "numbers": to_toml(self.typed)}
        data = encoded(paper, kind if kind in FORMATS else "png", 2.0, about)
        paper.deleteLater()

        def write() -> None:
            with writing(Path(path)) as file:
                file.write(data)

        self._try(write, path)

    def _dialog(self, title: str, kinds: list[str], suffix: str = "") -> QFileDialog:
        dialog = QFileDialog(self, title, self._store.text("export/folder", ""))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if suffix:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(suffix)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(kinds)
        return dialog

    def refuse(self, problem: BadInput) -> None:
        """Say what cannot be done."""
        self.status.setProperty("problem", True)
        self.status.style().polish(self.status)
        self.status.setText(sentence(problem))

    def _try(self, act: Callable[[], object], path: str = "") -> None:
        try:
            act()
        except BadInput as problem:
            self.refuse(problem)
        except OSError as problem:
            self.refuse(BadInput("{file} cannot be written: {reason}", file=path, reason=problem.strerror))
        else:
            if path:
                self.status.setText(tr("Saved: {file}").format(file=path))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember what is typed and where the window is."""
        self._soon.stop()
        self._store.put(TYPED, to_toml(self.typed))
        self._store.put(GEOMETRY, self.saveGeometry())
        self._store.put(SPLIT, self.split.saveState())
        self.closed.emit(self)
        super().closeEvent(event)
