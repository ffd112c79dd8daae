"""The window of comparisons: which there are, how large a run, the curves and the table that grow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

import rnnviz
from rnnviz.app.comparisons.entry import PURPOSE, Entries
from rnnviz.app.comparisons.plot import ComparisonPlot
from rnnviz.app.comparisons.running import Running, comparison_child
from rnnviz.app.comparisons.table import ComparisonTable
from rnnviz.app.comparisons.words import measure_words, status_words
from rnnviz.app.export.figure import FORMATS, encoded
from rnnviz.app.settings_store import SettingsStore
from rnnviz.atomic import write_text, writing
from rnnviz.compared import as_csv, curves, runs, spread_curves, table
from rnnviz.comparison import Comparison, cases, comparisons, load_comparison
from rnnviz.errors import BadInput
from rnnviz.link.child import EngineChild
from rnnviz.views.gate import plain
from rnnviz.views.language import sentence, tr
from rnnviz.views.palette import Palette

SIZE, LEAST_SIZE = (1180, 780), (860, 520)
GEOMETRY, LAST = "comparisons/geometry", "comparisons/last"
MOST_UPDATES, MOST_SEEDS = 1_000_000, 30


class ComparisonsWindow(QMainWindow):
    """Runs one comparison at a time; closing it ends what runs.

    Attributes
    ----------
    running : Running
    comparison : Comparison
        The chosen one, as it comes with the program or from a file.
    """

    closed = Signal(object)
    """This window."""
    model_asked = Signal(object)
    """Experiment of a model that is to be opened in the main window."""

    def __init__(
        self, palette: Palette, store: SettingsStore | None = None,
        make_child: Callable[[], EngineChild] = comparison_child,
    ) -> None:
        super().__init__()
        self.setObjectName("comparisons")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*SIZE)
        self._store = store or SettingsStore()
        self.listed = comparisons()
        self.running = Running(make_child, self)
        self.running.changed.connect(self._follow)
        self.running.failed.connect(self.refuse)
        self._problem = ""
        self._drawn = -1
        self._chosen = self._store.text(LAST, "", tuple(self.listed)) or next(iter(self.listed))
        self.comparison = load_comparison(self._chosen)
        self.dress(palette)
        geometry = self._store.state(GEOMETRY)
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)

    # making

    def dress(self, palette: Palette) -> None:
        """Make everything in the colours and the language that are chosen."""
        self._palette = palette
        self.setWindowTitle(tr("Comparisons – rnnviz"))
        self.list = QListWidget()
        self.list.setObjectName("comparisons.list")
        self.list.setProperty("framed", True)
        self.list.setSpacing(2)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setItemDelegate(Entries(palette, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for key, each in self.listed.items():
            item = QListWidgetItem(tr(each.title))
            item.setData(PURPOSE, tr(each.purpose))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, tr(each.purpose))
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        self.from_file = QPushButton(tr("From a file…"))
        self.from_file.setToolTip(plain(tr("A comparison of your own, as a TOML file")))
        self.from_file.clicked.connect(self.ask_file)
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(10, 8, 4, 10)
        side.addWidget(self.list, 1)
        side.addWidget(self.from_file)
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        self.title = QLabel()
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.purpose = QLabel()
        self.purpose.setWordWrap(True)
        self.purpose.setProperty("quiet", True)
        self.plot = ComparisonPlot(palette)
        self.table = ComparisonTable(palette)
        self.table.itemSelectionChanged.connect(self._selected)
        self.table.itemDoubleClicked.connect(lambda _: self.open_model())
        self.results = QSplitter(Qt.Orientation.Vertical)
        self.results.addWidget(self.plot)
        self.results.addWidget(self.table)
        self.results.setStretchFactor(0, 3)
        self.results.setStretchFactor(1, 2)
        self.results.setSizes([330, 230])
        for part in (self.title, self.purpose):
            column.addWidget(part)
        column.addLayout(self._controls())
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.status = QLabel()
        self.status.setObjectName("comparisons.status")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setWordWrap(True)
        column.addWidget(self.bar)
        column.addWidget(self.status)
        column.addWidget(self.results, 1)
        column.addLayout(self._foot())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(card)
        split.setStretchFactor(1, 1)
        split.setSizes([260, SIZE[0] - 260])
        page = QWidget()
        around = QVBoxLayout(page)
        around.setContentsMargins(0, 6, 8, 8)
        around.addWidget(split)
        self.setCentralWidget(page)
        place = list(self.listed).index(self._chosen) if self._chosen in self.listed else -1
        self.list.setCurrentRow(place)
        self.list.currentItemChanged.connect(self._pick)
        self._show_comparison()

    def _controls(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.updates = _spin(1, MOST_UPDATES, "comparisons.updates", tr("Updates of each run"))
        self.seeds = _spin(1, MOST_SEEDS, "comparisons.seeds", tr("Seeds: each model is trained so many times"))
        self.run_button = QPushButton(tr("Run comparison"))
        self.run_button.setObjectName("comparisons.run")
        self.run_button.clicked.connect(self.run)
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setObjectName("comparisons.cancel")
        self.cancel_button.clicked.connect(self.running.cancel)
        for part in (QLabel(tr("updates")), self.updates, QLabel(tr("seeds")), self.seeds):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.run_button)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.open_button = QPushButton(tr("Open this model"))
        self.open_button.setToolTip(plain(tr("Open the model of the chosen row in the main window, fresh")))
        self.open_button.clicked.connect(self.open_model)
        row.addWidget(self.open_button)
        row.addStretch(1)
        self.exports: list[QPushButton] = []
        for words, slot in (
            (tr("Copy table"), self.copy_table), (tr("Export data…"), self.ask_data),
            (tr("Export picture…"), self.ask_picture),
        ):
            button = QPushButton(words)
            button.clicked.connect(slot)
            row.addWidget(button)
            self.exports.append(button)
        return row

    # choosing

    def _pick(self, item: QListWidgetItem | None, _: object = None) -> None:
        if item is not None:
            self.choose(str(item.data(Qt.ItemDataRole.UserRole)))

    def choose(self, name: str) -> None:
        """Show a comparison by its name or file; one that runs is left off."""
        try:
            found = load_comparison(name)
        except BadInput as problem:
            self.refuse(problem)
            return
        self._problem = ""
        self._chosen, self.comparison = name, found
        self.running.cancel()
        self.running.comparison, self.running.outcomes = None, []
        if name in self.listed:
            self._store.put(LAST, name)
        self.list.blockSignals(True)
        self.list.setCurrentRow(list(self.listed).index(name) if name in self.listed else -1)
        self.list.blockSignals(False)
        self._show_comparison()

    def ask_file(self) -> None:
        """Ask for a comparison's file."""
        dialog = QFileDialog(self, tr("Open"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([tr("Comparisons (*.toml)"), tr("All files (*)")])
        dialog.fileSelected.connect(self._take_file)
        dialog.open()

    def _take_file(self, path: str) -> None:
        self.choose(path)

    def _show_comparison(self) -> None:
        """Show what the chosen comparison is, and what is known of it."""
        shown = self.running.comparison or self.comparison
        base = cases(self.comparison)[0].experiment
        self.title.setText(tr(shown.title) if shown.title else shown.name)
        self.purpose.setText(tr(shown.purpose) if shown.purpose else "")
        self.updates.setValue(shown.updates or base.training.updates)
        self.updates.setEnabled(self.comparison.measure != "decay")
        self.seeds.setValue(min(len(shown.seeds), MOST_SEEDS))
        self.plot.begin(shown, measure_words(shown))
        self._drawn = -1
        self._follow()

    @property
    def asked(self) -> Comparison:
        """The chosen comparison with the updates and seeds that are asked for."""
        count, seeds = self.seeds.value(), list(self.comparison.seeds)
        while len(seeds) < count:
            seeds.append(max(seeds) + 1)
        changes: dict[str, object] = {"seeds": tuple(seeds[:count])}
        if self.comparison.measure != "decay":
            changes["updates"] = self.updates.value()
        return self.comparison.model_copy(update=changes)

    def run(self) -> None:
        """Run the chosen comparison."""
        self._problem, self._drawn = "", -1
        asked = self.asked
        self.plot.begin(asked, measure_words(asked))
        self.running.begin(asked)

    # following

    def _follow(self, _: object = None) -> None:
        """Show how far it is; draw anew where another run has ended."""
        running = self.running
        self.run_button.setEnabled(not running.active)
        self.cancel_button.setEnabled(running.active)
        for chooser in (self.list, self.from_file):  # a key among them must not end what has run for an hour
            chooser.setEnabled(not running.active)
        for control in (self.updates, self.seeds):
            control.setEnabled(not running.active and (control is self.seeds or self.comparison.measure != "decay"))
        self.bar.setRange(0, running.total if running.total or not running.active else 0)
        self.bar.setValue(running.done)
        self.bar.setVisible(running.active)
        self._tell()
        if self._drawn != len(running.outcomes):
            self._drawn = len(running.outcomes)
            shown = running.comparison or self.comparison
            self.plot.show_curves(spread_curves(shown, running.outcomes))
            self.table.fill(shown, running.outcomes)
            for button in self.exports:
                button.setEnabled(bool(running.outcomes))
            self._selected()

    def _tell(self) -> None:
        self.status.setProperty("problem", bool(self._problem))
        self.status.style().polish(self.status)
        if self._problem:
            self.status.setText(self._problem)
        else:
            self.status.setText(status_words(self.running, self.comparison))

    # what can be done with it

    def _selected(self) -> None:
        picked = self.table.picked
        self.open_button.setEnabled(picked is not None and not self.comparison.model[picked[0]].reference)

    def open_model(self) -> None:
        """Have the model of the chosen row opened in the main window."""
        picked = self.table.picked
        if picked is None:
            return
        place, value = picked
        label = self.comparison.model[place].label
        shown = self.running.comparison or self.asked
        case = next(case for case in cases(shown) if case.label == label and case.value == value)
        if not case.reference:
            self.model_asked.emit(case.experiment)

    def copy_table(self) -> None:
        """Put the table on the clipboard, a row a line, columns apart by tabs."""
        QGuiApplication.clipboard().setText(self.table.text)

    def ask_data(self) -> None:
        """Ask for a name, and write the table, the runs or the curves under it."""
        kinds = [tr("Table: mean and spread (*.csv)"), tr("Every run (*.csv)"), tr("Learning curves (*.csv)")]
        dialog = self._save_dialog(tr("Export data"), kinds, f"{self.comparison.name}.csv", "csv")
        dialog.fileSelected.connect(
            lambda path: self.save_data(path, kinds.index(dialog.selectedNameFilter()))
        )
        dialog.open()

    def save_data(self, path: str, which: int = 0) -> None:
        """Write the table (0), the runs (1) or the curves (2) as CSV."""
        outcomes = self.running.outcomes
        rows = (table(self.running.comparison or self.comparison, outcomes), runs(outcomes), curves(outcomes))[which]
        self._try(path, lambda: write_text(Path(path), as_csv(rows)))

    def ask_picture(self) -> None:
        """Ask for a name, and write curves and table as a picture under it."""
        kinds = [f"{kind.upper()} (*.{kind})" for kind in FORMATS]
        dialog = self._save_dialog(tr("Export picture"), kinds, f"{self.comparison.name}.png", "png")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(FORMATS[kinds.index(kind)]))
        dialog.fileSelected.connect(self.save_picture)
        dialog.open()

    def save_picture(self, path: str) -> None:
        """Write curves and table as a picture; the ending of the name says of which kind."""
        kind = Path(path).suffix.lower().removeprefix(".")
        self.table.clearSelection()
        about = {"title": self.title.text(), "rnnviz": rnnviz.__version__}
        data = encoded(self.results, kind if kind in FORMATS else "png", 2.0, about)

        def write() -> None:
            with writing(Path(path)) as file:
                file.write(data)

        self._try(path, write)

    def _save_dialog(self, title: str, kinds: list[str], name: str, suffix: str) -> QFileDialog:
        dialog = QFileDialog(self, title, self._store.text("export/folder", ""))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(kinds)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(name)
        return dialog

    def _try(self, path: str, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError as problem:
            self.refuse(BadInput("{file} cannot be written: {reason}", file=path, reason=problem.strerror))
            return
        self.status.setText(tr("Saved: {file}").format(file=path))

    def refuse(self, problem: BadInput) -> None:
        """Say what cannot be done."""
        self._problem = sentence(problem)
        self._tell()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what runs, and remember where the window is."""
        self.running.cancel()
        self._store.put(GEOMETRY, self.saveGeometry())
        self.closed.emit(self)
        super().closeEvent(event)


def _spin(low: int, high: int, name: str, tip: str) -> QSpinBox:
    made = QSpinBox()
    made.setObjectName(name)
    made.setRange(low, high)
    made.setGroupSeparatorShown(True)
    made.setToolTip(plain(tip))
    made.setAccessibleName(tip)
    return made
