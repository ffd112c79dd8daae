"""What is on the screen: the parts of the window, dressed in a theme and a language."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QMainWindow, QStatusBar, QVBoxLayout, QWidget

from rnnviz.app.area.dock_area import DockArea
from rnnviz.app.area.layouts import Layouts
from rnnviz.app.area.lecture_choosers import put_away_choosers
from rnnviz.app.area.loading import Loading
from rnnviz.app.area.track_stack import TrackStack
from rnnviz.app.area.workspace import Workspace, on_screen
from rnnviz.app.at_work import AtWork
from rnnviz.app.changing.editing import Editing, Problem
from rnnviz.app.dress.language import shown_language
from rnnviz.app.form.device_words import why_not
from rnnviz.app.form.experiment_form import ExperimentForm
from rnnviz.app.hands.action_set import ActionSet
from rnnviz.app.hands.half_typed import HalfTyped, Line
from rnnviz.app.hands.menus import menu_bar
from rnnviz.app.moment.player import Player
from rnnviz.app.moment.shown_text import ShownText
from rnnviz.app.moment.text_bar import TextBar
from rnnviz.app.notices import Notices
from rnnviz.app.opened.recent import Recent
from rnnviz.app.opening import Opening
from rnnviz.app.painting import Painting
from rnnviz.app.past.time_machine import TimeMachine
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.live_run import LiveRun
from rnnviz.app.status_line import StatusLine
from rnnviz.app.surgery.operated_bar import OperatedBar
from rnnviz.app.surgery.operating import Surgery
from rnnviz.app.surgery.surgery_panel import SurgeryPanel
from rnnviz.app.top_bar import TopBar
from rnnviz.app.transport import Transport
from rnnviz.catalogue import has_cell
from rnnviz.experiment import Experiment
from rnnviz.link.frames import Header
from rnnviz.models import MODELS
from rnnviz.tasks import TASKS
from rnnviz.tasks.series import Series
from rnnviz.views.base import View
from rnnviz.views.later import Later, is_loaded
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import sentence, tr

SHARES = {"model": 1.25, "training": 1.1, "clipping": 0.85}
"""Groups of docks on the right, from top to bottom, with their share of the height; those of one share tabs."""
ATTENTION = "attention"
FORM = "experiment"
SURGERY = "surgery"


class Screen(QObject):
    """The parts of the window that are seen.

    The frames (docks, splitter, notices) stay; `dress` makes what is in them anew.

    Attributes
    ----------
    shows_attention : bool
        The attention dock comes and goes with models that have attention.
    """

    preset_chosen = Signal(object)
    """Key of a preset."""
    unplaced = Signal(object)
    """BadInput: a problem that belongs to no field of the form."""

    def __init__(
        self, window: QMainWindow, workspace: Workspace, player: Player, link: EngineLink, editing: Editing,
        notices: Notices, recent: Recent, surgery: Surgery, machine: TimeMachine, palette: Palette,
        text: ShownText,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._player = player
        self._link = link
        self._editing = editing
        self._notices = notices
        self._recent = recent
        self._surgery = surgery
        self._machine = machine
        self._text = text
        self.form: ExperimentForm
        self._form_words: tuple[str, float] | None = None
        self.shows_attention = True
        self._attends = False
        self.layouts: Layouts | None = None
        self._lecturing = False
        self._typed_later: dict[str, Line] = {}
        workspace.made.connect(self._type_again)
        self.opening = Opening(self._open, self)
        self.loading = Loading(workspace.kinds.values(), self._explain, self)
        self.bar: OperatedBar | None = None
        self.text_bar: TextBar | None = None
        self.panel: SurgeryPanel | None = None
        self.stack = TrackStack(workspace.axis, palette)
        groups = workspace.groups(SHARES)
        first = ((*groups[0][0], SURGERY), groups[0][1])
        self.docks = DockArea(window, (FORM,), (first, *groups[1:]))
        self.painting = Painting(window, workspace, player, link, machine, self.stack, self.docks)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(4)
        column.addWidget(notices)
        self.at_work = AtWork(link, player, self)
        column.addWidget(self.at_work.bar)
        self._column = column
        column.addWidget(self.stack, 1)
        window.setCentralWidget(centre)
        link.told.connect(self._follow_journey)
        link.readied.connect(self._show_engine)
        link.started.connect(self._show_run)
        editing.shown.connect(self.show_experiment)
        editing.refused.connect(self._refuse)
        player.switched.connect(lambda _: self.transport.follow_switches())
        link.placed.connect(lambda _: self.transport.follow_place())
        machine.marked.connect(lambda _: self.transport.follow_lines())

    def set_lecturing(self, on: bool) -> None:
        """Take the controls away for a lecture, or bring them back."""
        self._lecturing = on
        self._show_controls()
        self.at_work.set_lecturing(on)

    def _show_controls(self) -> None:
        head, foot = self._window.menuWidget(), self._window.statusBar()
        for part in (head, foot):
            part.setVisible(not self._lecturing)
        self.stack.set_large(self._lecturing)
        if self.bar is not None:
            self.bar.set_lecturing(self._lecturing)
        for dock in self.docks.docks.values():
            if self._lecturing:
                dock.setTitleBarWidget(QWidget())
            elif dock.titleBarWidget() is not None:
                dock.titleBarWidget().deleteLater()
                dock.setTitleBarWidget(None)  # type: ignore[arg-type]  # Qt's own comes back
        if self._lecturing:
            put_away_choosers(self._workspace.of("track"))

    def dress(self, palette: Palette, actions: ActionSet, scale: float = 1.0) -> None:
        """Make everything that has words or colours, in those that are chosen; text ``scale`` times as large."""
        typed = HalfTyped(self._window)
        actions.dress(palette)
        self._notices.dress(palette)
        self._workspace.make(palette, scale)
        self.stack.rebuild(self._workspace.of("track"), palette)
        self._dress_form(palette, scale)
        for kind, widget in self._workspace.widgets("dock"):
            self.docks.put(kind.key, tr(kind.title), tr(kind.purpose) if is_loaded(kind) else "", widget)
        self._dress_surgery(palette)
        self._dress_text(palette)
        self._dress_head(actions)
        self._dress_foot(actions, palette)
        self.painting.begin(self.top, self.transport, self.status)
        self.show_experiment(self._editing.now)
        self.transport.follow_lines()
        self._tell_again()
        self._show_controls()
        typed.give_back()
        self._typed_later.update(typed.later)

    def _type_again(self, view: View) -> None:
        """Type in a view what was half typed when the one before it was put away."""
        for name in [name for name in self._typed_later if name.startswith(f"view.{view.key}.")]:
            line = view.widget.findChild(QLineEdit, name)
            kept = self._typed_later.pop(name)
            if isinstance(line, QLineEdit):
                kept.write(line)

    def _dress_form(self, palette: Palette, scale: float) -> None:
        """Make the form; in other colours alone it is the same one, since half of all widgets are its."""
        words = shown_language(), scale
        if words == self._form_words:
            self.form.wear(palette)
            return
        before = self.form if self._form_words is not None and self.opening.done else None
        places = before.places() if before is not None else None
        self._form_words = words
        self.form = ExperimentForm(palette)
        self.form.edited.connect(self._editing.edit)
        if before is not None:
            self.form.show_experiment(self._editing.now, self._editing.baseline)
            self.form.follow(before)
        purpose = tr("Everything that the run is made from; a dot marks what you changed")
        self.docks.put(FORM, tr("Experiment"), purpose, self.form)
        if places is not None:
            self.form.take_places(places)

    def _open(self) -> None:
        """Make what is seen beside the tracks, now that the window is on the screen."""
        self._workspace.open()
        self.form.show_experiment(self._editing.now, self._editing.baseline)
        if self._link.engine is not None:
            self._show_engine(self._link.engine)
        self.loading.start()

    def _explain(self, kind: Later) -> None:
        """Say of a dock what it shows, now that its file is loaded."""
        self.docks.explain(kind.key, tr(kind.purpose))

    def _dress_text(self, palette: Palette) -> None:
        if self.text_bar is not None:
            self.text_bar.let_go()
            self._column.removeWidget(self.text_bar)
            self.text_bar.hide()
            self.text_bar.deleteLater()
        self.text_bar = TextBar(self._text, palette, self._window)
        self._column.insertWidget(2, self.text_bar)
        self.text_bar.follow()

    def _dress_surgery(self, palette: Palette) -> None:
        if self.bar is not None and self.panel is not None:
            self.bar.let_go()
            self.panel.let_go()
            self._column.removeWidget(self.bar)
            self.bar.hide()
            self.bar.deleteLater()
        self.bar = OperatedBar(self._surgery, palette, self._window)
        self.bar.list_asked.connect(lambda _: self.docks.open(SURGERY))
        self._column.insertWidget(2, self.bar)
        self.bar.follow()  # at once: a layout shows what is added to it only with the next event
        self.panel = SurgeryPanel(self._surgery, self._workspace.seen, palette)
        purpose = tr("What is operated on in the shown model: switch, change or remove it")
        self.docks.put(SURGERY, tr("Surgery"), purpose, self.panel)

    def _choose_cell(self, key: str) -> None:
        """Use a cell; a transformer or a window, which has none, becomes a stack of layers."""
        stack = {} if has_cell(self._editing.now) else {"model.kind": "stack"}
        self._editing.change({"cell.kind": key, **stack}, path="cell.kind")

    def _dress_head(self, actions: ActionSet) -> None:
        self.top = TopBar(actions)
        self.top.cell_chosen.connect(self._choose_cell)
        self.top.preset_chosen.connect(self.preset_chosen)
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.menus = menu_bar(actions, self.stack, self.docks, self._recent, self.layouts)
        column.addWidget(self.menus)
        column.addWidget(self.top)
        self._window.setMenuWidget(head)

    def _dress_foot(self, actions: ActionSet, palette: Palette) -> None:
        self.transport = Transport(self._player, self._workspace.axis, actions, palette, self._machine)
        self.status = StatusLine()
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(0)
        column.addWidget(self.transport)
        column.addWidget(self.status)
        bar = QStatusBar()
        bar.setSizeGripEnabled(False)
        bar.setStyleSheet("QStatusBar::item { border: 0; }")
        bar.addPermanentWidget(foot, 1)
        self._window.setStatusBar(bar)

    def _tell_again(self) -> None:
        if self._link.engine is not None:
            self._show_engine(self._link.engine)
        if self._link.run is not None:
            self.status.show_run(self._link.run.started)
        self.at_work.dress(self.status)

    # bringing it up to date

    @property
    def foremost(self) -> str:
        """The dock that says most of the model: a window over a series has no equations but its weights' own."""
        run = self._link.run
        if self._attends:
            return ATTENTION
        if run is None or run.experiment.model.kind != "window":
            return "equations"
        return "autoregression" if issubclass(TASKS[run.experiment.task.kind], Series) else "equations"

    @property
    def predicts_numbers(self) -> bool:
        """Whether the model that is shown predicts numbers, not symbols."""
        run = self._link.run
        return run is not None and TASKS[run.experiment.task.kind].loss == "squared_error"

    @property
    def settled(self) -> bool:
        """Whether the player's trace and moment are on the screen."""
        return self.painting.settled

    def paint(self) -> bool:
        """Bring to the screen what has changed; return whether any of the window can be seen."""
        if not on_screen(self._window):
            return False
        if self._player.trace is not None:
            self.opening.start()  # where nothing has been painted, as on a screen that is not there
        self.painting.paint()
        return True

    def show_branches(self) -> None:
        """Open the list of branches, or close it."""
        self.transport.show_branches()

    def _show_engine(self, ready: Header) -> None:
        self.status.show_engine(ready)
        reasons = {d["key"]: why_not(d["reason"]) for d in ready["devices"] if not d["available"]}
        self.form.set_unavailable("device", reasons)

    def _show_run(self, run: LiveRun) -> None:
        self.status.show_run(run.started)
        model = run.experiment.model
        attends = MODELS[model.kind].attends(model)
        if self.shows_attention and attends != self._attends:
            self._attends = attends
            self.docks.show(ATTENTION, attends)

    def _follow_journey(self, state: Header) -> None:
        if state["busy"] == "go_to":
            self.transport.follow_place()

    def show_experiment(self, experiment: Experiment) -> None:
        """Show what is being run."""
        if self.opening.done:
            self.form.show_experiment(experiment, self._editing.baseline)
        self.top.show_experiment(experiment)

    def _refuse(self, refused: Problem) -> None:
        """Mark the field that cannot be as asked for; say it in a notice where the form does not show it."""
        words = sentence(refused.problem)
        if not (refused.path and self.form.isVisible() and self.form.show_problem(refused.path, words)):
            self.unplaced.emit(refused)
