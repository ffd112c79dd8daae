"""The window of comparisons: which there are, how large a run, the curves and the table that grow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rnnviz.app.beside import BesideWindow
from rnnviz.app.comparisons.controls import Controls
from rnnviz.app.comparisons.exports import Exports
from rnnviz.app.comparisons.listing import Listing
from rnnviz.app.comparisons.plot import ComparisonPlot
from rnnviz.app.comparisons.running import Running, comparison_child
from rnnviz.app.comparisons.table import ComparisonTable
from rnnviz.app.comparisons.words import measure_words, status_words
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.window_lecture import WindowLecture
from rnnviz.compared import spread_curves
from rnnviz.comparison import Comparison, cases, comparisons, load_comparison
from rnnviz.errors import BadInput
from rnnviz.link.child import EngineChild
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import sentence, tr

SIZE, LEAST_SIZE = (1180, 780), (860, 520)
GEOMETRY, LAST = "comparisons/geometry", "comparisons/last"
RESULTS = (330, 230)
"""Heights of the plot and of the table, as they share the room."""


class ComparisonsWindow(BesideWindow):
    """Runs one comparison at a time; closing it ends what runs.

    Attributes
    ----------
    running : Running
    comparison : Comparison
        The chosen one, as it comes with the program or from a file.
    listing : Listing
    controls : Controls
    exports : Exports
    lecture : WindowLecture
    """

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
        self.exports = Exports(self, self, self._store)
        self.lecture = WindowLecture(self, self._show_controls)
        self._problem = ""
        self._drawn = -1
        self._chosen = self._store.text(LAST, "", tuple(self.listed)) or next(iter(self.listed))
        self.comparison = load_comparison(self._chosen)
        self._controls: Controls | None = None
        self.dress(palette)
        geometry = self._store.state(GEOMETRY)
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)

    # making

    def dress(self, palette: Palette, scale: float = 1.0) -> None:
        """Make everything in the colours and the language that are chosen, lines ``scale`` times as wide."""
        before = self._controls
        self.setWindowTitle(tr("Comparisons – rnnviz"))
        self.lecture.dress(palette)
        self.listing = Listing(self.listed, palette)
        self.listing.chosen.connect(self.choose)
        self._controls = Controls()
        self.controls.run_asked.connect(self.run)
        self.controls.cancel_asked.connect(self._cancel)
        self.plot = ComparisonPlot(palette, scale)
        self.table = ComparisonTable(palette)
        self.table.itemSelectionChanged.connect(self._selected)
        self.table.itemDoubleClicked.connect(lambda _: self.open_model())
        self._lay_out()
        self.listing.mark(self._chosen)
        self._show_comparison()
        if before is not None:  # the size that was asked for, run or not
            self.controls.show_size(before.updates.value(), before.seeds.value())
        self._show_controls(self.lecture.on)

    def _lay_out(self) -> None:
        self.title = QLabel()
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.purpose = QLabel()
        self.purpose.setWordWrap(True)
        self.purpose.setProperty("quiet", True)
        results = QSplitter(Qt.Orientation.Vertical)
        results.addWidget(self.plot)
        results.addWidget(self.table)
        results.setStretchFactor(0, 3)
        results.setStretchFactor(1, 2)
        results.setSizes(list(RESULTS))
        self.results: QWidget = results
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.status = QLabel()
        self.status.setObjectName("comparisons.status")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setWordWrap(True)
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        for part in (self.title, self.purpose, self.controls, self.bar, self.status):
            column.addWidget(part)
        column.addWidget(self.results, 1)
        column.addWidget(self._make_foot())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.listing)
        split.addWidget(card)
        split.setStretchFactor(1, 1)
        split.setSizes([260, SIZE[0] - 260])
        page = QWidget()
        around = QVBoxLayout(page)
        around.setContentsMargins(8 if self.lecture.on else 0, 6, 8, 8)
        around.addWidget(split)
        self.setCentralWidget(page)

    def _make_foot(self) -> QWidget:
        self.foot = QWidget()
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(0, 0, 0, 0)
        self.open_button = QPushButton(tr("Open this model"))
        self.open_button.clicked.connect(self.open_model)
        row.addWidget(self.open_button)
        row.addStretch(1)
        self.export_buttons: list[QPushButton] = []
        for words, slot in (
            (tr("Copy table"), self.exports.copy_table), (tr("Export data…"), self.exports.ask_data),
            (tr("Export picture…"), self.exports.ask_picture),
        ):
            button = QPushButton(words)
            button.clicked.connect(slot)
            row.addWidget(button)
            self.export_buttons.append(button)
        return self.foot

    @property
    def controls(self) -> Controls:
        """How large a run is to be."""
        assert self._controls is not None
        return self._controls

    def _show_controls(self, lecturing: bool) -> None:
        """Leave curves and table alone on the screen for a lecture, or bring back what acts."""
        for part in (self.listing, self.controls, self.foot, self.purpose):
            part.setVisible(not lecturing)

    # choosing

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
        self.listing.mark(name)
        self._show_comparison()

    def _show_comparison(self) -> None:
        """Show what the chosen comparison is, and what is known of it."""
        shown = self.running.comparison or self.comparison
        base = cases(self.comparison)[0].experiment
        self.title.setText(tr(shown.title) if shown.title else shown.name)
        self.purpose.setText(tr(shown.purpose) if shown.purpose else "")
        self.controls.show_size(shown.updates or base.training.updates, len(shown.seeds))
        self.plot.begin(shown, measure_words(shown))
        self._drawn = -1
        self._follow()

    @property
    def asked(self) -> Comparison:
        """The chosen comparison with the updates and seeds that are asked for."""
        return self.controls.asked(self.comparison)

    def run(self, _: object = None) -> None:
        """Run the chosen comparison."""
        self._problem, self._drawn = "", -1
        asked = self.asked
        self.plot.begin(asked, measure_words(asked))
        self.running.begin(asked)

    def _cancel(self, _: object) -> None:
        self.running.cancel()

    # following

    def _follow(self, _: object = None) -> None:
        """Show how far it is; draw anew where another run has ended."""
        running = self.running
        self.listing.set_free(not running.active)
        self.controls.follow(active=running.active, trains=self.comparison.measure != "decay")
        self.bar.setRange(0, running.total if running.total or not running.active else 0)
        self.bar.setValue(running.done)
        self.bar.setVisible(running.active)
        self._tell()
        if self._drawn != len(running.outcomes):
            self._drawn = len(running.outcomes)
            shown = running.comparison or self.comparison
            self.plot.show_curves(spread_curves(shown, running.outcomes))
            self.table.fill(shown, running.outcomes)
            none = "" if running.outcomes else tr("No run has ended yet.")
            for button in self.export_buttons:
                withhold(button, none)
            self._selected()

    def _tell(self) -> None:
        self.status.setProperty("problem", bool(self._problem))
        self.status.style().polish(self.status)
        self.status.setText(self._problem or status_words(self.running, self.comparison))

    def say(self, words: str) -> None:
        """Say what was done."""
        self.status.setText(words)

    def refuse(self, problem: BadInput) -> None:
        """Say what cannot be done."""
        self._problem = sentence(problem)
        self._tell()

    # what can be done with it

    def _selected(self) -> None:
        picked = self.table.picked
        why = "" if picked is not None else tr("No row is chosen.")
        if picked is not None and self.comparison.model[picked[0]].reference:
            why = tr("This row is a reference, no network that could be opened.")
        withhold(self.open_button, why, tr("Open the model of the chosen row in the main window, fresh"))

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

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what runs, and remember where the window is."""
        self.lecture.turn(False)
        self.running.cancel()
        self._store.put(GEOMETRY, self.saveGeometry())
        self.closed.emit(self)
        super().closeEvent(event)
