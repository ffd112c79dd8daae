"""The main window: makes the parts and ties them together; what each does is in its own file."""

from __future__ import annotations

import time
from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from rnnviz.app.area.layout import LEAST_SIZE, Layout
from rnnviz.app.area.layouts import Layouts
from rnnviz.app.area.stray_tabs import StrayTabs
from rnnviz.app.area.workspace import Workspace
from rnnviz.app.changing.editing import Editing
from rnnviz.app.changing.stored import Stored
from rnnviz.app.commands import commands
from rnnviz.app.compare.comparing import Comparing
from rnnviz.app.comparisons.opening import Comparisons
from rnnviz.app.dress.appearance import Appearance
from rnnviz.app.dress.dressed_dialog import dress_dialogs
from rnnviz.app.dress.fonts import korean_font_advice, korean_font_missing
from rnnviz.app.dress.reopened import reopen
from rnnviz.app.export.exporting import Exporting
from rnnviz.app.files.closing import Closing
from rnnviz.app.files.documents import Documents
from rnnviz.app.files.line_part import LinePart
from rnnviz.app.files.notes_dialog import Notes
from rnnviz.app.files.place import Place
from rnnviz.app.files.recovery import Recovery
from rnnviz.app.files.sample_part import SamplePart
from rnnviz.app.files.sessions import Sessions
from rnnviz.app.files.title import Title
from rnnviz.app.hands.about import Help
from rnnviz.app.hands.action_set import ActionSet
from rnnviz.app.hands.command_palette import CommandPalette
from rnnviz.app.hands.escape import Escape
from rnnviz.app.hands.key_focus import KeyFocus
from rnnviz.app.hands.undo_names import name_undo
from rnnviz.app.leaving import Leaving
from rnnviz.app.lecture import Lecture
from rnnviz.app.moment.looping import Looping
from rnnviz.app.moment.player import USUAL, Player
from rnnviz.app.moment.shown_text import ShownText
from rnnviz.app.notices import Notices
from rnnviz.app.opened.recent import Recent
from rnnviz.app.painter import Painter
from rnnviz.app.past.lines import Lines
from rnnviz.app.past.pins import Pins
from rnnviz.app.past.time_machine import TimeMachine
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.job_desk import JobDesk
from rnnviz.app.screen import FORM, SURGERY, Screen
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.surgery.operating import Surgery
from rnnviz.app.surgery.symbol_chooser import choose_symbol
from rnnviz.app.troubles import Troubles
from rnnviz.app.under_way import UnderWay
from rnnviz.app.verify.verification import Verification
from rnnviz.app.view_menu import ViewMenus
from rnnviz.app.worked.working import Working
from rnnviz.experiment import Experiment
from rnnviz.link.child import EngineChild, see_off
from rnnviz.operation import Operation
from rnnviz.views import VIEWS, Kind


class MainWindow(QMainWindow):
    """Runs one experiment and shows it.

    Parameters
    ----------
    experiment : Experiment
        What it opens with.
    table : mapping of str to View class, or to where it is
        The views.
    child : EngineChild, optional
        The engine's process.
    store : SettingsStore, optional
        What is remembered between starts.
    stored : Stored, optional
        A session that it opens with, instead of a fresh model of the experiment.

    Attributes
    ----------
    player : Player
    link : EngineLink
    editing : Editing
    surgery : Surgery
    workspace : Workspace
    parts : Screen
    """

    def __init__(
        self, experiment: Experiment, *, table: Mapping[str, Kind] = VIEWS, child: EngineChild | None = None,
        store: SettingsStore | None = None, stored: Stored | None = None,
    ) -> None:
        super().__init__()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.store = store or SettingsStore()
        self.appearance = Appearance(app, self.store, self)
        palette = self.appearance.palette
        self.player = Player(self)
        self.player.set_speed(self.store.number("speed", USUAL))
        self.link = EngineLink(child or EngineChild(), self)
        self.editing = Editing(experiment, self.link, self.player, self, stored)
        hidden = frozenset(key for key, view in table.items() if not view.at_first)
        docks = frozenset(key for key, view in table.items() if view.place == "dock")
        self.workspace = Workspace(table, self, late=docks)
        self.surgery = Surgery(self.link, self.editing, self)
        self.jobs = JobDesk(self.workspace.jobs, self.link, self)
        self.notices = Notices(palette)
        self.lines = Lines(self.link, self.editing, self.workspace.update_line, self)
        self.pins = Pins(self.editing, self.link, self.workspace.update_line, self)
        self.machine = TimeMachine(
            self.player, self.link, self.lines, self.workspace.requests, self.workspace.update_line, self.notices,
            self.store, self,
        )
        self.shown_text = ShownText(self.link, self.player, self.workspace.requests, self)
        self.recent = Recent(self.store, self)
        self.parts = Screen(
            self, self.workspace, self.player, self.link, self.editing, self.notices, self.recent, self.surgery,
            self.machine, palette, self.shown_text,
        )
        self.menus = ViewMenus(self.workspace, self.parts, self, lambda why: self.troubles.note(why))
        self.troubles = Troubles(self.link, self.editing, self.player, self.notices, self)
        self.comparing = Comparing(self.editing, self.appearance, self.store, self.notices, self)
        self.comparisons = Comparisons(self.editing, self.appearance, self.store, self)
        self.working = Working(self.link, self.workspace, self.appearance, self.store, self)
        self.verification = Verification(
            self, self.link, palette, lambda: self.workspace.selection.reach_from, lambda: self.surgery.is_operated
        )
        self.layout_memory = Layout(self, self.parts.stack, self.parts.docks, self.store, hidden | {SURGERY})
        place = Place(self.player, self.workspace, self.layout_memory, self.surgery)
        self.sessions = Sessions(self.editing, self.link, self.player, place, self.notices, self)
        self.sessions.parts["generation"] = SamplePart(self.editing)
        self.sessions.parts["pins"] = self.pins
        self.sessions.parts["branches"] = LinePart(self.lines, self.editing, self.link, self.notices)
        self.sessions.parts["compare"] = self.comparing
        self.documents = Documents(
            self, self.editing, self.link, self.sessions, self.recent, self.troubles.say_problem,
            lambda: self.appearance.palette,
        )
        self.recovery = Recovery(self.store.path.parent / "recovery", self.sessions, self.link, self.notices, self)
        self.closing = Closing(self, self.sessions, self.documents.save_session)
        self.title = Title(self, self.editing, self.link, self.sessions)
        for signal in (self.comparing.moved, self.lines.changed, self.workspace.update_line.ghosted):
            signal.connect(self.title.mark)
        self.exporting = Exporting(
            self, self.link, self.menus, self.store, self.troubles.note, self.troubles.say_problem,
            lambda: self.appearance.palette,
        )
        self.layouts = Layouts(
            self, self.layout_memory, self.store, lambda: self.parts.foremost, lambda: self.parts.predicts_numbers,
            lambda: self.player.trace is None or self.player.trace.gated, self.troubles.note,
        )
        self.parts.layouts = self.layouts
        self.lecture = Lecture(self, self.appearance, self.parts, self.layout_memory, self.layouts)
        self.help, self.notes = Help(self, self.link), Notes(self, self.sessions)
        self._spoken = self.appearance.language, self.appearance.theme
        self.palette_box = CommandPalette(self, lambda: commands(self), self.store)
        self.leaving = Leaving(self.link, self.surgery, self.workspace, self.notices, self)
        self.under_way = UnderWay(
            {"go_to": self.machine.turn_back, "pull": self.leaving.leave, "verify": self.verification.cancel},
            beside=(self._leave_work,),
        )
        self.escape = Escape(self, (self.lecture.leave, self._leave_full_screen), work=self.under_way.ways)
        self.actions_by_key = ActionSet(self, self._slots())
        self.menus.use(self.actions_by_key, self.exporting.acts())
        self._keys = KeyFocus(app, self)
        self.painter = Painter(self.player, self.link, self.parts.paint, self)
        self._tie()
        self.tabs = StrayTabs(self)
        self.setMinimumSize(*LEAST_SIZE)
        self.setAcceptDrops(True)
        self._dress()
        self.layout_memory.restore()
        self._stored = stored
        if stored is not None:
            self.sessions.begin_with(stored)

    def _slots(self) -> dict[str, object]:
        """Return what the slots of the action table are looked up in."""
        return {
            "appearance": self.appearance,
            "axis": self.workspace.axis,
            "comparing": self.comparing,
            "comparisons": self.comparisons,
            "closing": self.closing,
            "documents": self.documents,
            "editing": self.editing,
            "escape": self.escape,
            "exporting": self.exporting,
            "help": self.help,
            "layout": self.layout_memory,
            "layouts": self.layouts,
            "lecture": self.lecture,
            "menus": self.menus,
            "looping": Looping(self.workspace.axis, self.player, self),
            "palette": self.palette_box,
            "machine": self.machine,
            "notes": self.notes,
            "player": self.player,
            "screen": self.parts,
            "verification": self.verification,
            "window": self,
            "working": self.working,
        }

    def _tie(self) -> None:
        """Connect the parts that do not know of each other."""
        self.player.update_asked.connect(self.link.update)
        self.player.train_asked.connect(self.link.train)
        self.workspace.axis.scrubbed.connect(self.player.scrub)
        self.link.traced.connect(self.sessions.go_to_place)
        self.surgery.shown.connect(self.workspace.fit)
        self.surgery.shown.connect(self.player.show)
        self.surgery.refused.connect(self.troubles.say_problem)
        self.surgery.changed.connect(self.verification.follow_surgery)
        self.surgery.symbol_asked.connect(self._choose_symbol)
        self.workspace.requests.operation_asked.connect(self.surgery.add)
        self.surgery.listed.connect(lambda surgery: self.sessions.write_operations(surgery.operations))
        self.parts.preset_chosen.connect(self.documents.open_preset)
        self.parts.at_work.leave_asked.connect(self.under_way.leave)
        self.workspace.requests.preset_asked.connect(self.documents.open_preset)
        self.parts.unplaced.connect(self.troubles.say_refused)
        self.workspace.showing.failed.connect(self.troubles.view_failed)
        self.appearance.changed.connect(self._dress)
        self.player.traced.connect(self.lecture.suit)
        self.lecture.switched.connect(self.actions_by_key["lecture_mode"].setChecked)
        stack = self.editing.undo_stack
        for signal in (stack.indexChanged, stack.canUndoChanged, stack.canRedoChanged):
            signal.connect(self._name_undo)

    def start(self) -> None:
        """Start the engine and play; a session that was opened rests where it was left."""
        self.link.open()
        self.player.set_playing(self._stored is None)
        self.painter.start()
        self.recovery.start()

    def _dress(self, _: object = None) -> None:
        """Make everything anew that has words or colours."""
        self.parts.dress(self.appearance.palette, self.actions_by_key, self.appearance.scale)
        self.verification.dress(self.parts.status, self.appearance.palette)
        self.title.show()
        self._name_undo()
        dress_dialogs(self, self.appearance.palette)
        spoken = self.appearance.language, self.appearance.theme
        if spoken != self._spoken:
            self._spoken = spoken
            self._say_again()
        if self.appearance.language == "ko" and korean_font_missing():
            self.troubles.say(korean_font_advice, key="font")

    def _say_again(self) -> None:
        """Open the small windows beside this one anew, in other words or colours; what is typed there is kept."""
        reopen(self, {
            "preset_browser": self.documents.browse_presets, "notes": self.notes.show,
            "keys_sheet": self.help.show_keys, "about": self.help.show_about,
        })

    def _choose_symbol(self, operation: Operation) -> None:
        choose_symbol(self, self.surgery, self.link.run, operation, self.appearance.palette)

    def _name_undo(self, _: object = None) -> None:
        name_undo(self.editing.undo_stack, self.actions_by_key)

    def reveal_field(self, path: str) -> None:
        """Show the form at a field of the experiment, and give it the keyboard."""
        self.lecture.turn(False)
        self.parts.opening.finish()
        self.parts.docks.show(FORM, True)
        self.parts.form.reveal(path)

    def set_full_screen(self, on: bool) -> None:
        """Fill the screen, or be a window again, as large as it was."""
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full if on else self.windowState() & ~full)

    def _leave_full_screen(self) -> bool:
        full = self.isFullScreen()
        self.set_full_screen(False)
        return full

    def _leave_work(self) -> bool:
        """Leave off with what a view does that can be seen."""
        return any(view.leave_off() for view in self.workspace.seen())

    def changeEvent(self, event: QEvent) -> None:
        """Follow what becomes of the window, also where its manager makes it larger or smaller."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.actions_by_key["full_screen"].setChecked(self.isFullScreen())

    def event(self, event: QEvent) -> bool:
        """Handle an event; how long painting takes decides how many docks the next frames draw."""
        if event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        began = time.perf_counter()
        done = super().event(event)
        self.parts.opening.start()
        self.workspace.showing.turns.spend(time.perf_counter() - began)
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.parts.docks.follow_height()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.documents.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.documents.open_dropped(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout and end the engine; what a person would lose is asked about first."""
        if self.closing.holds(event):
            event.ignore()
            return
        self.painter.stop()
        self.parts.loading.stop()
        self.sessions.finish()
        self.recovery.end()
        self.store.put("speed", self.player.speed)
        self.lecture.forget()
        self.layout_memory.save()
        self.comparing.close()
        self.comparisons.close()
        self.working.close()
        self.link.close()
        see_off()
        self.workspace.close()
        super().closeEvent(event)
